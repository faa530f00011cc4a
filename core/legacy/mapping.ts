/**
 * The mapping: which column of an old log holds what, as data beside the CSV, since no two offices kept
 * the same columns. Columns are named as the log names them, in any case and spacing.
 */
import * as v from "valibot";
import { SlugSchema } from "#core/form/office.ts";
import { type Csv, sameName } from "./csv.ts";

const Words = v.pipe(v.string(), v.trim(), v.nonEmpty("Enter some words"), v.maxLength(300));
/** One column, or several of which the first that is not empty counts. */
const Column = v.union([Words, v.pipe(v.array(Words), v.minLength(1))]);

export const FIELDS = [
  "row",
  "reference",
  "title",
  "summary",
  "decidedOn",
  "publishedOn",
  "maker",
  "capacity",
  "amount",
  "recipients",
  "category",
  "file",
  "oldAddress",
] as const;
export type Field = (typeof FIELDS)[number];

export const MappingSchema = v.strictObject({
  $schema: v.optional(v.string()),
  office: SlugSchema,
  /** What the register was, in words that stand on each notice: "the log of decisions on our old website". */
  register: v.optional(Words),
  columns: v.strictObject({
    ...(Object.fromEntries(FIELDS.map((name) => [name, v.optional(Column)])) as Record<
      Field,
      v.OptionalSchema<typeof Column, undefined>
    >),
    title: Column,
    decidedOn: Column,
  }),
  /** Columns that are left out on purpose. Any other that is not mapped is named in the report. */
  ignore: v.optional(v.array(Words), []),
  /** How dates of figures are written: 03/04/2014 is 3 April, or 4 March. */
  dates: v.optional(v.picklist(["day-first", "month-first"]), "day-first"),
  /** What stands between several recipients, or several categories, in one cell. */
  between: v.optional(v.pipe(v.string(), v.nonEmpty()), ";"),
  /** How the old numbers are written, as in a series: "{n:3}/{cy}". Finds the gaps in them. */
  pattern: v.optional(Words),
  /** Who a maker is, by what the log calls them: { "PCC": { "name": "Jo Brown", "capacity": "Police and Crime Commissioner" } }. */
  makers: v.optional(v.record(v.string(), v.object({ name: Words, capacity: Words })), {}),
  /** The capacity of a maker where the log does not say it. */
  capacity: v.optional(Words),
  kind: v.optional(v.picklist(["decision", "report", "notice"]), "decision"),
  /** What one record is called: "Decision". */
  called: v.optional(Words, "Decision"),
});
export type Mapping = v.InferOutput<typeof MappingSchema>;

/** A mapping that does not fit the CSV, in words. */
export class UnfitMapping extends Error {
  override name = "UnfitMapping";
}

/** Throws `UnfitMapping` for what is no mapping. */
export function parseMapping(raw: unknown): Mapping {
  const result = v.safeParse(MappingSchema, raw);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new UnfitMapping(`The mapping is wrong at ${v.getDotPath(issue) ?? "the top"}: ${issue.message}`);
}

/** Gives a row's words for a field; and names the columns that nothing uses. Throws `UnfitMapping`. */
export function fitColumns(
  { columns, ignore }: Mapping,
  { head }: Csv,
): { cellsOf: (cells: string[]) => Record<Field, string>; unused: string[] } {
  const used = new Set<number>();
  const indexOf = (name: string) => {
    const at = head.findIndex(sameName(name));
    if (at < 0)
      throw new UnfitMapping(
        `The mapping names a column “${name}”, and the CSV has none of this name. It has: ${head
          .map((h) => `“${h.trim()}”`)
          .join(", ")}`,
      );
    used.add(at);
    return at;
  };
  const places = FIELDS.map((field) => [field, [columns[field] ?? []].flat().map(indexOf)] as const);
  for (const name of ignore) {
    const at = head.findIndex(sameName(name));
    if (at >= 0) used.add(at);
  }
  return {
    unused: head.filter((name, i) => name.trim() && !used.has(i)).map((name) => name.trim()),
    cellsOf: (cells) =>
      Object.fromEntries(
        places.map(([field, at]) => [field, at.map((i) => clean(cells[i] ?? "")).find(Boolean) ?? ""]),
      ) as Record<Field, string>,
  };
}

/** Words as a person reads them: no control characters, one space where there are several. */
function clean(cell: string): string {
  return cell
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\ufeff]/g, "")
    .replace(/[^\S\n]+/g, " ")
    .trim();
}
