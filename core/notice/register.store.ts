/**
 * The register in the store: one entry per published record, by office and year; a list of the newest
 * of all offices by month; which records link to which. The static pages are made from these.
 */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { database, tables } from "#core/aws/clients.ts";
import { citationKey, numberKey, officesKey, registerKey } from "#core/aws/keys.ts";
import { findItem, findItems, query } from "#core/aws/read.ts";
import { changeItem } from "#core/aws/write.ts";
import { AppError } from "#core/errors.ts";
import { ClosedSchema, RecipientSchema } from "#core/form/office.ts";
import { referenceKey } from "#core/form/series.ts";
import type { PublicItem } from "#core/scrutiny/public-item.ts";
import { itemsBearingOn } from "#core/scrutiny/published.store.ts";
import { linksTo, withChanges } from "./changes.ts";
import { parseEntry, type RegisterEntry, yearOf } from "./entry.ts";
import { LATEST, NEWEST, type Needs, needs, type OfficeRegister } from "./files.ts";
import { openNumbers } from "./numbers.store.ts";
import type { OpenNumber } from "./numbers.ts";
import { newestOfAll } from "./places.store.ts";
import { sortOf } from "./sort-key.ts";
import { onDay, successionOf, successorsOf } from "./succession.ts";

const Item = v.object({ entry: v.string() });
/** Where an entry stands. */
const Placed = v.object({ year: v.string(), sort: v.string() });
const OfficeItem = v.object({
  sk: v.string(),
  name: v.string(),
  cy: v.nullish(v.string()),
  years: v.optional(v.instance(Set<string>)),
  recipients: v.optional(v.array(RecipientSchema), []),
  questions: v.optional(v.boolean()),
  head: v.optional(v.number()),
  closed: v.nullish(ClosedSchema),
});

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
  open: OpenNumber[];
  linked: RegisterEntry[];
  linkedFrom: RegisterEntry[];
  questions: PublicItem[];
}

/** The entries that a record links to, its own office's or those of offices before it, and of records that link to it. */
export async function linkedOf(
  entry: RegisterEntry,
  offices: OfficeRegister[],
): Promise<{ linked: RegisterEntry[]; linkedFrom: RegisterEntry[] }> {
  const { office, linked: wanted } = needs(entry);
  const registers = [office, ...successionOf(offices, office).before.map((o) => o.slug)];
  const [linked, linkedFrom] = await Promise.all([
    Promise.all(wanted.map((reference) => findInOrder(registers, reference))),
    citing(entry, offices),
  ]);
  return { linked: linked.flatMap((e) => e ?? []), linkedFrom };
}

/** The first of some registers, in this order, that has a reference: an office's own number comes before another's. */
export async function findInOrder(
  registers: string[],
  reference: string,
): Promise<RegisterEntry | undefined> {
  for (const slug of registers) {
    const found = await findEntry(slug, reference);
    if (found) return found;
  }
  return undefined;
}

/**
 * Everything that the files of one publication show beside the entry itself. `every`: every office, if it
 * has been read already, which it has to be after the year of the entry is noted.
 */
export async function surroundingsOf(
  entry: RegisterEntry,
  today: string,
  every?: OfficeRegister[],
): Promise<Surroundings> {
  const wanted = needs(entry);
  const offices = withRegister(every ?? (await everyOffice(today)));
  const own = offices.find((o) => o.slug === wanted.office);
  const [year, newest, updated, latest, open, links, questions] = await Promise.all([
    entriesOf(wanted.office, wanted.year),
    newestOf(wanted, own?.years ?? []),
    updatedOf(wanted),
    latestOf(yearsOf(offices), wanted.latest),
    openNumbers(wanted.office),
    linkedOf(entry, offices),
    itemsBearingOn(wanted.office, entry.id),
  ]);
  return { year, newest, updated, latest, open, offices, ...links, questions };
}

/** What stands before the years of a register. */
export async function frontOf(
  office: string,
  today: string,
): Promise<Pick<Surroundings, "newest" | "updated" | "latest" | "offices" | "open">> {
  const wanted = { office, year: "", newest: NEWEST, latest: LATEST, linked: [] };
  const offices = await officeRegisters(today);
  const own = offices.find((o) => o.slug === office);
  const [newest, updated, latest, open] = await Promise.all([
    newestOf(wanted, own?.years ?? []),
    updatedOf(wanted),
    latestOf(yearsOf(offices), wanted.latest),
    openNumbers(office),
  ]);
  return { newest, updated, latest, open, offices };
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

/** Every office that has a register, as it stands on a civil date; without one, none counts as closed. */
export async function officeRegisters(today = ""): Promise<OfficeRegister[]> {
  return withRegister(await everyOffice(today));
}

/** Those of some offices that have a register. */
export function withRegister(offices: OfficeRegister[]): OfficeRegister[] {
  return offices.filter((o) => o.years.length > 0);
}

/** The same, with those that have published nothing. */
export async function everyOffice(today = ""): Promise<OfficeRegister[]> {
  const rows = await query(OfficeItem, { pk: officesKey("").pk });
  return onDay(rows.map(registerIn), today);
}

/** One of them, without reading the others. */
export async function findRegister(office: string): Promise<OfficeRegister | undefined> {
  const row = await findItem(OfficeItem, officesKey(office));
  const [register] = onDay(row ? [registerIn(row)] : [], "");
  return register?.years.length ? register : undefined;
}

function registerIn({ sk: slug, years = new Set(), cy, closed, ...row }: v.InferOutput<typeof OfficeItem>) {
  return { slug, ...row, ...(cy && { cy }), years: [...years], ...(closed && { closed }) };
}

/** The entry of a number as someone typed it, in one office's register; the newest, where two records have it. */
export async function findEntry(office: string, typed: string): Promise<RegisterEntry | undefined> {
  const reference = referenceKey(typed);
  if (!reference) return undefined;
  const rows = await query(Placed, { pk: numberKey(office, reference, "").pk });
  const newestFirst = rows.sort((a, b) => (a.sort < b.sort ? 1 : -1));
  const entries = await findEntriesAt(newestFirst.map(({ sort }) => ({ office, sort })));
  // A number that a correction of an imported row took away leaves its place behind.
  return entries.find((entry) => referenceKey(entry?.reference ?? "") === reference);
}

/**
 * The entries of later records that link to this one: of its own office, and of those that came after it.
 * `limit`: at most so many of each office.
 */
export async function citing(
  entry: RegisterEntry,
  offices: OfficeRegister[],
  limit?: number,
): Promise<RegisterEntry[]> {
  const { reference, office } = entry;
  if (!reference) return [];
  const nearer: string[] = [];
  const found: RegisterEntry[] = [];
  for (const slug of [office.slug, ...successorsOf(offices, office.slug).map((o) => o.slug)]) {
    const others = await citingIn(slug, reference, limit);
    if (slug !== office.slug) nearer.push(slug);
    // Where an office between has that number too, its own is meant.
    if (others.length > 0 && !(await findInOrder(nearer, reference))) found.push(...others);
  }
  // A link that a correction took out leaves its citation behind.
  return found.filter((other) => linksTo(other, entry).length > 0);
}

async function citingIn(office: string, reference: string, limit?: number): Promise<RegisterEntry[]> {
  const rows = await query(Placed, { pk: citationKey(office, referenceKey(reference), "").pk, limit });
  const items = await Promise.all(rows.map((r) => findItem(Item, registerKey(office, r.year, r.sort))));
  return items.flatMap((item) => (item ? [parseEntry(JSON.parse(item.entry))] : []));
}

/** The entry as the register has it, with what later records say of it now; written where that has changed. */
export async function markChanged(entry: RegisterEntry, offices: OfficeRegister[]): Promise<RegisterEntry> {
  const key = registerKey(entry.office.slug, yearOf(entry), sortOf(entry));
  for (let attempt = 0; attempt < 10; attempt++) {
    const stored = await findItem(Item, key);
    if (!stored) return entry;
    const now = parseEntry(JSON.parse(stored.entry));
    const marked = withChanges(now, await citing(now, offices));
    const text = JSON.stringify(marked);
    if (text === stored.entry || (await changeItem(key, { entry: text }, { entry: stored.entry })))
      return marked;
  }
  throw new AppError("unavailable", "busy", "Too many records are being published at once");
}

/** The entry under a sort key of an office's register, which begins with its year. */
export async function findEntryAt(office: string, sort: string): Promise<RegisterEntry | undefined> {
  const item = await findItem(Item, registerKey(office, sort.slice(0, 4), sort));
  return item && parseEntry(JSON.parse(item.entry));
}

/** The entries under sort keys of offices' registers, each of which begins with its year. */
export async function findEntriesAt(
  places: { office: string; sort: string }[],
): Promise<(RegisterEntry | undefined)[]> {
  const keys = places.map(({ office, sort }) => registerKey(office, sort.slice(0, 4), sort));
  const items = await findItems(Item, keys);
  return items.map((item) => item && parseEntry(JSON.parse(item.entry)));
}
