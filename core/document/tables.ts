/**
 * Tables: answers that are rows. Yes/no matrices as words and boxes, grids of numbers, options, and
 * the money: sources and awards with totals computed here, and the stated total beside them.
 */
import type { AnswerOf, Entry, Funding } from "#core/form/answers.ts";
import type { FieldOf } from "#core/form/fields.ts";
import { formatMoney } from "#core/form/money.ts";
import { totalOf } from "#core/form/reading.ts";
import { say, type Words } from "#core/form/say.ts";
import type { Composing } from "./composing.ts";
import { type Cell, type Inline, labelled, type PaperBlock, para } from "./paper.ts";
import { itemBlocks } from "./prose.ts";
import { runOn, STATUS, yesNo } from "./values.ts";

type EntryOf<T extends Entry["type"]> = Extract<Entry, { type: T }>;
type Source = NonNullable<Funding["sources"]>[number];
type Award = NonNullable<Funding["awards"]>[number];

/** A yes/no matrix. `heading` stands above the rows. */
export function matrixBlock({ field, answer = {} }: EntryOf<"matrix">, heading?: string): PaperBlock {
  return {
    t: "matrix",
    ...(heading && { heading }),
    columns: field.columns.map((column) => column.label),
    show: field.show ?? "boxes",
    rows: field.rows.map((row) => {
      const given = answer[row.id];
      return {
        label: row.label,
        answers: field.columns.map((column) => {
          const said = given?.answers[column.id];
          return said === undefined ? null : said === "yes";
        }),
        ...(given?.detail && { detail: runOn(given.detail) }),
      };
    }),
  };
}

/** Numbers in rows and columns. */
export function gridBlock(
  c: Composing,
  { field, answer = {} }: EntryOf<"grid">,
  caption?: string,
): PaperBlock {
  const named = field.unit === undefined || field.columns.every((c) => c.label.includes(field.unit ?? ""));
  return {
    t: "table",
    ...(caption && { caption }),
    head: [
      cell(field.rowHeading ?? say(c.lang, "Category")),
      ...field.columns.map((c) => right(named ? c.label : `${c.label} (${field.unit})`)),
    ],
    rows: field.rows.map((row) => [
      rowHead(row.label),
      ...field.columns.map((column) => right(decimal(answer[row.id]?.[column.id], field))),
    ]),
  };
}

/** Options as one table: a row each. */
export function optionsTable(
  c: Composing,
  { answer = [] }: EntryOf<"options">,
  caption?: string,
): PaperBlock {
  const columns = (
    [
      ["What it means", (o) => runOn(o.description ?? "")],
      ["Cost", (o) => [o.cost ?? ""]],
      ["Risks", (o) => runOn(o.risks ?? "")],
      ["Outcome", (o) => [o.outcome ?? ""]],
      ["Preferred", (o) => [o.preferred === undefined ? "" : yesNo(c, o.preferred ? "yes" : "no")]],
    ] satisfies [Words, (o: AnswerOf<"options">[number]) => Inline[]][]
  ).filter(([, of]) => answer.some((o) => of(o).some((i) => i !== "")));
  return {
    t: "table",
    ...(caption && { caption }),
    head: [cell(say(c.lang, "Option")), ...columns.map(([title]) => cell(say(c.lang, title)))],
    rows: answer.map((o) => [rowHead(o.label), ...columns.map(([, of]) => ({ c: of(o) }))]),
  };
}

/** The money: a table each for sources and awards, or lists of sums; then the stated total. */
export function fundingBlocks(
  c: Composing,
  answer: Funding,
  how: { as: "table" | "list"; part?: "sources" | "awards"; caption?: string; scheme?: string },
): PaperBlock[] {
  const sources = how.part === "awards" ? [] : (answer.sources ?? []);
  const awards = how.part === "sources" ? [] : (answer.awards ?? []);
  if (how.as === "list") {
    const sums = [
      ...sources.map((s) => `${sourceName(s)} ${formatMoney(s.amount)}`),
      ...awards.map((a) => `${awardName(a)}: ${formatMoney(a.amount, "always")}`),
    ];
    return itemBlocks(
      c,
      how.scheme,
      sums.map((sum) => [para(sum)]),
    );
  }
  const one = sources.length === 0 || awards.length === 0;
  return [
    ...(sources.length
      ? [sourcesTable(c, sources, one && how.caption ? how.caption : say(c.lang, "Sources of funding"))]
      : []),
    ...(awards.length
      ? [awardsTable(c, awards, one && how.caption ? how.caption : say(c.lang, "Awards"))]
      : []),
    ...(how.part || answer.statedTotal === undefined
      ? []
      : labelled(say(c.lang, "Total as stated:"), formatMoney(answer.statedTotal))),
  ];
}

function sourcesTable(c: Composing, rows: Source[], caption: string): PaperBlock {
  return moneyTable(c, rows, caption, "Source", (s) => s.from, [
    ["Contributors", (s) => s.members?.join(", ")],
    ["Status", (s) => s.status && say(c.lang, STATUS[s.status])],
    ["Year", (s) => s.year],
  ]);
}

function awardsTable(c: Composing, rows: Award[], caption: string): PaperBlock {
  return moneyTable(c, rows, caption, "Recipient", (a) => a.recipient, [
    ["Paid to", (a) => a.payee],
    ["Purpose", (a) => a.purpose],
    ["Legal power", (a) => a.power],
    ["Year", (a) => a.year],
    ["Retained", (a) => (a.retained === undefined ? undefined : yesNo(c, a.retained ? "yes" : "no"))],
    ["Value for money", (a) => a.value],
    ["Of which", (a) => a.ofWhich?.map((part) => `${part.label} ${formatMoney(part.amount)}`).join("; ")],
  ]);
}

/** More columns of words than this and they go under the name, a line each: A4 is no wider. */
const MAX_COLUMNS = 2;

/** Rows of money with whatever else was answered, and their total. */
function moneyTable<Row extends { amount: number }>(
  c: Composing,
  rows: Row[],
  caption: string,
  first: Words,
  name: (row: Row) => string,
  optional: [Words, (row: Row) => string | undefined][],
): PaperBlock {
  const answered = optional.filter(([, of]) => rows.some((row) => of(row)));
  const folded = answered.length > MAX_COLUMNS ? answered : [];
  const columns = answered.length > MAX_COLUMNS ? [] : answered;
  const decimals = pence(rows);
  const under = (row: Row) =>
    folded.flatMap(([title, of]): Inline[] =>
      of(row) ? [{ t: "break" }, `${say(c.lang, title)}: ${of(row)}`] : [],
    );
  return {
    t: "table",
    caption,
    head: [
      cell(say(c.lang, first)),
      ...columns.map(([title]) => cell(say(c.lang, title))),
      right(say(c.lang, "Amount")),
    ],
    rows: rows.map((row) => [
      { c: folded.length ? [{ t: "strong", c: [name(row)] }, ...under(row)] : [name(row)], header: true },
      ...columns.map(([, of]) => cell(of(row) ?? "")),
      right(formatMoney(row.amount, decimals)),
    ]),
    foot: [
      rowHead(say(c.lang, "Total")),
      ...columns.map(() => cell("")),
      right(formatMoney(totalOf(rows) ?? 0, decimals)),
    ],
  };
}

/** Pence in every row where any row has them, so that a column lines up. */
function pence(rows: { amount: number }[]): "auto" | "always" {
  return rows.some((row) => row.amount % 100 !== 0) ? "always" : "auto";
}

function sourceName({ from, year }: Source): string {
  return year && !from.includes(year) ? `${from}, ${year}` : from;
}

function awardName({ recipient, purpose }: Award): string {
  return purpose ? `${recipient}, ${purpose}` : recipient;
}

function decimal(value: string | undefined, { decimals }: FieldOf<"grid">): string {
  if (value === undefined || decimals === undefined) return value ?? "";
  const [whole = "0", fraction = ""] = value.split(".");
  return fraction.length >= decimals || decimals === 0 ? value : `${whole}.${fraction.padEnd(decimals, "0")}`;
}

function cell(text: string): Cell {
  return { c: text ? [text] : [] };
}

function right(text: string): Cell {
  return { c: text ? [text] : [], align: "right" };
}

function rowHead(text: string): Cell {
  return { c: [text], header: true };
}
