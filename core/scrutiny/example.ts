/**
 * A question to an office as a file, with what became of it: what the sample questions of a new system
 * are played from. The checker says whether it could be entered and carried out as it says.
 */
import * as v from "valibot";
import { IsoDate } from "#core/form/answers.ts";
import { error, type Found, type Path, pathInWords, unknown, warning } from "#core/form/check/found.ts";
import { explainShape } from "#core/form/check/shape.ts";
import { londonDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { KINDS } from "./item.ts";

const Words = v.pipe(
  v.string(),
  v.nonEmpty("Enter some words"),
  v.maxLength(5000, "Shorten it to 5,000 characters"),
);
const Instant = v.optional(
  v.pipe(v.string(), v.isoTimestamp("Enter a date and time with its zone, like 2024-02-12T10:30:00Z")),
);
/** The name of the file of an example record, or the number of a record. */
const RecordName = v.optional(Words);
const step = <D extends string, E extends v.ObjectEntries>(name: D, entries: E) =>
  v.strictObject({ do: v.literal(name), at: Instant, by: v.optional(Words), ...entries });

const StepSchema = v.variant("do", [
  step("publish", {}),
  step("answer", { on: IsoDate, text: Words, record: RecordName }),
  step("correct", { text: Words, record: RecordName, reason: Words, earlier: v.picklist(["keep", "hide"]) }),
  step("due", { due: IsoDate, reason: Words }),
  step("withdraw", { reason: Words }),
]);
export type QuestionStep = v.InferOutput<typeof StepSchema>;

export const QuestionExampleSchema = v.strictObject({
  /** Whoever enters it, and does each step that names nobody else: an author, or someone in governance. */
  by: Words,
  at: Instant,
  kind: v.picklist(KINDS),
  askedBy: Words,
  meeting: v.optional(Words),
  askedOn: IsoDate,
  subject: Words,
  words: Words,
  about: RecordName,
  due: IsoDate,
  confidential: v.optional(v.boolean()),
  steps: v.optional(v.array(StepSchema), []),
  expect: v.strictObject({ state: v.picklist(["open", "answered", "withdrawn"]), public: v.boolean() }),
});
export type QuestionExample = v.InferOutput<typeof QuestionExampleSchema>;

/** Takes anything. `records` are the names of the office's example records. */
export function checkQuestion(office: Office, raw: unknown, records: string[]): (Found & { path: string })[] {
  const shape = explainShape(QuestionExampleSchema, raw);
  const found = shape.length ? shape : [...checkAll(office, v.parse(QuestionExampleSchema, raw), records)];
  return found.map((f) => ({ path: pathInWords(raw, f.at), ...f }));
}

function* checkAll(office: Office, example: QuestionExample, records: string[]): Generator<Found> {
  const { askedOn, due, about, at, confidential, expect } = example;
  yield* checkPerson(office, example.by, ["by"]);
  yield* checkRecord(about, records, ["about"]);
  if (due < askedOn) yield error(["due"], "This is before it was asked");
  if (at && londonDate(at) < askedOn) yield error(["at"], "This is before it was asked");
  let state: typeof expect.state = "open";
  let open = false;
  let before = at;
  for (const [i, step] of example.steps.entries()) {
    const where: Path = ["steps", i];
    if (step.by) yield* checkPerson(office, step.by, [...where, "by"]);
    if ("record" in step) yield* checkRecord(step.record, records, [...where, "record"]);
    if (state === "withdrawn") yield error(where, "It has been withdrawn, so nothing more can be done");
    if (step.do === "answer" || step.do === "due") {
      if (state === "answered")
        yield error(where, "It has been answered. Write “correct” to change the answer");
    }
    if (step.do === "correct" && state === "open") yield error(where, "There is no answer to correct yet");
    if (step.do === "publish" && confidential)
      yield error(where, "It was put in confidence, so it cannot be published");
    if (step.do === "due" && step.due < askedOn)
      yield error([...where, "due"], "This is before it was asked");
    if (step.do === "answer") {
      if (step.on < askedOn) yield error([...where, "on"], "This is before it was asked");
      if (step.at && step.on > londonDate(step.at))
        yield error([...where, "on"], "This is after it was entered");
    }
    if (step.at && before && step.at < before)
      yield warning([...where, "at"], "This is before what stands above it");
    before = step.at ?? before;
    if (step.do === "publish") open = true;
    if (step.do === "answer") state = "answered";
    if (step.do === "withdraw") state = "withdrawn";
  }
  if (expect.state !== state) yield error(["expect", "state"], `After these steps it is ${state}`);
  if (expect.public !== open)
    yield error(["expect", "public"], `After these steps it is ${open ? "" : "not "}public`);
}

function* checkPerson(office: Office, id: string, at: Path): Generator<Found> {
  const people = office.people ?? [];
  const person = people.find((p) => p.id === id);
  const ids = people.map((p) => p.id);
  if (!person) yield error(at, unknown("person", id, ids));
  else if (!person.roles?.some((role) => role === "author" || role === "governance"))
    yield error(at, "Only authors and governance deal with questions");
}

/** A number has a digit in it, and cannot be known before the records are played. */
function* checkRecord(name: string | undefined, records: string[], at: Path): Generator<Found> {
  if (name && !/\d/.test(name) && !records.includes(name))
    yield error(at, unknown("example record", name, records));
}
