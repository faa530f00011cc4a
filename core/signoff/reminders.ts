/**
 * When a request for a signature is chased: at its due day, then twice more, the last time to someone
 * who can do something about it. Then silence: a fourth email helps nobody.
 */
import { addWorkingDays } from "#core/calendar/working-days.ts";
import { londonDate } from "#core/form/dates.ts";
import type { Stage } from "#core/form/definition.ts";
import type { Office, OfficePerson } from "#core/form/office.ts";
import { holdersOf } from "./plan.ts";

/** Working days to sign where the stage does not say. */
const USUAL_DUE = 5;
const BETWEEN = 2;
/** Reminders in all, the escalation included. */
export const MOST_REMINDERS = 3;

/** The instant of the next reminder after so many; undefined once there have been enough. */
export function nextReminder(stage: Stage, sent: number, now: string): string | undefined {
  if (sent >= MOST_REMINDERS) return undefined;
  const days = sent === 0 ? (stage.due ?? USUAL_DUE) : BETWEEN;
  return `${addWorkingDays(londonDate(now), days)}T08:00:00.000Z`;
}

/**
 * Who learns that a request is overdue: the stage's own post, else governance, else the author. Never
 * whoever declared an interest in it.
 */
export function escalatesTo(
  office: Office,
  stage: Stage,
  { author }: { author: string },
  { recused = [] }: { recused?: string[] },
  today: string,
): string {
  const mayKnow = (p: OfficePerson) => !recused.includes(p.id);
  const named = stage.escalateTo && holdersOf(office, stage.escalateTo, today).find(mayKnow);
  const governance = office.people?.find((p) => p.roles?.includes("governance") && mayKnow(p));
  return (named || governance)?.id ?? author;
}
