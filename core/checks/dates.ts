/**
 * Dates: days that do not exist, fall on another weekday, on a day off or in another year, or can be
 * read in two ways.
 */

import { dayOff } from "#core/calendar/holidays.ts";
import { formatDate, weekday } from "#core/form/dates.ts";
import { read } from "#core/form/reading.ts";
import type { Found } from "./finding.ts";
import { titleMonth } from "./paper-facts.ts";
import { at, fieldOf, type Proof, type Sentence } from "./proof.ts";
import { monthsBetween } from "./text/lengths.ts";

/** "Chief Officer approval: Chief Constable – 6/4/25": a line that says when someone approved or signed. */
const APPROVED = /^[^:.;]{0,70}\b(?:approv(?:al|ed)|signed|signature|authorised)\b[^:.;]{0,40}:[^.;]{0,60}$/i;

/** Decided, or dated, when the office was shut. */
export function decidedOnDayOff(proof: Proof): Found[] {
  const days: { date: string; where: Found["where"]; quote: string }[] = [];
  const { decided, record } = proof;
  if (decided?.stated) days.push({ date: decided.date, where: decided.where, quote: decided.quote });
  const paper = record && read(record.form, record.answers, "paperDate");
  if (record && paper) days.push({ date: paper, where: { field: fieldOf(record, "paperDate") }, quote: "" });
  if (!record)
    for (const s of proof.sentences)
      for (const d of s.dates)
        if (
          d.from !== decided?.date &&
          d.precision === "day" &&
          !d.impossible &&
          APPROVED.test(s.text.slice(0, d.span[0]))
        )
          days.push({ date: d.from, where: at(s, d.span), quote: d.quote });
  return days.flatMap(({ date, where, quote }): Found[] => {
    const why = dayOff(date);
    if (!why) return [];
    return [
      {
        where,
        message: `${formatDate(date)} was ${why.startsWith("a ") ? why : `a bank holiday, ${why}`}`,
        why: [quote ? `“${quote}”` : `dated ${formatDate(date)}`, why],
        suggestion: "Check the date, or say how the decision was taken that day",
      },
    ];
  });
}

/** "Monday 7 March 2023" was a Tuesday. */
export function wrongWeekday(proof: Proof): Found[] {
  return proof.sentences.flatMap((sentence) =>
    sentence.dates
      .filter(
        (d) =>
          d.weekday &&
          !d.impossible &&
          weekday(d.from).slice(0, 3).toLowerCase() !== d.weekday.slice(0, 3).toLowerCase(),
      )
      .map((d) => ({
        where: at(sentence, d.span),
        message: `${formatDate(d.from)} was a ${weekday(d.from)}`,
        why: [`“${d.quote}”`, `${formatDate(d.from)}: ${weekday(d.from)}`],
        suggestion: "Correct the day or the date",
      })),
  );
}

/** 31 June; "14th Ocotber 2024". */
export function noSuchDay(proof: Proof): Found[] {
  return proof.sentences.flatMap((sentence) => [...misspeltMonths(sentence), ...impossible(sentence)]);
}

const LIKE_A_DATE = /\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Z][a-z]{3,9}),?\s+(?:19|20)\d\d\b/g;
const LONG_MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function misspeltMonths(sentence: Sentence): Found[] {
  return [...sentence.text.matchAll(LIKE_A_DATE)].flatMap((match): Found[] => {
    const typed = match[1] ?? "";
    const span: [number, number] = [match.index, match.index + match[0].length];
    const meant = LONG_MONTHS.find((month) => typed !== month && isSlipOf(typed, month));
    if (!meant || sentence.dates.some((d) => d.span[0] < span[1] && span[0] < d.span[1])) return [];
    return [
      {
        where: at(sentence, span),
        message: "There is no such month",
        why: [`“${match[0]}”`, `“${meant}”?`],
        suggestion: "Correct the month",
      },
    ];
  });
}

/** One letter left out, added or changed, or two beside each other swapped. */
function isSlipOf(typed: string, word: string): boolean {
  const start = [...word].findIndex((letter, i) => typed[i] !== letter);
  const [a, b] = [typed.slice(start), word.slice(start)];
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}

function impossible(sentence: Sentence): Found[] {
  return sentence.dates
    .filter((d) => d.impossible)
    .map((d) => ({
      where: at(sentence, d.span),
      message: "There is no such date",
      why: [`“${d.quote}”`, `that month has ${Number(d.to.slice(8))} days`],
      suggestion: "Correct the date",
    }));
}

const IN_FIGURES = /^(\d{1,2})[./-]\d{1,2}[./-]\d{2,4}$/;

/** 09/10/2016: in October, or in September. Once a paper, and only where its other dates do not settle it. */
export function ambiguousDate(proof: Proof): Found[] {
  const all = proof.sentences.flatMap((sentence) => sentence.dates.map((d) => ({ sentence, d })));
  const dayFirst = all.some(({ d }) => Number(IN_FIGURES.exec(d.quote)?.[1]) > 12);
  const written = new Set(all.flatMap(({ d }) => (IN_FIGURES.test(d.quote) ? [] : [d.from])));
  const open = dayFirst ? [] : all.filter(({ d }) => d.other && !written.has(d.from));
  const [first, ...more] = new Map(open.map((x) => [x.d.quote, x])).values();
  if (!first) return [];
  const { d, sentence } = first;
  return [
    {
      where: at(sentence, d.span),
      message: "This date can be read in two ways",
      why: [
        `“${d.quote}”`,
        `${formatDate(d.from)} or ${formatDate(d.other ?? "")}`,
        ...more.map((x) => `so can “${x.d.quote}”`),
      ],
      suggestion: `Write ${formatDate(d.from)}`,
    },
  ];
}

/** Two dates of one paper, of its report and its signature, that are a year apart: one has the wrong year. */
export function yearApart(proof: Proof): Found[] {
  const { decided, record } = proof;
  const paper = record && read(record.form, record.answers, "paperDate");
  const dates: { date: string; where: Found["where"]; quote: string; loose?: boolean }[] = [];
  if (paper && record)
    dates.push({ date: paper, where: { field: fieldOf(record, "paperDate") }, quote: formatDate(paper) });
  if (!record)
    for (const s of proof.sentences)
      for (const d of s.dates)
        if (
          d.precision === "day" &&
          !d.impossible &&
          /\b(?:dated?|signed|meeting)\b[^.;\d]{0,25}$/i.test(s.text.slice(0, d.span[0]))
        )
          dates.push({ date: d.from, where: at(s, d.span), quote: d.quote });
  const month = record ? undefined : titleMonth(proof.passages);
  if (month) dates.push({ date: month.from, where: month.where, quote: month.quote, loose: true });
  if (!decided?.stated) return [];
  return dates
    .filter((d) => Math.abs(Math.abs(monthsBetween(d.date, decided.date)) - 12) < (d.loose ? 2 : 1))
    .slice(0, 1)
    .map((d) => ({
      where: d.where,
      message: "Two dates of this paper are a year apart",
      why: [`“${d.quote}”`, decided.quote ? `“${decided.quote}”` : `decided on ${formatDate(decided.date)}`],
      suggestion: "Check the year of each",
    }));
}

/** A report dated after the decision that was taken on it. */
export function paperAfterDecision(proof: Proof): Found[] {
  const { decided, record } = proof;
  const paper = record && read(record.form, record.answers, "paperDate");
  if (!record || !paper || !decided?.stated || record.form.kind !== "decision" || paper <= decided.date)
    return [];
  return [
    {
      where: { field: fieldOf(record, "paperDate") },
      message: "The paper is dated after the decision",
      why: [`paper dated ${formatDate(paper)}`, `decided on ${formatDate(decided.date)}`],
      suggestion: "Correct the date of the paper",
    },
  ];
}
