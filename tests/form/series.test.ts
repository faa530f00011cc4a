import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Series } from "#core/form/office.ts";
import { firstNumber, formatReference, periodOf, referenceKey, referenceSlug } from "#core/form/series.ts";

const financial: Series = { period: "financial", pattern: "{fy}/{fy+1} - {n:4}", first: { "2023/2024": 22 } };
const calendar: Series = { period: "calendar", pattern: "{n:3}/{cy}", first: 7 };
const never: Series = { period: "never", pattern: "WCC{n:2}-{fy2}{fy2+1}-{cy2}" };

describe("series of numbers", () => {
  it("restarts by the financial year, the calendar year, or never", () => {
    expect(periodOf(financial, "2024-03-31")).toBe("2023/2024");
    expect(periodOf(financial, "2024-04-01")).toBe("2024/2025");
    expect(periodOf(calendar, "2024-12-31")).toBe("2024");
    expect(periodOf(calendar, "2025-01-01")).toBe("2025");
    expect(periodOf(never, "2025-01-01")).toBe("all");
  });

  it("begins at 1, at one number for all, or where an office joined mid-year", () => {
    expect(firstNumber(never, "all")).toBe(1);
    expect(firstNumber(calendar, "2031")).toBe(7);
    expect(firstNumber(financial, "2023/2024")).toBe(22);
    expect(firstNumber(financial, "2024/2025")).toBe(1);
  });

  it("prints the pattern, padded, with the years of the decision", () => {
    expect(formatReference(financial, 22, "2023-11-01")).toBe("2023/2024 - 0022");
    expect(formatReference(financial, 12_345, "2099-04-01")).toBe("2099/2100 - 12345");
    expect(formatReference(calendar, 120, "2016-10-09")).toBe("120/2016");
    expect(formatReference(never, 3, "2024-02-12")).toBe("WCC03-2324-24");
  });

  it("gives different numbers of a period different addresses", () => {
    const n = fc.integer({ min: 1, max: 99_999 });
    fc.assert(
      fc.property(n, n, fc.constantFrom(financial, calendar, never), (a, b, series) => {
        const slug = (m: number) => referenceSlug(formatReference(series, m, "2024-02-12"));
        expect(slug(a) === slug(b)).toBe(a === b);
        expect(slug(a)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });

  it("knows a reference however it is typed", () => {
    expect(referenceKey("DRF 2021-0007335")).toBe(referenceKey("drf-2021-7335"));
    expect(referenceKey("2023/2024 - 0022")).toBe(referenceKey("2023/2024-22"));
    expect(referenceKey("120/2016")).not.toBe(referenceKey("12/02016"));
  });
});
