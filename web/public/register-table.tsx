/**
 * Decisions in a table, the same on every page of the register. On a narrow screen each row becomes a
 * card (register.scss), with the column's name beside each value.
 */
import { formatDate, londonDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import { noticePath, pdfPath } from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import {
  callOf,
  changeWords,
  makerWords,
  outcomeWords,
  publishedOnOf,
  sizeWords,
} from "#core/notice/words.ts";
import type { Child } from "../components/markup.ts";
import { Day } from "./day.tsx";

/** More than this many recipients are counted, not named: the notice names them all. */
const NAMED = 3;

// Safari drops a table's meaning with `display: block`, which makes the cards; roles keep it.
const ROLE = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  column: { role: "columnheader", scope: "col" },
  header: { role: "rowheader", scope: "row" },
  cell: { role: "cell" },
};

const COLUMNS = [
  ["Number", "number"],
  ["Title", "title"],
  ["Decided", "date"],
  ["Published", "date"],
  ["Decided by", "maker"],
  ["Amount", "amount"],
  ["Download", "download"],
] as const;

export interface RegisterTableProps {
  /** Says what the table holds; shown to screen readers only, since a heading stands above it. */
  caption: string;
  entries: RegisterEntry[];
  /** Name the office in each row: for pages across offices. */
  offices?: boolean;
}

export function RegisterTable({ caption, entries, offices }: RegisterTableProps) {
  return (
    <table class="govuk-table app-register" {...ROLE.table}>
      <caption class="govuk-visually-hidden">{caption}</caption>
      <thead {...ROLE.group}>
        <tr {...ROLE.row}>
          {COLUMNS.map(([text, id]) => (
            <th {...ROLE.column} class={`app-register__${id}`}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLE.group}>
        {entries.map((entry) => (
          <Row entry={entry} office={offices} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry, office }: { entry: RegisterEntry; office?: boolean }) {
  const published = publishedOnOf(entry);
  return (
    <tr {...ROLE.row}>
      <th {...ROLE.header}>{entry.reference ?? "No number"}</th>
      <td {...ROLE.cell} class="app-register__title">
        <Title entry={entry} />
        {office && <small>{entry.office.name}</small>}
        <Notes entry={entry} />
      </td>
      <Cell label="Decided">{entry.decidedOn && <Day date={entry.decidedOn} pattern="d MMM yyyy" />}</Cell>
      <Cell label="Published">{published && <Day date={published} pattern="d MMM yyyy" />}</Cell>
      <Cell label="Decided by">{decidedBy(entry)}</Cell>
      <Cell label="Amount" classes="app-register__amount">
        {entry.amount !== undefined && formatMoney(entry.amount)}
      </Cell>
      <Cell label="Download">{entry.pdf && <Download entry={entry} pdf={entry.pdf} />}</Cell>
    </tr>
  );
}

/** An empty cell is empty; a card leaves it out. */
function Cell({ label, classes, children }: { label: string; classes?: string; children: Child }) {
  return (
    <td {...ROLE.cell} class={classes}>
      {children ? (
        <>
          <span class="app-register__label" aria-hidden="true">
            {label}
          </span>
          {children}
        </>
      ) : null}
    </td>
  );
}

function Title({ entry }: { entry: RegisterEntry }) {
  return (
    <a class="govuk-link" href={noticePath(entry.office.slug, entry.slug)}>
      {entry.status === "withdrawn"
        ? "Withdrawn before publication"
        : entry.status === "unpublished"
          ? "Withdrawn from publication"
          : entry.title}
    </a>
  );
}

/** What the columns do not say: what kind of paper, what became of it, for whom, what is withheld. */
function Notes({ entry }: { entry: RegisterEntry }) {
  const outcome = entry.kind === "decision" && entry.outcome !== "approve" ? outcomeWords(entry) : undefined;
  const more = entry.recipients.length - NAMED;
  const named = entry.recipients.slice(0, NAMED).map((r) => r.name);
  const to = [...named, ...(more > 0 ? [`${more} more`] : [])].join(", ");
  const notes = [
    ...(entry.changedBy ?? []).map(changeWords),
    entry.earlier &&
      entry.status !== "unpublished" &&
      `Corrected on ${formatDate(londonDate(entry.updatedAt))}`,
    entry.kind === "decision" ? undefined : entry.form.title,
    entry.imported && "Imported from an earlier register",
    outcome,
    to && `To ${to}`,
    entry.status === "withdrawn" && entry.reason,
    entry.withheld && `${entry.withheld.whole ? "Withheld" : "Part withheld"}: ${entry.withheld.ground}`,
  ];
  return (
    <>
      {notes.filter(Boolean).map((note) => (
        <small>{note}</small>
      ))}
    </>
  );
}

function Download({ entry, pdf }: { entry: RegisterEntry; pdf: { bytes: number } }) {
  return (
    <a class="govuk-link" href={pdfPath(entry.office.slug, entry.slug)}>
      PDF<span class="govuk-visually-hidden"> of {callOf(entry)}</span>, {sizeWords(pdf.bytes)}
    </a>
  );
}

/** A report or notice is nobody's decision: it says who released it. */
function decidedBy(entry: RegisterEntry): string {
  const makers = entry.makers.map(makerWords).join("; ");
  return makers && entry.kind !== "decision" ? `Released by ${makers}` : makers;
}
