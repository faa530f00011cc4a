/** Published funding that ends within a year: when, how much, to whom, and which record goes on from it. */
import { formatDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import type { Office } from "#core/form/office.ts";
import { noticePath } from "#core/notice/addresses.ts";
import type { Ending } from "#core/notice/ending.store.ts";
import type { Onward } from "#core/notice/ending.ts";
import { callOf } from "#core/notice/words.ts";
import { Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";

interface EndingProps {
  office: Office;
  officer: Officer;
  /** The soonest first. */
  endings: Ending[];
  /** Months before the end when somebody is reminded. */
  months: number[];
  /** There are more than these. */
  more: boolean;
}

const HOW: Record<Onward["how"], string> = {
  renewed: "Renewed by",
  replaced: "Replaced by",
  revoked: "Revoked by",
};

export function EndingPage({ office, officer, endings, months, more }: EndingProps) {
  return (
    <OfficerPage title="Funding that ends soon" office={office} officer={officer} wide back="/">
      <Heading>Funding that ends soon</Heading>
      <p class="govuk-body">
        Published funding whose last day is within 12 months, the soonest first. It counts as renewed once a
        later published record says that it continues or supersedes it.
      </p>
      <p class="govuk-body">{reminderWords(months)}</p>
      {more && <p class="govuk-body">There is more than this page holds: here are the first.</p>}
      {endings.length > 0 ? (
        <Endings endings={endings} />
      ) : (
        <p class="govuk-body">No published funding ends within 12 months.</p>
      )}
    </OfficerPage>
  );
}

function Endings({ endings }: { endings: Ending[] }) {
  return (
    <table class="govuk-table app-stack">
      <caption class="govuk-visually-hidden">Funding that ends within 12 months</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {["Record", "Ends", "Amount", "To", "Goes on"].map((words) => (
            <th scope="col" class="govuk-table__header">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {endings.map(({ entry, to, onward }) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header app-stack__name">
              <a class="govuk-link" href={recordPath(entry.id)}>
                {entry.title}
              </a>
              <span class="app-stack__kind">{entry.reference}</span>
            </th>
            <Cell label="Ends">{formatDate(to)}</Cell>
            <Cell label="Amount">{entry.amount === undefined ? "" : formatMoney(entry.amount)}</Cell>
            <Cell label="To">{entry.recipients.map((r) => r.name).join(", ")}</Cell>
            <Cell label="Goes on">{onward ? <OnwardLine {...onward} /> : "No later record"}</Cell>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OnwardLine({ how, by }: Onward) {
  return (
    <>
      {HOW[how]}{" "}
      <a class="govuk-link" href={noticePath(by.office.slug, by.slug)}>
        {callOf(by)}
      </a>
    </>
  );
}

/** On a narrow screen, where the headings of the table are not seen, each cell says what it is. */
function Cell({ label, children }: { label: string; children?: unknown }) {
  return (
    <td class="govuk-table__cell">
      {children !== "" && (
        <span class="app-stack__label" aria-hidden="true">
          {label}:{" "}
        </span>
      )}
      {children as string}
    </td>
  );
}

function reminderWords(months: number[]): string {
  if (months.length === 0) return "Your office sends no reminders of it.";
  const list = [...months].sort((a, b) => b - a).map(String);
  const when = [list.slice(0, -1).join(", "), list.at(-1)].filter(Boolean).join(" and ");
  return `The author and governance are reminded by email ${when} ${when === "1" ? "month" : "months"} before, once each, unless it is renewed.`;
}
