/**
 * A log as a whole: its rows read, and what shows only when they stand beside one another. A number
 * twice, gaps in the numbers, an address twice; and numbers that this service would give again. Pure.
 */
import type { Office } from "#core/form/office.ts";
import { firstNumber, formatReference, periodOf, referenceKey } from "#core/form/series.ts";
import type { Csv } from "./csv.ts";
import { fitColumns, type Mapping } from "./mapping.ts";
import { type LegacyRow, type Odd, readRow } from "./reading.ts";

export interface Table {
  rows: LegacyRow[];
  odd: Odd[];
}

/** Throws `UnfitMapping`. `today` is a civil date. */
export function readTable(csv: Csv, mapping: Mapping, today: string): Table {
  const { cellsOf, unused } = fitColumns(mapping, csv);
  const odd: Odd[] = csv.notes.map((what) => ({ line: 0, weight: "odd", what }));
  if (unused.length)
    odd.push({
      line: 0,
      weight: "noted",
      what: `These columns are not used: ${unused.map((name) => `“${name}”`).join(", ")}`,
    });
  const rows = csv.rows.flatMap(({ cells, line }) => {
    if (cells.length > csv.head.length && cells.slice(csv.head.length).some((c) => c.trim()))
      odd.push({
        line,
        weight: "odd",
        what: `The row has ${cells.length} cells, and there are ${csv.head.length} columns: a separator may stand within a cell that has no quote marks`,
      });
    const read = readRow(cellsOf(cells), line, mapping, today);
    odd.push(...read.odd);
    return read.row ?? [];
  });
  const once = withoutRepeats(rows, odd);
  odd.push(...gaps(once, mapping), ...sameAddress(once));
  return { rows: once, odd: odd.sort((a, b) => a.line - b.line) };
}

/** Of rows that would be one entry the first stays. */
function withoutRepeats(rows: LegacyRow[], odd: Odd[]): LegacyRow[] {
  const byId = new Map<string, LegacyRow>();
  const byNumber = new Map<string, LegacyRow>();
  return rows.filter((row) => {
    const { id, line, reference } = row;
    const first = byId.get(id);
    if (first) {
      const what = id.startsWith("number-")
        ? `The number ${reference} is already on line ${first.line}. If both are right, give each row an id of its own in a column, and map it as "row"`
        : id.startsWith("row-")
          ? `Its id is already on line ${first.line}`
          : `The same title on the same day is already on line ${first.line}`;
      odd.push({ line, reference, weight: "left out", what });
      return false;
    }
    byId.set(id, row);
    const key = reference && referenceKey(reference);
    const other = key && byNumber.get(key);
    if (other)
      odd.push({
        line,
        reference,
        weight: "odd",
        what: `The number ${reference} is on line ${other.line} too`,
      });
    if (key && !other) byNumber.set(key, row);
    return true;
  });
}

function sameAddress(rows: LegacyRow[]): Odd[] {
  const seen = new Map<string, LegacyRow>();
  return rows.flatMap((row) => {
    if (!row.oldAddress) return [];
    const { line, reference } = row;
    const key = addressKey(row.oldAddress);
    const first = seen.get(key);
    if (!first) seen.set(key, row);
    const what = `The old address is that of line ${first?.line} too: it leads there`;
    return first ? [{ line, reference, weight: "odd" as const, what }] : [];
  });
}

/** An old address as it is looked up: without scheme, "www." or the slash at its end, in small letters. */
export function addressKey(address: string): string {
  const { hostname, pathname, search } = new URL(address);
  return `${hostname.replace(/^www\./, "")}${decoded(pathname).replace(/\/+$/, "")}${search}`.toLowerCase();
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

interface Numbered {
  row: LegacyRow;
  /** What stands around the number itself: those alike make a run. */
  run: string;
  n: number;
  print(n: number): string;
}

/** The numbers that a run of them leaves out. */
function gaps(rows: LegacyRow[], mapping: Mapping): Odd[] {
  const runs = Map.groupBy(
    rows.flatMap((row) => numberedBy(row, mapping) ?? []),
    ({ run }) => run,
  );
  return [...runs.values()].flatMap((run): Odd[] => {
    const inOrder = [...new Map(run.map((r) => [r.n, r])).values()].sort((a, b) => a.n - b.n);
    return inOrder.flatMap((at, i): Odd[] => {
      const before = i > 0 ? inOrder[i - 1]!.n : 0;
      // One that begins late has no gap before it: a log may start anywhere.
      if (at.n === before + 1 || (i === 0 && at.n > 10)) return [];
      const [from, to] = [at.print(before + 1), at.print(at.n - 1)];
      const missing = at.n - before - 1;
      const what =
        missing === 1
          ? `The number ${from} is missing`
          : `The ${missing} numbers ${from} to ${to} are missing`;
      return [{ line: at.row.line, reference: at.row.reference, weight: "odd", what }];
    });
  });
}

function numberedBy(row: LegacyRow, { pattern }: Mapping): Numbered | undefined {
  const { reference } = row;
  if (!reference) return undefined;
  if (pattern) return byPattern(row, pattern);
  // The digits that are no year; the last ones, since most patterns end in the number.
  const found = [...reference.matchAll(/\d+/g)].filter(([digits]) => !/^(?:19|20)\d\d$/.test(digits));
  const last = found.at(-1);
  if (!last || last[0].length > 9) return undefined;
  const [before, after] = [reference.slice(0, last.index), reference.slice(last.index + last[0].length)];
  const width = last[0].startsWith("0") ? last[0].length : 1;
  return {
    row,
    run: referenceKey(`${before} | ${after}`),
    n: Number(last[0]),
    print: (n) => `${before}${String(n).padStart(width, "0")}${after}`,
  };
}

function byPattern(row: LegacyRow, pattern: string): Numbered | undefined {
  const day = row.decidedOn ?? row.publishedOn ?? "";
  for (const date of daysAround(day))
    for (const digits of row.reference?.match(/\d+/g) ?? []) {
      const n = Number(digits);
      const print = (k: number) => formatReference({ period: "never", pattern }, k, date);
      if (referenceKey(print(n)) === referenceKey(row.reference!)) return { row, run: print(0), n, print };
    }
  return undefined;
}

/** A number is given in the year of the decision, or in the one beside it. */
function daysAround(day: string): string[] {
  const year = Number(day.slice(0, 4));
  return [day, `${year}${day.slice(4)}`, `${year - 1}${day.slice(4)}`, `${year + 1}${day.slice(4)}`];
}

/** What the office's counters have given: undefined where none in this period. */
export type LastGiven = (series: string, period: string) => number | undefined;

/**
 * Rows whose number this service has given or would give: their series counts in this period from a
 * first number that is not above them.
 */
export function collisions(office: Office, rows: LegacyRow[], last: LastGiven, today: string): Odd[] {
  return rows.flatMap((row): Odd[] => {
    for (const [id, series] of Object.entries(office.series ?? {})) {
      const numbered = row.reference && byPattern(row, series.pattern);
      if (!numbered) continue;
      const days = daysAround(row.decidedOn ?? row.publishedOn ?? today);
      const day = days.find((d) => formatReference(series, numbered.n, d) === numbered.print(numbered.n))!;
      const period = periodOf(series, day);
      const isOpen = period >= periodOf(series, today) || last(id, period) !== undefined;
      const first = firstNumber(series, period);
      if (!isOpen || numbered.n < first) continue;
      const what = `The number ${row.reference} is one that this service gives: its series “${id}” begins at ${first} in ${period}. Set "first" to a number above ${numbered.n} before the first record is decided, or leave the row out`;
      return [{ line: row.line, reference: row.reference, weight: "left out", what }];
    }
    return [];
  });
}

/** The periods that `collisions` asks about. */
export function periodsOf(office: Office, rows: LegacyRow[]): { series: string; period: string }[] {
  const all = rows.flatMap((row) =>
    Object.entries(office.series ?? {}).flatMap(([id, series]) =>
      daysAround(row.decidedOn ?? row.publishedOn ?? "2000-01-01").map((d) => ({
        series: id,
        period: periodOf(series, d),
      })),
    ),
  );
  return [...new Map(all.map((p) => [`${p.series} ${p.period}`, p])).values()];
}
