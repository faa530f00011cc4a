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
import { countOf, type Lang, type Words as Saying, say } from "#core/form/say.ts";
import { inLanguage, noticePath, pdfPath, versionPath, versionPdfPath } from "#core/notice/addresses.ts";
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
  /** The office writes in both languages: there is a page of each. */
  both?: boolean;
}

export function NoticePage(notice: NoticeProps) {
  const { origin, office, entry, old, both, lang = "en" } = notice;
  // What a version said that is to be read no more, its own title included, is in the stub of the one that stands.
  const shown = old?.replaced.hidden ? old.current : entry;
  const title = titleOf(shown, lang);
  const own = noticePath(entry.office.slug, entry.slug);
  const here = old ? versionPath(entry.office.slug, entry.slug, entry.publication) : own;
  const other = lang === "cy" ? "en" : "cy";
  const head = (
    <Head
      origin={origin}
      path={inLanguage(lang, own)}
      title={headline(shown, lang)}
      description={describe(shown, lang)}
      type="article"
      office={entry.office}
      unlisted={old !== undefined}
      other={both && !old ? { lang: other, path: inLanguage(other, own) } : undefined}
    />
  );
  const version = old && say(lang, "version {n}", { n: entry.publication });
  return (
    <Page
      title={[title, version].filter(Boolean).join(", ")}
      office={office}
      lang={lang}
      other={both ? { lang: other, path: inLanguage(other, here) } : undefined}
      reading
      banner={closedBanner(notice.offices, office.office, lang)}
      breadcrumbs={trail(callOf(shown), office, undefined, lang)}
      head={head}
    >
      <article itemscope itemtype="https://schema.org/Report">
        <span class="govuk-caption-l">{[shown.form.title, version].filter(Boolean).join(", ")}</span>
        <h1 class="govuk-heading-l" itemprop="name">
          {title}
        </h1>
        {old && <Replaced {...old} lang={lang} />}
        {!old && <Changed entry={entry} lang={lang} />}
        {old?.replaced.hidden ? null : entry.status === "published" ? (
          <Published {...notice} />
        ) : (
          <Stub entry={entry} office={office} lang={lang} />
        )}
        {!old && entry.status !== "published" && <EarlierVersions entry={entry} lang={lang} />}
        {!old && (
          <p class="govuk-body">
            <a class="govuk-link" href={followAddress({ office: entry.office.slug })}>
              {say(lang, "Follow decisions by email")}
            </a>
          </p>
        )}
      </article>
    </Page>
  );
}

function titleOf(entry: RegisterEntry, lang: Lang): string {
  const record = callOf(entry);
  if (entry.status === "withdrawn") return say(lang, "{record}: withdrawn", { record });
  return entry.status === "unpublished"
    ? say(lang, "{record}: withdrawn from publication", { record })
    : entry.title;
}

function Published({ entry, office, paper, summary, decision, attached, old, ...links }: NoticeProps) {
  const { lang = "en" } = links;
  return (
    <>
      <h2 class="govuk-heading-m">{say(lang, "Summary")}</h2>
      <div itemprop="abstract">
        {paper && summary ? (
          <Words paper={paper} blocks={summary} />
        ) : (
          <p class="govuk-body">{entry.summary ?? describe(entry, lang)}</p>
        )}
      </div>
      {paper && decision && (
        <>
          <h2 class="govuk-heading-m">{say(lang, decisionTitle(entry))}</h2>
          <Words paper={paper} blocks={decision} />
        </>
      )}
      <h2 class="govuk-heading-m">{say(lang, "Key facts")}</h2>
      <SummaryList
        rows={factRows(entry, lang, endOf(entry) ? onwardOf(entry, links.linkedFrom ?? []) : undefined)}
      />
      <h2 class="govuk-heading-m">{say(lang, "Documents")}</h2>
      <Documents entry={entry} office={office} attached={attached} old={old} lang={lang} />
      <Links entry={entry} {...links} />
      {!old && <EarlierVersions entry={entry} lang={lang} />}
      {paper && (
        <section class="app-notice__paper" id="full-text" aria-labelledby="full-text-title">
          <h2 class="govuk-heading-m" id="full-text-title">
            {say(lang, "Full text")}
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
function decisionTitle({ kind, outcome }: RegisterEntry): Saying {
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
  lang = "en",
}: Pick<NoticeProps, "entry" | "office" | "attached" | "old" | "lang">) {
  const { pdf, slug, publication } = entry;
  const path = old ? versionPdfPath(entry.office.slug, slug, publication) : pdfPath(entry.office.slug, slug);
  const address = inLanguage(entry.cy ? lang : "en", path);
  const { email } = office.body.contact;
  const format = mailTo(email, say(lang, "Another format: {record}", { record: headline(entry, lang) }));
  const [before, after] = say(lang, "{request} by email to {email}", { email }).split("{request}");
  return (
    <ul class="govuk-list">
      {pdf && (
        <li itemprop="encoding" itemscope itemtype="https://schema.org/MediaObject">
          <a class="govuk-link" itemprop="contentUrl" href={address}>
            {old ? `${callOf(entry)}, ${say(lang, "version {n}", { n: publication })}` : callOf(entry)}
          </a>{" "}
          (
          <span itemprop="encodingFormat" content="application/pdf">
            PDF
          </span>
          , <span itemprop="contentSize">{sizeWords(pdf.bytes)}</span>
          {pdf.pages && `, ${countOf(lang, pdf.pages, "{n} page", "{n} pages")}`})
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
            {say(lang, "Check a copy of this document")}
          </a>
        </li>
      )}
      <li>
        {before}
        <a class="govuk-link" href={format}>
          {say(lang, "Request another format")}
        </a>
        {after}
      </li>
    </ul>
  );
}

function Stub({ entry, office, lang }: { entry: RegisterEntry; office: Office; lang: Lang }) {
  const { withheld, status } = entry;
  const record = callOf(entry);
  const when = withheld?.review && formatDate(withheld.review, undefined, lang);
  const why = withheld && [
    say(lang, "The text of this record is withheld. Ground: {ground}.", { ground: withheld.ground }),
    when && say(lang, "This will be looked at again on {when}.", { when }),
  ];
  const gone = status === "unpublished" ? withdrawnWords(entry, lang) : describe(entry, lang);
  const ask = mailTo(office.body.contact.email, say(lang, "Request for information: {record}", { record }));
  return (
    <>
      <InsetText>{why ? why.filter(Boolean).join(" ") : gone}</InsetText>
      <SummaryList rows={factRows(entry, lang)} />
      <p class="govuk-body">
        {say(lang, "You can")}{" "}
        <a class="govuk-link" href={ask}>
          {say(lang, "ask the office for information about it")}
        </a>{" "}
        {say(lang, "under the Freedom of Information Act 2000.")}
      </p>
    </>
  );
}
