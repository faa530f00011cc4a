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

/** Two sums for what is, by its words, one thing; or one sum asked for, and another decided. */
export function sumSaidTwice(proof: Proof): Found[] {
  return [...alikeInWords(proof), ...askedAndDecided(proof)];
}

const ASKS =
  /\b(?:approv(?:e|al)|agree|award|request\w*|asked|seeks?|proposed|to allocate)\b[^£;]{0,90}$|\b(?:funding|grant) (?:available|confirmed|offered|sought|required)\b[^£;.]{0,40}\bis\s*$/i;
const DECIDES = /recommend|decision|decided|resol/i;

/** Where a paper asks for one sum and decides one, they are the same. */
function askedAndDecided({ sentences }: Proof): Found[] {
  const clean = (s: Sentence) => (OTHER_TIME.test(s.text) ? [] : s.amounts.filter((a) => !a.rate));
  const pick = (list: Sentence[], fits: (s: Sentence, a: Amount) => boolean) =>
    list.flatMap((sentence) => clean(sentence).flatMap((a) => (fits(sentence, a) ? [{ sentence, a }] : [])));
  const deciding = sentences.filter((s) => DECIDES.test(s.passage.heading));
  const asks = pick(
    sentences.filter((s) => !deciding.includes(s) && s.passage.kind === "paragraph"),
    (s, a) => ASKS.test(s.text.slice(0, a.span[0])),
  );
  const all = deciding.flatMap((s) => s.amounts);
  const [ask] = asks;
  const [given] = pick(deciding, () => true);
  const single = (sums: number[]) => new Set(sums).size === 1;
  if (!ask || !given || !single(asks.map((x) => x.a.pence)) || !single(all.map((a) => a.pence))) return [];
  const [x, y] = [ask.a.pence, given.a.pence];
  const left = sentences.some((s) => s.amounts.some((a) => a.pence === Math.abs(x - y)));
  if (ask.a.about !== given.a.about || agrees(ask.a, y, given.a.slack) || x % y === 0 || y % x === 0 || left)
    return [];
  return [
    {
      where: at(given.sentence, given.a.span),
      message: "The sum decided is not the sum asked for",
      why: [quoted(ask.sentence, ask.a.span), quoted(given.sentence, given.a.span)],
      suggestion: "Correct the one that is wrong, or say why less or more is given",
    },
  ];
}

function alikeInWords(proof: Proof): Found[] {
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
