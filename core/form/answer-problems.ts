/**
 * What is wrong with one answer that is already in stored shape: choices that the form does not offer,
 * rows left open, words that are too long, a period that ends before it starts. One case a field type.
 */
import type { AnswerOf, Entry } from "./answers.ts";
import type { Form } from "./definition.ts";
import type { FieldOf, FieldType } from "./fields.ts";
import type { Office } from "./office.ts";
import { enter, quoted, select, subject, yesOrNo } from "./wording.ts";

export interface Problem {
  /** The path of the control: "period.to", "funding.awards.0.amount". */
  id: string;
  message: string;
}

export interface Setting {
  form: Form;
  /** Where given, markings and grounds must be the office's own. */
  office?: Office;
  required: boolean;
}

export const LIMITS = { line: 200, prose: 50_000 } as const;

export const WHO_DECIDES = "Select who decides";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** True where nothing was said: no answer, blank words, no rows. */
export function isUnanswered(found: Entry): boolean {
  const { answer } = found;
  if (answer === undefined) return true;
  if (typeof answer === "string") return answer.trim() === "";
  if (Array.isArray(answer)) return answer.length === 0;
  if (found.type === "funding" && found.answer)
    return (
      !rows(found.answer.sources) && !rows(found.answer.awards) && found.answer.statedTotal === undefined
    );
  return typeof answer === "object" && Object.keys(answer).length === 0;
}

/** The problem of a required field that has no answer. */
export function missing({ id, type, field }: Entry): Problem {
  const { label } = field;
  switch (type) {
    case "choice":
    case "choices":
    case "marking":
      return { id, message: select(label) };
    case "maker":
      return { id, message: WHO_DECIDES };
    case "yesno":
    case "withholding":
      return { id, message: yesOrNo(label) };
    case "matrix":
      return { id, message: `Select yes or no in every row of ${quoted(label)}` };
    case "funding":
      return {
        id,
        message: asksTable(field, "awards")
          ? "Enter at least one award"
          : "Enter at least one source of money",
      };
    case "options":
      return { id, message: "Enter at least one option" };
    case "conditions":
      return { id, message: "Enter at least one condition" };
    case "links":
      return { id, message: "Enter at least one linked record" };
    case "attachments":
      return { id, message: `Attach a file for ${quoted(label)}` };
    case "declaration":
      return { id, message: `Tick the box to confirm ${quoted(label)}` };
    default:
      return { id, message: enter(label) };
  }
}

/** A form that names neither table asks both. */
export function asksTable(field: FieldOf<"funding">, table: "sources" | "awards"): boolean {
  return field[table] ?? (field.sources === undefined && field.awards === undefined);
}

/** Everything wrong with an answer that is there. */
export function problemsOf(found: Entry, setting: Setting): Problem[] {
  const check = CHECKS[found.type] as (id: string, field: unknown, answer: unknown, s: Setting) => Problem[];
  return check(found.id, found.field, found.answer, setting);
}

type Checks = {
  [T in FieldType]: (id: string, field: FieldOf<T>, answer: AnswerOf<T>, setting: Setting) => Problem[];
};

const CHECKS: Checks = {
  line: (id, field, answer) => tooLong(id, field.label, answer, field.max ?? LIMITS.line),
  prose: (id, field, answer) => tooLong(id, field.label, answer, field.max ?? LIMITS.prose),
  clauses: (id, field, answer) =>
    answer.flatMap((text, i) => [
      ...when(!text.trim(), `${id}.${i}.text`, `Enter the words of paragraph ${i + 1}, or remove it`),
      ...tooLong(`${id}.${i}.text`, `Paragraph ${i + 1}`, text, field.max ?? LIMITS.prose),
    ]),
  date: () => [],
  money: () => [],
  period: (id, _field, { from, to }) =>
    when(to < from, `${id}.to`, "The date it ends must be the same as or after the date it starts"),
  person(id, field, people) {
    const name = field.name ?? "required";
    const role = field.role ?? "optional";
    return [
      ...when(
        people.length > 1 && !field.many,
        `${id}.1.${name === "none" ? "role" : "name"}`,
        "Enter one person only",
      ),
      ...people.flatMap((person, i) => [
        ...when(name === "required" && !person.name?.trim(), `${id}.${i}.name`, "Enter the person’s name"),
        ...when(
          role === "required" && !person.role?.trim(),
          `${id}.${i}.role`,
          "Enter the person’s job title",
        ),
        ...when(
          !person.name?.trim() && !person.role?.trim(),
          `${id}.${i}.${name === "none" ? "role" : "name"}`,
          "Enter a name or a job title",
        ),
        ...when(
          !!person.email && !EMAIL.test(person.email),
          `${id}.${i}.email`,
          "Enter an email address in the correct format, like name@example.org",
        ),
      ]),
    ];
  },
  organisation: (id, field, bodies) => [
    ...when(bodies.length > 1 && !field.many, `${id}.1.name`, "Enter one organisation only"),
    ...bodies.flatMap((body, i) =>
      when(!body.name.trim(), `${id}.${i}.name`, "Enter the organisation’s name"),
    ),
  ],
  choice: (id, field, answer) => when(!has(field.options, answer), id, select(field.label)),
  choices: (id, field, answer) =>
    when(
      answer.some((a) => !has(field.options, a)) || new Set(answer).size < answer.length,
      id,
      select(field.label),
    ),
  yesno(id, field, { answer, detail }) {
    const asked = field.detail === "either" || field.detail === answer;
    return when(
      asked && !!field.detailRequired && !detail?.trim(),
      `${id}.detail`,
      field.detailLabel ? enter(field.detailLabel) : `Enter details for ${quoted(field.label)}`,
    );
  },
  matrix: (id, field, answer) => [
    ...unknownKeys(id, answer, field.rows),
    ...field.rows.flatMap((row) => {
      const given = answer[row.id];
      const path = `${id}.${row.id}`;
      const { detail } = field;
      return [
        ...unknownKeys(path, given?.answers ?? {}, field.columns),
        ...field.columns.flatMap((column) =>
          when(
            given?.answers[column.id] === undefined,
            `${path}.${column.id}`,
            yesOrNo(field.columns.length > 1 ? `${row.label}: ${column.label}` : row.label),
          ),
        ),
        ...when(
          !!detail?.required && given?.answers[detail.column] === detail.is && !given.detail?.trim(),
          `${path}.detail`,
          `Enter details for ${quoted(row.label)}`,
        ),
      ];
    }),
  ],
  grid: (id, field, answer, { required }) => [
    ...unknownKeys(id, answer, field.rows),
    ...field.rows.flatMap((row) => [
      ...unknownKeys(`${id}.${row.id}`, answer[row.id] ?? {}, field.columns),
      ...field.columns.flatMap((column) => {
        const path = `${id}.${row.id}.${column.id}`;
        const cell = answer[row.id]?.[column.id];
        const name = `${quoted(row.label)}, ${quoted(column.label)}`;
        if (cell === undefined) return when(required, path, `Enter a number for ${name}`);
        const places = cell.split(".")[1]?.length ?? 0;
        return when(
          field.decimals !== undefined && places > field.decimals,
          path,
          field.decimals === 0
            ? `The number for ${name} must be a whole number`
            : `The number for ${name} must have no more than ${field.decimals} decimal ${field.decimals === 1 ? "place" : "places"}`,
        );
      }),
    ]),
  ],
  funding: (id, field, { sources = [], awards = [], statedTotal }) => [
    ...when(
      sources.length > 0 && !asksTable(field, "sources"),
      `${id}.sources`,
      "This form does not ask where the money comes from",
    ),
    ...when(
      awards.length > 0 && !asksTable(field, "awards"),
      `${id}.awards`,
      "This form does not ask who receives the money",
    ),
    ...when(
      statedTotal !== undefined && !field.statedTotal,
      `${id}.statedTotal`,
      "This form does not ask for a stated total",
    ),
    ...sources.flatMap((s, i) =>
      when(!s.from.trim(), `${id}.sources.${i}.from`, "Enter who the money comes from"),
    ),
    ...awards.flatMap((a, i) => [
      ...when(!a.recipient.trim(), `${id}.awards.${i}.recipient`, "Enter who receives the award"),
      ...when(
        (a.ofWhich ?? []).reduce((sum, part) => sum + part.amount, 0) > Math.max(a.amount, 0),
        `${id}.awards.${i}.ofWhich`,
        "The parts of an award must not come to more than the award",
      ),
    ]),
  ],
  options: (id, _field, options) => [
    ...options.flatMap((o, i) => when(!o.label.trim(), `${id}.${i}.label`, "Enter a name for the option")),
    ...when(options.filter((o) => o.preferred).length > 1, id, "Select one preferred option only"),
  ],
  conditions: (id, _field, conditions) =>
    conditions.flatMap((c, i) => when(!c.text.trim(), `${id}.${i}.text`, "Enter the words of the condition")),
  links: (id, _field, links) =>
    links.flatMap((link, i) =>
      link.to === "external"
        ? when(!link.url, `${id}.${i}.url`, "Enter the address of the page or file")
        : when(!link.reference?.trim(), `${id}.${i}.reference`, "Enter the number of the record"),
    ),
  marking: (id, field, answer, { office }) =>
    when(!!office?.markings && !office.markings.includes(answer), id, select(field.label)),
  withholding(id, field, answer, { form, office }) {
    if (answer.withheld === "no") return [];
    const { parts, ground, reason } = answer;
    const grounds = office?.withholding;
    return [
      ...when(Array.isArray(parts) && parts.length === 0, `${id}.parts`, "Select what must be withheld"),
      ...when(
        Array.isArray(parts) && parts.some((part) => !Object.hasOwn(form.fields, part)),
        `${id}.parts`,
        "Select parts that this form has",
      ),
      ...when(
        grounds ? !grounds.some((g) => g.id === ground) : !ground?.trim(),
        `${id}.ground`,
        "Select the ground for withholding",
      ),
      ...when(
        !reason?.trim(),
        `${id}.reason`,
        field.reasonLabel ? enter(field.reasonLabel) : "Enter the reasons for withholding",
      ),
    ];
  },
  attachments: () => [],
  maker: (id, field, answer) => when(!field.posts.includes(answer), id, WHO_DECIDES),
  declaration: () => [],
};

function when(wrong: boolean, id: string, message: string): Problem[] {
  return wrong ? [{ id, message }] : [];
}

function tooLong(id: string, label: string, text: string, max: number): Problem[] {
  return when(
    text.length > max,
    id,
    `${subject(label)} must be ${max.toLocaleString("en-GB")} characters or less`,
  );
}

function has(choices: { id: string }[], id: string): boolean {
  return choices.some((c) => c.id === id);
}

function rows(list: unknown[] | undefined): boolean {
  return (list?.length ?? 0) > 0;
}

function unknownKeys(id: string, given: object, known: { id: string }[]): Problem[] {
  return Object.keys(given)
    .filter((key) => !has(known, key))
    .map((key) => ({ id, message: `There is no row or column “${key}”` }));
}
