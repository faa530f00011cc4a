/** Bank holidays of England and Wales against the published lists. */
import { expect, it } from "vitest";
import { bankHolidays, dayOff } from "#core/calendar/holidays.ts";

it.each([
  [2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"],
  [2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27"],
  [2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"],
  [2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"],
  [2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"],
  [2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"],
  [2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"],
  [2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"],
  [2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"],
])("%i", (year, days) => {
  expect(bankHolidays(year).map((h) => h.date)).toEqual(days.split(" ").map((d) => `${year}-${d}`));
});

it("says why a day is off", () => {
  expect(dayOff("2016-10-09")).toBe("a Sunday");
  expect(dayOff("2024-03-29")).toBe("Good Friday");
  expect(dayOff("2024-02-12")).toBeUndefined();
});
