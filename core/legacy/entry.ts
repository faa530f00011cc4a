/**
 * The register entry of a row. It says of itself that it was imported, has no number of ours (the old
 * one stands as its reference, in words), and keeps its id and address whatever is put right later.
 */
import { createHash } from "node:crypto";
import type { Office } from "#core/form/office.ts";
import { referenceSlug } from "#core/form/series.ts";
import { excerpt, SUMMARY_LENGTH } from "#core/notice/disclosed.ts";
import { parseEntry, type RegisterEntry } from "#core/notice/entry.ts";
import type { Imported } from "#core/notice/imported.ts";
import type { Mapping } from "./mapping.ts";
import type { LegacyRow } from "./reading.ts";

export interface Document {
  bytes: number;
  sha256: string;
  pages?: number;
  reads?: Imported["pdf"];
}

/** `slug` where the row is new; `now` an ISO instant. */
export function entryOfRow(
  row: LegacyRow,
  { office, mapping, document }: { office: Office; mapping: Mapping; document?: Document },
  { slug, before, now }: { slug: string; before?: RegisterEntry; now: string },
): RegisterEntry {
  const { reference, title, decidedOn, publishedOn, amount, recipients, maker } = row;
  const at = before?.imported?.at ?? now;
  const only = recipients.length === 1 ? amount : undefined;
  const entry = parseEntry({
    id: importedId(office.office, row.id),
    office: { slug: office.office, name: office.body.name },
    status: "published",
    kind: mapping.kind,
    form: { id: "imported", title: mapping.called },
    reference,
    slug: before?.slug ?? slug,
    title,
    filedOn: decidedOn ?? publishedOn,
    decidedOn,
    publishedAt: publishedOn ? `${publishedOn}T12:00:00.000Z` : at,
    updatedAt: now,
    publication: (before?.publication ?? 0) + 1,
    changedBy: before?.changedBy,
    makers: maker ? [maker] : [],
    amount,
    recipients: recipients.map((name) => ({ name, amount: only })),
    awards: recipients.map((recipient) => ({ recipient, amount: only })),
    sources: [],
    powers: [],
    summary: row.summary && excerpt(row.summary.replace(/\s+/g, " "), SUMMARY_LENGTH),
    categories: row.categories.map((label) => ({ id: referenceSlug(label) || "other", label })),
    links: [],
    pdf: document && { bytes: document.bytes, sha256: document.sha256, pages: document.pages },
    imported: {
      at,
      register: mapping.register,
      publishedOn,
      oldAddress: row.oldAddress,
      pdf: document?.reads,
      asWritten: row.asWritten.length ? row.asWritten : undefined,
      changes: before?.imported?.changes,
    },
  });
  const what = before && differences(before, entry);
  if (!what || !entry.imported) return entry;
  const changes = [...(entry.imported.changes ?? []), { at: now, what }];
  return { ...entry, imported: { ...entry.imported, changes } };
}

/** The address of a row within its register. */
export function slugOfRow({ reference, title, id }: LegacyRow, taken: (slug: string) => boolean): string {
  const words = /^.{0,60}(?=-|$)/.exec(referenceSlug(title))?.[0] || "record";
  const wanted = (reference && referenceSlug(reference)) || words;
  // "year" and "feed.atom" stand beside the notices: an address without a digit could be one of theirs.
  const first = /\d/.test(wanted) ? wanted : `${wanted}-${hashOf(id).slice(0, 8)}`;
  if (!taken(first)) return first;
  return `${first}-${hashOf(id).slice(0, 8)}`;
}

/** 26 characters as a record's, and always the same for a row: the end of an index's keys, and of lists. */
export function importedId(office: string, row: string): string {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const bytes = createHash("sha256").update(`imported:${office}:${row}`).digest();
  const id = [...bytes.subarray(0, 26)].map((b) => letters[b % 32]).join("");
  // A ULID is at most 7ZZ…; one that begins with 0 is of a time before there were any.
  return `0${id.slice(1)}`;
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

const NAMES: [string, (e: RegisterEntry) => unknown][] = [
  ["the number", (e) => e.reference],
  ["the title", (e) => e.title],
  ["the summary", (e) => e.summary],
  ["the date of the decision", (e) => e.decidedOn],
  ["the date of publication", (e) => e.imported?.publishedOn],
  ["who decided", (e) => e.makers],
  ["the amount", (e) => e.amount],
  ["the recipients", (e) => e.recipients.map((r) => r.name)],
  ["the categories", (e) => e.categories],
  ["the PDF", (e) => e.pdf?.sha256],
  ["the old address", (e) => e.imported?.oldAddress],
  ["words as they are written", (e) => e.imported?.asWritten],
  ["what the record is called", (e) => [e.form.title, e.kind, e.imported?.register, e.office.name]],
];

/** What differs between two entries of a row, in words; "" where nothing does. */
export function differences(before: RegisterEntry, now: RegisterEntry): string {
  const text = (value: unknown) => JSON.stringify(value ?? null);
  return NAMES.filter(([, of]) => text(of(before)) !== text(of(now)))
    .map(([name]) => name)
    .join(", ");
}
