/**
 * What an entry says that came from the register an office kept before: that nobody signed it through
 * this service, when it was imported, and where it stood. Its PDF is the office's own file, byte for byte.
 */
import * as v from "valibot";
import { IsoDate } from "#core/form/answers.ts";

export const ImportedSchema = v.object({
  /** ISO instant of the first import. */
  at: v.string(),
  /** What the register was, in words. */
  register: v.optional(v.string()),
  /** As the old register has it; without it, the entry counts as published when it was imported. */
  publishedOn: v.optional(IsoDate),
  oldAddress: v.optional(v.string()),
  /** "scan": pictures of pages, without text. "untagged": text that has no structure to be read aloud by. */
  pdf: v.optional(v.picklist(["scan", "untagged", "tagged", "unknown"])),
  /** What was not understood, in the old register's own words. */
  asWritten: v.optional(v.array(v.string())),
  /** What later imports put right, oldest first: "the title, the amount". Instants are ISO. */
  changes: v.optional(v.array(v.object({ at: v.string(), what: v.string() }))),
});
export type Imported = v.InferOutput<typeof ImportedSchema>;

const REGISTER = "the register that the office kept before";

export function importedWords({ register }: Imported): string {
  return `Imported from ${register ?? REGISTER}. It was not signed through this service.`;
}

/** What to know of its PDF before it is opened. */
export function pdfWords({ pdf }: Imported): string | undefined {
  if (pdf === "scan")
    return "The document is a scan: pictures of pages, which cannot be searched or read aloud. You can ask for another format.";
  if (pdf === "untagged" || pdf === "unknown")
    return "The document was made before this service and may not work with a screen reader. You can ask for another format.";
  return undefined;
}
