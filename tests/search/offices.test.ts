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
    for (const entry of entries) await enter(entry);
    await indexAll(
      office,
      entries.map((e) => found(e, "many")),
    );
    for (const sort of ["newest", "best", "oldest"]) {
      const pages = await Promise.all(
        ["1", "2", "3"].map((page) => idsFound({ q: "many", office, page, sort })),
      );
      expect(pages.map((p) => p.length)).toEqual([20, 20, 5]);
      const ids = entries.map((e) => e.id);
      expect(pages.flat()).toEqual(sort === "oldest" ? ids : ids.reverse());
    }
  });

  test("a warm search reads no file, however many offices there are, but of one that has changed", async () => {
    const offices = [newOffice(), newOffice(), newOffice()];
    for (const office of offices) await publish(office, 1, "lukewarm");
    const full = Array.from({ length: MAX_DELTA }, (_, i) => found(entryOf(offices[0]!, i + 1), "lukewarm"));
    await indexAll(offices[0]!, full);
    closeIndexes();
    const reads = async (params: Record<string, string> = {}) => {
      const before = gets();
      const { total } = await ask({ q: "lukewarm", page: "50", ...params });
      expect(total).toBeGreaterThan(0);
      return gets() - before;
    };
    const [office] = offices as [string];
    expect([await reads({ office }), await reads({ office })]).toEqual([3, 0]);
    await reads();
    expect(await reads()).toBe(0);
    await publish(offices[1]!, 2, "lukewarm too");
    expect(await idsFound({ q: "lukewarm too", office: offices[1]! })).toHaveLength(1);
    expect([await reads({ office }), await reads(), await reads()]).toEqual([0, 1, 0]);
  });

  test("an index that changed before the list of offices was told is read within a minute", async () => {
    const office = newOffice();
    await publish(office, 1, "told");
    expect(await totalOf({ q: "told", office })).toBe(1);
    const entry = entryOf(office, 2);
    await enter(entry);
    register.faults.plan({ kind: "error", match: ({ action }) => action === "UpdateItem", times: 30 });
    await expect(indexAll(office, [found(entry, "told")])).rejects.toThrow();
    register.faults.clear();
    // Each question comes ten seconds after the one before.
    const totals = [];
    for (let i = 0; i < 7; i++) totals.push(await totalOf({ q: "told", office }));
    expect(totals[0]).toBe(1);
    expect(totals.at(-1)).toBe(2);
    await indexAll(office, [found(entry, "told")]);
    expect(await totalOf({ q: "told", office })).toBe(2);
  });

  test("are put in order by amount and by title together, and narrowed to a month of any year", async () => {
    const [a, b] = [newOffice(), newOffice()];
    const make = (office: string, number: number, title: string, on: string, amount?: number) =>
      publish(office, number, "orderly", { title, amount, filedOn: on, decidedOn: on });
    const zoo = await make(a, 1, "Zoo", "2021-03-04", 100_00);
    const area = await make(b, 1, "The area", "2022-03-05");
    const eclat = await make(a, 2, "Éclat", "2023-04-01", 900_00);
    const edge = await make(b, 2, "“Edge”", "2023-03-30", 500_00);
    const ids = (sort: string, more = {}) => idsFound({ q: "orderly", sort, ...more });
    expect(await ids("amount")).toEqual([eclat, edge, zoo, area].map((e) => e.id));
    expect(await ids("title")).toEqual([eclat, edge, area, zoo].map((e) => e.id));
    expect(await ids("oldest", { month: "3" })).toEqual([zoo, area, edge].map((e) => e.id));
    expect(await ids("newest", { month: "03", year: "2023" })).toEqual([edge.id]);
    expect(await ids("newest", { month: "12" })).toEqual([]);
  });
});
