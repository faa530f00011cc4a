/** The index in its bucket: changes under competition and faults, compaction, what readers see meanwhile. */
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { parseEntry, type RegisterEntry } from "#core/notice/entry.ts";
import { ALL, MAX_DELTA } from "#core/search/head.ts";
import { addToIndex, indexAll, indexInto, removeFromIndex } from "#core/search/index.store.ts";
import { parseQuery } from "#core/search/query.ts";
import { search } from "#core/search/search.store.ts";
import { textsOf } from "#core/search/text.store.ts";
import type { Call } from "#infra/local/faults.ts";
import {
  ask,
  BUCKET,
  enter,
  entryOf,
  found,
  idsFound,
  openRegister,
  type Register,
  totalOf,
} from "./register.ts";

let register: Register;
let n = 0;
beforeAll(async () => {
  register = await openRegister();
});
afterEach(() => register.faults.clear());
afterAll(() => register.stop());

/** Another office, so that tests do not meet. */
const newOffice = () => `office-${++n}`;
const objects = (office: string) =>
  register.disk
    .all(BUCKET)
    .flatMap(([newest]) =>
      newest && !newest.deleted && newest.key.startsWith(`search/${office}/`) ? [newest] : [],
    );

const isS3Write = ({ service, action }: Call) => service === "s3" && action === "PutObject";

async function publish(office: string, number: number, text: string, change: Partial<RegisterEntry> = {}) {
  const entry = parseEntry(entryOf(office, number, change));
  await enter(entry);
  await addToIndex(office, { searchable: found(entry, text), text: text });
  return entry;
}

describe("publishing", () => {
  test("makes a record findable at once, by words, by number, by filter", async () => {
    const office = newOffice();
    const { id } = await publish(office, 7335, "Behaviour change groups for perpetrators");
    expect(await idsFound({ q: "perpetrator behaviour", office })).toEqual([id]);
    expect(await idsFound({ q: "2023-7335", office })).toEqual([id]);
    expect(await idsFound({ q: '"change groups"', office })).toEqual([id]);
    expect(await idsFound({ q: '"groups change"', office })).toEqual([]);
    expect(await idsFound({ office, year: "2023", amount: "up-to-10000" })).toEqual([id]);
    expect(await idsFound({ office, year: "2022" })).toEqual([]);
  });

  test("the same again changes nothing", async () => {
    const office = newOffice();
    const entry = await publish(office, 1, "once");
    await indexAll(office, [found(entry, "once")]);
    const { total, hits } = await ask({ q: "once", office });
    expect([total, hits.length]).toEqual([1, 1]);
  });

  test("two at once are both found, whoever swaps the head first", async () => {
    const office = newOffice();
    const numbers = [1, 2, 3, 4, 5, 6];
    const swaps = () => register.faults.calls()["s3.PutObject"] ?? 0;
    const before = swaps();
    await Promise.all(numbers.map((number) => publish(office, number, `shared word${number}`)));
    expect(await totalOf({ q: "shared", office })).toBe(numbers.length);
    // More than one each are swaps that came too late.
    expect(swaps() - before).toBeGreaterThan(numbers.length);
  });

  test("an answer of S3 that is lost is made good by the retry", async () => {
    const office = newOffice();
    for (const kind of ["drop-after", "error"] as const) {
      register.faults.plan({ kind, match: isS3Write });
      await publish(office, kind === "error" ? 1 : 2, "steadfast");
      register.faults.clear();
    }
    expect(await totalOf({ q: "steadfast", office })).toBe(2);
  });
});

describe("what was taken out", () => {
  test("is not found, and its words are in no file of the index, before or after a compaction", async () => {
    const office = newOffice();
    const records = Array.from({ length: MAX_DELTA }, (_, i) => entryOf(office, i + 1));
    await indexAll(
      office,
      records.map((e, i) => found(e, i === 3 ? "canaryword secretphrase" : "plain")),
    );
    for (const entry of records.slice(0, 5)) await enter(entry);
    expect(await idsFound({ q: "canaryword", office })).toEqual([records[3]!.id]);
    await removeFromIndex(office, records[3]!.id, 1);
    expect(await totalOf({ q: "canaryword", office })).toBe(0);
    expect(await totalOf({ q: "plain", office })).toBe(MAX_DELTA - 1);
    for (const object of [...objects(office), ...objects(ALL)]) {
      const body = register.disk.read(BUCKET, object);
      expect(body.includes("canaryword"), object.key).toBe(false);
      expect(object.key).not.toContain(records[3]!.id);
    }
    // The vocabulary is compressed: it must not offer the word either.
    expect((await ask({ q: "canaryward", office })).instead).toEqual([]);
  });

  test("is never shown from an index that does not know yet", async () => {
    const office = newOffice();
    const entry = await publish(office, 1, "hidden meaning");
    const stub: RegisterEntry = {
      ...entryOf(office, 2),
      publication: 2,
      status: "withheld",
      title: "Withheld",
    };
    await enter(entryOf(office, 2));
    await enter(parseEntry(stub));
    await indexAll(office, [found({ ...stub, publication: 1 }, "hidden meaning")]);
    await indexAll(office, [found(entryOf(office, 3), "hidden meaning")]);
    const { hits } = await ask({ q: "hidden", office });
    expect(hits.map((h) => h.entry.id)).toEqual([entry.id]);
  });

  test("a correction is found by its new words alone", async () => {
    const office = newOffice();
    await addToIndex(office, { searchable: found(entryOf(office, 1), "mistaken"), text: "mistaken" });
    await enter(entryOf(office, 1));
    const corrected: RegisterEntry = entryOf(office, 1, { publication: 2 });
    await enter(corrected);
    await addToIndex(office, { searchable: found(corrected, "rightful"), text: "rightful" });
    expect(await idsFound({ q: "rightful", office })).toEqual([corrected.id]);
    expect(await totalOf({ q: "mistaken", office })).toBe(0);
    const kept = (publication: number) => textsOf([{ office, id: corrected.id, publication }]);
    expect([await kept(1), await kept(2)]).toEqual([[""], ["rightful"]]);
  });
});

describe("compaction", () => {
  test("leaves the delta empty, keeps every answer, and splits buckets as the index grows", async () => {
    const office = newOffice();
    const texts = ["grant to a youth club", "estate disposal", "wardens for safer streets"];
    const records = Array.from({ length: 700 }, (_, i) => entryOf(office, i + 1));
    const of = (from: number, to: number) =>
      indexAll(
        office,
        records.slice(from, to).map((e, i) => found(e, `${texts[(from + i) % 3]} lot${from + i}`)),
      );
    const totals = async () => {
      const queries = ["grant", '"estate disposal"', "warden streets", "lot7", ""];
      return Promise.all(queries.map(async (q) => await totalOf({ q, office })));
    };
    const buckets = () => objects(office).filter((o) => /\/\d+$/.test(o.key) && o.key.includes("/base/"));
    await of(0, MAX_DELTA - 1);
    expect(buckets()).toHaveLength(0);
    await of(MAX_DELTA - 1, MAX_DELTA);
    expect(buckets()).toHaveLength(2);
    expect(await totals()).toEqual([67, 67, 66, 1, 200]);
    await of(200, 700);
    expect(await totals()).toEqual([234, 233, 233, 1, 700]);
    await of(0, MAX_DELTA);
    expect(await totals()).toEqual([234, 233, 233, 1, 700]);
    const generations = new Set(objects(office).flatMap((o) => /base\/([^/]+)/.exec(o.key)?.[1] ?? []));
    expect(generations.size).toBe(2);
  });

  test("loses nothing that is published while it runs, and nothing to a second compaction", async () => {
    const office = newOffice();
    const records = Array.from({ length: MAX_DELTA + 20 }, (_, i) => entryOf(office, i + 1));
    const one = (i: number) => indexInto(office, [found(records[i]!, "kept")]);
    await indexInto(
      office,
      records.slice(0, MAX_DELTA - 1).map((e) => found(e, "kept")),
    );
    await Promise.all(Array.from({ length: 21 }, (_, i) => one(MAX_DELTA - 1 + i)));
    expect(await totalOf({ q: "kept", office })).toBe(MAX_DELTA + 20);
    const head = objects(office).find((o) => o.key.endsWith("/head"));
    expect(head?.size).toBeLessThan(20_000);
  });

  test("that is cut off at any write leaves an index that is whole, and is done by the next", async () => {
    for (const nth of [1, 3, 6, 8]) {
      const office = newOffice();
      const records = Array.from({ length: MAX_DELTA }, (_, i) => entryOf(office, i + 1));
      const all = records.map((e) => found(e, "whole"));
      await indexAll(office, all.slice(1));
      register.faults.plan({ kind: "cut-after", nth, match: isS3Write });
      await expect(indexAll(office, all.slice(0, 1))).rejects.toThrow();
      register.faults.clear();
      expect(await totalOf({ q: "whole", office })).toBeGreaterThanOrEqual(MAX_DELTA - 1);
      await indexAll(office, all.slice(0, 1));
      expect(await totalOf({ q: "whole", office })).toBe(MAX_DELTA);
      expect(objects(office).some((o) => o.key.includes("/base/"))).toBe(true);
    }
  });

  test("a reader whose base is gone looks again", async () => {
    const office = newOffice();
    const records = Array.from({ length: MAX_DELTA }, (_, i) => entryOf(office, i + 1));
    await indexAll(
      office,
      records.map((e) => found(e, `steady lot${e.number?.n}`)),
    );
    // Within the two seconds for which a head is taken for the newest.
    const now = "2030-01-01T00:00:00.000Z";
    const total = async (q: string) =>
      (await search(parseQuery({ q: [q], office: [office], page: ["100"] }), now)).total;
    expect(await total("lot2")).toBe(1);
    await removeFromIndex(office, records[0]!.id, 1);
    for (const word of ["lot3", "lot4", "lot5", "lot6"]) expect(await total(word)).toBe(1);
  });
});

test("through the bucket, any changes come to the same as reading every record", async () => {
  const words = ["grant", "harbour", "police", "safety", "estate"];
  const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((w) => w.join(" "));
  const number = fc.integer({ min: 1, max: 5 });
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(number, text) },
    { weight: 1, arbitrary: number.map((of) => [of, undefined] as const) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), text, async (steps, q) => {
      const office = newOffice();
      const left = new Map<number, string>();
      for (const [of, said] of steps) {
        const entry = entryOf(office, of);
        if (said === undefined) await removeFromIndex(office, entry.id, 1);
        else await indexAll(office, [found(entry, said)]);
        if (said === undefined) left.delete(of);
        else left.set(of, said);
      }
      for (const of of left.keys()) await enter(entryOf(office, of));
      const isIn = (said: string) => q.split(" ").every((word) => said.split(" ").includes(word));
      const expected = [...left].filter(([, said]) => isIn(said)).map(([of]) => of);
      const { hits, total } = await ask({ q, office });
      expect(hits.map((h) => h.entry.number?.n)).toEqual(expected.sort((a, b) => b - a));
      expect(total).toBe(expected.length);
    }),
    { numRuns: 20 },
  );
});
