/** What a link shows once it has been used, or is no longer wanted, or never was one. */
import { formatDate, formatInstant } from "#core/form/dates.ts";
import type { Outcome } from "#core/form/definition.ts";
import { OUTCOME_WORDS } from "#core/notification/outcome-words.ts";
import type { RecordView } from "#core/record/view.ts";
import type { Explained } from "#core/signoff/explaining.ts";
import { Button, EnterKeyButton } from "../components/button.tsx";
import { Input } from "../components/input.tsx";
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

export function PassedOnPage({ view }: { view: RecordView }) {
  return (
    <Page title="It has gone to someone else" office={view.office} navigation={[]}>
      <h1 class="govuk-heading-l">It has gone to someone else</h1>
      <p class="govuk-body">Your link no longer works. You do not need to do anything more.</p>
    </Page>
  );
}

/** What became of a request, to whoever its link was sent to. */
export function ExplainedPage({ explained }: { explained: Explained }) {
  const { view, title } = explained;
  if (explained.became === "signed" && !explained.on) return <SignedPage {...explained} />;
  const heading = HEADINGS[explained.became];
  const { email } = view.office.body.contact;
  return (
    <Page title={heading} office={view.office} navigation={[]}>
      <h1 class="govuk-heading-l">{heading}</h1>
      <p class="govuk-body">{title}</p>
      <p class="govuk-body">{wordsOf(explained)}</p>
      <p class="govuk-body">
        If that is not right, or you need a new link, write to{" "}
        <a class="govuk-link" href={`mailto:${email}`}>
          {email}
        </a>
      </p>
    </Page>
  );
}

const HEADINGS: Record<Explained["became"], string> = {
  signed: "You signed this on paper",
  given: "Your link was replaced",
  aside: "You take no part in this",
  closed: "Your signature is not needed",
  left: "You no longer hold this post",
  "out-of-date": "Your link is out of date",
};

function wordsOf(explained: Explained): string {
  switch (explained.became) {
    case "signed":
      return `You ${OUTCOME_WORDS[explained.outcome]} this on paper on ${formatDate(explained.on ?? "")}. A copy was confirmed on ${formatInstant(explained.at)}.`;
    case "given":
      return `Since ${formatInstant(explained.at)} this request is with ${explained.to}, under a link of their own.`;
    case "aside":
      return "You declared an interest. We have told the office, and your link no longer works. You do not need to do anything more.";
    case "closed":
      return `This request was closed before you signed${explained.at ? `, on ${formatInstant(explained.at)}` : ""}. You do not need to do anything.`;
    case "left":
      return "This request is for whoever holds the post. The office will give it to them.";
    case "out-of-date":
      return "Nobody has signed yet. Links work for 14 days: ask the office to send the request again.";
  }
}

interface BadLinkProps {
  /** The link's own address. */
  action: string;
  /** A code was asked for. Whether one went out, the page does not say. */
  asked?: boolean;
  error?: string;
}

/** One neutral page for every link that does not hold: it says nothing about what exists. */
export function BadLinkPage({ action, asked, error }: BadLinkProps) {
  return (
    <Page
      title="This link does not work"
      navigation={[]}
      errors={error ? [{ text: error, href: "#code" }] : undefined}
    >
      <h1 class="govuk-heading-l">This link does not work</h1>
      <p class="govuk-body">
        The link may be out of date, replaced by a newer one, or copied without its end. Look for a newer
        email, or ask the person who sent you the paper.
      </p>
      <h2 class="govuk-heading-m">Find out what became of it</h2>
      <p class="govuk-body">
        {asked
          ? "If this link was sent to you, we have emailed you a code. It works for 10 minutes."
          : "If this link was sent to you, we can email a code to the mailbox that it was sent to."}
      </p>
      <form method="post" action={`${action}/mine`} novalidate>
        <EnterKeyButton name="step" value="prove">
          Continue
        </EnterKeyButton>
        <Button classes="govuk-button--secondary" name="step" value="code">
          {asked ? "Email me another code" : "Email me a code"}
        </Button>
        <Input
          id="code"
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          classes="govuk-input--width-10"
          label={{ text: "Code" }}
          hint={{ text: "6 digits" }}
          errorMessage={error ? { text: error } : undefined}
        />
        <Button>Continue</Button>
      </form>
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
