/**
 * npm run model -- --runs 1000 [--seed 7] [--jobs 2] [--local]: the whole model, as many sequences as
 * one likes, in several processes; `--local` over the local database instead of in memory. A failing
 * sequence is printed with the seed and path that repeat it: `--seed 7 --path 42 [--shrink]`.
 * `-- kill` instead kills the whole system after each write of a record's path in turn
 * (`--signoffs 1`: of a shorter path).
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { killAtEachWrite } from "#tests/faults/kills.ts";
import { type Outcome, runModel } from "#tests/model/model.ts";
import { openInMemory, openLocal } from "#tests/model/store.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "1000" },
    seed: { type: "string" },
    path: { type: "string" },
    signoffs: { type: "string", default: "3" },
    jobs: { type: "string", default: "2" },
    local: { type: "boolean", default: false },
    shrink: { type: "boolean", default: false },
  },
});
const SECONDS_BETWEEN_LINES = 15;
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const ways: Record<string, () => Promise<boolean>> = {
  model,
  part,
  kill: () => killAtEachWrite(console.log, { jobs: Number(values.jobs), signOffs: Number(values.signoffs) }),
};
const way = ways[positionals[0] ?? "model"];
if (!way) throw new Error("Give nothing, or kill");
process.exit((await way()) ? 0 : 1);

/** Each process has its own seed, so that a failure is repeated by that seed and path alone. */
async function model(): Promise<boolean> {
  const runs = values.path ? 1 : Number(values.runs);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));
  const jobs = Math.min(runs, Number(values.jobs));
  console.log(`${runs} sequences in ${jobs} processes, seed ${seed}${jobs > 1 ? " and following" : ""}`);
  const shares = Array.from({ length: jobs }, (_, i) => Math.floor((runs + i) / jobs));
  const parts: Part[] = shares.map(() => ({ sequences: 0, counts: {} }));
  const timer = setInterval(() => {
    const { sequences, counts } = sumOf(parts);
    console.log(
      `  ${String(seconds()).padStart(4)} s: ${sequences} sequences, ${counts.commands ?? 0} commands`,
    );
  }, SECONDS_BETWEEN_LINES * 1000);
  await Promise.all(shares.map((share, i) => follow(parts[i]!, share, seed + i)));
  clearInterval(timer);
  const { sequences, counts } = sumOf(parts);
  console.log(`${sequences} sequences in ${seconds()} s:`);
  for (const [name, count] of Object.entries(counts)) console.log(`  ${name.padEnd(10)} ${count}`);
  return sequences >= runs && parts.every(({ failure }) => failure === undefined);
}

type Part = { sequences: number; counts: Record<string, number>; failure?: string };

async function follow(part: Part, runs: number, seed: number): Promise<void> {
  const { path, local, shrink } = values;
  const options = ["--runs", String(runs), "--seed", String(seed), ...(path ? ["--path", path] : [])];
  const switches = [...(local ? ["--local"] : []), ...(shrink ? ["--shrink"] : [])];
  const child = fork(import.meta.filename, ["part", ...options, ...switches]);
  child.on("message", (said) => Object.assign(part, said));
  const [code, signal] = await once(child, "exit");
  if (code !== 0) part.failure ??= `The process of seed ${seed} ended with ${code ?? signal}`;
  if (part.failure) console.error(`\n${part.failure}\n`);
}

async function part(): Promise<boolean> {
  const { runs, seed, path, local, shrink } = values;
  const tell = (said: Partial<Outcome>) => process.send?.(said);
  const store = local ? await openLocal() : openInMemory();
  const options = { runs: Number(runs), seed: Number(seed), path, shrink, store };
  const outcome = await runModel({ ...options, progress: tell });
  await new Promise((sent) => process.send?.(outcome, sent) ?? sent(undefined));
  return !outcome.failure;
}

function sumOf(parts: Part[]): Pick<Part, "sequences" | "counts"> {
  const counts: Record<string, number> = {};
  for (const part of parts)
    for (const [name, count] of Object.entries(part.counts)) counts[name] = (counts[name] ?? 0) + count;
  return { sequences: parts.reduce((sum, { sequences }) => sum + sequences, 0), counts };
}
