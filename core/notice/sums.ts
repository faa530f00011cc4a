/** The sums of a register entry, as the paper has them: to whom, and from whom. Pence. */
import * as v from "valibot";
import { Pence } from "#core/form/answers.ts";

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

export const SourceSchema = v.object({
  name: v.string(),
  amount: Pence,
  status: v.optional(v.string()),
  /** Who they are, where one sum comes from several. */
  members: v.optional(v.array(v.string())),
  year: v.optional(v.string()),
});
