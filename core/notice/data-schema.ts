/** The shapes of the open data, made from its columns: one record, and a year of an office. */
import * as v from "valibot";
import { COLUMNS } from "./columns.ts";
import { address, lineSchema, text } from "./line-schema.ts";

/** What every line has. */
const REQUIRED = [
  "title",
  "form",
  "kind",
  "status",
  "published_on",
  "decided_by",
  "page",
  "id",
  "office",
  "office_name",
  "updated_at",
];

/** One record as data. */
export const RecordDataSchema = lineSchema(COLUMNS, REQUIRED);

/** The JSON of a year of an office. */
export const YearDataSchema = v.strictObject({
  $schema: address,
  office: v.strictObject({ slug: text, name: text }),
  year: v.pipe(v.string(), v.regex(/^\d{4}$/), v.description("The calendar year of the decisions.")),
  numbers: v.pipe(
    v.array(
      v.strictObject({
        series: text,
        period: v.optional(text),
        first: text,
        last: text,
        not_published: v.array(text),
      }),
    ),
    v.description(
      "How far each series of numbers runs here, as the office prints them. Every number from first to last is in the register but those not published yet, of which neighbours are written “from to to”.",
    ),
  ),
  decisions: v.array(RecordDataSchema),
});
