/** Dates: date and period. A month may be typed as a number or by its name. */
import type { Problem } from "#core/form/validate.ts";
import { subject } from "#core/form/wording.ts";
import { DateInput } from "#web/components/date-input.tsx";
import { Input } from "#web/components/input.tsx";
import { errorAt, type FieldKind, hintOf, question, STORED, textProblems } from "./control.ts";
import { Group } from "./group.tsx";
import { isBlank, lineAt, type Typed } from "./typed.ts";

export const date: FieldKind<"date"> = {
  fill: (id, _field, answer) => dateTyped(id, answer),
  parse(id, field, typed) {
    const { answer, errors } = parseDate(id, field.label, typed);
    return { ...(answer && { answer }), errors, typed };
  },
  Control: ({ id, field, typed, errors, note, describedBy }) => (
    <DateBoxes
      path={id}
      legend={{ text: question(field), classes: "govuk-fieldset__legend--s" }}
      hint={hintOf(field, note) ?? { text: "For example, 31 3 2026" }}
      typed={typed}
      errors={errors}
      describedBy={describedBy}
    />
  ),
};

export const period: FieldKind<"period"> = {
  fill: (id, _field, { from, to, words }) => ({
    ...dateTyped(`${id}.from`, from),
    ...dateTyped(`${id}.to`, to),
    [`${id}.words`]: words ?? "",
  }),
  parse(id, _field, typed) {
    if (isBlank(typed, id)) return { errors: [], typed };
    const from = parseDate(`${id}.from`, "The date it starts", typed);
    const to = parseDate(`${id}.to`, "The date it ends", typed);
    const words = lineAt(typed, `${id}.words`);
    const errors = [
      ...missingDate(`${id}.from`, "Enter the date it starts", typed),
      ...from.errors,
      ...missingDate(`${id}.to`, "Enter the date it ends", typed),
      ...to.errors,
      ...textProblems(`${id}.words`, "The length", words, STORED.line),
    ];
    if (errors.length || !from.answer || !to.answer) return { errors, typed };
    return { answer: { from: from.answer, to: to.answer, ...(words && { words }) }, errors, typed };
  },
  Control: ({ id, field, typed, errors, note, describedBy }) => (
    <Group
      id={id}
      legend={question(field)}
      hint={hintOf(field, note)}
      errors={errors}
      describedBy={describedBy}
    >
      {(["from", "to"] as const).map((end) => (
        <DateBoxes
          path={`${id}.${end}`}
          legend={{ text: end === "from" ? "Starts on" : "Ends on" }}
          hint={end === "from" ? { text: "For example, 1 4 2026" } : undefined}
          typed={typed}
          errors={errors}
        />
      ))}
      <Input
        name={`${id}.words`}
        label={{ text: "Its length in words (optional)" }}
        hint={{ text: "As the paper says it, for example “two years”" }}
        value={typed[`${id}.words`]}
        classes="govuk-input--width-20"
        errorMessage={errorAt(errors, `${id}.words`)}
      />
    </Group>
  ),
};

interface DateBoxesProps {
  path: string;
  legend: { text: string; classes?: string };
  hint?: { text: string };
  typed: Typed;
  errors: Problem[];
  describedBy?: string;
}

/** The day's box carries the path itself as its id, so that an error about the date leads to it. */
export function DateBoxes({ path, legend, hint, typed, errors, describedBy }: DateBoxesProps) {
  const wrong = PARTS.filter((part) => errorAt(errors, idOf(path, part)));
  const message = wrong.map((part) => errorAt(errors, idOf(path, part))?.text).join(". ");
  return (
    <DateInput
      id={`${path}.date`}
      fieldset={{ legend, describedBy }}
      hint={hint}
      errorMessage={message ? { text: message } : undefined}
      items={PARTS.map((part) => ({
        name: part,
        id: idOf(path, part),
        value: typed[`${path}.${part}`],
        error: wrong.length ? wrong.includes(part) || wrong.includes("day") : undefined,
        // A month may be typed by its name, so it must not get a keypad of digits.
        inputmode: part === "month" ? "text" : "numeric",
        classes: part === "month" ? "govuk-input--width-3" : undefined,
        attributes: { name: `${path}.${part}` },
      }))}
    />
  );
}

const PARTS = ["day", "month", "year"] as const;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function idOf(path: string, part: (typeof PARTS)[number]): string {
  return part === "day" ? path : `${path}.${part}`;
}

/** An ISO date in the three boxes at a path. */
export function dateTyped(path: string, iso: string): Typed {
  const [year = "", month = "", day = ""] = iso.split("-");
  return {
    [`${path}.day`]: String(Number(day)),
    [`${path}.month`]: String(Number(month)),
    [`${path}.year`]: year,
  };
}

/** The ISO date in the three boxes at a path; nothing where all are empty. */
export function parseDate(path: string, label: string, typed: Typed): { answer?: string; errors: Problem[] } {
  const [day, month, year] = PARTS.map((part) => lineAt(typed, `${path}.${part}`)) as [
    string,
    string,
    string,
  ];
  const absent = PARTS.filter((part) => !lineAt(typed, `${path}.${part}`));
  if (absent.length === 3) return { errors: [] };
  const must = subject(label);
  const [first] = absent;
  if (first)
    return { errors: [{ id: idOf(path, first), message: `${must} must include a ${absent.join(" and ")}` }] };
  if (/^\d+$/.test(year) && year.length !== 4)
    return { errors: [{ id: idOf(path, "year"), message: "Year must include 4 numbers" }] };
  const iso = `${year}-${monthNumber(month)}-${day.padStart(2, "0")}`;
  const real =
    /^\d{4}-\d{2}-\d{2}$/.test(iso) &&
    !Number.isNaN(Date.parse(iso)) &&
    new Date(iso).toISOString().startsWith(iso);
  return real
    ? { answer: iso, errors: [] }
    : { errors: [{ id: path, message: `${must} must be a real date` }] };
}

function monthNumber(typed: string): string {
  if (/^\d{1,2}$/.test(typed)) return typed.padStart(2, "0");
  const index = MONTHS.indexOf(typed.toLowerCase().slice(0, 3));
  return index < 0 ? typed : String(index + 1).padStart(2, "0");
}

function missingDate(path: string, message: string, typed: Typed): Problem[] {
  return isBlank(typed, path) ? [{ id: path, message }] : [];
}
