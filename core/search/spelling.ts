/**
 * Spelling: the words one mistake away from one that nothing has. A mistake is a letter too many, too
 * few, wrong, or two that changed places. Short words are not corrected: too many lie side by side.
 */

/** The words of an index, a line each, with the number of records that have each. */
export interface Vocabulary {
  words: string;
  counts: number[];
}

const SHORTEST = 5;
const MOST = 8;

/** Whether a word is long enough to be corrected, and a word at all. */
export function isCorrectable(term: string): boolean {
  return term.length >= SHORTEST && /^\p{L}+$/u.test(term);
}

/** Whether a term could be what somebody meant: it is worth a place in the vocabulary. */
function isCorrection(term: string): boolean {
  return term.length >= SHORTEST - 1 && /^\p{L}+$/u.test(term);
}

export function vocabularyOf(terms: Iterable<[term: string, count: number]>): Vocabulary {
  const words = [...terms].filter(([term]) => isCorrection(term)).sort(([a], [b]) => (a < b ? -1 : 1));
  return { words: words.map(([term]) => term).join("\n"), counts: words.map(([, count]) => count) };
}

/** The nearest words of any of the vocabularies, the most frequent first. */
export function nearest(term: string, vocabularies: Vocabulary[]): string[] {
  const found = new Map<string, number>();
  for (const vocabulary of vocabularies)
    for (const [word, count] of oneApartIn(term, vocabulary)) found.set(word, (found.get(word) ?? 0) + count);
  return [...found]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([word]) => word);
}

/**
 * A mistake is in the first half of a word or in the second. Where it is in the second, the word stands
 * among those that begin as the term does; where it is in the first, every mistake there is tried.
 */
function oneApartIn(term: string, vocabulary: Vocabulary): Map<string, number> {
  const { words, counts } = vocabulary;
  const { starts, letters } = placesIn(vocabulary);
  const found = new Map<string, number>();
  const wordAt = (line: number) => words.slice(starts[line]!, starts[line + 1]! - 1);
  const half = Math.floor(term.length / 2);
  const beginning = term.slice(0, half);
  for (let line = firstFrom(beginning, words, starts); line < counts.length; line++) {
    const word = wordAt(line);
    if (!word.startsWith(beginning)) break;
    if (isOneApart(term, word)) found.set(word, counts[line]!);
  }
  for (const word of mistakesIn(term, half, letters)) {
    const line = firstFrom(word, words, starts);
    if (line < counts.length && wordAt(line) === word) found.set(word, counts[line]!);
  }
  return found;
}

/** The term with one mistake in its first letters. */
function* mistakesIn(term: string, half: number, letters: string[]): Generator<string> {
  for (let i = 0; i < half; i++) {
    const [before, at, after] = [term.slice(0, i), term[i]!, term.slice(i + 1)];
    yield before + after;
    if (after && after[0] !== at) yield before + after[0] + at + after.slice(1);
    for (const letter of letters) {
      if (letter !== at) yield before + letter + after;
      yield before + letter + at + after;
    }
  }
}

interface Places {
  /** Where each word starts; one more for the end. */
  starts: Uint32Array;
  /** Every letter that some word has. */
  letters: string[];
}

const known = new WeakMap<Vocabulary, Places>();

function placesIn(vocabulary: Vocabulary): Places {
  const before = known.get(vocabulary);
  if (before) return before;
  const { words, counts } = vocabulary;
  const starts = new Uint32Array(counts.length + 1);
  const has = new Uint8Array(2 ** 16);
  const letters: string[] = [];
  let line = 0;
  for (let i = 0; i < words.length; i++) {
    const code = words.charCodeAt(i);
    if (code === NEW_LINE) starts[++line] = i + 1;
    else if (!has[code]) {
      has[code] = 1;
      letters.push(String.fromCharCode(code));
    }
  }
  starts[counts.length] = words.length + 1;
  const places = { starts, letters };
  known.set(vocabulary, places);
  return places;
}

const NEW_LINE = 10;

/** The first line that is not before a word. */
function firstFrom(word: string, words: string, starts: Uint32Array): number {
  let [from, to] = [0, starts.length - 1];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBefore(words, starts[middle]!, starts[middle + 1]! - 1, word)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Whether the word from one place to another is before the other word, without cutting it out. */
function isBefore(words: string, from: number, to: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    if (from + i >= to) return true;
    const difference = words.charCodeAt(from + i) - word.charCodeAt(i);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Whether exactly one mistake makes one word of the other. */
export function isOneApart(a: string, b: string): boolean {
  if (a === b) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let same = 0;
  while (same < short.length && short[same] === long[same]) same++;
  if (short.length < long.length) return short.slice(same) === long.slice(same + 1);
  if (short.slice(same + 1) === long.slice(same + 1)) return true;
  const swapped = short[same] === long[same + 1] && short[same + 1] === long[same];
  return swapped && short.slice(same + 2) === long.slice(same + 2);
}
