/**
 * Reading answers: by meaning, for rules, and for the public. The only place that turns a form's own
 * field ids into the shared vocabulary, and the only place that decides what the public may see.
 */
import { type AnswerOf, type Answers, entry, type Funding, type Withholding } from "./answers.ts";
import { withTwins } from "./bilingual.ts";
import type { Form } from "./definition.ts";
import type { Field } from "./fields.ts";
import type { MEANINGS, Meaning } from "./meaning.ts";
import { type Facts, holds, type Wording } from "./rules.ts";

type AnswerMeaning<M extends Meaning> = AnswerOf<(typeof MEANINGS)[M][number]>;

/** The field that carries a meaning, with its id. */
export function findField(form: Form, meaning: Meaning): { id: string; field: Field } | undefined {
  for (const [id, field] of Object.entries(form.fields)) if (field.means === meaning) return { id, field };
  return undefined;
}

/** What was answered under a meaning; undefined where the form has no such field or it is unanswered. */
export function read<M extends Meaning>(
  form: Form,
  answers: Answers,
  meaning: M,
): AnswerMeaning<M> | undefined {
  const found = findField(form, meaning);
  return found && (answers[found.id] as AnswerMeaning<M> | undefined);
}

/** The record's title, or the form's where it is not given yet. */
export function titleOf(form: Form, answers: Answers): string {
  return read(form, answers, "title")?.trim() || form.title;
}

/** What the record commits, in pence: the stated amount, else the total of its awards, else of its sources. */
export function amountOf(form: Form, answers: Answers): number | undefined {
  const amount = read(form, answers, "amount");
  if (amount !== undefined) return amount;
  const funding = read(form, answers, "funding");
  return funding && (totalOf(funding.awards) ?? totalOf(funding.sources) ?? funding.statedTotal);
}

/** The total of sources or awards in pence; undefined where there are none. Retained sums are part of it. */
export function totalOf(rows: { amount: number }[] | undefined): number | undefined {
  return rows?.length ? rows.reduce((sum, row) => sum + row.amount, 0) : undefined;
}

/** Everyone who receives money: from awards, else the recipient or contractor named. */
export function recipientsOf(form: Form, answers: Answers): string[] {
  const funding: Funding | undefined = read(form, answers, "funding");
  const awarded = funding?.awards?.map((a) => a.recipient) ?? [];
  const named = read(form, answers, "recipient")?.map((o) => o.name) ?? [];
  return [...new Set([...awarded, ...named].map((s) => s.trim()).filter(Boolean))];
}

/** What rules ask, over these answers. */
export function factsOf(form: Form, answers: Answers): Facts {
  const field = (path: string): unknown => {
    const [id = "", ...rest] = path.split(".");
    const definition = form.fields[id];
    return definition && factOf(definition, id, answers, rest);
  };
  return {
    field,
    means(meaning) {
      if (meaning === "amount") return amountOf(form, answers);
      const found = findField(form, meaning);
      return found && field(found.id);
    },
  };
}

/** How rules name this form's questions and answers: “Financial”, “Grant”. */
export function wordingOf(form: Form): Wording {
  return (path, value) => {
    const [id = "", row] = path.split(".");
    const field = form.fields[id] ?? Object.values(form.fields).find((f) => f.means === path);
    const named = (list: { id: string; label: string }[] | undefined, wanted: string | undefined) =>
      list?.find((item) => item.id === wanted)?.label;
    const options = field && "options" in field ? field.options : undefined;
    const rows = field && "rows" in field && Array.isArray(field.rows) ? field.rows : undefined;
    if (value !== undefined) return `“${named(options, value) ?? value}”`;
    return field ? `“${named(rows, row) ?? field.label.replace(/:\s*$/, "")}”` : `the ${path}`;
  };
}

/** Whether a field is asked at all, given the other answers. */
export function isAsked(field: Field, facts: Facts): boolean {
  return field.when === undefined || holds(field.when, facts);
}

/** Whether an answer is required, given the other answers. */
export function isRequired(field: Field, facts: Facts): boolean {
  if (field.required === undefined) return false;
  return typeof field.required === "boolean" ? field.required : holds(field.required, facts);
}

export interface Disclosure {
  /** The answers that the public may see. */
  answers: Answers;
  /** What was left out, and why: nothing for a field that is never public. */
  withheld: { field: string; label: string; ground: string }[];
  /** The whole record is withheld: the public sees a stub. */
  whole: boolean;
  withholding?: Withholding;
}

/** Whether nothing that an author decides can make the answers of a field public. */
export function isNeverPublic({ public: open }: Field): boolean {
  return open === "no" || open === "withheld";
}

/** The fields for what is confidential in other answers, where something was written in them. */
export function confidentialParts(form: Form, answers: Answers): string[] {
  return Object.keys(form.fields).filter((id) => {
    const answer = answers[id];
    const empty = typeof answer === "string" ? !answer.trim() : Array.isArray(answer) && !answer.length;
    return form.fields[id]?.public === "withheld" && answer !== undefined && !empty;
  });
}

/**
 * The public part of a record. A field that is never public goes; the contact of a person goes; what
 * the record's withholding answer names goes, with its ground. `grounds` are the office's own labels.
 */
export function disclose(form: Form, answers: Answers, grounds: Record<string, string> = {}): Disclosure {
  const withholding = read(form, answers, "withholding");
  const withholds = withholding?.withheld === "yes";
  const ticked = withholds && Array.isArray(withholding.parts) ? withholding.parts : undefined;
  const parts = withTwins(form, [...(ticked ?? []), ...confidentialParts(form, answers)]);
  const whole = withholds && (!ticked || parts.length === 0);
  const ground = withholding?.ground ? (grounds[withholding.ground] ?? withholding.ground) : "Confidential";
  const shown: Answers = {};
  const withheld: Disclosure["withheld"] = [];
  for (const [id, field] of Object.entries(form.fields)) {
    const answer = answers[id];
    if (answer === undefined || field.public === "no") continue;
    if (parts.includes(id) && !field.welshOf)
      withheld.push({ field: id, label: field.print ?? field.label, ground });
    if (parts.includes(id) || isNeverPublic(field)) continue;
    const found = entry(id, field, answers);
    if (found.type === "person" && found.answer)
      shown[id] = found.answer.map(({ name, role }) => ({ ...(name && { name }), ...(role && { role }) }));
    else if (found.type === "withholding" && found.answer)
      shown[id] = withholds ? publicWithholding(found.answer) : { withheld: "no" };
    else if (found.type === "attachments" && found.answer) shown[id] = found.answer.filter((a) => a.public);
    else shown[id] = answer;
  }
  return { answers: whole ? {} : shown, withheld: whole ? [] : withheld, whole, withholding };
}

/** Whether anything of a record is withheld: then whoever reads it proves first who they are. */
export function isConfidential(form: Form, answers: Answers): boolean {
  const { whole, withheld } = disclose(form, answers);
  return whole || withheld.length > 0;
}

/** The reason itself may give the secret away: the public sees the ground, who held it, and the review date. */
function publicWithholding({ withheld, parts, ground, publicInterest, review }: Withholding): Withholding {
  return { withheld, parts, ground, publicInterest, review };
}

function factOf(field: Field, id: string, answers: Answers, rest: string[]): unknown {
  const found = entry(id, field, answers);
  if (found.answer === undefined) return undefined;
  const yes = (s: string | undefined) => (s === undefined ? undefined : s === "yes");
  switch (found.type) {
    case "yesno":
      return yes(found.answer.answer);
    case "withholding":
      return yes(found.answer.withheld);
    case "matrix": {
      const [row = "", column = found.field.columns[0]?.id ?? ""] = rest;
      return yes(found.answer[row]?.answers[column]);
    }
    case "funding":
      return totalOf(found.answer.awards) ?? totalOf(found.answer.sources);
    default:
      return found.answer;
  }
}
