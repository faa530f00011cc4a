/** Parts of a register entry, as they are stored: its makers and earlier versions, and its Welsh. */
import * as v from "valibot";
import { IsoDate } from "#core/form/answers.ts";

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
