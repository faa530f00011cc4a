/**
 * Records with something to hide: an example whose words in some fields carry a canary, a string that
 * stands nowhere else, so that a test can say where those words went.
 */
import type { Answers } from "#core/form/answers.ts";
import type { Example } from "#core/form/example.ts";
import type { Field, FieldType } from "#core/form/fields.ts";
import { getForm, type Office } from "#core/form/office.ts";
import { findField } from "#core/form/reading.ts";

/** Types whose answers are what someone wrote, and not a choice among the form's own words. */
const WRITTEN: FieldType[] = [
  "line",
  "prose",
  "clauses",
  "person",
  "organisation",
  "funding",
  "conditions",
  "links",
  "options",
];
/** Choices inside answers that are otherwise written. */
const CHOSEN = ["to", "relation", "status", "url", "year"];

export function canary(field: string): string {
  return `CANARY-${field}`;
}

export function isWritten(field: Field): boolean {
  return WRITTEN.includes(field.type);
}

/** A text without its hashes and ids, in which any few digits may stand by chance. */
export function withoutHashes(text: string): string {
  return text.replace(/[\w+/=-]{20,}/g, "");
}

/** The example withheld as `withholding` says, with a canary in every written answer of these fields. */
export function secretive(
  office: Office,
  example: Example,
  fields: string[],
  withholding: Answers[string],
): Example {
  const form = getForm(office, example.form);
  const own = findField(form, "withholding")?.id ?? "";
  const answers = Object.entries(example.answers).map(([id, answer]) => [
    id,
    fields.includes(id) && isWritten(form.fields[id]!) ? marked(answer, canary(id)) : answer,
  ]);
  return { ...example, answers: { ...Object.fromEntries(answers), [own]: withholding } };
}

function marked(value: unknown, canary: string, key = ""): unknown {
  if (typeof value === "string") return CHOSEN.includes(key) ? value : `${canary} ${value}`;
  if (Array.isArray(value)) return value.map((item) => marked(item, canary));
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, marked(v, canary, k)]));
}
