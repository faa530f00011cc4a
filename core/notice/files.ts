/**
 * Files: what must be read before a publication's can be made, in `web/public/files.tsx`. Publishing one record touches at most `MAX_FILES` files, however many records there
 * are: its notice and PDF, the office's first page and feeds, the pages and data of one year, the page of
 * its programme, and the notices of a few records that it links to.
 */

import type { Office, RecipientNames } from "#core/form/office.ts";
import type { EarlierVersion, RecordView } from "#core/record/view.ts";
import type { PublicItem } from "#core/scrutiny/public-item.ts";
import * as Address from "./addresses.ts";
import { isWithinRegister } from "./changes.ts";
import { newestFirst, type RegisterEntry, yearOf } from "./entry.ts";
import { MAX_FILTER_PAGES } from "./filters.ts";
import type { OpenNumber } from "./numbers.ts";
import type { Home, ListedProgramme, Programme } from "./programme.ts";
import type { ClosedRegister } from "./succession.ts";

export const MAX_FILES = 25;
/** Of an office that writes in both languages: notice, PDF, first page, two feeds, year and filters once more. */
export const MAX_FILES_IN_BOTH = MAX_FILES + 6 + MAX_FILTER_PAGES;
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
  /** Its name in Welsh, where it writes in both languages. */
  cy?: string;
  /** Every calendar year that has an entry, in any order. */
  years: string[];
  /** The bodies that its papers call by several names. */
  recipients?: RecipientNames[];
  /** Something that those who scrutinise it asked is public. */
  questions?: boolean;
  /** The sequence of the newest head of its index. */
  head?: number;
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
  /** Questions of those who scrutinise the office that bear on this record. */
  questions?: PublicItem[];
  /** The programme that the record belongs to. */
  programme?: Home;
  /** Those of the office that changed last. */
  programmes?: ListedProgramme[];
}

/** The notice alone. */
export type Notice = Pick<
  Publication,
  "origin" | "view" | "entry" | "linked" | "linkedFrom" | "programme" | "questions"
> &
  Partial<Pick<Publication, "offices">>;

/** A programme's page; at another address than its own, one that leads there. */
export interface ProgrammePage {
  origin: string;
  office: Office;
  at: Home;
  programme: Pick<Programme, "home"> & Partial<Programme>;
  /** What the offices call recipients that have several names. */
  recipients: RecipientNames[];
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
  const own = entry.links.filter(isWithinRegister).map((l) => l.reference!);
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

/** A file of the public bucket. The edge keeps it a minute, and serves it stale through a fault for a day. */
export function file(path: string, contentType: string, body: string): StaticFile {
  const cacheControl = "public, max-age=60, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400";
  return { key: Address.keyOf(path), body, contentType, cacheControl };
}
