/**
 * node infra/local/bench-register.ts [records …]: what a page of the register, a page of the API, a search
 * and a publication cost at 1,000, 10,000 and 400,000 synthetic records. An office has at most 10,000, which
 * is twenty years; more records are more offices. Times are of this machine with its stand-ins, and of
 * whatever else it does; units, bytes and reads are the same anywhere.
 */
import "./clock.ts";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publishDefinition } from "#core/record/offices.store.ts";
import { benchOf, type Compared, OWN, round } from "./bench-register-measure.ts";
import { apiPages, publications, staticPages } from "./bench-register-pages.ts";
import { measuredOffice } from "./bench-register-record.ts";
import { searches } from "./bench-register-searches.ts";
import { machine, print, progress, type Table } from "./bench-report.ts";
import { importItems } from "./dynamo-import.ts";
import { indexOf, indexOfAll, itemsOf, type Register } from "./synthetic-register.ts";
import { type LocalSystem, startSystem } from "./system.ts";

const SIZES = [1000, 10_000, 400_000];
const OFFICE = 10_000;
/** With words of their own. */
const DISTINCT = 2;
const FEW = 50;

/** Each size in a process of its own, which tells this one what is compared. */
async function compare(sizes: number[]): Promise<void> {
  const compared: [number, Compared][] = [];
  for (const size of sizes) {
    const child = fork(import.meta.filename, [String(size)], { serialization: "advanced" });
    child.on("message", (of) => compared.push([size, of as Compared]));
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`The measure of ${words(size)} records ended with ${code}`);
  }
  if (compared.length > 1) print(growth(compared));
}

async function measure(size: number): Promise<void> {
  const step = (what: string) => progress(`${words(size)}: ${what}`);
  const dataDir = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  let system: LocalSystem | undefined;
  try {
    const registers = registersOf(size, new Date().toISOString().slice(0, 10));
    step(`making ${words(registers.length)} ${registers.length === 1 ? "register" : "registers"}`);
    importItems(join(dataDir, "records.sqlite"), dataDir, registers.values().flatMap(itemsOf));
    step("starting the system");
    system = await startSystem({ offices: "", dataDir });
    await publishDefinition(measuredOffice(OWN));
    for (const register of registers) {
      step(`indexing ${register.office}`);
      await indexOf(register, registers.length === 1);
    }
    if (registers.length > 1)
      await indexOfAll(registers, (base) => step(`indexing all offices, base ${base}`));
    const of: Compared = new Map();
    const bench = benchOf(system);
    step("publishing");
    const tables = [await publications(bench, of, size), await staticPages(of)];
    step("pages of the API");
    tables.push(await apiPages(bench, of));
    step("searches");
    tables.push(await searches(bench, of, registers.length > 1));
    console.log(`\n== ${words(size)} records, offices: ${registers.length} ==`);
    for (const table of tables) print(table);
    console.log();
    process.send?.(of);
  } finally {
    await system?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function registersOf(size: number, today: string): Register[] {
  return Array.from({ length: Math.ceil(size / OFFICE) }, (_, i) => {
    const records = Math.min(OFFICE, size - i * OFFICE);
    const like = i < DISTINCT || records < OFFICE ? i : 1 + ((i - 1) % (DISTINCT - 1));
    return { office: `office-${i}`, records, like: `office-${like}`, today };
  });
}

/** What grows with the number of records, and what does not. */
function growth(compared: [number, Compared][]): Table {
  const [[, base], ...others] = compared as [[number, Compared], ...[number, Compared][]];
  const names = [...new Set(compared.flatMap(([, of]) => [...of.keys()]))];
  const cell = (value: number | undefined) => (value === undefined ? "" : round(value));
  return {
    title: `Beside ${words(compared[0]![0])} records`,
    columns: compared.flatMap(([size], i) => (i ? [words(size), "times"] : [words(size)])),
    rows: names.map((name) => {
      const one = base.get(name);
      const more = others.flatMap(([, of]) => {
        const value = of.get(name);
        return [cell(value), one && value !== undefined ? (value / one).toFixed(2) : ""];
      });
      return { name, cells: [cell(one), ...more] };
    }),
  };
}

const words = (n: number) => n.toLocaleString("en-GB");

const sizes = process.argv.slice(2).map(Number);
if (sizes.some((n) => !Number.isInteger(n) || n < FEW)) {
  console.error(`Usage: npm run bench -- register [records …], each ${FEW} or more`);
  process.exit(1);
}
if (process.send && sizes.length === 1) await measure(sizes[0]!);
else {
  console.log(machine());
  await compare((sizes.length ? sizes : SIZES).sort((a, b) => a - b));
}
