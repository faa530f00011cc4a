/**
 * Periods: ends that differ, lengths that the dates contradict, years crossed without a split, and work
 * that starts before it is decided.
 */
import { financialYear, formatDate } from "#core/form/dates.ts";
import { fundingOf, yearKey } from "./figures.ts";
import type { Found } from "./finding.ts";
import { UNTIL } from "./paper-facts.ts";
import { at, isFinancial, isOperative, type Proof, quoted, type Sentence } from "./proof.ts";
import { monthsBetween } from "./text/lengths.ts";

const SERVICE = /\b(?:fund|award|grant|service|contract|post|role|project|programme|provision|deliver)/i;

/** The funding ends on one date in one place, on another elsewhere; or begins so. */
export function endsDiffer(proof: Proof): Found[] {
  const period = proof.period;
  if (!period) return untilYearApart(proof);
  return proof.sentences.flatMap((sentence): Found[] => {
    if (!SERVICE.test(sentence.text) || sentence.passage.means === "background") return [];
    const spans = sentence.ranges.filter((r) => !r.financialYear);
    const ranges = isOperative(sentence.passage) || isFinancial(sentence.passage) ? spans : [];
    const differing = ranges.filter((r) => halfAgrees(r, period) && !isPart(proof, r, period));
    const ends = sentence.dates.filter(
      (d) =>
        !d.financialYear &&
        !spans.some((r) => r.span[0] <= d.span[0] && d.span[1] <= r.span[1]) &&
        UNTIL.test(sentence.text.slice(0, d.span[0])) &&
        d.to > period.from &&
        d.to < period.to &&
        d.precision === "day" &&
        !proof.sentences.some((s) =>
          s.ranges.some((r) => !r.financialYear && r.to === d.to && r.from < period.from),
        ),
    );
    return [...differing, ...ends].map((d) => ({
      where: at(sentence, d.span),
      message: "This does not agree with the period of the funding",
      why: [
        quoted(sentence, d.span),
        period.quote ? `“${period.quote}”` : `the period is ${between(period)}`,
      ],
      suggestion: "Give one period throughout, or say why this part differs",
    }));
  });
}

/** Where no period is given: "extended until 31 March 2026", and the same "until 31 March 2025". */
function untilYearApart(proof: Proof): Found[] {
  const ends = proof.sentences.flatMap((s) =>
    /\bexten/i.test(s.text)
      ? s.dates
          .filter((d) => d.precision === "day" && UNTIL.test(s.text.slice(0, d.span[0])))
          .map((d) => ({ s, d }))
      : [],
  );
  for (const [i, b] of ends.entries())
    for (const a of ends.slice(0, i)) {
      if (
        a.d.from.slice(4) !== b.d.from.slice(4) ||
        a.d.from === b.d.from ||
        Math.abs(Number(a.d.from.slice(0, 4)) - Number(b.d.from.slice(0, 4))) > 3
      )
        continue;
      return [
        {
          where: at(b.s, b.d.span),
          message: "One extension ends on two dates, years apart",
          why: [quoted(a.s, a.d.span), quoted(b.s, b.d.span)],
          suggestion: "Check the year of each",
        },
      ];
    }
  return [];
}

/** One end is the same and the other is not; a month stands for all its days. */
function halfAgrees(
  r: { from: string; to: string; exact: boolean },
  period: { from: string; to: string },
): boolean {
  const same = (a: string, b: string) => (r.exact ? a === b : a.slice(0, 7) === b.slice(0, 7));
  return same(r.from, period.from) !== same(r.to, period.to);
}

/** One of several spans that make up the period between them: its years. */
function isPart(
  proof: Proof,
  r: { from: string; to: string },
  period: { from: string; to: string },
): boolean {
  const all = proof.sentences.flatMap((s) => s.ranges);
  const next = (iso: string) =>
    new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return r.from === period.from
    ? all.some((o) => o.from === next(r.to))
    : all.some((o) => next(o.to) === r.from);
}

/** An award that crosses 31 March, in one sum. */
export function crossesYearEnd(proof: Proof): Found[] {
  const { period, record } = proof;
  if (!period || monthsBetween(period.from, period.to) < 1) return [];
  const [first, last] = [financialYear(period.from), financialYear(period.to)];
  const table = fundingOf(proof);
  const rows = [...(table?.funding.awards ?? []), ...(table?.funding.sources ?? [])];
  const paid = record
    ? rows.some((r) => r.amount > 0)
    : proof.sentences.some((s) => isOperative(s.passage) && s.amounts.length);
  if (first === last || !paid || splitInRows(rows) || splitInWords(proof)) return [];
  return [
    {
      where: record ? { field: table?.field ?? period.where.field } : period.where,
      message: "The award crosses 31 March, but is not split between the financial years",
      why: [
        period.quote ? `“${period.quote}”` : `the period is ${between(period)}`,
        `it falls in ${fyWords(first)} and ${fyWords(last)}`,
      ],
      suggestion: "Give the amount for each financial year, so that each budget carries its part",
    },
  ];
}

function splitInRows(rows: { year?: string }[]): boolean {
  return new Set(rows.flatMap((r) => (r.year ? [yearKey(r.year)] : []))).size > 1;
}

/** Amounts beside years ("£a in 2023/24 and £b in 2024/25", "for the first year"), or an amount a year. */
function splitInWords(proof: Proof): boolean {
  const yearly = /\byear (?:one|two|1|2)\b|\b(?:first|second) year\b/i;
  const split = proof.sentences.filter((s) => s.dates.some((d) => d.financialYear) || yearly.test(s.text));
  const amounts = split.reduce((n, s) => n + s.amounts.length, 0);
  return amounts > 1 || proof.sentences.some((s) => s.amounts.some((a) => a.rate === "year"));
}

/** A row whose year lies outside the period. */
export function yearOutsidePeriod(proof: Proof): Found[] {
  const period = proof.record && proof.period;
  const table = fundingOf(proof);
  if (!period || !table) return [];
  const years = new Set<string>();
  for (let y = financialYear(period.from); y <= financialYear(period.to); y++)
    years.add(`${two(y)}/${two(y + 1)}`);
  const rows = table.funding.awards?.length ? table.funding.awards : (table.funding.sources ?? []);
  return rows.flatMap((row, i): Found[] =>
    row.year && /^\d\d\/\d\d$/.test(yearKey(row.year)) && !years.has(yearKey(row.year))
      ? [
          {
            where: { field: table.field, row: i },
            message: "The year of this row is outside the period",
            why: [`row ${i + 1}: ${row.year}`, `the period is ${between(period)}`],
            suggestion: "Correct the year or the period",
          },
        ]
      : [],
  );
}

/** A period that ends before it begins; a range in words that does. */
export function endBeforeStart(proof: Proof): Found[] {
  const period = proof.record && proof.period;
  const found: Found[] = [];
  if (period && period.to < period.from)
    found.push({
      where: period.where,
      message: "The period ends before it begins",
      why: [`from ${formatDate(period.from)}`, `to ${formatDate(period.to)}`],
      suggestion: "Check the year of each date",
    });
  for (const sentence of proof.sentences)
    for (const range of sentence.ranges)
      if (range.to < range.from)
        found.push({
          where: at(sentence, range.span),
          message: "This ends before it begins",
          why: [quoted(sentence, range.span)],
          suggestion: "Check the year of each date",
        });
  return found;
}

/** The service starts on or before the day of the decision. */
export function startsBeforeDecision(proof: Proof): Found[] {
  const { period, decided } = proof;
  if (!period || !decided || period.from > decided.date) return alreadyOver(proof);
  if (proof.record && proof.record.form.kind !== "decision") return [];
  if (!proof.record && !decided.stated) return [];
  const same = period.from === decided.date;
  return [
    {
      where: period.where,
      message: same
        ? "The service starts on the day of the decision, which leaves no time to act on it"
        : "The service starts before the decision: it is retrospective",
      why: [
        `starts on ${formatDate(period.from)}`,
        decided.stated
          ? `decided on ${formatDate(decided.date)}`
          : `not decided by ${formatDate(decided.date)}`,
      ],
      suggestion: "Say who agreed to the start, and when; or move the start",
    },
  ];
}

const COMMITS =
  /\b(?:agree[ds]?(?: to)?|approve[ds]?|award(?:ed|s)?|extend(?:ed|s)?|enter into|renew(?:ed|s)?|to fund|will fund)\b/i;
const OF_BEFORE =
  /\b(?:current|existing|present|previous|original|initial|first|last|expired|ended|was|were|ran|had|claims?|incurred|made up to)\b/i;

/** What is agreed ended before it was: "until 31 March 2020", agreed in November; or began: "a 3-year period (2022-25)". */
function alreadyOver({ sentences, decided, record }: Proof): Found[] {
  if (!decided?.stated || (record && record.form.kind !== "decision")) return [];
  const found = (sentence: Sentence, span: [number, number], message: string): Found => ({
    where: at(sentence, span),
    message,
    why: [quoted(sentence, span), `decided on ${formatDate(decided.date)}`],
    suggestion: "Check the year of each; if it is retrospective, say who agreed to it, and when",
  });
  return sentences.flatMap((s): Found[] => {
    if (!COMMITS.test(s.text) || OF_BEFORE.test(s.text)) return [];
    const end = s.dates.find((d) => d.to < decided.date && UNTIL.test(s.text.slice(0, d.span[0])));
    if (end) return [found(s, end.span, "This ended before the decision to fund it")];
    const years =
      /\b(?:\d|two|three|four|five)[- ]years? (?:period |term )?\((20\d\d)\s?[-–]\s?(?:20)?\d\d\)/i.exec(
        s.text,
      );
    if (!years || `${years[1]}-12-31` >= decided.date) return [];
    const span: [number, number] = [years.index, years.index + years[0].length];
    return [found(s, span, "This period began before the decision: it is retrospective")];
  });
}

export function between({ from, to }: { from: string; to: string }): string {
  return `${formatDate(from)} to ${formatDate(to)}`;
}

function fyWords(year: number): string {
  return `${year}/${two(year + 1)}`;
}

function two(year: number): string {
  return String(year % 100).padStart(2, "0");
}
