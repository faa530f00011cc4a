/**
 * The outbox in the store: lease, settle, and what is due. Every step is conditional on what was read,
 * so that two workers can hold the same entry in hand and only one sends.
 */
import * as v from "valibot";
import { DUE_SHARDS, type Key } from "#core/aws/keys.ts";
import { findItem, query } from "#core/aws/read.ts";
import type { Conditions } from "#core/aws/tx.ts";
import { changeItem } from "#core/aws/write.ts";
import { type Entry, EntrySchema } from "./outbox.ts";

const DueItem = v.object({ pk: v.string(), sk: v.string(), g2sk: v.string() });

export interface Due extends Key {
  /** The instant since when. */
  since: string;
}

/** Takes the key of what is due, too, which says more than a key. */
export async function findEntry({ pk, sk }: Key): Promise<Entry | undefined> {
  return findItem(EntrySchema, { pk, sk });
}

/** Keys of everything due by now: emails, requests to be reminded of, records that want their documents. */
export async function dueKeys(now: string, limit = 200): Promise<Due[]> {
  const shards = await Promise.all(
    DUE_SHARDS.map((pk) => query(DueItem, { pk, upTo: `${now}~`, index: "due", limit })),
  );
  return shards.flat().map(({ pk, sk, g2sk }) => ({ pk, sk, since: g2sk.split("#")[0] ?? "" }));
}

/**
 * Changes an entry of any outbox that still is as it was read; false where someone else was first. Where
 * `due` is not among the changes the entry stays where it is in the list of what is due: a lease that runs
 * out is found there.
 */
export async function change(
  key: Key,
  set: Partial<Entry> & { due?: string; ttl?: number },
  seen: Conditions,
): Promise<boolean> {
  const { due, ...attributes } = set;
  const index =
    "due" in set ? (due ? { g2sk: `${due}#${key.pk}` } : { g2pk: undefined, g2sk: undefined }) : {};
  return changeItem(key, { ...attributes, ...index }, seen);
}
