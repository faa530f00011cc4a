/** What is public of a running system: every object of the public bucket, and the sealed papers of a record. */
import { join } from "node:path";
import { getFile } from "#core/aws/files.ts";
import { renditionKey } from "#core/record/renditions.ts";
import { getView } from "#core/record/view.store.ts";
import { openDisk } from "#infra/local/s3-disk.ts";
import { BUCKETS } from "#infra/local/settings.ts";
import type { LocalSystem } from "#infra/local/system.ts";

/** Every version of every object, as one text each: key, headers, content. Styles and scripts are left out. */
export function publicObjects({ dataDir }: LocalSystem): { key: string; text: string; body: Buffer }[] {
  const disk = openDisk(join(dataDir, "files"), [BUCKETS.public]);
  return disk
    .all(BUCKETS.public)
    .flat()
    .filter((object) => !object.key.startsWith("assets/"))
    .map((object) => {
      const body = disk.read(BUCKETS.public, object);
      const text = `${object.key}\n${JSON.stringify(object.headers)}\n${body.toString("utf8")}`;
      return { key: object.key, text, body };
    });
}

/** The sealed paper with everything in it, from the private bucket. */
export async function restrictedPdf(id: string): Promise<Uint8Array> {
  const { view, loaded } = await getView(id);
  const { restricted } = loaded.state.renditions;
  if (!restricted) throw new Error(`${id} has no restricted paper`);
  return getFile(BUCKETS.private, renditionKey(view.office.office, id, restricted.rendered));
}
