/** What was found: whether it is the published document and current, who signed it, whether its history holds. */
import { formatDate, formatInstant, londonDate } from "#core/form/dates.ts";
import { noticePath } from "#core/notice/addresses.ts";
import { linksTo } from "#core/notice/changes.ts";
import {
  callOf,
  changeWords,
  correctionWords,
  makerWords,
  outcomeWords,
  relationWords,
  withdrawnWords,
} from "#core/notice/words.ts";
import { OUTCOME_WORDS } from "#core/notification/outcome-words.ts";
import type { Published } from "#core/record/published.store.ts";
import type { SignOff } from "#core/record/view.ts";
import { InsetText } from "../components/inset-text.tsx";
import type { Child } from "../components/markup.ts";
import { SummaryList } from "../components/summary-list.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { Page } from "../layout/page.tsx";

type ResultPageProps = Published & {
  /** Address of the public export. */
  download: string;
} & ({ by: "number" } | { by: "document"; sha256: string; publication: number });

export function ResultPage(found: ResultPageProps) {
  const { office, entry, signOffs, report, download } = found;
  const title = titleOf(found);
  return (
    <Page title={title} office={office} back="/verify">
      <h1 class="govuk-heading-l">{title}</h1>
      {report.faults.length > 0 && (
        <WarningText>
          The history of this record does not hold. Do not rely on it before you have asked the office.
        </WarningText>
      )}
      {found.by === "number" && (
        <InsetText>
          A number alone does not show that a document is genuine.{" "}
          <a class="govuk-link" href="/verify">
            Check the PDF
          </a>{" "}
          as well.
        </InsetText>
      )}
      <SummaryList rows={facts(found)} />
      {signOffs.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Who signed it</h2>
          <ul class="govuk-list govuk-list--bullet">
            {signOffs.map((s) => (
              <li>{signed(s)}</li>
            ))}
          </ul>
        </>
      )}
      <h2 class="govuk-heading-m">Its history</h2>
      <p class="govuk-body">{anchoredWords(found)}</p>
      <Sentences title="What does not hold" sentences={report.faults} />
      <Sentences title="What holds" sentences={report.holds} />
      <Sentences title="What was not checked" sentences={report.unchecked} />
      <h2 class="govuk-heading-m">Check it yourself</h2>
      <p class="govuk-body">
        <a class="govuk-link" href={noticePath(entry.office.slug, entry.slug)}>
          Read the published record
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={download} download>
          Download its ledger (JSON)
        </a>
        , which anyone can verify without this service.
      </p>
    </Page>
  );
}

/** A PDF that is none of ours. Says no more: what it might be a copy of is not for us to guess. */
export function UnknownPage({ sha256 }: { sha256: string }) {
  return (
    <Page title="This is not a document published here" back="/verify">
      <h1 class="govuk-heading-l">This is not a document published here</h1>
      <p class="govuk-body">
        No decision published by this service is this file, byte for byte. It may have been changed, if only
        by saving it again from a viewer; it may be a draft; or it may come from elsewhere.
      </p>
      <SummaryList rows={[row("Fingerprint (SHA‑256)", <Fingerprint hash={sha256} />)]} />
      <p class="govuk-body">
        Download the document again from the register, or{" "}
        <a class="govuk-link" href="/verify">
          look up its number
        </a>
        .
      </p>
    </Page>
  );
}

function titleOf(found: ResultPageProps): string {
  if (found.by === "number") return `${callOf(found.entry)} is in the public register`;
  if (found.entry.status === "unpublished" || found.version?.replaced.hidden)
    return "This document was published, and has been withdrawn";
  return isCurrent(found)
    ? "This is the published document"
    : "This document was published, and has been replaced";
}

function isCurrent(found: ResultPageProps): boolean {
  return found.by === "number" || found.publication === found.entry.publication;
}

function facts(found: ResultPageProps) {
  const { entry, office, later } = found;
  const outcome = outcomeWords(entry);
  return [
    row("Title", entry.title),
    row("What it is", entry.form.title),
    ...(entry.reference ? [row("Number", entry.reference)] : []),
    row("Office", office.body.name),
    ...(entry.decidedOn
      ? [row(entry.kind === "decision" ? "Decided" : "Released", formatDate(entry.decidedOn))]
      : []),
    ...(entry.makers.length
      ? [
          row(
            entry.kind === "decision" ? "Decided by" : "Released by",
            entry.makers.map((maker) => makerWords(maker)).join("; "),
          ),
        ]
      : []),
    ...(outcome ? [row("Outcome", outcome)] : []),
    row("Published", formatInstant(entry.publishedAt)),
    ...(entry.publication > 1 && entry.status !== "unpublished"
      ? [row("Version that stands", `${entry.publication}. ${correctionWords(entry) ?? ""}`)]
      : []),
    ...(found.version
      ? [row("This version", `${found.version.n}, ${oldWords(found.version.replaced)}`)]
      : []),
    row("Current", currentWords(found)),
    ...(later.length
      ? [
          row(
            "Later records",
            later.map((other) => (
              <p class="govuk-body">
                {relationOf(other, found)}{" "}
                <a class="govuk-link" href={noticePath(other.office.slug, other.slug)}>
                  {other.reference ?? other.title}
                </a>
              </p>
            )),
          ),
        ]
      : []),
    ...(entry.withheld
      ? [
          row(
            "Withheld",
            entry.withheld.whole
              ? `All of it: ${entry.withheld.ground}`
              : `In part: ${entry.withheld.ground}`,
          ),
        ]
      : []),
    ...(found.by === "document" ? [row("Fingerprint (SHA‑256)", <Fingerprint hash={found.sha256} />)] : []),
    ...(found.by === "number" && entry.pdf
      ? [row("Fingerprint of its PDF (SHA‑256)", <Fingerprint hash={entry.pdf.sha256} />)]
      : []),
  ];
}

function currentWords(found: ResultPageProps): Child {
  const { entry } = found;
  const read = (
    <a class="govuk-link" href={noticePath(entry.office.slug, entry.slug)}>
      Read the current version
    </a>
  );
  if (entry.status === "unpublished") return `No. ${withdrawnWords(entry)}`;
  if (!isCurrent(found)) return <>No: a corrected document has been published in its place. {read}.</>;
  if (entry.changedBy?.length)
    return `No: ${entry.changedBy
      .map((change) => changeWords(change))
      .map(lowerFirst)
      .join("; ")}`;
  return "Yes: no corrected document has been published in its place";
}

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

/** "corrected on 3 March 2026: a wrong sum". */
function oldWords({ replacedAt, reason, hidden }: NonNullable<Published["version"]>["replaced"]): string {
  return `${hidden ? "withdrawn" : "corrected"} on ${formatDate(londonDate(replacedAt))}: ${reason}`;
}

/** "Superseded by": how a later record names this one. */
function relationOf(other: Published["later"][number], { entry }: Published): string {
  const [link] = linksTo(other, entry);
  return relationWords(link?.relation ?? "relates-to", "back");
}

function anchoredWords({ report, anchored }: ResultPageProps): string {
  const state = report.faults.length
    ? "Everything that was done with this record is in its ledger, and something in it was changed."
    : "Everything that was done with this record is in its ledger, which was read from its first event to its last.";
  return anchored
    ? `${state} It is under the fingerprint of all its records that the office published for ${formatDate(anchored.date)}.`
    : `${state} It will be under the fingerprint of all its records that the office publishes each day.`;
}

/** "Jo Brown, Chief Executive, for Sam Grey: approved on 12 February 2024 at 10:32 GMT". */
function signed({ name, capacity, for: holder, outcome, at }: SignOff): string {
  const who = [inside(name), capacity, holder && `for ${inside(holder.name)}`].filter(Boolean).join(", ");
  return `${who}: ${OUTCOME_WORDS[outcome]} on ${formatInstant(at)}`;
}

/** Whoever is outside the office goes by an address, which is not public. */
function inside(name: string): string {
  return name.includes("@") ? "Someone outside the office" : name;
}

function Sentences({ title, sentences }: { title: string; sentences: string[] }) {
  if (!sentences.length) return null;
  return (
    <>
      <h3 class="govuk-heading-s">{title}</h3>
      <ul class="govuk-list govuk-list--bullet">
        {sentences.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

/** Can be broken anywhere, and is copied whole. */
function Fingerprint({ hash }: { hash: string }) {
  return (
    <code>
      {(hash.match(/.{1,8}/g) ?? []).map((part) => (
        <>
          {part}
          <wbr />
        </>
      ))}
    </code>
  );
}

function row(key: string, text: Child) {
  return { key: { text: key }, value: { text } };
}
