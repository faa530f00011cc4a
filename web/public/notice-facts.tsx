/** The key facts of an entry as rows of a summary list, marked up in schema.org's words (microdata). */
import { formatDate, londonDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import { noticePath, SEARCH } from "#core/notice/addresses.ts";
import type { Onward } from "#core/notice/ending.ts";
import type { Maker, RegisterEntry } from "#core/notice/entry.ts";
import { recipientKey } from "#core/notice/recipients.ts";
import { delayWords, headline, outcomeWords, publishedOnOf } from "#core/notice/words.ts";
import type { Child } from "../components/markup.ts";
import type { SummaryRow } from "../components/summary-list.tsx";
import { Day } from "./day.tsx";

const STATUS: Record<string, string> = {
  confirmed: "confirmed",
  requested: "requested",
  "in-principle": "agreed in principle",
};

/** A row for everything the entry says; what it does not say has none. */
export function factRows(entry: RegisterEntry, onward?: Onward): SummaryRow[] {
  const decision = entry.kind === "decision";
  const delay = delayWords(entry);
  const published = publishedOnOf(entry);
  const rows: [key: string, value: Child | undefined | false][] = [
    ["Number", entry.reference && <span itemprop="reportNumber">{entry.reference}</span>],
    ["Outcome", outcomeWords(entry)],
    [decision ? "Decided by" : "Released by", entry.makers.length > 0 && entry.makers.map(MakerLine)],
    [
      decision ? "Decided on" : "Released on",
      entry.decidedOn && <Day date={entry.decidedOn} itemprop="dateCreated" />,
    ],
    [
      "Published on",
      entry.status !== "withdrawn" && published && (
        <>
          <Day date={published} itemprop="datePublished" />
          {delay && ` (${delay})`}
        </>
      ),
    ],
    ["Imported on", entry.imported && <Day date={londonDate(entry.imported.at)} />],
    ["As it was written", entry.imported?.asWritten && <Lines lines={entry.imported.asWritten} />],
    [
      "Corrected on",
      entry.publication > 1 && entry.status !== "unpublished" && (
        <Day date={londonDate(entry.updatedAt)} itemprop="dateModified" />
      ),
    ],
    [
      "Withdrawn on",
      (entry.status === "unpublished" || entry.status === "withdrawn") && (
        <Day date={londonDate(entry.updatedAt)} itemprop="dateModified" />
      ),
    ],
    ["Amount", entry.amount !== undefined && formatMoney(entry.amount)],
    ["Recipient", entry.recipients.length > 0 && <Lines lines={entry.recipients.map(recipientLine)} />],
    ["Source of money", entry.sources.length > 0 && <Sums rows={entry.sources} />],
    ["Legal power", entry.powers.length > 0 && <Lines lines={entry.powers} />],
    ["Period", entry.period && `${formatDate(entry.period.from)} to ${formatDate(entry.period.to)}`],
    [
      "Renewed by",
      onward?.how === "renewed" && (
        <a class="govuk-link" href={noticePath(onward.by.office.slug, onward.by.slug)}>
          {headline(onward.by)}
        </a>
      ),
    ],
    ["Category", entry.categories.length > 0 && <Lines lines={entry.categories.map((c) => c.label)} />],
    ["Key decision", entry.keyDecision === undefined ? undefined : entry.keyDecision ? "Yes" : "No"],
    ["Marking", entry.marking],
    ["Withheld", entry.withheld && <Lines lines={withheldLines(entry.withheld)} />],
    ["Withholding reviewed on", entry.withheld?.review && <Day date={entry.withheld.review} />],
    [
      "Published by",
      <span itemprop="publisher" itemscope itemtype="https://schema.org/GovernmentOrganization">
        <span itemprop="name">{entry.office.name}</span>
      </span>,
    ],
  ];
  return rows
    .filter(([, value]) => value !== undefined && value !== false && value !== "")
    .map(([key, value]) => ({ key: { text: key }, value: { text: value as Child } }));
}

function withheldLines({ ground, whole, parts }: NonNullable<RegisterEntry["withheld"]>): string[] {
  return whole ? [`The whole record: ${ground}`] : parts.map((part) => `${part}: ${ground}`);
}

function MakerLine({ name, capacity, for: principal }: Maker) {
  return (
    <div itemprop="author" itemscope itemtype="https://schema.org/Person">
      <span itemprop="name">{name}</span>, <span itemprop="jobTitle">{capacity}</span>
      {principal && `, for ${principal}`}
    </div>
  );
}

/** A name leads to everything that the registers say it was given. */
function recipientLine({ name, amount }: RegisterEntry["recipients"][number]): Child {
  const key = recipientKey(name);
  return (
    <>
      {key ? (
        <a class="govuk-link" href={`${SEARCH}?${new URLSearchParams({ recipient: key })}`}>
          {name}
        </a>
      ) : (
        name
      )}
      {amount !== undefined && `: ${formatMoney(amount)}`}
    </>
  );
}

function Sums({ rows }: { rows: { name: string; amount?: number; status?: string }[] }) {
  return <Lines lines={rows.map(sumLine)} />;
}

function sumLine({ name, amount, status }: { name: string; amount?: number; status?: string }): string {
  const sum = amount === undefined ? name : `${name}: ${formatMoney(amount)}`;
  return status ? `${sum} (${STATUS[status] ?? status})` : sum;
}

function Lines({ lines }: { lines: Child[] }) {
  if (lines.length === 1) return <>{lines[0]}</>;
  return (
    <ul class="govuk-list">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}
