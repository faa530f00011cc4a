/**
 * Where each record stands in the register: by its permanent id, so that an address of the API can
 * never die, and in the order in which records were published or corrected, so that whoever keeps a
 * copy asks only for what is new; and among those of all offices by month. Written with each publication.
 */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { database, tables } from "#core/aws/clients.ts";
import { changesKey, filedKey, type Key, newestKey, placeKey, slugKey } from "#core/aws/keys.ts";
import { findItem, query } from "#core/aws/read.ts";
import { changeItem } from "#core/aws/write.ts";
import type { RegisterEntry } from "./entry.ts";
import { permanentId } from "./permanent-id.ts";
import { sortOf } from "./sort-key.ts";

/** An entry's place: whose register, and its sort key there. */
export interface Place {
  office: string;
  sort: string;
}

const Placed = v.object({ office: v.string(), sort: v.string() });
const InList = v.object({ g1sk: v.string() });

/** A place in a list, with what stands for it in the list's order. */
export type Listed = Place & { at: string };

/** Notes where an entry stands. Repeatable; a repeat of an older publication changes nothing. */
export async function notePlace(entry: RegisterEntry): Promise<void> {
  const { slug: office } = entry.office;
  const { updatedAt, filedOn } = entry;
  const sort = sortOf(entry);
  const id = permanentId("record", entry.id);
  const changed = { g1pk: changesKey(updatedAt.slice(0, 4)), g1sk: `${updatedAt}#${office}#${sort}` };
  const filed = { g1pk: newestKey(filedOn.slice(0, 7)), g1sk: `${filedOn}#${office}#${sort}` };
  await put(placeKey(id), updatedAt, { office, sort, ...changed });
  await put(filedKey(id), updatedAt, filed);
  await put(slugKey(office, entry.slug), updatedAt, { office, sort });
}

async function put(key: Key, updatedAt: string, attributes: Record<string, string>): Promise<void> {
  const item = { ...attributes, updatedAt };
  try {
    await database().send(
      new PutCommand({
        TableName: tables.records,
        Item: { ...item, ...key },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
  } catch (error) {
    if ((error as Error).name !== "ConditionalCheckFailedException") throw error;
    await changeItem(key, item, { updatedAt: { below: updatedAt } });
  }
}

/** Of a record by its permanent id, "urn:uuid:…". */
export async function findPlace(id: string): Promise<Place | undefined> {
  return findItem(Placed, placeKey(id));
}

/** Whether an office's register has a record at this address. */
export async function hasNotice(office: string, slug: string): Promise<boolean> {
  return (await findItem(Placed, slugKey(office, slug))) !== undefined;
}

/** What was published or corrected in a year from an instant on, oldest first, after a place in this list. */
export async function changesIn(
  year: string,
  range: { since: string; after?: string; limit: number },
): Promise<Listed[]> {
  const from = range.after && range.after > range.since ? range.after : range.since;
  const limit = range.limit + 1;
  const rows = await query(InList, { pk: changesKey(year), from, index: "lists", limit });
  return rows
    .filter(({ g1sk }) => g1sk !== range.after)
    .slice(0, range.limit)
    .map(listed);
}

export interface Filed {
  /** Days, inclusive. */
  from?: string;
  to?: string;
  /** The two digits of a month, of any year. */
  month?: string;
  /** A place in this list: what comes after it. */
  after?: string;
  limit: number;
}

/** What all offices filed in these years, given newest first: the newest first, month after month. */
export async function newestOfAll(
  years: string[],
  { from = "", to = "~", month, after = "~", limit }: Filed,
): Promise<Listed[]> {
  const found: Listed[] = [];
  const months = years.flatMap((year) =>
    Array.from({ length: 12 }, (_, i) => `${year}-${String(12 - i).padStart(2, "0")}`),
  );
  const wanted = months.filter(
    (m) =>
      m >= from.slice(0, 7) &&
      m <= to.slice(0, 7) &&
      m <= after.slice(0, 7) &&
      (month === undefined || m.endsWith(month)),
  );
  for (const m of wanted) {
    if (found.length >= limit) break;
    const within = (day: string) => (day.startsWith(m) ? day : undefined);
    const range = { from: within(from), to: within(to), after, limit: limit - found.length };
    found.push(...(await newestIn(m, range)));
  }
  return found;
}

/** What all offices filed under the days of one month. */
async function newestIn(month: string, range: Filed): Promise<Listed[]> {
  const { from = month, to = `${month}-31`, after, limit } = range;
  const last = `${to}#~`;
  const rows = await query(InList, {
    pk: newestKey(month),
    from,
    upTo: after !== undefined && after < last ? after : last,
    index: "lists",
    newestFirst: true,
    limit: limit + 1,
  });
  return rows
    .filter(({ g1sk }) => g1sk !== after)
    .slice(0, limit)
    .map(listed);
}

/** "<when>#<office>#<sort key>", by which both lists are in order. */
function listed({ g1sk }: { g1sk: string }): Listed {
  const [, office = "", ...sort] = g1sk.split("#");
  return { office, sort: sort.join("#"), at: g1sk };
}
