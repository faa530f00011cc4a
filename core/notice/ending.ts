/**
 * Funding that ends: the last day of what a published record gives, whether a later record goes on from it,
 * and when somebody is reminded. Pure.
 */
import { isoDate } from "#core/form/dates.ts";
import { PASSING } from "#core/signoff/plan.ts";
import { linksTo } from "./changes.ts";
import { newestFirst, type RegisterEntry } from "./entry.ts";

/** Months before the end, where the office does not say. */
export const MONTHS_BEFORE = [6, 3];

/** The last day that a record's money is for; undefined where it gives none, or does not say. */
export function endOf(entry: RegisterEntry): string | undefined {
  const { kind, status, outcome, period, amount, awards, sources } = entry;
  const gives = amount !== undefined || awards.length > 0 || sources.length > 0;
  const stands = kind !== "report" && status === "published" && (!outcome || PASSING.has(outcome));
  return stands && gives ? period?.to : undefined;
}

export interface Onward {
  how: "renewed" | "revoked" | "replaced";
  by: RegisterEntry;
}

/** What became of the money after this record, by the later ones that link to it; the newest word counts. */
export function onwardOf(entry: RegisterEntry, later: RegisterEntry[]): Onward | undefined {
  const onward = [...later].sort(newestFirst).flatMap((by): Onward[] => {
    const how = howOnward(entry, by);
    return how ? [{ how, by }] : [];
  });
  return onward.find(({ how }) => how === "revoked") ?? onward[0];
}

function howOnward(entry: RegisterEntry, by: RegisterEntry): Onward["how"] | undefined {
  if (by.status !== "published" || by.kind === "report" || (by.outcome && !PASSING.has(by.outcome)))
    return undefined;
  const relations = linksTo(by, entry).map((l) => l.relation);
  if (relations.includes("revokes")) return "revoked";
  const end = by.period?.to;
  const longer = end === undefined || end > (entry.period?.to ?? "");
  // What takes the place of a record has an end of its own.
  if (relations.includes("supersedes")) return longer ? "renewed" : "replaced";
  if (relations.includes("corrects") && end !== undefined) return longer ? "renewed" : "replaced";
  return relations.includes("continues") && longer ? "renewed" : undefined;
}

export interface Reminder {
  months: number;
  /** Civil date. */
  on: string;
}

/** The first reminder after a civil date; undefined once there is none left. */
export function nextReminder(end: string, months: number[], after: string): Reminder | undefined {
  return [...months]
    .sort((a, b) => b - a)
    .map((m) => ({ months: m, on: monthsBefore(end, m) }))
    .find(({ on }) => on > after);
}

/** The same day of an earlier month, or the last that it has. */
export function monthsBefore(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const count = year * 12 + (month - 1) - months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
  return isoDate(y, m, Math.min(day, last));
}
