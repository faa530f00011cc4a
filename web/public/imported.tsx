/**
 * The notice of an entry that was imported from the register an office kept before: what that register
 * said, its own PDF, and that nobody signed it here. There is no full text to read but the PDF.
 */
import { formatDate, londonDate } from "#core/form/dates.ts";
import { noticePath, pdfPath } from "#core/notice/addresses.ts";
import { type Imported, importedWords, pdfWords } from "#core/notice/imported.ts";
import type { ImportedNotice } from "#core/notice/whole-register.ts";
import { callOf, describe, headline, sizeWords } from "#core/notice/words.ts";
import { InsetText } from "../components/inset-text.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { mailTo } from "../layout/footer.tsx";
import { Page } from "../layout/page.tsx";
import { Head } from "./head.tsx";
import { factRows } from "./notice-facts.tsx";
import { Links } from "./notice-links.tsx";
import { Changed } from "./notice-versions.tsx";
import { trail } from "./register-navigation.tsx";

export function ImportedNoticePage({ origin, office, entry, linkedFrom }: ImportedNotice) {
  const { imported, title } = entry;
  if (!imported) throw new Error(`${entry.id} was not imported`);
  return (
    <Page
      title={title}
      office={office}
      reading
      breadcrumbs={trail(callOf(entry), office)}
      head={
        <Head
          origin={origin}
          path={noticePath(entry.office.slug, entry.slug)}
          title={headline(entry)}
          description={describe(entry)}
          type="article"
          office={entry.office}
        />
      }
    >
      <article itemscope itemtype="https://schema.org/Report">
        <span class="govuk-caption-l">{entry.form.title}</span>
        <h1 class="govuk-heading-l" itemprop="name">
          {title}
        </h1>
        <Changed entry={entry} lang="en" />
        <InsetText>{importedWords(imported)}</InsetText>
        {entry.summary && (
          <>
            <h2 class="govuk-heading-m">Summary</h2>
            <p class="govuk-body" itemprop="abstract">
              {entry.summary}
            </p>
          </>
        )}
        <h2 class="govuk-heading-m">Key facts</h2>
        <SummaryList rows={factRows(entry)} />
        <h2 class="govuk-heading-m">Documents</h2>
        <Documents office={office} entry={entry} imported={imported} />
        <Links entry={entry} linkedFrom={linkedFrom} />
        <Changes imported={imported} />
      </article>
    </Page>
  );
}

function Documents({
  office,
  entry,
  imported,
}: Pick<ImportedNotice, "office" | "entry"> & { imported: Imported }) {
  const { pdf, slug } = entry;
  const format = mailTo(office.body.contact.email, `Another format: ${headline(entry)}`);
  const known = pdf && pdfWords(imported);
  return (
    <>
      {!pdf && <p class="govuk-body">The old register had no document for this record.</p>}
      {known && <p class="govuk-body">{known}</p>}
      <ul class="govuk-list">
        {pdf && (
          <li itemprop="encoding" itemscope itemtype="https://schema.org/MediaObject">
            <a class="govuk-link" itemprop="contentUrl" href={pdfPath(entry.office.slug, slug)}>
              {callOf(entry)}, the original document
            </a>{" "}
            (
            <span itemprop="encodingFormat" content="application/pdf">
              PDF
            </span>
            , <span itemprop="contentSize">{sizeWords(pdf.bytes)}</span>
            {pdf.pages && `, ${pdf.pages} ${pdf.pages === 1 ? "page" : "pages"}`})
          </li>
        )}
        <li>
          <a class="govuk-link" href={format}>
            {pdf ? "Request another format" : "Ask for the document"}
          </a>{" "}
          by email to {office.body.contact.email}
        </li>
      </ul>
      {imported.oldAddress && <p class="govuk-body">The record stood at {imported.oldAddress}</p>}
      {pdf && <p class="govuk-body">The document is kept byte for byte. Its SHA-256 is {pdf.sha256}</p>}
    </>
  );
}

/** What later imports put right, so that nobody wonders why an old copy says another thing. */
function Changes({ imported: { changes = [] } }: { imported: Imported }) {
  if (changes.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Put right since it was imported</h2>
      <ul class="govuk-list govuk-list--bullet">
        {changes.map(({ at, what }) => (
          <li>
            {formatDate(londonDate(at))}: {what}
          </li>
        ))}
      </ul>
    </>
  );
}
