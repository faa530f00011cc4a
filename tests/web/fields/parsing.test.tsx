/** What people type, and what the page makes of it or says about it. */
import { describe, expect, test } from "vitest";
import type { Field } from "#core/form/fields.ts";
import { parse } from "#web/fields/controls.tsx";
import { type Typed, typedFrom } from "#web/fields/typed.ts";
import { CONTEXT, FIELDS } from "./generated.ts";

function read(field: Field, typed: Typed) {
  const { answer, errors } = parse("x", field, typedFrom(Object.entries(typed)), CONTEXT);
  return errors.length ? errors.map((e) => `${e.id}: ${e.message}`) : answer;
}

describe("money", () => {
  test.each<[string, unknown]>([
    ["27690", 2_769_000],
    ["£27,690.00", 2_769_000],
    ["£370, 083", 37_008_300],
    ["£0.600m", 60_000_000],
    ["50k", 5_000_000],
    [" 12.5 ", 1250],
    [".00", 0],
    ["-£5", -500],
    ["", undefined],
    ["12.345", ["x: Amount must be an amount of money, like 27,690 or 69,674.48"]],
    ["about 50", ["x: Amount must be an amount of money, like 27,690 or 69,674.48"]],
    ["lots", ["x: Enter the amount"]],
    ["£200bn", ["x: Amount must be less than £100 billion"]],
  ])("“%s”", (typed, expected) => {
    expect(read(FIELDS.money, { x: typed })).toEqual(expected);
  });
});

describe("dates", () => {
  const date = (day: string, month: string, year: string) =>
    read(FIELDS.date, { "x.day": day, "x.month": month, "x.year": year });

  test.each<[string, string, string, unknown]>([
    ["1", "11", "2023", "2023-11-01"],
    ["01", "Nov", "2023", "2023-11-01"],
    [" 31 ", "december", "2024", "2024-12-31"],
    ["29", "2", "2024", "2024-02-29"],
    ["29", "2", "2023", ["x: Date of meeting must be a real date"]],
    ["0", "1", "2023", ["x: Date of meeting must be a real date"]],
    ["1", "13", "2023", ["x: Date of meeting must be a real date"]],
    ["1", "Smarch", "2023", ["x: Date of meeting must be a real date"]],
    ["1", "1", "two", ["x: Date of meeting must be a real date"]],
    ["1", "1", "23", ["x.year: Year must include 4 numbers"]],
    ["1", "", "2023", ["x.month: Date of meeting must include a month"]],
    ["", "", "2023", ["x: Date of meeting must include a day and month"]],
    ["", "", "", undefined],
  ])("%s/%s/%s", (day, month, year, expected) => {
    expect(date(day, month, year)).toEqual(expected);
  });

  test("a period needs both its dates", () => {
    expect(read(FIELDS.period, { "x.words": "two years" })).toEqual([
      "x.from: Enter the date it starts",
      "x.to: Enter the date it ends",
    ]);
    expect(
      read(FIELDS.period, {
        "x.from.day": "1",
        "x.from.month": "4",
        "x.from.year": "2024",
        "x.to.day": "31",
        "x.to.month": "2",
        "x.to.year": "2025",
      }),
    ).toEqual(["x.to: The date it ends must be a real date"]);
  });
});

describe("words", () => {
  test("space around is dropped; line breaks of a browser are one character", () => {
    expect(read(FIELDS.line, { x: "  A \t title\r\n" })).toBe("A title");
    expect(read(FIELDS.prose, { x: "\r\n  \r\n  Indented\r\n\r\nNext  \r\n" })).toBe("  Indented\n\nNext");
  });

  test.each(["a\u0000b", "a\u0007", "\u007f", "\u0085x", "a\ufffdb"])("%j is refused and shown", (typed) => {
    expect(read(FIELDS.line, { x: typed })).toEqual([
      "x: Title must not include characters that cannot be printed (shown as \ufffd)",
    ]);
    expect(read(FIELDS.conditions, { "x.0.text": typed })).toEqual([
      "x.0.text: Condition must not include characters that cannot be printed (shown as \ufffd)",
    ]);
  });

  test("what is far too long is refused in words", () => {
    expect(read(FIELDS.line, { x: "a".repeat(501) })).toEqual(["x: Title must be 500 characters or less"]);
    expect(read(FIELDS.prose, { x: "a".repeat(200_001) })).toEqual([
      "x: Executive summary must be 200,000 characters or less",
    ]);
  });

  test("letters and their accents are kept in one form", () => {
    expect(read(FIELDS.line, { x: "Cafe\u0301" })).toBe("Café");
  });
});

describe("choices", () => {
  test("nothing that was not offered is taken", () => {
    expect(read(FIELDS.choice, { x: "four" })).toEqual(["x: Select the category"]);
    expect(read(FIELDS.maker, { x: "mo" })).toEqual(["x: Select who decides"]);
    expect(read(FIELDS.marking, { x: "SECRET" })).toEqual(["x: Select the protective marking"]);
    expect(read(FIELDS.choices, { "x.four": "yes", "x.two": "yes" })).toEqual(["two"]);
    expect(read(FIELDS.yesno, { x: "maybe" })).toEqual(["x: Select yes or no for “Is it a key decision?”"]);
    expect(read(FIELDS.matrix, { "x.one.has": "perhaps" })).toEqual([
      "x.one.has: Select yes or no for “One”",
    ]);
    expect(read(FIELDS.links, { "x.0.to": "nowhere", "x.0.reference": "1" })).toEqual([
      "x.0.to: Select kind of record",
    ]);
  });

  test("a detail without its answer is not lost in silence", () => {
    expect(read(FIELDS.yesno, { "x.detail": "Because" })).toEqual([
      "x: Select yes or no for “Is it a key decision?”",
    ]);
  });

  test("an office that names no markings is asked in words", () => {
    const context = { ...CONTEXT, office: { ...CONTEXT.office, markings: undefined } };
    expect(parse("x", FIELDS.marking, { x: " Restricted " }, context).answer).toBe("Restricted");
  });
});

describe("numbers", () => {
  test.each<[string, unknown]>([
    ["0", { one: { one: "0" } }],
    ["1,234.5", { one: { one: "1234.5" } }],
    [".5", { one: { one: "0.5" } }],
    ["−3", { one: { one: "-3" } }],
    ["", undefined],
    ["n/a", ["x.one.one: The number for “One”, “One” must be a number, like 12 or 0.5"]],
  ])("“%s”", (typed, expected) => {
    expect(read(FIELDS.grid, { "x.one.one": typed })).toEqual(expected);
  });
});

describe("rows", () => {
  test("blank rows are no rows, and errors name the row as it is shown", () => {
    const typed = { "x.awards.0.recipient": " ", "x.awards.1.recipient": "Harbour", "x.awards.1.amount": "" };
    const parsed = parse("x", FIELDS.funding, typed, CONTEXT);
    expect(parsed.errors).toEqual([{ id: "x.awards.0.amount", message: "Enter the amount" }]);
    expect(parsed.typed).toEqual({ "x.awards.0.recipient": "Harbour", "x.awards.0.amount": "" });
  });

  test("a row may be kept before it is complete, but never without its amount", () => {
    expect(read(FIELDS.funding, { "x.sources.0.amount": "5" })).toEqual({
      sources: [{ from: "", amount: 500 }],
    });
    expect(read(FIELDS.organisation, { "x.0.number": "123" })).toEqual([{ name: "", number: "123" }]);
  });

  test("parts of an award are a name, a colon and an amount", () => {
    const parts = (ofWhich: string) =>
      read(FIELDS.funding, {
        "x.awards.0.recipient": "A",
        "x.awards.0.amount": "100",
        "x.awards.0.ofWhich": ofWhich,
      });
    expect(parts("Evaluation: £5\nCity: year 1:\t£7.50")).toEqual({
      awards: [
        {
          recipient: "A",
          amount: 10_000,
          ofWhich: [
            { label: "Evaluation", amount: 500 },
            { label: "City: year 1", amount: 750 },
          ],
        },
      ],
    });
    expect(parts("Evaluation five pounds")).toEqual([
      "x.awards.0.ofWhich: Enter a name, a colon and an amount on each line, not “Evaluation five pounds”",
    ]);
  });

  test("an address must be one", () => {
    expect(read(FIELDS.links, { "x.0.to": "external", "x.0.url": "javascript:alert(1)" })).toEqual([
      "x.0.url: Enter an address that starts with https:// or http://",
    ]);
  });

  test("ticked parts are withheld even where “only the parts” was not chosen", () => {
    expect(read(FIELDS.withholding, { x: "yes", "x.parts.secret": "yes", "x.parts.nine": "yes" })).toEqual({
      withheld: "yes",
      parts: ["secret"],
    });
  });
});
