/**
 * A segment: records made searchable. Its columns say what each record is, newest first, and what the
 * register's filters hold of it; its terms say where the words are. An index is one large segment, its
 * base, and one small one, its delta; every change of either is a merge of two segments.
 */
import { type Postings, writePlaces } from "./bucket.ts";
import { ByteWriter } from "./bytes.ts";
import { numberKeys, tokensOf } from "./words.ts";

/** One published record, as the index takes it. Made from what the public may see and from nothing else. */
export interface Searchable {
  /** The sort key of its register entry, which ends in "#" and its id. */
  key: string;
  /** Which publication of the record this is. */
  publication: number;
  reference?: string;
  /** Its number in its series. */
  n?: number;
  /** What the register's filters hold of it. */
  values: FilterLabel[];
  /** What it can be put in order by: pence, and the title as it is shown. */
  amount?: number;
  title: string;
  /** Its words. A phrase never reaches from one part into the next. */
  parts: { kind: "title" | "summary" | "text"; text: string }[];
}

export interface FilterLabel {
  filter: string;
  slug: string;
  label: string;
}

/** What each record is, by its number in the segment. Newest first, as the register lists them. */
export interface Columns {
  keys: string[];
  publications: number[];
  /** Every value of a filter that any record has. */
  labels: FilterLabel[];
  /** By record: which of `labels` it has. */
  values: number[][];
  /** By record: pence, or `NO_AMOUNT`. Nothing at all in an index made before there were any. */
  amounts: number[];
  /** By record: its title as `titleKey` makes it. */
  titles: string[];
}

export const NO_AMOUNT = -1;

export interface Segment {
  columns: Columns;
  terms: Map<string, Postings>;
}

/** A very long paper is found by its first 40 pages: what one record adds to an index must have a bound. */
export const MAX_TOKENS = 20_000;
/** Further apart than a phrase can reach. */
const BETWEEN_PARTS = 10;

const noColumns = (): Columns => ({
  keys: [],
  publications: [],
  labels: [],
  values: [],
  amounts: [],
  titles: [],
});
export const EMPTY: Segment = { columns: noColumns(), terms: new Map() };

export const idOf = (key: string): string => key.slice(key.lastIndexOf("#") + 1);
export const yearOf = (key: string): string => key.slice(0, 4);
/** By which titles are put in order: letters and digits alone, without case and accents, and not for ever. */
export const titleKey = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, "")
    .replace(/[^\p{L}\p{Nd}]+/gu, " ")
    .trim()
    .slice(0, 32);
/** The term under which a number is looked up; no text has a "#" in its terms. */
export const numberTerm = (key: string): string => `#${key}`;

export function segmentOf(records: Searchable[]): Segment {
  const found = new Map<string, { docs: number[]; impacts: number[]; places: ByteWriter; ends: number[] }>();
  const columns = noColumns();
  const labels = new Map<string, number>();
  const newestFirst = [...records].sort((a, b) => (a.key < b.key ? 1 : -1));
  for (const [doc, record] of newestFirst.entries()) {
    columns.keys.push(record.key);
    columns.publications.push(record.publication);
    columns.values.push(record.values.map((label) => labelIn(columns, labels, label)));
    columns.amounts.push(record.amount ?? NO_AMOUNT);
    columns.titles.push(titleKey(record.title));
    for (const [term, { impact, places }] of termsOf(record)) {
      const list = found.get(term) ?? { docs: [], impacts: [], places: new ByteWriter(), ends: [] };
      found.set(term, list);
      list.docs.push(doc);
      list.impacts.push(impact);
      writePlaces(list.places, places);
      list.ends.push(list.places.length);
    }
  }
  const terms = new Map<string, Postings>();
  for (const [term, { docs, impacts, places, ends }] of found)
    terms.set(term, {
      docs: Uint32Array.from(docs),
      impacts: Uint8Array.from(impacts),
      places: places.done(),
      ends: Uint32Array.from(ends),
    });
  return { columns, terms };
}

/** How two segments become one: the columns, and the new number of each record (-1: left out). */
export interface Merging {
  columns: Columns;
  from: [Int32Array, Int32Array];
}

/** `keep` says of each record of the older segment whether it stays. Where both have a value, the newer names it. */
export function mergeColumns(older: Columns, newer: Columns, keep: (doc: number) => boolean): Merging {
  const columns = noColumns();
  const labels = new Map<string, number>();
  const sides = [older, newer] as const;
  const from: Merging["from"] = [
    new Int32Array(older.keys.length).fill(-1),
    new Int32Array(newer.keys.length).fill(-1),
  ];
  const relabel = [newer, older].map((side) => side.labels.map((label) => labelIn(columns, labels, label)));
  relabel.reverse();
  const at = [0, 0];
  for (;;) {
    while (at[0]! < older.keys.length && !keep(at[0]!)) at[0]!++;
    const [a, b] = sides.map((side, i) => side.keys[at[i]!]);
    if (a === undefined && b === undefined) break;
    const side = b === undefined || (a !== undefined && a > b) ? 0 : 1;
    const doc = at[side]!++;
    from[side][doc] = columns.keys.length;
    columns.keys.push(sides[side].keys[doc]!);
    columns.publications.push(sides[side].publications[doc]!);
    columns.values.push(sides[side].values[doc]!.map((label) => relabel[side]![label]!));
    columns.amounts.push(sides[side].amounts[doc] ?? NO_AMOUNT);
    columns.titles.push(sides[side].titles[doc] ?? "");
  }
  return { columns: withoutUnused(columns), from };
}

/** The postings of one term after a merge; nothing where no record with it is left. */
export function mergePostings(
  older: Postings = NOTHING,
  newer: Postings = NOTHING,
  { from }: Merging,
): Postings | undefined {
  const lists = [older, newer] as const;
  const most = older.docs.length + newer.docs.length;
  const [docs, impacts, ends] = [new Uint32Array(most), new Uint8Array(most), new Uint32Array(most)];
  const places = new ByteWriter();
  const at = [0, 0] as [number, number];
  const next = (side: 0 | 1): number => {
    const list = lists[side].docs;
    while (at[side] < list.length && from[side][list[at[side]]!] === -1) at[side]++;
    return at[side] < list.length ? from[side][list[at[side]]!]! : Number.POSITIVE_INFINITY;
  };
  let count = 0;
  for (;;) {
    const a = next(0);
    const b = next(1);
    if (a === b) break;
    const side = a < b ? 0 : 1;
    const list = lists[side];
    const i = at[side]++;
    docs[count] = Math.min(a, b);
    impacts[count] = list.impacts[i]!;
    places.bytes(list.places.subarray(i ? list.ends[i - 1] : 0, list.ends[i]));
    ends[count++] = places.length;
  }
  if (count === 0) return undefined;
  const kept = <A extends { slice(from: number, to: number): A }>(list: A) => list.slice(0, count);
  return { docs: kept(docs), impacts: kept(impacts), places: places.done(), ends: kept(ends) };
}

const NOTHING: Postings = {
  docs: new Uint32Array(),
  impacts: new Uint8Array(),
  places: new Uint8Array(),
  ends: new Uint32Array(),
};

export function merge(older: Segment, newer: Segment, keep: (doc: number) => boolean): Segment {
  const merging = mergeColumns(older.columns, newer.columns, keep);
  const terms = new Map<string, Postings>();
  for (const term of new Set([...older.terms.keys(), ...newer.terms.keys()])) {
    const postings = mergePostings(older.terms.get(term), newer.terms.get(term), merging);
    if (postings) terms.set(term, postings);
  }
  return { columns: merging.columns, terms };
}

/** Each term of a record with its places and what it counts: more in the title than in the text, more if repeated. */
export function termsOf(record: Searchable): Map<string, { impact: number; places: number[] }> {
  const found = new Map<string, { impact: number; places: number[] }>();
  const bonus = { title: 3, summary: 1, text: 0 };
  const kinds = new Map<string, Set<keyof typeof bonus>>();
  let place = 0;
  let left = MAX_TOKENS;
  for (const { kind, text } of record.parts) {
    const tokens = tokensOf(text).slice(0, left);
    left -= tokens.length;
    for (const [i, { term, common }] of tokens.entries()) {
      if (common) continue;
      const entry = found.get(term) ?? { impact: 0, places: [] };
      found.set(term, entry);
      entry.places.push(place + i);
      kinds.set(term, (kinds.get(term) ?? new Set()).add(kind));
    }
    place += tokens.length + BETWEEN_PARTS;
  }
  for (const [term, entry] of found) {
    const repeated = Math.min(2, Math.floor(Math.log2(entry.places.length)));
    entry.impact = 1 + repeated;
    for (const kind of kinds.get(term) ?? []) entry.impact += bonus[kind];
  }
  for (const key of record.reference ? numberKeys(record.reference, record.n) : [])
    found.set(numberTerm(key), { impact: 7, places: [] });
  return found;
}

function labelIn(columns: Columns, known: Map<string, number>, label: FilterLabel): number {
  const name = `${label.filter}/${label.slug}`;
  const index = known.get(name) ?? columns.labels.push(label) - 1;
  known.set(name, index);
  return index;
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
