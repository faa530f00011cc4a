/**
 * Money in prose: sums that do not come to the total stated beside them, rates and percentages that do
 * not give the amount, figures that are in no table or differ from another by a slip of the finger.
 */
import { formatDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import { amountOf } from "#core/form/reading.ts";
import { type Figure, figureInWords, figuresOf, fundingOf, someAddUpTo } from "./figures.ts";
import type { Found, Where } from "./finding.ts";
import { at, isFinancial, isOperative, type Proof, quoted, type Sentence } from "./proof.ts";
import { type Amount, agrees } from "./text/amounts.ts";
import { keyWords, NUMBER, numberOf, shared } from "./text/words.ts";

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

function nearest(figures: Figure[], pence: number): Figure {
  return figures.reduce((best, f) => (Math.abs(f.pence - pence) < Math.abs(best.pence - pence) ? f : best));
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

/** "£100,000 per annum for two years, £250,000 in total"; "five grants of £5,000 each, totalling £30,000". */
export function rateAgainstTotal(proof: Proof): Found[] {
  const figures = figuresOf(proof);
  const tableSums = [fundingOf(proof)?.funding.sources, fundingOf(proof)?.funding.awards].map((l) =>
    (l ?? []).map((r) => r.amount),
  );
  return proof.sentences.flatMap((sentence): Found[] => {
    const rated = sentence.amounts.filter((a) => a.rate && !a.about);
    const rate = rated[0];
    if (!rate || rated.length > 1) return [];
    const times = timesOf(sentence, rate);
    if (!times) return [];
    const product = { pence: rate.pence * times, slack: rate.slack * times };
    const total = sentence.amounts.find(
      (a) => a !== rate && !a.rate && !a.about && (a.total || overTime(sentence, a)),
    );
    const reckoned = `${formatMoney(rate.pence)} × ${times} = ${formatMoney(product.pence)}`;
    if (total) {
      if (agrees(total, product.pence, product.slack)) return [];
      return [
        {
          where: at(sentence, total.span),
          message: "The rate and the time do not give this total",
          why: [`${quoted(sentence, rate.span)}: ${reckoned}`, `total ${formatMoney(total.pence)}`],
          suggestion: "Correct the rate, the time or the total",
        },
      ];
    }
    if (
      !figures.length ||
      rate.rate === "each" ||
      !(isOperative(sentence.passage) || isFinancial(sentence.passage))
    )
      return [];
    if (figures.some((f) => agrees(product, f.pence) || agrees(rate, f.pence))) return [];
    if (tableSums.some((rows) => someAddUpTo(rows, product.pence, product.slack))) return [];
    return [
      {
        where: at(sentence, rate.span),
        message: "The rate and the time give a sum that the record does not hold",
        why: [`${quoted(sentence, rate.span)}: ${reckoned}`, figureInWords(nearest(figures, product.pence))],
        suggestion: "Correct the rate, the time or the table",
      },
    ];
  });
}

/** How many times a rate is paid, where its sentence says so. */
function timesOf(sentence: Sentence, rate: Amount): number | undefined {
  const unit = rate.rate;
  if (unit === "each") {
    const before = sentence.text.slice(0, rate.span[0]);
    const match = new RegExp(
      `\\b(${NUMBER})\\s+(?:[a-z-]+\\s+){1,3}(?:of|at|for|receiving|worth)\\s+$`,
      "i",
    ).exec(before);
    return match ? numberOf(match[1] ?? "") : undefined;
  }
  const counts = [
    ...sentence.text.matchAll(new RegExp(`\\b(${NUMBER})[\\s-](year|month|week|day|hour)s?\\b`, "gi")),
  ];
  const [only] = counts;
  if (!only || counts.length > 1) return undefined;
  const n = numberOf(only[1] ?? "") ?? 0;
  const said = only[2]?.toLowerCase();
  if (said === unit) return n;
  if (unit === "month" && said === "year") return n * 12;
  if (unit === "year" && said === "month" && n % 12 === 0) return n / 12;
  return undefined;
}

function overTime(sentence: Sentence, amount: Amount): boolean {
  return /^\s*(?:over|for|across)\s+(?:the\s+)?[\w-]+\s+(?:year|month)s?\b/i.test(
    sentence.text.slice(amount.span[1]),
  );
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
