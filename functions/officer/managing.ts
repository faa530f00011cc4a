/**
 * Managing a record that others are asked to sign: answer, send again, give to someone else, pause, let
 * go on. GET shows; each POST is one command, and doing it twice does it once. What came too late is
 * said on the record's own page, with what it is now.
 */
import { type Context, Hono } from "hono";
import * as v from "valibot";
import type { Problem } from "#core/form/validate.ts";
import * as Managing from "#core/record/managing.ts";
import * as Status from "#core/record/status.ts";
import { recordPath } from "#web/officer/layout.tsx";
import { GivePage, PausePage } from "#web/officer/manage-pages.tsx";
import type { AppEnv } from "../http/app.ts";
import { CommandId, newCommandId } from "../http/forms.ts";
import { requireActor } from "../http/session.ts";
import { acting, posted } from "./acting.ts";
import { idOf } from "./draft.ts";
import { canManage, statusPage } from "./status.ts";
import { textErrors, textIn } from "./words.ts";

type C = Context<AppEnv>;

const Command = v.object({ cmdId: CommandId });
const OfTask = v.object({ ...Command.entries, task: v.pipe(v.string(), v.maxLength(200)) });
const Giving = v.object({ ...OfTask.entries, to: v.optional(v.string(), "") });

export const managing = new Hono<AppEnv>()
  .post("/records/:id/answer", async (c) => {
    const { cmdId, form } = await posted(c, Command);
    const answer = textIn(form, "answer");
    const [error] = textErrors("answer", answer, "Your answer", "Enter your answer");
    if (error) return c.html(await statusPage(c, { typed: answer, error: error.message }), 422);
    return acting(c, (asked) => Managing.answerQuestion({ ...asked, cmdId, answer }));
  })
  .post("/records/:id/resend", async (c) => {
    const { cmdId, task } = await posted(c, OfTask);
    return acting(c, (asked) => Managing.resend({ ...asked, cmdId, task }));
  })
  .get("/records/:id/give", async (c) => {
    const page = await givePage(c, c.req.query("task") ?? "");
    return page ? c.html(page) : c.redirect(recordPath(idOf(c)), 303);
  })
  .post("/records/:id/give", async (c) => {
    const { cmdId, task, to, form } = await posted(c, Giving);
    const reason = textIn(form, "reason");
    const errors = [
      ...(to ? [] : [{ id: "to", message: "Select who should sign instead" }]),
      ...textErrors("reason", reason, "The reason", "Enter why someone else should sign"),
    ];
    const page = errors.length ? await givePage(c, task, { to, reason, errors }) : undefined;
    if (page) return c.html(page, 422);
    return acting(c, (asked) => Managing.reassign({ ...asked, cmdId, task, to, reason }));
  })
  .get("/records/:id/pause", async (c) => {
    const page = await pausePage(c);
    return page ? c.html(page) : c.redirect(recordPath(idOf(c)), 303);
  })
  .post("/records/:id/pause", async (c) => {
    const { cmdId, form } = await posted(c, Command);
    const reason = textIn(form, "reason");
    const errors = textErrors("reason", reason, "The reason", "Enter why you are pausing it");
    const page = errors.length ? await pausePage(c, { reason, errors }) : undefined;
    if (page) return c.html(page, 422);
    return acting(c, (asked) => Managing.pause({ ...asked, cmdId, reason }));
  })
  .post("/records/:id/resume", async (c) => {
    const { cmdId } = await posted(c, Command);
    return acting(c, (asked) => Managing.resume({ ...asked, cmdId }));
  });

type Typed = { reason?: string; errors?: Problem[] };

/** Undefined where this person gives nothing to anybody, or the request is closed. */
async function givePage(c: C, taskId: string, typed: Typed & { to?: string } = {}) {
  const actor = requireActor(c);
  const { view, tasks } = await Status.getStatus(idOf(c), actor);
  const task = tasks.find((t) => t.task === taskId && t.status === "open");
  if (!task || view.state !== "review" || !actor.roles.includes("governance")) return undefined;
  const others = await Managing.candidates(view.id, taskId, actor, c.var.now);
  return GivePage({ view, officer: actor, cmdId: newCommandId(c.var.now), task, others, ...typed });
}

async function pausePage(c: C, typed: Typed = {}) {
  const actor = requireActor(c);
  const { view, paused } = await Status.getStatus(idOf(c), actor);
  if (view.state !== "review" || paused || !canManage(view, actor)) return undefined;
  return PausePage({ view, officer: actor, cmdId: newCommandId(c.var.now), ...typed });
}
