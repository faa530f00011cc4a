/** An attached file as a download, to someone who may read the record: never shown as a page of ours. */
import type { Context } from "hono";
import { getAttached } from "#core/attachment/attached.ts";
import { readFile } from "#core/attachment/attachment.store.ts";
import { dispositionOf } from "#core/attachment/name.ts";
import type { RecordView } from "#core/record/view.ts";
import type { AppEnv } from "../http/app.ts";

/** Throws not-found for a file that this record, as it stands, does not have. */
export async function sendAttachment(
  c: Context<AppEnv>,
  view: RecordView,
  sha256: string,
): Promise<Response> {
  const file = getAttached(view, sha256);
  const bytes = await readFile(view.office.office, file);
  return c.body(Buffer.from(bytes), 200, {
    "Content-Type": file.type,
    "Content-Disposition": dispositionOf(file.name),
  });
}
