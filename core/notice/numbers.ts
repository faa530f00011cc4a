/**
 * Every number accounted for: which numbers of a series should stand on a year's page and do not.
 * A gap that nobody explains draws suspicion, so the page names each.
 */
import type { Office, Series } from "#core/form/office.ts";
import { firstNumber, formatReference } from "#core/form/series.ts";
import { type RegisterEntry, yearOf } from "./entry.ts";

/** The missing numbers in words, neighbours joined: "0019", "0021 to 0024", as the office prints them. */
export function missingNumbers(office: Office, entries: RegisterEntry[], year: string): string[] {
  const runs = new Map<string, RegisterEntry[]>();
  for (const e of entries) {
    if (!e.number || yearOf(e) !== year) continue;
    const key = `${e.number.series} ${e.number.period}`;
    runs.set(key, [...(runs.get(key) ?? []), e]);
  }
  return [...runs.values()].flatMap((run) => missingOfRun(office, run, year));
}

function missingOfRun(office: Office, run: RegisterEntry[], year: string): string[] {
  const { series: id, period } = run[0]!.number!;
  const series = office.series?.[id];
  if (!series) return [];
  const present = new Set(run.map((e) => e.number!.n));
  // A period that began in an earlier year has its first numbers on that year's page.
  const from = period.startsWith(year) ? firstNumber(series, period) : Math.min(...present);
  const gaps: [number, number][] = [];
  for (let n = Math.min(from, ...present); n < Math.max(...present); n++) {
    const last = gaps.at(-1);
    if (present.has(n)) continue;
    if (last && last[1] === n - 1) last[1] = n;
    else gaps.push([n, n]);
  }
  const print = (n: number) => formatReference(series, n, dateIn(series, period) ?? run[0]!.filedOn);
  return gaps.map(([a, b]) => (a === b ? print(a) : `${print(a)} to ${print(b)}`));
}

/** A date in a period, by which its pattern prints: the record itself may have been decided after it. */
function dateIn(series: Series, period: string): string | undefined {
  if (series.period === "never") return undefined;
  return `${period.slice(0, 4)}-${series.period === "financial" ? "04" : "01"}-01`;
}
