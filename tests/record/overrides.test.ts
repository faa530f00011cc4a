/** A record's findings with its author's reasons: by what each says, not by its place. */
import { expect, test } from "vitest";
import type { Finding } from "#core/checks/finding.ts";
import { withReasons } from "#core/record/overrides.ts";

const finding = (rule: string, why: string, start = 0): Finding => ({
  rule,
  severity: "warning",
  where: { field: "summary", span: [start, start + 5] },
  message: `About ${rule}`,
  why: [why],
  suggestion: "Correct it",
});

test("each finding has the reason that its author gave, wherever it now stands", () => {
  const kept = [{ finding: finding("slip", "int he"), reason: "It is quoted" }];
  expect(withReasons([finding("slip", "int he", 40), finding("slip", "teh")], kept)).toEqual([
    { ...finding("slip", "int he", 40), reason: "It is quoted" },
    { ...finding("slip", "teh"), reason: undefined },
  ]);
});

test("what was found at submission alone is kept: a number that the register did not have", () => {
  const reference = { finding: finding("reference", "15/2024"), reason: "An older scheme" };
  expect(withReasons([finding("day-off", "a Sunday")], [reference])).toEqual([
    { ...finding("day-off", "a Sunday"), reason: undefined },
    { ...finding("reference", "15/2024"), reason: "An older scheme" },
  ]);
});
