/** A fault to plant: one text of one source exchanged for another. */

export interface Planted {
  name: string;
  file: string;
  /** Stands in the file exactly once. */
  find: string;
  put: string;
  /** Test files that should notice, as vitest's filters name them. */
  tests: string[];
  /** Why nothing that anybody can do shows it; for a fault that changes no behaviour. */
  redundant?: string;
}

/** The same text with one part of it gone. */
export function without(text: string, part: string): string {
  if (text.split(part).length !== 2) throw new Error(`“${part}” is not once in “${text}”`);
  return text.replace(part, "");
}

/** Makes faults of one file, which the same tests should notice. */
export const planted =
  (file: string, tests: string[]) =>
  (name: string, find: string, put: string, redundant?: string): Planted => ({
    name,
    file,
    find,
    put,
    tests,
    redundant,
  });
