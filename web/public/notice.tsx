/**
 * The notice of one record: the accessible original. The summary in plain English, then who decided,
 * what, when and how long until it was published, how much, to whom, from what money and under which
 * power; then the full paper. A record withheld whole, or withdrawn, has a short page that says so.
 */

import type { Attached } from "#core/attachment/attached.ts";
import { typeWords } from "#core/attachment/kinds.ts";
import type { Paper, PaperBlock } from "#core/document/paper.ts";
import { followAddress } from "#core/follow/addresses.ts";
import { formatDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { noticePath, pdfPath, versionPdfPath } from "#core/notice/addresses.ts";
import { endOf, onwardOf } from "#core/notice/ending.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { callOf, describe, headline, sizeWords, withdrawnWords } from "#core/notice/words.ts";
import type { EarlierVersion } from "#core/record/view.ts";
import { InsetText } from "../components/inset-text.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { mailTo } from "../layout/footer.tsx";
import { Page } from "../layout/page.tsx";
import { PaperView } from "../paper.tsx";
import { Head } from "./head.tsx";
import { factRows } from "./notice-facts.tsx";
import { Links, type LinksProps } from "./notice-links.tsx";
import { Changed, EarlierVersions, Replaced } from "./notice-versions.tsx";
import { trail } from "./register-navigation.tsx";
import { closedBanner } from "./succession.tsx";

export interface NoticeProps extends Omit<LinksProps, "entry"> {
  origin: string;
  office: Office;
  /** Every office that has a register, this one too. */
  offices?: OfficeRegister[];
  entry: RegisterEntry;
  /** The public edition; absent for a stub. */
  paper?: Paper;
  /** The plain-English summary in full, where the record has one. */
  summary?: PaperBlock[];
  /** The operative words: what was decided, or recommended. */
  decision?: PaperBlock[];
  /** The attached files that are published with it, and where. */
  attached?: { file: Attached; path: string }[];
  /** Of a version that is no longer the one that stands: why, and which one does. */
  old?: { replaced: EarlierVersion; current: RegisterEntry };
}

export function NoticePage(notice: NoticeProps) {
  const { origin, office, entry, old } = notice;
  // What a version said that is to be read no more, its own title included, is in the stub of the one that stands.
  const shown = old?.replaced.hidden ? old.current : entry;
  const title = titleOf(shown);
  const head = (
    <Head
      origin={origin}
      path={noticePath(entry.office.slug, entry.slug)}
      title={headline(shown)}
      description={describe(shown)}
      type="article"
      office={entry.office}
      unlisted={old !== undefined}
    />
  );
  const version = old && `version ${entry.publication}`;
  return (
    <Page
      title={[title, version].filter(Boolean).join(", ")}
      office={office}
      reading
      banner={closedBanner(notice.offices, office.office)}
      breadcrumbs={trail(callOf(shown), office)}
      head={head}
    >
      <article itemscope itemtype="https://schema.org/Report">
        <span class="govuk-caption-l">{[shown.form.title, version].filter(Boolean).join(", ")}</span>
        <h1 class="govuk-heading-l" itemprop="name">
          {title}
        </h1>
        {old && <Replaced {...old} />}
        {!old && <Changed entry={entry} />}
        {old?.replaced.hidden ? null : entry.status === "published" ? (
          <Published {...notice} />
        ) : (
          <Stub entry={entry} office={office} />
        )}
        {!old && entry.status !== "published" && <EarlierVersions entry={entry} />}
        {!old && (
          <p class="govuk-body">
            <a class="govuk-link" href={followAddress({ office: entry.office.slug })}>
              Follow decisions by email
            </a>
          </p>
        )}
      </article>
    </Page>
  );
}

function titleOf(entry: RegisterEntry): string {
  if (entry.status === "withdrawn") return `${callOf(entry)}: withdrawn`;
  return entry.status === "unpublished" ? `${callOf(entry)}: withdrawn from publication` : entry.title;
}

function Published({ entry, office, paper, summary, decision, attached, old, ...links }: NoticeProps) {
  return (
    <>
      <h2 class="govuk-heading-m">Summary</h2>
      <div itemprop="abstract">
        {paper && summary ? (
          <Words paper={paper} blocks={summary} />
        ) : (
          <p class="govuk-body">{entry.summary ?? describe(entry)}</p>
        )}
      </div>
      {paper && decision && (
        <>
          <h2 class="govuk-heading-m">{decisionTitle(entry)}</h2>
          <Words paper={paper} blocks={decision} />
        </>
      )}
      <h2 class="govuk-heading-m">Key facts</h2>
      <SummaryList
        rows={factRows(entry, endOf(entry) ? onwardOf(entry, links.linkedFrom ?? []) : undefined)}
      />
      <h2 class="govuk-heading-m">Documents</h2>
      <Documents entry={entry} office={office} attached={attached} old={old} />
      <Links entry={entry} {...links} />
      {!old && <EarlierVersions entry={entry} />}
      {paper && (
        <section class="app-notice__paper" id="full-text" aria-labelledby="full-text-title">
          <h2 class="govuk-heading-m" id="full-text-title">
            Full text
          </h2>
          <PaperView paper={paper} headingOffset={2} />
        </section>
      )}
    </>
  );
}

/** A part of the record, drawn as the paper draws it. */
function Words({ paper, blocks }: { paper: Paper; blocks: PaperBlock[] }) {
  return <PaperView paper={{ ...paper, blocks }} headingOffset={2} />;
}

/** Words that were approved are the decision; in a report, or after a refusal, they are only proposed. */
function decisionTitle({ kind, outcome }: RegisterEntry): string {
  if (kind !== "decision") return "What is recommended";
  return outcome === "approve" || outcome === "approve-with-changes"
    ? "What was decided"
    : "What was proposed";
}

function Documents({
  entry,
  office,
  attached = [],
  old,
}: Pick<NoticeProps, "entry" | "office" | "attached" | "old">) {
  const { pdf, slug, publication } = entry;
  const address = old
    ? versionPdfPath(entry.office.slug, slug, publication)
    : pdfPath(entry.office.slug, slug);
  const format = mailTo(office.body.contact.email, `Another format: ${headline(entry)}`);
  return (
    <ul class="govuk-list">
      {pdf && (
        <li itemprop="encoding" itemscope itemtype="https://schema.org/MediaObject">
          <a class="govuk-link" itemprop="contentUrl" href={address}>
            {old ? `${callOf(entry)}, version ${publication}` : callOf(entry)}
          </a>{" "}
          (
          <span itemprop="encodingFormat" content="application/pdf">
            PDF
          </span>
          , <span itemprop="contentSize">{sizeWords(pdf.bytes)}</span>
          {pdf.pages && `, ${pdf.pages} ${pdf.pages === 1 ? "page" : "pages"}`})
        </li>
      )}
      {attached.map(({ file, path }) => (
        <li itemprop="encoding" itemscope itemtype="https://schema.org/MediaObject">
          <a class="govuk-link" itemprop="contentUrl" href={path}>
            {file.name}
          </a>{" "}
          (
          <span itemprop="encodingFormat" content={file.type}>
            {typeWords(file.type)}
          </span>
          , <span itemprop="contentSize">{sizeWords(file.size)}</span>)
        </li>
      ))}
      {pdf && (
        <li>
          <a class="govuk-link" href={`/verify?sha256=${pdf.sha256}`}>
            Check a copy of this document
          </a>
        </li>
      )}
      <li>
        <a class="govuk-link" href={format}>
          Request another format
        </a>{" "}
        by email to {office.body.contact.email}
      </li>
    </ul>
  );
}

function Stub({ entry, office }: { entry: RegisterEntry; office: Office }) {
  const { withheld, status } = entry;
  const review = withheld?.review && ` This will be looked at again on ${formatDate(withheld.review)}.`;
  const ask = mailTo(office.body.contact.email, `Request for information: ${callOf(entry)}`);
  return (
    <>
      <InsetText>
        {withheld
          ? `The text of this record is withheld. Ground: ${withheld.ground}.${review ?? ""}`
          : status === "unpublished"
            ? withdrawnWords(entry)
            : describe(entry)}
      </InsetText>
      <SummaryList rows={factRows(entry)} />
      <p class="govuk-body">
        You can{" "}
        <a class="govuk-link" href={ask}>
          ask the office for information about it
        </a>{" "}
        under the Freedom of Information Act 2000.
      </p>
    </>
  );
}
