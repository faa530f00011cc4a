/**
 * One row of an old log, read: what it says in dates, pence and names, and in words what was odd. A row
 * is left out only where it cannot stand in a register: without a title and a number, or without a day to
 * be filed under. Everything else stands as it was, and what was not understood is empty. Pure.
 */
import { findAmounts } from "#core/checks/text/amounts.ts";
import { findDates, lastDay } from "#core/checks/text/dates.ts";
import { isoDate } from "#core/form/dates.ts";
import { parseMoney } from "#core/form/money.ts";
import { referenceKey, referenceSlug } from "#core/form/series.ts";
import type { Field, Mapping } from "./mapping.ts";

/** "left out": the row makes no entry. "odd": look at it. "noted": it stands as the log has it. */
export type Weight = "left out" | "odd" | "noted";

export interface Odd {
  /** 0: of the whole file. */
  line: number;
  reference?: string;
  weight: Weight;
  what: string;
}

export interface LegacyRow {
  /** What stays the same when the row is corrected. */
  id: string;
  line: number;
  reference?: string;
  title: string;
  summary?: string;
  decidedOn?: string;
  publishedOn?: string;
  maker?: { name: string; capacity: string };
  amount?: number;
  recipients: string[];
  categories: string[];
  /** As the log names it. */
  file?: string;
  oldAddress?: string;
  /** What was not understood, in the log's own words: "Amount: up to £5,000". */
  asWritten: string[];
}

const NOTHING = /^(?:-+|–|—|n\/?a|nil|none|nothing|not applicable|unknown|tbc|tba|\?+)\.?$/i;
const MAX_TITLE = 300;
const MAX_SUMMARY = 2000;
const MAX_REFERENCE = 60;
const MAX_RECIPIENTS = 50;

/** `today` is a civil date. */
export function readRow(
  words: Record<Field, string>,
  line: number,
  mapping: Mapping,
  today: string,
): { row?: LegacyRow; odd: Odd[] } {
  const found: Odd[] = [];
  const reference = cut(line1(words.reference), MAX_REFERENCE) || undefined;
  const asWritten: string[] = [];
  const say: Say = (what, weight = "odd", keep) => {
    found.push({ line, ...(reference && { reference }), weight, what });
    if (keep) asWritten.push(cut(keep, 200));
  };
  if (reference && !/\d/.test(reference)) say(`The number “${reference}” has no digit in it`);

  const decidedOn = readDate(words.decidedOn, "date of the decision", mapping, say);
  const publishedOn = readDate(words.publishedOn, "date of publication", mapping, say);
  if (decidedOn && decidedOn > today) say(`It is decided on ${words.decidedOn}, which is still to come`);
  if (publishedOn && publishedOn > today)
    say(`It is published on ${words.publishedOn}, which is still to come`);
  if (decidedOn && publishedOn && decidedOn > publishedOn)
    say(`It is decided (${words.decidedOn}) after it was published (${words.publishedOn})`);

  const typed = line1(words.title);
  if (typed.length > MAX_TITLE) say(`The title is longer than ${MAX_TITLE} characters, and was cut`);
  if (!typed)
    say(
      reference ? "The title is empty" : "The row has neither a title nor a number",
      reference ? "odd" : "left out",
    );
  const title = cut(typed, MAX_TITLE) || (reference ? `${mapping.called} ${reference}` : "");
  const filedOn = decidedOn ?? publishedOn;
  if (!filedOn) say("No date could be read, so there is no year to file it under", "left out");

  const recipients = listed(words.recipients, mapping.between);
  if (recipients.length > MAX_RECIPIENTS)
    say(`There are more than ${MAX_RECIPIENTS} recipients: those after them are not listed`);
  const row: LegacyRow = {
    id: rowId(words.row, reference, typed, filedOn),
    line,
    reference,
    title,
    summary: cut(words.summary, MAX_SUMMARY) || undefined,
    decidedOn,
    publishedOn,
    maker: readMaker(words, mapping, say),
    amount: readAmount(words.amount, say),
    recipients: recipients.slice(0, MAX_RECIPIENTS),
    categories: listed(words.category, mapping.between).slice(0, 4),
    file: words.file && !NOTHING.test(words.file) ? words.file : undefined,
    oldAddress: readAddress(words.oldAddress, say),
    asWritten,
  };
  if (!reference && !words.row)
    say(
      "It has no number, so it is known by its title and date: if these change, it becomes another entry",
      "noted",
    );
  return found.some((o) => o.weight === "left out") ? { odd: found } : { row, odd: found };
}

/** `keep`: the log's own words, to stand in the entry. */
type Say = (what: string, weight?: Weight, keep?: string) => void;

function rowId(row: string, reference: string | undefined, title: string, date: string | undefined): string {
  if (row) return `row-${(referenceSlug(row) || row).slice(0, 100)}`;
  if (reference) return `number-${referenceKey(reference) || reference}`;
  return `title-${date}-${referenceSlug(title).slice(0, 80)}`;
}

function readDate(typed: string, called: string, { dates }: Mapping, say: Say): string | undefined {
  const words = line1(typed);
  if (!words) {
    if (called.includes("decision")) say(`The ${called} is empty`);
    return undefined;
  }
  if (NOTHING.test(words)) return undefined;
  const serial = /^\d{5}(?:\.\d+)?$/.test(words) ? spreadsheetDay(Number.parseInt(words, 10)) : undefined;
  if (serial) {
    say(`The ${called} is a spreadsheet's count of days, ${words}: read as ${serial}`);
    return serial;
  }
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(words);
  const months = dates === "month-first" ? monthFirst(words) : undefined;
  const date =
    months ?? (compact ? real(Number(compact[1]), Number(compact[2]), Number(compact[3])) : undefined);
  if (date) return date;
  // A time after the date, as databases print it, says nothing here.
  const [mention, other] = findDates(words.replace(/[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| [AP]M)?$/i, ""));
  if (mention?.precision !== "day" || mention.impossible || mention.yearless) {
    say(`The ${called} “${words}” is not a date that can be read`, "odd", `The ${called}: ${words}`);
    return undefined;
  }
  if (other) say(`The ${called} “${words}” has more than one date in it: the first was taken`);
  else if (isMonthFirst(words)) say(`The ${called} “${words}” is only a date with the month first`);
  return mention.from;
}

/** 1 is 1 January 1900, and Excel counts a 29 February 1900 that never was. */
function spreadsheetDay(n: number): string | undefined {
  return n > 25_000 && n < 60_000
    ? new Date(Date.UTC(1899, 11, 30) + n * 86_400_000).toISOString().slice(0, 10)
    : undefined;
}

const FIGURES = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)\b/;
function monthFirst(words: string): string | undefined {
  const [, month, day, year] = FIGURES.exec(words) ?? [];
  if (!year) return undefined;
  return real(Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(day));
}

function isMonthFirst(words: string): boolean {
  return Number(FIGURES.exec(words)?.[2]) > 12;
}

function real(year: number, month: number, day: number): string | undefined {
  const isReal = year > 1990 && month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month);
  return isReal ? isoDate(year, month, day) : undefined;
}

function readAmount(typed: string, say: Say): number | undefined {
  const words = line1(typed).replace(/^GBP\s*/i, "£");
  if (!words || NOTHING.test(words)) return undefined;
  const whole = parseMoney(words);
  if (whole !== undefined) return whole;
  const [first, second] = findAmounts(words);
  if (first && !second && !first.about && !first.rate) return first.pence;
  const called = first ? "one plain sum" : "a sum";
  say(
    `The amount “${words}” is not ${called}: it stands in the entry as it is written`,
    "odd",
    `Amount: ${words}`,
  );
  return undefined;
}

function readMaker(words: Record<Field, string>, { makers, capacity: usual }: Mapping, say: Say) {
  const maker = line1(words.maker);
  if (!maker || NOTHING.test(maker)) return undefined;
  const known = Object.entries(makers).find(([called]) => called.toLowerCase() === maker.toLowerCase())?.[1];
  if (known) return known;
  const split = /^(.{2,}?)(?:,\s+|\s+\(|\s+[–-]\s+)(.{3,}?)\)?$/.exec(maker);
  const capacity = line1(words.capacity) || (split ? undefined : usual);
  if (capacity) return { name: maker, capacity };
  if (split) return { name: split[1]!, capacity: split[2]! };
  say(`Who decided, “${maker}”, has no capacity. Say it under "makers" or "capacity" in the mapping`);
  return { name: maker, capacity: "capacity not recorded" };
}

function readAddress(typed: string, say: Say): string | undefined {
  const words = line1(typed);
  if (!words || NOTHING.test(words)) return undefined;
  const url = URL.parse(/^[a-z]+:\/\//i.test(words) ? words : `https://${words}`);
  if (url && /^https?:$/.test(url.protocol) && url.hostname.includes(".") && words.length < 1000)
    return url.href;
  say(`The old address “${cut(words, 100)}” is not an address that begins with https://`);
  return undefined;
}

function listed(words: string, between: string): string[] {
  const parts = words.split(between).flatMap((part) => part.split("\n"));
  return [...new Set(parts.map((p) => cut(line1(p), 200)).filter((p) => p && !NOTHING.test(p)))];
}

const line1 = (words: string) => words.replace(/\s+/g, " ").trim();

function cut(words: string, length: number): string {
  return words.length <= length ? words : `${words.slice(0, length - 1).trimEnd()}…`;
}
