/** Two languages: what lacks a Welsh text is named, so that nobody reads half a page in the other language. */
import { isBilingual, wordsOf } from "../bilingual.ts";
import type { Form } from "../definition.ts";
import type { Field } from "../fields.ts";
import type { Office } from "../office.ts";
import { error, type Found, type Path, unknown, warning } from "./found.ts";

/** What the public reads first, in both languages. */
const BOTH = ["title", "summary", "publicSummary", "decision", "recommendations"];
const WRITTEN = ["line", "prose", "clauses"];

export function* checkWelsh(office: Office): Generator<Found> {
  const both = isBilingual(office);
  if (office.welsh && !both)
    yield error(["welsh"], 'This office writes in one language. Write "languages": ["en", "cy"] in its body');
  for (const [i, form] of office.forms.entries()) yield* checkForm(form, both, ["forms", i]);
  if (!both) return;
  const words = wordsOf(office);
  for (const { at, text } of words)
    if (!office.welsh?.[text]?.trim())
      yield error(at, `There is no Welsh for “${text}”. Add it to "welsh": { "${text}": "…" }`);
  const known = [...words.map(({ text }) => text), ...(office.body.contact.address ?? [])];
  for (const text of Object.keys(office.welsh ?? {}))
    if (!known.includes(text)) yield warning(["welsh", text], "The office has no such words. Take this out");
}

function* checkForm(form: Form, both: boolean, at: Path): Generator<Found> {
  const twins = new Map<string, string>();
  for (const [id, field] of Object.entries(form.fields)) {
    if (!field.welshOf) continue;
    const here = [...at, "fields", id];
    if (!both)
      yield error([...here, "welshOf"], 'Only an office with "languages": ["en", "cy"] asks for Welsh');
    if (twins.has(field.welshOf))
      yield error([...here, "welshOf"], `“${twins.get(field.welshOf)}” is the Welsh of this already`);
    twins.set(field.welshOf, id);
    yield* checkTwin(form, field, here);
  }
  if (both)
    for (const [id, field] of Object.entries(form.fields))
      if (WRITTEN.includes(field.type) && !field.welshOf && field.public !== "no" && !twins.has(id))
        yield* missing(id, field, [...at, "fields", id]);
}

function* checkTwin(form: Form, field: Field, at: Path): Generator<Found> {
  const of = form.fields[field.welshOf ?? ""];
  if (!of || of.welshOf) {
    yield error([...at, "welshOf"], unknown("field", field.welshOf ?? "", Object.keys(form.fields)));
    return;
  }
  if (!WRITTEN.includes(of.type) || of.type !== field.type)
    yield error(
      [...at, "type"],
      `Make this of type “${of.type}”: only line, prose and clauses have a Welsh of their own`,
    );
  if (of.public !== field.public)
    yield error(
      [...at, "public"],
      `Write the same "public" as in “${field.welshOf}”, or one language shows what the other hides`,
    );
  if (field.means) yield error([...at, "means"], `Take this out: it means what “${field.welshOf}” means`);
  if (
    JSON.stringify(of.required) !== JSON.stringify(field.required) ||
    JSON.stringify(of.when) !== JSON.stringify(field.when)
  )
    yield error(
      [...at, "required"],
      `Write the same "required" and "when" as in “${field.welshOf}”, or one language may be empty`,
    );
}

function* missing(id: string, field: Field, at: Path): Generator<Found> {
  const message = `Nothing asks for this in Welsh. Add a field with "welshOf": "${id}"`;
  yield field.means && BOTH.includes(field.means) ? error(at, message) : warning(at, message);
}
