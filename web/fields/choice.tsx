/** Choosing: choice, choices, yes or no, marking, the decision maker, and a box to tick. */
import { WHO_DECIDES } from "#core/form/answer-problems.ts";
import { postTitle } from "#core/form/office.ts";
import type { Problem } from "#core/form/validate.ts";
import { select, yesOrNo } from "#core/form/wording.ts";
import { Checkboxes } from "#web/components/checkboxes.tsx";
import { Radios } from "#web/components/radios.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import {
  type ControlProps,
  errorAt,
  type FieldKind,
  hintOf,
  type Parsed,
  question,
  STORED,
  textProblems,
} from "./control.ts";
import { line } from "./text.tsx";
import { lineAt, type Typed, textAt } from "./typed.ts";

export const choice: FieldKind<"choice"> = {
  fill: (id, _field, answer) => ({ [id]: answer }),
  parse: (id, field, typed) =>
    parseOne(
      id,
      select(field.label),
      typed,
      field.options.map((o) => o.id),
    ),
  Control: (props) => (
    <OneOf
      {...props}
      options={props.field.options.map((o) => ({ value: o.id, text: o.label, hint: o.hint }))}
    />
  ),
};

export const maker: FieldKind<"maker"> = {
  fill: (id, _field, answer) => ({ [id]: answer }),
  parse: (id, field, typed) => parseOne(id, WHO_DECIDES, typed, field.posts),
  Control: (props) => (
    <OneOf
      {...props}
      options={props.field.posts.map((post) => ({
        value: post,
        text: postTitle(props.context.office, post),
      }))}
    />
  ),
};

/** Chosen from the office's markings; typed where it has named none. */
export const marking: FieldKind<"marking"> = {
  fill: (id, _field, answer) => ({ [id]: answer }),
  parse: (id, field, typed, context) =>
    context.office.markings
      ? parseOne(id, select(field.label), typed, context.office.markings)
      : (line.parse(id, { ...field, type: "line" }, typed, context) as Parsed<string>),
  Control: (props) =>
    props.context.office.markings ? (
      <OneOf {...props} options={props.context.office.markings.map((m) => ({ value: m, text: m }))} />
    ) : (
      <line.Control {...props} field={{ ...props.field, type: "line" }} />
    ),
};

export const choices: FieldKind<"choices"> = {
  fill: (id, _field, answer) => Object.fromEntries(answer.map((option) => [`${id}.${option}`, "yes"])),
  parse(id, field, typed) {
    const answer = field.options.map((o) => o.id).filter((option) => typed[`${id}.${option}`]);
    return { ...(answer.length && { answer }), errors: [], typed };
  },
  Control: ({ id, field, typed, errors, note, describedBy }) => (
    <Checkboxes
      name={id}
      fieldset={{ legend: { text: question(field), classes: "govuk-fieldset__legend--s" }, describedBy }}
      hint={hintOf(field, note) ?? { text: "Select all that apply" }}
      errorMessage={errorAt(errors, id)}
      items={field.options.map((o, i) => ({
        id: i ? `${id}.${o.id}` : id,
        name: `${id}.${o.id}`,
        value: "yes",
        text: o.label,
        hint: o.hint ? { text: o.hint } : undefined,
        checked: !!typed[`${id}.${o.id}`],
      }))}
    />
  ),
};

export const yesno: FieldKind<"yesno"> = {
  fill: (id, _field, { answer, detail }) => ({ [id]: answer, [`${id}.detail`]: detail ?? "" }),
  parse(id, field, typed) {
    const { answer, errors } = parseYesNo(id, field.label, typed);
    const detail = textAt(typed, `${id}.detail`);
    errors.push(...textProblems(`${id}.detail`, "The details", detail, STORED.prose));
    if (detail && !answer && !errors.length) errors.push({ id, message: yesOrNo(field.label) });
    if (!answer || errors.length) return { errors, typed };
    return { answer: { answer, ...(detail && { detail }) }, errors, typed };
  },
  Control({ id, field, typed, errors, note, describedBy }) {
    const radios = (
      <YesNo
        path={id}
        legend={{ text: question(field), classes: "govuk-fieldset__legend--s" }}
        hint={hintOf(field, note)}
        typed={typed}
        error={errorAt(errors, id)}
        describedBy={describedBy}
      />
    );
    if (!field.detail && !typed[`${id}.detail`]) return radios;
    return (
      <>
        {radios}
        <Textarea
          name={`${id}.detail`}
          label={{ text: field.detailLabel ?? detailLabel(field.detail) }}
          hint={
            field.detailLabel && field.detail !== "either"
              ? { text: `If the answer is ${field.detail ?? "yes"}.` }
              : undefined
          }
          value={typed[`${id}.detail`]}
          rows={3}
          errorMessage={errorAt(errors, `${id}.detail`)}
        />
      </>
    );
  },
};

export const declaration: FieldKind<"declaration"> = {
  fill: (id) => ({ [id]: "yes" }),
  parse: (id, _field, typed) => ({ ...(typed[id] && { answer: true as const }), errors: [], typed }),
  Control: ({ id, field, typed, errors, note, describedBy }) => (
    <Checkboxes
      name={id}
      fieldset={{ legend: { text: question(field), classes: "govuk-fieldset__legend--s" }, describedBy }}
      hint={hintOf(field, note)}
      errorMessage={errorAt(errors, id)}
      items={[{ value: "yes", text: field.statement, checked: !!typed[id] }]}
    />
  ),
};

function OneOf({
  id,
  field,
  typed,
  errors,
  note,
  describedBy,
  options,
}: ControlProps<"choice" | "maker" | "marking"> & {
  options: { value: string; text: string; hint?: string }[];
}) {
  return (
    <Radios
      name={id}
      fieldset={{ legend: { text: question(field), classes: "govuk-fieldset__legend--s" }, describedBy }}
      hint={hintOf(field, note)}
      errorMessage={errorAt(errors, id)}
      value={typed[id]}
      items={options.map((o, i) => ({
        id: i ? `${id}.${i + 1}` : id,
        value: o.value,
        text: o.text,
        hint: o.hint ? { text: o.hint } : undefined,
      }))}
    />
  );
}

interface YesNoProps {
  path: string;
  legend: { text: string; classes?: string };
  hint?: { text: string };
  typed: Typed;
  error?: { text: string };
  describedBy?: string;
}

/** Yes and no, with nothing preselected. */
export function YesNo({ path, legend, hint, typed, error, describedBy }: YesNoProps) {
  return (
    <Radios
      name={path}
      classes="govuk-radios--inline"
      fieldset={{ legend, describedBy }}
      hint={hint}
      errorMessage={error}
      value={typed[path]}
      items={[
        { value: "yes", text: "Yes" },
        { id: `${path}.no`, value: "no", text: "No" },
      ]}
    />
  );
}

/** What was chosen at a path, where it is a yes or a no. */
export function parseYesNo(
  path: string,
  label: string,
  typed: Typed,
): { answer?: "yes" | "no"; errors: Problem[] } {
  const chosen = lineAt(typed, path);
  if (chosen === "yes" || chosen === "no") return { answer: chosen, errors: [] };
  return { errors: chosen ? [{ id: path, message: yesOrNo(label) }] : [] };
}

function parseOne(id: string, message: string, typed: Typed, offered: readonly string[]): Parsed<string> {
  const chosen = typed[id] ?? "";
  if (chosen === "") return { errors: [], typed };
  if (offered.includes(chosen)) return { answer: chosen, errors: [], typed };
  return { errors: [{ id, message }], typed };
}

function detailLabel(detail: "yes" | "no" | "either" | undefined): string {
  return detail === "either" ? "Details" : `If ${detail ?? "yes"}, give details`;
}
