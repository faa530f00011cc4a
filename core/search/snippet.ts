/** Snippets: the part of a text that shows best why it was found, with the words that were looked for marked. */
import { type Token, tokensOf } from "./words.ts";

export interface Part {
  text: string;
  /** One of the words looked for. */
  mark?: true;
}

const LENGTH = 240;
/** How much stands before the first of the words. */
const LEAD = 60;
/** Where a text has more of the words than these, the best place is among the first. */
const MOST = 200;

/** The text whole, with the words marked. */
export function marked(text: string, terms: Set<string>): Part[] {
  return cut(text, 0, text.length, wordsIn(text, terms));
}

/** About two lines around the place that has most of the words; nothing where it has none of them. */
export function snippetOf(text: string, terms: Set<string>): Part[] | undefined {
  const found = wordsIn(text, terms);
  if (found.length === 0) return undefined;
  const best = richest(found.slice(0, MOST));
  const from = best.start <= LEAD ? 0 : atWord(text, best.start - LEAD, best.start);
  const end = Math.min(text.length, from + LENGTH);
  const to = end === text.length ? end : Math.max(best.end, text.lastIndexOf(" ", end));
  const parts = cut(text, from, to, found);
  return [...(from > 0 ? [{ text: "… " }] : []), ...parts, ...(to < text.length ? [{ text: " …" }] : [])];
}

/** The first word of the stretch that has most different ones. */
function richest(found: Token[]): Token {
  const within = new Map<string, number>();
  const count = (term: string, by: number) => {
    const left = (within.get(term) ?? 0) + by;
    if (left > 0) within.set(term, left);
    else within.delete(term);
  };
  let [best, most, next] = [found[0]!, 0, 0];
  for (const first of found) {
    while (next < found.length && found[next]!.end <= first.start + LENGTH - LEAD)
      count(found[next++]!.term, 1);
    if (within.size > most) [best, most] = [first, within.size];
    if (within.size > 0) count(first.term, -1);
  }
  return best;
}

function wordsIn(text: string, terms: Set<string>): Token[] {
  return tokensOf(text).filter((t) => !t.common && terms.has(t.term));
}

/** The start of the first word from a place on, but not beyond another. */
function atWord(text: string, from: number, limit: number): number {
  const space = text.slice(from, limit).search(/\s/);
  return space < 0 ? limit : from + space + 1;
}

function cut(text: string, from: number, to: number, words: Token[]): Part[] {
  const parts: Part[] = [];
  let at = from;
  for (const { start, end } of words.filter((t) => t.start >= from && t.end <= to)) {
    if (start > at) parts.push({ text: text.slice(at, start) });
    parts.push({ text: text.slice(start, end), mark: true });
    at = end;
  }
  if (at < to) parts.push({ text: text.slice(at, to) });
  return parts;
}
