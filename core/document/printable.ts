/**
 * Printable: what of a text the document's fonts cannot show, known without the fonts, so that an author
 * reads it before anyone signs. `render` says the same of what it draws; a test holds the two together.
 */
import { sanitise } from "#core/form/richtext.ts";
import { COVERAGE } from "./font-coverage.ts";

export interface Unprintable {
  /** As typed: a letter with its accents, or an emoji, is one. */
  text: string;
  /** Printed as a box, or left out. */
  as: "□" | "";
}

/** Each thing in a text that would not print as typed, once. */
export function unprintableIn(text: string): Unprintable[] {
  if (PLAIN.test(text)) return [];
  const { text: clean, removed } = sanitise(text);
  const gone = removed.map((code): Unprintable => ({ text: charOf(code), as: "" }));
  const boxed = new Set<string>();
  for (const { segment } of CLUSTERS.segment(clean))
    if (!PLAIN.test(segment) && !isShown(segment)) boxed.add(segment);
  return [...gone, ...Array.from(boxed, (cluster): Unprintable => ({ text: cluster, as: "□" }))];
}

/** “漢” (U+6F22). What cannot be seen is named by its code alone. */
export function nameOf({ text, as }: Unprintable): string {
  const codes = Array.from(
    text,
    (c) => `U+${c.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`,
  ).join(" ");
  return as ? `“${text}” (${codes})` : codes;
}

const MOST_NAMED = 8;

/** What of a text cannot be printed, in words: “漢” (U+6F22), “字” (U+5B57). Nothing where all of it can. */
export function unprintableWords(text: string): string | undefined {
  const names = [...new Set(unprintableIn(text).map(nameOf))];
  const rest = names.length - MOST_NAMED;
  if (rest > 0) names.splice(MOST_NAMED, rest, `and ${rest} more`);
  return names.length ? names.join(", ") : undefined;
}

/** What every font for text has: no need to look further. */
const PLAIN = /^[\n\r\t\x20-\x7e£–—‘’“”•…]*$/;
const CLUSTERS = new Intl.Segmenter("en", { granularity: "grapheme" });
/** Joiners and selectors say how others are drawn, and are not drawn themselves. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\s]/gu;

/** Whether one font has all of a cluster, as typed or in its other normal form: fonts are not mixed within one. */
function isShown(cluster: string): boolean {
  const bare = cluster.replace(UNSEEN, "");
  return [bare, bare.normalize("NFC"), bare.normalize("NFD")].some((form) => {
    const codes = Array.from(form, (c) => c.codePointAt(0) ?? 0);
    return families().some((family) => codes.every((code) => has(family, code)));
  });
}

type Run = [first: number, last: number];
let read: Run[][] | undefined;

function families(): Run[][] {
  read ??= COVERAGE.map((line) => {
    const numbers = line.split(" ").map((n) => Number.parseInt(n, 36));
    let end = 0;
    return Array.from({ length: numbers.length / 2 }, (_, i): Run => {
      const first = end + (numbers[i * 2] ?? 0);
      end = first + (numbers[i * 2 + 1] ?? 0);
      return [first, end - 1];
    });
  });
  return read;
}

function has(runs: Run[], code: number): boolean {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = runs[middle]!;
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

function charOf(code: string): string {
  return String.fromCodePoint(Number.parseInt(code.slice(2), 16));
}
