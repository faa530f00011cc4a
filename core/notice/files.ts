/**
 * Files: what one publication writes that is not HTML, and what must be read before it. `web/public/files.tsx`
 * adds the pages. Publishing one record touches at most `MAX_FILES` files, however many records there
 * are: its notice and PDF, the office's first page and feeds, and the pages and data of one year.
 */

import type { RecipientNames } from "#core/form/office.ts";
import type { EarlierVersion, RecordView } from "#core/record/view.ts";
import * as Address from "./addresses.ts";
import { newestFirst, type RegisterEntry, yearOf } from "./entry.ts";
import { atomOf, jsonFeedOf } from "./feeds.ts";
import { MAX_FILTER_PAGES } from "./filters.ts";
import { csvOf, jsonOf, schemaOf } from "./open-data.ts";
import { sitemapIndex, yearSitemap } from "./sitemap.ts";

export const MAX_FILES = 25;
/** Of an office that writes in both languages: notice, PDF, first page, year and filters once more. */
export const MAX_FILES_IN_BOTH = MAX_FILES + 4 + MAX_FILTER_PAGES;
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
  const register = { ...entry.office, years };
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
export function dataFor({ origin, entry, year }: Publication): StaticFile[] {
  const { slug } = entry.office;
  const y = yearOf(entry);
  return [
    file(Address.dataPath(slug, y, "csv"), "text/csv; charset=utf-8; header=present", csvOf(year, origin)),
    file(
      Address.dataPath(slug, y, "json"),
      "application/json; charset=utf-8",
      jsonOf(entry.office, y, year, origin),
    ),
  ];
}

/** Feeds, data and sitemaps of a settled publication. */
export function filesFor(publication: Publication): StaticFile[] {
  const { origin, entry, year, newest, updated, offices } = publication;
  const { slug } = entry.office;
  const y = yearOf(entry);
  const feed = { origin, office: entry.office, entries: updated ?? newest };
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
