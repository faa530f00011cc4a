/**
 * Compaction: an index's delta and some of its bases become a new base, bucket by bucket, so that memory
 * holds little whatever the size of the index. Nobody waits for it: the old bases stand until the head
 * names the new one, and what is published meanwhile stays in the delta.
 */
import { Resource } from "sst";
import { findFile, getFile, putFile, removeFile, swapFile } from "#core/aws/files.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import { noteHead } from "#core/notice/register.store.ts";
import { type Bucket, bucketOf, decodeBucket, encodeBucket } from "./bucket.ts";
import {
  ALL,
  type Base,
  basesToMerge,
  bitsFor,
  changesIn,
  columnsKey,
  decodeHead,
  encodeHead,
  filesOf,
  type Head,
  headKey,
  MAX_DELTA,
  type Opened,
  packJson,
  parseColumns,
  placesKey,
  postingsKey,
  rebased,
  stillIn,
  vocabularyKey,
  withGone,
} from "./head.ts";
import { mergeColumns, mergeTerms } from "./merge.ts";
import { inParallel } from "./parallel.ts";
import type { Postings } from "./postings.ts";
import { type Columns, idOf } from "./segment.ts";
import { vocabularyOf } from "./spelling.ts";

const FILES_AT_ONCE = 16;
const BUCKETS_AT_ONCE = 4;

/** "when full": only if the delta is full. Or at once, so that no file of the index has the words of a record. */
export async function compact(office: string, why: "when full" | { forget: string }): Promise<void> {
  const found = await readHead(office);
  if (!found || (why === "when full" && changesIn(found.head) < MAX_DELTA)) return;
  const { head } = found;
  const opened = await openBases(office, head);
  const some = new Set(basesToMerge(head));
  const has = ({ keys }: Columns, id: string) => keys.some((key) => idOf(key) === id);
  const merged = opened.filter(
    ({ base, columns }) => some.has(base) || (why !== "when full" && has(columns, why.forget)),
  );
  const left = opened.filter((one) => !merged.includes(one)).map((one) => withGone(head, one));
  const base = await writeBase(office, head, merged);
  const bases = base.records > 0 ? [...left, base] : left;
  await inParallel(head.previous, 1, (old) => removeBase(office, old));
  if (!(await swap(office, head, bases, found.etag))) {
    await removeBase(office, base);
    return why === "when full" ? undefined : compact(office, why);
  }
  if (why !== "when full") await inParallel(merged, 1, (old) => removeBase(office, old.base));
}

async function openBases(office: string, { bases }: Head): Promise<Opened[]> {
  return inParallel(bases, FILES_AT_ONCE, async (base) => ({
    base,
    columns: parseColumns(await read(columnsKey(office, base))),
  }));
}

/** Names the new bases in the head. False: another compaction did, and this one was for nothing. */
async function swap(office: string, from: Head, bases: Base[], etag: string): Promise<boolean> {
  let now = { head: from, etag };
  for (;;) {
    const next = rebased(now.head, bases, from.sequence);
    if (await swapFile(Resource.PrivateBucket.name, headKey(office), encodeHead(next), now.etag)) {
      if (office !== ALL) await noteHead(office, next.sequence);
      return true;
    }
    const found = await readHead(office);
    if (found && isSame(found.head.bases, bases)) return true;
    if (!found || !isSame(found.head.bases, from.bases)) return false;
    now = found;
  }
}

function isSame(some: Base[], others: Base[]): boolean {
  const names = (bases: Base[]) => bases.map(({ generation, gone }) => `${generation} ${gone.length}`).join();
  return names(some) === names(others);
}

/** The base is named after what it is made from, so that doing it again writes the same. One of no records has no files. */
export async function writeBase(office: string, head: Head, merged: Opened[]): Promise<Base> {
  const sources = merged.map(({ base }) => base);
  const merging = mergeColumns([
    ...merged.map(({ base, columns }) => ({ of: columns, keep: stillIn(head, base, columns) })),
    { of: head.delta.columns, keep: () => true },
  ]);
  const records = merging.columns.keys.length;
  const most = Math.max(0, ...sources.map(({ bits }) => bits));
  const from = [encodeHead(head), ...sources.map(({ generation }) => generation)];
  const base: Base = {
    generation: `${String(head.sequence).padStart(9, "0")}-${sha256(from.map(sha256).join()).slice(0, 12)}`,
    bits: Math.max(most, bitsFor(records)),
    records,
    gone: [],
  };
  if (records === 0) return base;
  const small = await inParallel(sources, 1, async (source) =>
    source.bits < most ? byBucket(await readWhole(office, source), most) : undefined,
  );
  const delta = byBucket(head.delta.terms, most);
  const counts = new Map<string, number>();
  await inParallel(bucketsOf(most), BUCKETS_AT_ONCE, async (bucket) => {
    const sides = await inParallel(sources, FILES_AT_ONCE, async (source) => {
      const split = small[sources.indexOf(source)];
      return split ? (split.get(bucket) ?? NOTHING) : readBucket(office, source, bucket);
    });
    const terms = mergeTerms([...sides, delta.get(bucket) ?? NOTHING], merging);
    for (const [term, { count }] of terms) counts.set(term, count);
    // With more bits, a bucket falls into those whose numbers end in its own.
    const parts = byBucket(terms, base.bits);
    for (let part = bucket; part < 1 << base.bits; part += 1 << most)
      await writeBucket(office, base, part, encodeBucket(parts.get(part) ?? NOTHING));
  });
  await write(vocabularyKey(office, base), packJson(vocabularyOf(counts)));
  await write(columnsKey(office, base), packJson(merging.columns));
  return base;
}

const NOTHING: Map<string, Postings> = new Map();
const bucketsOf = (bits: number): number[] => Array.from({ length: 1 << bits }, (_, bucket) => bucket);

function byBucket(terms: Map<string, Postings>, bits: number): Map<number, Map<string, Postings>> {
  const parts = Map.groupBy(terms, ([term]) => bucketOf(term, bits));
  return new Map([...parts].map(([bucket, part]) => [bucket, new Map(part)]));
}

/** Only of a base that is smaller than another beside it. */
async function readWhole(office: string, base: Base): Promise<Map<string, Postings>> {
  const parts = await inParallel(bucketsOf(base.bits), FILES_AT_ONCE, (bucket) =>
    readBucket(office, base, bucket),
  );
  return new Map(parts.flatMap((part) => [...part]));
}

async function readBucket(office: string, base: Base, bucket: number): Promise<Map<string, Postings>> {
  const [postings, places] = await Promise.all([
    read(postingsKey(office, base, bucket)),
    read(placesKey(office, base, bucket)),
  ]);
  return decodeBucket({ postings, places });
}

async function writeBucket(office: string, base: Base, bucket: number, { postings, places }: Bucket) {
  await Promise.all([
    write(postingsKey(office, base, bucket), postings),
    write(placesKey(office, base, bucket), places),
  ]);
}

async function removeBase(office: string, base: Base): Promise<void> {
  await inParallel(filesOf(office, base), FILES_AT_ONCE, (key) =>
    removeFile(Resource.PrivateBucket.name, key),
  );
}

async function readHead(office: string): Promise<{ head: Head; etag: string } | undefined> {
  const found = await findFile(Resource.PrivateBucket.name, headKey(office));
  return found && found !== "unchanged" ? { etag: found.etag, head: decodeHead(found.body) } : undefined;
}

function read(key: string): Promise<Uint8Array> {
  return getFile(Resource.PrivateBucket.name, key);
}

function write(key: string, body: Uint8Array): Promise<void> {
  const file = { key, body, contentType: "application/octet-stream", cacheControl: "private" };
  return putFile(Resource.PrivateBucket.name, file);
}
