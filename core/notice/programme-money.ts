/**
 * The money of a programme, each sum once. A later record that replaces an earlier one takes its place; a
 * notice beside its decision adds nothing; and a sum for the same recipient that begins on the same day, or
 * in the same stated year, is the same award however many linked records state it. Nothing is split by
 * guess: what a record gives across two years, or to several together, stays as it says. Pure, and in any order.
 */
import { financialYear } from "#core/form/dates.ts";
import type { RegisterEntry } from "./entry.ts";
import { type Standing, standingOf } from "./programme-standing.ts";
import { type Bodies, recipientKey } from "./recipients.ts";

/** When a sum is for. */
export interface Span {
  /** "2023/24", or "2023/24 to 2024/25" for a sum that its record does not split. */
  label: string;
  /** The day it begins, where the record has its period; else the year, as stated or as decided. */
  from: string;
  exact: boolean;
  split: boolean;
}

/** One sum, as one record states it. */
export interface Item {
  entry: RegisterEntry;
  /** The same for one body, however it is written; empty where the record names nobody. */
  key: string;
  name: string;
  amount: number;
  span: Span;
  /** Several bodies that give one sum together. */
  members?: string[];
  status?: string;
}

export interface Row {
  name: string;
  amount: number;
  records: RegisterEntry[];
  members?: string[];
}

export interface YearRow {
  label: string;
  split: boolean;
  funded: number;
  awarded: number;
}

export interface Money {
  /** Confirmed, by who gives it. */
  funders: Row[];
  recipients: Row[];
  years: YearRow[];
  /** The totals of the three lists above. */
  funded: number;
  awarded: number;
  /** Asked for, or agreed in principle: in no total. */
  conditional: Item[];
  /** Awarded as one sum, without who receives how much: in no total. */
  together: Item[];
  /** How each record counts. */
  standing: Map<string, Standing>;
  /** By record, those whose sums it states again. */
  again: Map<string, RegisterEntry[]>;
}

/** The sums that linked records state, each once. */
export interface Sums extends Pick<Money, "standing" | "again"> {
  confirmed: Item[];
  /** Awards; without a key, one sum whose shares the record does not say. */
  given: Item[];
  /** Asked for, or agreed in principle. */
  asked: Item[];
}

export function sumsOf(unordered: RegisterEntry[], bodies: Bodies): Sums {
  const records = [...unordered].sort(newest);
  const standing = standingOf(records);
  const stated = records.map((entry) => ({ entry, how: standing.get(entry.id)! }));
  const awards = stated.flatMap(({ entry, how }) => (how.awards ? awardsOf(entry, bodies) : []));
  const sources = stated.flatMap(({ entry, how }) => (how.sources ? sourcesOf(entry, bodies) : []));
  const given = once(awards);
  const confirmed = once(sources.filter(isConfirmed));
  return {
    confirmed,
    given,
    asked: once(sources.filter((i) => !isConfirmed(i))),
    standing,
    again: againOf([awards, given], [sources.filter(isConfirmed), confirmed]),
  };
}

export function moneyOf(records: RegisterEntry[], bodies: Bodies): Money {
  const { confirmed, given, asked, standing, again } = sumsOf(records, bodies);
  const shares = given.filter((i) => i.key);
  return {
    funders: rowsOf(confirmed, bodies),
    recipients: rowsOf(shares, bodies),
    years: yearsOf(confirmed, shares),
    funded: total(confirmed),
    awarded: total(shares),
    // What has been confirmed since is no longer only asked for.
    conditional: asked.filter((i) => !confirmed.some((c) => c.key === i.key && c.amount === i.amount)),
    together: given.filter((i) => !i.key),
    standing,
    again,
  };
}

/**
 * Each sum once. Of the records that state the same sum for the same body from the same day, the one that
 * states it most often is followed; else the one that lets it last longest; else the first. One that gives
 * only a year is the same as one that begins in that year.
 */
export function once(items: Item[]): Item[] {
  const exact = most(items.filter((i) => i.span.exact));
  const begun = (i: Item) => exact.filter((e) => sameSum(e, i) && fy(yearOf(e.span.from)) === i.span.from);
  const coarse = group(most(items.filter((i) => !i.span.exact)), identity);
  return [...exact, ...coarse.flatMap((same) => same.slice(begun(same[0]!).length))];
}

function most(items: Item[]): Item[] {
  return group(items, identity).flatMap((same) => {
    const each = group(same, (i) => i.entry.id);
    const until = ([item]: Item[]) => item?.entry.period?.to ?? "";
    return each.sort(
      (a, b) => b.length - a.length || until(b).localeCompare(until(a)) || newest(a[0]!.entry, b[0]!.entry),
    )[0]!;
  });
}

const identity = ({ key, amount, span }: Item) => `${key}|${amount}|${span.from}`;
const sameSum = (a: Item, b: Item) => a.key === b.key && a.amount === b.amount;
const isConfirmed = ({ status }: Item) => !status || status === "confirmed";

function newest(a: RegisterEntry, b: RegisterEntry): number {
  return a.filedOn.localeCompare(b.filedOn) || a.id.localeCompare(b.id);
}

/** The awards of a record; or, where it gives no shares, its amount for nobody in particular. */
function awardsOf(entry: RegisterEntry, bodies: Bodies): Item[] {
  const shares = entry.awards.flatMap(({ recipient: name, amount, year }) =>
    amount === undefined
      ? []
      : [{ entry, key: bodyKey(name, bodies), name, amount, span: spanOf(entry, year) }],
  );
  if (shares.length > 0 || entry.amount === undefined) return shares;
  const name = entry.recipients.map((r) => r.name).join(", ");
  return [{ entry, key: "", name, amount: entry.amount, span: spanOf(entry) }];
}

function sourcesOf(entry: RegisterEntry, bodies: Bodies): Item[] {
  return entry.sources.map(({ name, amount, status, members, year }) => ({
    entry,
    key: bodyKey(name, bodies),
    name,
    amount,
    span: spanOf(entry, year),
    ...(members?.length && { members }),
    status,
  }));
}

/** A body whose name is nothing but signs is still somebody. */
function bodyKey(name: string, bodies: Bodies): string {
  const key = recipientKey(name);
  return [...bodies.keysOf(key)].sort()[0] || name.trim() || "?";
}

/** The year as stated, else the period of the record, else the financial year it was decided in. */
function spanOf(entry: RegisterEntry, stated?: string): Span {
  const { period, filedOn } = entry;
  const words = stated?.trim();
  const year = /^(?:FY\s*)?((?:19|20)\d\d)\s*[/–-]\s*(?:(?:19|20)?\d\d)$/i.exec(words ?? "")?.[1];
  if (words && !year) {
    // "Year 1" is a year of its own record.
    const from = `${fy(yearOf(filedOn))}|${words.toLowerCase()}`;
    return { label: words, from, exact: false, split: true };
  }
  if (year || !period) {
    const start = year ? Number(year) : yearOf(filedOn);
    return { label: fyWords(start), from: fy(start), exact: false, split: true };
  }
  const [first, last] = [yearOf(period.from), yearOf(period.to)];
  const split = first >= last;
  const label = split ? fyWords(first) : `${fyWords(first)} to ${fyWords(last)}`;
  return { label, from: period.from, exact: true, split };
}

const yearOf = (date: string) => financialYear(date);
const fy = (start: number) => `${start}/`;
const fyWords = (start: number) => `${start}/${String((start + 1) % 100).padStart(2, "0")}`;

/** The largest first. */
export function rowsOf(items: Item[], bodies: Bodies): Row[] {
  return group(items, (i) => i.key)
    .map((same) => {
      const last = [...same].sort((a, b) => newest(b.entry, a.entry) || a.name.localeCompare(b.name))[0]!;
      const name = bodies.nameOf(recipientKey(last.name)) ?? last.name;
      const { members } = last;
      return { name, amount: total(same), records: recordsOf(same), ...(members && { members }) };
    })
    .sort((a, b) => b.amount - a.amount || a.name.localeCompare(b.name));
}

export function yearsOf(confirmed: Item[], shares: Item[]): YearRow[] {
  const labels = group([...confirmed, ...shares], (i) => i.span.label);
  return labels
    .map((same) => ({ span: same[0]!.span, from: same.map((i) => i.span.from).sort()[0]! }))
    .sort(
      (a, b) =>
        a.from.slice(0, 4).localeCompare(b.from.slice(0, 4)) || a.span.label.localeCompare(b.span.label),
    )
    .map(({ span: { label, split } }) => {
      const within = (items: Item[]) => total(items.filter((i) => i.span.label === label));
      return { label, split, funded: within(confirmed), awarded: within(shares) };
    });
}

function againOf(...lists: [stated: Item[], counted: Item[]][]): Map<string, RegisterEntry[]> {
  const again = new Map<string, RegisterEntry[]>();
  for (const [stated, counted] of lists)
    for (const item of stated.filter((i) => !counted.includes(i))) {
      const others = counted.filter((c) => sameSum(c, item) && c.entry.id !== item.entry.id);
      again.set(item.entry.id, recordsOf(others, again.get(item.entry.id)));
    }
  return again;
}

function recordsOf(items: Item[], before: RegisterEntry[] = []): RegisterEntry[] {
  const byId = new Map([...before, ...items.map((i) => i.entry)].map((e) => [e.id, e]));
  return [...byId.values()].sort(newest);
}

function group<T>(items: T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const same = groups.get(keyOf(item));
    if (same) same.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}

export const total = (items: { amount: number }[]) => items.reduce((sum, i) => sum + i.amount, 0);
