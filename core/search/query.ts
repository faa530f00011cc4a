/**
 * Query: what someone asks for, parsed from an address. Words, "words in a row", numbers as typed, the
 * register's own filters, the order and the page. Parsing bounds what one search can cost.
 */
import * as v from "valibot";
import { InvalidAnswers } from "#core/errors.ts";
import type { Lang, Words as Said } from "#core/form/say.ts";
import { referenceKey } from "#core/form/series.ts";
import { SEARCH } from "#core/notice/addresses.ts";
import { FILTERS } from "#core/notice/filters.ts";
import { recipientKey } from "#core/notice/recipients.ts";
import { SORTS, type Sort } from "./order.ts";
import { MAX_LETTERS, type Token, tokensOf } from "./words.ts";

export const PAGE_SIZE = 20;
/** What lies further back is found by narrowing the search. */
export const MAX_PAGES = 100;
const MAX_WORDS = 8;

/** One thing that must be in a record: a word, or words in a row (`at`: their places from the first). */
export interface Clause {
  terms: { term: string; at: number }[];
}

export interface Query {
  /** As typed. */
  q: string;
  clauses: Clause[];
  /** The key of the whole query as a number: "2021-7335". */
  number?: string;
  /** Of one office; of all without it. */
  office?: string;
  /** And of the offices before it. */
  earlier?: true;
  year?: string;
  /** "03" is March of any year, unless a year is asked for too. */
  month?: string;
  /** By the ids of the register's filters: the values that a record must have. */
  filters: Record<string, string[]>;
  /** Who must receive money from it, as typed. */
  recipient?: string;
  sort: Sort;
  /** From 1. */
  page: number;
  /** What is found is the same in either; it is shown in this one. */
  lang: Lang;
}

/** What is wrong, in words that the page has in its own language too. */
const problem = (words: Said) => words;

const Slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]{1,320}$/, problem("Select one of the values in the list")),
);
const blankAs = <S extends v.GenericSchema<string, unknown>>(schema: S) =>
  v.pipe(
    v.optional(v.string(), ""),
    v.transform((s) => s.trim() || undefined),
    v.optional(schema),
  );

const Words = v.pipe(
  v.optional(v.string(), ""),
  v.transform((q) => q.replace(/\p{Cc}/gu, " ")),
  v.trim(),
  v.check(
    (q) => q.split(/\s+/).every((word) => word.length <= MAX_LETTERS),
    problem(`Use words of ${MAX_LETTERS} characters or fewer`),
  ),
  v.check(
    (q) => q.length <= 600 && tokensOf(q).length <= MAX_WORDS,
    problem(`Enter ${MAX_WORDS} words or fewer`),
  ),
  v.check(
    (q) => q === "" || tokensOf(q).some((t) => !t.common),
    problem("Enter a word or number that is not in almost every record, like “the” is"),
  ),
);

export const RecipientName = v.pipe(
  v.string(),
  v.maxLength(200, problem("Enter a name of 200 characters or fewer")),
  v.check((name) => recipientKey(name) !== "", problem("Enter the name of a recipient")),
);

export const Month = v.pipe(
  v.string(),
  v.regex(/^(0?[1-9]|1[0-2])$/, problem("Enter the number of a month, like 03")),
  v.transform((month) => month.padStart(2, "0")),
);

const Asked = v.object({
  q: Words,
  recipient: blankAs(RecipientName),
  office: blankAs(Slug),
  earlier: blankAs(v.literal("yes", problem("Select whether earlier offices are searched too"))),
  year: blankAs(v.pipe(v.string(), v.regex(/^\d{4}$/, problem("Enter a year, like 2023")))),
  month: blankAs(Month),
  sort: blankAs(v.picklist(SORTS, problem("Select one of the orders in the list"))),
  page: blankAs(
    v.pipe(
      v.string(),
      v.regex(/^[1-9]\d{0,8}$/, problem("Enter the number of a page")),
      v.transform(Number),
      v.maxValue(MAX_PAGES, problem(`There are at most ${MAX_PAGES} pages. Narrow your search`)),
    ),
  ),
  lang: blankAs(v.picklist(["en", "cy"], problem("Select English or Welsh: “en” or “cy”"))),
});
const Values = v.pipe(
  v.array(v.string()),
  v.transform((values) => values.filter(Boolean)),
  v.array(Slug),
  v.maxLength(4, problem("Select at most 4 values")),
);

/** The query of an address's parameters. Throws InvalidAnswers, with the name of each that is wrong. */
export function parseQuery(params: Record<string, string[]>): Query {
  const last = Object.fromEntries(Object.entries(params).map(([name, values]) => [name, values.at(-1)]));
  const asked = v.safeParse(Asked, last);
  const filters = FILTERS.map(({ id }) => ({ id, chosen: v.safeParse(Values, params[id] ?? []) }));
  const wrong = [
    ...(asked.issues ?? []).map((issue) => ({ id: v.getDotPath(issue) ?? "q", message: issue.message })),
    ...filters.flatMap(({ id, chosen }) =>
      chosen.success ? [] : [{ id, message: chosen.issues[0].message }],
    ),
  ];
  if (wrong.length || !asked.success) throw new InvalidAnswers(wrong);
  const { q, office, earlier, year, month, recipient, sort = "newest", page = 1, lang = "en" } = asked.output;
  const chosen = filters.flatMap(({ id, chosen: { success, output } }) =>
    success && output.length ? [[id, output]] : [],
  );
  const key = referenceKey(q);
  return {
    q,
    clauses: clausesOf(q),
    ...(/\d/.test(key) && { number: key }),
    office,
    ...(office && earlier && { earlier: true }),
    year,
    month,
    filters: Object.fromEntries(chosen),
    ...(recipient && { recipient }),
    sort,
    page,
    lang,
  };
}

/** The address of a page of a query: what the form would send, without what is empty. */
export function addressOf(
  { q = "", office, earlier, year, month, filters = {}, recipient, sort = "newest", lang }: Partial<Query>,
  page = 1,
): string {
  const params = new URLSearchParams({
    q,
    ...(office && { office }),
    ...(earlier && { earlier: "yes" }),
    ...(year && { year }),
    ...(month && { month }),
    ...(recipient && { recipient }),
    ...(sort !== "newest" && { sort }),
    ...(page > 1 && { page: String(page) }),
    ...(lang === "cy" && { lang }),
  });
  for (const [id, values] of Object.entries(filters)) for (const value of values) params.append(id, value);
  return `${SEARCH}?${params}`;
}

/** What was typed as clauses: "in quotes", and by-hyphens or 12/34, as words in a row; each other word alone. */
export function clausesOf(q: string): Clause[] {
  const clauses = new Map<string, Clause>();
  for (const [, quoted, bare] of q.replace(/[“”]/g, '"').matchAll(/"([^"]*)"|([^\s"]+)/g)) {
    const terms = placesOf(tokensOf(quoted ?? bare ?? ""));
    if (terms.length) clauses.set(JSON.stringify(terms), { terms });
  }
  return [...clauses.values()];
}

function placesOf(tokens: Token[]): Clause["terms"] {
  const terms = tokens.flatMap(({ term, common }, at) => (common ? [] : [{ term, at }]));
  const first = terms[0]?.at ?? 0;
  return terms.map(({ term, at }) => ({ term, at: at - first }));
}
