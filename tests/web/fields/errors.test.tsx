/** Every error leads somewhere: the id it names is on the page, once, and its message is shown there. */
import { describe, expect, test } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import type { Field, FieldType } from "#core/form/fields.ts";
import { validateAnswers } from "#core/form/validate.ts";
import { find, parseHtml, words } from "#tests/support/html.ts";
import { Control, fill, parse } from "#web/fields/controls.tsx";
import type { Typed } from "#web/fields/typed.ts";
import { idsOf } from "./form-data.ts";
import { CONTEXT, FIELDS, OFFICE, TYPES } from "./generated.ts";

/** Answers that are in shape, each wrong in as many ways as its type knows. */
const WRONG: Partial<Record<FieldType, unknown[]>> = {
  line: ["a".repeat(300)],
  prose: ["a".repeat(50_001)],
  clauses: [[""], ["One", "a".repeat(50_001)]],
  period: [{ from: "2024-02-01", to: "2024-01-01" }],
  person: [[{ role: "R", email: "nobody" }]],
  organisation: [[{ name: "A" }, { name: "" }]],
  choice: ["four"],
  choices: [["four"]],
  yesno: [{ answer: "yes" }],
  matrix: [{ one: { answers: { considered: "yes" } } }, { nine: { answers: {} } }],
  grid: [{ one: { one: "1" } }],
  funding: [
    {
      sources: [{ from: "", amount: 1 }],
      awards: [{ recipient: "", amount: 1, ofWhich: [{ label: "L", amount: 2 }] }],
    },
  ],
  options: [
    [
      { label: "", preferred: true },
      { label: "B", preferred: true },
    ],
  ],
  conditions: [[{ text: "" }]],
  links: [[{ to: "own" }, { to: "external" }]],
  marking: ["SECRET"],
  withholding: [{ withheld: "yes", parts: [] }],
  maker: ["mo"],
};

/** Typing that cannot be stored. */
const MISTYPED: Partial<Record<FieldType, Typed[]>> = {
  line: [{ x: "\ufffd" }],
  prose: [{ x: "\ufffd" }],
  money: [{ x: "lots" }],
  date: [
    { "x.day": "31", "x.month": "2", "x.year": "2024" },
    { "x.day": "1", "x.month": "2", "x.year": "" },
    { "x.day": "1", "x.month": "2", "x.year": "24" },
    { "x.day": "1", "x.month": "", "x.year": "2024" },
  ],
  period: [{ "x.words": "\ufffd" }, { "x.from.day": "1" }],
  clauses: [{ "x.0.text": "\ufffd" }],
  person: [{ "x.0.name": "\ufffd", "x.0.role": "\ufffd", "x.0.email": "\ufffd" }],
  organisation: [{ "x.0.number": "\ufffd" }],
  choice: [{ x: "four" }],
  yesno: [{ x: "perhaps", "x.detail": "\ufffd" }],
  matrix: [{ "x.one.has": "perhaps", "x.two.detail": "\ufffd" }],
  grid: [{ "x.one.two": "many" }],
  funding: [
    {
      "x.sources.0.from": "\ufffd",
      "x.sources.0.status": "lost",
      "x.sources.0.members": "\ufffd",
      "x.awards.0.recipient": "A",
      "x.awards.0.amount": "lots",
      "x.awards.0.ofWhich": "what",
      "x.statedTotal": "lots",
    },
  ],
  options: [{ "x.0.label": "\ufffd", "x.0.risks": "\ufffd", "x.0.cost": "\ufffd" }],
  conditions: [{ "x.0.on": "\ufffd" }],
  links: [{ "x.0.to": "moon", "x.0.relation": "none", "x.0.url": "ftp", "x.0.title": "\ufffd" }],
  marking: [{ x: "SECRET" }],
  withholding: [
    {
      x: "perhaps",
      "x.reason": "\ufffd",
      "x.publicInterest": "\ufffd",
      "x.opinionOf": "\ufffd",
      "x.safeTitle": "\ufffd",
      "x.review.day": "1",
    },
  ],
  maker: [{ x: "mo" }],
};

const formOf = (field: Field): Form => ({
  ...CONTEXT.form,
  fields: { x: field },
  sections: [{ id: "all", title: "All", fields: ["x"] }],
});

function expectLinked(field: Field, typed: Typed, errors: { id: string; message: string }[]) {
  const html = String(<Control id="x" field={field} typed={typed} errors={errors} context={CONTEXT} />);
  const ids = idsOf(html);
  expect(ids).toEqual([...new Set(ids)]);
  const page = parseHtml(html);
  for (const { id, message } of errors) {
    const [target] = find(page, (e) => e.attributes.id === id);
    expect(target, `nothing on the page has the id ${id}`).toBeDefined();
    const focusable =
      ["input", "select", "textarea"].includes(target!.tag) || "tabindex" in target!.attributes;
    expect(focusable, `${id} cannot be focused`).toBe(true);
    expect(words(page)).toContain(message);
    const described = (target!.attributes["aria-describedby"] ?? "").split(" ").filter(Boolean);
    for (const other of described) expect(ids).toContain(other);
  }
}

describe("every error has a place on the page", () => {
  test.each(TYPES)("%s", (type) => {
    const field: Field = FIELDS[type];
    const form = formOf(field);
    const missing = validateAnswers(form, {}, OFFICE);
    expect(missing.length > 0).toBe(type !== "attachments");
    expectLinked(field, {}, missing);
    for (const answer of WRONG[type] ?? []) {
      const problems = validateAnswers(form, { x: answer } as Answers, OFFICE);
      expect(problems.length, JSON.stringify(answer)).toBeGreaterThan(0);
      expectLinked(field, fill("x", field, answer as never), problems);
    }
    for (const typed of MISTYPED[type] ?? []) {
      const parsed = parse("x", field, typed, CONTEXT);
      expect(parsed.errors.length, JSON.stringify(typed)).toBeGreaterThan(0);
      expectLinked(field, parsed.typed, parsed.errors);
    }
  });

  test("each type that can be wrong is tried", () => {
    const untried = TYPES.filter((type) => !WRONG[type] && !MISTYPED[type]);
    expect(untried).toEqual(["attachments", "declaration"]);
  });
});
