/**
 * Lengths in words against the dates: "the 11 month timescale" of nine months, "a multi-year grant" of
 * one. A length that fits some span of the paper is let be: it may be of an earlier piece of work.
 */
import { read } from "#core/form/reading.ts";
import type { Found } from "./finding.ts";
import { between } from "./periods.ts";
import { at, isOperative, type Proof, quoted, type Sentence } from "./proof.ts";
import { fits, inWords, type Length, parseLength } from "./text/lengths.ts";
import { NUMBER, numberOf } from "./text/words.ts";

/** Words that tie a length to this award; without them it may be that of an earlier one. */
const OWN_LENGTH = /\b(?:timescale|timeframe|period|funding is|will|for delivery)\b/i;

/** "The 11 month timescale for delivery" of a period of nine months. */
export function statedLength(proof: Proof): Found[] {
  const found: Found[] = [...manyYears(proof), ...yearsNamed(proof)];
  const period = proof.period;
  const spans = [...(period ? [period] : []), ...proof.sentences.flatMap((s) => s.ranges)];
  const words = proof.record && read(proof.record.form, proof.record.answers, "period")?.words;
  const typed = words ? parseLength(words) : undefined;
  if (typed && period && !fits(typed, period))
    found.push(lengthFound(`“${typed.quote}”`, period, period.where));
  for (const sentence of proof.sentences)
    for (const length of sentence.lengths) {
      const near = sentence.ranges.find((r) => !r.financialYear);
      if (near && !length.aside && beside(sentence, length, near.span)) {
        if (!fits(length, near))
          found.push(lengthFound(quoted(sentence, length.span), near, at(sentence, length.span)));
      } else if (
        period &&
        !length.aside &&
        !spans.some((r) => fits(length, r) && (r.to > period.from || !OWN_LENGTH.test(sentence.text))) &&
        isOfThePeriod(sentence, length)
      )
        found.push(lengthFound(quoted(sentence, length.span), period, at(sentence, length.span)));
    }
  return found;
}

/** "A multi-year agreement for 2024/25": one year. */
function manyYears(proof: Proof): Found[] {
  return proof.sentences.flatMap((sentence): Found[] => {
    const match = /\bmulti-?year\b/i.exec(sentence.text);
    const years = sentence.dates.filter((d) => d.financialYear);
    if (
      !match ||
      years.length !== 1 ||
      !/\b(?:for|in|covering) (?:the )?(?:financial year )?$/i.test(sentence.text.slice(0, years[0]?.span[0]))
    )
      return [];
    return [
      {
        where: at(sentence, [match.index, match.index + match[0].length]),
        message: "It is said to be for several years, and one is named",
        why: [quoted(sentence, [match.index, match.index + match[0].length]), `“${years[0]?.quote}”`],
        suggestion: "Name all its years, or do not call it multi-year",
      },
    ];
  });
}

const SPAN_OF_YEARS = new RegExp(
  String.raw`\b(${NUMBER})[-\s](?:financial[-\s])?years?\b[\s\w]{0,30}?\(?\b(?:(?<FY>20\d\d)[-/]\d\d\s?(?:-|–|to)\s?(?<TOFY>20\d\d)[-/]\d\d|(?<A>20\d\d)\s?[-–]\s?(?:20)?(?<B>\d\d))(?![\d/])`,
  "gi",
);

/** "A 4-year period (2022-25)"; "four financial years of 2025-26 to 2027-28". */
function yearsNamed(proof: Proof): Found[] {
  return proof.sentences.flatMap((sentence) => [...yearsListed(sentence), ...yearsSpanned(sentence)]);
}

const LIST_OF_YEARS = new RegExp(
  String.raw`\b(${NUMBER})[-\s]year\s+(?:[a-z]+\s+){0,3}?(?:for|covering|in|across)\s+(?:the\s+)?(?:financial years\s+)?(20\d\d[-/]\d\d(?:\s*(?:,|and|,\s*and)\s*20\d\d[-/]\d\d)+)`,
  "gi",
);

/** "A new 3-year fund for 2023/24 and 2024/25"; the years must follow one another. */
function yearsListed(sentence: Sentence): Found[] {
  return [...sentence.text.matchAll(LIST_OF_YEARS)].flatMap((match): Found[] => {
    const years = (match[2]?.match(/20\d\d/g) ?? []).map(Number);
    const follow = years.every((y, i) => i === 0 || y === (years[i - 1] ?? 0) + 1);
    if (follow && numberOf(match[1] ?? "") === years.length) return [];
    const span: [number, number] = [match.index, match.index + match[0].length];
    return [
      {
        where: at(sentence, span),
        message: follow
          ? "The number of years is not that of the years named"
          : "The years named do not follow one another",
        why: [quoted(sentence, span), `“${match[2]}”`],
        suggestion: "Correct the number or the years",
      },
    ];
  });
}

function yearsSpanned(sentence: Sentence): Found[] {
  return [...sentence.text.matchAll(SPAN_OF_YEARS)].flatMap((match): Found[] => {
    const said = numberOf(match[1] ?? "");
    const { FY, TOFY, A, B } = match.groups ?? {};
    const years = FY ? Number(TOFY) - Number(FY) + 1 : Number(B) - (Number(A) % 100);
    // "2022-25" is three financial years, or four by the calendar; "2024-25" is one financial year.
    if (!said || years < 1 || said === years || (A && said === years + 1)) return [];
    const span: [number, number] = [match.index, match.index + match[0].length];
    return [
      {
        where: at(sentence, span),
        message: "The number of years is not that of the years named",
        why: [
          quoted(sentence, span),
          `${match[0].slice(match[0].search(/20\d\d/))} is ${years} ${years === 1 ? "year" : "years"}`,
        ],
        suggestion: "Correct the number or the years",
      },
    ];
  });
}

/** A length and two dates in one breath: "for 12 months from 1 April 2024 to 31 March 2025". */
function beside(sentence: Sentence, length: Length, [start, end]: readonly [number, number]): boolean {
  const [a, b] = length.span[0] < start ? [length.span[1], start] : [end, length.span[0]];
  const joint = sentence.text.slice(a, b);
  return joint.length < 60 && !/[;£]|\b(?:and|then|previous|option|extend|extension|plus)\b/i.test(joint);
}

/** A length short of a year may be of anything; one that the paper calls its timescale or period may not. */
function isOfThePeriod(sentence: Sentence, length: Length): boolean {
  if (
    /timescale|timeframe|period|duration/i.test(length.quote) &&
    !/\b(?:first|settling|probation|cooling|notice|claw)/i.test(sentence.text)
  )
    return true;
  return (
    isOperative(sentence.passage) &&
    /fund|award|grant|contract|programme|project|pilot|post|role|service/i.test(sentence.text)
  );
}

function lengthFound(
  quote: string,
  range: { from: string; to: string; quote: string },
  where: Found["where"],
): Found {
  return {
    where,
    message: `The length stated is not that of the dates, which is ${inWords(range.from, range.to)}`,
    why: [quote, `${range.quote || between(range)} is ${inWords(range.from, range.to)}`],
    suggestion: "Correct the length or the dates",
  };
}
