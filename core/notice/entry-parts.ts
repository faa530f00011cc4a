/** Parts of a register entry, as they are stored: its awards, makers and earlier versions, and its Welsh. */
import * as v from "valibot";
import { IsoDate, Pence } from "#core/form/answers.ts";

/** One sum for one recipient, as the paper has it. No amount: the record names who receives, and not how much. */
export const AwardSchema = v.object({
  recipient: v.string(),
  amount: v.optional(Pence),
  payee: v.optional(v.string()),
  purpose: v.optional(v.string()),
  year: v.optional(v.string()),
  power: v.optional(v.string()),
  /** Why it is good value. */
  value: v.optional(v.string()),
});
export const MakerSchema = v.object({ name: v.string(), capacity: v.string(), for: v.optional(v.string()) });

export const EarlierSchema = v.object({
  n: v.number(),
  /** ISO instants. */
  publishedAt: v.string(),
  replacedAt: v.string(),
  reason: v.string(),
  hidden: v.optional(v.boolean()),
});

export const PdfSchema = v.object({ bytes: v.number(), sha256: v.string(), pages: v.optional(v.number()) });
export const Called = v.array(v.object({ id: v.string(), label: v.string() }));
export const WithheldSchema = v.object({
  ground: v.string(),
  whole: v.boolean(),
  review: v.optional(IsoDate),
  /** The labels of the parts withheld. */
  parts: v.array(v.string()),
});
export const WelshSchema = v.object({
  title: v.string(),
  summary: v.optional(v.string()),
  form: v.object({ id: v.string(), title: v.string() }),
  office: v.object({ slug: v.string(), name: v.string() }),
  makers: v.array(MakerSchema),
  categories: Called,
  powers: v.array(v.string()),
  withheld: v.optional(WithheldSchema),
  marking: v.optional(v.string()),
  pdf: v.optional(PdfSchema),
});
