/** Numbers that the register has no entry of yet, and what the daily check of all of them found. */
import { formatInstant } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import type { NumbersCheck } from "#core/record/numbering.store.ts";
import type { WaitingNumber } from "#core/record/open-numbers.store.ts";
import { Tag } from "../components/tag.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";
import { STATES } from "./words.ts";

interface NumbersProps {
  office: Office;
  officer: Officer;
  waiting: WaitingNumber[];
  check?: NumbersCheck;
}

export function NumbersPage({ office, officer, waiting, check }: NumbersProps) {
  return (
    <OfficerPage title="Numbers" office={office} officer={officer} back="/" wide>
      <Heading>Numbers</Heading>
      <p class="govuk-body">
        Each number that is given is in the public register in the end: published, withheld or withdrawn. It
        says of these that they are not published yet.
      </p>
      {waiting.length === 0 ? (
        <p class="govuk-body">Every number that was given is in the register.</p>
      ) : (
        <Waiting waiting={waiting} />
      )}
      <h2 class="govuk-heading-m">The daily check</h2>
      <Checked check={check} />
    </OfficerPage>
  );
}

function Waiting({ waiting }: Pick<NumbersProps, "waiting">) {
  return (
    <table class="govuk-table app-stack">
      <caption class="govuk-table__caption govuk-table__caption--m">Not in the register yet</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {["Number", "Record", "State", "Who holds it"].map((words) => (
            <th scope="col" class="govuk-table__header">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {waiting.map(({ reference, id, title, state, holder }) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header app-stack__name">
              {reference}
            </th>
            <td class="govuk-table__cell">
              <a class="govuk-link" href={recordPath(id)}>
                {title}
              </a>
            </td>
            <td class="govuk-table__cell">
              <Tag {...STATES[state]}>{state}</Tag>
            </td>
            <td class="govuk-table__cell">{holder}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was wrong, if anything; said on the list of records too. */
export function Checked({ check }: Pick<NumbersProps, "check">) {
  if (!check) return <p class="govuk-body">No check has run yet.</p>;
  const { at, checked, faults } = check;
  if (faults.length === 0)
    return (
      <p class="govuk-body">
        On {formatInstant(at)}, {checked.toLocaleString("en-GB")}{" "}
        {checked === 1 ? "number was" : "numbers were"} looked at, and each is accounted for.
      </p>
    );
  return (
    <>
      <WarningText>{`The check of ${formatInstant(at)} found numbers that are not accounted for. Tell whoever runs this service.`}</WarningText>
      <ul class="govuk-list govuk-list--bullet">
        {faults.map((fault) => (
          <li>{fault}</li>
        ))}
      </ul>
    </>
  );
}
