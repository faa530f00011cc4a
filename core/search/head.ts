/**
 * The head of an index: the one object that changes, swapped by its ETag, so that whoever reads it sees a
 * whole index. It names the generations of the bases, whose files never change, and holds the delta: what
 * was published since, and what was taken out. An index is of one office, or of all of them.
 *
 *     search/<office>/head                 this
 *     search/<office>/base/<generation>/…  columns, vocabulary, and two files for each bucket
 */
import { gunzipSync, gzipSync } from "node:zlib";
import * as v from "valibot";
import { decodeBucket, encodeBucket } from "./bucket.ts";
import { merge } from "./merge.ts";
import { type Columns, EMPTY, idOf, type Segment } from "./segment.ts";

/** In place of an office's slug: the index of all of them. No slug begins so. */
export const ALL = "_all";

/** The delta is made part of a base when it has this many changes. */
export const MAX_DELTA = 200;
/** A base that has become larger is left as it is, so that no compaction writes more than some hundred megabytes. */
const MAX_BASE = 100_000;
/** A base this many times as large as what would join it waits until there is more. */
const MUCH_LARGER = 50;

export interface Base {
  generation: string;
  /** It has `1 << bits` buckets. */
  bits: number;
  records: number;
  /** The ids of those of its records that are no longer the ones to find. */
  gone: string[];
}

/** A base with its columns. */
export interface Opened {
  base: Base;
  columns: Columns;
}

export interface Head {
  /** Counts the writes, so that no two heads are the same. */
  sequence: number;
  bases: Base[];
  /** The bases before, for those who are still reading them; they go with the next compaction. */
  previous: Base[];
  delta: Segment;
  /** By id of each record in the delta: the sequence at which it came. It replaces one of that id in a base. */
  added: Record<string, number>;
  /** By id of each record that is to be found no more: the sequence at which it went. */
  removed: Record<string, number>;
}

const FORMAT = 2;
const BaseSchema = v.object({
  generation: v.string(),
  bits: v.number(),
  records: v.number(),
  gone: v.array(v.string()),
});
const Sequences = v.record(v.string(), v.number());
// One look at each of some hundred thousand, since a new function opens every office's columns at once.
const isNumber = (value: unknown) => typeof value === "number";
const isString = (value: unknown) => typeof value === "string";
const arrayOf = <T>(is: (value: unknown) => boolean) =>
  v.custom<T[]>((all) => Array.isArray(all) && all.every(is), "The index is damaged");
export const Numbers = arrayOf<number>(isNumber);
export const ColumnsSchema = v.object({
  keys: arrayOf<string>(isString),
  publications: Numbers,
  labels: v.array(v.object({ filter: v.string(), slug: v.string(), label: v.string() })),
  values: arrayOf<number[]>((all) => Array.isArray(all) && all.every(isNumber)),
  amounts: Numbers,
  titles: arrayOf<string>(isString),
});
const Stored = v.object({
  format: v.literal(FORMAT, "The index has another format: it must be made anew"),
  sequence: v.number(),
  bases: v.array(BaseSchema),
  previous: v.array(BaseSchema),
  columns: ColumnsSchema,
  postings: v.string(),
  places: v.string(),
  added: Sequences,
  removed: Sequences,
});

export const NEW: Head = { sequence: 0, bases: [], previous: [], delta: EMPTY, added: {}, removed: {} };

export function encodeHead({ delta, ...head }: Head): Uint8Array {
  const bucket = encodeBucket(delta.terms);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  return packJson({
    format: FORMAT,
    ...head,
    columns: delta.columns,
    postings: base64(bucket.postings),
    places: base64(bucket.places),
  });
}

export function decodeHead(bytes: Uint8Array): Head {
  const { format: _, columns, postings, places, ...head } = v.parse(Stored, unpackJson(bytes));
  const [of, at] = [postings, places].map((text) => new Uint8Array(Buffer.from(text, "base64")));
  return { ...head, delta: { columns, terms: decodeBucket({ postings: of!, places: at! }) } };
}

/** With these records in the delta, in place of any earlier ones of the same ids. */
export function withRecords(head: Head, records: Segment): Head {
  const sequence = head.sequence + 1;
  const ids = new Set(records.columns.keys.map(idOf));
  const { removed } = head;
  return {
    ...head,
    sequence,
    delta: merge([deltaWhere(head, (id) => !ids.has(id)), { of: records, keep: () => true }]),
    added: { ...head.added, ...Object.fromEntries([...ids].map((id) => [id, sequence])) },
    removed: Object.fromEntries(Object.entries(removed).filter(([id]) => !ids.has(id))),
  };
}

/** Without a record, wherever it is. */
export function withoutRecord(head: Head, id: string): Head {
  const sequence = head.sequence + 1;
  const { [id]: _, ...added } = head.added;
  return {
    ...head,
    sequence,
    delta: merge([deltaWhere(head, (other) => other !== id)]),
    added,
    removed: { ...head.removed, [id]: sequence },
  };
}

function deltaWhere({ delta }: Head, keep: (id: string) => boolean) {
  return { of: delta, keep: (doc: number) => keep(idOf(delta.columns.keys[doc]!)) };
}

/** The bases that become one with the delta: from the smallest on, each that is not much larger than what joins it. */
export function basesToMerge({ bases, delta }: Head): Base[] {
  let records = delta.columns.keys.length;
  const merged: Base[] = [];
  for (const base of bases.toSorted((a, b) => a.records - b.records)) {
    if (base.records > MUCH_LARGER * records || base.records + records > MAX_BASE) break;
    merged.push(base);
    records += base.records;
  }
  return merged;
}

/** After what was there at a sequence has become part of new bases: what came since stays. */
export function rebased(head: Head, bases: Base[], upTo: number): Head {
  const since = (changes: Record<string, number>) =>
    Object.fromEntries(Object.entries(changes).filter(([, sequence]) => sequence > upTo));
  const added = since(head.added);
  const kept = new Set(bases.map((base) => base.generation));
  return {
    sequence: head.sequence + 1,
    bases,
    previous: head.bases.filter((base) => !kept.has(base.generation)),
    delta: merge([deltaWhere(head, (id) => id in added)]),
    added,
    removed: since(head.removed),
  };
}

/** Of the records of a base, by their numbers: those that are still the ones to find. */
export function stillIn(head: Head, base: Base, { keys }: Columns): (doc: number) => boolean {
  const gone = new Set(base.gone);
  return (doc) => {
    const id = idOf(keys[doc]!);
    return !gone.has(id) && !isReplaced(head, id);
  };
}

/** A base that stays as it is says itself which of its records have been replaced or taken out. */
export function withGone(head: Head, { base, columns }: Opened): Base {
  const changed = columns.keys.map(idOf).filter((id) => isReplaced(head, id));
  return changed.length === 0 ? base : { ...base, gone: [...new Set([...base.gone, ...changed])] };
}

export function changesIn({ added, removed }: Head): number {
  return Object.keys(added).length + Object.keys(removed).length;
}

/** Whether a record of a base is no longer the one to find. */
export function isReplaced({ added, removed }: Head, id: string): boolean {
  return Object.hasOwn(added, id) || Object.hasOwn(removed, id);
}

/** About 100 records a bucket: its postings are then some tens of kilobytes, which take S3 no longer than one. */
export function bitsFor(records: number): number {
  return Math.min(12, Math.ceil(Math.log2(Math.max(1, records / 100))));
}

export const headKey = (office: string): string => `search/${office}/head`;
const baseKey = (office: string, { generation }: Base, name: string): string =>
  `search/${office}/base/${generation}/${name}`;
export const columnsKey = (office: string, base: Base): string => baseKey(office, base, "columns");
export const vocabularyKey = (office: string, base: Base): string => baseKey(office, base, "vocabulary");
export const postingsKey = (office: string, base: Base, bucket: number): string =>
  baseKey(office, base, `${bucket}`);
export const placesKey = (office: string, base: Base, bucket: number): string =>
  baseKey(office, base, `${bucket}-places`);

/** Every file of a base. */
export function filesOf(office: string, base: Base): string[] {
  const buckets = Array.from({ length: 1 << base.bits }, (_, bucket) => bucket);
  return [
    columnsKey(office, base),
    vocabularyKey(office, base),
    ...buckets.flatMap((b) => [postingsKey(office, base, b), placesKey(office, base, b)]),
  ];
}

export function packJson(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

export function unpackJson(bytes: Uint8Array): unknown {
  return JSON.parse(gunzipSync(bytes).toString("utf8"));
}

export function parseColumns(bytes: Uint8Array): Columns {
  return v.parse(ColumnsSchema, unpackJson(bytes));
}
