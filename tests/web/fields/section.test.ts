/** A page of a form: which questions it shows, what a post of it makes of the draft, how far it is. */
import { describe, expect, test } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import { askedFields, progressOf, readSection, shownFields } from "#web/fields/section.ts";
import { OFFICE } from "./generated.ts";

const FORM: Form = {
  id: "form",
  title: "Form",
  kind: "decision",
  fields: {
    title: { type: "line", label: "Title", required: true },
    grant: { type: "yesno", label: "Is it a grant?", required: true },
    terms: { type: "prose", label: "Terms", required: true, when: { field: "grant", is: true } },
    amount: { type: "money", label: "Amount", means: "amount" },
    large: { type: "prose", label: "Why so much", when: { means: "amount", over: 100 }, required: true },
    payee: { type: "line", label: "Who is paid", when: { field: "grant", is: true }, required: true },
    files: { type: "attachments", label: "Files" },
    remarks: { type: "prose", label: "Remarks" },
  },
  sections: [
    { id: "first", title: "First", fields: ["title", "grant", "terms"] },
    { id: "money", title: "Money", fields: ["amount", "large", "files"] },
    { id: "grants", title: "Grants", fields: ["payee"] },
    { id: "more", title: "More", fields: ["remarks"] },
  ],
  layout: [{ block: "rule" }],
  stages: [{ id: "decide", kind: "decide", by: { post: "pcc" } }],
};
const [first, money, grants] = FORM.sections as [
  Form["sections"][0],
  Form["sections"][0],
  Form["sections"][0],
];
const context = { office: OFFICE, form: FORM };
const FILES = [{ name: "a.pdf", sha256: "0".repeat(64), size: 1, type: "application/pdf" }];

const ids = (fields: { id: string }[]) => fields.map((f) => f.id);
const states = (answers: Answers) =>
  Object.fromEntries(progressOf(OFFICE, FORM, answers).map((p) => [p.section.id, p.status]));

describe("which questions a page shows", () => {
  test("one that hangs on another of the same page is always there, and says on what", () => {
    expect(shownFields(FORM, first, {}).map((f) => f.note)).toEqual([
      undefined,
      undefined,
      "Only if “Is it a grant?” is yes",
    ]);
    expect(shownFields(FORM, money, {})[1]?.note).toBe("Only if “Amount” is over £1");
  });

  test("one that hangs on another page is there when it is asked", () => {
    expect(ids(shownFields(FORM, grants, {}))).toEqual([]);
    expect(ids(shownFields(FORM, grants, { grant: { answer: "yes" } }))).toEqual(["payee"]);
  });

  test("what is checked and printed is only what is asked", () => {
    expect(ids(askedFields(FORM, first, { grant: { answer: "no" } }))).toEqual(["title", "grant"]);
  });
});

describe("what a post makes of the draft", () => {
  const read = (draft: Answers, typed: Record<string, string>, section = first) =>
    readSection(shownFields(FORM, section, draft), typed, draft, context);

  test("this page's answers take the place of the earlier ones; the other pages' stay", () => {
    const draft: Answers = { title: "Old", grant: { answer: "yes" }, remarks: "Kept" };
    expect(read(draft, { title: "New", grant: "", terms: "T" }).answers).toEqual({
      title: "New",
      terms: "T",
      remarks: "Kept",
    });
  });

  test("what cannot be stored leaves what was stored", () => {
    const result = read({ amount: 500 }, { amount: "lots", remarks: "not of this page" }, money);
    expect(result.answers).toEqual({ amount: 500 });
    expect(result.problems).toEqual([{ id: "amount", message: "Enter the amount" }]);
    expect(result.typed.amount).toBe("lots");
  });

  test("files are not touched by a post", () => {
    expect(read({ files: FILES }, { amount: "5", "files.0.name": "other" }, money).answers).toEqual({
      amount: 500,
      files: FILES,
    });
  });

  test("the draft given is not changed", () => {
    const draft = Object.freeze({ title: "Old" });
    expect(read(draft, { title: "New" }).answers).toEqual({ title: "New" });
    expect(draft).toEqual({ title: "Old" });
  });
});

test("how far each page is", () => {
  expect(states({})).toEqual({
    first: "not-started",
    money: "optional",
    grants: "not-needed",
    more: "optional",
  });
  expect(states({ title: "T", grant: { answer: "yes" }, amount: 101, remarks: "R" })).toEqual({
    first: "in-progress",
    money: "in-progress",
    grants: "not-started",
    more: "completed",
  });
  expect(states({ title: "T", grant: { answer: "yes" }, terms: "T", amount: 100, payee: "P" })).toEqual({
    first: "completed",
    money: "completed",
    grants: "completed",
    more: "optional",
  });
});
