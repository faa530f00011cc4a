/**
 * Public items in the store: what `publicOf` lets through and nothing else, under keys of their own, so
 * that whoever serves the public can read no other. Which of them bear on a record, for its notice.
 */
import * as v from "valibot";
import { bearingKey, dueShard, type Key, officesKey, publicItemKey } from "#core/aws/keys.ts";
import { findItem, query } from "#core/aws/read.ts";
import type { Transaction } from "#core/aws/tx.ts";
import { changeItem } from "#core/aws/write.ts";
import { bearingOn, newestAsked, type PublicItem, PublicItemSchema } from "./public-item.ts";

const Row = v.object({
  item: v.string(),
  rev: v.number(),
  records: v.array(v.string()),
  wants: v.optional(v.string()),
});
const BearingRow = v.object({ pk: v.string(), sk: v.string() });

export interface Wanted {
  item: PublicItem;
  rev: number;
  /** Every record that it names or has named. */
  records: string[];
}

/** Writes what the public sees, in place of what it saw, and that its files are wanted. The caller's transaction holds the item. */
export function addPublic(
  tx: Transaction,
  item: PublicItem,
  { records, rev, now }: { records: string[]; rev: number; now: string },
): void {
  const office = item.office.slug;
  const key = publicItemKey(office, item.askedOn, item.id);
  const of = `${key.pk}#${key.sk}`;
  tx.keep("public", key, {
    item: JSON.stringify(item),
    rev,
    records,
    wants: "projection",
    g2pk: dueShard(of),
    g2sk: `${now}#${of}`,
  });
  for (const record of records)
    tx.keep("bearing", bearingKey(office, record, item.askedOn, item.id), { at: now });
}

/** What is to be written; undefined once it has been. */
export async function findWanted(key: Key): Promise<Wanted | undefined> {
  const row = await findItem(Row, key);
  return row?.wants ? { item: itemIn(row), rev: row.rev, records: row.records } : undefined;
}

/** Its files are written, unless it has changed meanwhile. */
export async function settleWanted(key: Key, rev: number): Promise<void> {
  await changeItem(key, { wants: undefined, g2pk: undefined, g2sk: undefined }, { rev });
}

/** Notes in the list of offices that this one has public items. Repeatable: done before the files of each. */
export async function noteQuestions(office: string): Promise<void> {
  await changeItem(officesKey(office), { questions: true }, { sk: office, questions: { absent: true } });
}

/** Every public item of an office, newest first. */
export async function publicItems(office: string): Promise<PublicItem[]> {
  const rows = await query(Row, { pk: publicItemKey(office, "", "").pk });
  return rows.map(itemIn).sort(newestAsked);
}

/** Public items of an office that were asked between days, newest first, after a place in this list. */
export async function publicItemsWithin(
  office: string,
  range: { from?: string; to?: string; after?: string; limit?: number },
): Promise<PublicItem[]> {
  const { from = "0", to = "9", after, limit } = range;
  const { pk } = publicItemKey(office, "", "");
  const last = `${to}#~`;
  const upTo = `Q#${after !== undefined && after < last ? after : last}`;
  const more = limit === undefined ? undefined : limit + 1;
  const rows = await query(Row, { pk, from: `Q#${from}`, upTo, newestFirst: true, limit: more });
  return rows
    .map(itemIn)
    .filter((item) => placeOf(item) !== after)
    .slice(0, limit);
}

/** Where an item stands among the public ones of its office. */
export function placeOf({ askedOn, id }: PublicItem): string {
  return `${askedOn}#${id}`;
}

/** The public item at an address, which begins with the day it was asked. */
export async function findPublicItem(office: string, slug: string): Promise<PublicItem | undefined> {
  const day = slug.slice(0, 10);
  const ofDay = await publicItemsWithin(office, { from: day, to: day });
  return ofDay.find((item) => item.slug === slug);
}

/** Those that bear on a record, newest first. */
export async function itemsBearingOn(office: string, record: string): Promise<PublicItem[]> {
  const rows = await query(BearingRow, { pk: bearingKey(office, record, "", "").pk });
  const items = await Promise.all(
    rows.map(({ sk }) => {
      const [askedOn = "", id = ""] = sk.split("#");
      return findItem(Row, publicItemKey(office, askedOn, id));
    }),
  );
  // A link that a correction took out leaves its mark behind.
  return items
    .flatMap((row) => (row ? [itemIn(row)] : []))
    .filter((item) => bearingOn(item, record))
    .sort(newestAsked);
}

function itemIn({ item }: { item: string }): PublicItem {
  return v.parse(PublicItemSchema, JSON.parse(item));
}
