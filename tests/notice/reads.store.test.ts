/** What is read of the register to publish one record: the same however many records and offices there are. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { findEntry, findRegister, surroundingsOf } from "#core/notice/register.store.ts";
import { enter, entryOf, openRegister, type Register } from "#tests/search/register.ts";

let register: Register;
beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register.stop());

async function callsOf<T>(work: () => Promise<T>): Promise<[T, number]> {
  const sum = () =>
    Object.entries(register.faults.calls()).reduce(
      (n, [name, calls]) => n + (/dynamodb/.test(name) ? calls : 0),
      0,
    );
  const before = sum();
  const answer = await work();
  return [answer, sum() - before];
}

const on = (day: string) => ({ filedOn: day, decidedOn: day });

test("a record is found by its number as people type it, in its own office, by its key alone", async () => {
  const office = "numbers";
  const entry = entryOf(office, 7335, on("2021-05-01"));
  await enter(entry);
  await enter(entryOf("elsewhere", 7335, on("2021-06-01")));
  for (const typed of ["DRF 2023-0007335", "drf 2023/7335", "DRF-2023-7335"])
    expect((await findEntry(office, typed))?.id, typed).toBe(entry.id);
  for (const typed of ["DRF 2023-7336", "2023", "—", ""])
    expect(await findEntry(office, typed)).toBeUndefined();
  const [, few] = await callsOf(() => findEntry(office, "DRF 2023-7335"));
  for (const year of ["2015", "2016", "2017", "2018"])
    await enter(entryOf(office, Number(year), on(`${year}-01-01`)));
  const [again, more] = await callsOf(() => findEntry(office, "DRF 2023-7335"));
  expect([again?.id, more]).toEqual([entry.id, few]);
});

test("of two records under one number the newest is meant", async () => {
  const office = "twice";
  const number = { reference: "DRF 2023-0000001" };
  await enter(entryOf(office, 1, { ...on("2019-01-01"), ...number }));
  const newest = entryOf(office, 2, { ...on("2022-01-01"), ...number });
  await enter(newest);
  expect((await findEntry(office, "DRF 2023-1"))?.id).toBe(newest.id);
});

test("one office is found without the others, and not before it has a register", async () => {
  await enter(entryOf("own", 1, on("2020-02-02")));
  const [own, calls] = await callsOf(() => findRegister("own"));
  expect([own?.slug, own?.years, calls]).toEqual(["own", ["2020"], 1]);
  expect(await findRegister("nobody")).toBeUndefined();
});

test("the newest of all offices come from their common list, in as many reads for many offices as for few", async () => {
  const days = Array.from({ length: 12 }, (_, i) => `2031-03-${String(i + 1).padStart(2, "0")}`);
  const entries = days.map((day, i) => entryOf(`latest-${i % 2}`, i + 51, on(day)));
  for (const entry of entries) await enter(entry);
  const [first, few] = await callsOf(() => surroundingsOf(entries[0]!, "2031-05-01"));
  expect(first.latest.map((e) => e.filedOn)).toEqual(days.toReversed().slice(0, 10));
  const others = days.map((day, i) => entryOf(`more-${i}`, i + 101, on(day.replace("-03-", "-04-"))));
  for (const entry of others) await enter(entry);
  const [then, more] = await callsOf(() => surroundingsOf(entries[0]!, "2031-05-01"));
  expect(then.latest.map((e) => e.office.slug)).toEqual(
    others
      .toReversed()
      .slice(0, 10)
      .map((e) => e.office.slug),
  );
  expect(more).toBeLessThanOrEqual(few);
});
