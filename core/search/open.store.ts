/**
 * The index of an office, opened for reading. The list of offices says which head is the newest, so a head
 * that is in memory is read again only once it has changed; files of a base never change, so the columns
 * of each office and the buckets used last stay in memory, and a warm search reads nothing here, however
 * many offices there are.
 */
import { Resource } from "sst";
import * as v from "valibot";
import { findFile } from "#core/aws/files.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { bucketOf, countsOf, encodeBucket, type List, readLists } from "./bucket.ts";
import {
  type Base,
  columnsKey,
  decodeHead,
  type Head,
  headKey,
  isReplaced,
  Numbers,
  parseColumns,
  placesKey,
  postingsKey,
  unpackJson,
  vocabularyKey,
} from "./head.ts";
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

export interface OpenIndex {
  office: string;
  /** The delta, then the base where there is one. */
  segments: OpenSegment[];
}

interface Kept {
  etag?: string;
  index: OpenIndex;
  columns?: { generation: string; columns: Columns };
  sequence: number;
  at: number;
}

/**
 * How long a head is taken for the newest, in milliseconds, where the list of offices names no newer one:
 * whoever swapped it may have been cut off before the list was told.
 */
const FRESH = 60_000;
/** Of the function's memory, for buckets and vocabularies. */
const MAX_BYTES = 512 * 1024 * 1024;

const VocabularySchema = v.object({ words: v.string(), counts: Numbers });
const kept = new Map<string, Kept>();
const files = new Map<string, Uint8Array>();
let bytes = 0;

/** `now` in milliseconds. An office without an index has nothing to find. */
export async function openIndex(
  { slug: office, head: newest }: Pick<OfficeRegister, "slug" | "head">,
  now: number,
  afresh = false,
): Promise<OpenIndex> {
  const before = kept.get(office);
  const isNewest = before && newest !== undefined && newest <= before.sequence;
  const isFresh = isNewest && Math.abs(now - before.at) < FRESH;
  if (before && isFresh && !afresh) return before.index;
  const found = await findFile(Resource.PrivateBucket.name, headKey(office), before?.etag);
  if (found === "unchanged" && before) {
    before.at = now;
    return before.index;
  }
  if (!found || found === "unchanged") return { office, segments: [] };
  const head = decodeHead(found.body);
  const columns = head.base && (await columnsOf(office, head.base, before?.columns));
  const index = {
    office,
    segments: [deltaOf(head), ...(head.base && columns ? [baseOf(office, head, head.base, columns)] : [])],
  };
  const generation = head.base?.generation ?? "";
  kept.set(office, {
    etag: found.etag,
    index,
    sequence: head.sequence,
    at: now,
    ...(columns && { columns: { generation, columns } }),
  });
  return index;
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
  const replaced = columns.keys.map((key) => (isReplaced(head, idOf(key)) ? 1 : 0));
  return {
    columns,
    years: yearsOf(columns),
    ...(replaced.includes(1) && { gone: Uint8Array.from(replaced) }),
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

function yearsOf({ keys }: Columns): string[] {
  return [...new Set(keys.map(yearOf))];
}

async function columnsOf(office: string, base: Base, before: Kept["columns"]): Promise<Columns> {
  if (before?.generation === base.generation) return before.columns;
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
