/**
 * The smallest tools for reading prose: markup blanked without moving a character, sentences, quotes,
 * number words, and how alike two texts are.
 */
import type { Span } from "#core/checks/finding.ts";

/**
 * The text with its markup turned to spaces, character for character, so that spans still fit:
 * emphasis, heading marks, tags, and the address of a link (its words stay).
 */
export function blankMarkup(text: string): string {
  const spaces = (s: string) => " ".repeat(s.length);
  return text
    .replace(/<\/?[a-z][^<>\n]{0,200}>/gi, spaces)
    .replace(
      /!?\[([^\]\n]*)\]\(([^)\n]*)\)/g,
      (_, words: string, href: string) => ` ${words}  ${spaces(href)} `,
    )
    .replace(/\*+|^[ \t]*#+(?=\s)|(?<=^|\s)_+(?=\S)|(?<=\S)_+(?=\s|$)|`+/gm, spaces)
    .replace(/[\u200b\ufeff\u00ad]/g, " ");
}

/** A stretch of text as one quotes it: white space closed up. */
export function quoteOf(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/(\d) (?=(?:st|nd|rd|th)\b)/g, "$1")
    .trim();
}

/** As `quoteOf`, cut to about a line around a span. */
export function excerpt(text: string, [start, end]: Span, room = 40): string {
  const from = Math.max(0, start - room);
  const to = Math.min(text.length, end + room);
  let cut = text.slice(from, to);
  if (from > 0) cut = cut.replace(/^\S*\s+/, "");
  if (to < text.length) cut = cut.replace(/\s+\S*$/, "");
  return quoteOf(cut);
}

const ABBREVIATIONS =
  /(?:\b(?:No|Dr|Mr|Mrs|Ms|St|Ltd|Nos|Ref|approx|incl|etc|e\.g|i\.e|p\.a|viz|cf|para|s|c)|\b[A-Z])\.$/i;

/** The sentences of a passage, as spans. */
export function sentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?]["”’)]?(?=\s+["“‘(]?[A-Z£\d])/g)) {
    const end = match.index + match[0].length;
    if (match[0] === "." && ABBREVIATIONS.test(text.slice(Math.max(0, end - 8), end))) continue;
    if (/^\s*\d{1,2}(?:\.\d+)*\.$/.test(text.slice(start, end))) continue; // a paragraph's own number
    spans.push([start, end]);
    start = end;
  }
  if (text.slice(start).trim()) spans.push([start, text.length]);
  return spans;
}

const NUMBERS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const TENS: Record<string, number> = {
  "twenty-four": 24,
  "thirty-six": 36,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
};

/** "11", "eleven" and "twenty-four" as numbers. */
export function numberOf(words: string): number | undefined {
  const low = words.toLowerCase().replace(/\s+/g, "-");
  if (/^\d+$/.test(low)) return Number(low);
  const at = NUMBERS.indexOf(low);
  return at >= 0 ? at : TENS[low];
}

/** For a pattern: any number that `numberOf` reads, up to sixty. */
export const NUMBER = String.raw`(?:\d{1,3}|twenty[- ]four|thirty[- ]six|${NUMBERS.slice(1).reverse().join("|")}|thirty|forty|fifty|sixty)`;

const COMMON = new Set(
  "a an and any are as at be been being but by can for from had has have he her his if in into is it its may more not of on one or our out over shall she should so some such than that the their them then there these they this those to under up was we were what when where which who will with would year years month months also other per new all both each service services funding fund police crime commissioner office".split(
    " ",
  ),
);

/** The words of a text that say what it is about, stemmed a little. */
export function keyWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z][a-z'’]{2,}/g) ?? [];
  return new Set(words.filter((w) => !COMMON.has(w)).map(stem));
}

/** "paying", "pays" and "paid" are one word to a reader. */
export function stem(word: string): string {
  if (word === "paid") return "pay";
  return word
    .replace(/['’]s?$/, "")
    .replace(/(?:ing|ed|es|s|ure)$/, (end) => (word.length - end.length >= 3 ? "" : end));
}

/** How many members two sets share. */
export function shared<T>(a: Set<T>, b: Set<T>): number {
  let n = 0;
  for (const x of a) if (b.has(x)) n++;
  return n;
}
