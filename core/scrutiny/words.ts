/** An item of scrutiny in words, the same on the officers' pages, in public, in data and in emails. */
import { daysBetween, formatDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { countOf, type Lang, say, type Words } from "#core/form/say.ts";
import type { Kind } from "./item.ts";
import type { PublicItem } from "./public-item.ts";

export const KIND_WORDS: Record<Kind, Words> = {
  question: "Question",
  request: "Request for a report or information",
  report: "Report of the panel",
  recommendation: "Recommendation",
};

/** Whoever asks, as in a sentence: "the Police and Crime Panel". */
export function panelWords({ body }: Pick<Office, "body">, lang: Lang = "en"): string {
  // An article in Welsh turns on the word after it, so an office that wants one writes it.
  if (lang === "cy") return body.scrutiny ?? say(lang, "the panel");
  return `the ${body.scrutiny?.replace(/^the\s+/i, "") ?? "panel"}`;
}

export function pageTitle(office: Pick<Office, "body">): string {
  return `Questions from ${panelWords(office)}`;
}

/** What an item is about, in place of a title. */
export function headOf({ kind, subject }: Pick<PublicItem, "kind" | "subject">, lang: Lang = "en"): string {
  return subject ?? say(lang, "{record}: withdrawn", { record: say(lang, KIND_WORDS[kind]) });
}

/** "11 days after it was due". */
export function delayWords(due: string, on: string, lang: Lang = "en"): string {
  const days = daysBetween(due, on);
  if (days === 0) return say(lang, "on the day it was due");
  return days > 0
    ? countOf(lang, days, "{n} day after it was due", "{n} days after it was due")
    : countOf(lang, -days, "{n} day before it was due", "{n} days before it was due");
}

/** "Answered on 11 July 2023, 11 days after it was due"; or when it is due, which stays true. */
export function standingWords({ due = "", answer, withdrawn }: PublicItem, lang: Lang = "en"): string {
  const day = (date: string) => formatDate(date, undefined, lang);
  if (withdrawn) return say(lang, "Withdrawn on {when}", { when: day(withdrawn.on) });
  if (!answer) return say(lang, "Not answered yet. Due on {when}", { when: day(due) });
  const delay = delayWords(due, answer.on, lang);
  return say(lang, "Answered on {when}, {delay}", { when: day(answer.on), delay });
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
