import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { asks, holds, inWords, type Rule, RuleSchema } from "#core/form/rules.ts";

const answers: Record<string, unknown> = {
  yes: true,
  no: false,
  kind: "grant",
  several: ["a", "b"],
  nothing: [],
  blank: "",
};
const facts = {
  field: (path: string) => answers[path],
  means: (meaning: string) => (meaning === "amount" ? 500_000 : undefined),
};

describe("rules", () => {
  const table: [string, Rule, boolean][] = [
    ["yes is yes", { field: "yes", is: true }, true],
    ["no is no", { field: "no", is: false }, true],
    ["no is not yes", { field: "no", is: true }, false],
    ["nothing said is neither yes", { field: "unsaid", is: true }, false],
    ["nor no", { field: "unsaid", is: false }, false],
    ["a choice", { field: "kind", is: "grant" }, true],
    ["another choice", { field: "kind", is: "contract" }, false],
    ["one of several", { field: "several", is: "b" }, true],
    ["none of several", { field: "several", is: "c" }, false],
    ["answered", { field: "kind", answered: true }, true],
    ["an empty list is not answered", { field: "nothing", answered: true }, false],
    ["blank is not answered", { field: "blank", answered: false }, true],
    ["no is an answer", { field: "no", answered: true }, true],
    ["over, not at", { means: "amount", over: 500_000 }, false],
    ["at least, at", { means: "amount", atLeast: 500_000 }, true],
    ["under, not at", { means: "amount", under: 500_000 }, false],
    ["between", { means: "amount", over: 1, under: 500_001 }, true],
    ["no sum is over nothing", { means: "period", over: 0 }, false],
    ["a choice is no sum", { field: "kind", under: 5 }, false],
    [
      "all",
      {
        all: [
          { field: "yes", is: true },
          { field: "kind", is: "grant" },
        ],
      },
      true,
    ],
    [
      "not all",
      {
        all: [
          { field: "yes", is: true },
          { field: "kind", is: "x" },
        ],
      },
      false,
    ],
    [
      "any",
      {
        any: [
          { field: "yes", is: false },
          { field: "kind", is: "grant" },
        ],
      },
      true,
    ],
    [
      "not any",
      {
        any: [
          { field: "yes", is: false },
          { field: "kind", is: "x" },
        ],
      },
      false,
    ],
    ["not", { not: { field: "unsaid", is: true } }, true],
  ];
  it.each(table)("%s", (_, rule, expected) => {
    expect(v.parse(RuleSchema, rule)).toEqual(rule);
    expect(holds(rule, facts)).toBe(expected);
    expect(holds({ not: rule }, facts)).toBe(!expected);
  });

  const nested: Rule = {
    any: [
      { field: "implications.financial", is: true },
      { all: [{ means: "amount", over: 500_000 }, { not: { field: "kind", is: "plan" } }] },
    ],
  };

  it("say what they ask about, at any depth", () => {
    expect(asks(nested)).toEqual({ fields: ["implications.financial", "kind"], meanings: ["amount"] });
  });

  it("can be read out", () => {
    const labels: Record<string, string> = {
      "implications.financial": "Financial",
      amount: "the amount",
      kind: "kind",
    };
    expect(inWords(nested, (path, value) => value ?? labels[path] ?? path)).toBe(
      "Financial is yes or (the amount is over £5,000 and not (kind is plan))",
    );
  });

  it.each([
    {},
    { all: [] },
    { field: "a", over: 0.5 },
    { field: "a", equals: 1 },
    { means: "nonsense", is: true },
  ])("%j is not a rule", (raw) => expect(v.safeParse(RuleSchema, raw).success).toBe(false));
});
