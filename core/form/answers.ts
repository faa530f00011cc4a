/**
 * Answers: the shape in which each field type stores what was answered. Plain JSON, so that the
 * canonical content can be hashed: whole pence, ISO dates, decimals as strings, no floats.
 * These schemas parse what is already in stored shape (a record file, a draft, an import);
 * `web/fields` turns form posts into this shape and gives messages in GOV.UK wording.
 */
import * as v from "valibot";
import type { Field, FieldOf, FieldType } from "./fields.ts";

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const text = (max: number) =>
  v.pipe(
    v.string(),
    v.check((s) => !CONTROL.test(s), "Remove the characters that cannot be printed"),
    v.maxLength(max, `Use ${max.toLocaleString("en-GB")} characters or fewer`),
    v.transform((s) => s.replace(/\r\n?/g, "\n").normalize("NFC")),
  );
const Line = text(500);
const Prose = text(200_000);

export const IsoDate = v.pipe(
  v.string(),
  v.isoDate("Enter a real date"),
  v.check(
    (s) => !Number.isNaN(Date.parse(s)) && new Date(s).toISOString().startsWith(s),
    "Enter a real date",
  ),
);
/** Pence: a whole number, at most a hundred billion pounds. */
export const Pence = v.pipe(
  v.number("Enter an amount of money"),
  v.safeInteger("Enter an amount in whole pence"),
  v.minValue(-10_000_000_000_000),
  v.maxValue(10_000_000_000_000, "Enter a smaller amount"),
);
const YesNo = v.picklist(["yes", "no"]);
const Decimal = v.pipe(v.string(), v.regex(/^-?\d{1,12}(\.\d{1,6})?$/, "Enter a number"));

const Person = v.strictObject({
  name: v.optional(Line),
  role: v.optional(Line),
  email: v.optional(Line),
});
const Organisation = v.strictObject({ name: Line, number: v.optional(Line) });

/** A source of money. `members` names the contributors where one sum comes from several. */
const Source = v.strictObject({
  from: Line,
  amount: Pence,
  status: v.optional(v.picklist(["confirmed", "requested", "in-principle"])),
  members: v.optional(v.array(Line)),
  year: v.optional(Line),
});
/** An award. `retained` is kept by the office; `ofWhich` splits the amount, it never adds to it. */
const Award = v.strictObject({
  recipient: Line,
  payee: v.optional(Line),
  purpose: v.optional(Line),
  power: v.optional(Line),
  amount: Pence,
  year: v.optional(Line),
  retained: v.optional(v.boolean()),
  ofWhich: v.optional(v.array(v.strictObject({ label: Line, amount: Pence }))),
  value: v.optional(Line),
});

const Funding = v.strictObject({
  sources: v.optional(v.array(Source)),
  awards: v.optional(v.array(Award)),
  statedTotal: v.optional(Pence),
});

const Period = v.strictObject({ from: IsoDate, to: IsoDate, words: v.optional(Line) });

const OptionRow = v.strictObject({
  label: Line,
  description: v.optional(Prose),
  cost: v.optional(Line),
  risks: v.optional(Prose),
  outcome: v.optional(Line),
  preferred: v.optional(v.boolean()),
});

const Condition = v.strictObject({ text: Prose, on: v.optional(Line) });

/** A link to another record. `to: "own"` is a reference in this register, "legacy" an old scheme's number. */
const Link = v.strictObject({
  to: v.picklist(["own", "other", "legacy", "external"]),
  reference: v.optional(Line),
  office: v.optional(Line),
  title: v.optional(Line),
  url: v.optional(
    v.pipe(v.string(), v.regex(/^https?:\/\/\S+$/, "Enter an address that starts with http:// or https://")),
  ),
  relation: v.optional(
    v.picklist(["continues", "supersedes", "corrects", "revokes", "relates-to", "reports-on", "publishes"]),
  ),
});

const Withholding = v.strictObject({
  withheld: YesNo,
  /** The whole record, or the ids of the fields withheld. */
  parts: v.optional(v.union([v.literal("whole"), v.array(v.string())])),
  ground: v.optional(v.string()),
  reason: v.optional(Prose),
  opinionOf: v.optional(Line),
  publicInterest: v.optional(Prose),
  review: v.optional(IsoDate),
  /** What the public register may call it, where the title itself is withheld. */
  safeTitle: v.optional(Line),
});

const Attachment = v.strictObject({
  name: Line,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  size: v.pipe(v.number(), v.integer()),
  type: Line,
  public: v.optional(v.boolean()),
});

/** The stored shape of each field type. */
export const ANSWERS = {
  line: Line,
  prose: Prose,
  clauses: v.array(Prose),
  date: IsoDate,
  period: Period,
  money: Pence,
  person: v.array(Person),
  organisation: v.array(Organisation),
  choice: v.string(),
  choices: v.array(v.string()),
  yesno: v.strictObject({ answer: YesNo, detail: v.optional(Prose) }),
  /** By row id: the answer in each column, and the detail. */
  matrix: v.record(
    v.string(),
    v.strictObject({ answers: v.record(v.string(), YesNo), detail: v.optional(Prose) }),
  ),
  /** By row id, then column id. */
  grid: v.record(v.string(), v.record(v.string(), Decimal)),
  funding: Funding,
  options: v.array(OptionRow),
  conditions: v.array(Condition),
  links: v.array(Link),
  marking: Line,
  withholding: Withholding,
  attachments: v.array(Attachment),
  maker: v.string(),
  declaration: v.literal(true),
} satisfies Record<FieldType, v.GenericSchema<unknown, unknown>>;

export type AnswerOf<T extends FieldType> = v.InferOutput<(typeof ANSWERS)[T]>;
export type Answer = AnswerOf<FieldType>;
/** By field id. A field with no answer has no key. */
export type Answers = Record<string, Answer>;

export type Funding = AnswerOf<"funding">;
export type Withholding = AnswerOf<"withholding">;
export type Period = AnswerOf<"period">;
export type RecordLink = AnswerOf<"links">[number];
export type Person = AnswerOf<"person">[number];

/** A field with its answer, tagged by type so that a `switch` narrows both. */
export type Entry = {
  [T in FieldType]: { id: string; type: T; field: FieldOf<T>; answer: AnswerOf<T> | undefined };
}[FieldType];

/** Pairs a field with what was answered. Answers are parsed by their field's schema before they are stored. */
export function entry(id: string, field: Field, answers: Answers): Entry {
  return { id, type: field.type, field, answer: answers[id] } as Entry;
}
