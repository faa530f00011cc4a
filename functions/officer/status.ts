/** The page of a record that is no longer its author's draft, with what this person may do about it. */
import type { Context } from "hono";
import { mayCorrect, writerOf } from "#core/record/correcting.ts";
import type { Actor } from "#core/record/records.ts";
import * as Records from "#core/record/records.ts";
import { isOverdue } from "#core/record/renditions.ts";
import * as Status from "#core/record/status.ts";
import type { RecordView } from "#core/record/view.ts";
import { StatusPage } from "#web/officer/status-page.tsx";
import type { AppEnv } from "../http/app.ts";
import { newCommandId } from "../http/forms.ts";
import { requireActor } from "../http/session.ts";
import { canWithdraw, idOf } from "./draft.ts";

/** `answer` is what was typed and is wrong; `refused` says why something was not done. */
export async function statusPage(
  c: Context<AppEnv>,
  answer?: { typed: string; error: string },
  refused?: string,
) {
  const actor = requireActor(c);
  const [status, { rev }] = await Promise.all([
    Status.getStatus(idOf(c), actor),
    Records.getDraft(idOf(c), actor),
  ]);
  const { view, question, unsealedSince } = status;
  const newCommand = () => newCommandId(c.var.now);
  const waits = view.state === "decided" && view.office.publication?.review === "publisher";
  const since = status.events.findLastIndex((e) => e.type === "Reopened") + 1;
  const approved = status.events.slice(since).some((e) => e.type === "PublicationApproved");
  const publishes = waits && !approved && actor.roles.includes("publisher");
  const asked = question && view.author.person === actor.person;
  return StatusPage({
    ...status,
    officer: actor,
    sealIsLate: unsealedSince !== undefined && isOverdue(unsealedSince, c.var.now),
    self: actor.person,
    publish: publishes ? { cmdId: newCommand(), rev } : undefined,
    withdraws: canWithdraw(view, actor),
    corrects: canCorrect(view, actor),
    unpublishes: canUnpublish(view, actor),
    manages: canManage(view, actor) ? newCommand : undefined,
    gives: actor.roles.includes("governance"),
    answer: asked ? { cmdId: newCommand(), ...answer } : undefined,
    refused,
  });
}

/** Whether it is published, and this person may correct it. */
export function canCorrect(view: RecordView, actor: Actor): boolean {
  return isOut(view) && mayCorrect(view, actor) && writerOf(view, actor) !== undefined;
}

/** Whether it is published, and this person may withdraw it from publication. */
export function canUnpublish(view: RecordView, actor: Actor): boolean {
  return isOut(view) && actor.roles.includes("governance");
}

function isOut({ state }: RecordView): boolean {
  return state === "published" || state === "withheld";
}

/** Whether this person may chase signatures, pause the record and let it go on. */
export function canManage(view: RecordView, actor: Actor): boolean {
  return view.author.person === actor.person || actor.roles.includes("governance");
}
