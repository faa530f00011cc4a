/**
 * npm run model -- --runs 1000 [--seed 7] [--shrink]: the whole model test, as many sequences as one
 * likes. A failing sequence is printed with the seed and path that repeat it.
 */
import { parseArgs } from "node:util";
import { runModel } from "#tests/model/model.ts";

const { values } = parseArgs({
  options: { runs: { type: "string" }, seed: { type: "string" }, shrink: { type: "boolean" } },
});
const runs = Number(values.runs ?? 1000);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const started = performance.now();
console.log(`${runs} sequences, seed ${seed}`);
const { sequences, counts, failure } = await runModel({ runs, seed, shrink: values.shrink });
console.log(`${sequences} sequences in ${Math.round((performance.now() - started) / 1000)} s:`);
for (const [name, count] of Object.entries(counts)) console.log(`  ${name.padEnd(10)} ${count}`);
if (failure) console.error(`\n${failure}`);
process.exit(failure ? 1 : 0);
