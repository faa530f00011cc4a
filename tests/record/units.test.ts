/** What each step costs the database, in the units that it bills: no more than computed, or for a reason. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { measureSteps } from "#infra/local/bench-units.ts";
import { openStore, type Store } from "#tests/support/store.ts";

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.stop());

it("costs no more than was computed before it was built, but for what is named", async () => {
  const { journey, totals } = store.meter;
  const steps = await measureSteps({ journey, units: totals }, async () => {});
  expect(steps.length).toBeGreaterThan(9);
  const dearer = steps.filter((s) => s.over).map((s) => s.name);
  // A reason that explains nothing any more goes.
  expect(dearer).toEqual(steps.filter((s) => s.computed?.more).map((s) => s.name));
  for (const { name, write, computed } of steps.filter((s) => /approve|decide/.test(s.name)))
    expect(write, name).toBeLessThanOrEqual((computed?.write ?? 0) + 3);
});
