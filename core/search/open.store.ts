/**
 * An index, opened for reading: of an office, or of all. The list of offices says which head is the newest,
 * so a head that is in memory is read again only once it has changed; files of a base never change, so the
 * columns of each and the buckets used last stay in memory, and a warm search reads nothing here.
 */
import { Resource } from "sst";
import * as v from "valibot";
import { findFile } from "#core/aws/files.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { bucketOf, countsOf, encodeBucket, type List, readLists } from "./bucket.ts";
import {
  ALL,
  type Base,
  columnsKey,
  decodeHead,
  type Head,
  headKey,
  Numbers,
  parseColumns,
  placesKey,
  postingsKey,
  unpackJson,
  vocabularyKey,
} from "./head.ts";
import { inParallel } from "./parallel.ts";
import { type Columns, idOf, yearOf } from "./segment.ts";
import { type Vocabulary, vocabularyOf } from "./spelling.ts";

/** A file of a base is gone: the head that named it is old. */
export class StaleIndex extends Error {
  override name = "StaleIndex";
}

export interface OpenSegment {
  columns: Columns;
  /** 1 for each record that the delta replaces or that was taken out. */
  gone?: Uint8Array;
  /** Of its records. */
  years: string[];
  /** The lists of terms; of those in phrases with their places. */
  lists(terms: Set<string>, inPhrases: Set<string>): Promise<Map<string, List>>;
  vocabulary(): Promise<Vocabulary>;
}

/** Which index, and its newest head as the list of offices has it. */
export type Wanted = Pick<OfficeRegister, "slug" | "head">;

interface Kept {
  etag?: string;
  /** The delta, then the bases. */
  segments: OpenSegment[];
  /** By generation. */
  columns: Map<string, Columns>;
  /** The newest head that was known when this one was read. */
  newest: number;
  at: number;
}

/**
 * How long a head is taken for the newest, in milliseconds, where the list of offices names no newer one:
 * whoever swapped it may have been cut off before the list was told.
 */
const FRESH = 60_000;
const BASES_AT_ONCE = 4;
/** Of the function's memory, for buckets and vocabularies. */
const MAX_BYTES = 512 * 1024 * 1024;

const VocabularySchema = v.object({ words: v.string(), counts: Numbers });
const kept = new Map<string, Kept>();
const files = new Map<string, Uint8Array>();
let bytes = 0;

/** The index of all offices: it has changed when the head of any has. */
export function ofAll(offices: Wanted[]): Wanted {
  return { slug: ALL, head: offices.reduce((sum, { head = 0 }) => sum + head, 0) };
}

/** Its segments; none where nothing has been published. `now` in milliseconds. */
export async function openIndex(
  { slug, head: newest }: Wanted,
  now: number,
  afresh = false,
): Promise<OpenSegment[]> {
  const before = kept.get(slug);
  const isNewest = before && newest !== undefined && newest <= before.newest;
  const isFresh = isNewest && Math.abs(now - before.at) < FRESH;
  if (before && isFresh && !afresh) return before.segments;
  const found = await findFile(Resource.PrivateBucket.name, headKey(slug), before?.etag);
  if (found === "unchanged" && before) {
    before.at = now;
    before.newest = newest ?? 0;
    return before.segments;
  }
  if (!found || found === "unchanged") return [];
  const head = decodeHead(found.body);
  const columns = await inParallel(head.bases, BASES_AT_ONCE, (base) =>
    columnsOf(slug, base, before?.columns),
  );
  const segments = [deltaOf(head), ...head.bases.map((base, i) => baseOf(slug, head, base, columns[i]!))];
  kept.set(slug, {
    etag: found.etag,
    segments,
    columns: new Map(head.bases.map(({ generation }, i) => [generation, columns[i]!])),
    newest: newest ?? 0,
    at: now,
  });
  return segments;
}

/** Forgets everything that is kept in memory. */
export function closeIndexes(): void {
  kept.clear();
  files.clear();
  bytes = 0;
}

function deltaOf({ delta }: Head): OpenSegment {
  const bucket = encodeBucket(delta.terms);
  let vocabulary: Vocabulary | undefined;
  return {
    columns: delta.columns,
    years: yearsOf(delta.columns),
    lists: async (terms) => readLists(bucket, terms),
    async vocabulary() {
      vocabulary ??= vocabularyOf(countsOf(bucket.postings));
      return vocabulary;
    },
  };
}

function baseOf(office: string, head: Head, base: Base, columns: Columns): OpenSegment {
  let vocabulary: Vocabulary | undefined;
  return {
    columns,
    years: derivedOf(columns).years,
    gone: goneOf(head, base, columns),
    async lists(terms, inPhrases) {
      const lists = new Map<string, List>();
      const byBucket = Map.groupBy(terms, (term) => bucketOf(term, base.bits));
      await Promise.all(
        [...byBucket].map(async ([bucket, wanted]) => {
          const [postings, places] = await Promise.all([
            readFile(postingsKey(office, base, bucket)),
            wanted.some((term) => inPhrases.has(term))
              ? readFile(placesKey(office, base, bucket))
              : undefined,
          ]);
          for (const [term, list] of readLists({ postings, places }, new Set(wanted))) lists.set(term, list);
        }),
      );
      return lists;
    },
    async vocabulary() {
      vocabulary ??= v.parse(VocabularySchema, unpackJson(await readFile(vocabularyKey(office, base))));
      return vocabulary;
    },
  };
}

/** Marks what the head or the base itself leaves out; nothing where that is nothing. */
function goneOf(head: Head, base: Base, columns: Columns): Uint8Array | undefined {
  const { docs } = derivedOf(columns);
  const ids = [...Object.keys(head.added), ...Object.keys(head.removed), ...base.gone];
  const found = ids.flatMap((id) => docs.get(id) ?? []);
  if (found.length === 0) return undefined;
  const gone = new Uint8Array(columns.keys.length);
  for (const doc of found) gone[doc] = 1;
  return gone;
}

interface Derived {
  /** The number of each record by its id. */
  docs: Map<string, number>;
  years: string[];
}

const derived = new WeakMap<Columns, Derived>();

/** Worked out once for as long as the columns of a base are in memory. */
function derivedOf(columns: Columns): Derived {
  const known = derived.get(columns);
  if (known) return known;
  const docs = new Map(columns.keys.map((key, doc) => [idOf(key), doc]));
  const made = { docs, years: yearsOf(columns) };
  derived.set(columns, made);
  return made;
}

function yearsOf({ keys }: Columns): string[] {
  return [...new Set(keys.map(yearOf))];
}

async function columnsOf(office: string, base: Base, before?: Kept["columns"]): Promise<Columns> {
  const known = before?.get(base.generation);
  if (known) return known;
  const found = await findFile(Resource.PrivateBucket.name, columnsKey(office, base));
  if (!found || found === "unchanged") throw new StaleIndex(base.generation);
  return parseColumns(found.body);
}

/** A file of a base, from memory where it is there; what was used longest ago makes room. */
async function readFile(key: string): Promise<Uint8Array> {
  const known = files.get(key);
  if (known) {
    files.delete(key);
    files.set(key, known);
    return known;
  }
  const found = await findFile(Resource.PrivateBucket.name, key);
  if (!found || found === "unchanged") throw new StaleIndex(key);
  files.set(key, found.body);
  bytes += found.body.length;
  for (const [oldest, body] of files) {
    if (bytes <= MAX_BYTES) break;
    files.delete(oldest);
    bytes -= body.length;
  }
  return found.body;
}
