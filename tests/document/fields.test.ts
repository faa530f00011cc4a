import { describe, expect, it } from "vitest";
import { compose } from "#core/document/compose.ts";
import type { Block } from "#core/form/definition.ts";
import type { RecordView } from "#core/record/view.ts";
import { everyAnswer } from "./fixtures/every.ts";
import { linesOf } from "./fixtures/lines.ts";
import { everyView, field, printed } from "./fixtures/printed.ts";

describe("each field", () => {
  it.each<[string, Block, string[]]>([
    ["line", field("title", { as: "inline" }), ["Title: A footbridge at Lower Weir"]],
    ["date", field("paperDate", { as: "inline" }), ["Date of the paper: 1 Feb 2024"]],
    [
      "period",
      field("period", { as: "inline", label: "Period:" }),
      ["Period: 1 Apr 2024 – 31 Mar 2025 (12 months)"],
    ],
    [
      "period in a sentence",
      field("period", { as: "sentence" }),
      ["The money covers 1 Apr 2024 – 31 Mar 2025 (12 months)"],
    ],
    ["money", field("amount"), ["Amount: £12,500"]],
    [
      "person",
      field("leads", { as: "inline" }),
      ["Lead officers: Jo Ayre, Policy Officer – jo.ayre@riverside.example; Head of Estates"],
    ],
    [
      "person as a list",
      field("leads", { as: "list" }),
      ["Lead officers:", "• Jo Ayre, Policy Officer – jo.ayre@riverside.example", "• Head of Estates"],
    ],
    ["organisation, blank", field("contractor", { as: "inline" }), ["Contractor (if applicable): "]],
    [
      "organisation, blank, with words for it",
      field("contractor", { as: "inline", empty: "None" }),
      ["Contractor (if applicable): None"],
    ],
    ["organisation, blank, left out", field("contractor", { as: "inline", empty: "omit" }), []],
    ["choice", field("kind", { as: "inline" }), ["Kind: Grant"]],
    ["choices", field("aims", { level: 2 }), ["## Aims", "• Support victims", "• Prevent offending"]],
    [
      "choices inline",
      field("aims", { as: "inline", label: "Aims:" }),
      ["Aims: Support victims; Prevent offending"],
    ],
    ["yesno", field("key", { as: "inline", label: "Key?" }), ["Key? Yes", "Why", "It is over the limit."]],
    [
      "clauses",
      field("recommendations", { as: "value", number: "roman" }),
      ["That:", "I. The bridge is repaired for £12,500.", "II. The money comes from reserves."],
    ],
    [
      "conditions",
      field("conditions", { as: "value" }),
      ["The award is made if:", "• Work starts by May. (Bridge Trust)", "• Bridge Trust reports each month."],
    ],
    [
      "matrix",
      field("implications", { as: "table" }),
      [
        "[Has consideration been taken of the following: | Considered]",
        "Financial | yes",
        "Legal | no | No contract is let.",
        "Risk | -",
      ],
    ],
    [
      "matrix under its label",
      field("implications", { as: "below" }),
      [
        "Has consideration been taken of the following:",
        "[Question | Considered]",
        "Financial | yes",
        "Legal | no | No contract is let.",
        "Risk | -",
      ],
    ],
    [
      "grid",
      field("carbon", { as: "table", label: "" }),
      ["[Source | Increase (tCO2) | Saving (tCO2)]", "Heating | 0.0 | 1.25", "Fleet | 2.0 | 0.0"],
    ],
    [
      "funding as lists",
      field("funding", { as: "list", number: "roman", label: "Money:" }),
      [
        "Money:",
        "I. Home Office, 2024/25 £10,000",
        "II. Councils £2,500",
        "III. Bridge Trust, Repair: £11,500.50",
        "IV. Board: £999.50",
      ],
    ],
    [
      "one part of funding",
      field("funding", { as: "table", part: "awards", label: "Every award" }),
      [
        "{Every award}",
        "[Recipient | Amount]",
        "Bridge Trust\nPaid to: Riverside Council\nPurpose: Repair\nLegal power: Section 9, Police Reform and Social Responsibility Act 2011\nValue for money: Three prices were sought.\nOf which: Fees £500.50 | £11,500.50",
        "Board\nRetained: Yes | £999.50",
        "Total | £12,500.00",
      ],
    ],
    [
      "options",
      field("options", { level: 2 }),
      [
        "## Options",
        "### Option 1 – Repair (preferred)",
        "Mend it.",
        "Cost: £12,500",
        "### Option 2 – Do nothing",
        "Leave it.",
        "Risks:",
        "It falls.",
        "Outcome: Closed by 2026",
      ],
    ],
    [
      "options as a table",
      field("options", { as: "table", label: "Side by side" }),
      [
        "{Side by side}",
        "[Option | What it means | Cost | Risks | Outcome | Preferred]",
        "Option 1 – Repair | Mend it. | £12,500 |  |  | Yes",
        "Option 2 – Do nothing | Leave it. |  | It falls. | Closed by 2026 | ",
      ],
    ],
    [
      "links",
      field("links", { as: "value" }),
      ["• Continues DRF 2021-7335, Survey <https://www.riverside.example/7335>", "• Hillside, 12/2023"],
    ],
    ["withholding", field("withholding", { as: "inline", label: "Confidential?" }), ["Confidential? No"]],
    ["attachments", field("attachments", { as: "list" }), ["Attachments", "• survey.pdf", "• prices.xlsx"]],
    ["maker, in words", field("maker", { as: "inline" }), ["Decision maker: Chair of the Board"]],
    ["declaration", field("truth", { as: "value" }), ["Confirmed: The facts in this paper are right."]],
    [
      "prose with a comment of an officer",
      field("finance", { level: 2 }),
      [
        "## Financial implications",
        "(Must include comments of the Chief Finance Officer)",
        "The reserve holds £40,000.",
        "Comment of the Chief Finance Officer (Section 151 Officer), Cat Weir, 12 Feb 2024: The reserve can bear it.",
        "It leaves £27,500.",
      ],
    ],
  ])("%s", (_, block, lines) => {
    expect(printed(block)).toEqual(lines);
  });

  it("prints a comment in a field that is otherwise blank", () => {
    const lines = printed(field("finance", { as: "below" }), { answers: { ...everyAnswer, finance: "" } });
    expect(lines[0]).toBe("Financial implications (Must include comments of the Chief Finance Officer) ");
    expect(lines[1]).toMatch(/^Comment of the Chief Finance Officer .*: The reserve can bear it\.$/);
  });

  it("prints a field only while its rule holds", () => {
    const view = everyView();
    const when = { field: "kind", is: "contract" };
    const fields = { ...view.form.fields, title: { ...view.form.fields.title, when } };
    const lines = (kind: string) =>
      linesOf(
        compose(
          {
            ...view,
            form: { ...view.form, fields } as RecordView["form"],
            answers: { ...everyAnswer, kind },
          },
          "restricted",
        ).blocks,
      );
    expect(lines("grant").join("\n")).not.toContain("Subject");
    expect(lines("contract")).toContain("Subject = A footbridge at Lower Weir");
  });
});
