/**
 * The fields of a form and the pages they are asked on: each is asked once, kept, and used; ids are
 * unique; a meaning stands on one field, of a type that can carry it.
 */
import type { Form } from "../definition.ts";
import type { Field } from "../fields.ts";
import { MEANINGS } from "../meaning.ts";
import { asks, type Rule } from "../rules.ts";
import { error, type Found, type Path, repeated, unknown, warning } from "./found.ts";
import { everyBlock, placeholders } from "./layout.ts";
import { checkRule } from "./rules.ts";

export function* checkFields(form: Form, posts: string[], at: Path): Generator<Found> {
  yield* checkSections(form, at);
  yield* checkMeanings(form, at);
  for (const [id, field] of Object.entries(form.fields)) {
    const here = [...at, "fields", id];
    yield* checkChoices(field, here);
    if (field.type === "maker")
      for (const [i, post] of field.posts.entries())
        if (!posts.includes(post)) yield error([...here, "posts", i], unknown("post", post, posts));
    if (field.when) yield* checkWhen(form, id, field.when, here);
    if (typeof field.required === "object") yield* checkRule(form, field.required, [...here, "required"]);
  }
  yield* checkUse(form, at);
}

function* checkSections(form: Form, at: Path): Generator<Found> {
  for (const { index, value } of repeated(form.sections, (s) => s.id))
    yield error(
      [...at, "sections", index, "id"],
      `Another section has the id “${value}”. Write a different one`,
    );
  const asked = new Map<string, string>();
  for (const [s, section] of form.sections.entries())
    for (const [f, id] of section.fields.entries()) {
      const here = [...at, "sections", s, "fields", f];
      if (!form.fields[id]) yield error(here, unknown("field", id, Object.keys(form.fields)));
      else if (asked.has(id))
        yield error(here, `“${id}” is already asked in “${asked.get(id)}”. Ask it once`);
      else asked.set(id, section.title);
    }
  const commented = form.stages.flatMap((s) => s.comment?.into ?? []);
  for (const id of Object.keys(form.fields))
    if (!asked.has(id) && !commented.includes(id))
      yield error([...at, "fields", id], `No section asks this. Add "${id}" to the fields of a section`);
}

function* checkMeanings(form: Form, at: Path): Generator<Found> {
  const bearers = Object.entries(form.fields).flatMap(([id, f]) =>
    f.means ? [{ id, field: f, means: f.means }] : [],
  );
  for (const { index, value } of repeated(bearers, (b) => b.means)) {
    const first = bearers.find((b) => b.means === value)?.id;
    yield error(
      [...at, "fields", bearers[index]?.id ?? "", "means"],
      `“${first}” already means “${value}”. Only one field of a form can`,
    );
  }
  for (const { id, field, means } of bearers) {
    const types: readonly string[] = MEANINGS[means];
    if (!types.includes(field.type))
      yield error(
        [...at, "fields", id, "means"],
        `A field of type “${field.type}” cannot mean “${means}”. Use type ${types.join(" or ")}`,
      );
  }
  const [withheld] = Object.entries(form.fields).find(([, f]) => f.public === "withheld") ?? [];
  if (withheld && !bearers.some((b) => b.means === "withholding"))
    yield error(
      [...at, "fields", withheld, "public"],
      'What is withheld needs a ground. Add a field of type "withholding" with "means": "withholding"',
    );
  if (!bearers.some((b) => b.means === "title"))
    yield error([...at, "fields"], 'Give the field that is the title of the record "means": "title"');
  if (
    form.kind === "decision" &&
    !bearers.some((b) => b.means === "decision" || b.means === "recommendations")
  )
    yield warning(
      [...at, "fields"],
      'Give the field that holds the decision "means": "decision", or "means": "recommendations"',
    );
}

function* checkChoices(field: Field, at: Path): Generator<Found> {
  for (const list of ["options", "rows", "columns"] as const) {
    const items = (field as unknown as Record<string, unknown>)[list];
    if (!Array.isArray(items) || typeof items[0] !== "object") continue;
    for (const { index, value } of repeated(items as { id: string }[], (c) => c.id))
      yield error([...at, list, index, "id"], `“${value}” is used twice. Write a different id`);
  }
  if (field.type === "matrix" && field.detail) {
    const columns = field.columns.map((c) => c.id);
    if (!columns.includes(field.detail.column))
      yield error([...at, "detail", "column"], unknown("column", field.detail.column, columns));
  }
}

/** A question may depend only on what has been asked by then. */
function* checkWhen(form: Form, id: string, rule: Rule, at: Path): Generator<Found> {
  const here = [...at, "when"];
  yield* checkRule(form, rule, here);
  const page = (field: string) => form.sections.findIndex((s) => s.fields.includes(field));
  for (const path of asks(rule).fields) {
    const asked = path.split(".")[0] ?? "";
    if (asked === id) yield error(here, "This asks about its own answer, so it would never be asked");
    else if (form.fields[asked] && page(asked) > page(id))
      yield warning(here, `This depends on “${asked}”, which is asked on a later page. Move one of them`);
  }
  if (form.fields[id]?.means === "title") yield error(here, "Every record needs its title. Remove this rule");
}

/** A field must be printed, or mean something, or be asked about by a rule. */
function* checkUse(form: Form, at: Path): Generator<Found> {
  const blocks = [...everyBlock(form.layout)];
  const rules = [
    ...Object.values(form.fields).flatMap((f) => [f.when, f.required]),
    ...form.stages.map((s) => s.when),
    ...blocks.map(({ block }) => (block.block === "group" ? block.when : undefined)),
  ].filter((r): r is Rule => typeof r === "object");
  const printed = (id: string) =>
    blocks.some(
      ({ block }) =>
        (block.block === "field" && block.field === id) ||
        (block.block === "facts" &&
          block.rows.some((r) => r.value.show === "field" && r.value.field === id)) ||
        placeholders(block).includes(id),
    );
  const used = new Set([
    ...rules.flatMap((r) => asks(r).fields.map((path) => path.split(".")[0])),
    ...form.stages
      .flatMap((s) => [s.by].flat())
      .map((by) => ("maker" in by ? by.maker : "email" in by ? by.email : "")),
  ]);
  for (const [id, field] of Object.entries(form.fields)) {
    if (printed(id)) {
      yield* checkHidden(form, id, field, at);
      continue;
    }
    if (!field.means && !field.welshOf && !used.has(id))
      yield warning(
        [...at, "fields", id],
        "This is asked and never used. Print it in the layout, or say what it means",
      );
  }
}

/** An answer that must be given, and then is printed only now and then, would surprise its author. */
function* checkHidden(form: Form, id: string, field: Field, at: Path): Generator<Found> {
  if (field.required !== true || field.when) return;
  const places = [...everyBlock(form.layout)].filter(
    ({ block }) => block.block === "field" && block.field === id,
  );
  if (places.length > 0 && places.every((p) => p.groups.some((rule) => !asks(rule).fields.includes(id))))
    yield warning(
      [...at, "fields", id, "required"],
      'This must be answered, but is printed only when a rule holds. Give it the same rule as its "when"',
    );
}
