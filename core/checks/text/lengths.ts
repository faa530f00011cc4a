/**
 * Lengths of time in prose ("the 11 month timescale", "a two-year pilot", "for 18 months"), and how
 * they compare with two dates. A length counts as stated only where the words make it one of the work,
 * not a deadline or an age.
 */
import type { Span } from "#core/checks/finding.ts";
import { NUMBER, numberOf, quoteOf } from "./words.ts";

export interface Length {
  span: Span;
  quote: string;
  /** Exact for months and years; weeks and days are counted in days. */
  months?: number;
  days?: number;
  /** Of something else than this paper's service: earlier, optional, a deadline. */
  aside: boolean;
}

const UNIT = "(?<UNIT>year|month|week)";
const OF_WORK =
  "timescale|timeframe|period|programme|project|pilot|contract|term|extension|funding|agreement|service|grant|award|duration|post|role|delivery|secondment|scheme|settlement|appointment|initiative|licence|lease|commission";
const BEFORE_NOUN = new RegExp(
  String.raw`\b(?<N>${NUMBER})(?:\s*\(\d+\))?[-\s]${UNIT}s?['’]?\s+(?:[a-z][a-z-]+\s+){0,5}?(?:${OF_WORK})s?\b`,
  "gi",
);
const FOR_A_TIME = new RegExp(
  String.raw`\b(?:for|over|lasting|last|spanning|covering|duration of|period of|term of)\s+(?:a\s+)?(?:(?:further|full|total|period|term|duration|of|the|maximum|initial|additional)\s+)*(?<N>${NUMBER})(?:\s*\(\d+\))?[-\s]${UNIT}s?\b`,
  "gi",
);
const ASIDE_BEFORE =
  /\b(?:previous|earlier|prior|original|initial|first|existing|former|last|past|next|option(?:al|s)?(?: of| to| for)?|exten(?:d|ded|sion)(?: of| by| for| to)?|up to|every|within|after|plus|minimum|maximum|least|notice|pilot ran|ran|has|have|been|since|ages?)\b[^.;]{0,28}$/i;
const ASIDE_AFTER =
  /^[^.;]{0,40}\b(?:ago|old|notice|option|extension|extend|break clause|plan|strategy|earlier|previously|before|after (?:the )?(?:end|award|completion))\b/i;

/** Every stated length of a piece of work. */
export function findLengths(text: string): Length[] {
  if (!/year|month|week/i.test(text)) return [];
  const found: Length[] = [];
  for (const pattern of [BEFORE_NOUN, FOR_A_TIME])
    for (const match of text.matchAll(pattern)) {
      const n = numberOf(match.groups?.N ?? "");
      const span: Span = [match.index, match.index + match[0].length];
      if (!n || found.some((l) => l.span[0] < span[1] && span[0] < l.span[1])) continue;
      const unit = match.groups?.UNIT?.toLowerCase();
      const aside = ASIDE_BEFORE.test(text.slice(0, span[0])) || ASIDE_AFTER.test(text.slice(span[1]));
      const length = unit === "week" ? { days: n * 7 } : { months: unit === "year" ? n * 12 : n };
      found.push({ span, quote: quoteOf(match[0]), ...length, aside });
    }
  return found.sort((a, b) => a.span[0] - b.span[0]);
}

/** A length given by itself, as the words of a period: "11 months", "two years". */
export function parseLength(words: string): Length | undefined {
  const match = new RegExp(String.raw`\b(?<N>${NUMBER})(?:\s*\(\d+\))?[-\s]?${UNIT}s?\b`, "i").exec(words);
  const n = numberOf(match?.groups?.N ?? "");
  if (!match || !n) return undefined;
  const unit = match.groups?.UNIT?.toLowerCase();
  const length = unit === "week" ? { days: n * 7 } : { months: unit === "year" ? n * 12 : n };
  return {
    span: [match.index, match.index + match[0].length],
    quote: quoteOf(words),
    ...length,
    aside: false,
  };
}

/** Months from one civil date to another, both inclusive: 1 November to 31 July is 9. */
export function monthsBetween(from: string, to: string): number {
  const end = new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000);
  const start = new Date(`${from}T00:00:00Z`);
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  return months + (end.getUTCDate() - start.getUTCDate()) / 30.44;
}

/** True where a length may be that of the time between two dates. "July to October" may count either end. */
export function fits(length: Length, range: { from: string; to: string; exact?: boolean }): boolean {
  if (length.days !== undefined) {
    const days = (Date.parse(range.to) - Date.parse(range.from)) / 86_400_000 + 1;
    return Math.abs(days - length.days) <= 6;
  }
  const months = monthsBetween(range.from, range.to);
  const wanted = length.months ?? 0;
  return Math.abs(months - wanted) < 0.75 || (range.exact === false && Math.abs(months - 1 - wanted) < 0.75);
}

/** "9 months", "2 years", "10 weeks": how long it is between two dates. */
export function inWords(from: string, to: string): string {
  const months = monthsBetween(from, to);
  const whole = Math.round(months);
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  if (Math.abs(months - whole) > 0.25)
    return months < 2 ? `${days} days` : `about ${months.toFixed(1)} months`;
  if (whole >= 12 && whole % 12 === 0) return whole === 12 ? "12 months" : `${whole / 12} years`;
  return whole === 1 ? "1 month" : `${whole} months`;
}
