import { describe, expect, it } from "vitest";
import { compose } from "#core/document/compose.ts";
import { formatNumber, startCounters } from "#core/document/numbering.ts";
import { inlineText } from "#core/form/richtext.ts";
import { linesOf } from "./fixtures/lines.ts";
import { exampleView } from "./fixtures/views.ts";

describe("numbering", () => {
  it("writes numbers after a pattern's first label", () => {
    expect(["1.", "1.1", "(a)", "a.", "i.", "I.", "A)"].map((p) => formatNumber(p, [2, 13]))).toEqual([
      "13.",
      "2.13",
      "(m)",
      "m.",
      "xiii.",
      "XIII.",
      "M)",
    ]);
    expect([26, 27, 52, 53, 703].map((n) => formatNumber("a.", [n]))).toEqual([
      "z.",
      "aa.",
      "az.",
      "ba.",
      "aaa.",
    ]);
    expect([4, 9, 40, 1994].map((n) => formatNumber("I.", [n]))).toEqual(["IV.", "IX.", "XL.", "MCMXCIV."]);
  });

  it("begins the paragraphs again under each heading, and the whole again where asked", () => {
    const counters = startCounters({ main: { levels: ["1.", "1.1", "(a)"] } });
    const run = () => [counters.heading("main"), counters.paragraph("main"), counters.paragraph("main")];
    expect([...run(), ...run()]).toEqual(["1.", "1.1", "1.2", "2.", "2.1", "2.2"]);
    counters.restart("main", 1);
    expect(run()).toEqual(["1.", "1.1", "1.2"]);
    expect([1, 2, 3, 4, 5, 6].map((depth) => counters.item("main", depth))).toEqual([
      "2.",
      "2.1",
      "(a)",
      "a.",
      "i.",
      "1.",
    ]);
  });

  it("runs Leicestershire's paragraphs 1 to 18 through all its headings, with lettered lists inside", () => {
    const { blocks } = compose(exampleView("leicestershire/jenkins-centre-report"), "public");
    const numbers = blocks.flatMap((b) => (b.t === "para" && b.number ? [b.number] : []));
    expect(numbers).toEqual(Array.from({ length: 18 }, (_, i) => `${i + 1}.`));
    const letters = blocks.flatMap((b) => (b.t === "list" ? [b.items.map((item) => item.label)] : []));
    expect(letters).toEqual(Array.from({ length: 2 }, () => ["(a)", "(b)", "(c)", "(d)", "(e)"]));
    const headings = blocks.flatMap((b) => (b.t === "heading" ? [inlineText(b.c)] : []));
    expect(headings).toContain("Funding is not successfully awarded");
  });

  it("numbers Norfolk's headings and the paragraphs below them", () => {
    const { blocks } = compose(exampleView("norfolk/change-project"), "public");
    const numbered = blocks.flatMap((b) =>
      (b.t === "heading" || b.t === "para") && b.number ? [`${b.number} ${inlineText(b.c)}`] : [],
    );
    expect(numbered.slice(0, 7).map((line) => line.slice(0, 14))).toEqual([
      "1. The Serious",
      "2. Each local ",
      "3. The Home Of",
      "4. The Home Of",
      "5. For that re",
      "1. Objective:",
      "1.1 The main o",
    ]);
    for (const line of [
      "2. Background:",
      "2.13 Our Serious",
      "6. Financial and",
      "6.2 There is",
      "7.1 The estimated",
      "8.3 Should",
    ])
      expect(
        numbered.some((found) => found.startsWith(line)),
        line,
      ).toBe(true);
    expect(linesOf(blocks)).toContain("a. Home Office Serious Violence Funding 24/25 £100,000");
  });
});
