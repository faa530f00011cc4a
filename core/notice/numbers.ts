/**
 * Every number accounted for: how far each series of an office runs in the register, and which numbers of
 * it have no entry yet. A gap that nobody explains draws suspicion, so the pages say it of every run.
 */
import type { Office, Series } from "#core/form/office.ts";
import { type Lang, say } from "#core/form/say.ts";
import { firstNumber, formatReference } from "#core/form/series.ts";
import type { RegisterEntry } from "./entry.ts";

/** A number with its reference as it was printed. */
export interface Numbered {
  n: number;
  reference: string;
}
export type OpenNumber = Numbered & { series: string; period: string };

/** The numbers of a series in one period, from the lowest to the highest that the entries at hand have. */
export interface Run {
  series: string;
  period: string;
  lowest: Numbered;
  highest: Numbered;
  /** The first day that the entries at hand are filed under. */
  from: string;
  /** Given, below the highest, and in no entry of the register yet. */
  open: Numbered[];
}

/** A run as its office prints it. */
export interface NumberLine {
  series: string;
  period?: string;
  first: string;
  last: string;
  /** Neighbours joined: "0019", "0021 to 0024". */
  missing: string[];
  /** The first of the period was given before the register began. */
  before: boolean;
}

/** `open`: every number of the office that is given and not entered. An index may be a moment behind the entries. */
export function runsIn(entries: RegisterEntry[], open: OpenNumber[]): Run[] {
  const numbered = entries.filter((e) => e.number);
  const runs = Map.groupBy(numbered, ({ number }) => `${number?.series}#${number?.period}`);
  return [...runs.values()]
    .map((run): Run => {
      const { series, period } = run[0]!.number!;
      const known = new Map(run.map((e) => [e.number!.n, e.reference ?? ""]));
      const at = (n: number) => ({ n, reference: known.get(n) ?? "" });
      const highest = at(Math.max(...known.keys()));
      return {
        series,
        period,
        lowest: at(Math.min(...known.keys())),
        highest,
        from: run.map((e) => e.filedOn).sort()[0]!,
        open: open
          .filter((o) => o.series === series && o.period === period && o.n < highest.n && !known.has(o.n))
          .map(({ n, reference }) => ({ n, reference }))
          .sort((a, b) => a.n - b.n),
      };
    })
    .sort((a, b) => b.period.localeCompare(a.period) || a.series.localeCompare(b.series));
}

/** The runs in references as the office prints them. A series that it no longer has is left out. */
export function numberLines(office: Office, runs: Run[], lang: Lang = "en"): NumberLine[] {
  return runs.flatMap(({ series: id, period, lowest, highest, from, open }) => {
    const series = office.series?.[id];
    if (!series) return [];
    const began = firstNumber(series, period);
    const first = Math.min(began, lowest.n, ...open.map((o) => o.n));
    const printed = formatReference(series, first, dateIn(series, period) ?? from);
    return [
      {
        series: id,
        ...(series.period !== "never" && { period }),
        first: first === lowest.n ? lowest.reference : printed,
        last: highest.reference,
        missing: joined(open, lang),
        before: first === began && began > 1,
      },
    ];
  });
}

/** "2023/2024 - 0001 to 2023/2024 - 0034: every number is accounted for." */
export function numberWords({ first, last, missing, before }: NumberLine, lang: Lang = "en"): string {
  const range = first === last ? first : say(lang, "{from} to {to}", { from: first, to: last });
  const known =
    missing.length > 0
      ? say(
          lang,
          "{range}: every number is accounted for but {numbers}, given to what is not published yet.",
          { range, numbers: missing.join(", ") },
        )
      : first === last
        ? say(lang, "{range}: accounted for.", { range })
        : say(lang, "{range}: every number is accounted for.", { range });
  if (!before) return known;
  return `${known} ${say(lang, "Numbers before {first} were given before this register began.", { first })}`;
}

function joined(numbers: Numbered[], lang: Lang): string[] {
  const runs: [Numbered, Numbered][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1].n === number.n - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([a, b]) =>
    a === b ? a.reference : say(lang, "{from} to {to}", { from: a.reference, to: b.reference }),
  );
}

/** A date in a period, by which its pattern prints: a record may have been decided after it. */
function dateIn(series: Series, period: string): string | undefined {
  if (series.period === "never") return undefined;
  return `${period.slice(0, 4)}-${series.period === "financial" ? "04" : "01"}-01`;
}
