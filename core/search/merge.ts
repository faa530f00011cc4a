/**
 * Merge: segments become one, without the records that are left out. The columns come first, since they
 * say which number each record has from then on; then the terms, all at once or bucket by bucket. Pure.
 */
import { type Postings, PostingsReader, PostingsWriter } from "./postings.ts";
import { type Columns, labelIn, noColumns, type Segment } from "./segment.ts";

/** What a merge takes of a segment: the records for which `keep` holds. */
export interface Side<S> {
  of: S;
  keep(doc: number): boolean;
}

/** How segments become one: the columns, and by segment the new number of each record, or `GONE`. */
export interface Merging {
  columns: Columns;
  from: Int32Array[];
}
const GONE = -1;

/** Where several have a value of a filter, the last of them names it. */
export function mergeColumns(sides: Side<Columns>[]): Merging {
  const columns = noColumns();
  const labels = new Map<string, number>();
  const all = sides.map((side) => side.of);
  const from = all.map(({ keys }) => new Int32Array(keys.length).fill(GONE));
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
    columns.amounts.push(side.amounts[doc]!);
    columns.titles.push(side.titles[doc]!);
  }
  return { columns: withoutUnused(columns), from };
}

/** The postings of one term after a merge, from those of each segment; nothing where no record with it is left. */
function mergePostings(
  lists: (Postings | undefined)[],
  { from }: Merging,
  writer: PostingsWriter,
): Postings | undefined {
  const sides = lists.flatMap((list, side) =>
    list ? [{ reader: new PostingsReader(list), from: from[side]!, next: GONE }] : [],
  );
  for (const side of sides) advance(side);
  for (;;) {
    let first: Reading | undefined;
    for (const side of sides) if (side.next !== GONE && (!first || side.next < first.next)) first = side;
    if (!first) break;
    writer.copy(first.next, first.reader);
    advance(first);
  }
  const made = writer.done();
  return made.count > 0 ? made : undefined;
}

/** Where a merge is in one of the lists, and the new number of that record. At the end there is none. */
interface Reading {
  reader: PostingsReader;
  from: Int32Array;
  next: number;
}

/** To the next record that stays. */
function advance(reading: Reading): void {
  const { reader, from } = reading;
  reading.next = GONE;
  while (reading.next === GONE && reader.next()) reading.next = from[reader.doc]!;
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
  const writer = new PostingsWriter();
  for (const term of [...new Set(sides.flatMap((side) => [...side.keys()]))].sort()) {
    const lists = sides.map((side) => side.get(term));
    const postings = mergePostings(lists, merging, writer);
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
