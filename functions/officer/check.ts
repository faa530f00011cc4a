/**
 * Check answers, say why what the proof-reader noticed is left, and submit. The post names the draft that
 * was checked: another is shown again, not submitted; the reasons typed are kept either way.
 */
import { type Context, Hono } from "hono";
import * as v from "valibot";
import { compose } from "#core/document/compose.ts";
import { AppError, InvalidAnswers } from "#core/errors.ts";
import { londonDate } from "#core/form/dates.ts";
import { postTitle } from "#core/form/office.ts";
import { askedAnswers, type Problem } from "#core/form/validate.ts";
import { noticeAll } from "#core/record/overrides.store.ts";
import type { Reasons } from "#core/record/overrides.ts";
import * as Records from "#core/record/records.ts";
import type { RecordView } from "#core/record/view.ts";
import { makePlan, stageTitle } from "#core/signoff/plan.ts";
import { textProblems } from "#web/fields/control.ts";
import { progressOf } from "#web/fields/section.ts";
import { below, type Typed, textAt, typedFrom } from "#web/fields/typed.ts";
import { type Asked, CheckPage, type CheckPageProps } from "#web/officer/check-page.tsx";
import { recordPath } from "#web/officer/layout.tsx";
import type { AppEnv } from "../http/app.ts";
import { CommandId, newCommandId, parse, readForm } from "../http/forms.ts";
import { requireActor } from "../http/session.ts";
import { getOwnDraft, idOf } from "./draft.ts";

const Count = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number));
const Post = v.object({
  cmdId: CommandId,
  saveNo: Count,
  rev: Count,
  do: v.optional(v.picklist(["submit", "later"]), "submit"),
});

const LONGEST_REASON = 2000;

export const check = new Hono<AppEnv>()
  .get("/records/:id/check", async (c) => c.html(await page(c)))
  .post("/records/:id/check", async (c) => {
    const actor = requireActor(c);
    const id = idOf(c);
    const form = await readForm(c);
    const { do: wanted, ...post } = parse(Post, form);
    const { reasons, errors } = reasonsIn(typedFrom(Object.entries(form)));
    if (errors.length) return c.html(await page(c, { reasonErrors: errors }, reasons), 422);
    await Records.saveReasons({ id, reasons, actor, now: c.var.now });
    if (wanted === "later") return c.redirect(recordPath(id), 303);
    try {
      await Records.submit({ id, ...post, actor, now: c.var.now });
    } catch (error) {
      if (error instanceof InvalidAnswers) return c.html(await page(c, { refused: error.fields }), 422);
      if (!(error instanceof AppError) || error.kind !== "conflict") throw error;
      const { view } = await Records.getDraft(id, actor);
      if (view.state !== "draft") return c.redirect(recordPath(id), 303);
      return c.html(await page(c, { stale: true }), 409);
    }
    return c.redirect(recordPath(id, "submitted"), 303);
  });

type Why = Pick<CheckPageProps, "stale" | "refused" | "reasonErrors">;

async function page(c: Context<AppEnv>, why: Why = {}, typed: Reasons = {}) {
  const { view: draft, saveNo, rev, reasons } = await getOwnDraft(c);
  const { office, form } = draft;
  const view = { ...draft, answers: askedAnswers(form, draft.answers) };
  return CheckPage({
    view,
    officer: requireActor(c),
    cmdId: newCommandId(c.var.now),
    saveNo,
    rev,
    progress: progressOf(office, form, view.answers),
    asked: askedOf(view, londonDate(c.var.now)),
    paper: compose(view, "restricted"),
    noticed: await noticeAll(draft, { ...reasons, ...typed }, londonDate(c.var.now)),
    ...why,
  });
}

/** The reasons in a post, by the keys of their findings. */
function reasonsIn(typed: Typed): { reasons: Reasons; errors: Problem[] } {
  const boxes = Object.keys(below(typed, "reason")).filter((name) => /^reason\.[0-9a-f]{16}$/.test(name));
  const reasons = Object.fromEntries(
    boxes.map((name) => [name.slice("reason.".length), textAt(typed, name).trim()]),
  );
  return {
    reasons,
    errors: boxes.flatMap((name) => textProblems(name, "Your reason", textAt(typed, name), LONGEST_REASON)),
  };
}

/** Who would be asked if it were submitted today. */
function askedOf({ office, form, answers, author }: RecordView, today: string): Asked {
  const { plan, problems } = makePlan(office, form, answers, author.person, today);
  const titleOf = (id: string) => {
    const stage = form.stages.find((s) => s.id === id);
    return stage ? stageTitle(office, stage) : id;
  };
  const nameOf = (person: string) =>
    office.people?.find((p) => p.id === person)?.name ?? person.replace(/^mail:/, "");
  return {
    steps: plan.stages.map(({ stage, slots }) => ({
      title: titleOf(stage),
      who: slots
        .map(({ person, post }) =>
          [nameOf(person), post && postTitle(office, post)].filter(Boolean).join(", "),
        )
        .join("; "),
    })),
    skipped: plan.skipped.map(({ stage, why }) => ({ title: titleOf(stage), why })),
    problems,
  };
}
