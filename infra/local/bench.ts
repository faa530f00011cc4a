/**
 * npm run bench [-- part …]: what things cost, measured in one run on one machine, against something to
 * compare with. No pass or fail by time. Each part stands in its own file and gives its tables.
 */
import "./clock.ts";
import { machine, print, progress, RUNS, type Table } from "./bench-report.ts";

const PARTS: Record<string, { about: string; run(): Promise<Table[]> }> = {
  path: {
    about: "one record the whole way, by pages and emails: time, read and write units a step",
    run: async () => (await import("./bench-path.ts")).measurePath(),
  },
  pdf: {
    about: "the sealed PDF against headless Chromium and pdfkit: time and memory",
    run: async () => (await import("./bench-pdf.ts")).measurePdf(),
  },
  cold: {
    about: "each function as it is deployed: size, and start against an empty Hono handler",
    run: async () => (await import("./bench-cold.ts")).measureColdStarts(),
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !PARTS[part]);
if (unknown.length) {
  const usage = Object.entries(PARTS).map(([name, { about }]) => `  ${name.padEnd(6)} ${about}`);
  console.error(
    `There is no part ${unknown.join(", ")}.\nUsage: npm run bench [-- part …]\n${usage.join("\n")}`,
  );
  process.exit(1);
}
console.log(machine());
const tables: Table[] = [];
for (const part of asked.length ? asked : Object.keys(PARTS)) {
  progress(`${part}: ${PARTS[part]!.about}`);
  tables.push(...(await PARTS[part]!.run()));
}
progress("done");
console.log(
  `\n${machine()}\nMedians of ${RUNS} or more, in milliseconds of the clock unless a table says otherwise.`,
);
for (const table of tables) print(table);
