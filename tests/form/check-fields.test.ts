import { describe } from "vitest";
import { decision, field, finds, stage } from "./spoiling.ts";

describe("fields and sections", () =>
  finds("error", [
    [
      "a section twice",
      (o) => (decision(o).sections[1]!.id = "first"),
      "forms.decision.sections.first.id",
      "Another section has the id",
    ],
    [
      "a page with an unknown field",
      (o) => (decision(o).sections[0]!.fields[0] = "titel"),
      "forms.decision.sections.first.fields[0]",
      "Did you mean “title”?",
    ],
    [
      "a field asked twice",
      (o) => decision(o).sections[1]!.fields.push("title"),
      "forms.decision.sections.second.fields[6]",
      "already asked in “First”",
    ],
    [
      "a field never asked",
      (o) => decision(o).sections[1]!.fields.shift(),
      "forms.decision.fields.financial",
      'Add "financial" to the fields of a section',
    ],
    [
      "a meaning twice",
      (o) => (field(o, "advice").means = "financialComment"),
      "forms.decision.fields.advice.means",
      "“financial” already means",
    ],
    [
      "a meaning on a wrong type",
      (o) => (field(o, "witness").means = "risk"),
      "forms.decision.fields.witness.means",
      "Use type prose",
    ],
    [
      "something withheld, and no ground",
      (o) => {
        for (const f of Object.values(decision(o).fields)) if (f.means === "withholding") delete f.means;
        field(o, "advice").public = "withheld";
      },
      "forms.decision.fields.advice.public",
      "needs a ground",
    ],
    ["no title", (o) => delete field(o, "title").means, "forms.decision.fields", '"means": "title"'],
    [
      "a choice twice",
      (o) => (field(o, "category", "choice").options[1]!.id = "grant"),
      "forms.decision.fields.category.options.grant.id",
      "used twice",
    ],
    [
      "a row twice",
      (o) => (field(o, "matrix", "matrix").rows[1]!.id = "financial"),
      "forms.decision.fields.matrix.rows.financial.id",
      "used twice",
    ],
    [
      "a detail of no column",
      (o) => (field(o, "matrix", "matrix").detail!.column = "hass"),
      "forms.decision.fields.matrix.detail.column",
      "Did you mean “has”?",
    ],
    [
      "a maker of no post",
      (o) => (field(o, "maker", "maker").posts = ["pcc", "cfoo"]),
      "forms.decision.fields.maker.posts[1]",
      "Did you mean “cfo”?",
    ],
    [
      "a field that asks about itself",
      (o) => (field(o, "amount").when = { field: "amount", over: 0 }),
      "forms.decision.fields.amount.when",
      "never be asked",
    ],
    [
      "a title that may not be asked",
      (o) => (field(o, "title").when = { field: "category", is: "plan" }),
      "forms.decision.fields.title.when",
      "Every record needs its title",
    ],
  ]));

describe("rules", () =>
  finds("error", [
    [
      "a rule about no field",
      (o) => (field(o, "amount").when = { field: "categry", is: "grant" }),
      "forms.decision.fields.amount.when.field",
      "Did you mean “category”?",
    ],
    [
      "a rule about no row",
      (o) => (field(o, "financial").required = { field: "matrix.finance", is: true }),
      "forms.decision.fields.financial.required.field",
      "row of “matrix” “finance”",
    ],
    [
      "a rule about no column",
      (o) => (field(o, "financial").required = { field: "matrix.financial.hass", is: true }),
      "forms.decision.fields.financial.required.field",
      "Did you mean “has”?",
    ],
    [
      "a rule about a whole matrix",
      (o) => (field(o, "financial").required = { field: "matrix", is: true }),
      "forms.decision.fields.financial.required.field",
      "like “matrix.financial”",
    ],
    [
      "a rule about a row of no matrix",
      (o) => (field(o, "amount").when = { field: "category.grant", is: "grant" }),
      "forms.decision.fields.amount.when.field",
      "Write “category” alone",
    ],
    [
      "a rule about no choice",
      (o) => (field(o, "amount").when = { field: "category", is: "grants" }),
      "forms.decision.fields.amount.when.is",
      "Did you mean “grant”?",
    ],
    [
      "a rule about no maker",
      (o) => (stage(o, 0).when = { field: "maker", is: "ce" }),
      "forms.decision.stages.advice.when.is",
      "Write one of: pcc, cfo",
    ],
    [
      "yes asked of a choice",
      (o) => (field(o, "amount").when = { field: "category", is: true }),
      "forms.decision.fields.amount.when.is",
      "yes or no",
    ],
    [
      "a choice asked of yes or no",
      (o) => (field(o, "financial").required = { field: "matrix.financial", is: "yes" }),
      "forms.decision.fields.financial.required.is",
      "Write true for yes",
    ],
    [
      "a sum asked of words",
      (o) => (stage(o, 0).when = { any: [{ field: "title", over: 5 }] }),
      "forms.decision.stages.advice.when.any[0].over",
      "Only money and funding",
    ],
    [
      "a comparison left out",
      (o) => (stage(o, 0).when = { not: { field: "title" } }),
      "forms.decision.stages.advice.when.not",
      "Say what to compare with",
    ],
    [
      "a meaning that the form lacks",
      (o) => (stage(o, 0).when = { all: [{ means: "risk", answered: true }] }),
      "forms.decision.stages.advice.when.all[0].means",
      "No field of this form means “risk”",
    ],
  ]));

describe("fields, worth a look", () =>
  finds("warning", [
    [
      "a decision without its words",
      (o) => delete field(o, "decision").means,
      "forms.decision.fields",
      '"means": "decision"',
    ],
    [
      "a field never used",
      (o) => delete field(o, "financial").means && decision(o).layout.splice(5, 1),
      "forms.decision.fields.financial",
      "never used",
    ],
    [
      "a question before its time",
      (o) => (field(o, "decision").when = { field: "maker", is: "pcc" }),
      "forms.decision.fields.decision.when",
      "asked on a later page",
    ],
    [
      "an answer seldom printed",
      (o) => {
        field(o, "advice").required = true;
        delete stage(o, 0).comment!.into;
        decision(o).sections[1]!.fields.push("advice");
      },
      "forms.decision.fields.advice.required",
      "printed only when a rule holds",
    ],
  ]));
