/** Before signing: prove who you are to read a confidential paper, ask the author, or hand the request on. */
import { titleOf } from "#core/form/reading.ts";
import type { Request } from "#core/signoff/signing.ts";
import { Button, EnterKeyButton } from "../components/button.tsx";
import { Input } from "../components/input.tsx";
import { Radios } from "../components/radios.tsx";
import { Textarea } from "../components/textarea.tsx";
import { Page } from "../layout/page.tsx";
import { type Errors, messageIn, type Typed } from "./choices.tsx";
import { masked } from "./sign-page.tsx";

interface Props {
  request: Request;
  cmdId: string;
  /** The link's own address. */
  action: string;
  typed?: Typed;
  errors?: Errors;
}

/** Shown before anything of a confidential paper, and before acting: the title too stays unsaid. */
export function ProvePage({
  request,
  action,
  errors = [],
  codeSentTo,
}: Omit<Props, "cmdId"> & { codeSentTo?: string }) {
  return (
    <Page title="Confirm it is you" office={request.view.office} navigation={[]} errors={summary(errors)}>
      <h1 class="govuk-heading-l">Confirm it is you</h1>
      <p class="govuk-body">
        {codeSentTo
          ? `We have emailed a code to ${codeSentTo}. It works for 10 minutes.`
          : request.code === "to-read"
            ? "This paper has confidential parts. Before you can read it, we email you a code."
            : "Before you go on, we email you a code, so that nobody else can act by your link."}
      </p>
      <form method="post" action={`${action}/code`} novalidate>
        <EnterKeyButton name="step" value="prove">
          Continue
        </EnterKeyButton>
        <Button classes="govuk-button--secondary" name="step" value="code">
          {codeSentTo ? "Email me another code" : "Email me a code"}
        </Button>
        <Input
          id="code"
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          classes="govuk-input--width-10"
          label={{ text: "Code" }}
          hint={{ text: `6 digits, sent to ${masked(request.row.email)}` }}
          errorMessage={messageIn(errors, "code")}
        />
        <Button>Continue</Button>
      </form>
    </Page>
  );
}

export function AskPage({ request, cmdId, action, typed = {}, errors = [] }: Props) {
  const { view, task } = request;
  return (
    <Page title="Ask a question" office={view.office} navigation={[]} back={action} errors={summary(errors)}>
      <h1 class="govuk-heading-l">Ask {view.author.name} a question</h1>
      <p class="govuk-body">
        About: {titleOf(view.form, view.answers)}. Nobody can sign until it is answered. We email you the
        answer.
      </p>
      <form method="post" action={`${action}/ask`} novalidate>
        <input type="hidden" name="hash" value={task.hash} />
        <input type="hidden" name="cmdId" value={cmdId} />
        <Textarea
          id="question"
          name="question"
          value={typed.question}
          label={{ text: "Your question" }}
          errorMessage={messageIn(errors, "question")}
        />
        <Button preventDoubleClick>Send my question</Button>
      </form>
    </Page>
  );
}

export function PassOnPage({ request, cmdId, action, typed = {}, errors = [] }: Props) {
  const { view, others } = request;
  return (
    <Page
      title="Ask someone else to sign"
      office={view.office}
      navigation={[]}
      back={action}
      errors={summary(errors)}
    >
      <h1 class="govuk-heading-l">Ask someone else to sign</h1>
      <form method="post" action={`${action}/pass-on`} novalidate>
        <input type="hidden" name="cmdId" value={cmdId} />
        <Radios
          idPrefix="to"
          name="to"
          value={typed.to}
          fieldset={{
            legend: { text: "Who should sign instead of you?", classes: "govuk-fieldset__legend--s" },
          }}
          errorMessage={messageIn(errors, "to")}
          items={others.map((p) => ({ value: p.id, text: p.name }))}
        />
        <Textarea
          id="reason"
          name="reason"
          value={typed.reason}
          label={{ text: "Your reason (optional)" }}
          errorMessage={messageIn(errors, "reason")}
        />
        <Button preventDoubleClick>Pass it on</Button>
      </form>
    </Page>
  );
}

function summary(errors: Errors) {
  return errors.map((e) => ({ text: e.message, href: `#${e.id}` }));
}
