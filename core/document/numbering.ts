/**
 * Numbering: the counters of a form's schemes ("1.", "1.1", "(a)", "I.") as they run through a paper,
 * across headings and fields. One object per composition; the only state that composing has.
 */
import type { Numbering } from "#core/form/definition.ts";

export interface Counters {
  /** The number of the next heading of a scheme. Paragraphs below it then number one depth down. */
  heading(scheme: string): string;
  /** The number of the next paragraph. */
  paragraph(scheme: string): string;
  /** The depth at which paragraphs number: 2 below numbered headings, else 1. */
  paragraphDepth(scheme: string): number;
  /** The label of the next item of a list at this depth. */
  item(scheme: string, depth: number): string;
  /** Begins again at this depth: a new list, or a block that says `restart`. */
  restart(scheme: string, depth: number): void;
}

/** What an ordered list uses below the last depth that a scheme names. */
const BELOW = ["a.", "i.", "1."];

export function startCounters(schemes: Record<string, Numbering> = {}): Counters {
  const counts = new Map<string, number[]>();
  const headed = new Set<string>();
  const of = (scheme: string) => counts.get(scheme) ?? [];
  const next = (scheme: string, depth: number) => {
    const now = of(scheme).slice(0, depth);
    while (now.length < depth) now.push(0);
    now[depth - 1] = (now[depth - 1] ?? 0) + 1;
    counts.set(scheme, now);
    const levels = schemes[scheme]?.levels ?? [];
    return formatNumber(levels[depth - 1] ?? BELOW[(depth - levels.length - 1) % 3] ?? "1.", now);
  };
  const paragraphDepth = (scheme: string) => (headed.has(scheme) ? 2 : 1);
  return {
    heading(scheme) {
      headed.add(scheme);
      return next(scheme, 1);
    },
    paragraph: (scheme) => next(scheme, paragraphDepth(scheme)),
    paragraphDepth,
    item: next,
    restart: (scheme, depth) => counts.set(scheme, of(scheme).slice(0, depth - 1)),
  };
}

/** A number written after a pattern's first label: [2, 13] by "1.1" is "2.13", [3] by "(a)" is "(c)". */
export function formatNumber(pattern: string, counts: number[]): string {
  const n = counts.at(-1) ?? 0;
  return pattern.replace(/1(?:\.1)*|[aAiI]/, (token) => {
    if (token === "a") return letters(n);
    if (token === "A") return letters(n).toUpperCase();
    if (token === "i") return roman(n).toLowerCase();
    if (token === "I") return roman(n);
    return counts.slice(-token.split(".").length).join(".");
  });
}

/** 1 is "a", 26 "z", 27 "aa". */
function letters(n: number): string {
  const last = String.fromCharCode(97 + ((n - 1) % 26));
  return n > 26 ? letters(Math.floor((n - 1) / 26)) + last : last;
}

function roman(n: number): string {
  const signs: [number, string][] = [
    [1000, "M"],
    [900, "CM"],
    [500, "D"],
    [400, "CD"],
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ];
  let rest = n;
  let written = "";
  for (const [value, sign] of signs)
    while (rest >= value) {
      written += sign;
      rest -= value;
    }
  return written;
}
