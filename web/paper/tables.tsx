/** Tables of a paper: rows of answers, yes/no matrices, facts side by side. */
import type { Cell, PaperBlock } from "#core/document/paper.ts";
import { type Child, classNames } from "../components/markup.ts";
import { Words } from "./inline.tsx";
import type { PaperWords } from "./words.ts";

type Block<T extends PaperBlock["t"]> = Extract<PaperBlock, { t: T }>;

export function PaperTable({ block, words }: { block: Block<"table">; words: PaperWords }) {
  const { caption, head, rows, foot } = block;
  const columns = Math.max(head.length, ...rows.map((row) => row.length));
  return (
    <Scroll label={caption ?? words.table} columns={columns}>
      <table class="govuk-table">
        {caption && <caption class="govuk-table__caption govuk-table__caption--s">{caption}</caption>}
        {head.length > 0 && (
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              {head.map((cell) => (
                <HeadCell cell={cell} />
              ))}
            </tr>
          </thead>
        )}
        <tbody class="govuk-table__body">
          {rows.map((row) => (
            <Row cells={row} />
          ))}
        </tbody>
        {foot && (
          <tfoot class="app-paper__foot">
            <Row cells={foot} />
          </tfoot>
        )}
      </table>
    </Scroll>
  );
}

/** The answers in words: a tick in a box says nothing to those who cannot see it. */
export function MatrixTable({ block, words }: { block: Block<"matrix">; words: PaperWords }) {
  const say = (answer: boolean | null) =>
    answer === null ? words.unanswered : answer ? words.yes : words.no;
  return (
    <Scroll label={block.caption ?? block.heading ?? words.table} columns={block.columns.length + 1}>
      <table class="govuk-table app-paper__matrix">
        {block.caption && (
          <caption class="govuk-table__caption govuk-table__caption--s">{block.caption}</caption>
        )}
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            <HeadCell cell={{ c: block.heading ? [block.heading] : [] }} />
            {block.columns.map((column) => (
              <HeadCell cell={{ c: [column] }} />
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {block.rows.map((row) => (
            <>
              <tr class={classNames("govuk-table__row", row.detail && "app-paper__row--detailed")}>
                <th scope="row" class="govuk-table__header">
                  {row.label}
                </th>
                {row.answers.map((answer) => (
                  <td class="govuk-table__cell">{say(answer)}</td>
                ))}
              </tr>
              {row.detail && (
                <tr class="govuk-table__row">
                  <td class="govuk-table__cell" colspan={block.columns.length + 1}>
                    <Words c={row.detail} />
                  </td>
                </tr>
              )}
            </>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function Facts({ block }: { block: Block<"facts"> }) {
  if (block.as === "lines")
    return (
      <dl class="app-paper__lines">
        {block.rows.map((row) => (
          <div>
            <dt>{row.label}</dt>{" "}
            <dd>
              <Words c={row.c} />
            </dd>
          </div>
        ))}
      </dl>
    );
  return (
    <dl class="govuk-summary-list">
      {block.rows.map((row) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{row.label}</dt>
          <dd class="govuk-summary-list__value">
            <Words c={row.c} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A wide table scrolls by itself on a narrow screen, and by the keyboard (WCAG 2.1.1). */
function Scroll({ label, columns, children }: { label: string; columns: number; children: Child }) {
  if (columns < 3) return <>{children}</>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a fieldset, it groups no controls
    <div class="app-scroll" role="group" aria-label={label} tabindex={0}>
      {children}
    </div>
  );
}

function HeadCell({ cell }: { cell: Cell }) {
  // An empty header names nothing (axe's empty-table-header).
  if (cell.c.length === 0) return <td class="govuk-table__header" />;
  return (
    <th scope="col" class={classNames("govuk-table__header", alignment(cell))}>
      <Words c={cell.c} />
    </th>
  );
}

function Row({ cells }: { cells: Cell[] }) {
  return (
    <tr class="govuk-table__row">
      {cells.map((cell) =>
        cell.header ? (
          <th scope="row" class={classNames("govuk-table__header", alignment(cell))}>
            <Words c={cell.c} />
          </th>
        ) : (
          <td class={classNames("govuk-table__cell", alignment(cell))}>
            <Words c={cell.c} />
          </td>
        ),
      )}
    </tr>
  );
}

function alignment({ align }: Cell): string | undefined {
  if (align === "right") return "app-paper__right";
  return align === "centre" ? "app-paper__centre" : undefined;
}
