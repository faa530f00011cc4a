/**
 * The register as data: CSV and JSON of one year of one office, and the schema of the JSON. CSV follows
 * RFC 4180 and starts with a byte order mark, since Excel reads UTF-8 only so; no cell can run as a formula.
 */
import { DATA_SCHEMA } from "./addresses.ts";
import { COLUMNS, type Json } from "./columns.ts";
import type { RegisterEntry } from "./entry.ts";
import { lineOf } from "./line-schema.ts";
import type { NumberLine } from "./numbers.ts";
import schema from "./open-data.schema.json" with { type: "json" };

/** The year as CSV: a header and one line a record. */
export function csvOf(entries: RegisterEntry[], origin: string): string {
  const lines = entries.map((e) =>
    COLUMNS.map((column) => csvCell(column.cell ? column.cell(e) : column.value(e, origin))).join(","),
  );
  return `\ufeff${[COLUMNS.map((c) => c.name).join(","), ...lines].join("\r\n")}\r\n`;
}

/** The year as JSON, by the schema at `DATA_SCHEMA`. */
export function jsonOf(
  of: { office: { slug: string; name: string }; year: string; numbers: NumberLine[] },
  entries: RegisterEntry[],
  origin: string,
): string {
  const decisions = entries.map((e) => decisionOf(e, origin));
  const numbers = of.numbers.map(({ series, period, first, last, missing }) => ({
    ...{ series, period, first, last },
    not_published: missing,
  }));
  return `${JSON.stringify({ $schema: origin + DATA_SCHEMA, ...of, numbers, decisions }, null, 1)}\n`;
}

/** One record as data. */
export function decisionOf(entry: RegisterEntry, origin: string): Record<string, Json> {
  return lineOf(COLUMNS, (column) => column.value(entry, origin));
}

/** The JSON Schema (2020-12) of `jsonOf`. Made from the columns by `npm run office -- schema`. */
export function schemaOf(origin: string): string {
  return `${JSON.stringify({ ...schema, $id: origin + DATA_SCHEMA }, null, 1)}\n`;
}

/**
 * One CSV cell. Text that a spreadsheet would run as a formula gets an apostrophe before it, which
 * spreadsheets show as text (OWASP, CSV injection). Numbers of ours stay numbers, negative ones too.
 */
export function csvCell(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value);
  const words = Array.isArray(value) ? value.join("; ") : String(value);
  const safe = /^\s*[=+\-@\t\r|%＝＋－＠]/.test(words) ? `'${words}` : words;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
