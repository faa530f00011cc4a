/** Published funding that ends within a year: when, how much, to whom, and which record goes on from it. */
import { formatDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import type { Office } from "#core/form/office.ts";
import { noticePath } from "#core/notice/addresses.ts";
import type { Ending } from "#core/notice/ending.store.ts";
import type { Onward } from "#core/notice/ending.ts";
import { callOf } from "#core/notice/words.ts";
import { Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";
import { Listed } from "./listed.tsx";

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
    <Listed
      caption="Funding that ends within 12 months"
      head={["Record", "Ends", "Amount", "To", "Goes on"]}
      rows={endings.map(({ entry, to, onward }) => ({
        href: recordPath(entry.id),
        name: entry.title,
        kind: entry.reference,
        cells: [
          formatDate(to),
          entry.amount === undefined ? "" : formatMoney(entry.amount),
          entry.recipients.map((r) => r.name).join(", "),
          onward ? <OnwardLine {...onward} /> : "No later record",
        ],
      }))}
    />
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

function reminderWords(months: number[]): string {
  if (months.length === 0) return "Your office sends no reminders of it.";
  const list = [...months].sort((a, b) => b - a).map(String);
  const when = [list.slice(0, -1).join(", "), list.at(-1)].filter(Boolean).join(" and ");
  return `The author and governance are reminded by email ${when} ${when === "1" ? "month" : "months"} before, once each, unless it is renewed.`;
}
