/**
 * Merge: segments become one, without the records that are left out. The columns come first, since they
 * say which number each record has from then on; then the terms, all at once or bucket by bucket. Pure.
 */

import type { Postings } from "./bucket.ts";
import { ByteWriter } from "./bytes.ts";
import { type Columns, labelIn, NO_AMOUNT, noColumns, type Segment } from "./segment.ts";

/** What a merge takes of a segment: the records for which `keep` holds. */
export interface Side<S> {
  of: S;
  keep(doc: number): boolean;
}

/** How segments become one: the columns, and by segment the new number of each record (-1: left out). */
export interface Merging {
  columns: Columns;
  from: Int32Array[];
}

/** Where several have a value of a filter, the last of them names it. */
export function mergeColumns(sides: Side<Columns>[]): Merging {
  const columns = noColumns();
  const labels = new Map<string, number>();
  const all = sides.map((side) => side.of);
  const from = all.map(({ keys }) => new Int32Array(keys.length).fill(-1));
  const relabel = all.toReversed().map((side) => side.labels.map((l) => labelIn(columns, labels, l)));
  relabel.reverse();
  const at = all.map(() => 0);
  for (;;) {
    let first = -1;
    let top = "";
    for (const [side, { keys }] of all.entries()) {
      while (at[side]! < keys.length && !sides[side]!.keep(at[side]!)) at[side]!++;
      const key = keys[at[side]!];
      if (key !== undefined && (first === -1 || key > top)) [first, top] = [side, key];
    }
    if (first === -1) break;
    const side = all[first]!;
    const doc = at[first]!++;
    from[first]![doc] = columns.keys.length;
    columns.keys.push(top);
    columns.publications.push(side.publications[doc]!);
    columns.values.push(side.values[doc]!.map((label) => relabel[first]![label]!));
    columns.amounts.push(side.amounts[doc] ?? NO_AMOUNT);
    columns.titles.push(side.titles[doc] ?? "");
  }
  return { columns: withoutUnused(columns), from };
}

/** The postings of one term after a merge, from those of each segment; nothing where no record with it is left. */
export function mergePostings(lists: (Postings | undefined)[], { from }: Merging): Postings | undefined {
  const sides = lists.flatMap((list, side) => (list ? [{ list, from: from[side]!, at: -1, next: -1 }] : []));
  for (const side of sides) advance(side);
  const most = sides.reduce((sum, { list }) => sum + list.docs.length, 0);
  const [docs, impacts, ends] = [new Uint32Array(most), new Uint8Array(most), new Uint32Array(most)];
  const places = new ByteWriter();
  let count = 0;
  for (;;) {
    let first: Reading | undefined;
    for (const side of sides) if (side.next !== -1 && (!first || side.next < first.next)) first = side;
    if (!first) break;
    const { list, at } = first;
    docs[count] = first.next;
    impacts[count] = list.impacts[at]!;
    places.copy(list.places, at ? list.ends[at - 1]! : 0, list.ends[at]!);
    ends[count++] = places.length;
    advance(first);
  }
  if (count === 0) return undefined;
  const kept = <A extends { slice(from: number, to: number): A }>(list: A) => list.slice(0, count);
  return { docs: kept(docs), impacts: kept(impacts), places: places.done(), ends: kept(ends) };
}

/** Where a merge is in one of the lists: at which posting, and its record's new number, or -1 at the end. */
interface Reading {
  list: Postings;
  from: Int32Array;
  at: number;
  next: number;
}

/** To the next posting of a record that stays. */
function advance(reading: Reading): void {
  const { docs } = reading.list;
  do reading.at++;
  while (reading.at < docs.length && reading.from[docs[reading.at]!] === -1);
  reading.next = reading.at < docs.length ? reading.from[docs[reading.at]!]! : -1;
}

export function merge(sides: Side<Segment>[]): Segment {
  const merging = mergeColumns(sides.map(({ of, keep }) => ({ of: of.columns, keep })));
  return {
    columns: merging.columns,
    terms: mergeTerms(
      sides.map(({ of }) => of.terms),
      merging,
    ),
  };
}

/** The terms of segments, or of one bucket of each, after a merge. */
export function mergeTerms(sides: Map<string, Postings>[], merging: Merging): Map<string, Postings> {
  const terms = new Map<string, Postings>();
  for (const term of [...new Set(sides.flatMap((side) => [...side.keys()]))].sort()) {
    const lists = sides.map((side) => side.get(term));
    const postings = mergePostings(lists, merging);
    if (postings) terms.set(term, postings);
  }
  return terms;
}

/** A value that no record has any more is not offered as a filter. */
function withoutUnused(columns: Columns): Columns {
  const used = new Set(columns.values.flat());
  if (used.size === columns.labels.length) return columns;
  const kept = columns.labels.map((_, i) => i).filter((i) => used.has(i));
  const renumbered = new Map(kept.map((old, i) => [old, i]));
  return {
    ...columns,
    labels: kept.map((i) => columns.labels[i]!),
    values: columns.values.map((values) => values.map((value) => renumbered.get(value)!)),
  };
}
