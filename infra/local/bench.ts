/**
 * npm run bench: what things cost, measured in one run on one machine, against something to compare
 * with. Medians of at least ten; no pass or fail by time. Units are DynamoDB's own, from its answers.
 */
import "./clock.ts";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { checkPdf } from "#core/document/check.ts";
import { compose } from "#core/document/compose.ts";
import { render } from "#core/document/render.ts";
import { loadOffices } from "#core/offices/index.ts";
import { getView } from "#core/record/view.store.ts";
import { buildFunctions, bundle } from "./bundles.ts";
import { runLambda } from "./runtime-api.ts";
import { startSystem } from "./system.ts";

const ROOT = join(import.meta.dirname, "../..");
const RUNS = 10;

console.log(
  `Machine: ${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
);
console.log(`Medians of ${RUNS} runs; wall time in milliseconds unless it says otherwise.\n`);

await wholePath();
await bundles();

/** Create, fill in, submit, three sign-offs by link, sealed PDF, published: through the pages and the mailbox. */
async function wholePath(): Promise<void> {
  const system = await startSystem({});
  try {
    const built = await bundle([join(import.meta.dirname, "play.ts")], join(ROOT, ".build/local"));
    const { play } = (await import(pathToFileURL(built.play!).href)) as typeof import("./play.ts");
    const [found] = loadOffices().filter((o) => o.examples.some((e) => e.example.signOffs?.length === 3));
    const example = found?.examples.find((e) => e.example.signOffs?.length === 3)?.example;
    if (!found || !example) throw new Error("No shipped example has three sign-offs");
    const times: number[] = [];
    let id = "";
    for (let run = 0; run <= RUNS; run++) {
      system.journey(run === 0 ? "warm-up" : "whole path");
      const start = performance.now();
      ({ id } = await play(system, found.office, example));
      if (run > 0) times.push(performance.now() - start);
    }
    const units = system.units()["whole path"] ?? { read: 0, write: 0, calls: 0 };
    const per = (n: number) => Math.round((n / RUNS) * 10) / 10;
    table("Whole path, one record (form, submit, three sign-offs by link, sealed PDF, published)", [
      ["wall", median(times)],
      ["write units", per(units.write)],
      ["read units", per(units.read)],
      ["database calls", per(units.calls)],
    ]);
    const { view } = await getView(id);
    const paper = compose(view, "public");
    const { pdf, pages } = render(paper);
    table(`PDF alone, ${pages} pages, ${Math.round(pdf.length / 1024)} kB`, [
      ["compose", median(timed(() => compose(view, "public")))],
      ["compose and render", median(timed(() => render(compose(view, "public"))))],
      ["structural check", median(await timedAsync(() => checkPdf(pdf)))],
    ]);
  } finally {
    await system.stop();
  }
}

/** Each function as it is deployed: its size, and from the start of its process to its first answer. */
async function bundles(): Promise<void> {
  const built = await buildFunctions({ to: join(ROOT, ".build/bench"), minify: true });
  const folder = join(ROOT, ".build/bench-empty");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "empty.ts"),
    'import { Hono } from "hono";\nimport { handle } from "hono/aws-lambda";\nconst app = new Hono();\napp.get("/", (c) => c.text("ok"));\nexport const handler = handle(app);\n',
  );
  const empty = await buildFunctions({ from: folder, to: folder, minify: true });
  const rows: (string | number)[][] = [];
  for (const [name, file] of Object.entries({ "empty Hono handler": empty.empty!, ...built })) {
    const starts: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const lambda = await runLambda(file, {
        SST_RESOURCES_JSON: JSON.stringify({ App: { name: "bench", stage: "bench" } }),
      });
      starts.push(lambda.initMs);
      await lambda.stop();
    }
    const bytes = statSync(file).size;
    rows.push([name, kb(bytes), kb(gzipSync(readFileSync(file)).length), median(starts)]);
  }
  table("Built bundles: kB, kB gzipped, cold start (process start to first event asked)", rows);
}

function timed(work: () => unknown): number[] {
  work();
  return Array.from({ length: RUNS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}

async function timedAsync(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now();
    await work();
    if (run > 0) times.push(performance.now() - start);
  }
  return times;
}

function median(times: number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const value = sorted.length % 2 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return Math.round(value * 10) / 10;
}

function kb(bytes: number): number {
  return Math.round(bytes / 102.4) / 10;
}

function table(title: string, rows: (string | number)[][]): void {
  console.log(title);
  for (const [name, ...cells] of rows)
    console.log(`  ${String(name).padEnd(24)}${cells.map((c) => String(c).padStart(10)).join("")}`);
  console.log();
}
