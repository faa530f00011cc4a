/**
 * Walk: the records of a segment that carry some values, without looking at the others: all of them, or
 * newest first from a place on. Each value's records are listed once for as long as the columns are in
 * memory, so a page costs what it shows and not what there is. Pure.
 */
import type { Columns } from "./segment.ts";

/** One thing that a record must have: any of these labels of the segment, by their places in it. */
export type AnyOf = number[];

export interface Wanted {
  labels: AnyOf[];
  /** Keys that begin with this day or a later one, and no later than that. */
  from?: string;
  to?: string;
  /** The two digits of a month, of any year. */
  month?: string;
}

export interface Stretch extends Wanted {
  /** Keys below this one: what comes after it in the list. */
  before?: string;
  limit: number;
}

interface Derived {
  /** By label: the records that carry it, newest first. */
  lists: Map<number, Uint32Array>;
  /** By record: its month, from 1 to 12. */
  months?: Uint8Array;
}

const derived = new WeakMap<Columns, Derived>();

/** The numbers of records, newest first. `gone` marks those that have left the segment. */
export function walk(columns: Columns, gone: Uint8Array | undefined, wanted: Stretch): Uint32Array {
  const { from, end, list } = rangeOf(columns, wanted);
  const is = testOf(columns, gone, wanted);
  const found: number[] = [];
  for (let i = from; i < end && found.length < wanted.limit; i++) {
    const doc = list ? list[i]! : i;
    if (!is || is(doc)) found.push(doc);
  }
  return Uint32Array.from(found);
}

/** Every record that is wanted, or, of these ascending ones, each that is. */
export function docsWanted(
  columns: Columns,
  gone: Uint8Array | undefined,
  wanted: Wanted,
  among?: Uint32Array,
): Uint32Array {
  const is = testOf(columns, gone, wanted);
  if (among) {
    const { from, end } = daysOf(columns, wanted);
    const within = among.subarray(firstFrom(among, from), firstFrom(among, end));
    return is ? docsThat(within, is) : within;
  }
  const { from, end, list } = rangeOf(columns, wanted);
  const all = list ? list.subarray(from, end) : Uint32Array.from({ length: end - from }, (_, i) => from + i);
  return is ? docsThat(all, is) : all;
}

/** Those for which something holds; in a loop of its own, since there may be hundreds of thousands. */
export function docsThat(docs: Uint32Array, is: (doc: number) => boolean): Uint32Array {
  const found = new Uint32Array(docs.length);
  let count = 0;
  for (let i = 0; i < docs.length; i++) if (is(docs[i]!)) found[count++] = docs[i]!;
  return found.subarray(0, count);
}

/** Tells whether a record is wanted, in however many questions. */
export function isWanted(
  columns: Columns,
  gone: Uint8Array | undefined,
  wanted: Wanted,
): (doc: number) => boolean {
  if (wanted.labels.length > 0) {
    const marks = new Uint8Array(columns.keys.length);
    for (const doc of docsWanted(columns, gone, wanted)) marks[doc] = 1;
    return (doc) => marks[doc] === 1;
  }
  const { from, end } = daysOf(columns, wanted);
  const is = testOf(columns, gone, wanted);
  return (doc) => doc >= from && doc < end && (!is || is(doc));
}

/** By label: the records that carry it, newest first. */
export function listOf(columns: Columns): Map<number, Uint32Array> {
  return derivedOf(columns).lists;
}

/** The records to look at: those of the rarest thing that is wanted, where something is, between the days. */
function rangeOf(columns: Columns, wanted: Wanted & { before?: string }) {
  const days = daysOf(columns, wanted);
  const lists = wanted.labels.map((labels) => union(labels.map((label) => listOf(columns).get(label))));
  const list = lists.sort((a, b) => a.length - b.length)[0];
  if (!list) return days;
  return { from: firstFrom(list, days.from), end: firstFrom(list, days.end), list };
}

function daysOf({ keys }: Columns, { before, from, to }: Wanted & { before?: string }) {
  const last = to === undefined ? undefined : `${to}#~`;
  const top = before !== undefined && (last === undefined || before < last) ? before : last;
  const start = top === undefined ? 0 : firstBelow(keys, top);
  const end = from === undefined ? keys.length : Math.max(start, firstBelow(keys, from));
  return { from: start, end, list: undefined };
}

/** What a record within the range must still be; nothing where that is enough. */
function testOf(columns: Columns, gone: Uint8Array | undefined, { labels, month }: Wanted) {
  if (!gone && labels.length === 0 && month === undefined) return undefined;
  const { values } = columns;
  const months = month === undefined ? undefined : monthsOf(columns);
  const number = Number(month);
  return (doc: number): boolean =>
    !gone?.[doc] &&
    (!months || months[doc] === number) &&
    labels.every((any) => any.some((label) => values[doc]!.includes(label)));
}

function monthsOf(columns: Columns): Uint8Array {
  const known = derivedOf(columns);
  known.months ??= Uint8Array.from(columns.keys, (key) => Number(key.slice(5, 7)));
  return known.months;
}

function derivedOf(columns: Columns): Derived {
  const known = derived.get(columns);
  if (known) return known;
  const lists = new Map<number, number[]>();
  for (const [doc, labels] of columns.values.entries())
    for (const label of labels) {
      const list = lists.get(label);
      if (list) list.push(doc);
      else lists.set(label, [doc]);
    }
  const made = { lists: new Map([...lists].map(([label, docs]) => [label, Uint32Array.from(docs)])) };
  derived.set(columns, made);
  return made;
}

function union(lists: (Uint32Array | undefined)[]): Uint32Array {
  const found = lists.flatMap((list) => list ?? []);
  if (found.length < 2) return found[0] ?? new Uint32Array();
  return Uint32Array.from(new Set(found.flatMap((list) => [...list]))).sort();
}

/** The first of the descending keys that is below a key. */
function firstBelow(keys: string[], key: string): number {
  return firstThat(keys.length, (i) => keys[i]! < key);
}

/** The place of the first of the ascending numbers from one on. */
function firstFrom(numbers: Uint32Array, from: number): number {
  return firstThat(numbers.length, (i) => numbers[i]! >= from);
}

/** The first of `length` places where something holds that holds from there on. */
export function firstThat(length: number, holds: (i: number) => boolean): number {
  let [from, to] = [0, length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
