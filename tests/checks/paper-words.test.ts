/** What a plain paper says of itself: its number, its date, what it withholds; and how it is typed. */
import { describe, expect, it } from "vitest";
import { proofreadText } from "#core/checks/proofread.ts";

const found = (rule: string, text: string) => proofreadText(text).filter((f) => f.rule === rule);

describe("its own number", () => {
  const paper = (title: string, field: string) =>
    `${title} – Safety Fund\n\nDecision number: ${field}\n\nTo fund a van.`;
  it("is one number, written one way", () => {
    expect(found("number-twice", paper("Decision Log 044/2020", "44/2020"))).toMatchObject([
      { severity: "note", why: ["“044/2020”", "“44/2020”"] },
    ]);
    expect(found("number-twice", paper("WPCC4-0016", "WPC4-0016"))).toMatchObject([{ severity: "warning" }]);
    expect(found("number-twice", paper("Decision 51/2022", "52/2022"))).toMatchObject([
      { severity: "warning" },
    ]);
    expect(found("number-twice", paper("Decision 51/2022", "51/2022"))).toEqual([]);
  });

  it("is read after its label, and not in the middle of a word", () => {
    const paper =
      "Decision Log 048/2021 – Safety – November 2021\n\nDecision number: 049/2021\n\nTo fund a van.";
    expect(found("number-twice", paper)).toMatchObject([{ why: ["“048/2021”", "“049/2021”"] }]);
    const code = "PCD 1300 - Justice funding\n\nReference code: PCD 1301\n\nTo fund a van.";
    expect(found("number-twice", code)).toMatchObject([{ why: ["“PCD 1300”", "“PCD 1301”"] }]);
  });

  it("is not the year, nor the number of another register", () => {
    expect(found("number-twice", paper("2023/2024 grants", "52/2022"))).toEqual([]);
    expect(found("number-twice", paper("PCD 1300", "52/2022"))).toEqual([]);
  });
});

it("its date, where the label has no answer", () => {
  expect(found("published-bare", "Date signed:\n\nDecision by: the Deputy Mayor")).toMatchObject([
    { severity: "note" },
  ]);
  expect(found("published-bare", "Date signed:\n\n3 February 2016\n\nDecision by: the Deputy Mayor")).toEqual(
    [],
  );
});

describe("what it withholds", () => {
  const restricted = (ground: string) =>
    `RESTRICTED – Information relating to this decision is restricted as it includes commercial interests${ground}. The public interest in withholding it outweighs that in disclosing it.`;
  it("needs a ground in law", () => {
    expect(found("withheld-ground", restricted(""))).toMatchObject([{ severity: "warning" }]);
    expect(found("withheld-ground", restricted(" (section 43 of the Freedom of Information Act)"))).toEqual(
      [],
    );
    expect(
      found("withheld-ground", "Entry to the car park is restricted. The fund is restricted to charities."),
    ).toEqual([]);
  });
});

it("slips of typing, and what only looks like one", () => {
  for (const text of [
    "The posts will hosted by the council.",
    "Details are included int he papers.",
    "A contract at a estimated value of £5,000.",
    "It must comply with governance arrangments.",
  ])
    expect(found("slip", text), text).toHaveLength(1);
  for (const text of [
    "The service will need in each area a lead.",
    "Officers will proceed with the plan, and must exceed in no case the sum agreed.",
    "It will to some extent help, and the grant agreed by the board will be paid.",
    "An independent review, a one-year grant, a European scheme.",
  ])
    expect(found("slip", text), text).toEqual([]);
  expect(found("no-such-day", "Date: 14th Ocotber 2024")).toHaveLength(1);
  expect(found("no-such-day", "Date: 14th October 2024; see item 14 Housing 2024")).toEqual([]);
});

it("a waiver of standing orders without a reason", () => {
  expect(found("direct-award", "Waiving of Standing Orders for motor claims")).toHaveLength(1);
  expect(
    found("direct-award", "Standing Orders were waived; the waiver was approved by the treasurer."),
  ).toEqual([]);
});

it("a decision that repeats its summary does not repeat itself", () => {
  const words =
    "To allocate £384,816 to Safe Place by a grant agreement, to deliver the advisers' pilot in all five districts from 1 May 2025 to 31 March 2026.";
  expect(found("repeated", `Summary: ${words}\n\nApproved decision: ${words}`)).toEqual([]);
  expect(found("repeated", `Risk: ${words}\n\nBackground: ${words}`)).toHaveLength(1);
});
