/**
 * A list of an office's records, or of what it has to do: a table whose first column leads to each and says
 * what kind it is. On a narrow screen each row is a card, and each cell says under which heading it stands.
 */
import type { Child } from "../components/markup.ts";

export interface ListedRow {
  href: string;
  name: string;
  /** In small print under the name. */
  kind?: string;
  /** Under the headings after the first. */
  cells: Child[];
}

interface ListedProps {
  caption: string;
  head: string[];
  rows: ListedRow[];
}

export function Listed({ caption, head, rows }: ListedProps) {
  return (
    <table class="govuk-table app-stack">
      <caption class="govuk-visually-hidden">{caption}</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {head.map((words) => (
            <th scope="col" class="govuk-table__header">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {rows.map(({ href, name, kind, cells }) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header app-stack__name">
              <a class="govuk-link" href={href}>
                {name}
              </a>
              {kind && <span class="app-stack__kind">{kind}</span>}
            </th>
            {cells.map((cell, i) => (
              <Cell label={head[i + 1]!}>{cell}</Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ label, children }: { label: string; children?: Child }) {
  const isEmpty = children === undefined || children === "";
  return (
    <td class="govuk-table__cell">
      {!isEmpty && (
        <span class="app-stack__label" aria-hidden="true">
          {label}:{" "}
        </span>
      )}
      {children}
    </td>
  );
}
