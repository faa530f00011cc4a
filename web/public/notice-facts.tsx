/** The key facts of an entry as rows of a summary list, marked up in schema.org's words (microdata). */
import { formatDate, londonDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import { type Lang, say, type Words } from "#core/form/say.ts";
import { SEARCH } from "#core/notice/addresses.ts";
import type { Onward } from "#core/notice/ending.ts";
import type { Maker, RegisterEntry } from "#core/notice/entry.ts";
import { recipientKey } from "#core/notice/recipients.ts";
import { noticeOf } from "#core/notice/welsh.ts";
import { delayWords, headline, outcomeWords, publishedOnOf } from "#core/notice/words.ts";
import type { Child } from "../components/markup.ts";
import type { SummaryRow } from "../components/summary-list.tsx";
import { Day } from "./day.tsx";

const STATUS: Record<string, Words> = {
  confirmed: "confirmed",
  requested: "requested",
  "in-principle": "agreed in principle",
};

/** A row for everything the entry says; what it does not say has none. */
export function factRows(entry: RegisterEntry, lang: Lang = "en", onward?: Onward): SummaryRow[] {
  const decision = entry.kind === "decision";
  const delay = delayWords(entry, lang);
  const published = publishedOnOf(entry);
  const rows: [key: Words, value: Child | undefined | false][] = [
    ["Number", entry.reference && <span itemprop="reportNumber">{entry.reference}</span>],
    ["Outcome", outcomeWords(entry, lang)],
    [
      decision ? "Decided by" : "Released by",
      entry.makers.length > 0 && entry.makers.map((maker) => <MakerLine {...maker} lang={lang} />),
    ],
    [
      decision ? "Decided on" : "Released on",
      entry.decidedOn && <Day lang={lang} date={entry.decidedOn} itemprop="dateCreated" />,
    ],
    [
      "Published on",
      entry.status !== "withdrawn" && published && (
        <>
          <Day lang={lang} date={published} itemprop="datePublished" />
          {delay && ` (${delay})`}
        </>
      ),
    ],
    ["Imported on", entry.imported && <Day lang={lang} date={londonDate(entry.imported.at)} />],
    ["As it was written", entry.imported?.asWritten && <Lines lines={entry.imported.asWritten} />],
    [
      "Corrected on",
      entry.publication > 1 && entry.status !== "unpublished" && (
        <Day lang={lang} date={londonDate(entry.updatedAt)} itemprop="dateModified" />
      ),
    ],
    [
      "Withdrawn on",
      (entry.status === "unpublished" || entry.status === "withdrawn") && (
        <Day lang={lang} date={londonDate(entry.updatedAt)} itemprop="dateModified" />
      ),
    ],
    ["Amount", entry.amount !== undefined && formatMoney(entry.amount)],
    [
      "Recipient",
      entry.recipients.length > 0 && <Lines lines={entry.recipients.map((r) => recipientLine(r, lang))} />,
    ],
    ["Source of money", entry.sources.length > 0 && <Sums rows={entry.sources} lang={lang} />],
    ["Legal power", entry.powers.length > 0 && <Lines lines={entry.powers} />],
    ["Period", entry.period && periodWords(entry.period, lang)],
    [
      "Renewed by",
      onward?.how === "renewed" && (
        <a class="govuk-link" href={noticeOf(onward.by, lang)}>
          {headline(onward.by, lang)}
        </a>
      ),
    ],
    ["Category", entry.categories.length > 0 && <Lines lines={entry.categories.map((c) => c.label)} />],
    [
      "Key decision",
      entry.keyDecision === undefined ? undefined : say(lang, entry.keyDecision ? "Yes" : "No"),
    ],
    ["Marking", entry.marking],
    ["Withheld", entry.withheld && <Lines lines={withheldLines(entry.withheld, lang)} />],
    ["Withholding reviewed on", entry.withheld?.review && <Day lang={lang} date={entry.withheld.review} />],
    [
      "Published by",
      <span itemprop="publisher" itemscope itemtype="https://schema.org/GovernmentOrganization">
        <span itemprop="name">{entry.office.name}</span>
      </span>,
    ],
  ];
  return rows
    .filter(([, value]) => value !== undefined && value !== false && value !== "")
    .map(([key, value]) => ({ key: { text: say(lang, key) }, value: { text: value as Child } }));
}

function withheldLines(
  { ground, whole, parts }: NonNullable<RegisterEntry["withheld"]>,
  lang: Lang,
): string[] {
  return whole
    ? [say(lang, "The whole record: {ground}", { ground })]
    : parts.map((part) => `${part}: ${ground}`);
}

function MakerLine({ name, capacity, for: principal, lang }: Maker & { lang: Lang }) {
  return (
    <div itemprop="author" itemscope itemtype="https://schema.org/Person">
      <span itemprop="name">{name}</span>, <span itemprop="jobTitle">{capacity}</span>
      {principal && say(lang, ", for {who}", { who: principal })}
    </div>
  );
}

/** A name leads to everything that the registers say it was given. */
function recipientLine({ name, amount }: RegisterEntry["recipients"][number], lang: Lang): Child {
  const key = recipientKey(name);
  const params = new URLSearchParams({ recipient: key, ...(lang === "cy" && { lang }) });
  return (
    <>
      {key ? (
        <a class="govuk-link" href={`${SEARCH}?${params}`}>
          {name}
        </a>
      ) : (
        name
      )}
      {amount !== undefined && `: ${formatMoney(amount)}`}
    </>
  );
}

function periodWords({ from, to }: { from: string; to: string }, lang: Lang): string {
  const [first, last] = [from, to].map((day) => formatDate(day, undefined, lang));
  return say(lang, "{from} to {to}", { from: first ?? "", to: last ?? "" });
}

function Sums({ rows, lang }: { rows: Sum[]; lang: Lang }) {
  return <Lines lines={rows.map((row) => sumLine(row, lang))} />;
}

type Sum = { name: string; amount?: number; status?: string };

function sumLine({ name, amount, status }: Sum, lang: Lang): string {
  const sum = amount === undefined ? name : `${name}: ${formatMoney(amount)}`;
  const known = status && STATUS[status];
  return status ? `${sum} (${known ? say(lang, known) : status})` : sum;
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
