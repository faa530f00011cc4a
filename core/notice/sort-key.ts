/** Where an entry stands in its office's register, and so in a search index and in the lists of all offices. */
import type { RegisterEntry } from "./entry.ts";

/** An entry's place in its office's register: later keys are newer. */
export function sortOf(entry: RegisterEntry): string {
  const { series = "", n = 0 } = entry.number ?? {};
  return `${entry.filedOn}#${series}#${String(n).padStart(6, "0")}#${entry.id}`;
}
