/**
 * Bank holidays of England and Wales, computed: the fixed rules of the Banking and Financial Dealings
 * Act 1971 with their substitute days, Easter by the Gregorian computus, and the days that were moved or
 * proclaimed once. True from 1978, when the early May holiday began, to 2027; later years by rule.
 */
import { isoDate } from "#core/form/dates.ts";

export interface Holiday {
  date: string;
  name: string;
}

/** Days proclaimed once. */
const ONCE: Holiday[] = [
  { date: "1981-07-29", name: "Royal Wedding" },
  { date: "1999-12-31", name: "Millennium Eve" },
  { date: "2002-06-03", name: "Golden Jubilee" },
  { date: "2011-04-29", name: "Royal Wedding" },
  { date: "2012-06-05", name: "Diamond Jubilee" },
  { date: "2022-06-03", name: "Platinum Jubilee" },
  { date: "2022-09-19", name: "State Funeral of Queen Elizabeth II" },
  { date: "2023-05-08", name: "Coronation of King Charles III" },
];

/** Holidays held on another day than the rule gives. */
const MOVED: Record<string, string> = {
  "1995-05-01": "1995-05-08",
  "2002-05-27": "2002-06-04",
  "2012-05-28": "2012-06-04",
  "2020-05-04": "2020-05-08",
  "2022-05-30": "2022-06-02",
};

/** The bank holidays of a year, in order. */
export function bankHolidays(year: number): Holiday[] {
  const easter = easterSunday(year);
  const christmas = weekdayOf(isoDate(year, 12, 25));
  const days: Holiday[] = [
    { date: substitute(isoDate(year, 1, 1)), name: "New Year’s Day" },
    { date: plus(easter, -2), name: "Good Friday" },
    { date: plus(easter, 1), name: "Easter Monday" },
    { date: onOrAfterMonday(isoDate(year, 5, 1)), name: "Early May bank holiday" },
    { date: onOrAfterMonday(isoDate(year, 5, 25)), name: "Spring bank holiday" },
    { date: onOrAfterMonday(isoDate(year, 8, 25)), name: "Summer bank holiday" },
    // Christmas on a Saturday gives Monday 27th and Tuesday 28th; on a Sunday, Tuesday 27th beside Boxing Day.
    { date: isoDate(year, 12, christmas === 6 || christmas === 0 ? 27 : 25), name: "Christmas Day" },
    { date: isoDate(year, 12, christmas === 5 || christmas === 6 ? 28 : 26), name: "Boxing Day" },
  ];
  return [
    ...days.map((d) => ({ ...d, date: MOVED[d.date] ?? d.date })),
    ...ONCE.filter((d) => d.date.startsWith(`${year}-`)),
  ].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Why no one works on a civil date ("Sunday", "Good Friday"); undefined on a working day. */
export function dayOff(date: string): string | undefined {
  const day = weekdayOf(date);
  if (day === 0) return "a Sunday";
  if (day === 6) return "a Saturday";
  return bankHolidays(Number(date.slice(0, 4))).find((h) => h.date === date)?.name;
}

/** Easter Sunday by the anonymous Gregorian computus. */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - (b >> 2) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * (c >> 2) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return isoDate(year, Math.floor(f / 31), (f % 31) + 1);
}

function substitute(date: string): string {
  const day = weekdayOf(date);
  return day === 6 ? plus(date, 2) : day === 0 ? plus(date, 1) : date;
}

function onOrAfterMonday(date: string): string {
  return plus(date, (8 - weekdayOf(date)) % 7);
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

function plus(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
