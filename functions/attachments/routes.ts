/**
 * Attachments in the officers' pages: a page for each question that takes files, which only the author
 * of a draft can change, and downloads for anyone in the office. A file is looked into, then kept, and
 * only then named in the draft, so that a record never names one that is not there.
 */

import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import * as v from "valibot";
import {
  type Attached,
  attachedIn,
  cannotAdd,
  getAttachmentsField,
  withFile,
  withoutFile,
  withPublic,
} from "#core/attachment/attached.ts";
import { changeFiles, keepFile } from "#core/attachment/attachment.store.ts";
import { inspect, MAX_BYTES, MESSAGES } from "#core/attachment/inspect.ts";
import { InvalidAnswers } from "#core/errors.ts";
import { isNeverPublic } from "#core/form/reading.ts";
import { loadForOffice } from "#core/record/records.ts";
import { getView } from "#core/record/view.store.ts";
import type { RecordView } from "#core/record/view.ts";
import { FilesPage } from "#web/attachments/files-page.tsx";
import { DONE, type Done, UploadPage } from "#web/attachments/upload-page.tsx";
import { recordPath } from "#web/officer/layout.tsx";
import type { AppEnv } from "../http/app.ts";
import { CommandId, newCommandId, parse, readBody } from "../http/forms.ts";
import { requireActor } from "../http/session.ts";
import { getOwnDraft } from "../officer/draft.ts";
import { sendAttachment } from "./send.ts";

const VERBS = Object.keys(DONE) as Done[];
const Post = v.object({
  cmdId: CommandId,
  do: v.picklist(VERBS),
  sha256: v.optional(v.string(), ""),
  public: v.optional(v.string(), ""),
});

type C = Context<AppEnv>;

export const attachments = new Hono<AppEnv>()
  .get("/records/:id/attachments", async (c) => {
    const view = await getOfficeView(c);
    return c.html(FilesPage({ view, officer: requireActor(c) }));
  })
  .get("/records/:id/attachments/:field/:sha256", async (c) =>
    sendAttachment(c, await getOfficeView(c), c.req.param("sha256")),
  )
  .get("/records/:id/attachments/:field", async (c) => {
    const { view } = await getOwnDraft(c);
    return c.html(page(c, view, { done: VERBS.find((verb) => verb === c.req.query("done")) }));
  })
  .post("/records/:id/attachments/:field", async (c) => {
    const { view } = await getOwnDraft(c);
    const field = c.req.param("field");
    const definition = getAttachmentsField(view, field);
    const { file, ...fields } = await readBody(c);
    const post = parse(Post, fields);
    const mayBePublic = !isNeverPublic(definition);
    const publish = post.public === "yes" && mayBePublic;
    const target = { id: view.id, field, actor: requireActor(c), now: c.var.now };
    try {
      if (post.do === "attach") {
        const attached = await keep(view, field, file, publish);
        await changeFiles(target, (files) => withFile(assertRoom(files, attached), attached));
      } else
        await changeFiles(target, (files) =>
          post.do === "remove"
            ? withoutFile(files, post.sha256)
            : withPublic(files, post.sha256, post.do === "publish" && mayBePublic),
        );
    } catch (error) {
      if (!(error instanceof InvalidAnswers)) throw error;
      const now = await getOwnDraft(c);
      return c.html(page(c, now.view, { error: error.message, publish }), 422);
    }
    return c.redirect(`${recordPath(view.id, "attachments", field)}?done=${post.do}`, 303);
  });

type Why = { done?: Done; error?: string; publish?: boolean };

function page(c: C, view: RecordView, why: Why) {
  const fieldId = c.req.param("field") ?? "";
  const field = getAttachmentsField(view, fieldId);
  const files = filesOf(view, fieldId);
  const cmdId = () => newCommandId(c.var.now);
  return UploadPage({ view, officer: requireActor(c), fieldId, field, files, cmdId, ...why });
}

/** Looks into a file and keeps it. Throws InvalidAnswers, in words for whoever chose it. */
async function keep(
  view: RecordView,
  field: string,
  file: string | File | undefined,
  isPublic: boolean,
): Promise<Attached> {
  if (!(file instanceof File) || file.name === "") throw refusal(MESSAGES.none);
  if (file.size >= MAX_BYTES) throw refusal(MESSAGES.tooLarge);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const inspected = await inspect(file.name, bytes);
  if (!inspected.ok) throw refusal(inspected.problem);
  const { name, type } = inspected;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const attached = { name, sha256, size: bytes.length, type, public: isPublic };
  assertRoom(filesOf(view, field), attached);
  await keepFile(view.office.office, attached, bytes);
  return attached;
}

function assertRoom(files: Attached[], attached: Attached): Attached[] {
  const problem = cannotAdd(files, attached);
  if (problem) throw refusal(problem);
  return files;
}

function filesOf(view: RecordView, field: string): Attached[] {
  return attachedIn(view, view.answers).find((a) => a.field === field)?.files ?? [];
}

/** The record as its office sees it: whoever may read the paper may read what is attached to it. */
async function getOfficeView(c: C): Promise<RecordView> {
  const id = c.req.param("id") ?? "";
  await loadForOffice(id, requireActor(c));
  return (await getView(id)).view;
}

function refusal(message: string): InvalidAnswers {
  return new InvalidAnswers([{ id: "file", message }]);
}
