/** What the parts of the bench share: medians, progress as they go, and the tables of the end. */
import { cpus, totalmem } from "node:os";

/** Runs before those that count, of what is measured warm. */
export const WARM_UP = 5;

/** Measures of each thing, unless a part says otherwise. */
export const RUNS = 10;

export interface Table {
  title: string;
  /** Above the cells. */
  columns: string[];
  rows: { name: string; cells: (string | number)[] }[];
  /** What a reader must know to compare. */
  notes?: string[];
}

export function machine(): string {
  const gib = Math.round(totalmem() / 2 ** 30);
  return `Machine: ${cpus().length} cores (${cpus()[0]?.model}), ${gib} GiB, Node ${process.version}`;
}

const started = performance.now();

/** Says what is being done, with the time since the start. */
export function progress(words: string): void {
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${String(seconds).padStart(4)} s  ${words}`);
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const value = sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return Math.round((value ?? Number.NaN) * 10) / 10;
}

/** How long something takes, each time. */
export async function times(work: () => unknown, runs = RUNS): Promise<number[]> {
  const found: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    found.push(performance.now() - start);
  }
  return found;
}

export function print({ title, columns, rows, notes = [] }: Table): void {
  const wide = Math.max(...rows.map(({ name }) => name.length)) + 2;
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...rows.map(({ cells }) => String(cells[i] ?? "").length)),
  );
  const line = (name: string, cells: (string | number)[]) =>
    `  ${name.padEnd(wide)}${widths.map((width, i) => String(cells[i] ?? "").padStart(width + 2)).join("")}`;
  console.log(`\n${title}\n${line("", columns)}`);
  for (const { name, cells } of rows) console.log(line(name, cells));
  for (const note of notes) console.log(`  ${note}`);
}
