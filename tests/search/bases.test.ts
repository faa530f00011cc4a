/** An index of several bases: which of them a compaction joins, and what it owes to those that it leaves. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFile, swapFile } from "#core/aws/files.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import {
  type Base,
  basesToMerge,
  decodeHead,
  encodeHead,
  type Head,
  headKey,
  MAX_DELTA,
  NEW,
} from "#core/search/head.ts";
import { indexInto, removeFromIndex } from "#core/search/index.store.ts";
import { segmentOf } from "#core/search/segment.ts";
import { ask, BUCKET, enter, entryOf, found, openRegister, type Register, totalOf } from "./register.ts";

let register: Register;
let n = 0;
beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register.stop());

const newOffice = () => `office-${++n}`;
const few = (office: string, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => entryOf(office, from + i));

async function headOf(office: string): Promise<{ head: Head; etag: string }> {
  const read = await findFile(BUCKET, headKey(office));
  if (!read || read === "unchanged") throw new Error("There is no index");
  return { head: decodeHead(read.body), etag: read.etag };
}

/** An office whose first records are in a base that counts as too large to be joined by a delta. */
async function withLargeBase(text: (entry: RegisterEntry) => string): Promise<string> {
  const office = newOffice();
  const records = few(office, 1, MAX_DELTA);
  await indexInto(
    office,
    records.map((e) => found(e, text(e))),
  );
  const { head, etag } = await headOf(office);
  const bases = head.bases.map((base) => ({ ...base, records: 100_000 }));
  expect(bases).toHaveLength(1);
  const sequence = head.sequence + 1;
  expect(await swapFile(BUCKET, headKey(office), encodeHead({ ...head, sequence, bases }), etag)).toBe(true);
  return office;
}

test("a large base is left as it is, and its replaced records are found by their new words alone", async () => {
  const office = await withLargeBase(() => "ancient");
  const [first] = (await headOf(office)).head.bases;
  const corrected = few(office, 1, 5).map((e) => ({ ...e, publication: 2 }));
  const more = few(office, MAX_DELTA + 1, MAX_DELTA - 5);
  const text = new Map(corrected.map((e) => [e.id, "rewritten"]));
  await indexInto(
    office,
    [...corrected, ...more].map((e) => found(e, text.get(e.id) ?? "recent")),
  );
  const { head } = await headOf(office);
  expect(head.bases.map(({ generation, gone }) => [generation === first?.generation, gone.length])).toEqual([
    [true, 5],
    [false, 0],
  ]);
  expect(head.delta.columns.keys).toEqual([]);
  for (const entry of corrected) {
    await enter({ ...entry, publication: 1 });
    await enter(entry);
  }
  expect(await totalOf({ q: "ancient", office })).toBe(MAX_DELTA - 5);
  expect(await totalOf({ q: "rewritten", office })).toBe(5);
  expect(await totalOf({ office })).toBe(2 * MAX_DELTA - 5);
  expect((await ask({ q: "rewritten", office })).hits.map((h) => h.entry.publication)).toEqual([
    2, 2, 2, 2, 2,
  ]);
});

test("what is taken out leaves every file of a large base too, whatever has replaced it since", async () => {
  const office = await withLargeBase((e) => (e.number!.n < 3 ? `canaryword lot${e.number!.n}` : "plain"));
  const [kept, replaced] = few(office, 1, 2);
  await indexInto(office, [found({ ...replaced!, publication: 2 }, "harmless")]);
  await indexInto(
    office,
    few(office, MAX_DELTA + 1, MAX_DELTA).map((e) => found(e, "plain")),
  );
  expect((await headOf(office)).head.bases).toHaveLength(2);
  for (const entry of [kept!, replaced!]) {
    expect(await totalOf({ q: `lot${entry.number!.n}`, office })).toBe(entry === kept ? 1 : 0);
    await removeFromIndex(office, entry.id, 2);
  }
  expect(await totalOf({ q: "canaryword", office })).toBe(0);
  expect(await totalOf({ office })).toBe(2 * MAX_DELTA - 2);
  const bodies = register.disk
    .all(BUCKET)
    .flatMap(([newest]) =>
      newest && !newest.deleted && newest.key.startsWith(`search/${office}/`)
        ? [register.disk.read(BUCKET, newest)]
        : [],
    );
  expect(bodies.length).toBeGreaterThan(3);
  expect(bodies.filter((body) => body.includes("canaryword"))).toEqual([]);
  expect((await ask({ q: "canaryward", office })).instead).toEqual([]);
});

test("an index of any size has few bases, and none is written again and again", () => {
  const delta = segmentOf(few("office-0", 1, MAX_DELTA).map((e) => found(e, "word")));
  let head: Head = { ...NEW, delta };
  let [written, most] = [0, 0];
  const records = 400_000;
  for (let published = 0; published < records; published += MAX_DELTA) {
    const merged = basesToMerge(head);
    const size = merged.reduce((sum, base) => sum + base.records, MAX_DELTA);
    const base: Base = { generation: String(published), bits: 0, records: size, gone: [] };
    head = { ...head, bases: [...head.bases.filter((b) => !merged.includes(b)), base] };
    written += size;
    most = Math.max(most, head.bases.length);
    expect(size).toBeLessThanOrEqual(100_000);
  }
  expect(head.bases.reduce((sum, base) => sum + base.records, 0)).toBe(records);
  expect(most).toBeLessThanOrEqual(8);
  // Each record is written so many times on its way into a full base.
  expect(written / records).toBeLessThan(100);
});
