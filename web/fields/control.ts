/**
 * What every kind of field brings to a page: how a stored answer fills its controls, how the controls
 * look, and what answer is made of what was typed. `parse(fill(answer))` is the answer again.
 * `parse` only refuses what cannot be stored; `core/form/validate.ts` says what is still missing.
 */
import type { Child } from "hono/jsx";
import { unprintableWords } from "#core/document/printable.ts";
import type { AnswerOf } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import type { FieldOf, FieldType } from "#core/form/fields.ts";
import type { Office } from "#core/form/office.ts";
import type { Problem } from "#core/form/validate.ts";
import { subject } from "#core/form/wording.ts";
import { REPLACEMENT, type Typed } from "./typed.ts";

export interface Context {
  office: Office;
  form: Form;
}

export interface ControlProps<T extends FieldType = FieldType> {
  /** The field's id: the name of its control, or the start of the names of its controls. */
  id: string;
  field: FieldOf<T>;
  typed: Typed;
  errors: Problem[];
  context: Context;
  /** Id of an element that describes the field: what the proof-reader noticed about it. */
  describedBy?: string;
  /** Words for the hint that come from the page ("Only if Financial is yes"). */
  note?: string;
}

export interface Parsed<A> {
  /** Absent where nothing was typed, or where it cannot be stored. */
  answer?: A;
  errors: Problem[];
  /** What to show back: as typed, but for blank rows closed up. */
  typed: Typed;
}

export interface FieldKind<T extends FieldType> {
  fill(id: string, field: FieldOf<T>, answer: AnswerOf<T>): Typed;
  parse(id: string, field: FieldOf<T>, typed: Typed, context: Context): Parsed<AnswerOf<T>>;
  Control(props: ControlProps<T>): Child;
}

/** The error message of one control, as its component takes it. */
export function errorAt(errors: Problem[], id: string): { text: string } | undefined {
  const found = errors.filter((e) => e.id === id);
  return found.length ? { text: found.map((e) => e.message).join(". ") } : undefined;
}

/** The question, marked where it need not be answered. */
export function question({ label, required }: Pick<FieldOf<FieldType>, "label" | "required">): string {
  const plain = label.replace(/:\s*$/, "");
  if (required || /\((if|where) |optional/i.test(plain)) return plain;
  return `${plain} (optional)`;
}

/** Help, what is printed after the label, and the page's own words. */
export function hintOf(
  field: Pick<FieldOf<FieldType>, "hint" | "note">,
  ...more: (string | undefined)[]
): { text: string } | undefined {
  const words = [field.hint, field.note?.replace(/^\((.*)\)$/s, "$1"), ...more].filter(Boolean);
  const sentences = words.map((w) => (/[.?!:]$/.test(w as string) ? w : `${w}.`));
  return words.length ? { text: words.length === 1 ? (words[0] as string) : sentences.join(" ") } : undefined;
}

/** The longest text that a line, and that prose, can store. */
export const STORED = { line: 500, prose: 200_000 } as const;

/** What keeps a piece of text from being stored. */
export function textProblems(id: string, label: string, text: string, longest: number): Problem[] {
  const problems: Problem[] = [];
  if (text.includes(REPLACEMENT))
    problems.push({
      id,
      message: `${subject(label)} must not include characters that cannot be printed (shown as ${REPLACEMENT})`,
    });
  if (text.length > longest)
    problems.push({
      id,
      message: `${subject(label)} must be ${longest.toLocaleString("en-GB")} characters or less`,
    });
  return problems;
}

/** What keeps words from being said about a record, which are printed as they are and never looked over. */
export function wordsProblems(id: string, label: string, text: string, longest: number): Problem[] {
  const unprintable = unprintableWords(text.replaceAll(REPLACEMENT, ""));
  const message = `${subject(label)} must not include characters that cannot be printed: ${unprintable}`;
  return [...textProblems(id, label, text, longest), ...(unprintable ? [{ id, message }] : [])];
}
