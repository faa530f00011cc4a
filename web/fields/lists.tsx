/** Lists of rows that are a whole answer: paragraphs, people, organisations, options, conditions, links. */
import type { AnswerOf } from "#core/form/answers.ts";
import type { FieldOf } from "#core/form/fields.ts";
import * as Columns from "./columns.ts";
import { type ControlProps, type FieldKind, hintOf, question } from "./control.ts";
import { Group } from "./group.tsx";
import { fillRows, parseRows, Rows } from "./rows.tsx";

type ListType = "clauses" | "person" | "organisation" | "options" | "conditions" | "links";

/** The rows of a field. */
export function rowSpec(field: FieldOf<ListType>): Columns.RowSpec {
  switch (field.type) {
    case "clauses":
      return Columns.clauses;
    case "person":
      return Columns.people(field);
    case "organisation":
      return Columns.organisations(field);
    case "options":
      return Columns.options((key) => !field.columns || (field.columns as string[]).includes(key));
    case "conditions":
      return Columns.conditions;
    case "links":
      return Columns.links;
  }
}

/** A field whose rows are its answer. */
function list<T extends Exclude<ListType, "clauses">>(): FieldKind<T> {
  return {
    fill: (id, field, answer) => fillRows(id, rowSpec(field), answer as Record<string, unknown>[]),
    parse(id, field, typed) {
      const { rows, errors, typed: shown } = parseRows(id, rowSpec(field), typed);
      const kept = rows.length > 0 && errors.length === 0;
      return { ...(kept && { answer: rows as unknown as AnswerOf<T> }), errors, typed: shown };
    },
    Control: (props) => <ListControl {...(props as ListProps)} />,
  };
}

type ListProps = Omit<ControlProps, "field"> & { field: FieldOf<ListType> };

function ListControl({ id, field, typed, errors, note, describedBy }: ListProps) {
  const lead = "lead" in field && field.lead ? `Printed after “${field.lead}”` : undefined;
  return (
    <Group
      id={id}
      legend={question(field)}
      hint={hintOf(field, lead, note)}
      errors={errors}
      describedBy={describedBy}
    >
      <Rows path={id} spec={rowSpec(field)} typed={typed} errors={errors} />
    </Group>
  );
}

export const person = list<"person">();
export const organisation = list<"organisation">();
export const options = list<"options">();
export const conditions = list<"conditions">();
export const links = list<"links">();

/** Its rows have one cell: the answer is the words alone. */
export const clauses: FieldKind<"clauses"> = {
  fill: (id, field, answer) =>
    fillRows(
      id,
      rowSpec(field),
      answer.map((text) => ({ text })),
    ),
  parse(id, field, typed) {
    const { rows, errors, typed: shown } = parseRows(id, rowSpec(field), typed);
    const kept = rows.length > 0 && errors.length === 0;
    return { ...(kept && { answer: rows.map((row) => row.text as string) }), errors, typed: shown };
  },
  Control: ListControl,
};
