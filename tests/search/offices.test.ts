import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { parseEntry, type RegisterEntry } from "#core/notice/entry.ts";
import { MAX_DELTA } from "#core/search/head.ts";
import { addToIndex, indexAll } from "#core/search/index.store.ts";
import { closeIndexes } from "#core/search/open.store.ts";
import { ask, enter, entryOf, found, idsFound, openRegister, type Register, totalOf } from "./register.ts";

let register: Register;
let n = 0;
beforeAll(async () => {
  register = await openRegister();
});
afterEach(() => register.faults.clear());
afterAll(() => register.stop());

/** Another office, so that tests do not meet. */
const newOffice = () => `office-${++n}`;
const gets = () => register.faults.calls()["s3.GetObject"] ?? 0;

async function publish(office: string, number: number, text: string, change: Partial<RegisterEntry> = {}) {
  const entry = parseEntry(entryOf(office, number, change));
  await enter(entry);
  await addToIndex(office, { searchable: found(entry, text), text: text });
  return entry;
}

describe("all offices", () => {
  test("are searched together, newest first, each hit from its own register", async () => {
    const offices = [newOffice(), newOffice(), newOffice()];
    for (const [i, office] of offices.entries())
      await publish(office, 1, "regionwide", {
        filedOn: `2023-0${i + 4}-01`,
        decidedOn: `2023-0${i + 4}-01`,
      });
    const { hits, total, offices: known } = await ask({ q: "regionwide" });
    expect(total).toBe(3);
    expect(hits.map((h) => h.entry.office.slug)).toEqual([...offices].reverse());
    expect(known.map((o) => o.slug)).toEqual(expect.arrayContaining(offices));
  });

  test("a number that several have comes before the words, in each", async () => {
    const [a, b] = [newOffice(), newOffice()];
    await publish(a, 4711, "first");
    await publish(b, 4711, "second");
    await publish(b, 1, "see record 4711 and 2023 4711", { filedOn: "2023-12-01", decidedOn: "2023-12-01" });
    const { hits, total } = await ask({ q: "2023-4711" });
    expect(total).toBe(3);
    expect(hits.map((h) => h.entry.number?.n)).toEqual([4711, 4711, 1]);
  });

  test("a word misspelt once is found, and said to be another", async () => {
    const office = newOffice();
    const { id } = await publish(office, 1, "The perpetrator programme of Harbour");
    for (const q of ["perpetator", "perpetratorr", "perpetratir", "preptrator", "haruor"])
      expect(await totalOf({ q, office }), q).toBe(["preptrator", "haruor"].includes(q) ? 0 : 1);
    const { hits, instead } = await ask({ q: "programme harbuor", office });
    expect(hits.map((h) => h.entry.id)).toEqual([id]);
    expect(instead).toEqual([{ typed: "harbuor", words: ["harbour"] }]);
    expect(hits[0]?.snippet).toContainEqual({ text: "Harbour", mark: true });
  });

  test("pages follow one another without a gap", async () => {
    const office = newOffice();
    const entries = Array.from({ length: 45 }, (_, i) => entryOf(office, i + 1));
    await indexAll(
      office,
      entries.map((e) => found(e, "many")),
    );
    for (const entry of entries) await enter(entry);
    for (const sort of ["newest", "best", "oldest"]) {
      const pages = await Promise.all(
        ["1", "2", "3"].map((page) => idsFound({ q: "many", office, page, sort })),
      );
      expect(pages.map((p) => p.length)).toEqual([20, 20, 5]);
      const ids = entries.map((e) => e.id);
      expect(pages.flat()).toEqual(sort === "oldest" ? ids : ids.reverse());
    }
  });

  test("a warm search of words asked before reads no file but a head that is due", async () => {
    const office = newOffice();
    const records = Array.from({ length: MAX_DELTA }, (_, i) => entryOf(office, i + 1));
    await indexAll(
      office,
      records.map((e) => found(e, "lukewarm")),
    );
    closeIndexes();
    const reads = async () => {
      const before = gets();
      await ask({ q: "lukewarm", office });
      return gets() - before;
    };
    expect([await reads(), await reads()]).toEqual([3, 1]);
  });
});
