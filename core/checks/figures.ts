/**
 * Figures: the sums of money that a record holds in its own fields, row by row and added up, against
 * which its prose is read. Totals are always computed here, never taken from what was typed.
 */
import type { Funding } from "#core/form/answers.ts";
import { formatMoney } from "#core/form/money.ts";
import { read, totalOf } from "#core/form/reading.ts";
import type { Where } from "./finding.ts";
import { fieldOf, type Proof } from "./proof.ts";

export interface Figure {
  pence: number;
  /** "the award to Harbour", "the total of the sources". */
  what: string;
  where: Where;
}

type Row = { amount: number; year?: string };

/** The funding table of a record, with the id of its field. */
export function fundingOf(proof: Proof): { field: string; funding: Funding } | undefined {
  const view = proof.record;
  const funding = view && read(view.form, view.answers, "funding");
  const field = view && fieldOf(view, "funding");
  return funding && field ? { field, funding } : undefined;
}

/** The amount stated in a field of its own. */
export function amountField(proof: Proof): Figure | undefined {
  const view = proof.record;
  const pence = view && read(view.form, view.answers, "amount");
  if (!view || pence === undefined) return undefined;
  return { pence, what: "the amount", where: { field: fieldOf(view, "amount") } };
}

/** Every figure of a record: its amount, each row, each "of which", and the totals, whole and by year. */
export function figuresOf(proof: Proof): Figure[] {
  const amount = amountField(proof);
  const table = fundingOf(proof);
  const figures: Figure[] = amount ? [amount] : [];
  if (!table) return figures;
  const where = (row?: number): Where => ({ field: table.field, ...(row !== undefined && { row }) });
  const { sources = [], awards = [], statedTotal } = table.funding;
  for (const [row, s] of sources.entries())
    figures.push({ pence: s.amount, what: `the money from ${s.from}`, where: where(row) });
  for (const [row, a] of awards.entries()) {
    figures.push({ pence: a.amount, what: `the award to ${a.recipient}`, where: where(row) });
    for (const part of a.ofWhich ?? [])
      figures.push({ pence: part.amount, what: `“of which” ${part.label}`, where: where(row) });
  }
  for (const [what, rows] of [
    ["sources", sources],
    ["awards", awards],
  ] as const) {
    const total = totalOf(rows);
    if (total !== undefined) figures.push({ pence: total, what: `the total of the ${what}`, where: where() });
    for (const [year, pence] of byYear(rows))
      figures.push({ pence, what: `the ${what} of ${year}`, where: where() });
  }
  for (const [recipient, rows] of Map.groupBy(awards, (a) => a.recipient))
    figures.push({ pence: totalOf(rows) ?? 0, what: `the awards to ${recipient}`, where: where() });
  if (statedTotal !== undefined)
    figures.push({ pence: statedTotal, what: "the stated total", where: where() });
  return figures;
}

/** Totals by year, of rows that name one. */
export function byYear(rows: Row[]): Map<string, number> {
  const years = new Map<string, number>();
  for (const { year, amount } of rows)
    if (year) years.set(yearKey(year), (years.get(yearKey(year)) ?? 0) + amount);
  return years;
}

/** "2024-25", "24/25" and "2024/2025" are one year. */
export function yearKey(typed: string): string {
  const years = typed.match(/\d{4}|\d{2}/g) ?? [];
  if (years.length !== 2) return typed.trim().toLowerCase();
  return years.map((y) => y.slice(-2)).join("/");
}

/** True where some of these rows add up to a sum. Beyond a dozen rows every sum would be one, so it says no. */
export function someAddUpTo(rows: number[], pence: number, slack = 0): boolean {
  if (rows.length > 12) return false;
  let sums = [0];
  for (const row of rows) sums = sums.concat(sums.map((s) => s + row));
  return sums.some((s) => s !== 0 && Math.abs(s - pence) <= slack);
}

/** The figure that a sum may have been meant to be. */
export function nearest(figures: Figure[], pence: number): Figure {
  return figures.reduce((best, f) => (Math.abs(f.pence - pence) < Math.abs(best.pence - pence) ? f : best));
}

/** "£27,690 (the award to Harbour)". */
export function figureInWords({ pence, what }: Figure): string {
  return `${formatMoney(pence)} (${what})`;
}
