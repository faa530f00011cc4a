/** Rows without JavaScript: add, remove, and paste from a spreadsheet. */
import { describe, expect, test } from "vitest";
import type { Field } from "#core/form/fields.ts";
import { find, parseHtml, words } from "#tests/support/html.ts";
import { act, Control, fill, parse, pasted } from "#web/fields/controls.tsx";
import { type Typed, typedFrom } from "#web/fields/typed.ts";
import { formData } from "./form-data.ts";
import { CONTEXT, FIELDS } from "./generated.ts";

const fields: Record<string, Field> = { money: FIELDS.funding, people: FIELDS.person, that: FIELDS.clauses };
const draw = (id: string, typed: Typed) =>
  String(<Control id={id} field={fields[id] as Field} typed={typed} errors={[]} context={CONTEXT} />);
/** What the browser holds after the page is drawn again. */
const redrawn = (id: string, typed: Typed) => typedFrom(formData(draw(id, typed)));
const buttons = (html: string) =>
  find(parseHtml(html), (e) => e.tag === "button").map((e) => e.attributes.value);
const answer = (id: string, typed: Typed) => parse(id, fields[id] as Field, typed, CONTEXT).answer;

const TWO = fill("money", FIELDS.funding, {
  awards: [
    { recipient: "Harbour", amount: 2_769_000 },
    { recipient: "My Sister's Place", amount: 9_993_800 },
  ],
});

describe("buttons", () => {
  test("every button of a row does what it says to the row it stands in", () => {
    const html = draw("money", TWO);
    expect(buttons(html)).toEqual([
      "add:money.sources",
      "paste:money.sources",
      "remove:money.awards.0",
      "remove:money.awards.1",
      "add:money.awards",
      "paste:money.awards",
      "total:money",
    ]);
    expect(words(parseHtml(html))).toContain("Total of the awards: £127,628");
  });

  test("add: one more row, what was typed still there", () => {
    const typed = { ...redrawn("money", TWO), "money.awards.1.amount": "half a m" };
    const added = redrawn("money", act("add:money.awards", fields, typed)!);
    expect(added).toMatchObject(typed);
    expect(added["money.awards.2.recipient"]).toBe("");
    expect(added["money.awards.3.recipient"]).toBeUndefined();
  });

  test("add, twice: an empty row is not lost before it is filled", () => {
    const once = redrawn("that", act("add:that", fields, { "that.0.text": "First" })!);
    const twice = redrawn("that", act("add:that", fields, once)!);
    expect(Object.keys(twice).filter((name) => name.endsWith(".text"))).toHaveLength(3);
    expect(answer("that", { ...twice, "that.2.text": "Third" })).toEqual(["First", "Third"]);
  });

  test("remove: the row goes and those below close up", () => {
    const left = act("remove:money.awards.0", fields, redrawn("money", TWO))!;
    expect(answer("money", left)).toEqual({
      awards: [{ recipient: "My Sister's Place", amount: 9_993_800 }],
    });
  });

  test("remove: the last row leaves a blank one to type in", () => {
    const typed = act("remove:people.0", fields, fill("people", FIELDS.person, [{ name: "A" }]))!;
    expect(answer("people", typed)).toBeUndefined();
    expect(redrawn("people", typed)["people.0.name"]).toBe("");
  });

  test.each([
    "add:nothing",
    "remove:money",
    "remove:money.awards.x",
    "explode:money.awards",
    "add:money.other",
    "",
  ])("“%s” names no row", (action) => {
    expect(act(action, fields, TWO)).toBeUndefined();
  });

  test("a made-up index does not make a page of a million rows", () => {
    const html = draw("that", { "that.999999999.text": "x" });
    expect(find(parseHtml(html), (e) => e.tag === "textarea").length).toBeLessThan(5);
  });
});

describe("paste", () => {
  const paste = (text: string, path = "money.awards", before: Typed = {}) =>
    act(`paste:${path}`, fields, { ...before, [`${path}.paste`]: text })!;

  test("cells between tabs under headings, in any order", () => {
    const typed = paste(
      "Amount\tGrantee\tWhat for\tPurpose\r\n£121,197.00\tHarbour Support Services\t\tOne to one work\n£8000\tBarefoot\t\tEvaluation\nTotal\t£129,197\n",
    );
    expect(answer("money", typed)).toEqual({
      awards: [
        { recipient: "Harbour Support Services", amount: 12_119_700, purpose: "One to one work" },
        { recipient: "Barefoot", amount: 800_000, purpose: "Evaluation" },
      ],
    });
  });

  test("without headings the column of amounts is found", () => {
    const typed = paste("Harbour\t2023\t£27,690\nBarefoot\t2024\t£8,000.50", "money.sources");
    expect(answer("money", typed)).toEqual({
      sources: [
        { from: "Harbour", amount: 2_769_000, members: ["2023"] },
        { from: "Barefoot", amount: 800_050, members: ["2024"] },
      ],
    });
  });

  test("commas: quoted cells, and amounts whose own commas were not quoted", () => {
    const typed = paste('"Smith, Jones & Co",£1,250,000.00\n"The ""Hub""",£50k\nPlain,75');
    expect(answer("money", typed)).toEqual({
      awards: [
        { recipient: "Smith, Jones & Co", amount: 125_000_000 },
        { recipient: 'The "Hub"', amount: 5_000_000 },
        { recipient: "Plain", amount: 7500 },
      ],
    });
  });

  test("rows are added to those that are there, and blank ones make way", () => {
    const typed = paste("Barefoot\t£8,000", "money.awards", {
      "money.awards.0.recipient": "Harbour",
      "money.awards.0.amount": "5",
      "money.awards.1.recipient": "",
    });
    expect(answer("money", typed)).toEqual({
      awards: [
        { recipient: "Harbour", amount: 500 },
        { recipient: "Barefoot", amount: 800_000 },
      ],
    });
    expect(typed["money.awards.paste"]).toBeUndefined();
  });

  test("a cell that makes no sense is shown in its row", () => {
    const typed = paste("Recipient\tAmount\nHarbour\ttbc");
    expect(parse("money", FIELDS.funding, typed, CONTEXT).errors).toEqual([
      { id: "money.awards.0.amount", message: "Enter the amount" },
    ]);
    expect(redrawn("money", typed)["money.awards.0.amount"]).toBe("tbc");
  });

  test("a list of one column: each line a paragraph, commas and all", () => {
    expect(answer("that", paste("Award £5, now\n\nSecond, too\n", "that"))).toEqual([
      "Award £5, now",
      "Second, too",
    ]);
  });

  test("people with headings", () => {
    expect(answer("people", paste("Job title,Name\nClerk,Ann Lee\n", "people"))).toEqual([
      { name: "Ann Lee", role: "Clerk" },
    ]);
  });

  test("62 awards", () => {
    const rows = [...Array(62).keys()].map((i) => `Group ${i}\t£${1000 + i}`);
    const typed = paste(rows.join("\n"));
    expect((answer("money", typed) as { awards: unknown[] }).awards).toHaveLength(62);
  });

  test("something pasted and not added yet is known", () => {
    expect(pasted({ "money.awards.paste": "A\t1", "that.paste": " " })).toEqual(["money.awards"]);
  });
});

describe("totals", () => {
  const said = (typed: Typed) => words(parseHtml(draw("money", typed)));

  test("are worked out from what is typed", () => {
    const typed = fill("money", FIELDS.funding, {
      sources: [
        { from: "Home Office", amount: 15_742_333 },
        { from: "Partners", amount: 7_171_167 },
      ],
      awards: [{ recipient: "Harbour", amount: 22_913_500 }],
      statedTotal: 22_913_500,
    });
    expect(said(typed)).toContain("Total of the sources: £229,135");
    expect(said(typed)).toContain("The sources and the awards come to the same.");
    const off = said({ ...typed, "money.sources.1.amount": "71,711.66" });
    expect(off).toContain(
      "The sources come to £229,134.99 and the awards to £229,135: they differ by £0.01.",
    );
  });

  test("a stated total that is another is named", () => {
    const typed = { "money.awards.0.amount": "100", "money.statedTotal": "£90" };
    expect(said(typed)).toContain("The total stated is £90, and the rows come to £100.");
  });
});
