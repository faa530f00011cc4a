/** What stands in the way of submitting a record, in the words that the page shows. */
import { describe, expect, test } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import { askedAnswers, parseAnswers, validateAnswers } from "#core/form/validate.ts";
import { FIELDS, TYPES } from "#tests/web/fields/generated.ts";
import { formOf as form, problemsIn as problems } from "./one-field.ts";

describe("a required answer that is missing", () => {
  test("is asked for in the words of its type", () => {
    const missing = Object.fromEntries(TYPES.map((type) => [type, problems(FIELDS[type])]));
    expect(missing).toEqual({
      line: ["x: Enter the title"],
      prose: ["x: Enter the executive summary"],
      clauses: ["x: Enter the recommendations"],
      date: ["x: Enter the date of meeting"],
      period: ["x: Enter the period of the award"],
      money: ["x: Enter the amount"],
      person: ["x: Enter the lead officer"],
      organisation: ["x: Enter the contractor"],
      choice: ["x: Select the category"],
      choices: ["x: Select the aims supported"],
      yesno: ["x: Select yes or no for “Is it a key decision?”"],
      matrix: ["x: Select yes or no in every row of “Has consideration been taken of the following”"],
      grid: ["x: Enter the carbon"],
      funding: ["x: Enter at least one award"],
      options: ["x: Enter at least one option"],
      conditions: ["x: Enter at least one condition"],
      links: ["x: Enter at least one linked record"],
      marking: ["x: Select the protective marking"],
      withholding: ["x: Select yes or no for “Is this report a Confidential Decision?”"],
      attachments: [],
      maker: ["x: Select who decides"],
      declaration: ["x: Tick the box to confirm “Declaration”"],
    });
  });

  test("blank words and empty lists are no answer", () => {
    expect(problems(FIELDS.line, "  ")).toEqual(["x: Enter the title"]);
    expect(problems(FIELDS.clauses, [])).toEqual(["x: Enter the recommendations"]);
    expect(problems(FIELDS.funding, { sources: [] })).toEqual(["x: Enter at least one award"]);
  });

  test("is not missing where it is optional, not asked, or on no page", () => {
    expect(problems({ ...FIELDS.line, required: false })).toEqual([]);
    expect(problems({ ...FIELDS.line, when: { field: "x", is: "never" } })).toEqual([]);
    const elsewhere = {
      ...form({ x: FIELDS.line, y: FIELDS.date }),
      sections: [{ id: "a", title: "A", fields: ["y"] }],
    };
    expect(validateAnswers(elsewhere, { y: "2024-01-01" })).toEqual([]);
  });

  test("is missing where a rule says so", () => {
    const both = form({
      grant: { ...FIELDS.yesno, detail: undefined },
      terms: { type: "prose", label: "Terms", required: { field: "grant", is: true } },
    });
    expect(validateAnswers(both, { grant: { answer: "no" } })).toEqual([]);
    expect(validateAnswers(both, { grant: { answer: "yes" } })).toEqual([
      { id: "terms", message: "Enter the terms" },
    ]);
  });
});

describe("answers from anywhere", () => {
  const two = form({ title: FIELDS.line, day: FIELDS.date, money: FIELDS.funding });

  test("unknown fields are refused by name, and by path inside an answer", () => {
    expect(
      parseAnswers(two, {
        title: "T",
        other: 1,
        __proto__: {},
        money: { sources: [{ from: "A", amount: 1, tip: 2 }] },
      }),
    ).toEqual({
      answers: { title: "T" },
      problems: [
        { id: "other", message: "This form has no field “other”" },
        { id: "money.sources.0.tip", message: "This is not part of the answer" },
      ],
    });
  });

  test.each([
    ["a date that is not real", { day: "2023-02-29" }, "day", "Enter a real date"],
    [
      "a missing amount",
      { money: { awards: [{ recipient: "A" }] } },
      "money.awards.0.amount",
      "This is missing",
    ],
    [
      "a fraction of a penny",
      { money: { statedTotal: 1.5 } },
      "money.statedTotal",
      "Enter an amount in whole pence",
    ],
    ["NUL", { title: "a\u0000b" }, "title", "Remove the characters that cannot be printed"],
  ])("%s", (_, raw, id, message) => {
    expect(parseAnswers(two, raw)).toEqual({ answers: {}, problems: [{ id, message }] });
  });

  test("what is not an object is refused", () => {
    for (const raw of [null, "x", [1], undefined]) expect(parseAnswers(two, raw).problems).toHaveLength(1);
  });

  test("a name of Object's own is no field", () => {
    expect(parseAnswers(two, { constructor: "x" }).problems[0]?.message).toBe(
      "This form has no field “constructor”",
    );
  });

  test("answers to questions that are not asked are left out, and those that hang on them", () => {
    const chain = form({
      a: { type: "yesno", label: "A" },
      b: { type: "yesno", label: "B", when: { field: "a", is: true } },
      c: { type: "line", label: "C", when: { field: "b", is: true } },
    });
    const answers: Answers = { a: { answer: "no" }, b: { answer: "yes" }, c: "kept by mistake" };
    expect(askedAnswers(chain, answers)).toEqual({ a: { answer: "no" } });
    expect(askedAnswers(chain, { ...answers, a: { answer: "yes" } })).toEqual({
      ...answers,
      a: { answer: "yes" },
    });
  });
});
