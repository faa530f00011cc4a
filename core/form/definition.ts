/**
 * The definition of a form: four layers kept apart. Fields (what is asked and stored), layout (what
 * is printed, where, numbered how), stages (who must say what, under which statement), and meaning
 * (on each field). Print order is not stage order. See core/offices/README.md for a guide.
 */
import * as v from "valibot";
import { DATE_PATTERNS } from "./dates.ts";
import { FieldSchema, IdSchema } from "./fields.ts";
import { RuleSchema } from "./rules.ts";

const Words = v.pipe(v.string(), v.nonEmpty("Enter some words"));

/** A page of the officer's form. */
const SectionSchema = v.strictObject({
  id: IdSchema,
  title: Words,
  hint: v.optional(Words),
  fields: v.pipe(v.array(IdSchema), v.minLength(1, "Name at least one field")),
});

/**
 * A numbering scheme, shared by every heading and field that names it. One pattern per depth, written
 * as its first label: "1.", "1.1", "(a)", "a.", "i.", "I.". A heading numbers at depth 1 and the
 * paragraphs below it at depth 2; a field with no numbered heading numbers its paragraphs at depth 1.
 * Ordered lists inside number at the next depth. A paragraph that is bold throughout is a heading of
 * its own and takes no number. Counters run through the whole paper unless a block
 * says `restart`.
 */
const NumberingSchema = v.strictObject({
  levels: v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.regex(
          /^\(?(1\.1\.1|1\.1|1|a|A|i|I)[.)]?$/,
          'Write the first label, such as "1.", "1.1", "(a)" or "I."',
        ),
      ),
    ),
    v.minLength(1),
  ),
});

/** `{fieldId}` and `{reference}` in text are replaced by what was answered, as plain text, never as markup. */
const text = { text: Words };

const ValueSchema = v.variant("show", [
  v.strictObject({ show: v.literal("field"), field: IdSchema }),
  v.strictObject({ show: v.literal("reference") }),
  v.strictObject({ show: v.literal("decisionDate") }),
  v.strictObject({ show: v.literal("text"), ...text }),
]);

export type Block =
  | {
      block: "heading";
      text: string;
      level: 1 | 2 | 3 | 4;
      number?: string;
      restart?: boolean;
      align?: "left" | "centre";
    }
  | { block: "reference"; label?: string }
  | {
      block: "text";
      text: string;
      style?: "normal" | "strong" | "emphasis" | "note";
      align?: "left" | "centre";
      /** Number it as a paragraph of this scheme. */
      number?: string;
    }
  | {
      block: "field";
      field: string;
      /** "inline": Label: value on one line. "below": the label, then the value. "value": the value alone. */
      as?: "inline" | "below" | "value" | "table" | "list" | "sentence";
      label?: string;
      /** Prints the label as a heading of this level. */
      level?: 2 | 3 | 4;
      /** Number the paragraphs (or clauses, or rows) by this scheme. */
      number?: string;
      /** Number the heading too, by the same scheme. */
      restart?: boolean;
      /** Of a funding field: print only its sources, or only its awards. */
      part?: "sources" | "awards";
      /** Printed where nothing was answered. Default: the label stays and the value is empty. */
      empty?: "omit" | "label" | string;
    }
  | {
      block: "facts";
      as?: "table" | "lines";
      rows: { label: string; value: v.InferOutput<typeof ValueSchema> }[];
    }
  | { block: "group"; when: v.InferOutput<typeof RuleSchema>; blocks: Block[] }
  | {
      block: "signature";
      stage: string;
      title?: string;
      level?: 2 | 3 | 4;
      /** Print the stage's statement and alternatives here. Default true. */
      statement?: boolean;
      style?: "normal" | "emphasis";
      lines: {
        label: string;
        show: "signature" | "name" | "capacity" | "date" | "time" | "outcome" | "comment";
      }[];
    }
  | { block: "rule" }
  | { block: "pageBreak" }
  | { block: "appendix"; title: string; blocks: Block[] };

const Level = v.picklist([2, 3, 4]);
const align = v.optional(v.picklist(["left", "centre"]));

export const BlockSchema: v.GenericSchema<Block> = v.lazy(() =>
  v.variant("block", [
    v.strictObject({
      block: v.literal("heading"),
      ...text,
      level: v.picklist([1, 2, 3, 4]),
      number: v.optional(IdSchema),
      restart: v.optional(v.boolean()),
      align,
    }),
    v.strictObject({ block: v.literal("reference"), label: v.optional(Words) }),
    v.strictObject({
      block: v.literal("text"),
      ...text,
      style: v.optional(v.picklist(["normal", "strong", "emphasis", "note"])),
      align,
      number: v.optional(IdSchema),
    }),
    v.strictObject({
      block: v.literal("field"),
      field: IdSchema,
      as: v.optional(v.picklist(["inline", "below", "value", "table", "list", "sentence"])),
      label: v.optional(v.string()),
      level: v.optional(Level),
      number: v.optional(IdSchema),
      restart: v.optional(v.boolean()),
      part: v.optional(v.picklist(["sources", "awards"])),
      empty: v.optional(v.string()),
    }),
    v.strictObject({
      block: v.literal("facts"),
      as: v.optional(v.picklist(["table", "lines"])),
      rows: v.pipe(v.array(v.strictObject({ label: Words, value: ValueSchema })), v.minLength(1)),
    }),
    v.strictObject({ block: v.literal("group"), when: RuleSchema, blocks: v.array(BlockSchema) }),
    v.strictObject({
      block: v.literal("signature"),
      stage: IdSchema,
      title: v.optional(Words),
      level: v.optional(Level),
      statement: v.optional(v.boolean()),
      style: v.optional(v.picklist(["normal", "emphasis"])),
      lines: v.array(
        v.strictObject({
          label: v.string(),
          show: v.picklist(["signature", "name", "capacity", "date", "time", "outcome", "comment"]),
        }),
      ),
    }),
    v.strictObject({ block: v.literal("rule") }),
    v.strictObject({ block: v.literal("pageBreak") }),
    v.strictObject({ block: v.literal("appendix"), title: Words, blocks: v.array(BlockSchema) }),
  ]),
);

/** What a signatory may say at a stage. */
export const OUTCOMES = ["approve", "approve-with-changes", "return", "refuse", "note", "defer"] as const;
export type Outcome = (typeof OUTCOMES)[number];

const OutcomeSchema = v.strictObject({
  id: v.picklist(OUTCOMES),
  /** The choice on the sign-off page. Default: the outcome's usual words. */
  label: v.optional(Words),
  /** The word printed: "HAS my approval", "HAS NOT my approval". Completes the stage's statement. */
  says: v.optional(Words),
  /** A reason is required. Always so for return, refuse and approve-with-changes. */
  reason: v.optional(v.boolean()),
});

/** Who is asked: whoever holds a post, the chosen decision maker, or an address outside the office. */
const BySchema = v.union([
  v.strictObject({ post: IdSchema }),
  v.strictObject({ maker: IdSchema }),
  v.strictObject({ email: IdSchema }),
]);

const AlternativeSchema = v.strictObject({ id: IdSchema, label: v.optional(Words), text: Words });

const StageSchema = v.strictObject({
  id: IdSchema,
  title: v.optional(Words),
  /** check: officer approval. consult: a comment, no approval. decide: takes the decision. release: lets a report or notice go out. external: someone outside. */
  kind: v.picklist(["check", "consult", "decide", "release", "external"]),
  by: v.union([BySchema, v.pipe(v.array(BySchema), v.minLength(2))]),
  /** How many of several must approve. Default "all". */
  need: v.optional(
    v.union([v.literal("all"), v.literal("any"), v.pipe(v.number(), v.integer(), v.minValue(1))]),
  ),
  /** Skipped, with the reason kept, unless the rule holds. */
  when: v.optional(RuleSchema),
  /** Runs at the same time as the stage named (which stands before it). */
  beside: v.optional(IdSchema),
  /** Printed and shown verbatim; what the signatory signs. `{outcome}` is where the outcome's words go. */
  statement: v.optional(Words),
  alternatives: v.optional(
    v.strictObject({
      one: v.pipe(v.array(AlternativeSchema), v.minLength(2)),
      and: v.optional(v.array(AlternativeSchema)),
    }),
  ),
  outcomes: v.optional(v.pipe(v.array(OutcomeSchema), v.minLength(1))),
  /** Words of the signatory that print in a field, attributed. */
  comment: v.optional(
    v.strictObject({
      label: v.optional(Words),
      into: v.optional(IdSchema),
      required: v.optional(v.boolean()),
    }),
  ),
  /** Whoever signs declares that they have no interest; with one, they take no part and the request moves on. */
  interests: v.optional(v.boolean()),
  /** The clauses field whose items are approved or refused one by one. */
  each: v.optional(IdSchema),
  assurance: v.optional(v.picklist(["link", "code", "sign-in"])),
  /** May be signed with a pen: a copy is uploaded, and counts once a second person has confirmed it. */
  onPaper: v.optional(v.boolean()),
  /** The post that is told when a request stays unsigned in spite of reminders. */
  escalateTo: v.optional(IdSchema),
  /** Working days. */
  due: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

export const FormSchema = v.strictObject({
  id: IdSchema,
  title: Words,
  kind: v.picklist(["decision", "report", "notice"]),
  hint: v.optional(Words),
  /** The office's series that numbers it; absent: it has no number. */
  series: v.optional(IdSchema),
  /** How this form prints dates. Default "d MMMM yyyy". */
  dates: v.optional(v.picklist(DATE_PATTERNS)),
  fields: v.record(IdSchema, FieldSchema),
  sections: v.pipe(v.array(SectionSchema), v.minLength(1)),
  numbering: v.optional(v.record(IdSchema, NumberingSchema)),
  layout: v.pipe(v.array(BlockSchema), v.minLength(1)),
  stages: v.pipe(v.array(StageSchema), v.minLength(1)),
  /** Severity by check rule: switch one off, or make it block. */
  checks: v.optional(v.record(v.string(), v.picklist(["off", "note", "warning", "block"]))),
});

export type Form = v.InferOutput<typeof FormSchema>;
export type Section = Form["sections"][number];
export type Stage = Form["stages"][number];
export type By = v.InferOutput<typeof BySchema>;
export type Numbering = v.InferOutput<typeof NumberingSchema>;
export type ShownValue = v.InferOutput<typeof ValueSchema>;
