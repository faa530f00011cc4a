/**
 * A programme: the records of one office that carry one thing on, from year to year or from decision to
 * notice, by their own links. It is whatever hangs together by these links; its page has the address of the
 * record that began it, and keeps that address as records are added.
 */
import { referenceKey } from "#core/form/series.ts";
import { newestFirst, type RegisterEntry } from "./entry.ts";

/** The links that mean it goes on. A report on many records, or a mere reference, ties nothing together. */
export const CARRYING: ReadonlySet<string> = new Set([
  "continues",
  "supersedes",
  "corrects",
  "revokes",
  "publishes",
]);

/** How many records one page holds, and how many are read for it at most. */
export const MOST_RECORDS = 60;
/** How many programmes the register's first page lists. */
export const MOST_LISTED = 20;
/** How many links of one record are followed. */
export const MOST_TIES = 20;

/** The record at whose address the page is. */
export interface Home {
  id: string;
  slug: string;
  filedOn: string;
}

/** A programme as the register lists it. */
export interface ListedProgramme extends Home {
  title: string;
  records: number;
  /** When one of its records was last published or corrected: an instant. */
  updatedAt: string;
}

export interface Programme {
  home: Home;
  /** Oldest first. */
  records: RegisterEntry[];
  /** More are linked than these: those that are nearest to the record last published are here. */
  cut: boolean;
}

/** Normal forms of the references of its own office that a record carries on. */
export function tiesOf(entry: RegisterEntry): string[] {
  const carried = entry.links.filter((l) => l.to === "own" && l.reference && CARRYING.has(l.relation));
  const own = entry.reference && referenceKey(entry.reference);
  return [...new Set(carried.map((l) => referenceKey(l.reference!)))]
    .filter((key) => key && key !== own)
    .slice(0, MOST_TIES);
}

/** Whether one of two records carries the other on. */
export function isTied(a: RegisterEntry, b: RegisterEntry): boolean {
  const carries = (from: RegisterEntry, to: RegisterEntry) =>
    to.reference !== undefined && tiesOf(from).includes(referenceKey(to.reference));
  return a.id !== b.id && a.office.slug === b.office.slug && (carries(a, b) || carries(b, a));
}

export const oldestFirst = (a: RegisterEntry, b: RegisterEntry): number => newestFirst(b, a);

/**
 * Where the page is: at an address that it has already, the oldest of them where programmes have grown
 * together; else at its oldest record. `known` are the addresses that its records have had so far.
 */
export function homeOf(records: RegisterEntry[], known: Home[], cut: boolean): Home {
  // In a programme that is cut, the record that began it may be out of sight.
  const kept = known.filter(({ id }) => cut || records.some((e) => e.id === id));
  const [oldest] = kept.sort((a, b) => a.filedOn.localeCompare(b.filedOn) || a.id.localeCompare(b.id));
  return oldest ?? toHome([...records].sort(oldestFirst)[0]!);
}

export function toHome({ id, slug, filedOn }: RegisterEntry): Home {
  return { id, slug, filedOn };
}

export function listedOf({ home, records }: Programme): ListedProgramme {
  const first = records.find((e) => e.id === home.id) ?? records[0]!;
  const updatedAt = records
    .map((e) => e.updatedAt)
    .sort()
    .at(-1)!;
  return { ...home, title: first.title, records: records.length, updatedAt };
}

/** The list with programmes that were just written in it: an index may be a second behind them. */
export function withListed(list: ListedProgramme[], written: Programme[]): ListedProgramme[] {
  const now = written.filter(({ records }) => records.length > 1).map(listedOf);
  const rest = list.filter(({ id }) => !written.some(({ home }) => home.id === id));
  return [...now, ...rest].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, MOST_LISTED);
}
