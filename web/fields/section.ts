/**
 * One page of a form: which of its fields are shown, what a post of it says, and how far it is. Pure:
 * routes bring the draft and the post, pages draw the result.
 */
import type { Answers } from "#core/form/answers.ts";
import type { Form, Section } from "#core/form/definition.ts";
import type { Field } from "#core/form/fields.ts";
import type { Office } from "#core/form/office.ts";
import { factsOf, findField, isAsked, wordingOf } from "#core/form/reading.ts";
import { asks, inWords, type Rule } from "#core/form/rules.ts";
import { type Problem, validateAnswers } from "#core/form/validate.ts";
import type { Context } from "./control.ts";
import { isTyped, parse } from "./controls.tsx";
import type { Typed } from "./typed.ts";

export interface ShownField {
  id: string;
  field: Field;
  /** "Only if Financial is yes": the question hangs on another of the same page. */
  note?: string;
}

/** The fields of a page that these answers ask, and those that hang on another answer of the page. */
export function shownFields(form: Form, section: Section, answers: Answers): ShownField[] {
  const facts = factsOf(form, answers);
  return section.fields.flatMap((id): ShownField[] => {
    const field = form.fields[id];
    if (!field) return [];
    if (field.when && hangsOn(field.when, form, section))
      return [{ id, field, note: `Only if ${inWords(field.when, wordingOf(form))}` }];
    return isAsked(field, facts) ? [{ id, field }] : [];
  });
}

/** The fields of a page that these answers ask, and no others. */
export function askedFields(form: Form, section: Section, answers: Answers): ShownField[] {
  const facts = factsOf(form, answers);
  return section.fields.flatMap((id): ShownField[] => {
    const field = form.fields[id];
    return field && isAsked(field, facts) ? [{ id, field }] : [];
  });
}

export interface Read {
  /** The draft's answers with this page's in them. What cannot be stored leaves the earlier answer. */
  answers: Answers;
  /** What cannot be stored. */
  problems: Problem[];
  /** What to show back. */
  typed: Typed;
}

/** What a post of some fields of a page makes of the draft. */
export function readSection(fields: ShownField[], typed: Typed, draft: Answers, context: Context): Read {
  const read: Read = { answers: { ...draft }, problems: [], typed: { ...typed } };
  for (const { id, field } of fields) {
    if (!isTyped(field)) continue;
    const parsed = parse(id, field, read.typed, context);
    read.problems.push(...parsed.errors);
    read.typed = { ...without(read.typed, id), ...parsed.typed };
    if (parsed.errors.length) continue;
    if (parsed.answer === undefined) delete read.answers[id];
    else read.answers[id] = parsed.answer;
  }
  return read;
}

export interface Progress {
  section: Section;
  status: "not-needed" | "not-started" | "optional" | "in-progress" | "completed";
  problems: Problem[];
}

/** How far each page of the form is. */
export function progressOf(office: Office, form: Form, answers: Answers): Progress[] {
  const problems = validateAnswers(form, answers, office);
  return form.sections.map((section) => {
    const asked = askedFields(form, section, answers).map((f) => f.id);
    const own = problems.filter((p) => asked.includes(fieldOf(p)));
    const answered = asked.some((id) => answers[id] !== undefined);
    const status =
      asked.length === 0
        ? "not-needed"
        : answered
          ? own.length
            ? "in-progress"
            : "completed"
          : own.length
            ? "not-started"
            : "optional";
    return { section, status, problems: own };
  });
}

/** The id of the field that a problem is about. */
export function fieldOf(problem: Problem): string {
  return problem.id.split(".")[0] ?? "";
}

function hangsOn(rule: Rule, form: Form, section: Section): boolean {
  const { fields, meanings } = asks(rule);
  const ids = [...fields.map((path) => path.split(".")[0]), ...meanings.map((m) => findField(form, m)?.id)];
  return ids.some((id) => id !== undefined && section.fields.includes(id));
}

function without(typed: Typed, id: string): Typed {
  return Object.fromEntries(
    Object.entries(typed).filter(([name]) => name !== id && !name.startsWith(`${id}.`)),
  );
}
