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
  for (const { words, counts } of vocabularies) {
    let from = 0;
    for (const count of counts) {
      const end = words.indexOf("\n", from);
      const to = end < 0 ? words.length : end;
      // Few words are long enough to be compared, so few are cut out.
      const word = Math.abs(to - from - term.length) < 2 ? words.slice(from, to) : "";
      if (word && isOneApart(term, word)) found.set(word, (found.get(word) ?? 0) + count);
      from = to + 1;
    }
  }
  return [...found]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([word]) => word);
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
