/**
 * The index of an office, written: a record comes in when it is published and goes when it is taken
 * out. Each change is one swap of the head, tried again where somebody else was first; doing it twice
 * is the same as once. A full delta becomes part of the base.
 */
import { Resource } from "sst";
import { findFile, swapFile } from "#core/aws/files.ts";
import { AppError } from "#core/errors.ts";
import { noteHead } from "#core/notice/register.store.ts";
import { compact } from "./compaction.store.ts";
import {
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
  const segment = segmentOf(records);
  const head = await change(office, (before) => withRecords(before, segment));
  if (changesIn(head) >= MAX_DELTA) await compact(office, "when full");
}

/** Makes a record findable no more, and takes its words out of every file of the index at once. */
export async function removeFromIndex(office: string, id: string, publication: number): Promise<void> {
  await change(office, (before) => withoutRecord(before, id));
  await putText(office, id, publication, "");
  await compact(office, "to forget");
}

/** Swaps the head for what `make` makes of it; tried anew on what is there then. */
async function change(office: string, make: (before: Head) => Head): Promise<Head> {
  const bucket = Resource.PrivateBucket.name;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const found = await findFile(bucket, headKey(office));
    if (found === "unchanged") throw new Error("No ETag was given");
    const head = make(found ? decodeHead(found.body) : NEW);
    if (await swapFile(bucket, headKey(office), encodeHead(head), found?.etag)) {
      await noteHead(office, head.sequence);
      return head;
    }
    await new Promise((done) => setTimeout(done, Math.random() * Math.min(2000, 20 * 2 ** attempt)));
  }
  throw new AppError("unavailable", "busy", "Too many records are being published at once");
}
