/** What a link shows once it has been used, or is no longer wanted, or never was one. */
import { formatInstant } from "#core/form/dates.ts";
import type { Outcome } from "#core/form/definition.ts";
import { OUTCOME_WORDS } from "#core/notification/outcome-words.ts";
import type { RecordView } from "#core/record/view.ts";
import { Panel } from "../components/panel.tsx";
import { Page } from "../layout/page.tsx";

export function SignedPage({
  view,
  title,
  outcome,
  at,
  hash,
}: {
  view: RecordView;
  /** Left out for a confidential paper, since a link may be in other hands. */
  title?: string;
  outcome: Outcome;
  at: string;
  hash: string;
}) {
  const words = OUTCOME_WORDS[outcome];
  return (
    <Page title={`You ${words} this`} office={view.office} navigation={[]}>
      <Panel titleText={`You ${words} this`}>{title}</Panel>
      <p class="govuk-body">
        You {words} this on {formatInstant(at)}. We have emailed you a receipt.
      </p>
      <p class="govuk-body">Fingerprint of the exact paper you saw (SHA-256):</p>
      <p class="govuk-body">{hash}</p>
      <p class="govuk-body">
        If this was not you, tell us at once:{" "}
        <a class="govuk-link" href={`mailto:${view.office.body.contact.email}`}>
          {view.office.body.contact.email}
        </a>
      </p>
    </Page>
  );
}

export function ClosedPage({ view }: { view: RecordView }) {
  return (
    <Page title="Your signature is not needed" office={view.office} navigation={[]}>
      <h1 class="govuk-heading-l">Your signature is not needed</h1>
      <p class="govuk-body">This request was closed before you signed. You do not need to do anything.</p>
    </Page>
  );
}

export function PassedOnPage({ view }: { view: RecordView }) {
  return (
    <Page title="It has gone to someone else" office={view.office} navigation={[]}>
      <h1 class="govuk-heading-l">It has gone to someone else</h1>
      <p class="govuk-body">Your link no longer works. You do not need to do anything more.</p>
    </Page>
  );
}

/** One neutral page for every link that does not hold: it says nothing about what exists. */
export function BadLinkPage() {
  return (
    <Page title="This link does not work" navigation={[]}>
      <h1 class="govuk-heading-l">This link does not work</h1>
      <p class="govuk-body">
        The link may be out of date, replaced by a newer one, or copied without its end. Look for a newer
        email, or ask the person who sent you the paper.
      </p>
    </Page>
  );
}

export function ChangedPage({ view, action }: { view: RecordView; action: string }) {
  return (
    <Page title="The paper has changed" office={view.office} navigation={[]}>
      <h1 class="govuk-heading-l">The paper has changed</h1>
      <p class="govuk-body">It was changed after you opened it, so nothing has been signed.</p>
      <p class="govuk-body">
        <a class="govuk-link" href={action}>
          Read it as it is now
        </a>
      </p>
    </Page>
  );
}
