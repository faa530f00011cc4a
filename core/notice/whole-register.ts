/**
 * A register as a whole: what its pages, feeds and data are made from, of a year and of what stands before
 * the years. A publication writes both; an import or the end of an office writes every year once.
 */
import type { Office } from "#core/form/office.ts";
import type { RegisterEntry } from "./entry.ts";
import type { OfficeRegister } from "./files.ts";
import type { OpenNumber } from "./numbers.ts";
import type { ListedProgramme } from "./programme.ts";

interface OfRegister {
  /** "https://…", without a slash at its end. */
  origin: string;
  office: Office;
  /** Newest first. */
  years: string[];
  /** Every office that has a register. */
  offices: OfficeRegister[];
  /** The office's numbers that are given and in no entry yet. */
  open: OpenNumber[];
}

export interface WholeYear extends OfRegister {
  year: string;
  /** Newest first. */
  entries: RegisterEntry[];
  /** Entries, as they are or were, whose filters are written. */
  under: RegisterEntry[];
}

/** The first page of a register, its feeds, and the page of all registers. */
export interface Front extends OfRegister {
  newest: RegisterEntry[];
  /** Those published or corrected last, in that order. */
  updated: RegisterEntry[];
  latest: RegisterEntry[];
  /** Those of the office that changed last. */
  programmes?: ListedProgramme[];
}

/** The notice of an entry that was imported. */
export interface ImportedNotice {
  origin: string;
  office: Office;
  entry: RegisterEntry;
  /** Entries of records that link to it. */
  linkedFrom: RegisterEntry[];
}
