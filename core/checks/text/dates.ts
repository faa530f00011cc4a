/**
 * Dates in prose, in all the British forms: "1st of April 2024", "MONDAY 6 MARCH 2023", "01.11.23",
 * "09/10/2016", "mid-March 2023", "2024/25"; and the spans of time made of two of them.
 */

import type { Span } from "#core/checks/finding.ts";
import { isoDate } from "#core/form/dates.ts";
import { quoteOf } from "./words.ts";

export interface DateMention {
  span: Span;
  quote: string;
  precision: "day" | "month" | "year";
  /** First and last civil day that it may mean; the same for a day. A financial year is a year. */
  from: string;
  to: string;
  /** The weekday that the writer gave. */
  weekday?: string;
  /** The date it would be if month and day were the other way about: 09/10/2016. */
  other?: string;
  /** There is no such day: 31 June. `from` and `to` are then its month. */
  impossible?: boolean;
  /** No year was given: it is taken from the other end of a range, else the mention is dropped. */
  yearless?: boolean;
  financialYear?: boolean;
}

export interface Range {
  span: Span;
  quote: string;
  from: string;
  to: string;
  /** Both ends are days. */
  exact: boolean;
  financialYear?: boolean;
}

const MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = String.raw`(?<MON>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?`;
const WEEKDAY =
  "(?:(?<WD>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\\b,?\\s+(?:the\\s+)?)?";
const DAY = String.raw`(?<![\d./-])(?<DAY>\d{1,2})\s*(?:st|nd|rd|th)?`;
const YEAR = String.raw`(?<YEAR>(?:19|20)\d\d|['’]\d\d|\d\d(?![\d:.,]*\d|\s*(?:%|[a-z])))(?!\d)`;

const WRITTEN = new RegExp(`${WEEKDAY}${DAY}\\s*(?:of\\s+)?${MONTH}(?:,?\\s+${YEAR})?`, "gi");
const AMERICAN = new RegExp(
  `\\b${MONTH}\\s+(?<DAY>\\d{1,2})(?:st|nd|rd|th)?(?:,\\s*|\\s+)(?<YEAR>(?:19|20)\\d\\d)\\b`,
  "gi",
);
const MONTH_YEAR = new RegExp(`\\b${MONTH},?\\s+(?<YEAR>(?:19|20)\\d\\d|['’]\\d\\d)\\b`, "gi");
const MONTH_ALONE = new RegExp(
  `\\b${MONTH}(?=\\s*(?:-|–|to|until)\\s*(?:[A-Z][a-z]+)\\s+(?:19|20)\\d\\d)`,
  "g",
);
const NUMERIC =
  /(?<![\d./])(?<DAY>\d{1,2})(?<SEP>[./])(?<MONTH>\d{1,2})\k<SEP>(?<YEAR>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)/g;
const DASHED = /(?<![\d./-])(?<DAY>\d{1,2})-(?<MONTH>\d{1,2})-(?<YEAR>(?:19|20)\d\d|\d\d)(?![\d/-])/g;
const ISO = /(?<![\d-])(?<YEAR>(?:19|20)\d\d)-(?<MONTH>\d\d)-(?<DAY>\d\d)(?![\d-])/g;
const FINANCIAL =
  /(?<![\d/.£-])(?<YEAR>20\d\d|\d\d)\s?[/–-]\s?(?<NEXT>20\d\d|\d\d)(?!\d|\s?[/–-]\s?\d|,\d|\.\d)/g;

/** Every date in a text, in order, none overlapping. */
export function findDates(text: string): DateMention[] {
  if (!/\d/.test(text)) return [];
  const found: DateMention[] = [];
  const add = (mention: DateMention | undefined) => {
    if (mention && !found.some((m) => m.span[0] < mention.span[1] && mention.span[0] < m.span[1]))
      found.push(mention);
  };
  for (const m of text.matchAll(ISO)) add(dayMention(m, Number(m.groups?.MONTH)));
  for (const pattern of [NUMERIC, DASHED]) for (const m of text.matchAll(pattern)) add(numericMention(m));
  for (const pattern of [WRITTEN, AMERICAN])
    for (const m of text.matchAll(pattern)) add(dayMention(m, monthOf(m.groups?.MON)));
  for (const m of text.matchAll(MONTH_YEAR)) add(monthMention(m));
  for (const m of text.matchAll(MONTH_ALONE)) add(monthMention(m));
  for (const m of text.matchAll(FINANCIAL)) add(financialMention(m));
  return found.sort((a, b) => a.span[0] - b.span[0]);
}

const BETWEEN =
  /^[\s),]*(?:(?:(?:running|lasting)\s+)?for\s+(?:a\s+)?(?:(?:further|period|term|of)\s+){0,3}[\w-]+(?:\s\(\d+\))?\s+(?:years?|months?),?\s+)?(?:-|–|—|to|until|till|up to|through(?: to)?|ending(?: on)?|and ending(?: on)?|and)\s*(?:(?:and including|the end of|end of|the)\s+)*$/i;

/** The spans of time in a text: two dates joined by "to", "until", a dash; and each financial year by itself. */
export function findRanges(text: string, dates: DateMention[]): Range[] {
  const found: Range[] = [];
  for (let i = 0; i < dates.length; i++) {
    const a = dates[i] as DateMention;
    const b = dates[i + 1];
    const joint = b && text.slice(a.span[1], b.span[0]);
    const joined = b && joint !== undefined && BETWEEN.test(joint) && !a.financialYear && !b.yearless;
    const and = joint !== undefined && /\band\b/i.test(joint) && !/ending/i.test(joint);
    if (joined && (!and || /\bbetween\s+(?:the\s+)?$/i.test(text.slice(0, a.span[0])))) {
      const from = a.yearless ? withYear(a, b) : a.from;
      const exact = a.precision === "day" && b.precision === "day";
      const span: Span = [a.span[0], b.span[1]];
      found.push({ span, quote: quoteOf(text.slice(...span)), from, to: b.to, exact });
      i++;
    } else if (a.financialYear) {
      found.push({ span: a.span, quote: a.quote, from: a.from, to: a.to, exact: true, financialYear: true });
    }
  }
  return found;
}

/** The last civil day of a month, 1 to 12. */
export function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function spanOf(match: RegExpExecArray): { span: Span; quote: string } {
  return { span: [match.index, match.index + match[0].trimEnd().length], quote: quoteOf(match[0]) };
}

function monthOf(name: string | undefined): number {
  return MONTH_NAMES.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
}

function yearOf(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  const year = Number(typed.replace(/['’]/, ""));
  return year < 100 ? 2000 + year : year;
}

function dayMention(match: RegExpExecArray, month: number): DateMention | undefined {
  const { DAY, YEAR, WD } = match.groups ?? {};
  const day = Number(DAY);
  const year = yearOf(YEAR);
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const weekday = WD;
  if (year === undefined) {
    const iso = isoDate(2000, month, day);
    return { ...spanOf(match), precision: "day", from: iso, to: iso, weekday, yearless: true };
  }
  if (day > lastDay(year, month)) {
    const from = isoDate(year, month, 1);
    const to = isoDate(year, month, lastDay(year, month));
    return { ...spanOf(match), precision: "day", from, to, weekday, impossible: true };
  }
  const iso = isoDate(year, month, day);
  return { ...spanOf(match), precision: "day", from: iso, to: iso, weekday };
}

function numericMention(match: RegExpExecArray): DateMention | undefined {
  const { DAY, MONTH, YEAR } = match.groups ?? {};
  const year = yearOf(YEAR) ?? 0;
  const day = Number(DAY);
  const month = Number(MONTH);
  if (month > 12 && day <= 12 && month <= lastDay(year, day)) {
    const iso = isoDate(year, day, month); // only the American order makes a date of it
    return { ...spanOf(match), precision: "day", from: iso, to: iso };
  }
  const mention = dayMention(match, month);
  if (!mention || mention.impossible || day > 12 || day === month) return mention;
  return { ...mention, other: isoDate(year, day, month) };
}

function monthMention(match: RegExpExecArray): DateMention | undefined {
  const month = monthOf(match.groups?.MON);
  const year = yearOf(match.groups?.YEAR);
  const y = year ?? 2000;
  const from = isoDate(y, month, 1);
  const to = isoDate(y, month, lastDay(y, month));
  return { ...spanOf(match), precision: "month", from, to, ...(year === undefined && { yearless: true }) };
}

/** "2024/25", "2024-2025", "24/25": a year and the next. Anything else ("2013-18") is not one. */
function financialMention(match: RegExpExecArray): DateMention | undefined {
  const { YEAR, NEXT } = match.groups ?? {};
  const year = yearOf(YEAR) ?? 0;
  if (YEAR?.length === 2 && (NEXT?.length !== 2 || !match[0].includes("/") || year < 2010 || year > 2045))
    return undefined;
  if (yearOf(NEXT) !== year + 1) return undefined;
  return {
    ...spanOf(match),
    precision: "year",
    from: isoDate(year, 4, 1),
    to: isoDate(year + 1, 3, 31),
    financialYear: true,
  };
}

/** "1 November to 31 March 2025": the first date takes the year that puts it before the second. */
function withYear(a: DateMention, b: DateMention): string {
  const year = Number(b.to.slice(0, 4));
  const same = `${year}${a.from.slice(4)}`;
  return same <= b.to ? same : `${year - 1}${a.from.slice(4)}`;
}
