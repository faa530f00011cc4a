/**
 * npm run bench [-- part … [records …]]: what things cost, measured in one run on one machine, against something to
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
    about:
      "pages, API, searches and a publication at 1,000, 10,000 and 400,000 records, or at as many as follow (only when asked for)",
    apart: true,
    run: async () => {
      // It has a database of its own, and the clients of a process keep to one. It prints its own tables.
      const script = join(import.meta.dirname, "bench-register.ts");
      const [code] = await once(spawn(process.execPath, [script, ...sizes], { stdio: "inherit" }), "exit");
      if (code !== 0) throw new Error(`bench-register.ts ended with ${code}`);
      return [];
    },
  },
};

const sizes = process.argv.slice(2).filter((word) => /^\d+$/.test(word));
const asked = process.argv.slice(2).filter((word) => !sizes.includes(word));
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
