/**
 * Words: how text becomes the terms that are indexed and looked for, the same for both. Case, accents,
 * apostrophes, plurals and leading zeros make no difference. Letters and digits part, as in a
 * reference's key (core/form/series.ts), so "DRF 2021-0007335" is "drf", "2021", "7335".
 */
import { referenceKey } from "#core/form/series.ts";

export interface Token {
  term: string;
  /** Where it stands in the text. */
  start: number;
  end: number;
  /** Too common to be looked for; it still takes its place in a phrase. */
  common: boolean;
}

export const MAX_LETTERS = 64;

const WORD = /[\p{L}\p{M}][\p{L}\p{M}'’]*|\p{Nd}+(?:,\p{Nd}{3}(?!\p{Nd}))*/gu;
const COMMON = new Set(
  "a an and are as at be been by for from had has have in into is it its of on or s that the their there these this to was were which will with".split(
    " ",
  ),
);

/** The words of a text, in order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0]);
    if (!word) continue;
    const [start, common] = [match.index, COMMON.has(word)];
    tokens.push({ term: singular(word), start, end: start + match[0].length, common });
  }
  return tokens;
}

/**
 * The keys under which a reference is looked up: its key, and each run of its parts that has the number
 * itself in it. "DRF 2021-0007335" is found by "drf-2021-7335", "2021-7335" and "7335", not by "2021".
 */
export function numberKeys(reference: string, n?: number): string[] {
  const parts = referenceKey(reference).split("-").filter(Boolean);
  const own = n === undefined ? parts.findLastIndex((p) => /\d/.test(p)) : parts.lastIndexOf(String(n));
  const keys: string[] = [];
  for (let from = 0; from <= own; from++)
    for (let to = own + 1; to <= parts.length; to++) keys.push(parts.slice(from, to).join("-"));
  return keys;
}

function fold(word: string): string {
  if (/^[A-Za-z]+$/.test(word)) return word.toLowerCase().slice(0, MAX_LETTERS);
  const plain = word
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{M}'’,]/gu, "");
  return (/^\p{Nd}/u.test(plain) ? plain.replace(/^0+(?=\p{Nd})/u, "") : plain).slice(0, MAX_LETTERS);
}

/** The S-stemmer (Harman, "How effective is suffixing?", 1991): plurals only, so that nothing unlike meets. */
function singular(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word)) return word;
  if (/[^ea]ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/[^aeo]es$/.test(word)) return word.slice(0, -1);
  return /[us]s$/.test(word) ? word : word.slice(0, -1);
}
