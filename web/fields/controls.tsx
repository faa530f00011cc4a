/**
 * The controls of every type of field, and the three things a page does with them: draw a field, make
 * an answer of what was typed, and act on a row ("Add another", "Remove", "Add these rows").
 */
import * as v from "valibot";
import { ANSWERS, type Answer } from "#core/form/answers.ts";
import type { Field, FieldType } from "#core/form/fields.ts";
import type { Problem } from "#core/form/validate.ts";
import { attachments } from "./attachments.tsx";
import { choice, choices, declaration, maker, marking, yesno } from "./choice.tsx";
import type { Context, ControlProps, FieldKind, Parsed } from "./control.ts";
import { date, period } from "./dates.tsx";
import { funding, fundingSpec } from "./funding.tsx";
import { clauses, conditions, links, options, organisation, person, rowSpec } from "./lists.tsx";
import { pasteRows } from "./paste.ts";
import { grid, matrix } from "./tables.tsx";
import { line, money, prose } from "./text.tsx";
import { addRow, below, removeRow, type Typed } from "./typed.ts";
import { withholding } from "./withholding.tsx";

export const KINDS: { [T in FieldType]: FieldKind<T> } = {
  line,
  prose,
  clauses,
  date,
  period,
  money,
  person,
  organisation,
  choice,
  choices,
  yesno,
  matrix,
  grid,
  funding,
  options,
  conditions,
  links,
  marking,
  withholding,
  attachments,
  maker,
  declaration,
};

const kindOf = (type: FieldType) => KINDS[type] as unknown as FieldKind<FieldType>;

interface FieldControlProps extends Omit<ControlProps, "field" | "typed"> {
  field: Field;
  /** The stored answer, shown unless something was typed. */
  value?: Answer;
  typed?: Typed;
}

/** One field of a page: its question, its control, what was answered or typed, what is wrong. */
export function Control({ field, value, typed, ...props }: FieldControlProps) {
  const { Control: Kind } = kindOf(field.type);
  const shown = typed && isTyped(field) ? typed : fill(props.id, field, value);
  return <Kind {...props} field={field} typed={shown} />;
}

/** A stored answer as its controls hold it. */
export function fill(id: string, field: Field, value: Answer | undefined): Typed {
  return value === undefined ? {} : kindOf(field.type).fill(id, field, value as never);
}

/** What can be stored of what was typed for a field, and what is wrong with it. */
export function parse(id: string, field: Field, typed: Typed, context: Context): Parsed<Answer> {
  const parsed = kindOf(field.type).parse(id, field, below(typed, id), context) as Parsed<Answer>;
  if (parsed.answer === undefined) return parsed;
  const stored = v.safeParse(ANSWERS[field.type], parsed.answer);
  if (stored.success) return { ...parsed, answer: stored.output };
  const errors: Problem[] = stored.issues.map((issue) => ({ id, message: issue.message }));
  return { errors, typed: parsed.typed };
}

/** Whether a page's controls can change the answer at all. */
export function isTyped(field: Field): boolean {
  return field.type !== "attachments";
}

/**
 * Does what a button of a row says ("add:funding.awards", "remove:funding.awards.2",
 * "paste:funding.awards") to what was typed. `undefined` where it names nothing of these fields.
 */
export function act(action: string, fields: Record<string, Field>, typed: Typed): Typed | undefined {
  const [verb, path = ""] = action.split(":");
  if (verb === "total") return typed;
  const row = /^(.*)\.(\d+)$/.exec(path);
  const list = verb === "remove" ? row?.[1] : path;
  const spec = list === undefined ? undefined : specAt(list, fields);
  if (!spec || list === undefined) return undefined;
  switch (verb) {
    case "add":
      return addRow(typed, list, spec.columns[0]?.key ?? "text");
    case "remove":
      return removeRow(typed, list, Number(row?.[2]));
    case "paste":
      return pasteRows(typed, list, spec);
    default:
      return undefined;
  }
}

/** What the page says was done, for those who cannot see the rows change. */
export function actWords(action: string, fields: Record<string, Field>): string {
  const [verb, path = ""] = action.split(":");
  const noun = specAt(path.replace(/\.\d+$/, ""), fields)?.noun ?? "row";
  if (verb === "remove") return `The ${noun} has been removed. Save the page to keep the change.`;
  if (verb === "paste") return "The pasted rows have been added. Check them, then save the page.";
  return "";
}

/** Lists into which something was pasted that has not been added yet. */
export function pasted(typed: Typed): string[] {
  return Object.keys(typed)
    .filter((name) => name.endsWith(".paste") && typed[name]?.trim())
    .map((name) => name.slice(0, -".paste".length));
}

function specAt(path: string, fields: Record<string, Field>) {
  const [id = "", table] = path.split(".");
  const field = fields[id];
  if (field?.type === "funding" && (table === "sources" || table === "awards"))
    return fundingSpec(field, table);
  if (table !== undefined || !field) return undefined;
  switch (field.type) {
    case "clauses":
    case "person":
    case "organisation":
    case "options":
    case "conditions":
    case "links":
      return rowSpec(field);
    default:
      return undefined;
  }
}
