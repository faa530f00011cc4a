/**
 * A filled-in record as a file: what an author answered and what each signatory then said. It is how
 * an office tries its form out, and what the sample records of a new system are played from.
 */
import * as v from "valibot";
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
});

export const ExampleSchema = v.strictObject({
  form: IdSchema,
  author: IdSchema,
  /** When it was submitted. */
  at: Instant,
  /** By field id, in stored shape: `core/form/answers.ts`. */
  answers: v.record(IdSchema, v.unknown()),
  /** Without it, everyone who is asked lets the record pass. */
  signOffs: v.optional(v.array(SignOffSchema)),
  /** Where the record stands in the end. "review" leaves it waiting for a signature. */
  expect: v.strictObject({
    state: v.picklist(["review", "decided", "published", "withheld", "withdrawn"]),
    reference: v.optional(v.string()),
  }),
});

export type Example = v.InferOutput<typeof ExampleSchema>;
