/**
 * A filled-in record as a file: what an author answered and what each signatory then said. It is how
 * an office tries its form out, and what the sample records of a new system are played from.
 */
import * as v from "valibot";
import { IsoDate } from "./answers.ts";
import { OUTCOMES } from "./definition.ts";
import { IdSchema } from "./fields.ts";

/** Absent where it happens when the record is played. */
const Instant = v.optional(
  v.pipe(v.string(), v.isoTimestamp("Enter a date and time with its zone, like 2024-02-12T10:30:00Z")),
);

const SignOffSchema = v.strictObject({
  stage: IdSchema,
  /** The id of the person, as in the office's people; the address of someone outside it. */
  by: v.pipe(v.string(), v.nonEmpty("Enter the id of a person")),
  at: Instant,
  outcome: v.picklist(OUTCOMES),
  alternative: v.optional(IdSchema),
  comment: v.optional(v.string()),
  reason: v.optional(v.string()),
  /** By index of the list of recommendations; without it, all as the outcome. */
  clauses: v.optional(v.record(v.string(), v.picklist(["approve", "refuse"]))),
});

const By = v.pipe(v.string(), v.nonEmpty("Enter the id of a person"));
const Text = v.pipe(v.string(), v.nonEmpty("Enter some words"));
const step = <D extends string, E extends v.ObjectEntries>(name: D, entries: E) =>
  v.strictObject({ do: v.literal(name), at: Instant, ...entries });

/** What somebody does with a record after it was first submitted. Without `by`, the author does it. */
export const StepSchema = v.variant("do", [
  step("sign", SignOffSchema.entries),
  step("sign-on-paper", {
    ...SignOffSchema.entries,
    /** The date on the paper; without it, that of the step. */
    on: v.optional(IsoDate),
    brought: By,
    confirmed: By,
  }),
  step("recuse", { stage: IdSchema, by: By, reason: Text }),
  step("ask", { stage: IdSchema, by: By, question: Text }),
  step("answer", { answer: Text }),
  step("pass-on", { stage: IdSchema, by: By, to: By, reason: v.optional(Text) }),
  step("give", { stage: IdSchema, from: By, to: By, by: By, reason: Text }),
  step("pause", { by: v.optional(By), reason: Text }),
  step("resume", { by: v.optional(By) }),
  step("withdraw", { by: v.optional(By), reason: Text }),
  /** The author changes these answers and submits it again. */
  step("change", { answers: v.record(IdSchema, v.unknown()) }),
  step("publish", { by: By }),
]);

export const ExampleSchema = v.strictObject({
  form: IdSchema,
  author: IdSchema,
  /** When it was submitted. */
  at: Instant,
  /** By field id, in stored shape: `core/form/answers.ts`. */
  answers: v.record(IdSchema, v.unknown()),
  /** Without it, everyone who is asked lets the record pass. */
  signOffs: v.optional(v.array(SignOffSchema)),
  /** In place of `signOffs`: everything that happens, in order. */
  script: v.optional(v.pipe(v.array(StepSchema), v.minLength(1))),
  /** Where the record stands in the end. "review" leaves it waiting for a signature. */
  expect: v.strictObject({
    state: v.picklist(["draft", "review", "decided", "published", "withheld", "withdrawn"]),
    reference: v.optional(v.string()),
    outcome: v.optional(v.picklist(OUTCOMES)),
  }),
});

export type Example = v.InferOutput<typeof ExampleSchema>;
export type Step = v.InferOutput<typeof StepSchema>;
