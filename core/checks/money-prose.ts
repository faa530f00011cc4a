/**
 * Money in prose: figures that are in no table, differ from another by a slip of the finger, can be
 * misread, are of a year that has closed, or are not said where the paper decides.
 */
import { formatDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import { amountOf } from "#core/form/reading.ts";
import { figureInWords, figuresOf, fundingOf, nearest, someAddUpTo } from "./figures.ts";
import type { Found, Where } from "./finding.ts";
import { at, isFinancial, isOperative, type Proof, quoted, type Sentence } from "./proof.ts";
import { type Amount, agrees } from "./text/amounts.ts";
import { sumsInWords } from "./text/number-words.ts";
import { keyWords, shared } from "./text/words.ts";

/** An amount in the decision or recommendation that no row and no total of the record gives. */
export function amountInNoRow(proof: Proof): Found[] {
  const figures = figuresOf(proof);
  if (!figures.length) return [];
  const rows = fundingOf(proof)?.funding;
  const lists = [rows?.sources, rows?.awards].map((list) => (list ?? []).map((r) => r.amount));
  const known = (a: Amount) =>
    figures.some((f) => agrees(a, f.pence)) || lists.some((list) => someAddUpTo(list, a.pence, a.slack));
  const decides = proof.sentences.filter((s) =>
    ["decision", "recommendations"].includes(s.passage.means ?? ""),
  );
  const named = decides.flatMap((s) => s.amounts.filter((a) => !a.about && !a.rate && !isContext(s, a)));
  const together = named.reduce((n, a) => n + a.pence, 0);
  if (figures.some((f) => f.pence === together)) return [];
  return decides.flatMap((sentence) => {
    const rates = sentence.amounts.filter((a) => a.rate).map((a) => a.pence);
    return sentence.amounts
      .filter((a) => !a.about && !a.rate && !known(a) && !isContext(sentence, a))
      .filter((a) => !rates.some((r) => a.pence % r === 0))
      .map((a) => ({
        where: at(sentence, a.span),
        message: "This amount is in no row of the table and is not its total",
        why: [quoted(sentence, a.span), figureInWords(nearest(figures, a.pence))],
        suggestion: "Correct the words or the table",
      }));
  });
}

/** A limit, a budget or the old figure of a change: not an amount that the decision gives. */
function isContext(sentence: Sentence, amount: Amount): boolean {
  return /\b(?:from|budget|limit|ceiling|cap(?:ped)?|threshold|reserves?|excess|previous(?:ly)?|last year|original(?:ly)?)\b[^£.;]{0,30}$/i.test(
    sentence.text.slice(0, amount.span[0]),
  );
}

/** Two amounts in one paper that differ by two digits swapped, one digit mistyped, or a nought. */
export function slipOfTheFinger(proof: Proof): Found[] {
  const said: Said[] = [];
  for (const f of figuresOf(proof)) said.push({ pence: f.pence, quote: figureInWords(f), where: f.where });
  for (const s of proof.sentences) {
    const words = keyWords(s.text);
    for (const a of s.amounts)
      if (!/k|m|bn|illion|thousand/i.test(a.quote))
        said.push({ pence: a.pence, quote: quoted(s, a.span), where: at(s, a.span), words });
  }
  const distinct = [...new Map(said.toReversed().map((x) => [x.pence, x])).values()].slice(0, 200);
  // A whole and its part may look alike: then what is left is an amount of the paper too.
  const differenceIsNamed = (a: number, b: number) => said.some((x) => x.pence === Math.abs(a - b));
  return distinct.flatMap((a, i) =>
    distinct.slice(i + 1).flatMap((b): Found[] => {
      if (!looksMistyped(a.pence, b.pence) || differenceIsNamed(a.pence, b.pence)) return [];
      if (!ofOneThing(a, b, distinct.length)) return [];
      const count = (pence: number) => said.filter((x) => x.pence === pence).length;
      const [kept, odd] = count(b.pence) > count(a.pence) ? [b, a] : [a, b];
      return [
        {
          where: odd.where,
          message: `${formatMoney(odd.pence)} looks like ${formatMoney(kept.pence)} mistyped`,
          why: [kept.quote, odd.quote],
          suggestion: "Check which is right",
        },
      ];
    }),
  );
}

interface Said {
  pence: number;
  quote: string;
  where: Where;
  /** What its sentence is about; nothing for a row of a table. */
  words?: Set<string>;
}

/** Rows of a table, and the parts that one sentence lists, are kept right by their total. Among many amounts in prose, some look alike by chance. */
function ofOneThing(a: Said, b: Said, many: number): boolean {
  if (a.words === b.words) return false;
  const tenfold = Math.max(a.pence, b.pence) === Math.min(a.pence, b.pence) * 10;
  if (tenfold && /\b(?:10\s?%|ten per ?cent|tenth)/i.test(a.quote + b.quote)) return false;
  return many <= 20 || !a.words || !b.words || shared(a.words, b.words) >= 2;
}

/** Whether two sums are one figure with a slip. Round figures are too often alike to say. */
export function looksMistyped(a: number, b: number): boolean {
  const [x, y] = [String(a), String(b)];
  const significant = (s: string) => s.replace(/0+$/, "").length;
  const digits = Math.min(significant(x), significant(y));
  if (digits < 4 || Math.abs(a - b) <= 100) return false;
  if (Math.max(a, b) === Math.min(a, b) * 10) return true;
  if (x.length !== y.length) return false;
  const differ = [...x].flatMap((d, i) => (d === y[i] ? [] : [i]));
  const [i = 0, j = 0] = differ;
  if (differ.length === 2) return j === i + 1 && x[i] === y[j] && x[j] === y[i];
  return differ.length === 1 && digits >= 6;
}

/** "Four thousand pounds (£40,000)". */
export function wordsAgainstFigures(proof: Proof): Found[] {
  return proof.sentences.flatMap((sentence) => {
    const { text, amounts } = sentence;
    return (/\bpounds\b/i.test(text) ? sumsInWords(text) : []).flatMap(({ pence, span, quote }): Found[] => {
      const beside = amounts.find(
        (a) =>
          /^\s*[,(]\s*$/.test(text.slice(span[1], a.span[0])) ||
          /^\s*[,(]\s*$/.test(text.slice(a.span[1], span[0])),
      );
      if (!beside || agrees(beside, pence)) return [];
      return [
        {
          where: at(sentence, beside.span),
          message: "The sum in words is not the sum in figures",
          why: [`“${quote}” is ${formatMoney(pence)}`, `“${beside.quote}”`],
          suggestion: "Correct one of the two",
        },
      ];
    });
  });
}

/** An amount typed so that it can be misread. */
export function oddAmount(proof: Proof): Found[] {
  return proof.sentences.flatMap((sentence) =>
    sentence.amounts
      .filter((a) => a.odd)
      .map((a) => ({
        where: at(sentence, a.span),
        message: "This amount can be misread",
        why: [`“${a.quote}”`, `read as ${formatMoney(a.pence)}`],
        suggestion: `Write ${formatMoney(a.pence)}`,
      })),
  );
}

const LEFT_OVER = /\b(?:under-?spen[dt]s?|unspent|surplus|slippage)\b/i;
const CARRIED = /\bcarr(?:y|ied|ying)[- ]?forward|\breserves?\b|\broll(?:ed)? (?:over|forward)/i;

/** Money left over from a year that has closed is no budget: it must have been carried forward or be in a reserve. */
export function closedYear(proof: Proof): Found[] {
  const decided = proof.decided;
  if (!decided || proof.passages.some((p) => CARRIED.test(p.text))) return [];
  for (const sentence of proof.sentences) {
    const year = sentence.dates.find((d) => d.financialYear && d.to < decided.date);
    if (!year || !LEFT_OVER.test(sentence.text)) continue;
    if (!isOperative(sentence.passage) && !isFinancial(sentence.passage) && proof.record) continue;
    return [
      {
        where: at(sentence, year.span),
        message: "The money is the underspend of a financial year that had closed by the decision",
        why: [
          quoted(sentence, year.span),
          `decided on ${formatDate(decided.date)}; ${year.quote} closed on ${formatDate(year.to)}`,
        ],
        suggestion:
          "Say that it was carried forward, or from which reserve it comes, with the chief finance officer’s confirmation",
      },
    ];
  }
  return [];
}

/** What the record commits must be said in the decision. */
export function amountNotSaid(proof: Proof): Found[] {
  const view = proof.record;
  const pence = view && amountOf(view.form, view.answers);
  const decision = proof.sentences.filter((s) =>
    ["decision", "recommendations"].includes(s.passage.means ?? ""),
  );
  const [first] = decision;
  if (!pence || view.form.kind !== "decision" || !first || decision.some((s) => s.amounts.length)) return [];
  return [
    {
      where: { field: first.passage.where.field },
      message: "The decision does not say how much",
      why: [`the record commits ${formatMoney(pence)}`, quoted(first)],
      suggestion: "Say the amount in the decision itself",
    },
  ];
}
