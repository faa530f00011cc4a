import { describe } from "vitest";
import { block, decision, finds } from "./spoiling.ts";

describe("the layout", () =>
  finds("error", [
    [
      "a block of no field",
      (o) => (block(o, 4, "field").field = "decison"),
      "forms.decision.layout[4].field",
      "Did you mean “decision”?",
    ],
    [
      "a fact of no field",
      (o) => (block(o, 2, "facts").rows[0]!.value = { show: "field", field: "amuont" }),
      "forms.decision.layout[2].rows[0].value.field",
      "Did you mean “amount”?",
    ],
    [
      "words about no field",
      (o) => (block(o, 0, "heading").text = "{titel}"),
      "forms.decision.layout[0]",
      "Did you mean “title”?",
    ],
    [
      "a number where there is none",
      (o) => o.forms[1]!.layout.push({ block: "reference" }),
      "forms.report.layout[1]",
      "Give the form a series",
    ],
    [
      "words about a number where there is none",
      (o) => o.forms[1]!.layout.push({ block: "text", text: "{reference}" }),
      "forms.report.layout[1]",
      "remove {reference}",
    ],
    [
      "a fact of a number where there is none",
      (o) =>
        o.forms[1]!.layout.push({ block: "facts", rows: [{ label: "No.", value: { show: "reference" } }] }),
      "forms.report.layout[1].rows[0]",
      "Give the form a series",
    ],
    [
      "a numbering that is not there",
      (o) => (block(o, 4, "field").number = "detial"),
      "forms.decision.layout[4].number",
      "Did you mean “detail”?",
    ],
    [
      "a restart of nothing",
      (o) => (block(o, 5, "field").restart = true),
      "forms.decision.layout[5].restart",
      "add “number”",
    ],
    [
      "sources of no money",
      (o) => (block(o, 5, "field").part = "sources"),
      "forms.decision.layout[5].part",
      "Only a field of type “funding”",
    ],
    [
      "a signature of no stage",
      (o) => (block(o, 8, "signature").stage = "makers"),
      "forms.decision.layout[8].stage",
      "Did you mean “maker”?",
    ],
    [
      "a group by no field",
      (o) => (block(o, 6, "group").when = { field: "x", answered: true }),
      "forms.decision.layout[6].when.field",
      "There is no field “x”",
    ],
    [
      "a first heading of level 2",
      (o) => (block(o, 0, "heading").level = 2),
      "forms.decision.layout[0].level",
      "must be level 1",
    ],
    [
      "a level skipped",
      (o) => (block(o, 3, "heading").level = 3),
      "forms.decision.layout[3].level",
      "Use level 2",
    ],
    [
      "a level skipped in an appendix",
      (o) => ((block(o, 9, "appendix").blocks[0] as { level: number }).level = 4),
      "forms.decision.layout[9].blocks[0].level",
      "Use level 3",
    ],
    [
      "no heading",
      (o) => (o.forms[1]!.layout = [{ block: "field", field: "title" }]),
      "forms.report.layout",
      "Add a heading of level 1",
    ],
  ]));

describe("the layout, worth a look", () =>
  finds("warning", [
    [
      "two titles",
      (o) => {
        block(o, 3, "heading").level = 1;
        block(o, 5, "field").level = 2;
      },
      "forms.decision.layout[3].level",
      "Use level 2",
    ],
    [
      "a numbering never used",
      (o) => (decision(o).numbering!.roman = { levels: ["I."] }),
      "forms.decision.numbering.roman",
      '"number": "roman"',
    ],
    [
      "a decision that prints no signature",
      (o) => decision(o).layout.splice(8, 1),
      "forms.decision.layout",
      '"stage": "maker"',
    ],
  ]));
