/**
 * Rows: any list of things that are asked the same questions. "Add another" and "Remove" are ordinary
 * submit buttons, so they work without JavaScript; a spreadsheet can be pasted in. A row in which
 * nothing was typed is no row. One that says something wrong is shown back with its message.
 */
import { formatMoney, parseMoney } from "#core/form/money.ts";
import type { Problem } from "#core/form/validate.ts";
import { Button } from "#web/components/button.tsx";
import { Checkboxes } from "#web/components/checkboxes.tsx";
import { Details } from "#web/components/details.tsx";
import { Input } from "#web/components/input.tsx";
import type { Child } from "#web/components/markup.ts";
import { Select } from "#web/components/select.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import type { Column, RowSpec } from "./columns.ts";
import { errorAt, STORED, textProblems } from "./control.ts";
import { moneyTyped, parseAmount } from "./text.tsx";
import { closeUp, isBlank, lineAt, rowCount, type Typed, textAt } from "./typed.ts";

type Row = Record<string, unknown>;

/** What rows look like typed into their controls. */
export function fillRows(path: string, spec: RowSpec, rows: readonly Row[]): Typed {
  const typed: Typed = {};
  rows.forEach((row, i) => {
    for (const column of spec.columns) {
      const value = row[column.key];
      if (value !== undefined) typed[`${path}.${i}.${column.key}`] = cellTyped(column, value);
    }
  });
  return typed;
}

/** The rows made of what was typed, with blank ones left out (and closed up in what is shown back). */
export function parseRows(
  path: string,
  spec: RowSpec,
  as: Typed,
): { rows: Row[]; errors: Problem[]; typed: Typed } {
  const typed = closeUp(as, path, defaulted(spec));
  const errors: Problem[] = [];
  const rows = [...Array(rowCount(typed, path)).keys()].map((i) => {
    const row: Row = spec.always ? { [spec.always]: "" } : {};
    for (const column of spec.columns) {
      const id = `${path}.${i}.${column.key}`;
      const { value, problems } = parseCell(id, column, typed);
      errors.push(...problems);
      if (value !== undefined) row[column.key] = value;
      else if (column.needed && !problems.length) errors.push({ id, message: column.needed });
    }
    return row;
  });
  return { rows, errors, typed };
}

/** Cells that always hold something, so that they do not make a row. */
export function defaulted(spec: RowSpec): string[] {
  return spec.columns.filter((c) => c.kind === "select" && c.options?.[0]?.value).map((c) => c.key);
}

interface RowsProps {
  path: string;
  spec: RowSpec;
  typed: Typed;
  errors: Problem[];
  /** Words after the rows: a total. */
  after?: Child;
}

export function Rows({ path, spec, typed, errors, after }: RowsProps) {
  const count = Math.max(1, rowCount(typed, path));
  return (
    <>
      {[...Array(count).keys()].map((index) => (
        <OneRow path={path} index={index} alone={!spec.many && count === 1} {...{ spec, typed, errors }} />
      ))}
      {after}
      {spec.many && (
        <>
          <Button
            classes="govuk-button--secondary"
            name="do"
            value={`add:${path}`}
            attributes={landsOn(`${path}.${count}`)}
          >
            Add another {spec.noun}
          </Button>
          <Details summaryText="Paste from a spreadsheet" open={!!typed[`${path}.paste`]}>
            <Textarea
              name={`${path}.paste`}
              label={{ text: `Rows to add, one ${spec.noun} on each line` }}
              hint={{
                text: `Copy the cells with or without their headings: ${spec.columns
                  .filter((c) => c.asked)
                  .map((c) => c.label.replace(/ \(.*\)$/, "").toLowerCase())
                  .join(", ")}.`,
              }}
              value={typed[`${path}.paste`]}
              rows={4}
            />
            <Button
              classes="govuk-button--secondary"
              name="do"
              value={`paste:${path}`}
              attributes={landsOn(`${path}.0`)}
            >
              Add these rows
            </Button>
          </Details>
        </>
      )}
    </>
  );
}

interface OneRowProps extends Omit<RowsProps, "after"> {
  index: number;
  /** The only row there can be: it needs no name of its own. */
  alone: boolean;
}

function OneRow({ path, index, alone, spec, typed, errors }: OneRowProps) {
  const row = `${path}.${index}`;
  const name = `${spec.noun} ${index + 1}`;
  const shown = spec.columns.filter((c) => c.asked || !!typed[`${row}.${c.key}`]);
  const cells = shown.map((column) => (
    <div class={`app-row__cell app-row__cell--${column.width ?? "normal"}`}>
      <Cell
        id={`${row}.${column.key}`}
        column={shown.length === 1 && !alone ? { ...column, label: capital(name) } : column}
        typed={typed}
        errors={errors}
      />
    </div>
  ));
  if (alone) return <div class="app-row app-row--alone">{cells}</div>;
  return (
    <fieldset class="govuk-fieldset app-row" id={row} tabindex={-1}>
      <legend class="govuk-fieldset__legend app-row__name">
        <span class={shown.length === 1 ? "govuk-visually-hidden" : undefined}>{capital(name)}</span>
      </legend>
      {cells}
      {(rowCount(typed, path) > 1 || !isBlank(typed, row, defaulted(spec))) && (
        <div class="app-row__remove">
          <Button
            classes="govuk-button--secondary app-button--small"
            name="do"
            value={`remove:${row}`}
            attributes={landsOn(`${path}.${Math.max(0, index - 1)}`)}
          >
            Remove<span class="govuk-visually-hidden"> {name}</span>
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** The page that answers opens at a row, so that nobody has to look for it again. */
function landsOn(id: string): { formaction: string } {
  return { formaction: `#${id}` };
}

interface CellProps {
  id: string;
  column: Column;
  typed: Typed;
  errors: Problem[];
}

function Cell({ id, column, typed, errors }: CellProps) {
  const common = {
    name: id,
    label: { text: column.label },
    hint: column.hint ? { text: column.hint } : undefined,
    value: typed[id],
    errorMessage: errorAt(errors, id),
  };
  switch (column.kind) {
    case "prose":
    case "lines":
    case "parts":
      return <Textarea {...common} rows={3} />;
    case "money":
      return (
        <Input
          {...common}
          prefix={{ text: "£" }}
          classes="govuk-input--width-10"
          inputmode="decimal"
          spellcheck={false}
        />
      );
    case "email":
      return <Input {...common} type="email" spellcheck={false} />;
    case "select":
      return <Select {...common} items={column.options ?? []} />;
    case "tick":
      return (
        <Checkboxes
          name={id}
          classes="govuk-checkboxes--small"
          errorMessage={common.errorMessage}
          items={[{ value: "yes", text: column.label, checked: !!typed[id] }]}
        />
      );
    default:
      return <Input {...common} />;
  }
}

function cellTyped(column: Column, value: unknown): string {
  switch (column.kind) {
    case "money":
      return moneyTyped(value as number);
    case "tick":
      return value ? "yes" : "";
    case "lines":
      return (value as string[]).join("\n");
    case "parts":
      return (value as Part[]).map((p) => `${p.label}: ${formatMoney(p.amount)}`).join("\n");
    default:
      return value as string;
  }
}

interface Part {
  label: string;
  amount: number;
}

function parseCell(id: string, column: Column, typed: Typed): { value?: unknown; problems: Problem[] } {
  const label = column.label.replace(/ \((optional|if|never).*\)$/i, "").replace(/,.*$/, "");
  const bounded = (text: string, longest: number) => {
    const problems = textProblems(id, label, text, longest);
    return { ...(text && !problems.length && { value: text }), problems };
  };
  switch (column.kind) {
    case "money": {
      const { answer, errors } = parseAmount(id, label, typed);
      return { value: answer, problems: errors };
    }
    case "tick":
      return { ...(typed[id] && { value: true }), problems: [] };
    case "select": {
      const chosen = typed[id] || column.options?.[0]?.value;
      if (!chosen) return { problems: [] };
      const offered = column.options?.some((o) => o.value === chosen);
      return offered
        ? { value: chosen, problems: [] }
        : { problems: [{ id, message: `Select ${label.toLowerCase()}` }] };
    }
    case "prose":
      return bounded(textAt(typed, id), STORED.prose);
    case "lines": {
      const lines = linesOf(typed[id]);
      const problems = lines.flatMap((l) => textProblems(id, label, l, STORED.line));
      return { ...(lines.length && !problems.length && { value: lines }), problems };
    }
    case "parts":
      return parseParts(id, label, linesOf(typed[id]));
    default: {
      const text = lineAt(typed, id);
      if (column.key === "url" && text && !/^https?:\/\/\S+$/.test(text))
        return { problems: [{ id, message: "Enter an address that starts with https:// or http://" }] };
      return bounded(text, STORED.line);
    }
  }
}

/** "Evaluation: £5,000" on each line: the amount stands after the last colon. */
function parseParts(id: string, label: string, lines: string[]): { value?: Part[]; problems: Problem[] } {
  const parts = lines.map((text) => {
    const [, name = "", amount = ""] = /^(.*?)\s*[:\t]\s*([^:\t]*)$/s.exec(text) ?? [];
    return { text, label: name, amount: parseMoney(amount) };
  });
  const wrong = parts.find((p) => p.label === "" || p.amount === undefined);
  const problems = wrong
    ? [{ id, message: `Enter a name, a colon and an amount on each line, not “${wrong.text}”` }]
    : lines.flatMap((l) => textProblems(id, label, l, STORED.line));
  if (problems.length || !parts.length) return { problems };
  return { value: parts.map((p) => ({ label: p.label, amount: p.amount as number })), problems };
}

function linesOf(text = ""): string[] {
  return text
    .split("\n")
    .map((l) => l.trim())
    .filter(Boolean);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
