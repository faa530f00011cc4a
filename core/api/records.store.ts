/**
 * Pages of records. The newest of an office are read from its register, the newest of all from the list
 * by month, what is filtered or in another order through the columns of the search index (ordered.store.ts),
 * what is new from the list of changes: each by range from a place on, so that a page reads as much of
 * 400,000 records as of 1,000.
 */
import { AppError } from "#core/errors.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { INDEXED, RECIPIENT } from "#core/notice/filters.ts";
import { changesIn, findPlace, newestOfAll, type Place } from "#core/notice/places.store.ts";
import { bodiesOf } from "#core/notice/recipients.ts";
import {
  entriesWithin,
  findEntriesAt,
  findRegister,
  officeRegisters,
  yearsOf,
} from "#core/notice/register.store.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import { ofAll } from "#core/search/open.store.ts";
import { ordered } from "./ordered.store.ts";
import { MAX_LIMIT, type RecordsQuery } from "./query.ts";

export interface Page {
  entries: RegisterEntry[];
  /** The place after which the next page begins, where there may be more. */
  next?: string;
}

/** Of the records in one file: some 20 reads of the register, and far below what a function may answer. */
const MOST = 2000;
/** What one page of changes looks at, at most; it may then be short, or empty, and still have a next one. */
const LOOKED_AT = 400;

/** `now` is the time of asking, ISO. */
export async function listRecords(question: RecordsQuery, now: string): Promise<Page> {
  const { office, recipient } = question;
  const own = office === undefined ? undefined : await findRegister(office);
  if (office !== undefined && !own)
    throw new AppError("not-found", "no-register", "No office of this name has a register");
  // Of one office the others matter only for what they say of a recipient's names.
  const offices = own && !recipient ? [own] : await officeRegisters();
  const asked = withRecipient(question, offices);
  const chosen = own ? [own] : offices;
  if (asked.since) return changes(asked, asked.since, now);
  if (asked.filters.length || asked.sort !== "newest")
    return pageOf(...(await ordered(asked, own ?? ofAll(offices), now)));
  const years = yearsOf(chosen).filter((year) => isIn(asked, year));
  if (own) return ofOffice(asked, own.slug, years);
  const places = await newestOfAll(years, asked);
  return pageOf(places, places.length === asked.limit ? places.at(-1)?.at : undefined);
}

/**
 * Every record that answers, newest first, for a file. Where there are more than `most`, whoever asks
 * must ask for less.
 */
export async function allRecords(asked: RecordsQuery, now: string, most = MOST): Promise<RegisterEntry[]> {
  const entries: RegisterEntry[] = [];
  for (let after: string | undefined; ; ) {
    const page = await listRecords({ ...asked, limit: MAX_LIMIT, after }, now);
    entries.push(...page.entries);
    if (entries.length > most)
      throw new AppError(
        "too-large",
        "too-many-records",
        "This is too much for one file. Ask for one year, or for one office",
      );
    if (!page.next) return entries;
    after = page.next;
  }
}

/** Every key of the body that was asked for, by what the offices say of its names. */
export function keysOf(recipient: string, offices: OfficeRegister[]): string[] {
  return bodiesOf(offices.flatMap((o) => o.recipients ?? [])).keysOf(recipient);
}

function withRecipient(asked: RecordsQuery, offices: OfficeRegister[]): RecordsQuery {
  if (!asked.recipient) return asked;
  const recipient = { filter: RECIPIENT.id, slugs: keysOf(asked.recipient, offices) };
  return { ...asked, filters: [...asked.filters, recipient] };
}

/** The record of a permanent id. */
export async function findRecord(id: string): Promise<RegisterEntry | undefined> {
  const place = await findPlace(id);
  return place && (await findEntriesAt([place]))[0];
}

function isIn({ from = "", to = "~", after }: RecordsQuery, year: string): boolean {
  return year >= from.slice(0, 4) && year <= to.slice(0, 4) && (!after || year <= after.slice(0, 4));
}

async function ofOffice(asked: RecordsQuery, office: string, years: string[]): Promise<Page> {
  const entries: RegisterEntry[] = [];
  for (const year of years) {
    if (entries.length >= asked.limit) break;
    const range = within(asked, year);
    if (!range) continue;
    entries.push(...(await entriesWithin(office, year, { ...range, limit: asked.limit - entries.length })));
  }
  const last = entries.at(-1);
  return { entries, next: last && entries.length === asked.limit ? sortOf(last) : undefined };
}

/** The days of a year that are asked for, where there are any. */
function within({ from, to, month, after }: RecordsQuery, year: string) {
  if (month === undefined) return { from, to, after };
  const first = `${year}-${month}-01`;
  const last = `${year}-${month}-31`;
  const range = { from: from && from > first ? from : first, to: to && to < last ? to : last, after };
  return range.from <= range.to && (after === undefined || after >= range.from) ? range : undefined;
}

/** What changed since a time, in the order of the changes. */
async function changes(asked: RecordsQuery, since: string, now: string): Promise<Page> {
  let [looked, after] = [0, asked.after];
  const entries: RegisterEntry[] = [];
  const first = Number((after && after > since ? after : since).slice(0, 4));
  for (let year = first; year <= Number(now.slice(0, 4)); ) {
    const limit = Math.min(MAX_LIMIT, LOOKED_AT - looked);
    if (limit === 0) return { entries, next: after };
    const listed = await changesIn(String(year), { since, after, limit });
    const found = await findEntriesAt(listed.filter((p) => !asked.office || p.office === asked.office));
    const byId = new Map(found.flatMap((e) => (e ? [[e.id, e] as const] : [])));
    for (const place of listed) {
      if (entries.length === asked.limit) return { entries, next: after };
      const entry = byId.get(place.sort.slice(place.sort.lastIndexOf("#") + 1));
      if (entry && holds(entry, asked)) entries.push(entry);
      after = place.at;
    }
    looked += listed.length;
    if (listed.length < limit) year++;
  }
  return { entries };
}

function holds(entry: RegisterEntry, { from = "", to = "~", month, filters }: RecordsQuery): boolean {
  if (entry.filedOn < from || entry.filedOn > to) return false;
  if (month !== undefined && entry.filedOn.slice(5, 7) !== month) return false;
  return filters.every(({ filter, slugs }) =>
    INDEXED.find((f) => f.id === filter)
      ?.values(entry)
      .some((value) => slugs.includes(value.slug)),
  );
}

async function pageOf(places: Place[], next: string | undefined): Promise<Page> {
  const entries = (await findEntriesAt(places)).flatMap((entry) => entry ?? []);
  return { entries, next };
}
