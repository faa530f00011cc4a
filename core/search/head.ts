/**
 * The head of an office's index: the one object that changes, swapped by its ETag, so that whoever
 * reads it sees a whole index. It names the base's generation, whose files never change, and holds the
 * delta: what was published since, and what was taken out. Everything else of an index hangs on it.
 *
 *     search/<office>/head                 this
 *     search/<office>/base/<generation>/…  columns, vocabulary, and two files for each bucket
 */
import { gunzipSync, gzipSync } from "node:zlib";
import * as v from "valibot";
import { decodeBucket, encodeBucket } from "./bucket.ts";
import { type Columns, EMPTY, idOf, merge, type Segment } from "./segment.ts";

/** The delta is made part of the base when it has this many changes. */
export const MAX_DELTA = 200;

export interface Base {
  generation: string;
  /** It has `1 << bits` buckets. */
  bits: number;
}

export interface Head {
  /** Counts the writes, so that no two heads are the same. */
  sequence: number;
  base?: Base;
  /** The base before, for those who are still reading it; goes with the next compaction. */
  previous?: Base;
  delta: Segment;
  /** By id of each record in the delta: the sequence at which it came. It replaces one of that id in the base. */
  added: Record<string, number>;
  /** By id of each record that is to be found no more: the sequence at which it went. */
  removed: Record<string, number>;
}

const FORMAT = 1;
const BaseSchema = v.object({ generation: v.string(), bits: v.number() });
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
  // An index made before these were there is read as it is; a record has them when it is next published.
  amounts: v.optional(Numbers, []),
  titles: v.optional(arrayOf<string>(isString), []),
});
const Stored = v.object({
  format: v.literal(FORMAT, "The index has another format: it must be made anew"),
  sequence: v.number(),
  base: v.optional(BaseSchema),
  previous: v.optional(BaseSchema),
  columns: ColumnsSchema,
  postings: v.string(),
  places: v.string(),
  added: Sequences,
  removed: Sequences,
});

export const NEW: Head = { sequence: 0, delta: EMPTY, added: {}, removed: {} };

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
    delta: merge(head.delta, records, (doc) => !ids.has(idOf(head.delta.columns.keys[doc]!))),
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
    delta: merge(head.delta, EMPTY, (doc) => idOf(head.delta.columns.keys[doc]!) !== id),
    added,
    removed: { ...head.removed, [id]: sequence },
  };
}

/** After what was there at a sequence has become the new base: what came since stays. */
export function rebased(head: Head, base: Base, upTo: number): Head {
  const since = (changes: Record<string, number>) =>
    Object.fromEntries(Object.entries(changes).filter(([, sequence]) => sequence > upTo));
  const added = since(head.added);
  return {
    sequence: head.sequence + 1,
    base,
    previous: head.base,
    delta: merge(head.delta, EMPTY, (doc) => idOf(head.delta.columns.keys[doc]!) in added),
    added,
    removed: since(head.removed),
  };
}

export function changesIn({ added, removed }: Head): number {
  return Object.keys(added).length + Object.keys(removed).length;
}

/** Whether a record of the base is no longer the one to find. */
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
