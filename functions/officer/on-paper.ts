/**
 * Signing on paper: print it, bring a copy of what was signed, and have somebody else confirm what the
 * copy shows. GET shows; each POST is one command. What came too late is said on the record's page.
 */
import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import * as v from "valibot";
import { keepFile, readFile } from "#core/attachment/attachment.store.ts";
import { inspect, MAX_BYTES, MESSAGES } from "#core/attachment/inspect.ts";
import { dispositionOf } from "#core/attachment/name.ts";
import { compose } from "#core/document/compose.ts";
import { AppError, InvalidAnswers } from "#core/errors.ts";
import type { Said } from "#core/record/said.ts";
import * as OnPaper from "#core/signoff/on-paper.ts";
import { wordsProblems } from "#web/fields/control.ts";
import { parseDate } from "#web/fields/dates.tsx";
import { typedFrom } from "#web/fields/typed.ts";
import { recordPath } from "#web/officer/layout.tsx";
import { ConfirmPage, CopyPage, PrintPage } from "#web/officer/on-paper-pages.tsx";
import { clausesOf, type Errors, type Typed } from "#web/sign/choices.tsx";
import type { AppEnv } from "../http/app.ts";
import { CommandId, type Form, newCommandId, parse, readBody, readForm } from "../http/forms.ts";
import { requireActor } from "../http/session.ts";
import { idOf } from "./draft.ts";
import { canManage, statusPage } from "./status.ts";
import { textErrors, textIn } from "./words.ts";

type C = Context<AppEnv>;

const Task = v.pipe(v.string(), v.maxLength(200));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "Open the page again, then try again"));
const LONGEST = 20_000;
const CopyForm = v.object({
  cmdId: CommandId,
  task: Task,
  hash: Hash,
  signedBy: v.optional(v.pipe(v.string(), v.maxLength(200)), ""),
  fingerprint: v.optional(v.pipe(v.string(), v.maxLength(100)), ""),
  outcome: v.optional(v.string()),
  alternative: v.optional(v.string()),
  reason: v.optional(v.string()),
  comment: v.optional(v.string()),
  interest: v.optional(v.picklist(["none", "declared"])),
});
const Confirming = v.object({
  cmdId: CommandId,
  task: Task,
  scan: Hash,
  do: v.picklist(["confirm", "reject"]),
});

/** A copy is a picture of a page. */
const SCANS = ["application/pdf", "image/png", "image/jpeg"];

export const onPaper = new Hono<AppEnv>()
  .get("/records/:id/on-paper", (c) =>
    withRequest(c, c.req.query("task"), (request) => {
      if (!request.brings) return undefined;
      return c.html(
        PrintPage({ request, officer: requireActor(c), paper: compose(request.view, "restricted") }),
      );
    }),
  )
  .get("/records/:id/copy", (c) =>
    withRequest(c, c.req.query("task"), (request) =>
      request.brings ? c.html(copyPage(c, request)) : undefined,
    ),
  )
  .post("/records/:id/copy", async (c) => {
    const actor = requireActor(c);
    const { file, ...form } = await readBody(c);
    const fields = typedFrom(Object.entries(form));
    const { cmdId, task, ...copy } = parse(CopyForm, fields);
    return withRequest(c, task, async (request) => {
      const on = parseDate("on", "The date it was signed", fields);
      const missing =
        on.answer || on.errors.length ? [] : [{ id: "on", message: "Enter the date it was signed" }];
      const again = (errors: Errors) => c.html(copyPage(c, request, { typed: fields, errors }), 422);
      if (!canManage(request.view, actor))
        throw new AppError("forbidden", "not-author", "Only the author or governance can bring a copy");
      return acting(c, again, async () => {
        const clauses = clausesIn(request, fields);
        const kept = await keep(request.view.office.office, file);
        const problems = [
          ...(typeof kept === "string" ? [{ id: "file", message: kept }] : []),
          ...missing,
          ...on.errors,
          ...OnPaper.problemsIn(request, { ...copy, clauses }),
          ...wordsProblems("reason", "The reason", copy.reason ?? "", LONGEST),
          ...wordsProblems("comment", "The comment", copy.comment ?? "", LONGEST),
        ];
        if (typeof kept === "string" || problems.length) throw new InvalidAnswers(problems);
        const asked = { id: idOf(c), task, cmdId, actor, now: c.var.now };
        await OnPaper.receive(asked, { ...copy, on: on.answer ?? "", clauses, file: kept });
      });
    });
  })
  .get("/records/:id/confirm", (c) =>
    withRequest(c, c.req.query("task"), (request) =>
      request.confirms && request.copy ? c.html(confirmPage(c, request, request.copy)) : undefined,
    ),
  )
  .post("/records/:id/confirm", async (c) => {
    const actor = requireActor(c);
    const form = await readForm(c);
    const { cmdId, task, scan, do: verb } = parse(Confirming, form);
    return withRequest(c, task, (request) => {
      const { copy } = request;
      const reason = textIn(form, "reason");
      const again = (errors: Errors) =>
        copy
          ? c.html(confirmPage(c, request, copy, { typed: form, errors }), 422)
          : c.redirect(recordPath(idOf(c)), 303);
      const asked = { id: idOf(c), task, cmdId, actor, now: c.var.now };
      return acting(c, again, async () => {
        if (verb === "confirm") return OnPaper.confirm(asked, { scan });
        const errors = textErrors("reason", reason, "What is wrong", "Enter what is wrong with the copy");
        if (errors.length) throw new InvalidAnswers(errors);
        return OnPaper.reject(asked, { scan, reason });
      });
    });
  })
  .get("/records/:id/copies/:sha256", async (c) => {
    const { office, ...file } = await OnPaper.getCopy(idOf(c), c.req.param("sha256"), requireActor(c));
    const bytes = await readFile(office, { ...file, public: false });
    return c.body(Buffer.from(bytes), 200, {
      "Content-Type": file.type,
      "Content-Disposition": dispositionOf(file.name),
    });
  });

/** Shows a page of a request; the record's own where there is no such page for this person. */
async function withRequest(
  c: C,
  task: string | undefined,
  show: (request: OnPaper.PaperRequest) => Response | Promise<Response> | undefined,
): Promise<Response> {
  const request = await OnPaper.findPaperRequest(idOf(c), task ?? "", requireActor(c));
  return (request && (await show(request))) ?? c.redirect(recordPath(idOf(c)), 303);
}

type Why = { typed?: Typed; errors?: Errors };

function copyPage(c: C, request: OnPaper.PaperRequest, why: Why = {}) {
  return CopyPage({ request, officer: requireActor(c), cmdId: newCommandId(c.var.now), ...why });
}

type Copy = NonNullable<OnPaper.PaperRequest["copy"]>;

function confirmPage(c: C, request: OnPaper.PaperRequest, copy: Copy, why: Why = {}) {
  return ConfirmPage({ request, copy, officer: requireActor(c), cmdId: newCommandId(c.var.now), ...why });
}

/** Which box a refusal belongs to. */
const BOXES: Record<string, string> = {
  "signed-later": "on",
  "signed-earlier": "on",
  "post-not-held": "on",
  "not-assignee": "signedBy",
  "own-paper": "signedBy",
  "two-parts": "signedBy",
};

async function acting(
  c: C,
  again: (errors: Errors) => Response | Promise<Response>,
  act: () => Promise<void>,
): Promise<Response> {
  try {
    await act();
  } catch (error) {
    if (error instanceof InvalidAnswers) return again(error.fields);
    if (!(error instanceof AppError)) throw error;
    const box = BOXES[error.code];
    if (box) return again([{ id: box, message: error.message }]);
    if (error.kind !== "conflict" && error.kind !== "gone") throw error;
    return c.html(await statusPage(c, undefined, error.message), 409);
  }
  return c.redirect(recordPath(idOf(c)), 303);
}

/** Looks into a copy and keeps it; or says what is wrong with it. */
async function keep(
  office: string,
  file: string | File | undefined,
): Promise<NonNullable<Said["file"]> | string> {
  if (!(file instanceof File) || file.name === "") return "Select a copy of the signed paper";
  if (file.size >= MAX_BYTES) return MESSAGES.tooLarge;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const inspected = await inspect(file.name, bytes);
  if (!inspected.ok) return inspected.problem;
  const { name, type } = inspected;
  if (!SCANS.includes(type)) return "The selected file must be a PDF, PNG or JPG";
  const kept = { name, type, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  await keepFile(office, { ...kept, public: false }, bytes);
  return kept;
}

function clausesIn({ stage, view }: OnPaper.PaperRequest, form: Form): Record<string, "approve" | "refuse"> {
  const chosen: Record<string, "approve" | "refuse"> = {};
  for (const i of clausesOf(stage, view).keys()) {
    const choice = form[`clause-${i}`];
    if (choice === "approve" || choice === "refuse") chosen[String(i)] = choice;
  }
  return chosen;
}
