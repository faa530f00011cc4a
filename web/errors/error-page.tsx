/** A page for everything that went wrong: what happened, in words, and where to go. */
import { Page, type PageOffice } from "../layout/page.tsx";

interface ErrorPageProps {
  title: string;
  /** Sentences; the last may lack its full stop. */
  detail: string;
  office?: PageOffice;
  /** The one thing to do now, where there is one. */
  next?: { text: string; href: string };
}

export function ErrorPage({ title, detail, office, next }: ErrorPageProps) {
  return (
    <Page title={title} office={office}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{detail.replace(/[^.?!]$/, "$&.")}</p>
      {next && (
        <p class="govuk-body">
          <a class="govuk-link" href={next.href}>
            {next.text}
          </a>
        </p>
      )}
    </Page>
  );
}
