/**
 * The rules of a definition: every path and meaning that they ask about must be there, and the
 * comparison must be one that such an answer can pass.
 */
import type { Form } from "../definition.ts";
import type { Field } from "../fields.ts";
import { findField } from "../reading.ts";
import type { Rule } from "../rules.ts";
import { error, type Found, type Path, unknown } from "./found.ts";

type Asked = Extract<Rule, { field: string } | { means: unknown }>;

export function* checkRule(form: Form, rule: Rule, at: Path): Generator<Found> {
  if ("all" in rule)
    for (const [i, part] of rule.all.entries()) yield* checkRule(form, part, [...at, "all", i]);
  else if ("any" in rule)
    for (const [i, part] of rule.any.entries()) yield* checkRule(form, part, [...at, "any", i]);
  else if ("not" in rule) yield* checkRule(form, rule.not, [...at, "not"]);
  else yield* checkAsked(form, rule, at);
}

function* checkAsked(form: Form, rule: Asked, at: Path): Generator<Found> {
  const compared = [rule.is, rule.over, rule.atLeast, rule.under, rule.answered].some((c) => c !== undefined);
  if (!compared) yield error(at, "Say what to compare with: “is”, “over”, “atLeast”, “under” or “answered”");
  if ("means" in rule) {
    const found = findField(form, rule.means);
    const amount = rule.means === "amount" && findField(form, "funding");
    if (!found && !amount)
      yield error(
        [...at, "means"],
        `No field of this form means “${rule.means}”. Give one "means": "${rule.means}"`,
      );
    else yield* checkComparison(rule, amount ? "funding" : (found?.field.type ?? "money"), found?.field, at);
    return;
  }
  const [id = "", row, column, ...more] = rule.field.split(".");
  const field = form.fields[id];
  if (!field) {
    yield error([...at, "field"], unknown("field", id, Object.keys(form.fields)));
    return;
  }
  if (field.type === "matrix") {
    if (row === undefined)
      yield error([...at, "field"], `Name a row of “${id}”, like “${id}.${field.rows[0]?.id}”`);
    else if (!field.rows.some((r) => r.id === row))
      yield error(
        [...at, "field"],
        unknown(
          `row of “${id}”`,
          row,
          field.rows.map((r) => r.id),
        ),
      );
    if (column !== undefined && !field.columns.some((c) => c.id === column))
      yield error(
        [...at, "field"],
        unknown(
          `column of “${id}”`,
          column,
          field.columns.map((c) => c.id),
        ),
      );
  } else if (row !== undefined)
    yield error([...at, "field"], `“${id}” has no rows to ask about. Write “${id}” alone`);
  if (more.length) yield error([...at, "field"], "Write at most a field, a row and a column");
  yield* checkComparison(rule, field.type, field, at);
}

const YES_NO = ["yesno", "matrix", "withholding", "declaration"];
const SUMS = ["money", "funding"];

function* checkComparison(
  rule: Asked,
  type: Field["type"],
  field: Field | undefined,
  at: Path,
): Generator<Found> {
  const limits = (["over", "atLeast", "under"] as const).filter((c) => rule[c] !== undefined);
  for (const limit of limits)
    if (!SUMS.includes(type))
      yield error([...at, limit], `Only money and funding can be compared with a sum`);
  if (rule.is === undefined) return;
  const known = field && optionsOf(field);
  if (YES_NO.includes(type)) {
    if (typeof rule.is !== "boolean") yield error([...at, "is"], "Write true for yes or false for no");
  } else if (typeof rule.is === "boolean")
    yield error(
      [...at, "is"],
      "Only a question answered yes or no can be true or false. Write what it must be",
    );
  else if (known && !known.includes(rule.is)) yield error([...at, "is"], unknown("choice", rule.is, known));
}

function optionsOf(field: Field): string[] | undefined {
  if (field.type === "choice" || field.type === "choices") return field.options.map((o) => o.id);
  return field.type === "maker" ? field.posts : undefined;
}
