/** What a signatory did, as a word that fits "you … this" and "this has been …". */
import type { Outcome } from "#core/form/definition.ts";

export const OUTCOME_WORDS: Record<Outcome, string> = {
  approve: "approved",
  "approve-with-changes": "approved with changes",
  return: "returned",
  refuse: "refused",
  note: "noted",
  defer: "deferred",
};
