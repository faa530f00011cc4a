/**
 * One record the whole way, through the pages and the mailbox: create, fill in, submit, three sign-offs
 * by link, sealed PDF, published. Time and DynamoDB's own units, for each step and in all.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadOffices } from "#core/offices/index.ts";
import { median, progress, RUNS, type Table } from "./bench-report.ts";
import { bundle } from "./bundles.ts";
import { startSystem } from "./system.ts";

const ROOT = join(import.meta.dirname, "../..");

export async function measurePath(): Promise<Table[]> {
  const system = await startSystem({});
  try {
    const playRecord = await loadPlay();
    const { office, example } = threeSignOffs();
    const steps = [
      "sign in, start",
      "fill in, submit",
      "first sign-off",
      "second sign-off",
      "third: sealed, published",
    ];
    const spent = new Map<string, number[]>(steps.map((step) => [step, []]));
    const whole: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      if (run % 5 === 1) progress(`path: record ${run} of ${RUNS}`);
      const left = [...steps];
      let since = performance.now();
      const start = since;
      const next = () => system.journey(run > 0 ? (left[0] ?? "after") : "warm-up");
      next();
      await playRecord(system, office, example, () => {
        const now = performance.now();
        const step = left.shift();
        if (run > 0 && step) spent.get(step)!.push(now - since);
        since = now;
        next();
      });
      if (run > 0) whole.push(performance.now() - start);
    }
    const units = system.units();
    const cells = (ms: number[], journeys: string[]) => {
      const sum = (of: "write" | "read" | "calls") =>
        journeys.reduce((total, name) => total + (units[name]?.[of] ?? 0), 0) / RUNS;
      return [median(ms), ...[sum("write"), sum("read"), sum("calls")].map((n) => Math.round(n * 10) / 10)];
    };
    return [
      {
        title: "Whole path, one record: form, three sign-offs by link, sealed PDF, published",
        columns: ["ms", "write units", "read units", "calls"],
        rows: [
          ...steps.map((step) => ({ name: step, cells: cells(spent.get(step)!, [step]) })),
          { name: "whole", cells: cells(whole, [...steps, "after"]) },
        ],
        notes: [
          "Units are DynamoDB's, on average: emails, streams and ticks that a step causes are part of it.",
        ],
      },
    ];
  } finally {
    await system.stop();
  }
}

/** `play`, built: Node cannot run a module that has pages in it as it is. */
export async function loadPlay(): Promise<typeof import("./play.ts")["play"]> {
  const built = await bundle([join(import.meta.dirname, "play.ts")], join(ROOT, ".build/local"));
  const { play } = (await import(pathToFileURL(built.play!).href)) as typeof import("./play.ts");
  return play;
}

/** The first shipped example with three sign-offs. */
export function threeSignOffs() {
  for (const { office, examples } of loadOffices())
    for (const { example } of examples) if (example.signOffs?.length === 3) return { office, example };
  throw new Error("No shipped example has three sign-offs");
}
