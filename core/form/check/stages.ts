/**
 * The stages of a form: everyone who is asked can be found, what they sign is complete in every
 * outcome, and the last of them takes the decision (or, for a report or a notice, lets it go out).
 */
import type { By, Form, Stage } from "../definition.ts";
import { error, type Found, type Path, repeated, unknown, warning } from "./found.ts";
import { checkRule } from "./rules.ts";

export function* checkStages(form: Form, posts: string[], at: Path): Generator<Found> {
  const here = [...at, "stages"];
  for (const { index, value } of repeated(form.stages, (s) => s.id))
    yield error([...here, index, "id"], `Another stage has the id “${value}”. Write a different one`);
  yield* checkEnding(form, here);
  for (const [i, stage] of form.stages.entries()) {
    const place = [...here, i];
    yield* checkBy(form, stage, posts, place);
    if (stage.when) yield* checkRule(form, stage.when, [...place, "when"]);
    yield* checkBeside(form, stage, i, place);
    yield* checkOutcomes(stage, place);
    yield* checkAlternatives(stage, place);
    yield* checkComment(form, stage, place);
    yield* checkEach(form, stage, place);
  }
}

function* checkEnding(form: Form, here: Path): Generator<Found> {
  const end = form.kind === "decision" ? "decide" : "release";
  const other = end === "decide" ? "release" : "decide";
  const last = form.stages.length - 1;
  const lastStage = form.stages[last];
  for (const [i, stage] of form.stages.entries())
    if (stage.kind === other)
      yield error(
        [...here, i, "kind"],
        other === "decide"
          ? `A ${form.kind} takes no decision. Use "release", or make the form's kind "decision"`
          : 'A decision ends when it is taken. Use "decide"',
      );
  if (lastStage?.kind !== end)
    yield error(
      [...here, last, "kind"],
      end === "decide"
        ? 'The last stage of a decision must be of kind "decide": someone has to take it'
        : `The last stage of a ${form.kind} must be of kind "release": someone has to let it go out`,
    );
  else if (lastStage.when)
    yield warning(
      [...here, last, "when"],
      "Where this rule does not hold, no one is left to finish the record",
    );
}

function* checkBy(form: Form, stage: Stage, posts: string[], at: Path): Generator<Found> {
  const all: By[] = Array.isArray(stage.by) ? stage.by : [stage.by];
  for (const [i, by] of all.entries()) {
    const here = Array.isArray(stage.by) ? [...at, "by", i] : [...at, "by"];
    if ("post" in by && !posts.includes(by.post))
      yield error([...here, "post"], unknown("post", by.post, posts));
    if ("maker" in by) yield* checkByField(form, by.maker, "maker", [...here, "maker"]);
    if ("email" in by) yield* checkByField(form, by.email, "person", [...here, "email"]);
  }
  if (typeof stage.need === "number" && stage.need > all.length)
    yield error(
      [...at, "need"],
      `Only ${all.length} ${all.length === 1 ? "is" : "are"} asked. Write ${all.length} or fewer`,
    );
}

function* checkByField(form: Form, id: string, type: "maker" | "person", at: Path): Generator<Found> {
  const field = form.fields[id];
  const known = Object.entries(form.fields).flatMap(([k, f]) => (f.type === type ? [k] : []));
  if (!field) yield error(at, unknown(`field of type “${type}”`, id, known));
  else if (field.type !== type)
    yield error(at, `“${id}” is of type “${field.type}”. Name a field of type “${type}”`);
  else if (field.type === "person" && !field.contact)
    yield error(at, `“${id}” asks no email address. Add "contact": true to it`);
  else if (field.required !== true)
    yield warning(
      at,
      `“${id}” can be left empty, and then no one could be asked. Add "required": true to it`,
    );
}

function* checkBeside(form: Form, stage: Stage, i: number, at: Path): Generator<Found> {
  if (stage.beside === undefined) return;
  const before = form.stages.slice(0, i).map((s) => s.id);
  if (before.includes(stage.beside)) return;
  const later = form.stages.some((s) => s.id === stage.beside);
  yield error(
    [...at, "beside"],
    later
      ? `“${stage.beside}” must stand before this stage. Change their order`
      : unknown("stage before this one", stage.beside, before),
  );
}

/** Said of a draft that goes back, so never printed. */
const UNPRINTED = ["return", "defer"];

function* checkOutcomes(stage: Stage, at: Path): Generator<Found> {
  const outcomes = stage.outcomes ?? [];
  for (const { index, value } of repeated(outcomes, (o) => o.id))
    yield error([...at, "outcomes", index], `“${value}” is given twice`);
  if (stage.outcomes && !outcomes.some((o) => ["approve", "approve-with-changes", "note"].includes(o.id)))
    yield error([...at, "outcomes"], "No outcome lets the record go on. Add “approve”, or “note”");
  const speaks = stage.statement?.includes("{outcome}");
  const unknownWords = [...(stage.statement ?? "").matchAll(/\{([^{}]*)\}/g)].filter(
    (m) => m[1] !== "outcome",
  );
  for (const [word] of unknownWords)
    yield error(
      [...at, "statement"],
      `A statement can hold {outcome} and nothing else in { }. It holds ${word}`,
    );
  if (speaks && !stage.outcomes)
    yield error([...at, "statement"], "Add “outcomes”, each with the words that stand for {outcome}");
  for (const [i, outcome] of outcomes.entries()) {
    if (speaks && !outcome.says && !UNPRINTED.includes(outcome.id))
      yield error([...at, "outcomes", i], "Add “says”: the words that stand for {outcome} in the statement");
    if (!speaks && outcome.says)
      yield warning(
        [...at, "outcomes", i, "says"],
        "This is printed only where the statement holds {outcome}",
      );
  }
  if (!stage.statement && stage.kind !== "consult")
    yield warning(at, "Add “statement”: the words that the signatory puts their name to");
}

function* checkAlternatives({ alternatives }: Stage, at: Path): Generator<Found> {
  if (!alternatives) return;
  const all = [...alternatives.one, ...(alternatives.and ?? [])];
  for (const { value } of repeated(all, (a) => a.id))
    yield error([...at, "alternatives"], `Two alternatives have the id “${value}”. Write a different one`);
}

function* checkComment(form: Form, stage: Stage, at: Path): Generator<Found> {
  if (stage.kind === "consult" && !stage.comment)
    yield warning(
      at,
      "A consult stage asks for a comment. Add “comment”, and “into”: the field where it is printed",
    );
  const into = stage.comment?.into;
  if (!into) return;
  const field = form.fields[into];
  const prose = Object.entries(form.fields).flatMap(([id, f]) => (f.type === "prose" ? [id] : []));
  const here = [...at, "comment", "into"];
  if (!field) yield error(here, unknown("field", into, prose));
  else if (field.type !== "prose")
    yield error(
      here,
      `A comment is printed in a field of type “prose”. “${into}” is of type “${field.type}”`,
    );
}

function* checkEach(form: Form, { each }: Stage, at: Path): Generator<Found> {
  if (!each) return;
  const clauses = Object.entries(form.fields).flatMap(([id, f]) => (f.type === "clauses" ? [id] : []));
  if (!clauses.includes(each))
    yield error([...at, "each"], unknown("field of type “clauses”", each, clauses));
}
