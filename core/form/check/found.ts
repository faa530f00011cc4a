/**
 * What the checks of a definition say and where: a path that a person can follow in the file, and a
 * message that says what to write. Suggestions come from what the definition already knows.
 */

/** Keys from the top of the file: ["forms", 0, "fields", "title", "means"]. */
export type Path = readonly (string | number)[];

export interface Found {
  at: Path;
  message: string;
  severity: "error" | "warning";
}

export function error(at: Path, message: string): Found {
  return { at, message, severity: "error" };
}

export function warning(at: Path, message: string): Found {
  return { at, message, severity: "warning" };
}

/** The path in words: an item of a list goes by its id where it has one. "forms.decision-record.layout[3].field" */
export function pathInWords(raw: unknown, at: Path): string {
  let here = raw;
  let words = "";
  for (const step of at) {
    here = (here as Record<string | number, unknown> | undefined)?.[step];
    const id = typeof step === "number" ? (here as { id?: unknown } | undefined)?.id : step;
    words += typeof id === "string" ? `${words && "."}${id}` : `[${step}]`;
  }
  return words;
}

/** "There is no field “fundng”. Did you mean “funding”?" */
export function unknown(what: string, word: string, known: readonly string[]): string {
  return `There is no ${what} “${word}”. ${suggest(word, known)}`;
}

/** "Did you mean “funding”?", or everything there is to choose from. */
export function suggest(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near) return `Did you mean “${near}”?`;
  return known.length ? `Write one of: ${known.join(", ")}` : "None is defined yet";
}

/** The second and later places where a value occurs again. */
export function repeated<T>(
  items: readonly T[],
  of: (item: T) => string,
): { index: number; value: string }[] {
  const values = items.map(of);
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [{ index, value }] : []));
}

function nearest(word: string, known: readonly string[]): string | undefined {
  const plain = (s: string) => s.toLowerCase().replace(/[^a-z0-9]/g, "");
  const scored = known.map((k) => ({ k, score: distance(plain(word), plain(k)) }));
  const best = scored.sort((a, b) => a.score - b.score)[0];
  const shorter = Math.min(word.length, best?.k.length ?? 0);
  if (best && shorter > 1 && best.score <= Math.max(1, Math.floor(shorter / 3))) return best.k;
  return known.find(
    (k) => word.length > 2 && (plain(k).startsWith(plain(word)) || plain(word).startsWith(plain(k))),
  );
}

/** Edits between two words: a letter put in, left out, changed, or swapped with its neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(
        changed,
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
