/** The money of a programme: three charts, each with its table; what is in no total; and the rule. */
import { formatMoney } from "#core/form/money.ts";
import { noticePath, SEARCH } from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { Item, Money, Row } from "#core/notice/programme-money.ts";
import { recipientKey } from "#core/notice/recipients.ts";
import { callOf } from "#core/notice/words.ts";
import type { Child } from "../components/markup.ts";
import type { TableCell } from "../components/table.tsx";
import { Charted, numeric, short, sum } from "./charted.tsx";

const STATUS: Record<string, string> = { requested: "asked for", "in-principle": "agreed in principle" };

/** A chart of more bars than these tells nothing; the table has them all. */
const MOST_BARS = 12;

export function ProgrammeMoney({ money }: { money: Money }) {
  const { funders, recipients, years } = money;
  return (
    <>
      {years.length > 0 && <Years money={money} />}
      {funders.length > 0 && (
        <Bodies title="Money by who gives it" first="Funder" rows={funders} total={money.funded} />
      )}
      {recipients.length > 0 && (
        <Bodies
          title="Money by who receives it"
          first="Recipient"
          rows={recipients}
          total={money.awarded}
          searched
        />
      )}
      {money.together.length + money.conditional.length > 0 && <InNoTotal money={money} />}
      <Rule />
    </>
  );
}

function Years({ money: { years, funded, awarded } }: { money: Money }) {
  const title = "Money by financial year";
  const groups = years.slice(-MOST_BARS).map(({ label, funded, awarded }) => ({
    label,
    bars: [
      { value: funded, text: `Funding ${short(funded)}` },
      { value: awarded, text: `Awards ${short(awarded)}`, outlined: true },
    ],
  }));
  const rows = years.map(({ label, split, funded, awarded }) => [
    { text: split ? label : `${label}, not split by its record` },
    sum(funded),
    sum(awarded),
  ]);
  return (
    <Charted
      title={title}
      groups={groups}
      head={[{ text: "Financial year" }, numeric("Funding confirmed"), numeric("Awards")]}
      rows={[...rows, [{ text: "Total" }, sum(funded), sum(awarded)]]}
    />
  );
}

function Bodies({
  title,
  first,
  rows,
  total,
  searched,
}: {
  title: string;
  first: string;
  rows: Row[];
  total: number;
  searched?: boolean;
}) {
  const groups = rows
    .slice(0, MOST_BARS)
    .map(({ name, amount }) => ({ label: name, bars: [{ value: amount, text: short(amount) }] }));
  const lines = rows.map((row): TableCell[] => [
    {
      text: (
        <>
          {searched ? <Searched name={row.name} /> : nameOf(row)}
          <small>
            Stated in <Records records={row.records} />
          </small>
        </>
      ),
    },
    sum(row.amount),
  ]);
  return (
    <Charted
      title={title}
      chart={rows.length > MOST_BARS ? `${title}, the ${MOST_BARS} largest` : title}
      groups={groups}
      head={[{ text: first }, numeric("Amount")]}
      rows={[...lines, [{ text: "Total" }, sum(total)]]}
    />
  );
}

/** What a record says, and no sum above holds. */
function InNoTotal({ money: { together, conditional } }: { money: Money }) {
  return (
    <>
      <h2 class="govuk-heading-m">In none of these totals</h2>
      <ul class="govuk-list govuk-list--bullet">
        {together.map((item) => (
          <li>
            {formatMoney(item.amount)} awarded as one sum{item.name && ` to ${item.name}`}, for{" "}
            {item.span.label}: its record does not say who receives how much (
            <Records records={[item.entry]} />)
          </li>
        ))}
        {conditional.map((item) => (
          <li>
            {formatMoney(item.amount)} from {nameOf(item)}, for {item.span.label}:{" "}
            {STATUS[item.status ?? ""] ?? item.status}, not confirmed (<Records records={[item.entry]} />)
          </li>
        ))}
      </ul>
    </>
  );
}

function Rule() {
  return (
    <>
      <h2 class="govuk-heading-m">How the money is counted</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>Each sum is counted once, from the records as they are published now.</li>
        <li>
          A record that was refused, revoked or superseded counts nothing. Nor does one that a later record
          corrects, where that record states the money itself.
        </li>
        <li>
          A notice beside its decision adds nothing. Of the two, the decision is followed, unless only the
          notice says who receives how much.
        </li>
        <li>
          The same amount for the same body, beginning on the same day or in the same stated financial year,
          is the same award, however many linked records state it.
        </li>
        <li>
          A record that says no year counts in the financial year (1 April to 31 March) in which it was
          decided. A sum for more than one year is not split by guess.
        </li>
        <li>Money that is asked for, or agreed in principle, is not in the totals. Reports commit none.</li>
        <li>Records that are withheld add nothing but their line.</li>
      </ul>
    </>
  );
}

function Records({ records }: { records: RegisterEntry[] }) {
  return (
    <>
      {records.map((entry, i) => (
        <>
          {i > 0 && ", "}
          <a class="govuk-link" href={noticePath(entry.office.slug, entry.slug)}>
            {callOf(entry)}
          </a>
        </>
      ))}
    </>
  );
}

function Searched({ name }: { name: string }): Child {
  const key = recipientKey(name);
  if (!key) return <>{name}</>;
  return (
    <a class="govuk-link" href={`${SEARCH}?${new URLSearchParams({ recipient: key })}`}>
      {name}
    </a>
  );
}

function nameOf({ name, members }: Pick<Row | Item, "name" | "members">): string {
  if (!members) return name;
  return `${name} (one sum from ${members.join("; ")}, shares not stated)`;
}
