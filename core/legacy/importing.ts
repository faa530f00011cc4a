/**
 * An import, carried out: the PDF before the entry that names it, the entry, then its notice, its words
 * and its old address; at the end each year once. Each step can be repeated, and a killed import goes on
 * where it stopped. No counter, no ledger and no record is touched.
 */
import { Resource } from "sst";
import { getFile, putFile, putOnce, removeFile } from "#core/aws/files.ts";
import type { Office } from "#core/form/office.ts";
import { referenceKey } from "#core/form/series.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import * as Address from "#core/notice/addresses.ts";
import { isWithinRegister } from "#core/notice/changes.ts";
import { noteCitation } from "#core/notice/entering.store.ts";
import { type RegisterEntry, yearOf } from "#core/notice/entry.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { INDEXED } from "#core/notice/filters.ts";
import { importedWords } from "#core/notice/imported.ts";
import { notePlace } from "#core/notice/places.store.ts";
import { citing, everyOffice, markChanged, noteYear } from "#core/notice/register.store.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import { noticeOf, type Renderer } from "#core/record/projecting.ts";
import { writeRegister } from "#core/record/registers.ts";
import { indexAll } from "#core/search/index.store.ts";
import { headOf } from "#core/search/searchable.ts";
import type { Searchable } from "#core/search/segment.ts";
import { putText } from "#core/search/text.store.ts";
import {
  clearPending,
  keepRow,
  markProjected,
  noteOldAddress,
  notePending,
  pendingYears,
} from "./legacy.store.ts";
import { type Plan, type Planned, registered, type Say, type Source } from "./planning.ts";
import { addressKey } from "./table.ts";

const TOGETHER = 50;

/** Writes what the plan found new or changed, and finishes what an earlier import left. */
export async function carryOut(
  { office, rows }: Plan,
  { files }: Source,
  renderer: Renderer,
  today: string,
  say: Say = () => {},
): Promise<void> {
  const slug = office.office;
  const offices = await everyOffice(today);
  const todo = rows.filter(({ what }) => what !== "same");
  if (todo.length > 0) {
    const known = offices.find((o) => o.slug === slug)?.years ?? [];
    await notePending(slug, yearsToWrite(known, yearsOf(todo)));
  }
  for (const [i, planned] of todo.entries()) {
    if (planned.what === "new" || planned.what === "changed") await write(planned, files);
    say(i + 1, todo.length, "entered");
  }
  for (const { entry } of new Map(todo.map((p) => [yearOf(p.entry), p])).values()) await noteYear(entry);
  await linkFromRecords(slug, todo, offices, renderer);
  const written = todo.map(({ row, entry }) => ({ id: row.id, entry }));
  await publishRows(office, written, offices, renderer, say);
  const years = await pendingYears(slug);
  if (years.length === 0) return;
  const before = todo.flatMap((planned) => planned.before ?? []);
  await writeRegister(office, years, before, renderer, today, say);
  await clearPending(slug);
}

/** The documents, notices and words of entries that are written. */
export async function publishRows(
  office: Office,
  rows: { id: string; entry: RegisterEntry }[],
  offices: OfficeRegister[],
  renderer: Renderer,
  say: Say = () => {},
): Promise<void> {
  for (let i = 0; i < rows.length; i += TOGETHER) {
    const some = rows.slice(i, i + TOGETHER);
    const entries: RegisterEntry[] = [];
    for (const { entry } of some) entries.push(await project(office, entry, offices, renderer));
    await indexAll(office.office, entries.map(searchableOf));
    for (const [k, { id }] of some.entries()) await markProjected(id, entries[k]!);
    say(i + some.length, rows.length, "imported entries published");
  }
}

/** Every year's page leads to every other: where a year is new, all are written again. */
function yearsToWrite(known: string[], years: string[]): string[] {
  return years.every((year) => known.includes(year)) ? years : [...new Set([...known, ...years])];
}

function yearsOf(todo: Planned[]): string[] {
  return [...new Set(todo.flatMap(({ entry, before }) => [entry, ...(before ? [before] : [])]).map(yearOf))];
}

async function write({ row, entry, before, what, file }: Planned, files: Source["files"]): Promise<void> {
  if (file !== undefined && entry.pdf) {
    const bytes = await files.get(file)!();
    if (sha256(bytes) !== entry.pdf.sha256)
      throw new Error(`The file “${file}” changed while it was imported`);
    await putOnce(Resource.PrivateBucket.name, documentOf(entry), bytes, "application/pdf");
  }
  await keepRow(row.id, entry, what === "changed" ? before : undefined);
}

/** The document, the notice and the address of one entry. All can be repeated. */
async function project(
  office: Office,
  made: RegisterEntry,
  offices: OfficeRegister[],
  renderer: Renderer,
): Promise<RegisterEntry> {
  const entry = await markChanged(made, offices);
  await notePlace(entry);
  const bucket = Resource.PublicBucket.name;
  const key = Address.keyOf(Address.pdfPath(office.office, entry.slug));
  if (entry.pdf) {
    const body = await getFile(Resource.PrivateBucket.name, documentOf(entry));
    const cacheControl = "public, max-age=60, s-maxage=60";
    await putFile(bucket, { key, body, contentType: "application/pdf", cacheControl });
  }
  const linkedFrom = await citing(entry, offices);
  await putFile(bucket, renderer.imported({ origin: Resource.Site.origin, office, entry, linkedFrom }));
  if (!entry.pdf) await removeFile(bucket, key);
  const { oldAddress } = entry.imported ?? {};
  if (oldAddress) await noteOldAddress(addressKey(oldAddress), entry);
  await putText(office.office, entry.id, entry.publication, entry.summary ?? "");
  return entry;
}

/** The original, under its own hash. */
function documentOf({ office, pdf }: RegisterEntry): string {
  return `imported/${office.slug}/${pdf?.sha256}.pdf`;
}

/** Records of this service that link to a number which now has an entry: their notices lead there. */
async function linkFromRecords(
  office: string,
  todo: Planned[],
  offices: OfficeRegister[],
  renderer: Renderer,
): Promise<void> {
  const keys = new Set(todo.flatMap(({ entry }) => (entry.reference ? [referenceKey(entry.reference)] : [])));
  if (keys.size === 0) return;
  for (const from of await registered(office)) {
    if (from.imported) continue;
    const links = from.links.filter((l) => isWithinRegister(l) && keys.has(referenceKey(l.reference!)));
    for (const { reference } of links) await noteCitation(from, reference!);
    const notices = links.length > 0 ? await noticeOf(from, offices, renderer) : [];
    for (const notice of notices) await putFile(Resource.PublicBucket.name, notice);
  }
}

function searchableOf(entry: RegisterEntry): Searchable {
  const texts = [
    entry.summary,
    entry.imported && importedWords(entry.imported),
    ...(entry.imported?.asWritten ?? []),
  ];
  return {
    key: sortOf(entry),
    office: entry.office.slug,
    publication: entry.publication,
    reference: entry.reference,
    amount: entry.amount,
    title: entry.title,
    values: INDEXED.flatMap((filter) => filter.values(entry).map((v) => ({ filter: filter.id, ...v }))),
    parts: [
      ...headOf(entry),
      ...texts.flatMap((text, i) =>
        text ? [{ kind: i === 0 ? ("summary" as const) : ("text" as const), text }] : [],
      ),
    ],
  };
}
