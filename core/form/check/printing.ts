/**
 * Names, labels and fixed words that the document's fonts cannot show. Nobody would look them over before
 * a record is signed, so they are refused while the office is written.
 */
import { unprintableWords } from "#core/document/printable.ts";
import { error, type Found, type Path } from "./found.ts";

/** Any part of an office's definition, or of its people. */
export function* checkPrinting(value: unknown, at: Path = []): Generator<Found> {
  if (typeof value === "string") {
    const unprintable = unprintableWords(value);
    if (unprintable) yield error(at, `This cannot be printed: ${unprintable}. Write it another way`);
  } else if (typeof value === "object" && value !== null)
    for (const [key, inside] of Object.entries(value))
      yield* checkPrinting(inside, [...at, Array.isArray(value) ? Number(key) : key]);
}
