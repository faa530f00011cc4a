/** Each function as it is deployed: its size, and from the start of its process to the first event it asks for. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { median, progress, RUNS, type Table } from "./bench-report.ts";
import { buildFunctions } from "./bundles.ts";
import { runLambda } from "./runtime-api.ts";

const ROOT = join(import.meta.dirname, "../..");
const EMPTY = [
  'import { Hono } from "hono";',
  'import { handle } from "hono/aws-lambda";',
  "const app = new Hono();",
  'app.get("/", (c) => c.text("ok"));',
  "export const handler = handle(app);",
].join("\n");

export async function measureColdStarts(): Promise<Table[]> {
  const folder = join(ROOT, ".build/bench-empty");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "empty.ts"), EMPTY);
  const { empty } = await buildFunctions({ from: folder, to: folder, minify: true });
  const built = await buildFunctions({ to: join(ROOT, ".build/bench"), minify: true });
  const bundles = Object.entries({ "empty Hono handler": empty!, ...built });
  const starts = new Map(bundles.map(([name]) => [name, [] as number[]]));
  // Round by round, so that whatever else the machine does falls on all alike. The first warms the disk's cache.
  for (let run = 0; run <= RUNS; run++) {
    if (run % 5 === 1) progress(`cold: round ${run} of ${RUNS}`);
    for (const [name, file] of bundles) {
      const lambda = await runLambda(file, {
        SST_RESOURCES_JSON: JSON.stringify({ App: { name: "bench", stage: "bench" } }),
      });
      if (run > 0) starts.get(name)!.push(lambda.initMs);
      await lambda.stop();
    }
  }
  const nothing = median(starts.get("empty Hono handler")!);
  const rows = bundles.map(([name, file]) => {
    const start = median(starts.get(name)!);
    const sizes = [statSync(file).size, gzipSync(readFileSync(file)).length].map(kilobytes);
    return { name, cells: [...sizes, start, Math.round((start - nothing) * 10) / 10] };
  });
  return [
    {
      title: "Cold start: from the start of a process to the first event it asks for",
      columns: ["kB", "kB gzipped", "ms", "ms more than empty"],
      rows,
      notes: [
        "On Lambda the download and the sandbox come on top; the document's fonts load with its first paper.",
      ],
    },
  ];
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 102.4) / 10;
}
