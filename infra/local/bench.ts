/**
 * npm run bench [-- part …]: what things cost, measured in one run on one machine, against something to
 * compare with. No pass or fail by time. Each part stands in its own file and gives its tables.
 */
import "./clock.ts";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { machine, print, progress, RUNS, type Table } from "./bench-report.ts";

/** `apart`: measured only where it is asked for, since it takes longer than all the others. */
const PARTS: Record<string, { about: string; apart?: true; run(): Promise<Table[]> }> = {
  path: {
    about: "one record the whole way, by pages and emails: time, read and write units a step",
    run: async () => (await import("./bench-path.ts")).measurePath(),
  },
  units: {
    about: "what each step of a record's life costs the database, beside what was computed",
    run: async () => (await import("./bench-units.ts")).measureUnits(),
  },
  pdf: {
    about: "the sealed PDF against headless Chromium and pdfkit: time and memory",
    run: async () => (await import("./bench-pdf.ts")).measurePdf(),
  },
  cold: {
    about: "each function as it is deployed: size, and start against an empty Hono handler",
    run: async () => (await import("./bench-cold.ts")).measureColdStarts(),
  },
  register: {
    about: "a search at 1,000 and 10,000 records, and what one publication adds (only when asked for)",
    apart: true,
    run: async () => {
      // It has a database of its own, and the clients of a process keep to one. It prints its own tables.
      const script = join(import.meta.dirname, "bench-search.ts");
      const [code] = await once(spawn(process.execPath, [script], { stdio: "inherit" }), "exit");
      if (code !== 0) throw new Error(`bench-search.ts ended with ${code}`);
      return [];
    },
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !PARTS[part]);
if (unknown.length) {
  const usage = Object.entries(PARTS).map(([name, { about }]) => `  ${name.padEnd(8)} ${about}`);
  console.error(
    `There is no part ${unknown.join(", ")}.\nUsage: npm run bench [-- part …]\n${usage.join("\n")}`,
  );
  process.exit(1);
}
console.log(machine());
const tables: Table[] = [];
for (const part of asked.length ? asked : Object.keys(PARTS).filter((part) => !PARTS[part]!.apart)) {
  progress(`${part}: ${PARTS[part]!.about}`);
  tables.push(...(await PARTS[part]!.run()));
}
progress("done");
if (tables.length)
  console.log(
    `\n${machine()}\nMedians of ${RUNS} or more, in milliseconds of the clock unless a table says otherwise.`,
  );
for (const table of tables) print(table);
