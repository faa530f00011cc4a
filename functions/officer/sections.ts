/**
 * One page of a draft: shown, saved, and its rows added and removed. Two people, or two windows, may
 * work on different pages at once; the same page saved twice shows both texts and loses neither.
 */
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { type Context, Hono } from "hono";
import * as v from "valibot";
import { AppError } from "#core/errors.ts";
import type { Answers } from "#core/form/answers.ts";
import type { Section } from "#core/form/definition.ts";
import * as Records from "#core/record/records.ts";
import { act, actWords, pasted } from "#web/fields/controls.tsx";
import { fieldOf, progressOf, readSection, type ShownField, shownFields } from "#web/fields/section.ts";
import { type Typed, typedFrom } from "#web/fields/typed.ts";
import { recordPath } from "#web/officer/layout.tsx";
import { SectionPage } from "#web/officer/section-page.tsx";
import type { AppEnv } from "../http/app.ts";
import { CommandId, newCommandId, parse, readForm } from "../http/forms.ts";
import { requireActor } from "../http/session.ts";
import { type Draft, getOwnDraft } from "./draft.ts";
import { noticeBegun } from "./noticing.ts";

const Post = v.object({
  cmdId: CommandId,
  was: v.optional(v.string(), ""),
  shown: v.optional(v.string(), ""),
  from: v.optional(v.picklist(["", "check"]), ""),
  do: v.optional(v.pipe(v.string(), v.maxLength(200)), "continue"),
});

export const sections = new Hono<AppEnv>()
  .get("/records/:id/sections/:section", async (c) => {
    const draft = await getOwnDraft(c);
    const section = getSection(c, draft);
    const fields = shownFields(draft.view.form, section, draft.view.answers);
    return c.html(page(c, draft, section, { fields, from: c.req.query("from") }));
  })
  .post("/records/:id/sections/:section", async (c) => {
    const draft = await getOwnDraft(c);
    const body = await readForm(c);
    const post = parse(Post, body);
    const { view } = draft;
    const section = getSection(c, draft);
    const fields = postedFields(draft, section, post.shown);
    const typed = typedFrom(Object.entries(body));
    const { from } = post;

    const action = actionOf(post.do, typed);
    if (action) {
      const changed = actions(action, fields, typed);
      return c.html(page(c, draft, section, { fields, from, was: post.was, ...changed }));
    }

    const read = readSection(fields, typed, view.answers, { office: view.office, form: view.form });
    const shown = { fields, from, typed: read.typed };
    const before = mark(view.answers, fields);
    const after = mark(read.answers, fields);
    if (before !== post.was && before !== after)
      return c.html(page(c, draft, section, { ...shown, yours: read.answers, problems: read.problems }), 409);
    if (before !== after) {
      const saved = await save(c, draft, fields, read.answers);
      if (!saved.ok)
        return c.html(
          page(c, saved.draft, section, { ...shown, yours: read.answers, problems: read.problems }),
          409,
        );
      view.answers = saved.answers;
    }

    const stop =
      post.do === "later" ? read.problems : [...read.problems, ...missing(draft, section, read.problems)];
    if (stop.length) return c.html(page(c, draft, section, { ...shown, problems: stop }), 422);
    return c.redirect(next(draft, section, post), 303);
  });

/** What a section's page needs beside its record. */
type Shown = Partial<Parameters<typeof SectionPage>[0]> & { fields: ShownField[] };

function page(c: Context<AppEnv>, draft: Draft, section: Section, shown: Shown) {
  const { view } = draft;
  return SectionPage({
    view,
    noticed: noticeBegun(draft, c.var.now),
    section,
    officer: requireActor(c),
    cmdId: newCommandId(c.var.now),
    was: mark(view.answers, shown.fields),
    ...shown,
  });
}

function getSection(c: Context<AppEnv>, { view }: Draft): Section {
  const section = view.form.sections.find((s) => s.id === c.req.param("section"));
  if (!section) throw new AppError("not-found", "no-section", "This form has no such page");
  return section;
}

/** The fields that the page held when it was opened: another answer may since have hidden or shown some. */
function postedFields({ view }: Draft, section: Section, posted: string): ShownField[] {
  const ids = new Set(posted.split(","));
  const now = shownFields(view.form, section, view.answers);
  return section.fields.flatMap((id) => {
    const field = view.form.fields[id];
    return field && ids.has(id) ? [now.find((f) => f.id === id) ?? { id, field }] : [];
  });
}

/** A button of a row; or a save, while something pasted has not been made rows yet. */
function actionOf(pressed: string, typed: Typed): string | undefined {
  if (pressed !== "continue" && pressed !== "later") return pressed;
  const [list] = pasted(typed);
  return list && `paste:${list}`;
}

function actions(action: string, fields: ShownField[], typed: Typed): { typed: Typed; done?: string } {
  const byId = Object.fromEntries(fields.map(({ id, field }) => [id, field]));
  const changed = act(action, byId, typed);
  if (!changed) throw new AppError("invalid", "bad-action", "This button is not part of the page");
  return { typed: changed, done: actWords(action, byId) };
}

/** A mark of a page's answers: equal only where they are. */
function mark(answers: Answers, fields: ShownField[]): string {
  const own = Object.fromEntries(fields.flatMap(({ id }) => (id in answers ? [[id, answers[id]]] : [])));
  return createHash("sha256")
    .update(canonicalize(own) ?? "")
    .digest("base64url")
    .slice(0, 22);
}

type Saved = { ok: true; answers: Answers } | { ok: false; draft: Draft };

/**
 * Saves a page's answers into the draft. Where another page was saved in the meantime its answers are
 * kept and this page's are put beside them; where it was this page, nothing is saved.
 */
async function save(
  c: Context<AppEnv>,
  draft: Draft,
  fields: ShownField[],
  answers: Answers,
): Promise<Saved> {
  const actor = requireActor(c);
  const seen = mark(draft.view.answers, fields);
  let current = draft;
  for (let attempt = 0; attempt < 3; attempt++) {
    const whole = withFields(current.view.answers, answers, fields);
    try {
      const { id } = current.view;
      await Records.saveDraft({ id, answers: whole, saveNo: current.saveNo, actor, now: c.var.now });
      return { ok: true, answers: whole };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "draft-changed") throw error;
    }
    current = await getOwnDraft(c);
    if (mark(current.view.answers, fields) !== seen) return { ok: false, draft: current };
  }
  throw new AppError("unavailable", "draft-busy", "This record is being saved elsewhere. Try again");
}

function withFields(stored: Answers, page: Answers, fields: ShownField[]): Answers {
  const whole = { ...stored };
  for (const { id } of fields) {
    const answer = page[id];
    if (answer === undefined) delete whole[id];
    else whole[id] = answer;
  }
  return whole;
}

/** What the page still lacks, but for fields whose own text could not be read. */
function missing({ view }: Draft, section: Section, unread: { id: string; message: string }[]) {
  const broken = new Set(unread.map(fieldOf));
  const progress = progressOf(view.office, view.form, view.answers).find((p) => p.section === section);
  return (progress?.problems ?? []).filter((p) => !broken.has(fieldOf(p)));
}

/** The next page of the form; the task list after the last, or when the officer stops here. */
function next({ view }: Draft, section: Section, post: { do: string; from: string }): string {
  if (post.do === "later") return recordPath(view.id);
  if (post.from === "check") return recordPath(view.id, "check");
  const progress = progressOf(view.office, view.form, view.answers);
  const at = progress.findIndex((p) => p.section === section);
  const following = progress.slice(at + 1).find((p) => p.status !== "not-needed");
  return following ? recordPath(view.id, "sections", following.section.id) : recordPath(view.id);
}
