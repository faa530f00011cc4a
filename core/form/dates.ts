/**
 * Dates: civil dates are ISO strings ("2023-11-01"), instants are ISO with Z. Europe/London decides
 * which civil date an instant falls on; a time is always printed with its zone.
 */

import { type Lang, say } from "./say.ts";

/** How a form may print its dates: "Monday 6 March 2023" is "EEEE d MMMM yyyy". */
export const DATE_PATTERNS = [
  "d MMMM yyyy",
  "EEEE d MMMM yyyy",
  "d MMM yyyy",
  "dd/MM/yyyy",
  "dd.MM.yyyy",
  "dd.MM.yy",
] as const;
export type DatePattern = (typeof DATE_PATTERNS)[number];

const MONTHS = {
  en: "January February March April May June July August September October November December".split(" "),
  cy: "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr".split(" "),
};
const SHORT = {
  en: MONTHS.en.map((month) => month.slice(0, 3)),
  cy: "Ion Chwef Maw Ebr Mai Meh Gorff Awst Medi Hyd Tach Rhag".split(" "),
};
const DAYS = {
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  cy: ["Dydd Sul", "Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn"],
};
const LONDON = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
});

/** The civil date of an instant in London: "2024-03-31T23:30:00Z" is 1 April. */
export function londonDate(instant: string): string {
  const p = londonParts(instant);
  return `${p.year}-${p.month}-${p.day}`;
}

/** "1 November 2023", "01.11.2023" and so on. */
export function formatDate(iso: string, pattern: DatePattern = "d MMMM yyyy", lang: Lang = "en"): string {
  const [year = "", month = "", day = ""] = iso.split("-");
  const name = monthName(iso, lang);
  switch (pattern) {
    case "dd/MM/yyyy":
      return `${day}/${month}/${year}`;
    case "dd.MM.yyyy":
      return `${day}.${month}.${year}`;
    case "dd.MM.yy":
      return `${day}.${month}.${year.slice(2)}`;
    case "d MMM yyyy":
      return `${Number(day)} ${SHORT[lang][Number(month) - 1] ?? ""} ${year}`;
    case "EEEE d MMMM yyyy":
      return `${weekday(iso, lang)} ${Number(day)} ${name} ${year}`;
    default:
      return `${Number(day)} ${name} ${year}`;
  }
}

/** An ISO civil date from numbers. */
export function isoDate(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** "Monday". */
export function weekday(iso: string, lang: Lang = "en"): string {
  return DAYS[lang][new Date(`${iso}T00:00:00Z`).getUTCDay()] ?? "";
}

/** "February", of a civil date or a month ("2024-02"). */
export function monthName(iso: string, lang: Lang = "en"): string {
  return MONTHS[lang][Number(iso.slice(5, 7)) - 1] ?? "";
}

/** "12 February 2024 at 10:32 GMT". */
export function formatInstant(instant: string, lang: Lang = "en"): string {
  const date = formatDate(londonDate(instant), undefined, lang);
  return say(lang, "{date} at {time}", { date, time: formatTime(instant) });
}

/** "10:32 GMT". */
export function formatTime(instant: string): string {
  const p = londonParts(instant);
  return `${p.hour}:${p.minute} ${p.timeZoneName === "GMT+1" ? "BST" : p.timeZoneName}`;
}

/** The financial year (1 April to 31 March) that a civil date falls in, by its first calendar year. */
export function financialYear(iso: string): number {
  const year = Number(iso.slice(0, 4));
  return iso.slice(5) >= "04-01" ? year : year - 1;
}

/** Days from one civil date to another: 0 for the same day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

function londonParts(instant: string): Record<string, string> {
  return Object.fromEntries(LONDON.formatToParts(new Date(instant)).map((p) => [p.type, p.value]));
}
