/**
 * Programmes in the store: found from whichever record was published last, within bounds, with an address
 * that lasts when they grow, grow together, or are parted by a correction.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Transaction } from "#core/aws/tx.ts";
import { addEntry } from "#core/notice/entering.store.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { findHome, listProgrammes, noteProgrammes } from "#core/notice/programme.store.ts";
import { MOST_RECORDS } from "#core/notice/programme.ts";
import { openStore, type Store } from "#tests/support/store.ts";
import { busyYear } from "./published.ts";

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.stop());

let place = 0;
/** A register of its own: records by number, each with what it carries on. */
function register() {
  const slug = `office-${++place}`;
  const [like] = busyYear(1) as [RegisterEntry];
  const ref = (n: number) => `2022/2023 - ${String(n).padStart(4, "0")}`;
  const add = async (n: number, carried: number[] = [], before?: RegisterEntry) => {
    const on = new Date(Date.UTC(2022, 3, 1 + n)).toISOString();
    const entry: RegisterEntry = {
      ...like,
      id: `01HG${String(n).padStart(22, "0")}`,
      office: { slug, name: "An office" },
      reference: ref(n),
      number: { series: "decision", period: "2022/2023", n },
      slug: `record-${n}`,
      title: `Record ${n}`,
      ...{ filedOn: on.slice(0, 10), publishedAt: on, updatedAt: before ? `2024-01-01T00:00:00.000Z` : on },
      publication: before ? before.publication + 1 : 1,
      links: carried.map((to) => ({ relation: "continues", to: "own" as const, reference: ref(to) })),
    };
    const tx = new Transaction();
    addEntry(tx, entry);
    expect(await tx.commit()).toEqual({ ok: true });
    return entry;
  };
  const publish = async (n: number, carried: number[] = [], before?: RegisterEntry) => {
    const entry = await add(n, carried, before);
    const found = await noteProgrammes(entry, before);
    const told = {
      programmes: found.programmes.map((p) => [p.home.slug, p.records.map((e) => e.number!.n)]),
      merged: found.merged.map(({ from, to }) => [from.slug, to.slug]),
      parted: found.parted.map((e) => e.number!.n),
      cut: found.programmes.some((p) => p.cut),
    };
    return { entry, ...told };
  };
  const listed = async () => (await listProgrammes(slug, 20)).map((p) => [p.slug, p.records]);
  return { add, publish, listed };
}

describe("a programme", () => {
  test("begins with the first link, and keeps the address of its first record", async () => {
    const { publish, listed } = register();
    expect((await publish(2)).programmes).toEqual([]);
    expect((await publish(3, [2])).programmes).toEqual([["record-2", [2, 3]]]);
    const { entry, programmes } = await publish(4, [3]);
    expect(programmes).toEqual([["record-2", [2, 3, 4]]]);
    expect((await findHome(entry))?.slug).toBe("record-2");
    expect(await listed()).toEqual([["record-2", 3]]);
    // An older record that turns out to belong to it does not move it.
    await publish(1);
    expect(await publish(5, [1, 4])).toMatchObject({
      programmes: [["record-2", [1, 2, 3, 4, 5]]],
      merged: [],
    });
  });

  test("is found though what it carries on is published after it", async () => {
    const { publish } = register();
    await publish(2, [1]);
    expect((await publish(1)).programmes).toEqual([["record-1", [1, 2]]]);
  });

  test("that grows together with another one is at the older address, and the other leads there", async () => {
    const { publish, listed } = register();
    for (const [n, to] of [
      [1, []],
      [2, [1]],
      [3, []],
      [4, [3]],
    ] as [number, number[]][])
      await publish(n, to);
    expect(await listed()).toEqual([
      ["record-3", 2],
      ["record-1", 2],
    ]);
    const { programmes, merged } = await publish(5, [2, 4]);
    expect([programmes, merged]).toEqual([[["record-1", [1, 2, 3, 4, 5]]], [["record-3", "record-1"]]]);
    expect(await listed()).toEqual([["record-1", 5]]);
    expect((await publish(6, [4])).merged).toEqual([]);
  });

  test("that a correction parts is two, each with a page, and who has moved is told", async () => {
    const { publish, listed } = register();
    await publish(1);
    await publish(2, [1]);
    const { entry } = await publish(3, [2]);
    const last = await publish(4, [3]);
    const { programmes, parted } = await publish(3, [], entry);
    expect(programmes).toEqual([
      ["record-3", [3, 4]],
      ["record-1", [1, 2]],
    ]);
    expect(parted).toEqual([4]);
    expect((await findHome(last.entry))?.slug).toBe("record-3");
    expect((await listed()).toSorted()).toEqual([
      ["record-1", 2],
      ["record-3", 2],
    ]);
  });

  test("that loses all but its first record keeps its page, and is listed no more", async () => {
    const { publish, listed } = register();
    const first = await publish(1);
    const { entry } = await publish(2, [1]);
    expect((await publish(2, [], entry)).programmes).toEqual([["record-1", [1]]]);
    expect([await listed(), await findHome(first.entry), await findHome(entry)]).toEqual([
      [],
      undefined,
      undefined,
    ]);
    expect((await publish(3, [1])).programmes).toEqual([["record-1", [1, 3]]]);
  });

  test("of more records than a page holds is cut, keeps its address, and reads no more for it", async () => {
    const { add, publish } = register();
    await publish(1);
    const read = () => Object.values(store.faults.calls()).reduce((sum, n) => sum + n, 0);
    const reads: number[] = [];
    let last: Awaited<ReturnType<typeof publish>> | undefined;
    for (let n = 2; n <= 160; n++) {
      if (![2, 50, 80, 120, 160].includes(n)) await add(n, [n - 1]);
      else {
        const before = read();
        last = await publish(n, [n - 1]);
        reads.push(read() - before);
      }
    }
    expect(Math.max(...reads)).toBeLessThan(MOST_RECORDS * 6);
    expect(last?.cut).toBe(true);
    const [[slug, records] = []] = last!.programmes as [string, number[]][];
    expect([slug, records?.length, records?.at(-1)]).toEqual(["record-1", MOST_RECORDS, 160]);
  });
});
