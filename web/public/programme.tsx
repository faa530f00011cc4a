/**
 * A programme over time: its records in order, with what each gave, and its money by financial year, by who
 * gives it and by who receives it. Each sum is counted once, and the page says by which rule and which
 * records add nothing.
 */
import { formatDate, londonDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import type { Office } from "#core/form/office.ts";
import { noticePath, programmePath } from "#core/notice/addresses.ts";
import { linksTo } from "#core/notice/changes.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { CARRYING, type Home, MOST_RECORDS, type Programme } from "#core/notice/programme.ts";
import { type Money, moneyOf } from "#core/notice/programme-money.ts";
import type { Bodies } from "#core/notice/recipients.ts";
import { callOf, headline, outcomeWords, relationWords } from "#core/notice/words.ts";
import { InsetText } from "../components/inset-text.tsx";
import { Page } from "../layout/page.tsx";
import { Day } from "./day.tsx";
import { Head } from "./head.tsx";
import { ProgrammeMoney } from "./programme-money.tsx";
import { trail } from "./register-navigation.tsx";
import { RegisterShell } from "./register-shell.tsx";

interface ProgrammeProps {
  origin: string;
  office: Office;
  programme: Programme;
  bodies: Bodies;
}

export function ProgrammePage({ origin, office, programme, bodies }: ProgrammeProps) {
  const { home, records, cut } = programme;
  const first = records.find((e) => e.id === home.id) ?? records[0]!;
  const money = moneyOf(records, bodies);
  const title = `Programme: ${first.title}`;
  const updated = records
    .map((e) => e.updatedAt)
    .sort()
    .at(-1)!;
  return (
    <RegisterShell
      origin={origin}
      path={programmePath(office.office, home.slug)}
      title={title}
      description={`${records.length} linked records of ${office.body.name}, with their money by financial year, funder and recipient.`}
      office={office}
      breadcrumbs={trail("Programme", office)}
    >
      <span class="govuk-caption-l">Programme</span>
      <h1 class="govuk-heading-l">{first.title}</h1>
      <p class="govuk-body">
        {records.length === 1
          ? "No other record carries this one on now."
          : `${records.length} records that carry one another on, from ${formatDate(records[0]!.filedOn)} to ${formatDate(records.at(-1)!.filedOn)}.`}{" "}
        Last changed on {formatDate(londonDate(updated))}.
      </p>
      {cut && (
        <InsetText>
          {`More records than ${MOST_RECORDS} are linked to each other here. The page shows the ${MOST_RECORDS} nearest to the one published last, and every figure is of these alone.`}
        </InsetText>
      )}
      <h2 class="govuk-heading-m">Records, oldest first</h2>
      <ol class="govuk-list app-timeline">
        {records.map((entry) => (
          <Record entry={entry} records={records} money={money} />
        ))}
      </ol>
      <ProgrammeMoney money={money} />
    </RegisterShell>
  );
}

/** In place of a page that has gone into another one. */
export function ProgrammeMovedPage({
  origin,
  office,
  at,
  home,
}: {
  origin: string;
  office: Office;
  at: Home;
  home: Home;
}) {
  const title = "This programme has become part of another";
  return (
    <Page
      title={title}
      office={office}
      reading
      breadcrumbs={trail("Programme", office)}
      head={
        <Head
          origin={origin}
          path={programmePath(office.office, at.slug)}
          title={`${title}: ${office.body.name}`}
          description={title}
          unlisted
        />
      }
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        A later record links it to other records.{" "}
        <a class="govuk-link" href={programmePath(office.office, home.slug)}>
          See all of them, with their money by year, funder and recipient
        </a>
        .
      </p>
    </Page>
  );
}

function Record({ entry, records, money }: { entry: RegisterEntry; records: RegisterEntry[]; money: Money }) {
  const notes = notesOf(entry, records, money);
  return (
    <li>
      <Day date={entry.filedOn} />
      <div>
        <a class="govuk-link" href={noticePath(entry.office.slug, entry.slug)}>
          {headline(entry)}
        </a>
        {notes.map((note) => (
          <small>{note}</small>
        ))}
      </div>
    </li>
  );
}

/** A record that the public may not read is a line and the reason, and nothing else. */
function notesOf(entry: RegisterEntry, records: RegisterEntry[], money: Money): string[] {
  const why = money.standing.get(entry.id)?.why;
  if (entry.status !== "published") return why ? [why] : [];
  const carried = records.flatMap((other) =>
    linksTo(entry, other)
      .filter(({ relation }) => CARRYING.has(relation))
      .map(({ relation }) => `${relationWords(relation, "out")} ${callOf(other)}`),
  );
  const { period, amount } = entry;
  const again = money.again.get(entry.id)?.map(callOf);
  const outcome = entry.kind === "decision" && entry.outcome !== "approve" ? outcomeWords(entry) : undefined;
  return [
    [...new Set(carried)].join(". "),
    [
      outcome,
      amount !== undefined && formatMoney(amount),
      period && `${formatDate(period.from)} to ${formatDate(period.to)}`,
    ]
      .filter(Boolean)
      .join(", "),
    why ?? "",
    again?.length
      ? `What it states again is counted once, as ${again.join(" and ")} ${again.length === 1 ? "states" : "state"} it.`
      : "",
    entry.withheld ? `Part withheld: ${entry.withheld.ground}.` : "",
  ].filter(Boolean);
}
