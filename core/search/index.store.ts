/**
 * The indexes, written: a record comes in when it is published and goes when it is taken out, first in
 * the index of all offices and then in that of its own, whose new head is what readers look for. Each
 * change is one swap of a head, tried again where somebody else was first; doing it twice is the same
 * as once. A full delta becomes part of a base.
 */
import { Resource } from "sst";
import { findFile, swapFile } from "#core/aws/files.ts";
import { AppError } from "#core/errors.ts";
import { noteHead } from "#core/notice/register.store.ts";
import { compact } from "./compaction.store.ts";
import {
  ALL,
  changesIn,
  decodeHead,
  encodeHead,
  type Head,
  headKey,
  MAX_DELTA,
  NEW,
  withoutRecord,
  withRecords,
} from "./head.ts";
import type { Found } from "./searchable.ts";
import { idOf, type Searchable, segmentOf } from "./segment.ts";
import { putText } from "./text.store.ts";

const TRIES = 30;

/** Makes a record findable, in place of an earlier publication of it. */
export async function addToIndex(office: string, { searchable, text }: Found): Promise<void> {
  await putText(office, idOf(searchable.key), searchable.publication, text);
  await indexAll(office, [searchable]);
}

/** Makes many findable at once. */
export async function indexAll(office: string, records: Searchable[]): Promise<void> {
  for (const index of [ALL, office]) await indexInto(index, records);
}

/** In one of the two indexes. */
export async function indexInto(index: string, records: Searchable[]): Promise<void> {
  const segment = segmentOf(records);
  const head = await change(index, (before) => withRecords(before, segment));
  if (changesIn(head) >= MAX_DELTA) await compact(index, "when full");
}

/** Makes a record findable no more, and takes its words out of every file of the indexes at once. */
export async function removeFromIndex(office: string, id: string, publication: number): Promise<void> {
  for (const index of [ALL, office]) await change(index, (before) => withoutRecord(before, id));
  await putText(office, id, publication, "");
  for (const index of [ALL, office]) await compact(index, { forget: id });
}

/** Swaps the head for what `make` makes of it; tried anew on what is there then. */
async function change(index: string, make: (before: Head) => Head): Promise<Head> {
  const bucket = Resource.PrivateBucket.name;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const found = await findFile(bucket, headKey(index));
    if (found === "unchanged") throw new Error("No ETag was given");
    const head = make(found ? decodeHead(found.body) : NEW);
    if (await swapFile(bucket, headKey(index), encodeHead(head), found?.etag)) {
      if (index !== ALL) await noteHead(index, head.sequence);
      return head;
    }
    await new Promise((done) => setTimeout(done, Math.random() * Math.min(2000, 20 * 2 ** attempt)));
  }
  throw new AppError("unavailable", "busy", "Too many records are being published at once");
}
