/**
 * Public items as data: the JSON of a year, the answers of the API and the CSV of a pack, with the same
 * names for every office.
 */
import * as v from "valibot";
import { noticePath, questionPath } from "#core/notice/addresses.ts";
import type { Json } from "#core/notice/columns.ts";
import { address, date, lineOf, lineSchema, text } from "#core/notice/line-schema.ts";
import { csvCell } from "#core/notice/open-data.ts";
import { KINDS } from "./item.ts";
import { isWaiting, type PublicItem } from "./public-item.ts";

interface Column {
  name: string;
  description: string;
  schema: v.GenericSchema;
  value(item: PublicItem, origin: string): Json | undefined;
}

/** A column may be added; a name once published stays and keeps its meaning. Dates are those of London. */
const COLUMNS: Column[] = [
  {
    name: "address",
    description: "The permanent address of its page.",
    schema: address,
    value: (i, origin) => origin + questionPath(i.office.slug, i.slug),
  },
  {
    name: "kind",
    description: "What was put to the office.",
    schema: v.picklist(KINDS),
    value: (i) => i.kind,
  },
  {
    name: "status",
    description:
      "open, where it waits for an answer; answered; withdrawn, where no more than that and why is public.",
    schema: v.picklist(["open", "answered", "withdrawn"]),
    value: (i) => (i.withdrawn ? "withdrawn" : isWaiting(i) ? "open" : "answered"),
  },
  { name: "asked_on", description: "The day it was asked.", schema: date, value: (i) => i.askedOn },
  { name: "asked_by", description: "Who asked.", schema: text, value: (i) => i.askedBy },
  {
    name: "meeting",
    description: "The meeting at which it was asked.",
    schema: text,
    value: (i) => i.meeting,
  },
  {
    name: "subject",
    description: "What it is about, in a few words.",
    schema: text,
    value: (i) => i.subject,
  },
  { name: "question", description: "What was asked, in full.", schema: text, value: (i) => i.words },
  {
    name: "about_record",
    description: "The record that it is about, as its office calls it.",
    schema: text,
    value: (i) => i.about?.call,
  },
  {
    name: "about_record_address",
    description: "The address of that record’s notice.",
    schema: address,
    value: (i, origin) => i.about && origin + noticePath(i.office.slug, i.about.slug),
  },
  { name: "due_on", description: "The day an answer is due.", schema: date, value: (i) => i.due },
  {
    name: "first_due_on",
    description: "The day it was due when it was asked.",
    schema: date,
    value: (i) => i.dueChanges[0]?.from ?? i.due,
  },
  {
    name: "answered_on",
    description: "The day it was answered.",
    schema: date,
    value: (i) => i.answer?.on,
  },
  {
    name: "answer_published_on",
    description: "The day the answer was first public.",
    schema: date,
    value: (i) => i.answer?.publishedOn,
  },
  { name: "answer", description: "The answer, in full.", schema: text, value: (i) => i.answer?.text },
  {
    name: "answering_record",
    description: "The record that answers it, as its office calls it.",
    schema: text,
    value: (i) => i.answer?.record?.call,
  },
  {
    name: "answering_record_address",
    description: "The address of that record’s notice.",
    schema: address,
    value: (i, origin) => i.answer?.record && origin + noticePath(i.office.slug, i.answer.record.slug),
  },
  {
    name: "corrected_on",
    description: "The day the answer was last corrected.",
    schema: date,
    value: (i) => i.earlier.at(-1)?.replacedOn,
  },
  {
    name: "correction",
    description: "What was corrected, and why.",
    schema: text,
    value: (i) => i.earlier.at(-1)?.reason,
  },
  {
    name: "withdrawn_on",
    description: "The day it was withdrawn.",
    schema: date,
    value: (i) => i.withdrawn?.on,
  },
  {
    name: "withdrawal",
    description: "Why it was withdrawn.",
    schema: text,
    value: (i) => i.withdrawn?.reason,
  },
  {
    name: "published_at",
    description: "When it was first published.",
    schema: text,
    value: (i) => i.publishedAt,
  },
  {
    name: "updated_at",
    description: "When it was last published, or withdrawn.",
    schema: text,
    value: (i) => i.updatedAt,
  },
  {
    name: "office",
    description: "The office that was asked, by its name in addresses.",
    schema: text,
    value: (i) => i.office.slug,
  },
  {
    name: "office_name",
    description: "What the office is called.",
    schema: text,
    value: (i) => i.office.name,
  },
  {
    name: "id",
    description: "Its own name in addresses, the last part of that of its page.",
    schema: text,
    value: (i) => i.slug,
  },
];

/** What every item has, withdrawn ones too. */
const REQUIRED = [
  "address",
  "kind",
  "status",
  "asked_on",
  "published_at",
  "updated_at",
  "office",
  "office_name",
  "id",
];

/** One item as data. */
export const QuestionDataSchema = lineSchema(COLUMNS, REQUIRED);

export function questionOf(item: PublicItem, origin: string): Record<string, Json> {
  return lineOf(COLUMNS, (column) => column.value(item, origin));
}

export function itemsJson(
  office: PublicItem["office"],
  year: string,
  items: PublicItem[],
  origin: string,
): string {
  const questions = items.map((item) => questionOf(item, origin));
  return `${JSON.stringify({ office, year, questions }, null, 1)}\n`;
}

/** As the register's own CSV: RFC 4180, a byte order mark first, and no cell that runs as a formula. */
export function itemsCsv(items: PublicItem[], origin: string): string {
  const names = COLUMNS.map(({ name }) => name).join(",");
  const lines = items.map((item) => COLUMNS.map(({ value }) => csvCell(value(item, origin))).join(","));
  return `\ufeff${[names, ...lines].join("\r\n")}\r\n`;
}
