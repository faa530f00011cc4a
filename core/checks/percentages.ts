/**
 * Percentages in prose: of a sum, of a change between two sums, and shares that should make a hundred.
 * What is printed is rounded, so a figure is only wrong where rounding cannot explain it.
 */
import { formatMoney } from "#core/form/money.ts";
import type { Found } from "./finding.ts";
import { at, type Proof, type Sentence } from "./proof.ts";
import { agrees } from "./text/amounts.ts";

const PERCENT = String.raw`(\d+(?:\.\d+)?)\s?(?:%|per ?cent)`;
const OF_SUM = new RegExp(`${PERCENT}\\)?\\s+of\\s+(?:[a-z-]+\\s+){0,6}(?:of\\s+)?$`, "i");
const EQUALS =
  /^\s*(?:[a-z-]+\s+){0,4}(?:\(|,?\s*(?:which is|being|equating to|equates to|equal to|is|i\.e\.|or|giving|amounting to|=)\s+)(?:[a-z-]+\s+){0,2}$/i;
const CHANGE = new RegExp(
  `(increase|rise|uplift|growth|reduction|decrease|cut|fall)s?\\b[^%£]{0,20}?${PERCENT}|${PERCENT}\\s+(increase|rise|uplift|growth|reduction|decrease|cut|fall)`,
  "i",
);

/** A percentage that does not give the amount beside it, and shares that do not make a hundred. */
export function percentages(proof: Proof): Found[] {
  return proof.sentences.flatMap((sentence): Found[] => {
    if (!/%|per ?cent/i.test(sentence.text)) return [];
    return [...percentOf(sentence), ...percentChange(sentence), ...shares(sentence)];
  });
}

function percentOf(sentence: Sentence): Found[] {
  return sentence.amounts.flatMap((whole, i): Found[] => {
    const before = sentence.text.slice(0, whole.span[0]);
    const percent = OF_SUM.exec(before);
    if (!percent || whole.about) return [];
    const after = sentence.amounts[i + 1];
    const joint = after && sentence.text.slice(whole.span[1], after.span[0]);
    const previous = sentence.amounts[i - 1];
    const lead = previous && before.slice(previous.span[1], percent.index);
    const part =
      after && joint !== undefined && EQUALS.test(joint)
        ? after
        : previous &&
            lead !== undefined &&
            /^\s*(?:\(|,|is|represents|being|equal to|equates to|–|-)?\s*$/i.test(lead)
          ? previous
          : undefined;
    if (!part || part.about) return [];
    const rate = Number(percent[1]);
    const rounding = 0.5 / 10 ** (/\.(\d+)/.exec(percent[1] ?? "")?.[1]?.length ?? 0);
    const right = Math.round((whole.pence * rate) / 100);
    if (
      agrees(
        part,
        right,
        (whole.pence * (Number.isInteger(rate) && rate % 5 === 0 ? 0 : rounding)) / 100 + whole.slack,
      )
    )
      return [];
    return [
      {
        where: at(sentence, part.span),
        message: "The percentage does not give this amount",
        why: [`${rate}% of ${whole.quote} is ${formatMoney(right)}`, `the paper says ${part.quote}`],
        suggestion: "Correct the percentage or the amount",
      },
    ];
  });
}

function percentChange(sentence: Sentence): Found[] {
  const match = CHANGE.exec(sentence.text);
  const [a, b] = sentence.amounts;
  if (!match || !a || !b || sentence.amounts.length !== 2 || a.about || b.about || a.rate !== b.rate)
    return [];
  if (!/\bfrom\s+(?:[a-z]+\s+)?$/i.test(sentence.text.slice(0, a.span[0]))) return [];
  if (
    !/^\s*(?:[a-z]+\s+){0,3}(?:\([^)]*\)\s*)?to\s+(?:[a-z]+\s+)?$/i.test(
      sentence.text.slice(a.span[1], b.span[0]),
    )
  )
    return [];
  const typed = match[2] ?? match[3] ?? "";
  const stated = Number(typed);
  const real = (Math.abs(b.pence - a.pence) / a.pence) * 100;
  const decimals = /\.(\d+)/.exec(typed)?.[1]?.length ?? 0;
  if (Math.abs(real - stated) <= 0.55 / 10 ** decimals) return [];
  return [
    {
      where: at(sentence, [match.index, match.index + match[0].length]),
      message: "The percentage is not the change between these amounts",
      why: [`${stated}%`, `from ${a.quote} to ${b.quote} is ${real.toFixed(Math.max(1, decimals))}%`],
      suggestion: "Correct the percentage or the amounts",
    },
  ];
}

function shares(sentence: Sentence): Found[] {
  if (!/\b(?:split|shared|apportioned|divided|respectively|ratio)\b/i.test(sentence.text)) return [];
  const parts = [...sentence.text.matchAll(new RegExp(PERCENT, "gi"))];
  const sum = parts.reduce((n, p) => n + Number(p[1]), 0);
  if (parts.length < 2 || sum < 60 || sum > 140 || Math.abs(sum - 100) <= (parts.length > 2 ? 1 : 0))
    return [];
  return [
    {
      where: at(sentence),
      message: `The shares come to ${Number(sum.toFixed(2))}%, not 100%`,
      why: parts.map((p) => p[0]),
      suggestion: "Correct a share, or say where the rest comes from",
    },
  ];
}
