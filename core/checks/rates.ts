/**
 * Rates and times: what is paid a year, each or a month, how often, and the total that it should make;
 * and one year's award beside the award over its years.
 */
import { formatMoney } from "#core/form/money.ts";
import { figureInWords, figuresOf, fundingOf, nearest, someAddUpTo } from "./figures.ts";
import type { Found } from "./finding.ts";
import { at, isFinancial, isOperative, type Proof, quoted, type Sentence } from "./proof.ts";
import { type Amount, agrees } from "./text/amounts.ts";
import { NUMBER, numberOf } from "./text/words.ts";

/** A rate and a time that do not give the total beside them, and a year that does not go into its years. */
export function rateTotals(proof: Proof): Found[] {
  return [...rateAgainstTotal(proof), ...yearAgainstYears(proof)];
}

/** "£100,000 per annum for two years, £250,000 in total"; "five grants of £5,000 each, totalling £30,000". */
function rateAgainstTotal(proof: Proof): Found[] {
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
    const total =
      sentence.amounts.find((a) => a !== rate && !a.rate && !a.about && (a.total || overTime(sentence, a))) ??
      bracketed(sentence, rate);
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

/** The sum that stands before a rate in brackets: "£60,000 (£20,000 a year over three years)". */
function bracketed(sentence: Sentence, rate: Amount): Amount | undefined {
  const before = sentence.amounts[sentence.amounts.indexOf(rate) - 1];
  const joint = before && sentence.text.slice(before.span[1], rate.span[0]);
  const opens = joint !== undefined && /^[^.;£]{0,60}(?:\(|\b(?:at|being|i\.e\.))\s*$/i.test(joint);
  return opens && !before?.about && !before?.rate ? before : undefined;
}

const SEVERAL_YEARS = new RegExp(
  `\\b(?:multi|${NUMBER})-?\\s?year\\s+(?:award|grant|agreement|contract|funding|settlement|commitment)\\b`,
  "i",
);

/** "To award £30,000. This is a multi-year award of £120,000 over three years": a year would be £40,000. */
function yearAgainstYears(proof: Proof): Found[] {
  return proof.passages.flatMap(({ sentences }) =>
    sentences.flatMap((sentence, i): Found[] => {
      const total = sentence.amounts.find((a) => !a.about && !a.rate && overTime(sentence, a));
      const years = total && yearsAfter(sentence, total);
      const [one, ...more] = sentences[i - 1]?.amounts ?? [];
      if (
        !total ||
        !years ||
        !one ||
        more.length ||
        one.about ||
        one.rate ||
        !SEVERAL_YEARS.test(sentence.text)
      )
        return [];
      if (one.pence >= total.pence || agrees(one, total.pence / years, total.slack)) return [];
      return [
        {
          where: at(sentence, total.span),
          message: "The award does not go into the total of its years",
          why: [
            quoted(sentences[i - 1] as Sentence, one.span),
            `${quoted(sentence, total.span)}: ${formatMoney(Math.round(total.pence / years))} a year`,
          ],
          suggestion: "Give the sum of each year, or correct the one that is wrong",
        },
      ];
    }),
  );
}

function yearsAfter(sentence: Sentence, amount: Amount): number | undefined {
  const after = sentence.text.slice(amount.span[1]);
  const match = new RegExp(`^\\s*(?:over|for|across)\\s+(?:the\\s+)?(${NUMBER})\\s+years?\\b`, "i").exec(
    after,
  );
  return match ? numberOf(match[1] ?? "") : undefined;
}
