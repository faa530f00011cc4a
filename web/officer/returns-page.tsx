/** What is missing from each statutory return, record by record, with when it is due. */
import { formatMoney } from "#core/form/money.ts";
import type { Office } from "#core/form/office.ts";
import { returnsPath } from "#core/notice/addresses.ts";
import type { DueLine, DueReturn } from "#core/returns/due.store.ts";
import { Tag } from "../components/tag.tsx";
import { Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";
import { Listed } from "./listed.tsx";
import { STATES } from "./words.ts";

interface ReturnsDueProps {
  office: Office;
  officer: Officer;
  due: DueReturn[];
  /** Civil date. */
  today: string;
}

export function ReturnsDuePage({ office, officer, due, today }: ReturnsDueProps) {
  return (
    <OfficerPage title="Returns" office={office} officer={officer} wide back="/">
      <Heading>Returns</Heading>
      <p class="govuk-body">
        What the law asks you to publish, from records that are being signed, decided, or published in the
        last four months. Add what is missing to a record before it is decided. After that, a correction adds
        it.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={returnsPath(office.office)}>
          See the returns as the public does
        </a>
      </p>
      {due.map((one) => (
        <OneReturn due={one} today={today} />
      ))}
    </OfficerPage>
  );
}

function OneReturn({ due: { item, lines }, today }: { due: DueReturn; today: string }) {
  const lacking = lines.filter((line) => line.missing.length > 0);
  return (
    <>
      <h2 class="govuk-heading-m">{item.title}</h2>
      <p class="govuk-body">
        {item.law}. {lines.length === 0 ? "No records." : lackingWords(lacking.length, lines.length)}
      </p>
      {lacking.length > 0 && <Lacking title={item.title} lines={lacking} today={today} />}
    </>
  );
}

function Lacking({ title, lines, today }: { title: string; lines: DueLine[]; today: string }) {
  return (
    <Listed
      caption={`${title}: what is missing`}
      head={["Record", "State", "Amount", "Missing", "Due"]}
      rows={lines.map((line) => ({
        href: recordPath(line.id),
        name: line.title,
        kind: [line.reference, line.recipient].filter(Boolean).join(", "),
        cells: [
          <Tag {...STATES[line.state]}>{line.state}</Tag>,
          line.amount === undefined ? "" : formatMoney(line.amount),
          sentence(line.missing),
          dueWords(line, today),
        ],
      }))}
    />
  );
}

function dueWords({ due }: DueLine, today: string): string {
  if (!due) return "Not decided yet";
  return due.on < today ? `${due.words} (that day has passed)` : due.words;
}

function lackingWords(lacking: number, all: number): string {
  const lines = all === 1 ? "1 line" : `${all} lines`;
  if (lacking === 0) return `${lines}, with nothing missing.`;
  return `${lines}, of which something is missing from ${lacking}.`;
}

function sentence(words: string[]): string {
  const text = words.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
