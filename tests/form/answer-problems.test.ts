/** Answers in stored shape that cannot be right, a case a rule. */
import { describe, expect, test } from "vitest";
import type { Field } from "#core/form/fields.ts";
import { FIELDS } from "#tests/web/fields/generated.ts";
import { problemsIn as problems } from "./one-field.ts";

describe("an answer that cannot be right", () => {
  test.each<[string, Field, unknown, string[]]>([
    ["too long", { ...FIELDS.line, max: 5 }, "123456", ["x: Title must be 5 characters or less"]],
    ["a line beyond 200", FIELDS.line, "a".repeat(201), ["x: Title must be 200 characters or less"]],
    [
      "an empty paragraph",
      FIELDS.clauses,
      ["One", " "],
      ["x.1.text: Enter the words of paragraph 2, or remove it"],
    ],
    [
      "a period the wrong way round",
      FIELDS.period,
      { from: "2024-04-01", to: "2024-03-31" },
      ["x.to: The date it ends must be the same as or after the date it starts"],
    ],
    ["a person with only a role", FIELDS.person, [{ role: "Clerk" }], ["x.0.name: Enter the person’s name"]],
    [
      "a person where a role is needed",
      { ...FIELDS.person, role: "required" },
      [{ name: "A" }],
      ["x.0.role: Enter the person’s job title"],
    ],
    [
      "an address that is none",
      FIELDS.person,
      [{ name: "A", email: "a@b" }],
      ["x.0.email: Enter an email address in the correct format, like name@example.org"],
    ],
    [
      "two people",
      { ...FIELDS.person, many: false },
      [{ name: "A" }, { name: "B" }],
      ["x.1.name: Enter one person only"],
    ],
    [
      "a body without a name",
      FIELDS.organisation,
      [{ name: "" }],
      ["x.0.name: Enter the organisation’s name"],
    ],
    ["an unknown choice", FIELDS.choice, "four", ["x: Select the category"]],
    ["an unknown one of several", FIELDS.choices, ["one", "four"], ["x: Select the aims supported"]],
    ["a yes without its reason", FIELDS.yesno, { answer: "yes" }, ["x.detail: Enter the reason"]],
    [
      "a matrix with gaps",
      FIELDS.matrix,
      {
        one: { answers: { considered: "yes", has: "no" } },
        two: { answers: { considered: "no", has: "no" } },
      },
      [
        "x.one.detail: Enter details for “One”",
        "x.three.considered: Select yes or no for “Three: Considered”",
        "x.three.has: Select yes or no for “Three: Has implications”",
      ],
    ],
    [
      "a matrix with a row of its own",
      { ...FIELDS.matrix, rows: [{ id: "one", label: "One" }], detail: undefined },
      { one: { answers: { considered: "no", has: "no" } }, nine: { answers: {} } },
      ["x: There is no row or column “nine”"],
    ],
    [
      "a grid with a hole",
      {
        ...FIELDS.grid,
        rows: [{ id: "one", label: "One" }],
        columns: [
          { id: "a", label: "A" },
          { id: "b", label: "B" },
        ],
        decimals: 1,
      },
      { one: { a: "0.25" } },
      [
        "x.one.a: The number for “One”, “A” must have no more than 1 decimal place",
        "x.one.b: Enter a number for “One”, “B”",
      ],
    ],
    [
      "money from nobody to nobody",
      FIELDS.funding,
      { sources: [{ from: "", amount: 1 }], awards: [{ recipient: " ", amount: 1 }] },
      [
        "x.sources.0.from: Enter who the money comes from",
        "x.awards.0.recipient: Enter who receives the award",
      ],
    ],
    [
      "parts beyond the whole",
      FIELDS.funding,
      { awards: [{ recipient: "A", amount: 100, ofWhich: [{ label: "B", amount: 101 }] }] },
      ["x.awards.0.ofWhich: The parts of an award must not come to more than the award"],
    ],
    [
      "a table that is not asked",
      { ...FIELDS.funding, sources: undefined, statedTotal: undefined },
      { sources: [{ from: "A", amount: 1 }], statedTotal: 2 },
      [
        "x.sources: This form does not ask where the money comes from",
        "x.statedTotal: This form does not ask for a stated total",
      ],
    ],
    [
      "two preferred options",
      FIELDS.options,
      [
        { label: "A", preferred: true },
        { label: " ", preferred: true },
      ],
      ["x.1.label: Enter a name for the option", "x: Select one preferred option only"],
    ],
    [
      "a condition without words",
      FIELDS.conditions,
      [{ text: "" }],
      ["x.0.text: Enter the words of the condition"],
    ],
    [
      "links to nothing",
      FIELDS.links,
      [{ to: "own" }, { to: "external" }],
      ["x.0.reference: Enter the number of the record", "x.1.url: Enter the address of the page or file"],
    ],
    ["another office's marking", FIELDS.marking, "SECRET", ["x: Select the protective marking"]],
    [
      "withheld without saying more",
      FIELDS.withholding,
      { withheld: "yes", parts: [] },
      [
        "x.parts: Select what must be withheld",
        "x.ground: Select the ground for withholding",
        "x.reason: Enter the reasons for withholding",
      ],
    ],
    [
      "withholding what is not there",
      FIELDS.withholding,
      { withheld: "yes", parts: ["nine"], ground: "foia-43", reason: "R" },
      ["x.parts: Select parts that this form has"],
    ],
    ["someone who may not decide", FIELDS.maker, "mo", ["x: Select who decides"]],
  ])("%s", (_, field, answer, expected) => {
    expect(problems(field, answer)).toEqual(expected);
  });

  test("nothing is said of an answer that is right", () => {
    expect(problems(FIELDS.withholding, { withheld: "no" })).toEqual([]);
    expect(problems(FIELDS.yesno, { answer: "no" })).toEqual([]);
    expect(problems(FIELDS.period, { from: "2024-04-01", to: "2024-04-01" })).toEqual([]);
  });
});
