/**
 * Compaction: an office's delta and base become a new base, bucket by bucket, so that memory holds a few
 * buckets whatever the size of the index. Nobody waits for it: the old base stands until the head names
 * the new one, and what is published meanwhile stays in the delta.
 */
import { Resource } from "sst";
import { findFile, getFile, putFile, removeFile, swapFile } from "#core/aws/files.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import { noteHead } from "#core/notice/register.store.ts";
import { type Bucket, bucketOf, decodeBucket, encodeBucket, type Postings } from "./bucket.ts";
import {
  type Base,
  bitsFor,
  changesIn,
  columnsKey,
  decodeHead,
  encodeHead,
  filesOf,
  type Head,
  headKey,
  isReplaced,
  MAX_DELTA,
  packJson,
  parseColumns,
  placesKey,
  postingsKey,
  rebased,
  vocabularyKey,
} from "./head.ts";
import { inParallel } from "./parallel.ts";
import { EMPTY, idOf, type Merging, mergeColumns, mergePostings } from "./segment.ts";
import { vocabularyOf } from "./spelling.ts";

const FILES_AT_ONCE = 16;
const BUCKETS_AT_ONCE = 4;

/** "when full": only if the delta is full. "to forget": at once, and no file of the old base is left. */
export async function compact(office: string, why: "when full" | "to forget"): Promise<void> {
  const found = await readHead(office);
  if (!found || (why === "when full" && changesIn(found.head) < MAX_DELTA)) return;
  const { head } = found;
  const base = await writeBase(office, head, found.body);
  if (head.previous) await removeBase(office, head.previous);
  if (!(await swap(office, head, base, found.etag))) {
    await removeBase(office, base);
    return why === "to forget" ? compact(office, why) : undefined;
  }
  if (why === "to forget" && head.base) await removeBase(office, head.base);
}

/** Names the new base in the head. False: another compaction did, and this one was for nothing. */
async function swap(office: string, from: Head, base: Base, etag: string): Promise<boolean> {
  let now = { head: from, etag };
  for (;;) {
    const next = rebased(now.head, base, from.sequence);
    if (await swapFile(Resource.PrivateBucket.name, headKey(office), encodeHead(next), now.etag)) {
      await noteHead(office, next.sequence);
      return true;
    }
    const found = await readHead(office);
    if (found?.head.base?.generation === base.generation) return true;
    if (!found || found.head.base?.generation !== from.base?.generation) return false;
    now = found;
  }
}

/** The new base is named after the head it was made from, so that doing it again writes the same. */
async function writeBase(office: string, head: Head, body: Uint8Array): Promise<Base> {
  const old = head.base;
  const columns = old ? parseColumns(await read(columnsKey(office, old))) : EMPTY.columns;
  const merging = mergeColumns(
    columns,
    head.delta.columns,
    (doc) => !isReplaced(head, idOf(columns.keys[doc]!)),
  );
  const base: Base = {
    generation: `${String(head.sequence).padStart(9, "0")}-${sha256(body).slice(0, 12)}`,
    bits: Math.max(old?.bits ?? 0, bitsFor(merging.columns.keys.length)),
  };
  const counts = new Map<string, number>();
  const buckets = Array.from({ length: 1 << (old?.bits ?? 0) }, (_, bucket) => bucket);
  const delta = Map.groupBy(head.delta.terms, ([term]) => bucketOf(term, old?.bits ?? 0));
  await inParallel(buckets, BUCKETS_AT_ONCE, async (bucket) => {
    const older = old ? await readBucket(office, old, bucket) : new Map<string, Postings>();
    const terms = mergeTerms(older, new Map(delta.get(bucket)), merging);
    for (const [term, { docs }] of terms) counts.set(term, docs.length);
    // With more bits, a bucket falls into those whose numbers end in its own.
    const parts = Map.groupBy(terms, ([term]) => bucketOf(term, base.bits));
    for (let part = bucket; part < 1 << base.bits; part += buckets.length)
      await writeBucket(office, base, part, encodeBucket(new Map(parts.get(part))));
  });
  await write(vocabularyKey(office, base), packJson(vocabularyOf(counts)));
  await write(columnsKey(office, base), packJson(merging.columns));
  return base;
}

function mergeTerms(
  older: Map<string, Postings>,
  newer: Map<string, Postings>,
  merging: Merging,
): Map<string, Postings> {
  const terms = new Map<string, Postings>();
  for (const term of [...new Set([...older.keys(), ...newer.keys()])].sort()) {
    const postings = mergePostings(older.get(term), newer.get(term), merging);
    if (postings) terms.set(term, postings);
  }
  return terms;
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

async function readHead(office: string): Promise<{ head: Head; body: Uint8Array; etag: string } | undefined> {
  const found = await findFile(Resource.PrivateBucket.name, headKey(office));
  return found && found !== "unchanged" ? { ...found, head: decodeHead(found.body) } : undefined;
}

function read(key: string): Promise<Uint8Array> {
  return getFile(Resource.PrivateBucket.name, key);
}

function write(key: string, body: Uint8Array): Promise<void> {
  const file = { key, body, contentType: "application/octet-stream", cacheControl: "private" };
  return putFile(Resource.PrivateBucket.name, file);
}
