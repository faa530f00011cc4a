/**
 * What the law asks to be published of a decision that gives money, read from its record by meaning:
 * SI 2011/3050, Schedule, paragraphs 3(f), 3(g) and 4 (grants, expenditure, contracts) and the Subsidy
 * Control Act 2022, section 33. Words come out as plain text, cut where a return would become a paper.
 */
import * as v from "valibot";
import type { Answers } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import type { Meaning } from "#core/form/meaning.ts";
import { findField, read } from "#core/form/reading.ts";
import { plainText } from "#core/form/richtext.ts";

const text = v.optional(v.string());

export const ParticularsSchema = v.object({
  /** A grant, by the office's category: of crime and disorder reduction, or for victims' services. */
  grant: v.boolean(),
  contract: v.boolean(),
  conditions: text,
  /** Why it would secure, or contribute to, the reduction of crime and disorder. */
  reasons: text,
  /** Why it is good value for money. */
  value: text,
  /** How the supplier was chosen. */
  route: text,
  /** "unanswered": the form asks and nobody has said. Absent: the form does not ask. */
  subsidy: v.optional(v.picklist(["yes", "scheme", "no", "unanswered"])),
});
export type Particulars = v.InferOutput<typeof ParticularsSchema>;

const LONGEST = 1500;
const REDUCES =
  /\b(?:reduc|prevent|tackl|secur|contribut|disrupt|divert|deter)\w*[^.]{0,90}\b(?:crime|disorder|offending|violence|abuse|behaviour|exploitation|harm|victim)/i;
const VALUE = /\b(?:good value|value for money|best value|cost[- ]effective)/i;
const REASONING: Meaning[] = [
  "publicSummary",
  "summary",
  "background",
  "evaluation",
  "decision",
  "recommendations",
];

export function particularsOf(form: Form, answers: Answers): Particulars {
  const category = [wordsOf(form, answers, "category")].flat().join(" ");
  return {
    grant: /\bgrant/i.test(category),
    contract:
      /\bcontract|\bprocure/i.test(category) ||
      [read(form, answers, "procurementRoute"), read(form, answers, "contractor")].flat().some(Boolean),
    conditions: conditionsOf(form, answers),
    reasons: sentences(form, answers, REDUCES),
    value: wordsOf(form, answers, "valueForMoney")[0] || sentences(form, answers, VALUE),
    route: wordsOf(form, answers, "procurementRoute").join("; ") || undefined,
    subsidy: subsidyOf(form, answers),
  };
}

/** What was written or chosen under a meaning, in words. */
function wordsOf(form: Form, answers: Answers, meaning: Meaning): string[] {
  const found = findField(form, meaning);
  const answer = found && answers[found.id];
  if (!found || answer === undefined) return [];
  const { field } = found;
  if (field.type === "choice" || field.type === "choices") {
    const ids = [answer].flat() as string[];
    return field.options.filter((o) => ids.includes(o.id)).map((o) => o.label);
  }
  return [answer].flat().flatMap((a) => (typeof a === "string" && a.trim() ? [plain(a)] : []));
}

function conditionsOf(form: Form, answers: Answers): string | undefined {
  const given = read(form, answers, "conditions");
  if (given === undefined) return undefined;
  const texts =
    typeof given === "string" ? [given] : given.map(({ text, on }) => (on ? `${text} (${on})` : text));
  return texts.map(plain).filter(Boolean).join(" ").slice(0, LONGEST) || undefined;
}

/** The first two sentences of the record's own reasoning that say so. */
function sentences(form: Form, answers: Answers, pattern: RegExp): string | undefined {
  const said = REASONING.flatMap((meaning) => wordsOf(form, answers, meaning)).flatMap(
    (words) => words.match(/[^.!?]+[.!?]*/g) ?? [],
  );
  const matching = [...new Set(said.map((s) => s.trim()))].filter((s) => pattern.test(s)).slice(0, 2);
  return matching.join(" ").slice(0, LONGEST) || undefined;
}

function subsidyOf(form: Form, answers: Answers): Particulars["subsidy"] {
  const found = findField(form, "subsidy");
  if (!found) return undefined;
  const answer = answers[found.id];
  if (answer === undefined) return "unanswered";
  if (found.field.type === "yesno") return (answer as { answer: string }).answer === "yes" ? "yes" : "no";
  const words = `${answer} ${wordsOf(form, answers, "subsidy").join(" ")}`;
  if (/\bnot?\b|\bnone\b|minimal|\bMFA\b/i.test(words)) return "no";
  return /scheme/i.test(words) ? "scheme" : "yes";
}

function plain(markdown: string): string {
  return plainText(markdown).replace(/\s+/g, " ").trim();
}
