import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, parseMoney } from "#core/form/money.ts";

const pence = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

describe("money as people type it", () => {
  it.each([
    ["£370, 083", 37_008_300],
    ["£0.600m", 60_000_000],
    [".00", 0],
    ["50k", 5_000_000],
    ["£1.2345678m", 123_456_780],
    ["£69,674.48", 6_967_448],
    ["741942.00", 74_194_200],
    ["£1 million", 100_000_000],
    ["£2bn", 200_000_000_000],
    ["1.5 thousand", 150_000],
    ["-£5", -500],
    ["£-5.5", -550],
    ["７", 700],
    ["5.", 500],
  ])("%s is %d pence", (typed, expected) => expect(parseMoney(typed)).toBe(expected));

  it.each([
    "",
    "£",
    ".",
    "k",
    "5.005",
    "--5",
    "-£-5",
    "1.2.3",
    "5 pounds",
    "£5 to £6",
    "1e3",
    "NaN",
    "9".repeat(20),
  ])("%j is not an amount", (typed) => expect(parseMoney(typed)).toBeUndefined());

  it("reads back everything it prints", () => {
    fc.assert(
      fc.property(pence, fc.constantFrom("auto" as const, "always" as const), (p, decimals) => {
        expect(parseMoney(formatMoney(p, decimals))).toBe(p);
      }),
    );
  });

  it("does not mind spaces and commas between digits", () => {
    const noise = fc.array(fc.constantFrom("", " ", ",", ", ", "\u00a0"), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(fc.nat(100_000_000_000), noise, (p, gaps) => {
        const typed = [...(p / 100).toFixed(2)].map((c, i) => c + gaps[i % gaps.length]).join("");
        expect(parseMoney(`£${typed}`)).toBe(p);
      }),
    );
  });

  it("gives whole pence or nothing, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const p = parseMoney(typed);
        expect(p === undefined || Number.isSafeInteger(p)).toBe(true);
      }),
    );
  });

  it("prints pounds, with pence only where there are some", () => {
    expect(formatMoney(2_769_000)).toBe("£27,690");
    expect(formatMoney(2_769_000, "always")).toBe("£27,690.00");
    expect(formatMoney(-5)).toBe("-£0.05");
  });
});
