/**
 * Anchors in the store: made once for each office and day, kept with what they were made from, and
 * written to the public bucket and, write-once, to one that nobody can take from. Every step can be repeated: a run
 * that stopped anywhere is finished by the next.
 */
import { Resource } from "sst";
import * as v from "valibot";
import { tables } from "#core/aws/clients.ts";
import { putFile, putOnce } from "#core/aws/files.ts";
import { anchorKey } from "#core/aws/keys.ts";
import { findItem, query } from "#core/aws/read.ts";
import { Transaction } from "#core/aws/tx.ts";
import { anchorPath, anchorsPath, keyOf } from "#core/notice/addresses.ts";
import { pack, unpack } from "#core/record/compress.ts";
import { type Anchor, AnchorSchema, anchorDay, type Day, DaySchema, type Leaf } from "./anchor.ts";

const Item = v.object({ sk: v.string(), anchor: v.string(), packed: v.instance(Uint8Array) });
const HeadItem = v.object({ dsk: v.string(), h: v.string() });

/**
 * Anchors every day of an office that is over and is not anchored yet, and answers with how many. The
 * first ever is that of `from`, or of the last day that is over. `salt` gives 128 bits of chance.
 */
export async function anchorDays(
  office: string,
  { now, from, salt }: { now: string; from?: string; salt: () => string },
): Promise<number> {
  const yesterday = shifted(now.slice(0, 10), -1);
  let last = await lastAnchor(office);
  if (last) await writeFiles(office, last);
  let made = 0;
  for (
    let date = last ? shifted(last.anchor.date, 1) : (from ?? yesterday);
    date <= yesterday;
    date = shifted(date, 1)
  ) {
    const heads = await headsOf(office, date);
    last = await keep(office, anchorDay({ office, date, heads, previous: last?.anchor }, salt));
    await writeFiles(office, last);
    made += 1;
  }
  return made;
}

/** The anchors from one day to another, in order. */
export async function anchorsBetween(office: string, from: string, to: string): Promise<Anchor[]> {
  const rows = await query(Item, { pk: anchorKey(office, "").pk, from, upTo: to });
  return rows.map((row) => v.parse(AnchorSchema, JSON.parse(row.anchor)));
}

export async function findDay(office: string, date: string): Promise<Day | undefined> {
  const item = await findItem(Item, anchorKey(office, date));
  return item && dayIn(item);
}

/** Every anchored day of an office, in order, with what it was made from. */
export async function daysOf(office: string): Promise<Day[]> {
  const rows = await query(Item, { pk: anchorKey(office, "").pk });
  return rows.map(dayIn);
}

/** Puts a day of another installation's in its place, unless there is one: its files with it. Answers whether it stands. */
export async function restoreDay(office: string, day: Day): Promise<boolean> {
  const kept = await keep(office, day);
  if (JSON.stringify(kept) !== JSON.stringify(day)) return false;
  await writeFiles(office, day);
  return true;
}

/** Each record that changed on a day, with its last event of that day. */
async function headsOf(office: string, date: string): Promise<Omit<Leaf, "salt">[]> {
  const rows = await query(HeadItem, { pk: `E#${office}#${date}`, table: tables.ledger, index: "day" });
  const heads = new Map<string, Omit<Leaf, "salt">>();
  for (const { dsk, h } of rows) {
    const [record = "", n] = dsk.split("#");
    const seq = Number(n);
    if (seq > (heads.get(record)?.seq ?? 0)) heads.set(record, { record, seq, head: h });
  }
  return [...heads.values()];
}

/** Keeps a day unless another run was first: then its day stands. */
async function keep(office: string, day: Day): Promise<Day> {
  const { date } = day.anchor;
  const item = { anchor: JSON.stringify(day.anchor), packed: pack(JSON.stringify(day)) };
  await new Transaction().create("anchor", anchorKey(office, date), item).commit();
  const kept = await findDay(office, date);
  if (!kept) throw new Error(`The anchor of ${office} on ${date} was not kept`);
  return kept;
}

/** The locked copy first: a day that is published is always kept where nobody can change it. */
async function writeFiles(office: string, { anchor, ...rest }: Day): Promise<void> {
  const { date } = anchor;
  const kept = new TextEncoder().encode(JSON.stringify({ anchor, ...rest }));
  await putOnce(Resource.AnchorBucket.name, `${office}/${date}.json`, kept, "application/json");
  const year = date.slice(0, 4);
  const all = await anchorsBetween(office, `${year}-01-01`, date);
  const bucket = Resource.PublicBucket.name;
  const json = (path: string, value: unknown, cacheControl: string) =>
    putFile(bucket, {
      key: keyOf(path),
      body: JSON.stringify(value),
      contentType: "application/json",
      cacheControl,
    });
  await json(anchorPath(office, date), anchor, "public, max-age=86400");
  await json(anchorsPath(office, year), all, "public, max-age=3600");
}

async function lastAnchor(office: string): Promise<Day | undefined> {
  const [newest] = await query(Item, { pk: anchorKey(office, "").pk, newestFirst: true, limit: 1 });
  return newest && dayIn(newest);
}

function dayIn(item: v.InferOutput<typeof Item>): Day {
  return v.parse(DaySchema, JSON.parse(unpack(item.packed)));
}

/** A civil date some days on. */
function shifted(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
