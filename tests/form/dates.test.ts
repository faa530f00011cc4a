import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DATE_PATTERNS,
  daysBetween,
  financialYear,
  formatDate,
  formatInstant,
  londonDate,
  weekday,
} from "#core/form/dates.ts";

describe("the civil date in London", () => {
  it.each([
    ["2024-03-30T23:59:59Z", "2024-03-30"],
    ["2024-03-31T00:30:00Z", "2024-03-31"],
    // Clocks go forward at 01:00 on 31 March 2024: half past eleven UTC is already 1 April.
    ["2024-03-31T22:59:59Z", "2024-03-31"],
    ["2024-03-31T23:00:00Z", "2024-04-01"],
    // In 2023 they went forward on 26 March, and the same instant falls the same way.
    ["2023-03-31T23:00:00Z", "2023-04-01"],
    ["2023-10-29T23:30:00Z", "2023-10-29"],
    ["2023-12-31T23:59:59Z", "2023-12-31"],
  ])("%s is %s", (instant, date) => expect(londonDate(instant)).toBe(date));

  it("decides the financial year: 31 March is the last day of one, 1 April the first of the next", () => {
    expect(financialYear(londonDate("2024-03-31T22:59:59Z"))).toBe(2023);
    expect(financialYear(londonDate("2024-03-31T23:00:00Z"))).toBe(2024);
    expect(financialYear("2024-12-31")).toBe(2024);
    expect(financialYear("2025-01-01")).toBe(2024);
  });

  it("prints a time with its zone", () => {
    expect(formatInstant("2024-02-12T10:32:00Z")).toBe("12 February 2024 at 10:32 GMT");
    expect(formatInstant("2016-10-09T10:45:00Z")).toBe("9 October 2016 at 11:45 BST");
    expect(formatInstant("2024-03-31T23:05:00Z")).toBe("1 April 2024 at 00:05 BST");
  });
});

describe("dates as printed", () => {
  it.each([
    ["d MMMM yyyy", "6 March 2023"],
    ["EEEE d MMMM yyyy", "Monday 6 March 2023"],
    ["d MMM yyyy", "6 Mar 2023"],
    ["dd/MM/yyyy", "06/03/2023"],
    ["dd.MM.yyyy", "06.03.2023"],
    ["dd.MM.yy", "06.03.23"],
  ] as const)("%s is %s", (pattern, printed) => expect(formatDate("2023-03-06", pattern)).toBe(printed));

  it("has no pattern that prints two days alike", () => {
    const day = fc
      .date({
        min: new Date("2000-01-01T00:00:00Z"),
        max: new Date("2099-12-31T00:00:00Z"),
        noInvalidDate: true,
      })
      .map((d) => d.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, fc.constantFrom(...DATE_PATTERNS), (a, b, pattern) => {
        expect(formatDate(a, pattern) === formatDate(b, pattern)).toBe(a === b);
      }),
    );
  });

  it("knows the day of the week and the days between", () => {
    expect(weekday("2016-10-09")).toBe("Sunday");
    expect(daysBetween("2023-11-01", "2024-07-31")).toBe(273);
    expect(daysBetween("2024-03-30", "2024-04-01")).toBe(2);
  });
});
