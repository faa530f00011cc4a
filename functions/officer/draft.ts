/** The draft that a page works on: its author's alone, and only while it is a draft. */
import type { Context } from "hono";
import { AppError } from "#core/errors.ts";
import * as Records from "#core/record/records.ts";
import type { RecordView } from "#core/record/view.ts";
import type { AppEnv } from "../http/app.ts";
import { requireActor } from "../http/session.ts";

export type Draft = Awaited<ReturnType<typeof Records.getDraft>>;

/** Throws forbidden for anyone but the author, and conflict "not-a-draft" once it is submitted. */
export async function getOwnDraft(c: Context<AppEnv>): Promise<Draft> {
  const actor = requireActor(c);
  const draft = await Records.getDraft(idOf(c), actor);
  if (draft.view.author.person !== actor.person)
    throw new AppError("forbidden", "not-author", "Only the author can change this record");
  if (draft.view.state !== "draft")
    throw new AppError(
      "conflict",
      "not-a-draft",
      "This record has been submitted, so it cannot be changed now",
    );
  return draft;
}

export function idOf(c: Context<AppEnv>): string {
  return c.req.param("id") ?? "";
}

/** Whether it may still be withdrawn, and by this person. */
export function canWithdraw(view: RecordView, actor: Records.Actor): boolean {
  const correcting = view.correction && view.state === "decided";
  const open = view.state === "draft" || view.state === "review" || correcting;
  if (mustExplain(view) && !view.correction) return isUnreleased(view) && actor.roles.includes("governance");
  const own = view.author.person === actor.person || view.correction?.person === actor.person;
  return Boolean(open) && (own || actor.roles.includes("governance"));
}

/** Whether the register has to say why: a decision was taken, and will not be published. */
export function mustExplain(view: RecordView): boolean {
  return view.state === "decided" && !view.correction && view.reference !== undefined;
}

/** Whether a person still has to let it go out. */
function isUnreleased({ office }: RecordView): boolean {
  return office.publication?.review === "publisher";
}
