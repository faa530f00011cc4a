/**
 * Fields: what a form asks. Each type is a small valibot object; `core/form/answers.ts` holds the
 * shape of the answer that each type stores. Ids never change once published, labels may.
 */
import * as v from "valibot";
import { MeaningSchema } from "./meaning.ts";
import { RuleSchema } from "./rules.ts";

const Id = v.pipe(
  v.string(),
  v.regex(
    /^[a-z][a-zA-Z0-9-]*$/,
    "Use a short id: letters, digits and hyphens, starting with a small letter",
  ),
);
const Words = v.pipe(v.string(), v.nonEmpty("Enter some words"));
const Choice = v.strictObject({ id: Id, label: Words, hint: v.optional(Words) });

/** What every field has. */
const base = {
  /** The question, as the officer sees it and (unless `print` says otherwise) as the paper prints it. */
  label: Words,
  /** The label as printed on the paper, exactly, with its colon; where absent, the question as it stands. */
  print: v.optional(v.string()),
  /** Words printed after the label: "(Must include comments of …)". */
  note: v.optional(Words),
  /** Help under the question. Never printed. */
  hint: v.optional(Words),
  /** `true`, or the rule that makes an answer required. */
  required: v.optional(v.union([v.boolean(), RuleSchema])),
  /** Asked, kept and printed only while the rule holds. */
  when: v.optional(RuleSchema),
  /**
   * "no": never leaves the restricted document. "withheld": nor does this, but the public paper says at its
   * place that it is withheld, and why. "decided": the record's withholding answer says. Default "yes".
   */
  public: v.optional(v.picklist(["yes", "no", "decided", "withheld"])),
  means: v.optional(MeaningSchema),
  /** The field that this one says in Welsh: asked beside it, and in its place in the Welsh text. */
  welshOf: v.optional(Id),
};

const field = <T extends string, E extends v.ObjectEntries>(type: T, entries: E) =>
  v.strictObject({ type: v.literal(type), ...base, ...entries });

const max = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200_000)));

export const FieldSchema = v.variant("type", [
  /** One line of text. `max` characters, default 200. */
  field("line", { max }),
  /** Limited Markdown: paragraphs, emphasis, nested lists, links, tables. `max` characters, default 50,000. */
  field("prose", { max, rows: v.optional(v.number()) }),
  /** An ordered list each item of which can be approved by itself. `lead` is printed before: "That:". */
  field("clauses", { lead: v.optional(Words), max }),
  field("date", {}),
  /** From and to (civil dates, inclusive) and the words used for the length. */
  field("period", {}),
  field("money", {}),
  /** A person, or several: name and/or role. `contact` asks an email, kept restricted. */
  field("person", {
    many: v.optional(v.boolean()),
    name: v.optional(v.picklist(["required", "optional", "none"])),
    role: v.optional(v.picklist(["required", "optional", "none"])),
    contact: v.optional(v.boolean()),
  }),
  field("organisation", { many: v.optional(v.boolean()) }),
  field("choice", { options: v.pipe(v.array(Choice), v.minLength(2)) }),
  field("choices", { options: v.pipe(v.array(Choice), v.minLength(1)) }),
  /** Yes or no; `detail` says for which answer more words are asked. */
  field("yesno", {
    detail: v.optional(v.picklist(["yes", "no", "either"])),
    detailLabel: v.optional(Words),
    detailRequired: v.optional(v.boolean()),
  }),
  /** Fixed rows, each answered yes or no in every column (usually one: "considered"). */
  field("matrix", {
    columns: v.pipe(v.array(Choice), v.minLength(1)),
    rows: v.pipe(v.array(Choice), v.minLength(1)),
    /** A detail asked per row when the named column has the named answer. */
    detail: v.optional(
      v.strictObject({
        column: Id,
        is: v.picklist(["yes", "no"]),
        label: Words,
        required: v.optional(v.boolean()),
      }),
    ),
    /** How the paper shows it: two boxes per row, or the word. Default "boxes". */
    show: v.optional(v.picklist(["boxes", "words"])),
  }),
  /** Numbers in rows and columns, with a unit. */
  field("grid", {
    rowHeading: v.optional(Words),
    rows: v.pipe(v.array(Choice), v.minLength(1)),
    columns: v.pipe(v.array(Choice), v.minLength(1)),
    unit: v.optional(Words),
    decimals: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))),
  }),
  /** Where money comes from and to whom it goes. Totals are computed, never typed; a stated total is kept beside. */
  field("funding", {
    sources: v.optional(v.boolean()),
    awards: v.optional(v.boolean()),
    statedTotal: v.optional(v.boolean()),
    /** Optional columns that this form asks. */
    columns: v.optional(
      v.array(
        v.picklist([
          "status",
          "members",
          "payee",
          "purpose",
          "power",
          "year",
          "retained",
          "ofWhich",
          "value",
        ]),
      ),
    ),
  }),
  /** Options appraisal. */
  field("options", { columns: v.optional(v.array(v.picklist(["cost", "risks", "outcome", "preferred"]))) }),
  /** Conditions of an award: each a sentence, with the body it binds where named. */
  field("conditions", { lead: v.optional(Words) }),
  /** Other records: our own, another office's, a legacy number, or anything with an address. */
  field("links", {}),
  /** One of the office's markings. */
  field("marking", {}),
  /** Is it confidential, which parts, on what ground. The office's `withholding` list gives the grounds. */
  field("withholding", { reasonLabel: v.optional(Words) }),
  field("attachments", {}),
  /** The decision maker, chosen from posts, printed in words. */
  field("maker", { posts: v.pipe(v.array(Id), v.minLength(1)) }),
  /** A statement the author confirms by ticking. */
  field("declaration", { statement: Words }),
]);

export type Field = v.InferOutput<typeof FieldSchema>;
export type FieldType = Field["type"];
export type FieldOf<T extends FieldType> = Extract<Field, { type: T }>;
export { Id as IdSchema };
