/**
 * One thing said twice with two sums: "a further £2,518,400 committed to abuse provision in 2022/23", and
 * "accept the commitment of £2,618,400 to fund abuse provision in 2022/23". Two clauses are held to be of
 * one thing only where most of the words that say what it is are shared, and so are their years.
 */
import { formatMoney } from "#core/form/money.ts";
import type { Found } from "./finding.ts";
import { at, type Proof, quoted, type Sentence } from "./proof.ts";
import { type Amount, agrees } from "./text/amounts.ts";
import { keyWords, shared } from "./text/words.ts";

interface Said {
  amount: Amount;
  sentence: Sentence;
  words: Set<string>;
  years: string;
  /** Capitalised words: whom or what it is for. */
  names: Set<string>;
}

/** How far around a sum its words are taken to be of it. */
const REACH = 110;
const OTHER_TIME =
  /\b(?:previous(?:ly)?|earlier|last year|already|originally|instead|compared|increas\w+|reduc\w+|rose|fell|bringing|remaining|balance|each|respectively|between|minimum|option|either|or)\b/i;

/** Two sums for what is, by its words, one thing. */
export function sumSaidTwice(proof: Proof): Found[] {
  const said = proof.sentences.flatMap((sentence) =>
    sentence.passage.kind === "row" || OTHER_TIME.test(sentence.text)
      ? []
      : sentence.amounts
          .filter((a) => !a.rate && a.pence >= 50_000)
          .map((amount) => clauseOf(sentence, amount)),
  );
  const count = (pence: number) => said.filter((s) => s.amount.pence === pence).length;
  if (said.length > 80) return [];
  return said.flatMap((b, i): Found[] => {
    const a = said.slice(0, i).find((x) => isOneThing(x, b));
    if (!a || (count(a.amount.pence) > 1 && count(b.amount.pence) > 1)) return [];
    return [
      {
        where: at(b.sentence, b.amount.span),
        message: "One thing is said twice, with two sums",
        why: [quoted(a.sentence, a.amount.span), quoted(b.sentence, b.amount.span)],
        suggestion: `Correct ${formatMoney(a.amount.pence)} or ${formatMoney(b.amount.pence)}, or say how they differ`,
      },
    ];
  });
}

function clauseOf(sentence: Sentence, amount: Amount): Said {
  const i = sentence.amounts.indexOf(amount);
  const from = Math.max(sentence.amounts[i - 1]?.span[1] ?? 0, amount.span[0] - REACH);
  const to = Math.min(sentence.amounts[i + 1]?.span[0] ?? sentence.text.length, amount.span[1] + REACH);
  const text = sentence.text.slice(from, amount.span[0]) + sentence.text.slice(amount.span[1], to);
  const years = sentence.dates.filter((d) => d.financialYear && d.span[0] >= from && d.span[1] <= to);
  return {
    amount,
    sentence,
    words: keyWords(text),
    years: years.map((d) => d.from).join(),
    names: new Set(text.match(/(?<=[a-z,;(–-]\s)[A-Z][\w’'-]+/g)),
  };
}

function isOneThing(a: Said, b: Said): boolean {
  if (a.sentence.passage === b.sentence.passage || a.years !== b.years) return false;
  if (a.sentence.passage.kind === "item" && b.sentence.passage.kind === "item") return false;
  if (shared(a.names, b.names) < Math.max(a.names.size, b.names.size)) return false;
  if (agrees(a.amount, b.amount.pence, b.amount.slack)) return false;
  const common = shared(a.words, b.words);
  return (
    common >= 4 &&
    common / Math.min(a.words.size, b.words.size) >= 0.6 &&
    common / Math.max(a.words.size, b.words.size) >= 0.4
  );
}
