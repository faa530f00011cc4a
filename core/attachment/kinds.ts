/**
 * Kinds: the files that may be attached to a record, as people and as browsers call them. All of them
 * can be read for decades by free programs, and none acts by itself once `inspect` has looked inside.
 */

export const KINDS = {
  pdf: { words: "PDF", type: "application/pdf", extensions: ["pdf"] },
  docx: {
    words: "DOCX",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extensions: ["docx"],
  },
  xlsx: {
    words: "XLSX",
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    extensions: ["xlsx"],
  },
  odt: { words: "ODT", type: "application/vnd.oasis.opendocument.text", extensions: ["odt"] },
  ods: { words: "ODS", type: "application/vnd.oasis.opendocument.spreadsheet", extensions: ["ods"] },
  csv: { words: "CSV", type: "text/csv", extensions: ["csv"] },
  txt: { words: "TXT", type: "text/plain", extensions: ["txt"] },
  png: { words: "PNG", type: "image/png", extensions: ["png"] },
  jpg: { words: "JPG", type: "image/jpeg", extensions: ["jpg", "jpeg"] },
} as const;

export type Kind = keyof typeof KINDS;

/** "PDF, DOCX, … or JPG". */
export const ALLOWED = Object.values(KINDS)
  .map(({ words }) => words)
  .join(", ")
  .replace(/, (\w+)$/, " or $1");

/** What a file picker offers first (the `accept` of HTML). */
export const EXTENSIONS = Object.values(KINDS).flatMap(({ extensions }) => extensions.map((e) => `.${e}`));

/** The kind that an extension promises. */
export function kindOfExtension(extension: string): Kind | undefined {
  const wanted = extension.toLowerCase();
  return (Object.keys(KINDS) as Kind[]).find((kind) =>
    (KINDS[kind].extensions as readonly string[]).includes(wanted),
  );
}

/** "CSV" for "text/csv; charset=utf-8". */
export function typeWords(type: string): string {
  const bare = type.split(";")[0];
  return Object.values(KINDS).find((kind) => kind.type === bare)?.words ?? "File";
}
