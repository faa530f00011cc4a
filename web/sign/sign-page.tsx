/**
 * The page behind a signatory's link: the whole paper, the exact words to sign, and the choices with
 * nothing preselected. It carries the hash of what it shows, so that a signature binds just that.
 */
import { attachedIn } from "#core/attachment/attached.ts";
import type { Paper } from "#core/document/paper.ts";
import { titleOf } from "#core/form/reading.ts";
import type { RecordView } from "#core/record/view.ts";
import type { Request } from "#core/signoff/signing.ts";
import { statementText } from "#core/signoff/statement.ts";
import { FileLists } from "../attachments/file-lists.tsx";
import { Button, EnterKeyButton } from "../components/button.tsx";
import { Input } from "../components/input.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { LeftAsItIs } from "../findings/left.tsx";
import { Page } from "../layout/page.tsx";
import { Corrects } from "../officer/corrects.tsx";
import { PaperView } from "../paper.tsx";
import { Choices, type Errors, messageIn, type Typed } from "./choices.tsx";

export interface SignPageProps {
  request: Request;
  paper: Paper;
  /** The same in Welsh, of an office that writes in both languages: a signature is on both texts. */
  welsh?: Paper;
  cmdId: string;
  /** The link's own address. */
  action: string;
  typed?: Typed;
  errors?: Errors;
  /** A code was right in this browser a while ago. */
  proven?: boolean;
  /** The mailbox that a code has just gone to. */
  codeSentTo?: string;
}

export function SignPage(props: SignPageProps) {
  const { request, paper, welsh, cmdId, action, typed = {}, errors = [], proven, codeSentTo } = props;
  const { view, stage, task, row, waits, others, together } = request;
  const { findings = [] } = view;
  const title = titleOf(view.form, view.answers);
  const signer = [row.name, row.capacity].filter(Boolean).join(", ");
  const asksCode = request.code !== "none" && !proven;
  return (
    <Page
      title={title}
      office={view.office}
      navigation={[]}
      errors={errors.map((e) => ({ text: e.message, href: `#${e.id}` }))}
    >
      <span class="govuk-caption-l">{view.form.title}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          { key: { text: "For" }, value: { text: signer } },
          { key: { text: "From" }, value: { text: view.author.name } },
          ...(view.reference ? [{ key: { text: "Reference" }, value: { text: view.reference } }] : []),
          ...request.questions.flatMap(({ text, answer }) => [
            { key: { text: "Your question" }, value: { text } },
            ...(answer ? [{ key: { text: "Their answer" }, value: { text: answer } }] : []),
          ]),
        ]}
      />
      <Corrects view={view} />
      {!waits && (
        <p class="govuk-body">
          <a class="govuk-link" href="#sign">
            Go to the statement and your choices
          </a>
        </p>
      )}
      {findings.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href="#noticed">
            See what the proof-reader noticed
          </a>
        </p>
      )}
      <section class="app-paper" aria-label="The paper">
        <PaperView paper={paper} headingOffset={1} />
        {welsh && <PaperView paper={welsh} headingOffset={1} />}
      </section>
      <Attached view={view} action={action} />
      <LeftAsItIs noticed={findings} form={view.form} author={view.author.name} />
      {waits ? (
        <InsetText>{WAITING[waits]}</InsetText>
      ) : (
        <form method="post" action={action} id="sign" novalidate>
          <input type="hidden" name="hash" value={task.hash} />
          <input type="hidden" name="cmdId" value={cmdId} />
          <EnterKeyButton name="step" value="sign">
            Confirm and sign
          </EnterKeyButton>
          <Choices stage={stage} view={view} typed={typed} errors={errors} />
          {asksCode && (
            <>
              <h3 class="govuk-heading-s" id="confirm" tabindex={-1}>
                Confirm it is you
              </h3>
              <Button
                classes="govuk-button--secondary"
                name="step"
                value="code"
                attributes={{ formaction: "#confirm" }}
              >
                {codeSentTo ? "Email me another code" : "Email me a code"}
              </Button>
              <Input
                id="code"
                name="code"
                inputmode="numeric"
                autocomplete="one-time-code"
                classes="govuk-input--width-10"
                label={{ text: "Code" }}
                hint={{
                  text: codeSentTo
                    ? `We have emailed 6 digits to ${codeSentTo}. They work for 10 minutes.`
                    : `6 digits, sent to ${masked(row.email)}. What you have entered above stays.`,
                }}
                errorMessage={messageIn(errors, "code")}
              />
            </>
          )}
          {together.length > 0 && (
            <input type="hidden" name="also" value={together.map((t) => t.task.task).join(" ")} />
          )}
          {together.map((other) => (
            <InsetText>
              If you approve, the same act signs this as {other.capacity}: {statementText(other.stage)}
            </InsetText>
          ))}
          <p class="govuk-body">
            By confirming you sign as {[signer, ...together.map((t) => t.capacity)].join(" and ")}. Your name,
            capacity and the time are kept with the exact paper shown above.
          </p>
          <Button preventDoubleClick>Confirm and sign</Button>
        </form>
      )}
      {!waits && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${action}/ask`}>
            Ask {view.author.name} a question first
          </a>
          {others.length > 0 && (
            <>
              <br />
              <a class="govuk-link" href={`${action}/pass-on`}>
                Ask someone else to sign instead
              </a>
            </>
          )}
        </p>
      )}
    </Page>
  );
}

function Attached({ view, action }: { view: RecordView; action: string }) {
  if (attachedIn(view, view.answers).length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Attached files</h2>
      <FileLists view={view} level={3} hrefOf={(file) => `${action}/attachments/${file.sha256}`} />
    </>
  );
}

const WAITING = {
  question: "You can sign once the author has answered the question. We will email you.",
  paused: "This record is paused, so nobody can sign it just now. Your link stays good.",
};

/** "j…a@example.org": enough to know the mailbox, not enough to learn it. */
export function masked(email: string): string {
  const [name = "", domain = ""] = email.split("@");
  return `${name.slice(0, 1)}…${name.slice(-1)}@${domain}`;
}
