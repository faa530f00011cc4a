/**
 * A register as a whole: what its pages, feeds and data are made from where more than one record changed
 * at once. After an import every year is written once, however many entries it has.
 */
import type { Office } from "#core/form/office.ts";
import type { RegisterEntry } from "./entry.ts";
import type { OfficeRegister } from "./files.ts";
import type { OpenNumber } from "./numbers.ts";

interface OfRegister {
  /** "https://…", without a slash at its end. */
  origin: string;
  office: Office;
  /** Newest first. */
  years: string[];
  /** The office's numbers that are given and in no entry yet. */
  open: OpenNumber[];
}

export interface WholeYear extends OfRegister {
  year: string;
  /** Newest first. */
  entries: RegisterEntry[];
  /** Entries as they were: the filters that they stood under are written again too. */
  before: RegisterEntry[];
}

/** The first page of a register, its feeds, and the page of all registers. */
export interface Front extends OfRegister {
  newest: RegisterEntry[];
  /** Those published or corrected last, in that order. */
  updated: RegisterEntry[];
  latest: RegisterEntry[];
  /** Every office that has a register. */
  offices: OfficeRegister[];
}

/** The notice of an entry that was imported. */
export interface ImportedNotice {
  origin: string;
  office: Office;
  entry: RegisterEntry;
  /** Entries of records that link to it. */
  linkedFrom: RegisterEntry[];
}
