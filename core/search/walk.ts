/**
 * Walk: the records of a segment that carry some values, newest first from a place on, without looking
 * at the others. Each value's records are listed once for as long as the columns are in memory, so a
 * page costs what it shows and not what there is. Pure.
 */
import type { Columns } from "./segment.ts";

/** One thing that a record must have: any of these labels of the segment, by their places in it. */
export type AnyOf = number[];

export interface Stretch {
  /** Keys below this one: what comes after it in the list. */
  before?: string;
  /** Keys that begin with this day or a later one, and no later than that. */
  from?: string;
  to?: string;
  limit: number;
}

const listed = new WeakMap<Columns, Map<number, number[]>>();

/** The numbers of the records, newest first. `gone` marks those that have left the segment. */
export function walk(
  columns: Columns,
  gone: Uint8Array | undefined,
  wanted: AnyOf[],
  { before, from = "", to, limit }: Stretch,
): number[] {
  const { keys, values } = columns;
  const last = to === undefined ? undefined : `${to}#~`;
  const top = before !== undefined && (last === undefined || before < last) ? before : last;
  const first = top === undefined ? 0 : firstBelow(keys, top);
  const found: number[] = [];
  const lists = wanted.map((labels) => union(labels.map((label) => listOf(columns).get(label) ?? [])));
  const rarest = lists.toSorted((a, b) => a.length - b.length)[0];
  const end = rarest?.length ?? keys.length;
  for (let i = rarest ? firstFrom(rarest, first) : first; i < end && found.length < limit; i++) {
    const doc = rarest ? rarest[i]! : i;
    if (keys[doc]! < from) break;
    const has = wanted.every((labels) => labels.some((label) => values[doc]!.includes(label)));
    if (has && !gone?.[doc]) found.push(doc);
  }
  return found;
}

/** By label: the records that carry it, newest first. */
export function listOf(columns: Columns): Map<number, number[]> {
  let lists = listed.get(columns);
  if (lists) return lists;
  lists = new Map();
  for (const [doc, labels] of columns.values.entries())
    for (const label of labels) {
      const list = lists.get(label);
      if (list) list.push(doc);
      else lists.set(label, [doc]);
    }
  listed.set(columns, lists);
  return lists;
}

function union(lists: number[][]): number[] {
  if (lists.length < 2) return lists[0] ?? [];
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}

/** The first of the descending keys that is below a key. */
function firstBelow(keys: string[], key: string): number {
  return search(keys.length, (i) => keys[i]! < key);
}

/** The place of the first of the ascending numbers from one on. */
function firstFrom(numbers: number[], from: number): number {
  return search(numbers.length, (i) => numbers[i]! >= from);
}

/** The first of `length` places where something holds that holds from there on. */
function search(length: number, holds: (i: number) => boolean): number {
  let [from, to] = [0, length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
