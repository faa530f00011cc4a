/**
 * Series: how an office numbers its records. A number is one integer of (office, series, period);
 * the pattern only prints it. Allocation, without gaps, is in `core/record/record.store.ts`.
 */
import { financialYear } from "./dates.ts";
import type { Series } from "./office.ts";

/** The period a civil date falls in: "2023/2024", "2016", or "all". */
export function periodOf(series: Series, date: string): string {
  if (series.period === "never") return "all";
  if (series.period === "calendar") return date.slice(0, 4);
  const start = financialYear(date);
  return `${start}/${start + 1}`;
}

/** The first number of a period: 1 unless the office joined mid-year. */
export function firstNumber(series: Series, period: string): number {
  if (typeof series.first === "number") return series.first;
  return series.first?.[period] ?? 1;
}

/** "2023/2024 - 0022" for number 22 decided on a date. */
export function formatReference(series: Series, n: number, date: string): string {
  const fy = financialYear(date);
  const cy = Number(date.slice(0, 4));
  const two = (year: number) => String(year % 100).padStart(2, "0");
  return series.pattern
    .replace(/\{n(?::(\d))?\}/g, (_, width) => String(n).padStart(Number(width ?? 1), "0"))
    .replaceAll("{fy}", String(fy))
    .replaceAll("{fy+1}", String(fy + 1))
    .replaceAll("{fy2}", two(fy))
    .replaceAll("{fy2+1}", two(fy + 1))
    .replaceAll("{cy}", String(cy))
    .replaceAll("{cy2}", two(cy));
}

/** A key by which differently typed references meet: "DRF 2021-0007335" and "DRF-2021-7335" are "drf-2021-7335". */
export function referenceKey(typed: string): string {
  return (typed.toLowerCase().match(/[a-z]+|\d+/g) ?? [])
    .map((part) => (/^\d/.test(part) ? part.replace(/^0+(?=\d)/, "") : part))
    .join("-");
}

/** A reference as a path segment, unique where references are: "2023/2024 - 0022" → "2023-2024-0022". */
export function referenceSlug(reference: string): string {
  return reference
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
