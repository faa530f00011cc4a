/** An item of scrutiny in words, the same on the officers' pages, in public, in data and in emails. */
import { daysBetween, formatDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import type { Kind } from "./item.ts";
import type { PublicItem } from "./public-item.ts";

export const KIND_WORDS: Record<Kind, string> = {
  question: "Question",
  request: "Request for a report or information",
  report: "Report of the panel",
  recommendation: "Recommendation",
};

/** Whoever asks, as in a sentence: "the Police and Crime Panel". */
export function panelWords({ body }: Pick<Office, "body">): string {
  return `the ${body.scrutiny?.replace(/^the\s+/i, "") ?? "panel"}`;
}

export function pageTitle(office: Pick<Office, "body">): string {
  return `Questions from ${panelWords(office)}`;
}

/** What an item is about, in place of a title. */
export function headOf({ kind, subject }: Pick<PublicItem, "kind" | "subject">): string {
  return subject ?? `${KIND_WORDS[kind]}: withdrawn`;
}

/** "11 days after it was due". */
export function delayWords(due: string, on: string): string {
  const days = daysBetween(due, on);
  if (days === 0) return "on the day it was due";
  return `${count(Math.abs(days), "day")} ${days > 0 ? "after" : "before"} it was due`;
}

/** "Answered on 11 July 2023, 11 days after it was due"; or when it is due, which stays true. */
export function standingWords({ due = "", answer, withdrawn }: PublicItem): string {
  if (withdrawn) return `Withdrawn on ${formatDate(withdrawn.on)}`;
  if (!answer) return `Not answered yet. Due on ${formatDate(due)}`;
  return `Answered on ${formatDate(answer.on)}, ${delayWords(due, answer.on)}`;
}

/** On a page made as it is asked for: "12 days overdue" too. */
export function standingToday(item: PublicItem, today: string): string {
  const { due = "", answer, withdrawn } = item;
  const late = !answer && !withdrawn && due < today;
  return late ? `${standingWords(item)}, ${overdueWords(due, today)}` : standingWords(item);
}

export function overdueWords(due: string, today: string): string {
  return `${count(daysBetween(due, today), "day")} overdue`;
}

/** A sentence that someone wrote, with a stop at its end. */
export function stopped(words: string): string {
  const text = words.trim();
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function count(n: number, what: string): string {
  return `${n.toLocaleString("en-GB")} ${what}${n === 1 ? "" : "s"}`;
}
