/**
 * The model, a fixed number of sequences from a fixed seed. `npm run model -- --runs 1000` runs as many
 * as one likes from another. What fails is printed with all that was done.
 */
import { expect, it } from "vitest";
import { runModel } from "#tests/model/model.ts";

const RUNS = Number(process.env.MODEL_RUNS ?? 12);
const SEED = 20_250_303;

it("holds its invariants whatever people do, whatever goes wrong", { timeout: 900_000 }, async () => {
  const started = performance.now();
  const { sequences, counts, failure } = await runModel({ runs: RUNS, seed: SEED });
  console.log(`${sequences} sequences in ${Math.round((performance.now() - started) / 1000)} s:`, counts);
  expect(failure).toBeUndefined();
  // A model in which nothing happens holds anything.
  expect(sequences).toBe(RUNS);
  expect(counts.commands).toBeGreaterThan(RUNS * 20);
  expect(counts.decided).toBeGreaterThan(RUNS / 2);
  for (const misfortune of [counts.crashes, counts.faults, counts.slips, counts.lostRaces])
    expect(misfortune).toBeGreaterThan(RUNS / 3);
});
