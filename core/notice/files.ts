/**
 * Files: what one publication writes that is not HTML, and what must be read before it. `web/public/files.tsx`
 * adds the pages. Publishing one record touches at most `MAX_FILES` files, however many records there
 * are: its notice and PDF, the office's first page and feeds, and the pages and data of one year.
 */

import type { Office, RecipientNames } from "#core/form/office.ts";
import type { EarlierVersion, RecordView } from "#core/record/view.ts";
import * as Address from "./addresses.ts";
import { newestFirst, type RegisterEntry, yearOf } from "./entry.ts";
import { atomOf, jsonFeedOf } from "./feeds.ts";
import { MAX_FILTER_PAGES } from "./filters.ts";
import { numberLines, type OpenNumber, runsIn } from "./numbers.ts";
import { csvOf, jsonOf, schemaOf } from "./open-data.ts";
import { sitemapIndex, yearSitemap } from "./sitemap.ts";
import { type ClosedRegister, closedWords, successionOf } from "./succession.ts";

export const MAX_FILES = 25;
/**
 * A correction touches the filter pages that the version before stood on as well, and that version's own
 * page and PDF. More only where earlier versions are withdrawn, and where many records link to it.
 */
export const MAX_FILES_OF_CORRECTION = MAX_FILES + MAX_FILTER_PAGES + 2;
/** How many entries the register's first page and the feeds hold. */
export const NEWEST = 25;
/** How many entries of any office the page of all registers holds. */
export const LATEST = 10;

/** An object of the public bucket. */
export interface StaticFile {
  key: string;
  body: string;
  contentType: string;
  cacheControl: string;
}

/** An office as the page of all registers and the navigation by year list it. */
export interface OfficeRegister {
  slug: string;
  name: string;
  /** Every calendar year that has an entry, in any order. */
  years: string[];
  /** The bodies that its papers call by several names. */
  recipients?: RecipientNames[];
  /** Where its last day is over. */
  closed?: ClosedRegister;
}

/** What to read before the files of an entry can be made. */
export interface Needs {
  office: string;
  /** All entries of the office in this year. */
  year: string;
  /** This many of the office's newest entries, of any year. */
  newest: number;
  /** This many of the newest entries of all offices. */
  latest: number;
  /** References of our own records that this one links to: their entries, where they have one. */
  linked: string[];
}

export interface Publication {
  /** The office as it is now; the record's own says how it was called then. */
  office?: Office;
  /** "https://…", without a slash at its end. */
  origin: string;
  view: RecordView;
  entry: RegisterEntry;
  /** The entry that this one replaces, where it is a correction. */
  before?: RegisterEntry;
  year: RegisterEntry[];
  newest: RegisterEntry[];
  /** Those published or corrected last, in that order: what a feed lists. */
  updated?: RegisterEntry[];
  latest: RegisterEntry[];
  /** The office's numbers that are given and in no entry yet. */
  open?: OpenNumber[];
  /** Every office that has a register. */
  offices: OfficeRegister[];
  /** Entries found for `needs().linked`. */
  linked?: RegisterEntry[];
  /** Entries of records that link to this one: "Continued by". */
  linkedFrom?: RegisterEntry[];
}

/** A publication that another one has replaced. */
export interface Version {
  origin: string;
  /** The record and its entry as they were then. */
  view: RecordView;
  entry: RegisterEntry;
  /** When and why it was replaced. */
  replaced: EarlierVersion;
  /** It is a stub now. */
  hidden: boolean;
  /** The entry that stands. */
  current: RegisterEntry;
  offices?: OfficeRegister[];
}

export function needs(entry: RegisterEntry): Needs {
  const own = entry.links.filter((l) => l.to === "own" && l.reference).map((l) => l.reference!);
  return {
    office: entry.office.slug,
    year: yearOf(entry),
    newest: NEWEST,
    latest: LATEST,
    linked: [...new Set(own)],
  };
}

/**
 * The publication with its lists in order and this entry in each, exactly once: an index may be a
 * second behind the entry that was just written.
 */
export function settled(publication: Publication): Publication {
  const { entry, offices } = publication;
  const withEntry = (entries: RegisterEntry[]) =>
    [entry, ...entries.filter((e) => e.id !== entry.id)].sort(newestFirst);
  const own = offices.find((o) => o.slug === entry.office.slug);
  const years = [...new Set([...(own?.years ?? []), yearOf(entry)])].sort().reverse();
  const register = { ...entry.office, ...own, years };
  return {
    ...publication,
    year: withEntry(publication.year.filter((e) => yearOf(e) === yearOf(entry))),
    newest: withEntry(publication.newest).slice(0, NEWEST),
    updated: withEntry(publication.updated ?? publication.newest)
      .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
      .slice(0, NEWEST),
    latest: withEntry(publication.latest).slice(0, LATEST),
    offices: [...offices.filter((o) => o.slug !== entry.office.slug), register].sort((a, b) =>
      a.name.localeCompare(b.name),
    ),
  };
}

/** The data of a settled publication's year. */
export function dataFor(publication: Publication): StaticFile[] {
  const { origin, view, entry, year, open = [] } = publication;
  const { slug } = entry.office;
  const y = yearOf(entry);
  const numbers = numberLines(publication.office ?? view.office, runsIn(year, open));
  return [
    file(Address.dataPath(slug, y, "csv"), "text/csv; charset=utf-8; header=present", csvOf(year, origin)),
    file(
      Address.dataPath(slug, y, "json"),
      "application/json; charset=utf-8",
      jsonOf({ office: namedNow(publication), year: y, numbers }, year, origin),
    ),
  ];
}

/** The office of an entry by its name of today. */
function namedNow({ entry, offices }: Publication): { slug: string; name: string } {
  const { slug, name } = entry.office;
  return { slug, name: offices.find((o) => o.slug === slug)?.name ?? name };
}

/** Feeds, data and sitemaps of a settled publication. */
export function filesFor(publication: Publication): StaticFile[] {
  const { origin, entry, year, newest, updated, offices } = publication;
  const { slug } = entry.office;
  const y = yearOf(entry);
  const office = namedNow(publication);
  const { closed } = successionOf(offices, slug);
  const feed = {
    origin,
    office,
    entries: updated ?? newest,
    ...(closed && { closed: { words: closedWords(office.name, closed), by: closed.by?.slug } }),
  };
  return [
    file(Address.feedPath(slug, "atom"), "application/atom+xml; charset=utf-8", atomOf(feed)),
    file(Address.feedPath(slug, "json"), "application/feed+json; charset=utf-8", jsonFeedOf(feed)),
    ...dataFor(publication),
    file(Address.DATA_SCHEMA, "application/schema+json; charset=utf-8", schemaOf(origin)),
    file(
      Address.yearSitemapPath(slug, y),
      "application/xml; charset=utf-8",
      yearSitemap(origin, slug, y, year),
    ),
    file(Address.SITEMAP, "application/xml; charset=utf-8", sitemapIndex(origin, offices)),
  ];
}

/** A file of the public bucket. The edge keeps it a minute, and serves it stale through a fault for a day. */
export function file(path: string, contentType: string, body: string): StaticFile {
  const cacheControl = "public, max-age=60, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400";
  return { key: Address.keyOf(path), body, contentType, cacheControl };
}
