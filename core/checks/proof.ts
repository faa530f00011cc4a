/**
 * The proof: a paper as the proof-reader reads it. Made from a record (with its form and office) or from
 * plain text, it holds every word its author wrote, sentence by sentence, with the amounts, dates and
 * lengths in them, and the facts by which they are judged. Rules read proofs, never a form's field ids.
 */
import { londonDate } from "#core/form/dates.ts";
import type { Meaning } from "#core/form/meaning.ts";
import { disclose, read } from "#core/form/reading.ts";
import type { RecordView } from "#core/record/view.ts";
import type { Span, Where } from "./finding.ts";
import { mainPeriod, ownNumber, signedOn } from "./paper-facts.ts";
import { type Words, wordsOf } from "./record-words.ts";
import { type Amount, findAmounts } from "./text/amounts.ts";
import { blocksOf, type TextBlock } from "./text/blocks.ts";
import { type DateMention, findDates, findRanges, type Range } from "./text/dates.ts";
import { findLengths, type Length } from "./text/lengths.ts";
import { blankMarkup, excerpt, quoteOf, sentences } from "./text/words.ts";

/** What can be looked up outside the paper. */
export interface Lookups {
  /** The title of the record registered under a normalised number (`referenceKey`), if there is one. */
  registered?(key: string): string | undefined;
  /** The civil date of reading, for a paper that is not decided yet. */
  today?: string;
}

export interface Sentence {
  text: string;
  passage: Passage;
  /** Where it begins in the passage's source. */
  start: number;
  amounts: Amount[];
  dates: DateMention[];
  ranges: Range[];
  lengths: Length[];
}

export interface Passage {
  kind: TextBlock["kind"];
  /** As typed, and with markup blanked, character for character. */
  raw: string;
  text: string;
  where: Where;
  /** Offset of `text` in the field's text, or in the plain text. */
  start: number;
  /** The field's label, or the heading above. */
  heading: string;
  means?: Meaning;
  /** May be read by the public. */
  public: boolean;
  sentences: Sentence[];
}

export interface Spell {
  from: string;
  to: string;
  quote: string;
  where: Where;
  exact: boolean;
}

export interface Proof {
  passages: Passage[];
  sentences: Sentence[];
  /** The day it was, or is to be, decided; "stated" where it was decided or signed, not merely today. */
  decided?: { date: string; quote: string; where: Where; stated: boolean };
  /** What the money is for, from when to when. */
  period?: Spell;
  /** The paper's own number. */
  reference?: { quote: string; where: Where };
  record?: RecordView;
  lookups: Lookups;
}

/** The meanings whose words commit the office, as against background. */
const OPERATIVE: Meaning[] = [
  "title",
  "summary",
  "publicSummary",
  "decision",
  "recommendations",
  "conditions",
];
const OPERATIVE_HEADING = /\b(?:decision|recommend|approv|summary|award|request)/i;
const MONEY_HEADING = /\b(?:financ|fund|budget|cost|resource)/i;

/** The proof of a record. */
export function proofOfRecord(view: RecordView, lookups: Lookups = {}): Proof {
  const disclosed = disclose(view.form, view.answers);
  const passages = wordsOf(view, disclosed.answers).flatMap(passagesOf);
  const period = read(view.form, view.answers, "period");
  const at = view.decidedAt ?? lastSignature(view);
  return finish({
    passages,
    decided: at
      ? { date: londonDate(at), quote: "", where: {}, stated: true }
      : lookups.today
        ? { date: lookups.today, quote: "", where: {}, stated: false }
        : undefined,
    period: period && { ...period, quote: "", where: { field: fieldOf(view, "period") }, exact: true },
    reference: view.reference ? { quote: view.reference, where: {} } : undefined,
    record: view,
    lookups,
  });
}

/** The proof of plain text: the same, with what can be known without the form. */
export function proofOfText(text: string, lookups: Lookups = {}): Proof {
  const blank = blankMarkup(text);
  let heading = "";
  const passages: Passage[] = [];
  for (const { start, end, kind } of blocksOf(text)) {
    const slice = blank.slice(start, end);
    const label = /^\s*([A-Z][^:.\n]{2,70}):\s*\S/.exec(slice)?.[1];
    if (kind === "heading" || label) heading = quoteOf(label ?? slice.replace(/:\s*$/, ""));
    passages.push({
      kind,
      raw: text.slice(start, end),
      text: slice,
      where: {},
      start,
      heading,
      public: true,
      sentences: [],
    });
  }
  for (const passage of passages) passage.sentences = sentencesOf(passage);
  return finish({ passages, lookups });
}

/** Where a span of a sentence is, in the field or the plain text. */
export function at(sentence: Sentence, span?: Span): Where {
  const [start, end] = span ?? [0, sentence.text.length];
  return { ...sentence.passage.where, span: [sentence.start + start, sentence.start + end] };
}

/** A sentence quoted around a span, as a reader would quote it. */
export function quoted(sentence: Sentence, span?: Span): string {
  return `“${excerpt(sentence.text, span ?? [0, Math.min(80, sentence.text.length)])}”`;
}

/** Whether a passage commits the office (decision, recommendation, summary), rather than tells the background. */
export function isOperative(passage: Passage): boolean {
  return passage.means ? OPERATIVE.includes(passage.means) : OPERATIVE_HEADING.test(passage.heading);
}

/** Whether a passage is where the form asks about money. */
export function isFinancial(passage: Passage): boolean {
  return passage.means === "financialComment" || MONEY_HEADING.test(passage.heading);
}

/** The id of the field that carries a meaning; undefined where the form has none. */
export function fieldOf(view: RecordView, meaning: Meaning): string | undefined {
  return Object.entries(view.form.fields).find(([, field]) => field.means === meaning)?.[0];
}

function passagesOf(words: Words): Passage[] {
  const blank = blankMarkup(words.text);
  return blocksOf(words.text).map(({ start, end, kind }) => {
    const passage: Passage = {
      kind,
      raw: words.text.slice(start, end),
      text: blank.slice(start, end),
      where: words.where,
      start,
      heading: words.label,
      means: words.means,
      public: words.public,
      sentences: [],
    };
    passage.sentences = sentencesOf(passage);
    return passage;
  });
}

function sentencesOf(passage: Passage): Sentence[] {
  return sentences(passage.text).map(([start, end]) => {
    const text = passage.text.slice(start, end);
    const dates = findDates(text);
    return {
      text,
      passage,
      start: passage.start + start,
      amounts: findAmounts(text),
      dates: dates.filter((d) => !d.yearless),
      ranges: findRanges(text, dates),
      lengths: findLengths(text),
    };
  });
}

function finish(proof: Omit<Proof, "sentences">): Proof {
  const all = proof.passages.flatMap((p) => p.sentences);
  const whole: Proof = { ...proof, sentences: all };
  if (proof.record) return { ...whole, period: proof.period ?? mainPeriod(all) };
  return {
    ...whole,
    period: mainPeriod(all),
    decided: signedOn(proof.passages),
    reference: ownNumber(proof.passages),
  };
}

function lastSignature(view: RecordView): string | undefined {
  const deciding = view.form.stages.filter((s) => s.kind === "decide").map((s) => s.id);
  return view.signOffs
    .filter((s) => deciding.includes(s.stage))
    .map((s) => s.at)
    .sort()
    .at(-1);
}
