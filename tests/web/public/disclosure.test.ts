import { describe, expect, test } from "vitest";
import type { Answer, Answers } from "#core/form/answers.ts";
import { formatMoney } from "#core/form/money.ts";
import { findField } from "#core/form/reading.ts";
import type { RecordView } from "#core/record/view.ts";
import { decided, EXAMPLES, publicationOf } from "#tests/notice/published.ts";
import { publicFilesFor } from "#web/public/files.tsx";

const CANARY = "zqcanary";
const PENCE = 987_654_321_07;
const TRACES = [
  CANARY,
  String(PENCE),
  (PENCE / 100).toFixed(2),
  formatMoney(PENCE),
  "1987-06-05",
  "5 June 1987",
];
const ALL = Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[];

/** The same answer with every word, sum and date of it replaced by a canary. */
function canary(answer: unknown): unknown {
  if (typeof answer === "number") return PENCE;
  if (typeof answer === "string") return /^\d{4}-\d\d-\d\d$/.test(answer) ? "1987-06-05" : CANARY;
  if (Array.isArray(answer)) return answer.map(canary);
  if (answer && typeof answer === "object")
    return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, canary(value)]));
  return answer;
}

function traces(view: RecordView): string[] {
  const files = publicFilesFor(publicationOf(view, [], { pdf: undefined }));
  expect(files.length).toBeGreaterThan(8);
  return files.flatMap((file) => {
    const text = `${file.key}\n${file.body}`.toLowerCase();
    return TRACES.filter((trace) => text.includes(trace.toLowerCase())).map(
      (trace) => `${file.key}: ${trace}`,
    );
  });
}

/** The words of these types are free: an option, a yes or a tick is one of the form's own words. */
const FREE = [
  "line",
  "prose",
  "clauses",
  "date",
  "period",
  "money",
  "person",
  "organisation",
  "funding",
  "options",
  "conditions",
];
const freeFields = (view: RecordView) =>
  Object.entries(view.form.fields).filter(
    ([id, f]) => FREE.includes(f.type) && view.answers[id] !== undefined,
  );

describe.each(ALL)("what %s withholds is in no public file", (of) => {
  test("one field after another withheld by the record", () => {
    const view = decided(of);
    const withholding = findField(view.form, "withholding")?.id;
    const fields = freeFields(view);
    expect(fields.length).toBeGreaterThan(4);
    for (const [id] of withholding ? fields : []) {
      const secret: Answers = {
        ...view.answers,
        [id]: canary(view.answers[id]) as Answer,
        [withholding!]: { withheld: "yes", parts: [id], ground: "foia-43", reason: CANARY },
      };
      expect(traces({ ...view, answers: secret }), id).toEqual([]);
    }
  });

  test("one field after another that the form never makes public", () => {
    const view = decided(of);
    for (const [id, field] of freeFields(view)) {
      const fields = { ...view.form.fields, [id]: { ...field, public: "no" as const } };
      const answers: Answers = { ...view.answers, [id]: canary(view.answers[id]) as Answer };
      expect(traces({ ...view, form: { ...view.form, fields }, answers }), id).toEqual([]);
    }
  });

  test("the whole record, every field a canary", () => {
    const view = decided(of);
    const secret = Object.fromEntries(
      freeFields(view).map(([id]) => [id, canary(view.answers[id])]),
    ) as Answers;
    expect(traces({ ...view, state: "withheld", answers: { ...view.answers, ...secret } })).toEqual([]);
  });

  test("emails of people, the reason for withholding, and attachments that are not public", () => {
    const view = decided(of);
    const answers: Answers = { ...view.answers };
    for (const [id, field] of Object.entries(view.form.fields)) {
      if (field.type === "person") answers[id] = [{ name: "A", role: "B", email: `${CANARY}@example.org` }];
      if (field.type === "withholding")
        answers[id] = {
          withheld: "yes",
          parts: ["lead"],
          ground: "foia-43",
          reason: CANARY,
          safeTitle: "A safe title",
        };
      if (field.type === "attachments")
        answers[id] = [{ name: CANARY, sha256: "c".repeat(64), size: 1, type: "application/pdf" }];
    }
    expect(traces({ ...view, answers })).toEqual([]);
  });
});

test("the canaries are seen where nothing is withheld: this test can fail", () => {
  const view = decided("decision");
  const secret = Object.fromEntries(
    freeFields(view).map(([id]) => [id, canary(view.answers[id])]),
  ) as Answers;
  const found = traces({ ...view, answers: { ...view.answers, ...secret } });
  expect(new Set(found.map((f) => f.split(": ")[1]))).toEqual(
    new Set([CANARY, formatMoney(PENCE), (PENCE / 100).toFixed(2), "1987-06-05", "5 June 1987"]),
  );
});

test("a marking that asks for care stands in no public file", () => {
  const view = decided("marked");
  for (const marking of ["Official-Sensitive", "OFFICIAL-SENSITIVE"]) {
    const files = publicFilesFor(publicationOf({ ...view, answers: { ...view.answers, marking } }));
    for (const file of files) expect(file.body.toLowerCase(), file.key).not.toContain(marking.toLowerCase());
  }
});
