/**
 * Validation: what is wrong with a record's answers, in GOV.UK wording. `parseAnswers` takes anything
 * (a record file, a draft from the store, an API call) and keeps only the stored shape of the form's
 * own fields; `validateAnswers` then says what stands in the way of submitting it.
 *
 * A problem's `id` is the path of the control it is about ("period.to", "funding.awards.0.amount"):
 * the pages use the same paths as names and ids, so that an error summary can link to each.
 */
import * as v from "valibot";
import { isUnanswered, missing, type Problem, problemsOf } from "./answer-problems.ts";
import { ANSWERS, type Answers, entry } from "./answers.ts";
import type { Form } from "./definition.ts";
import type { Office } from "./office.ts";
import { factsOf, isAsked, isRequired } from "./reading.ts";

export type { Problem };

/** The answers that are in stored shape, and what was wrong with the rest, by path. Refuses unknown fields. */
export function parseAnswers(form: Form, raw: unknown): { answers: Answers; problems: Problem[] } {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return { answers: {}, problems: [{ id: "", message: "Answers must be an object, by field id" }] };
  const answers: Answers = {};
  const problems: Problem[] = [];
  for (const [id, value] of Object.entries(raw)) {
    const field = Object.hasOwn(form.fields, id) ? form.fields[id] : undefined;
    if (!field) {
      problems.push({ id, message: `This form has no field “${id}”` });
      continue;
    }
    const parsed = v.safeParse(ANSWERS[field.type], value);
    if (parsed.success) answers[id] = parsed.output;
    else problems.push(...parsed.issues.map((issue) => problemOf(id, issue)));
  }
  return { answers, problems };
}

/** The answers to the questions that are asked, given one another: what is submitted, printed and hashed. */
export function askedAnswers(form: Form, answers: Answers): Answers {
  let asked = answers;
  for (let pass = 0; pass < Object.keys(form.fields).length; pass++) {
    const facts = factsOf(form, asked);
    const next = Object.fromEntries(
      Object.entries(answers).filter(([id]) => {
        const field = form.fields[id];
        return field !== undefined && isAsked(field, facts);
      }),
    );
    if (Object.keys(next).join() === Object.keys(asked).join()) return next;
    asked = next;
  }
  return asked;
}

/**
 * Everything that must be put right before the record can be submitted, in the order of the form's
 * pages. With the office, its markings and grounds for withholding are checked too. A field on no page
 * (one that a signatory's comment fills) is never missing.
 */
export function validateAnswers(form: Form, answers: Answers, office?: Office): Problem[] {
  const asked = askedAnswers(form, answers);
  const facts = factsOf(form, asked);
  const onPages = form.sections.flatMap((s) => s.fields);
  const elsewhere = Object.keys(form.fields).filter((id) => !onPages.includes(id));
  return [...onPages, ...elsewhere].flatMap((id) => {
    const field = form.fields[id];
    if (!field || !isAsked(field, facts)) return [];
    const found = entry(id, field, asked);
    const required = onPages.includes(id) && isRequired(field, facts);
    if (isUnanswered(found)) return required ? [missing(found)] : [];
    return problemsOf(found, { form, office, required });
  });
}

function problemOf(id: string, issue: v.BaseIssue<unknown>): Problem {
  const path = [id, ...(issue.path?.map((p) => String(p.key)) ?? [])].join(".");
  const message =
    issue.type === "strict_object" && issue.expected === "never"
      ? "This is not part of the answer"
      : issue.received === "undefined"
        ? "This is missing"
        : issue.message;
  return { id: path, message };
}
