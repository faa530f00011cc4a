/** A form of one page, and what validation says of a single field in it. */
import type { Answers } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import type { Field } from "#core/form/fields.ts";
import { validateAnswers } from "#core/form/validate.ts";
import { OFFICE } from "#tests/web/fields/generated.ts";

export function formOf(fields: Record<string, Field>): Form {
  return {
    id: "form",
    title: "Form",
    kind: "decision",
    fields,
    sections: [{ id: "all", title: "All", fields: Object.keys(fields) }],
    layout: [{ block: "rule" }],
    stages: [{ id: "decide", kind: "decide", by: { post: "pcc" } }],
  };
}

/** "path: message" for each problem of a field called `x`. */
export const problemsIn = (field: Field, answer?: unknown) =>
  validateAnswers(formOf({ x: field }), (answer === undefined ? {} : { x: answer }) as Answers, OFFICE).map(
    (p) => `${p.id}: ${p.message}`,
  );
