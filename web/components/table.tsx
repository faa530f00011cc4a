/** Rows and columns, with headers that screen readers can follow. */
import { type Attributes, type Child, classNames, type Outer } from "./markup.ts";

export interface TableCell {
  text?: Child;
  format?: "numeric";
  classes?: string;
  colspan?: number;
  rowspan?: number;
  attributes?: Attributes;
}

export interface TableProps extends Outer {
  caption?: Child;
  captionClasses?: string;
  head?: TableCell[];
  rows: TableCell[][];
  firstCellIsHeader?: boolean;
}

export function Table(table: TableProps) {
  return (
    <table class={classNames("govuk-table", table.classes)} {...table.attributes}>
      {table.caption && (
        <caption class={classNames("govuk-table__caption", table.captionClasses)}>{table.caption}</caption>
      )}
      {table.head && (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {table.head.map((cell) => (
              <TableHeader scope="col" {...cell} />
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {table.rows.map((row) => (
          <tr class="govuk-table__row">
            {row.map((cell, i) =>
              i === 0 && table.firstCellIsHeader ? (
                <TableHeader scope="row" {...cell} format={undefined} />
              ) : (
                <TableData {...cell} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TableHeader({ scope, ...cell }: TableCell & { scope: "col" | "row" }) {
  return (
    <th
      scope={scope}
      class={classNames(
        "govuk-table__header",
        cell.format && `govuk-table__header--${cell.format}`,
        cell.classes,
      )}
      colspan={cell.colspan}
      rowspan={cell.rowspan}
      {...cell.attributes}
    >
      {cell.text}
    </th>
  );
}

function TableData(cell: TableCell) {
  return (
    <td
      class={classNames(
        "govuk-table__cell",
        cell.format && `govuk-table__cell--${cell.format}`,
        cell.classes,
      )}
      colspan={cell.colspan}
      rowspan={cell.rowspan}
      {...cell.attributes}
    >
      {cell.text}
    </td>
  );
}
