/**
 * kill -9 of the whole system on the way of one record, from the first press on "Start" to its public
 * page: twice in a row, each time right after another write. Started again it goes on, and ends as it
 * does undisturbed. `npm run model -- kill` does it at every write, one at a time.
 */
import { beforeAll, expect, it } from "vitest";
import { build, killedAfter } from "#tests/faults/kills.ts";

/** Writes of each process before it dies; the first few of each are its author signing in again. */
const DEATHS = [14, 25];

let bundles: Record<string, string>;
beforeAll(async () => {
  bundles = await build();
});

it("ends as if nothing had happened", { timeout: 300_000 }, async () => {
  const [undisturbed, killed] = await Promise.all([
    killedAfter(bundles, [], 3),
    killedAfter(bundles, DEATHS, 3),
  ]);
  expect(undisturbed).toMatchObject({
    mostCopies: 1,
    end: { records: 1, state: { state: "published" }, due: [], unsettled: [] },
  });
  expect(killed.kills).toBe(DEATHS.length);
  expect(killed.end).toEqual(undisturbed.end);
  expect(killed.mostCopies).toBeLessThanOrEqual(2);
});
