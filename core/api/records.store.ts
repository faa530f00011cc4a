/**
 * Pages of records. The newest of an office are read from its register, the newest of all from the list
 * by month, what is filtered through the columns of the search index, what is new from the list of
 * changes: each by range from a place on, so that a page reads as much of 400,000 records as of 1,000.
 */
import { AppError } from "#core/errors.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { INDEXED, RECIPIENT } from "#core/notice/filters.ts";
import { changesIn, findPlace, type Listed, newestIn } from "#core/notice/places.store.ts";
import { bodiesOf } from "#core/notice/recipients.ts";
import { entriesWithin, findEntriesAt, officeRegisters, sortOf } from "#core/notice/register.store.ts";
import { openIndex, StaleIndex } from "#core/search/open.store.ts";
import { inParallel } from "#core/search/parallel.ts";
import { walk } from "#core/search/walk.ts";
import { MAX_LIMIT, type RecordsQuery } from "./query.ts";

export interface Page {
  entries: RegisterEntry[];
  /** The place after which the next page begins, where there may be more. */
  next?: string;
}

const OFFICES_AT_ONCE = 16;
/** Of the records in one file: some 20 reads of the register, and far below what a function may answer. */
const MOST = 2000;
/** What one page of changes looks at, at most; it may then be short, or empty, and still have a next one. */
const LOOKED_AT = 400;

/** `now` is the time of asking, ISO. */
export async function listRecords(question: RecordsQuery, now: string): Promise<Page> {
  const offices = await officeRegisters();
  const asked = withRecipient(question, offices);
  const chosen = asked.office ? offices.filter((o) => o.slug === asked.office) : offices;
  if (asked.office && chosen.length === 0)
    throw new AppError("not-found", "no-register", "No office of this name has a register");
  const years = [...new Set(chosen.flatMap((o) => o.years))].sort().reverse();
  if (asked.since) return changes(asked, asked.since, now);
  if (asked.filters.length)
    return filtered(
      asked,
      chosen.map((o) => o.slug),
      now,
    );
  const within = years.filter((year) => isIn(asked, year));
  return asked.office ? ofOffice(asked, asked.office, within) : ofAll(asked, within);
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
    const range = { ...asked, limit: asked.limit - entries.length };
    entries.push(...(await entriesWithin(office, year, range)));
  }
  const last = entries.at(-1);
  return { entries, next: last && entries.length === asked.limit ? sortOf(last) : undefined };
}

async function ofAll(asked: RecordsQuery, years: string[]): Promise<Page> {
  const found: Listed[] = [];
  const months = years.flatMap((year) =>
    Array.from({ length: 12 }, (_, i) => `${year}-${String(12 - i).padStart(2, "0")}`),
  );
  const { from = "", to = "~", after = "~" } = asked;
  const wanted = months.filter((m) => m >= from.slice(0, 7) && m <= to.slice(0, 7) && m <= after.slice(0, 7));
  for (const month of wanted) {
    if (found.length >= asked.limit) break;
    found.push(...(await newestIn(month, { ...bounds(asked, month), limit: asked.limit - found.length })));
  }
  return pageOf(found, asked.limit);
}

/** A bound that lies in another month is none in this one. */
function bounds({ from, to, after }: RecordsQuery, month: string) {
  return {
    from: from?.startsWith(month) ? from : undefined,
    to: to?.startsWith(month) ? to : undefined,
    after,
  };
}

async function filtered(asked: RecordsQuery, offices: string[], now: string, afresh = false): Promise<Page> {
  try {
    const each = await inParallel(offices, OFFICES_AT_ONCE, (office) => inIndex(asked, office, now, afresh));
    const newest = each.flat().sort((a, b) => (a.at < b.at ? 1 : -1));
    return pageOf(newest.slice(0, asked.limit), asked.limit);
  } catch (error) {
    if (!(error instanceof StaleIndex) || afresh) throw error;
    return filtered(asked, offices, now, true);
  }
}

async function inIndex(asked: RecordsQuery, office: string, now: string, afresh: boolean): Promise<Listed[]> {
  const { segments } = await openIndex(office, Date.parse(now), afresh);
  return segments.flatMap(({ columns, gone }) => {
    const wanted = asked.filters.map(({ filter, slugs }) =>
      columns.labels.flatMap((l, i) => (l.filter === filter && slugs.includes(l.slug) ? [i] : [])),
    );
    const { after: before, from, to, limit } = asked;
    return walk(columns, gone, wanted, { before, from, to, limit }).map((doc) => {
      const sort = columns.keys[doc]!;
      return { office, sort, at: sort };
    });
  });
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

function holds(entry: RegisterEntry, { from = "", to = "~", filters }: RecordsQuery): boolean {
  if (entry.filedOn < from || entry.filedOn > to) return false;
  return filters.every(({ filter, slugs }) =>
    INDEXED.find((f) => f.id === filter)
      ?.values(entry)
      .some((value) => slugs.includes(value.slug)),
  );
}

async function pageOf(listed: Listed[], limit: number): Promise<Page> {
  const entries = (await findEntriesAt(listed)).flatMap((entry) => entry ?? []);
  return { entries, next: listed.length === limit ? listed.at(-1)?.at : undefined };
}
