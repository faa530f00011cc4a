/**
 * Sums of money in words: "four million four hundred and thirty-nine thousand nine hundred and
 * ninety-eight pounds and seventy-two pence".
 */
import type { Span } from "#core/checks/finding.ts";

const UNDER_TWENTY =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const SCALES: Record<string, number> = { thousand: 1_000, million: 1_000_000 };
const WORD = [...UNDER_TWENTY, ...TENS, "hundred", ...Object.keys(SCALES)].join("|");
const NUMBER = `(?:${WORD})(?:(?:[\\s,-]+|\\s+and\\s+)(?:${WORD}))*`;
const POUNDS = new RegExp(`\\b(${NUMBER})\\s+pounds(?:\\s+(?:and\\s+)?(${NUMBER})\\s+pence)?`, "gi");

/** Every sum written out in words, in pence. */
export function sumsInWords(text: string): { pence: number; span: Span; quote: string }[] {
  return [...text.matchAll(POUNDS)].map((match) => ({
    pence: numberIn(match[1] ?? "") * 100 + numberIn(match[2] ?? ""),
    span: [match.index, match.index + match[0].length],
    quote: match[0],
  }));
}

function numberIn(words: string): number {
  let [sum, group] = [0, 0];
  for (const word of words.toLowerCase().split(/[\s,-]+/)) {
    const small = UNDER_TWENTY.indexOf(word);
    const ten = TENS.indexOf(word);
    if (small >= 0) group += small;
    else if (ten >= 0) group += (ten + 2) * 10;
    else if (word === "hundred") group *= 100;
    else if (SCALES[word]) [sum, group] = [sum + group * (SCALES[word] ?? 1), 0];
  }
  return sum + group;
}
