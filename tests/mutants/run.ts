/**
 * npm run mutants [-- --only <file or words>] [--jobs 2]: plants one fault after another in a copy of the
 * repository and runs the tests that should notice. Prints what each was caught by; exits 1 where one was
 * not, unless it changes nothing and says why. `--trust` leaves out the first run, without any fault.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ALL, changed } from "./all.ts";
import type { Planted } from "./planted.ts";

const ROOT = join(import.meta.dirname, "../..");
const SOURCES = [
  "core",
  "functions",
  "infra",
  "tests",
  "web",
  "package.json",
  "tsconfig.json",
  "vitest.config.ts",
];
/** Sequences of the model for a fault that it is named for: more than the tests have, since it stops at the first. */
const MODEL_RUNS = "60";

interface Result {
  planted: Planted;
  /** The test that noticed; nothing where none did. */
  caughtBy?: string;
  seconds: number;
}

const { values } = parseArgs({
  options: { only: { type: "string" }, jobs: { type: "string", default: "2" }, trust: { type: "boolean" } },
});
const queue = ALL.filter(({ name, file }) => `${file} ${name}`.includes(values.only ?? ""));
if (queue.length === 0) throw new Error(`No fault is called “${values.only}”`);
const results: Result[] = [];
const started = performance.now();
if (!values.trust) await sound(queue);
await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
process.exit(report() ? 0 : 1);

/** Tests that fail without any fault would catch everything. */
async function sound(faults: Planted[]): Promise<void> {
  const copy = copyOfRepository();
  try {
    for (const test of new Set(faults.flatMap(({ tests }) => tests))) {
      const failed = await failing(copy, test);
      if (failed) throw new Error(`Without any fault this fails: ${failed}`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function worker(): Promise<void> {
  const copy = copyOfRepository();
  try {
    for (let fault = queue.shift(); fault; fault = queue.shift()) {
      const began = performance.now();
      const path = join(copy, fault.file);
      const text = readFileSync(path, "utf8");
      writeFileSync(path, changed(fault, text));
      let caughtBy: string | undefined;
      for (const test of fault.tests) caughtBy ??= await failing(copy, test);
      writeFileSync(path, text);
      const result = { planted: fault, caughtBy, seconds: Math.round((performance.now() - began) / 1000) };
      results.push(result);
      console.log(line(result));
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function copyOfRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), "countersign-mutants-"));
  for (const name of SOURCES) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  const assets = join(ROOT, ".build/assets");
  if (existsSync(assets)) cpSync(assets, join(copy, ".build/assets"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** The first test that fails, by its full name. */
async function failing(copy: string, suite: string): Promise<string | undefined> {
  const output = join(copy, "results.json");
  rmSync(output, { force: true });
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const options = ["--bail=1", "--maxWorkers=1", "--reporter=json", `--outputFile=${output}`];
  const child = spawn(process.execPath, [vitest, "run", suite, ...options], {
    cwd: copy,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, MODEL_RUNS },
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said = `${said}${text}`.slice(-2000);
  });
  const [code, signal] = await once(child, "close");
  if (signal || !existsSync(output)) throw new Error(`The tests did not run: ${code ?? signal} ${said}`);
  const { testResults } = JSON.parse(readFileSync(output, "utf8")) as { testResults: FileResult[] };
  for (const { name, message, assertionResults } of testResults) {
    const failed = assertionResults.find((t) => t.status === "failed");
    const file = name.slice(copy.length + 1);
    if (failed) return `${file}: ${invariantIn(failed) ?? failed.fullName.trim()}`;
    if (message.includes("Transform failed")) throw new Error(`The fault is not even a program: ${message}`);
    if (code !== 0 && message) return `${file}: ${message.split("\n")[0]}`;
  }
  if (code !== 0) throw new Error(`The tests ended with ${code}: ${said}`);
  return undefined;
}

interface FileResult {
  name: string;
  message: string;
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
}

/** What the model says was broken. */
function invariantIn({ failureMessages }: FileResult["assertionResults"][number]): string | undefined {
  return /path [\d:]+: ([^\n]*)/.exec(failureMessages.join("\n"))?.[1];
}

function line({ planted, caughtBy, seconds }: Result): string {
  const verdict = caughtBy ?? (planted.redundant ? `changes nothing: ${planted.redundant}` : "SURVIVED");
  return `${planted.name.slice(0, 78).padEnd(78)} ${String(seconds).padStart(4)} s  ${verdict}`;
}

function report(): boolean {
  const caught = results.filter((r) => r.caughtBy);
  const redundant = results.filter((r) => !r.caughtBy && r.planted.redundant);
  const survived = results.filter((r) => !r.caughtBy && !r.planted.redundant);
  const minutes = Math.round((performance.now() - started) / 6000) / 10;
  console.log(
    `\n${results.length} planted in ${minutes} min: ${caught.length} caught, ` +
      `${redundant.length} change nothing, ${survived.length} survived`,
  );
  for (const result of survived) console.log(line(result));
  return survived.length === 0;
}
