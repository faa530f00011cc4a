/**
 * The checker of filled-in records: whether a record file could be typed in, submitted and signed
 * exactly as it says, under the office's own form.
 */
import * as v from "valibot";
import type { Answers } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import { type Example, ExampleSchema } from "#core/form/example.ts";
import type { Office } from "#core/form/office.ts";
import { askedAnswers, parseAnswers, validateAnswers } from "#core/form/validate.ts";
import { makePlan, outcomesOf } from "#core/signoff/plan.ts";
import { londonDate } from "../dates.ts";
import { error, type Found, type Path, pathInWords, unknown, warning } from "./found.ts";
import { explainShape } from "./shape.ts";

type Placed = Found & { path: string };

/** Takes anything. `now` (an ISO instant) stands for the times that the record leaves out. */
export function checkExample(office: Office, raw: unknown, now: string): Placed[] {
  const shape = explainShape(ExampleSchema, raw);
  const found = shape.length ? shape : [...checkRecord(office, v.parse(ExampleSchema, raw), now)];
  return found.map((f) => ({ path: pathInWords(raw, f.at), ...f }));
}

function* checkRecord(office: Office, example: Example, now: string): Generator<Found> {
  const form = office.forms.find((f) => f.id === example.form);
  const people = (office.people ?? []).map((p) => p.id);
  if (!form) {
    yield error(
      ["form"],
      unknown(
        "form",
        example.form,
        office.forms.map((f) => f.id),
      ),
    );
    return;
  }
  if (!people.includes(example.author)) yield error(["author"], unknown("person", example.author, people));
  const { answers, problems } = parseAnswers(form, example.answers);
  for (const p of [...problems, ...validateAnswers(form, answers, office)])
    yield error(["answers", ...p.id.split(".")], p.message);
  yield* checkScript(office, form, example);
  yield* checkSignOffs(office, form, askedAnswers(form, answers), example, now);
  if (example.expect.reference && !form.series)
    yield error(["expect", "reference"], "This form has no series, so the record gets no number");
}

function* checkSignOffs(
  office: Office,
  form: Form,
  answers: Answers,
  example: Example,
  now: string,
): Generator<Found> {
  const { plan, problems } = makePlan(office, form, answers, example.author, londonDate(example.at ?? now));
  for (const problem of problems) yield error(["answers"], problem);
  let before = example.at;
  for (const [i, sign] of (example.signOffs ?? []).entries()) {
    const at: Path = ["signOffs", i];
    const stage = form.stages.find((s) => s.id === sign.stage);
    const planned = plan.stages.find((s) => s.stage === sign.stage);
    if (!stage) {
      yield error(
        [...at, "stage"],
        unknown(
          "stage",
          sign.stage,
          form.stages.map((s) => s.id),
        ),
      );
      continue;
    }
    if (!planned) yield error(at, "This stage is not needed for these answers. Remove it");
    else if (!planned.slots.some((slot) => slot.person === sign.by || slot.person === `mail:${sign.by}`))
      yield error(
        [...at, "by"],
        `“${sign.by}” is not asked here. It goes to ${planned.slots.map((s) => s.person).join(", ")}`,
      );
    const outcomes = outcomesOf(stage);
    const outcome = outcomes.find((o) => o.id === sign.outcome);
    if (!outcome)
      yield error(
        [...at, "outcome"],
        unknown(
          "outcome",
          sign.outcome,
          outcomes.map((o) => o.id),
        ),
      );
    if (outcome?.reason && !sign.reason) yield error(at, "Add “reason”: this outcome needs one");
    yield* checkChoice(stage, sign, at);
    if (sign.at && before && sign.at < before)
      yield warning([...at, "at"], "This is before what stands above it");
    before = sign.at ?? before;
  }
}

/** Who and what a script names is there. What may then be done, its playing shows. */
function* checkScript(office: Office, form: Form, { script = [], signOffs }: Example): Generator<Found> {
  if (script.length && signOffs) yield error(["script"], "Write “script” or “signOffs”, not both");
  const people = (office.people ?? []).map((p) => p.id);
  const stages = form.stages.map((s) => s.id);
  for (const [i, step] of script.entries()) {
    const at: Path = ["script", i];
    for (const [name, value] of Object.entries(step)) {
      const isPerson = ["by", "to", "from", "brought", "confirmed"].includes(name);
      if (isPerson && !people.includes(String(value)) && !String(value).includes("@"))
        yield error([...at, name], unknown("person", String(value), people));
    }
    if (!("stage" in step)) continue;
    const stage = form.stages.find((s) => s.id === step.stage);
    if (!stage) yield error([...at, "stage"], unknown("stage", step.stage, stages));
    else if ("outcome" in step) {
      const outcomes = outcomesOf(stage);
      const outcome = outcomes.find((o) => o.id === step.outcome);
      const ids = outcomes.map((o) => o.id);
      if (!outcome) yield error([...at, "outcome"], unknown("outcome", step.outcome, ids));
      if (outcome?.reason && !step.reason) yield error(at, "Add “reason”: this outcome needs one");
      yield* checkChoice(stage, step, at);
    }
  }
}

function* checkChoice(
  stage: Form["stages"][number],
  sign: NonNullable<Example["signOffs"]>[number],
  at: Path,
): Generator<Found> {
  const passes =
    sign.outcome === "approve" || sign.outcome === "note" || sign.outcome === "approve-with-changes";
  const choices = stage.alternatives?.one.map((a) => a.id);
  if (choices && passes && !choices.includes(sign.alternative ?? ""))
    yield error(at, `Add “alternative”: one of ${choices.join(", ")}`);
  if (stage.comment?.required && passes && !sign.comment)
    yield error(at, "Add “comment”: this stage needs one");
}
