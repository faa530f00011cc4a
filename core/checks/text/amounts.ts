/**
 * Amounts of money in prose, however they were typed: "£27,690", "£370, 083", "£0.600m", "£50k",
 * "100,000 per annum". Each carries what its words say about it: a rate, an approximation, a total.
 */
import type { Span } from "#core/checks/finding.ts";
import { parseMoney } from "#core/form/money.ts";
import { quoteOf } from "./words.ts";

export type Rate = "year" | "month" | "week" | "day" | "hour" | "each";

export interface Amount {
  pence: number;
  /** How far the printed figure may be from the exact one, by rounding: "£1.2m" may be £1,249,999. */
  slack: number;
  quote: string;
  span: Span;
  rate?: Rate;
  /** "up to", "about", "over": not a figure to add up. */
  about: boolean;
  /** "a total of", "overall": said to be the sum of others. */
  total: boolean;
  /** Typed in a way that could be misread: "£370, 083", "£1,0000". */
  odd: boolean;
}

const GROUPED = String.raw`\d{1,3}(?:,\d{3}(?!\d))+|\d{1,3}(?:,\s\d{3}(?![\d,]))+|\d{1,3}(?:[\u00a0\u2009\u202f ]\d{3}(?![\d,]))+`;
const UNIT = String.raw`(?:\s?(?:k|m|mn|bn|thousand|million|billion)\b)?`;
const WITH_SIGN = String.raw`(?:£|GBP)\s?(?:${GROUPED}|\d+(?:,\d+)*)(?:\.\d+)?${UNIT}`;
const WITHOUT_SIGN = String.raw`(?<![\d£.,/-])(?:${GROUPED})(?:\.\d{2})?(?=\s+(?:per annum|p\.?a\.?\b|pounds\b))`;
const AMOUNT = new RegExp(`${WITH_SIGN}|${WITHOUT_SIGN}`, "gi");

const RATES: [RegExp, Rate][] = [
  [/^[\s,(]*(?:per annum|p\.?a\b\.?|annually|(?:per|a|each|every)\s+(?:financial\s+)?year\b)/i, "year"],
  [/^[\s,(]*(?:monthly|(?:per|a|each|every)\s+(?:calendar\s+)?month\b)/i, "month"],
  [/^[\s,(]*(?:weekly|(?:per|a|each|every)\s+week\b)/i, "week"],
  [/^[\s,(]*(?:daily|(?:per|a|each)\s+day\b)/i, "day"],
  [/^[\s,(]*(?:hourly|(?:per|an|each)\s+hour\b)/i, "hour"],
  [/^[\s,(]*(?:each\b|apiece\b|per\s+(?!cent)[a-z]+)/i, "each"],
];
const ABOUT =
  /\b(?:about|approx(?:imately|\.)?|around|circa|c\.?|some|over|more than|nearly|almost|at least|up to|maximum(?: of)?|no more than|not exceed(?:ing)?|less than|under|exceed(?:s|ing)?|above|below|minimum(?: of)?|between|estimated(?: at)?)\s*$/i;
const TOTAL_BEFORE =
  /\b(?:total(?:s|ling|led|ing)?|overall|altogether|combined|sum|amount(?:s|ing)? to|adds? up to|comes? to)\b[^.;£\d]{0,45}$/i;
const TOTAL_AFTER = /^\s*(?:\)?\s*(?:in total|overall|altogether)\b|total\b)/i;

/** Every amount in a text, in order. Spans are into that text. */
export function findAmounts(text: string): Amount[] {
  if (!/\d/.test(text)) return [];
  const found: Amount[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const start = match.index;
    const typed = match[0];
    const pence = penceOf(typed);
    if (pence === undefined) continue;
    const end = start + typed.length;
    const before = text.slice(Math.max(0, start - 80), start);
    const after = text.slice(end, end + 30);
    found.push({
      pence,
      slack: slackOf(typed),
      quote: quoteOf(typed),
      span: [start, end],
      rate: RATES.find(([words]) => words.test(after))?.[1],
      about: ABOUT.test(before),
      total: TOTAL_BEFORE.test(before) || TOTAL_AFTER.test(after),
      odd: isOdd(typed),
    });
  }
  return found;
}

/** True where two printed amounts may be the same sum. */
export function agrees(a: { pence: number; slack: number }, pence: number, slack = 0): boolean {
  return Math.abs(a.pence - pence) <= a.slack + slack;
}

function penceOf(typed: string): number | undefined {
  const figure = typed.replace(/^GBP/i, "").replace(/mn\b/i, "m");
  const exact = parseMoney(figure);
  if (exact !== undefined) return exact;
  const cut = /^(.*\.\d\d)\d+$/.exec(figure.trim());
  return cut ? parseMoney(cut[1] ?? "") : undefined;
}

function slackOf(typed: string): number {
  const unit = /(k|thousand|mn?|million|bn|billion)$/i.exec(typed.trim())?.[1]?.toLowerCase();
  const decimals = /\.(\d+)/.exec(typed)?.[1]?.length ?? 0;
  if (!unit) return decimals ? 0 : 50;
  const pence = unit.startsWith("k") || unit.startsWith("t") ? 1e5 : unit.startsWith("m") ? 1e8 : 1e11;
  return pence / 10 ** decimals / 2;
}

/** A gap after a comma, a group that is not of three digits, five digits and no comma, or pence of one or more than two digits. */
function isOdd(typed: string): boolean {
  const figure = typed.replace(/^(?:£|GBP)\s?/i, "");
  if (/,\s/.test(figure)) return true;
  const whole = /^[\d,]+/.exec(figure)?.[0] ?? "";
  if (whole.includes(",") && !/^\d{1,3}(,\d{3})+$/.test(whole)) return true;
  if (/^\d{5,}(?:\.\d\d)?$/.test(figure)) return true; // £20000, £200000: the noughts must be counted
  return !/[a-z]/i.test(figure) && /\.(\d|\d{3,})$/.test(figure);
}
