/**
 * The register in the store: one entry per published record, by office and year; a list of the newest
 * of all offices by month; which records link to which. The static pages are made from these.
 */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { database, tables } from "#core/aws/clients.ts";
import { citationKey, numberKey, officesKey, registerKey } from "#core/aws/keys.ts";
import { findItem, findItems, query } from "#core/aws/read.ts";
import type { Transaction } from "#core/aws/tx.ts";
import { changeItem } from "#core/aws/write.ts";
import { AppError } from "#core/errors.ts";
import { RecipientSchema } from "#core/form/office.ts";
import { referenceKey } from "#core/form/series.ts";
import { linksTo, withChanges } from "./changes.ts";
import { parseEntry, type RegisterEntry, yearOf } from "./entry.ts";
import { type Needs, needs, type OfficeRegister } from "./files.ts";
import { newestOfAll } from "./places.store.ts";
import { sortOf } from "./sort-key.ts";

const Item = v.object({ entry: v.string() });
const Placed = v.object({ year: v.string(), sort: v.string() });
const OfficeItem = v.object({
  sk: v.string(),
  name: v.string(),
  years: v.optional(v.instance(Set<string>)),
  recipients: v.optional(v.array(RecipientSchema), []),
  head: v.optional(v.number()),
});

/** Adds an entry to the transaction that publishes its record, in place of that of an earlier publication. */
export function addEntry(tx: Transaction, entry: RegisterEntry): void {
  const { slug } = entry.office;
  const key = registerKey(slug, yearOf(entry), sortOf(entry));
  const item = {
    entry: JSON.stringify(entry),
    publication: entry.publication,
    g1pk: `RX#${slug}`,
    g1sk: `${entry.updatedAt}#${entry.id}`,
  };
  if (entry.publication === 1) tx.create("register", key, item);
  else tx.replace("register", key, item, { publication: { below: entry.publication } });
  const place = { year: yearOf(entry), sort: sortOf(entry) };
  const number = referenceKey(entry.reference ?? "");
  if (number) tx.keep("number", numberKey(slug, number, entry.id), place);
  const cited = new Set(
    entry.links.flatMap((l) => (l.to === "own" && l.reference ? [referenceKey(l.reference)] : [])),
  );
  for (const reference of cited) tx.keep("citation", citationKey(slug, reference, entry.id), place);
}

/** Notes the years an office has entries in. Repeatable: done before the files of each publication. */
export async function noteYear(entry: RegisterEntry): Promise<void> {
  await database().send(
    new UpdateCommand({
      TableName: tables.records,
      Key: { ...officesKey(entry.office.slug) },
      UpdateExpression: "ADD #years :year",
      ExpressionAttributeNames: { "#years": "years" },
      ExpressionAttributeValues: { ":year": new Set([yearOf(entry)]) },
    }),
  );
}

/**
 * Notes that an office's search index has a newer head, so that whoever searches knows it without looking.
 * An older one, and an office that is not in the list, change nothing.
 */
export async function noteHead(office: string, head: number): Promise<void> {
  const key = officesKey(office);
  if (await changeItem(key, { head }, { head: { below: head } })) return;
  await changeItem(key, { head }, { sk: office, head: { absent: true } });
}

export interface Surroundings {
  year: RegisterEntry[];
  newest: RegisterEntry[];
  updated: RegisterEntry[];
  latest: RegisterEntry[];
  offices: OfficeRegister[];
  linked: RegisterEntry[];
  linkedFrom: RegisterEntry[];
}

/** The entries that a record links to, and those of records that link to it. */
export async function linkedOf(
  entry: RegisterEntry,
): Promise<{ linked: RegisterEntry[]; linkedFrom: RegisterEntry[] }> {
  const { office, linked: wanted } = needs(entry);
  const [linked, linkedFrom] = await Promise.all([
    Promise.all(wanted.map((reference) => findEntry(office, reference))),
    citing(entry),
  ]);
  return { linked: linked.flatMap((e) => e ?? []), linkedFrom };
}

/** Everything that the files of one publication show beside the entry itself. */
export async function surroundingsOf(entry: RegisterEntry): Promise<Surroundings> {
  const wanted = needs(entry);
  const offices = await officeRegisters();
  const own = offices.find((o) => o.slug === wanted.office);
  const [year, newest, updated, latest, links] = await Promise.all([
    entriesOf(wanted.office, wanted.year),
    newestOf(wanted, own?.years ?? []),
    updatedOf(wanted),
    latestOf(yearsOf(offices), wanted.latest),
    linkedOf(entry),
  ]);
  return { year, newest, updated, latest, offices, ...links };
}

export async function entriesOf(office: string, year: string, limit?: number): Promise<RegisterEntry[]> {
  const rows = await query(Item, { pk: registerKey(office, year, "").pk, newestFirst: true, limit });
  return rows.map((row) => parseEntry(JSON.parse(row.entry)));
}

/** Entries of a year of an office, newest first, between days and after a place in this list. */
export async function entriesWithin(
  office: string,
  year: string,
  range: { from?: string; to?: string; after?: string; limit: number },
): Promise<RegisterEntry[]> {
  const { from = year, to = `${year}-12-31`, after, limit } = range;
  const { pk } = registerKey(office, year, "");
  const last = `${to}#~`;
  const upTo = after !== undefined && after < last ? after : last;
  const rows = await query(Item, { pk, from, upTo, newestFirst: true, limit: limit + 1 });
  const entries = rows.map((row) => parseEntry(JSON.parse(row.entry)));
  return entries.filter((entry) => sortOf(entry) !== after).slice(0, limit);
}

async function newestOf({ office, newest }: Needs, years: string[]): Promise<RegisterEntry[]> {
  const found: RegisterEntry[] = [];
  for (const year of [...years].sort().reverse()) {
    if (found.length >= newest) break;
    found.push(...(await entriesOf(office, year, newest - found.length)));
  }
  return found;
}

/** Those published or corrected last. The index may be a moment behind, never the entries themselves. */
async function updatedOf({ office, newest }: Needs): Promise<RegisterEntry[]> {
  const keys = await query(v.object({ pk: v.string(), sk: v.string() }), {
    pk: `RX#${office}`,
    index: "lists",
    newestFirst: true,
    limit: newest,
  });
  const items = await findItems(Item, keys);
  return items.flatMap((item) => (item ? [parseEntry(JSON.parse(item.entry))] : []));
}

/** The newest of all offices, by the list that they share. */
async function latestOf(years: string[], limit: number): Promise<RegisterEntry[]> {
  const places = await newestOfAll(years, { limit });
  return (await findEntriesAt(places)).flatMap((entry) => entry ?? []);
}

/** The calendar years that any of the offices has entries in, newest first. */
export function yearsOf(offices: OfficeRegister[]): string[] {
  return [...new Set(offices.flatMap((o) => o.years))].sort().reverse();
}

export async function officeRegisters(): Promise<OfficeRegister[]> {
  const rows = await query(OfficeItem, { pk: officesKey("").pk });
  return rows.flatMap((row) => registerIn(row) ?? []);
}

/** One of them, without reading the others. */
export async function findRegister(office: string): Promise<OfficeRegister | undefined> {
  const row = await findItem(OfficeItem, officesKey(office));
  return row && registerIn(row);
}

function registerIn({ sk: slug, years, ...row }: v.InferOutput<typeof OfficeItem>) {
  return years?.size ? { slug, ...row, years: [...years] } : undefined;
}

/** The entry of a number as someone typed it, in one office's register; the newest, where two records have it. */
export async function findEntry(office: string, typed: string): Promise<RegisterEntry | undefined> {
  const reference = referenceKey(typed);
  if (!reference) return undefined;
  const rows = await query(Placed, { pk: numberKey(office, reference, "").pk });
  const [newest] = rows.sort((a, b) => (a.sort < b.sort ? 1 : -1));
  return newest && (await findEntriesAt([{ office, sort: newest.sort }]))[0];
}

/** The entries of later records that link to this one. */
export async function citing(entry: RegisterEntry): Promise<RegisterEntry[]> {
  if (!entry.reference) return [];
  const { slug } = entry.office;
  const rows = await query(Placed, { pk: citationKey(slug, referenceKey(entry.reference), "").pk });
  const items = await Promise.all(rows.map((r) => findItem(Item, registerKey(slug, r.year, r.sort))));
  const entries = items.flatMap((item) => (item ? [parseEntry(JSON.parse(item.entry))] : []));
  // A link that a correction took out leaves its citation behind.
  return entries.filter((other) => linksTo(other, entry).length > 0);
}

/** The entry as the register has it, with what later records say of it now; written where that has changed. */
export async function markChanged(entry: RegisterEntry): Promise<RegisterEntry> {
  const key = registerKey(entry.office.slug, yearOf(entry), sortOf(entry));
  for (let attempt = 0; attempt < 10; attempt++) {
    const stored = await findItem(Item, key);
    if (!stored) return entry;
    const now = parseEntry(JSON.parse(stored.entry));
    const marked = withChanges(now, await citing(now));
    const text = JSON.stringify(marked);
    if (text === stored.entry || (await changeItem(key, { entry: text }, { entry: stored.entry })))
      return marked;
  }
  throw new AppError("unavailable", "busy", "Too many records are being published at once");
}

/** The entries under sort keys of offices' registers, each of which begins with its year. */
export async function findEntriesAt(
  places: { office: string; sort: string }[],
): Promise<(RegisterEntry | undefined)[]> {
  const keys = places.map(({ office, sort }) => registerKey(office, sort.slice(0, 4), sort));
  const items = await findItems(Item, keys);
  return items.map((item) => item && parseEntry(JSON.parse(item.entry)));
}
