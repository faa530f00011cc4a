/**
 * Plain text, without the form: papers of invented offices, made as such papers are made. Two carry
 * mistakes, one is sound.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { proofreadText } from "#core/checks/proofread.ts";

const paper = (name: string) => readFileSync(join(import.meta.dirname, "papers", `${name}.txt`), "utf8");

/** The findings, each as its rule and its quoted values. */
function found(text: string): Record<string, string> {
  const all: Record<string, string> = {};
  for (const f of proofreadText(text)) all[f.rule] = `${all[f.rule] ?? ""}${f.why.join(" | ")}\n`;
  return all;
}

describe("an allocation of funds", () => {
  const rules = found(paper("allocation"));
  it.each([
    ["stated-sum", "£1,164,000"],
    ["stated-length", "9 months"],
    ["weekday", "Wednesday"],
    ["year-apart", "16/03/2022"],
    ["year-stale", "For 2021/22 the budget"],
    ["closed-year", "2021/22 underspend"],
    ["says-nothing", "n/a"],
    ["equality-after", "once grants have been made"],
    ["duty-stranger", "Oldcastle Metropolitan Council"],
    ["plan-ends", "2018-21"],
    ["personal-data", "lisa.brand@gnmca.gov.uk"],
  ])("%s", (rule, value) => expect(rules[rule]).toContain(value));
});

describe("an extension of a contract", () => {
  const rules = found(paper("extension"));
  it.each([
    ["placeholder", "[insert name]"],
    ["stated-length", "two years"],
    ["start-decided", "8 July 2023"],
    ["day-off", "a Saturday"],
    ["rate-total", "£360,000"],
    ["stated-sum", "£246,770"],
    ["percentage", "62%"],
    ["small-count", "3 were transgender"],
    ["confirmed-doubted", "is reduced"],
    ["condition-dropped", "in principle"],
    ["direct-award", "single tender"],
    ["says-nothing", "As set out in the report."],
    ["looks-alone", "delete as appropriate"],
    ["doubled-word", "The the"],
  ])("%s", (rule, value) => expect(rules[rule]).toContain(value));
});

it("a sound paper raises nothing", () => {
  expect(proofreadText(paper("sound"))).toEqual([]);
});

it("points to the words in the text", () => {
  const text = paper("extension");
  for (const f of proofreadText(text)) {
    const [start, end] = f.where.span ?? [0, 0];
    expect(end, f.rule).toBeGreaterThan(start);
    expect(end, f.rule).toBeLessThanOrEqual(text.length);
  }
  const placeholder = proofreadText(text).find((f) => f.rule === "placeholder");
  expect(text.slice(...(placeholder?.where.span ?? [0, 0]))).toBe("[insert name]");
});

it.each([
  "",
  " \n\n\t",
  "£",
  "[]()",
  "~~",
  "(".repeat(5_000),
  "a ".repeat(20_000),
  "1,".repeat(20_000),
  "£1 ".repeat(3_000),
  "\u0000\ufeff",
  "The The The ".repeat(3_000),
])("hostile text %#: no failure, no long wait", (text) => {
  const start = performance.now();
  expect(Array.isArray(proofreadText(text))).toBe(true);
  expect(performance.now() - start).toBeLessThan(5_000);
});
