/**
 * Tables of answers: the yes/no matrix and the grid of numbers. Each pair of radios is a fieldset whose
 * legend names its row and column, so that a screen reader says what is answered; on a narrow screen
 * the rows become blocks.
 */
import type { AnswerOf } from "#core/form/answers.ts";
import type { FieldOf } from "#core/form/fields.ts";
import type { Problem } from "#core/form/validate.ts";
import { quoted } from "#core/form/wording.ts";
import { ErrorMessage } from "#web/components/error-message.tsx";
import { InputElement } from "#web/components/input.tsx";
import { Radios } from "#web/components/radios.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { parseYesNo } from "./choice.tsx";
import { errorAt, type FieldKind, hintOf, question, STORED, textProblems } from "./control.ts";
import { Group } from "./group.tsx";
import { lineAt, type Typed, textAt } from "./typed.ts";

type Matrix = FieldOf<"matrix">;
type Row = Matrix["rows"][number];

export const matrix: FieldKind<"matrix"> = {
  fill(id, _field, answer) {
    const typed: Typed = {};
    for (const [row, { answers, detail }] of Object.entries(answer)) {
      for (const [column, said] of Object.entries(answers)) typed[`${id}.${row}.${column}`] = said;
      typed[`${id}.${row}.detail`] = detail ?? "";
    }
    return typed;
  },
  parse(id, field, typed) {
    const answer: AnswerOf<"matrix"> = {};
    const errors: Problem[] = [];
    for (const row of field.rows) {
      const answers: Record<string, "yes" | "no"> = {};
      for (const column of field.columns) {
        const one = parseYesNo(`${id}.${row.id}.${column.id}`, row.label, typed);
        errors.push(...one.errors);
        if (one.answer) answers[column.id] = one.answer;
      }
      const detail = textAt(typed, detailPath(id, row));
      errors.push(...textProblems(detailPath(id, row), "The details", detail, STORED.prose));
      if (Object.keys(answers).length || detail) answer[row.id] = { answers, ...(detail && { detail }) };
    }
    return { ...(Object.keys(answer).length && !errors.length && { answer }), errors, typed };
  },
  Control({ id, field, typed, errors, note, describedBy }) {
    return (
      <Group
        id={id}
        legend={question(field)}
        hint={hintOf(field, note)}
        errors={errors}
        describedBy={describedBy}
      >
        <table class="govuk-table app-matrix">
          <caption class="govuk-visually-hidden">{field.label}</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              <td class="govuk-table__header" />
              {field.columns.map((column) => (
                <th scope="col" class="govuk-table__header">
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {field.rows.map((row) => (
              <MatrixRow id={id} field={field} row={row} typed={typed} errors={errors} />
            ))}
          </tbody>
        </table>
      </Group>
    );
  },
};

function MatrixRow({ id, field, row, typed, errors }: MatrixRowProps) {
  const detail = detailPath(id, row);
  const asksDetail = field.detail || typed[detail];
  return (
    <>
      <tr class={`govuk-table__row${asksDetail ? " app-matrix__row--detail" : ""}`}>
        <th scope="row" class="govuk-table__header app-matrix__question">
          {row.label}
          {row.hint && <span class="govuk-hint app-matrix__hint">{row.hint}</span>}
        </th>
        {field.columns.map((column) => (
          <td class="govuk-table__cell">
            <MatrixCell path={`${id}.${row.id}.${column.id}`} {...{ row, column, typed, errors }} />
          </td>
        ))}
      </tr>
      {asksDetail && (
        <tr class="govuk-table__row">
          <td class="govuk-table__cell" colspan={field.columns.length + 1}>
            <Textarea
              name={detail}
              label={{
                text: (
                  <>
                    {field.detail ? `${field.detail.label}, if ${field.detail.is}` : "Details"}
                    <span class="govuk-visually-hidden">: {row.label}</span>
                  </>
                ),
              }}
              value={typed[detail]}
              rows={2}
              errorMessage={errorAt(errors, detail)}
            />
          </td>
        </tr>
      )}
    </>
  );
}

interface MatrixRowProps {
  id: string;
  field: Matrix;
  row: Row;
  typed: Typed;
  errors: Problem[];
}

function MatrixCell({ path, row, column, typed, errors }: MatrixCellProps) {
  const words = `${row.label}: ${column.label}`;
  return (
    <Radios
      name={path}
      classes="govuk-radios--inline govuk-radios--small"
      fieldset={{ legend: { text: <span class="govuk-visually-hidden">{words}</span> } }}
      errorMessage={errorAt(errors, path)}
      value={typed[path]}
      items={[
        { value: "yes", text: "Yes" },
        { id: `${path}.no`, value: "no", text: "No" },
      ]}
    />
  );
}

interface MatrixCellProps {
  path: string;
  row: Row;
  column: Matrix["columns"][number];
  typed: Typed;
  errors: Problem[];
}

function detailPath(id: string, row: Row): string {
  return `${id}.${row.id}.detail`;
}

export const grid: FieldKind<"grid"> = {
  fill(id, _field, answer) {
    const typed: Typed = {};
    for (const [row, cells] of Object.entries(answer))
      for (const [column, n] of Object.entries(cells)) typed[`${id}.${row}.${column}`] = n;
    return typed;
  },
  parse(id, field, typed) {
    const answer: AnswerOf<"grid"> = {};
    const errors: Problem[] = [];
    for (const row of field.rows)
      for (const column of field.columns) {
        const path = `${id}.${row.id}.${column.id}`;
        const text = lineAt(typed, path)
          .replace(/[\s,]/g, "")
          .replace(/^[−–]/, "-")
          .replace(/^(-?)\./, "$10.");
        if (text === "") continue;
        if (/^-?\d{1,12}(\.\d{1,6})?$/.test(text)) {
          answer[row.id] ??= {};
          (answer[row.id] as Record<string, string>)[column.id] = text;
        } else
          errors.push({
            id: path,
            message: `The number for ${quoted(row.label)}, ${quoted(column.label)} must be a number, like 12 or 0.5`,
          });
      }
    return { ...(Object.keys(answer).length && !errors.length && { answer }), errors, typed };
  },
  Control({ id, field, typed, errors, note, describedBy }) {
    const cellErrors = errors.filter((e) => e.id.startsWith(`${id}.`));
    return (
      <Group
        id={id}
        legend={question(field)}
        hint={hintOf(field, field.unit && `In ${field.unit}`, note)}
        errors={errors}
        describedBy={describedBy}
      >
        {cellErrors.map((e) => (
          <ErrorMessage id={`${e.id}-error`} text={e.message} />
        ))}
        <table class="govuk-table app-grid">
          <caption class="govuk-visually-hidden">{field.label}</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              {field.rowHeading ? (
                <th scope="col" class="govuk-table__header">
                  {field.rowHeading}
                </th>
              ) : (
                <td class="govuk-table__header" />
              )}
              {field.columns.map((column) => (
                <th scope="col" class="govuk-table__header" id={`${id}:column:${column.id}`}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {field.rows.map((row) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header" id={`${id}:row:${row.id}`}>
                  {row.label}
                </th>
                {field.columns.map((column) => {
                  const path = `${id}.${row.id}.${column.id}`;
                  const error = errorAt(errors, path);
                  return (
                    <td class="govuk-table__cell">
                      <span class="app-cell-label" aria-hidden="true">
                        {column.label}
                      </span>
                      <InputElement
                        id={path}
                        name={path}
                        value={typed[path]}
                        inputmode="decimal"
                        classes="govuk-input--width-5"
                        errorMessage={error}
                        describedBy={error ? `${path}-error` : undefined}
                        attributes={{ "aria-labelledby": `${id}:row:${row.id} ${id}:column:${column.id}` }}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Group>
    );
  },
};
