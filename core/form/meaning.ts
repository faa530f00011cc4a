/**
 * Meaning: the one vocabulary, the same for every office, in which the register, search, feeds,
 * statutory returns, checks and notices speak. A form says which of its fields *is* the title,
 * the summary, the awards; nothing outside `core/form` knows a form's own field ids.
 */
import * as v from "valibot";

/** Each meaning, with the field types that may carry it. */
export const MEANINGS = {
  title: ["line"],
  summary: ["prose"],
  publicSummary: ["prose"],
  background: ["prose"],
  decision: ["prose", "clauses"],
  recommendations: ["prose", "clauses"],
  lead: ["person"],
  author: ["person"],
  maker: ["maker"],
  submittedTo: ["choice", "maker"],
  amount: ["money"],
  funding: ["funding"],
  period: ["period"],
  recipient: ["organisation"],
  contractor: ["organisation", "line", "prose"],
  category: ["choice", "choices"],
  keyDecision: ["yesno"],
  significantPublicInterest: ["yesno"],
  legalPower: ["line", "choice", "choices", "prose"],
  implications: ["matrix"],
  checklist: ["matrix"],
  financialComment: ["prose"],
  legalComment: ["prose"],
  equality: ["prose", "yesno"],
  humanRights: ["prose"],
  sustainability: ["prose", "grid"],
  risk: ["prose"],
  consultation: ["prose"],
  options: ["options", "prose"],
  conditions: ["conditions", "prose"],
  marking: ["marking"],
  withholding: ["withholding"],
  links: ["links"],
  attachments: ["attachments"],
  paperDate: ["date"],
  evaluation: ["prose", "line"],
  governance: ["prose", "line"],
  procurementRoute: ["choice", "line", "prose"],
  valueForMoney: ["prose", "line"],
  subsidy: ["yesno", "choice"],
  contact: ["person"],
} as const satisfies Record<string, readonly string[]>;

export type Meaning = keyof typeof MEANINGS;

export const MeaningSchema = v.picklist(Object.keys(MEANINGS) as [Meaning, ...Meaning[]]);
