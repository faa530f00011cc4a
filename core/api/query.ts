/**
 * What may be asked of the API, parsed: these schemas are also where its description (OpenAPI) comes
 * from. A cursor is a place in one list, opaque to whoever holds it; a page costs the same wherever it is.
 */
import * as v from "valibot";
import { InvalidAnswers } from "#core/errors.ts";
import { IsoDate } from "#core/form/answers.ts";
import { SlugSchema } from "#core/form/office.ts";
import { AMOUNT_BANDS, FILTERS, ONLY } from "#core/notice/filters.ts";
import { recipientKey } from "#core/notice/recipients.ts";
import { type FixedSort, SORTS } from "#core/search/order.ts";
import { RecipientName } from "#core/search/query.ts";

export const MAX_LIMIT = 100;
const LIMIT = 50;
const ORDERS = SORTS.filter((sort) => sort !== "best");

const slugs = (values: { slug: string }[]) => values.map((value) => value.slug);
const described = <S extends v.GenericSchema>(schema: S, words: string) =>
  v.optional(v.pipe(schema, v.description(words)));
const Value = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]{1,320}$/, "Use a value as the register’s addresses have it"),
);
const Instant = v.pipe(
  v.string(),
  v.regex(
    /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/,
    "Enter a date, or a time in UTC like 2024-03-06T09:00:00Z",
  ),
  v.check((s) => !Number.isNaN(Date.parse(s)), "Enter a real date"),
);
const Year = v.pipe(v.string(), v.regex(/^\d{4}$/, "Enter a year, like 2023"));
const Limit = v.pipe(v.string(), v.regex(/^([1-9]\d?|100)$/, `Enter a number from 1 to ${MAX_LIMIT}`));
const FROM_NEXT = "Where the page begins: only ever taken from “next” of the page before.";
/** Base64url of a place in a list, which is printable ASCII. */
const Cursor = v.pipe(v.string(), v.regex(/^[\w-]{1,700}$/, "Use the cursor that came with the page before"));

/** Every parameter of the list of records, as text. */
export const AskedSchema = v.strictObject({
  office: described(SlugSchema, "One office, by its name in addresses. All offices without it."),
  year: described(Year, "The calendar year in which it was decided."),
  month: described(
    v.pipe(v.string(), v.regex(/^(0[1-9]|1[0-2])$/, "Enter a month in two digits, like 03")),
    "The month in which it was decided, of any year: 03 is March.",
  ),
  from: described(IsoDate, "Decided (or released) on this day or later."),
  to: described(IsoDate, "Decided (or released) on this day or earlier."),
  since: described(
    Instant,
    "Published, corrected or withdrawn at this time or later. The list is then in the order of those changes, oldest first: ask again with the last updated_at that you have.",
  ),
  "decided-by": described(Value, "The capacity in which it was decided, like police-and-crime-commissioner."),
  category: described(Value, "The id of one of the office’s categories."),
  amount: described(
    v.picklist(slugs(AMOUNT_BANDS), "Use one of the bands of the register"),
    "A band of the amount that the record commits.",
  ),
  only: described(
    v.picklist(slugs(ONLY), "Use key-decisions, withheld or withdrawn"),
    "Key decisions alone, or what is withheld in whole or part, or what was withdrawn.",
  ),
  recipient: described(
    RecipientName,
    "Who receives money: a name in any spelling. Every name that an office says belongs to the same body is meant.",
  ),
  sort: described(
    v.picklist(ORDERS, "Use newest, oldest, amount or title"),
    "The order: newest first without it; oldest first; the highest amount first; or by title, A to Z.",
  ),
  limit: described(Limit, `How many records a page has at most: 1 to ${MAX_LIMIT}, ${LIMIT} without it.`),
  cursor: described(Cursor, FROM_NEXT),
});

/** Of a feed: its newest, without pages. */
export const FeedSchema = v.omit(AskedSchema, ["since", "limit", "cursor"]);

/** Every parameter of the list of what those who scrutinise an office asked it. */
export const QuestionsAskedSchema = v.strictObject({
  office: v.pipe(SlugSchema, v.description("The office that was asked, by its name in addresses.")),
  year: described(Year, "The calendar year in which it was asked."),
  from: described(IsoDate, "Asked on this day or later."),
  to: described(IsoDate, "Asked on this day or earlier."),
  limit: described(
    Limit,
    `How many a page has at most: 1 to ${MAX_LIMIT}, ${LIMIT} without it. The newest come first.`,
  ),
  cursor: described(Cursor, FROM_NEXT),
});

export interface QuestionsQuery {
  office: string;
  /** Days, inclusive. */
  from?: string;
  to?: string;
  limit: number;
  /** The place in the list after which the page begins. */
  after?: string;
}

export interface RecordsQuery {
  office?: string;
  /** Days, inclusive. */
  from?: string;
  to?: string;
  /** The two digits of a month, of any year. */
  month?: string;
  sort: FixedSort;
  /** ISO instant. */
  since?: string;
  /** By filter: the value that a record must have. */
  filters: { filter: string; slugs: string[] }[];
  /** The key of a recipient's name. */
  recipient?: string;
  limit: number;
  /** The place in the list after which the page begins. */
  after?: string;
}

/** Parses the parameters of an address. Throws InvalidAnswers, with the name of each that is wrong. */
export function parseRecordsQuery(
  params: Record<string, string[]>,
  schema: typeof AskedSchema | typeof FeedSchema = AskedSchema,
): RecordsQuery {
  const output = parsed(params, schema) as v.InferOutput<typeof AskedSchema>;
  const {
    office,
    year,
    month,
    from,
    to,
    since,
    sort = "newest",
    recipient,
    limit = String(LIMIT),
    cursor,
    ...rest
  } = output;
  if (since && output.sort)
    throw new InvalidAnswers([
      { id: "sort", message: "Leave this out: what changed is in the order of changes" },
    ]);
  const chosen = rest as Record<string, string | undefined>;
  return {
    office,
    from: latest(from, year && `${year}-01-01`),
    to: earliest(to, year && `${year}-12-31`),
    month,
    sort,
    since: since && new Date(since).toISOString(),
    filters: FILTERS.flatMap(({ id }) => (chosen[id] ? [{ filter: id, slugs: [chosen[id]] }] : [])),
    recipient: recipient && recipientKey(recipient),
    limit: Number(limit),
    after: cursor && placeOf(cursor),
  };
}

export function parseQuestionsQuery(params: Record<string, string[]>): QuestionsQuery {
  const { office, year, from, to, limit = String(LIMIT), cursor } = parsed(params, QuestionsAskedSchema);
  return {
    office,
    from: latest(from, year && `${year}-01-01`),
    to: earliest(to, year && `${year}-12-31`),
    limit: Number(limit),
    after: cursor && placeOf(cursor),
  };
}

function parsed<S extends v.GenericSchema>(params: Record<string, string[]>, schema: S): v.InferOutput<S> {
  const twice = Object.keys(params).filter((name) => params[name]!.length > 1);
  if (twice.length) throw new InvalidAnswers(twice.map((id) => ({ id, message: "Give this once" })));
  const asked = v.safeParse(
    schema,
    Object.fromEntries(Object.entries(params).map(([name, [value]]) => [name, value])),
    { abortPipeEarly: true },
  );
  if (asked.success) return asked.output;
  throw new InvalidAnswers(
    asked.issues.map((issue) => {
      const id = v.getDotPath(issue) ?? "";
      if (issue.expected === "never") return { id, message: "There is no such parameter" };
      return { id, message: issue.received === "undefined" ? "Give this" : issue.message };
    }),
  );
}

export function cursorOf(place: string): string {
  return Buffer.from(place, "utf8").toString("base64url");
}

function placeOf(cursor: string): string {
  const place = Buffer.from(cursor, "base64url").toString("utf8");
  if (!/^\d{4}[ -~]{1,500}$/.test(place))
    throw new InvalidAnswers([{ id: "cursor", message: "Use the cursor that came with the page before" }]);
  return place;
}

function latest(a: string | undefined, b: string | undefined): string | undefined {
  return a !== undefined && b !== undefined ? (a > b ? a : b) : (a ?? b);
}

function earliest(a: string | undefined, b: string | undefined): string | undefined {
  return a !== undefined && b !== undefined ? (a < b ? a : b) : (a ?? b);
}
