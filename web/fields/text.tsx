/** Words and amounts: line, prose, money. */
import { LIMITS } from "#core/form/answer-problems.ts";
import { formatMoney, parseMoney } from "#core/form/money.ts";
import type { Problem } from "#core/form/validate.ts";
import { enter, subject } from "#core/form/wording.ts";
import { CharacterCount } from "#web/components/character-count.tsx";
import { Input } from "#web/components/input.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { errorAt, type FieldKind, hintOf, question, STORED, textProblems } from "./control.ts";
import { lineAt, REPLACEMENT, type Typed, textAt } from "./typed.ts";

export const line: FieldKind<"line"> = {
  fill: (id, _field, answer) => ({ [id]: answer }),
  parse(id, field, typed) {
    const text = lineAt(typed, id);
    const errors = textProblems(id, field.label, text, STORED.line);
    return { ...(text && !errors.length && { answer: text }), errors, typed };
  },
  Control: ({ id, field, typed, errors, note, describedBy }) => (
    <Input
      name={id}
      label={{ text: question(field), classes: "govuk-label--s" }}
      hint={hintOf(field, note)}
      value={typed[id]}
      errorMessage={errorAt(errors, id)}
      describedBy={describedBy}
      classes={field.max && field.max <= 40 ? "govuk-input--width-20" : undefined}
    />
  ),
};

export const prose: FieldKind<"prose"> = {
  fill: (id, _field, answer) => ({ [id]: answer }),
  parse(id, field, typed) {
    const text = textAt(typed, id);
    const errors = textProblems(id, field.label, text, STORED.prose);
    return { ...(text && !errors.length && { answer: text }), errors, typed };
  },
  Control({ id, field, typed, errors, note, describedBy }) {
    const common = {
      name: id,
      label: { text: question(field), classes: "govuk-label--s" },
      hint: hintOf(field, note),
      value: typed[id],
      rows: field.rows ?? 8,
      errorMessage: errorAt(errors, id),
      describedBy,
    };
    return field.max && field.max < LIMITS.prose ? (
      <CharacterCount {...common} maxlength={field.max} threshold={75} />
    ) : (
      <Textarea {...common} />
    );
  },
};

export const money: FieldKind<"money"> = {
  fill: (id, _field, answer) => ({ [id]: moneyTyped(answer) }),
  parse(id, field, typed) {
    const { answer, errors } = parseAmount(id, field.label, typed);
    return { ...(answer !== undefined && { answer }), errors, typed };
  },
  Control: ({ id, field, typed, errors, note, describedBy }) => (
    <Input
      name={id}
      label={{ text: question(field), classes: "govuk-label--s" }}
      hint={hintOf(field, note)}
      value={typed[id]}
      prefix={{ text: "£" }}
      classes="govuk-input--width-10"
      inputmode="decimal"
      spellcheck={false}
      errorMessage={errorAt(errors, id)}
      describedBy={describedBy}
    />
  ),
};

/** An amount as its control shows it: without the pound sign that stands before the box. */
export function moneyTyped(pence: number): string {
  return formatMoney(pence).replace("£", "");
}

/** The largest amount that can be stored: a hundred billion pounds. */
const MOST = 10_000_000_000_000;

/** Pence, from what was typed at a path; nothing where nothing was typed. */
export function parseAmount(id: string, label: string, typed: Typed): { answer?: number; errors: Problem[] } {
  const text = lineAt(typed, id);
  if (text === "") return { errors: [] };
  const pence = parseMoney(text);
  if (pence !== undefined && Math.abs(pence) <= MOST) return { answer: pence, errors: [] };
  const message =
    pence !== undefined
      ? `${subject(label)} must be less than £100 billion`
      : /\d/.test(text) && !text.includes(REPLACEMENT)
        ? `${subject(label)} must be an amount of money, like 27,690 or 69,674.48`
        : enter(label);
  return { errors: [{ id, message }] };
}
