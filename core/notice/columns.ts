/**
 * The columns of the open data, the same for every office: the one source of the CSV, the JSON, the API
 * and their published schemas. A column may be added; a name once published stays and keeps its meaning.
 */
import * as v from "valibot";
import { londonDate } from "#core/form/dates.ts";
import { noticePath, pdfPath } from "./addresses.ts";
import type { RegisterEntry } from "./entry.ts";
import { address, date, text } from "./line-schema.ts";
import { permanentId } from "./permanent-id.ts";
import { changeWords, outcomeWords, poundsOf } from "./words.ts";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface Column {
  name: string;
  description: string;
  schema: v.GenericSchema;
  value(entry: RegisterEntry, origin: string): Json | undefined;
  /** The cell, where it is not simply the value. */
  cell?(entry: RegisterEntry): string | number | undefined;
}

const pounds = v.number();
const names = (rows: { name: string }[]) => rows.map((r) => r.name).join("; ");

export const COLUMNS: Column[] = [
  {
    name: "reference",
    description: "The number of the record, as its office prints it. Empty where the form has no number.",
    schema: text,
    value: (e) => e.reference,
  },
  { name: "title", description: "The title, or one safe to publish.", schema: text, value: (e) => e.title },
  {
    name: "form",
    description: "The office's name for the form used.",
    schema: text,
    value: (e) => e.form.title,
  },
  {
    name: "kind",
    description: "A decision, a report (to a police and crime panel) or a notice.",
    schema: v.picklist(["decision", "report", "notice"]),
    value: (e) => e.kind,
  },
  {
    name: "status",
    description:
      "published; withheld, where only this line is public; withdrawn, where a number was given and not used; unpublished, where it was published and then withdrawn.",
    schema: v.picklist(["published", "withheld", "withdrawn", "unpublished"]),
    value: (e) => e.status,
  },
  {
    name: "outcome",
    description: "What became of it, in words.",
    schema: text,
    value: (e) => outcomeWords(e),
  },
  {
    name: "decided_on",
    description: "The date of the decision (of release, for a report or notice), in London.",
    schema: date,
    value: (e) => e.decidedOn,
  },
  {
    name: "published_on",
    description:
      "The date of first publication, in London. Of an imported record whose old register has none: the date of the import.",
    schema: date,
    value: (e) => londonDate(e.publishedAt),
  },
  {
    name: "decided_by",
    description: "Who decided, in which capacity, and whom they stood in for.",
    schema: v.array(v.strictObject({ name: text, capacity: text, for: v.optional(text) })),
    value: (e) => e.makers.map((m) => ({ ...m })) as Json,
    cell: (e) => names(e.makers),
  },
  {
    name: "capacity",
    description: "The capacities of those who decided.",
    schema: text,
    value: (e) => [...new Set(e.makers.map((m) => m.capacity))].join("; ") || undefined,
  },
  {
    name: "amount",
    description: "What the record commits, in pounds.",
    schema: pounds,
    value: (e) => inPounds(e.amount),
    cell: (e) => poundsOf(e.amount),
  },
  {
    name: "recipients",
    description: "Who receives money, each with the sum of their awards in pounds where it is stated.",
    schema: v.array(v.strictObject({ name: text, amount: v.optional(pounds) })),
    value: (e) =>
      e.recipients.map(({ name, amount }) => ({
        name,
        ...(amount !== undefined && { amount: amount / 100 }),
      })),
    cell: (e) => names(e.recipients),
  },
  {
    name: "sources",
    description:
      "Where the money comes from, in pounds, and whether it is confirmed, requested or in principle.",
    schema: v.array(v.strictObject({ name: text, amount: pounds, status: v.optional(text) })),
    value: (e) =>
      e.sources.map(({ name, amount, status }) => ({
        name,
        ...(status && { status }),
        amount: amount / 100,
      })),
    cell: (e) => names(e.sources),
  },
  {
    name: "legal_power",
    description: "The legal powers relied on.",
    schema: v.array(text),
    value: (e) => e.powers,
  },
  {
    name: "period_from",
    description: "The first day it covers.",
    schema: date,
    value: (e) => e.period?.from,
  },
  { name: "period_to", description: "The last day it covers.", schema: date, value: (e) => e.period?.to },
  {
    name: "categories",
    description: "The office's own categories.",
    schema: v.array(text),
    value: (e) => e.categories.map((c) => c.label),
  },
  {
    name: "key_decision",
    description: "Whether the office counts it as a key decision.",
    schema: v.boolean(),
    value: (e) => e.keyDecision,
  },
  {
    name: "marking",
    description: "The marking printed on the paper.",
    schema: text,
    value: (e) => e.marking,
  },
  {
    name: "withheld",
    description: "whole or part, where something is withheld.",
    schema: v.picklist(["whole", "part"]),
    value: (e) => e.withheld && (e.withheld.whole ? "whole" : "part"),
  },
  { name: "withheld_ground", description: "Why.", schema: text, value: (e) => e.withheld?.ground },
  {
    name: "withheld_review",
    description: "When that is looked at again.",
    schema: date,
    value: (e) => e.withheld?.review,
  },
  { name: "summary", description: "The start of the summary.", schema: text, value: (e) => e.summary },
  {
    name: "page",
    description: "The permanent address of the notice.",
    schema: address,
    value: (e, origin) => origin + noticePath(e.office.slug, e.slug),
  },
  {
    name: "pdf",
    description: "The address of the PDF.",
    schema: address,
    value: (e, origin) => e.pdf && origin + pdfPath(e.office.slug, e.slug),
  },
  { name: "pdf_sha256", description: "SHA-256 of the PDF.", schema: text, value: (e) => e.pdf?.sha256 },
  {
    name: "id",
    description: "An identifier that stays the same whatever happens to the number or the address.",
    schema: text,
    value: (e) => permanentId("record", e.id),
  },
  {
    name: "version",
    description: "1 as first published; one more with each correction.",
    schema: v.number(),
    value: (e) => e.publication,
  },
  {
    name: "corrected_on",
    description: "When the version that stands took the place of an earlier one.",
    schema: date,
    value: (e) => (e.status === "unpublished" ? undefined : replacedOn(e)),
  },
  {
    name: "correction_reason",
    description: "Why it was corrected.",
    schema: text,
    value: (e) => (e.status === "unpublished" ? undefined : e.earlier?.at(-1)?.reason),
  },
  {
    name: "withdrawn_on",
    description: "When it was withdrawn from publication, or its number before publication.",
    schema: date,
    value: (e) =>
      e.status === "unpublished"
        ? replacedOn(e)
        : e.status === "withdrawn"
          ? londonDate(e.updatedAt)
          : undefined,
  },
  {
    name: "withdrawal_reason",
    description: "Why it was withdrawn, where the office says.",
    schema: text,
    value: (e) => (e.status === "unpublished" ? e.earlier?.at(-1)?.reason : e.reason),
  },
  {
    name: "changed_by",
    description: "Later decisions that revoke, supersede or correct it, in words.",
    schema: v.array(text),
    value: (e) => e.changedBy?.map((change) => changeWords(change)),
  },
  {
    name: "office",
    description: "The office, as it is named in addresses.",
    schema: text,
    value: (e) => e.office.slug,
  },
  {
    name: "office_name",
    description: "The body whose record it is.",
    schema: text,
    value: (e) => e.office.name,
  },
  {
    name: "source",
    description:
      "imported, where the record comes from the register that the office kept before and was not signed through this service.",
    schema: v.literal("imported"),
    value: (e) => e.imported && "imported",
  },
  {
    name: "old_address",
    description: "Where an imported record stood before.",
    schema: address,
    value: (e) => e.imported?.oldAddress,
  },
  {
    name: "updated_at",
    description: "When it was published as it stands: first, or by its last correction.",
    schema: v.pipe(v.string(), v.isoTimestamp()),
    value: (e) => e.updatedAt,
  },
];

function replacedOn({ earlier }: RegisterEntry): string | undefined {
  const at = earlier?.at(-1)?.replacedAt;
  return at && londonDate(at);
}

const inPounds = (pence: number | undefined) => (pence === undefined ? undefined : pence / 100);
