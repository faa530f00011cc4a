/**
 * Awards as data: a line for each sum that a published record gives to somebody, with the record it is
 * in. One list of columns for the CSV and the JSON; the recipient is as the paper has it.
 */
import * as v from "valibot";
import { noticePath } from "./addresses.ts";
import type { Award, RegisterEntry } from "./entry.ts";
import { address, date, lineOf, lineSchema, text } from "./line-schema.ts";
import { csvCell } from "./open-data.ts";
import { permanentId } from "./permanent-id.ts";
import { recipientKey } from "./recipients.ts";
import { poundsOf } from "./words.ts";

interface Line {
  entry: RegisterEntry;
  award: Award;
  origin: string;
}

interface AwardColumn {
  name: string;
  description: string;
  schema: v.GenericSchema;
  value(line: Line): string | undefined;
}

const COLUMNS: AwardColumn[] = [
  {
    name: "recipient",
    description: "Who receives it, as the record has it.",
    schema: text,
    value: ({ award }) => award.recipient,
  },
  {
    name: "amount",
    description: "In pounds and pence. Empty where the record states none.",
    schema: v.pipe(v.string(), v.regex(/^-?\d+\.\d\d$/)),
    value: ({ award }) => poundsOf(award.amount),
  },
  {
    name: "purpose",
    description: "What it is for.",
    schema: text,
    value: ({ award, entry }) => award.purpose ?? entry.title,
  },
  {
    name: "year",
    description: "The year of the award, where the record splits it by years.",
    schema: text,
    value: ({ award }) => award.year,
  },
  {
    name: "legal_power",
    description: "The legal power of the award, or those of its record.",
    schema: text,
    value: ({ award, entry }) => award.power ?? (entry.powers.join("; ") || undefined),
  },
  {
    name: "decided_on",
    description: "The date of the decision.",
    schema: date,
    value: ({ entry }) => entry.decidedOn,
  },
  {
    name: "period_from",
    description: "The first day the record covers.",
    schema: date,
    value: ({ entry }) => entry.period?.from,
  },
  {
    name: "period_to",
    description: "The last day the record covers.",
    schema: date,
    value: ({ entry }) => entry.period?.to,
  },
  {
    name: "reference",
    description: "The number of the record.",
    schema: text,
    value: ({ entry }) => entry.reference,
  },
  { name: "title", description: "The title of the record.", schema: text, value: ({ entry }) => entry.title },
  {
    name: "office_name",
    description: "The body whose record it is.",
    schema: text,
    value: ({ entry }) => entry.office.name,
  },
  {
    name: "page",
    description: "The permanent address of its notice.",
    schema: address,
    value: ({ entry, origin }) => origin + noticePath(entry.office.slug, entry.slug),
  },
  {
    name: "record",
    description: "The permanent id of the record.",
    schema: text,
    value: ({ entry }) => permanentId("record", entry.id),
  },
];
const REQUIRED = ["recipient", "purpose", "title", "office_name", "page", "record"];

export const AwardDataSchema = lineSchema(COLUMNS, REQUIRED);

/** The awards of a record, to some recipients (by key) or to all. */
export function awardsIn(entry: RegisterEntry, keys?: Set<string>): Award[] {
  return entry.awards.filter((award) => !keys || keys.has(recipientKey(award.recipient)));
}

export function awardOf(line: Line): Record<string, string> {
  return lineOf(COLUMNS, (column) => column.value(line));
}

/** RFC 4180, with the byte order mark that Excel needs. */
export function awardsCsv(lines: Line[]): string {
  const rows = lines.map((line) =>
    COLUMNS.map(({ name, value }) => (name === "amount" ? (value(line) ?? "") : csvCell(value(line)))),
  );
  return `\ufeff${[COLUMNS.map((c) => c.name), ...rows].map((row) => row.join(",")).join("\r\n")}\r\n`;
}
