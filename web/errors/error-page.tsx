/** A page for everything that went wrong: what happened, in words, and where to go. */
import { Page, type PageOffice } from "../layout/page.tsx";

export function ErrorPage({ title, detail, office }: { title: string; detail: string; office?: PageOffice }) {
  return (
    <Page title={title} office={office}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{detail}</p>
    </Page>
  );
}
