/** The accessibility statement and the privacy notice of the service. */
import { Page } from "../layout/page.tsx";

export function AccessibilityPage() {
  return (
    <Page title="Accessibility statement">
      <h1 class="govuk-heading-l">Accessibility statement</h1>
      <p class="govuk-body">
        This service is built to meet the Web Content Accessibility Guidelines version 2.2, level AA. Every
        published record is a web page first; the PDF beside it is tagged (PDF/UA-1) and archival (PDF/A-2a).
      </p>
      <p class="govuk-body">
        Every page works with a keyboard, with a screen reader, at 400% zoom, and without JavaScript. Each
        page is checked by automatic tests. No audit by people with disabilities has been made yet.
      </p>
      <h2 class="govuk-heading-m">Ask for another format or report a problem</h2>
      <p class="govuk-body">
        Use “Request another format” at the foot of a record’s page, or write to the office whose page it is.
        If you are not happy with its answer, contact the Equality Advisory and Support Service.
      </p>
    </Page>
  );
}

export function PrivacyPage() {
  return (
    <Page title="Privacy">
      <h1 class="govuk-heading-l">Privacy</h1>
      <p class="govuk-body">
        The public pages set no cookies and load nothing from other sites. People who work for an office have
        one cookie, which keeps them signed in for up to 12 hours.
      </p>
      <p class="govuk-body">
        If you follow decisions by email, the service keeps your address and what you follow, for these emails
        alone, until you stop. An address that nobody confirms is forgotten after a day.
      </p>
      <p class="govuk-body">
        For each signature the service keeps who signed, in which capacity, when, how, and exactly what they
        saw. Public bodies keep these records permanently, as the law on public records asks. The office whose
        record it is decides what is published and answers questions about your data.
      </p>
    </Page>
  );
}
