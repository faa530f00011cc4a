/**
 * Plans, strategies and years: what a paper cites as its authority must still be in force, and a year
 * that has gone by must not be written of as if it were to come.
 */
import { formatDate, isoDate } from "#core/form/dates.ts";
import { read } from "#core/form/reading.ts";
import type { Found } from "./finding.ts";
import { fundedUntil, titleMonth, titleYearEnd } from "./paper-facts.ts";
import { at, isFinancial, isOperative, type Proof, quoted, type Sentence } from "./proof.ts";

const YEARS = String.raw`(?<A>20\d\d)\s?(?:-|–|—|/|to)\s?(?<B>20\d\d|\d\d)(?![\d/-])`;
const KIND = "(?:Plan|Strategy|Strategies|Framework|Priorities)";
const PLAN = new RegExp(
  String.raw`(?:[A-Z][\w’'&,]*\s+(?:(?:of|and|for|the|on|in|to|\([A-Z]+\))\s+)*){0,9}\b${KIND}\b(?:\s+(?:for|of|from|covering)?\s*(?:the\s+)?(?:[A-Za-z][\w’']*\s+){0,3})?[\s,(:–-]*${YEARS}|${YEARS}\)?\s+(?:[A-Z][\w’'&]*\s+(?:(?:of|and|for)\s+)*){0,6}${KIND}\b`,
  "g",
);

/** A plan or strategy named with its years, that ends before the service does. */
export function planEnds(proof: Proof): Found[] {
  const end = proof.period?.to ?? likelyEnd(proof) ?? statedEnd(proof);
  if (!end) return [];
  const seen = new Set<string>();
  return proof.sentences.flatMap((sentence): Found[] => {
    if (
      /\b(?:previous|former|earlier|last|expired|superseded|replaced|successor|(?:next|new) (?:plan|strategy)|followed by)\b/i.test(
        sentence.text,
      )
    )
      return [];
    return [...sentence.text.matchAll(PLAN)].flatMap((match): Found[] => {
      const first = Number(match.groups?.A);
      const second = Number(match.groups?.B);
      const last = second < 100 ? Math.floor(first / 100) * 100 + second : second;
      const name = match[0].replace(/^(?:(?:In|Under|This|Our) )(?=the |[A-Z])(?:the )?/, "").trim();
      if (last <= first || seen.has(name)) return [];
      seen.add(name);
      // "2024/25" ends with the financial year. "2022-2024" may end in March or in December.
      const closes = [
        isoDate(last, 3, 31),
        last === first + 1 ? isoDate(last, 3, 31) : isoDate(last, 12, 31),
      ];
      if (end <= (closes[0] ?? "")) return [];
      const surely = end > (closes[1] ?? "");
      return [
        {
          severity: surely ? undefined : "note",
          where: at(sentence, [match.index, match.index + match[0].length]),
          message: surely
            ? "This plan ends before the service that it supports"
            : "This plan may end before the service that it supports",
          why: [
            `“${name}”`,
            proof.period
              ? `the service runs to ${formatDate(end)}`
              : `the service would run to ${formatDate(end)} or later`,
          ],
          suggestion: "Cite the plan that will be in force, or say what is expected to follow it",
        },
      ];
    });
  });
}

/** Where no period is given: the decision and the length that the paper states. */
function likelyEnd(proof: Proof): string | undefined {
  const months = proof.sentences
    .filter((s) => isOperative(s.passage))
    .flatMap((s) => s.lengths.filter((l) => !l.aside).map((l) => l.months ?? 0))
    .reduce((a, b) => Math.max(a, b), 0);
  if (!proof.decided || !months) return undefined;
  const [year = 0, month = 1, day = 1] = proof.decided.date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, day - 1)).toISOString().slice(0, 10);
}

/** Where a plain text has neither: the day until which it funds, or the year in its title. */
function statedEnd({ record, passages, sentences, decided }: Proof): string | undefined {
  if (record) return undefined;
  const end = [fundedUntil(sentences), titleYearEnd(passages)]
    .filter((d) => d !== undefined)
    .sort()
    .at(-1);
  return end && end > (decided?.date ?? "") ? end : undefined;
}

const AHEAD = /\b(?:will|is|are|shall|proposed?|budget(?:ed)?|allocat(?:ed?|ion)|available|to be)\b/i;
/** What comes right before a year that is to come, whatever else the sentence tells of. */
const TO_COME_IN =
  /\b(?:will (?:cover|run|fund|support|be (?:paid|funded|delivered|spent))|is to (?:cover|run))\b[^.;]{0,25}$/i;
const BEHIND =
  /\b(?:was|were|had|been|previous(?:ly)?|prior|past|last|earlier|since|under-?spen[dt]|unspent|out-?turn|carr\w+ forward|histor\w+|evaluat\w+|data|figures|statistics?|compared|performance|annual report|accounts|audit\w*|began|launched|introduced|published|strateg\w+|plan|received|awarded|spent|delivered|funded|reserves?|year[- ](?:one|1)|between|(?:from|since) (?=\d)|quarters?|baseline|during)\b/i;

/** A financial year that had closed by the decision, written of as if to come: text left from last year's paper. */
export function staleYear(proof: Proof): Found[] {
  const decided = proof.decided?.date ?? latestDate(proof);
  if (!decided) return [];
  const [now = decided] = [proof.period?.from ?? decided, decided].sort();
  return proof.sentences.flatMap((sentence): Found[] => {
    if (proof.record && !isOperative(sentence.passage) && !isFinancial(sentence.passage)) return [];
    const years = sentence.dates.filter((d) => d.financialYear);
    const old = years.find((d) => d.to < now);
    const surely = old && TO_COME_IN.test(sentence.text.slice(0, old.span[0]));
    if (!surely && (BEHIND.test(sentence.text) || !AHEAD.test(sentence.text))) return [];
    if (sentence.passage.kind === "heading") return [];
    if (!old || years.some((d) => d.to >= now)) return [];
    return [
      {
        where: at(sentence, old.span),
        message: "This year had closed by the decision: it may be left over from an earlier paper",
        why: [
          quoted(sentence, old.span),
          `${proof.decided ? "decided" : "latest date"} ${formatDate(decided)}`,
        ],
        suggestion: "Give the year that this paper is about, or write of the past as past",
      },
    ];
  });
}

const TWO_YEARS = /(?<!\d)20\d\d\s?[-_/]\s?(?:20)?\d\d(?!\d)/;

/** The number of the paper names a year; the decision was in another. */
export function referenceYear(proof: Proof): Found[] {
  const { reference, decided } = proof;
  if (!reference || !decided?.stated) return [];
  const [first, ...more] = (reference.quote.match(/(?<!\d)20\d\d(?!\d)/g) ?? []).map(Number);
  const [year = 0, month = 1] = decided.date.split("-").map(Number);
  // A series starts again in January or in April; one that names two years, in April.
  const close =
    more.length || TWO_YEARS.test(reference.quote)
      ? [month < 4 ? year - 1 : year]
      : [year, month < 4 ? year - 1 : year];
  if (!first || close.includes(first)) return [];
  return [
    {
      where: reference.where,
      message: "The year in the number is not the year of the decision",
      why: [`“${reference.quote}”`, `decided on ${formatDate(decided.date)}`],
      suggestion: "Check the number and the date",
    },
  ];
}

const TO_COME =
  /\b(?:will|is to|are to|due to) be (?:published|circulated|finalised and published)\b[^.;]{0,60}/i;

/** A publication promised, which nothing in the record tracks. */
export function promise(proof: Proof): Found[] {
  return proof.sentences.flatMap((sentence): Found[] => {
    const match = TO_COME.exec(sentence.text);
    const when =
      match &&
      /\b(?:early|late|mid|spring|summer|autumn|winter|by|in|before)\b[^.]*\b20\d\d\b/i.test(match[0]);
    if (!match || !when) return [];
    return [
      {
        where: at(sentence, [match.index, match.index + match[0].length]),
        message: "A publication is promised, and nothing tracks that it appears",
        why: [quoted(sentence, [match.index, match.index + match[0].length])],
        suggestion: "Put it in a follow-up with a date, or link it when it is out",
      },
    ];
  });
}

/** The latest day that a plain text mentions as past or present: its own date, near enough. */
function latestDate(proof: Proof): string | undefined {
  const paper = proof.record && read(proof.record.form, proof.record.answers, "paperDate");
  if (paper) return paper;
  const dated = proof.sentences.flatMap((s: Sentence) =>
    s.dates
      .filter((d) => d.precision === "day" && /\bdated?\b\W*$/i.test(s.text.slice(0, d.span[0])))
      .map((d) => d.from),
  );
  return dated.sort().at(-1) ?? titleMonth(proof.passages)?.from ?? yearOfNumber(proof);
}

/** The first day of the year that the paper's own number names. */
function yearOfNumber({ reference }: Proof): string | undefined {
  const year = /(?<!\d)20\d\d(?!\d)/.exec(reference?.quote ?? "")?.[0];
  return year && `${year}-${TWO_YEARS.test(reference?.quote ?? "") ? "04" : "01"}-01`;
}
