/**
 * Signing on paper: the paper with a sheet to sign, the page that takes a copy of it, and the page on
 * which a second person compares the copy with what was entered.
 */
import type { Paper } from "#core/document/paper.ts";
import { formatDate } from "#core/form/dates.ts";
import { titleOf } from "#core/form/reading.ts";
import type { PaperRequest } from "#core/signoff/on-paper.ts";
import { outcomesOf } from "#core/signoff/plan.ts";
import { statementText } from "#core/signoff/statement.ts";
import { DateBoxes } from "#web/fields/dates.tsx";
import { Button } from "../components/button.tsx";
import { FileUpload } from "../components/file-upload.tsx";
import { Input } from "../components/input.tsx";
import { Radios } from "../components/radios.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { Textarea } from "../components/textarea.tsx";
import { PaperView } from "../paper.tsx";
import { Choices, clausesOf, type Errors, messageIn, type Typed } from "../sign/choices.tsx";
import { CommandForm, Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";

interface Props {
  request: PaperRequest;
  officer: Officer;
}

interface FormProps extends Props {
  cmdId: string;
  typed?: Typed;
  errors?: Errors;
}

interface ConfirmProps extends FormProps {
  copy: NonNullable<PaperRequest["copy"]>;
}

export function PrintPage({ request, officer, paper }: Props & { paper: Paper }) {
  const { view, task, name, capacity, fingerprint } = request;
  const title = titleOf(view.form, view.answers);
  return (
    <OfficerPage title="Sign on paper" office={view.office} officer={officer} back={recordPath(view.id)}>
      <div class="app-not-printed">
        <Heading caption={title}>Sign on paper</Heading>
        <ol class="govuk-list govuk-list--number">
          <li>Print this page. It is the paper as it waits now, with a sheet to sign.</li>
          <li>
            Have {name} sign and date it{capacity && ` as ${capacity}`}.
          </li>
          <li>
            Scan or photograph the signed sheet and upload it. Someone else then confirms what it shows.
          </li>
        </ol>
        <p class="govuk-body">
          <a class="govuk-link" href={`${recordPath(view.id, "copy")}?task=${encodeURIComponent(task.task)}`}>
            Upload a copy of the signed paper
          </a>
        </p>
      </div>
      <section class="app-paper" aria-label="The paper">
        <PaperView paper={paper} headingOffset={1} />
      </section>
      <Sheet request={request} />
      <p class="govuk-body">
        Fingerprint of this paper: <strong>{fingerprint}</strong>
      </p>
    </OfficerPage>
  );
}

/** Everything that the page behind a link asks, to be ticked and signed by hand. */
function Sheet({ request: { view, stage, name, capacity } }: { request: PaperRequest }) {
  const tick = (text: string) => <li>☐ {text}</li>;
  const outcomes = outcomesOf(stage);
  const speaks = stage.statement?.includes("{outcome}");
  return (
    <section aria-labelledby="sheet">
      <h2 class="govuk-heading-m" id="sheet">
        To be signed by {[name, capacity].filter(Boolean).join(", ")}
      </h2>
      {stage.statement && !speaks && <p class="govuk-body">{stage.statement}</p>}
      {stage.alternatives && (
        <ul class="govuk-list">
          {stage.alternatives.one.map((a) => tick([a.label, a.text].filter(Boolean).join(" ")))}
          {(stage.alternatives.and ?? []).map((a) => (
            <li>And {[a.label, a.text].filter(Boolean).join(" ")}</li>
          ))}
        </ul>
      )}
      {clausesOf(stage, view).map((text, i) => (
        <p class="govuk-body">
          Recommendation {i + 1}: {text} ☐ Approve ☐ Do not approve
        </p>
      ))}
      <ul class="govuk-list">
        {outcomes.map((o) => tick(o.says && speaks ? `${o.label}: ${statementText(stage, o.id)}` : o.label))}
        {stage.interests && tick("I have no interest to declare in this")}
      </ul>
      <SummaryList
        rows={[stage.comment ? "Comment" : "Reason, if any", "Name", "Signature", "Date"].map((key) => ({
          key: { text: key },
          value: {
            text: key === "Name" ? name : <ByHand />,
          },
        }))}
      />
    </section>
  );
}

/** Room to write, and words for whoever hears it read. */
function ByHand() {
  return (
    <>
      <span class="govuk-visually-hidden">To be filled in by hand</span>
      <br />
      <br />
    </>
  );
}

export function CopyPage({ request, officer, cmdId, typed = {}, errors = [] }: FormProps) {
  const { view, task, stage, capacity, signatories } = request;
  return (
    <OfficerPage
      title="Upload a signed paper"
      office={view.office}
      officer={officer}
      back={recordPath(view.id)}
      errors={summary(errors)}
    >
      <Heading caption={titleOf(view.form, view.answers)}>Upload a signed paper</Heading>
      <p class="govuk-body">
        Enter what the signed paper shows. The signature counts once someone else in governance has confirmed
        it.
      </p>
      <form method="post" action={recordPath(view.id, "copy")} enctype="multipart/form-data" novalidate>
        <input type="hidden" name="cmdId" value={cmdId} />
        <input type="hidden" name="task" value={task.task} />
        <input type="hidden" name="hash" value={task.hash} />
        <FileUpload
          name="file"
          label={{ text: "A copy of the signed paper", classes: "govuk-label--s" }}
          hint={{ text: "A PDF, PNG or JPG smaller than 4MB. It is never published." }}
          errorMessage={messageIn(errors, "file")}
          attributes={{ accept: ".pdf,.png,.jpg,.jpeg" }}
        />
        <DateBoxes
          path="on"
          legend={{ text: "When was it signed?", classes: "govuk-fieldset__legend--s" }}
          hint={{ text: "The date beside the signature, for example 31 3 2026" }}
          typed={Object.fromEntries(Object.entries(typed).map(([k, value]) => [k, value ?? ""]))}
          errors={errors}
        />
        <Input
          name="fingerprint"
          label={{ text: "Fingerprint at the foot of the paper", classes: "govuk-label--s" }}
          hint={{ text: "8 characters, for example 1a2b 3c4d" }}
          classes="govuk-input--width-10"
          value={typed.fingerprint}
          errorMessage={messageIn(errors, "fingerprint")}
          autocomplete="off"
        />
        <Radios
          name="signedBy"
          value={typed.signedBy}
          fieldset={{
            legend: {
              text: capacity ? `Who signed it, as ${capacity}?` : "Who signed it?",
              classes: "govuk-fieldset__legend--s",
            },
          }}
          errorMessage={messageIn(errors, "signedBy")}
          items={(signatories.length ? signatories : [{ id: task.person, name: request.name }]).map((p) => ({
            value: p.id,
            text: p.name,
          }))}
        />
        <Choices stage={stage} view={view} typed={typed} errors={errors} onPaper />
        <Button preventDoubleClick>Upload it</Button>
      </form>
    </OfficerPage>
  );
}

export function ConfirmPage({ request, copy, officer, cmdId, typed = {}, errors = [] }: ConfirmProps) {
  const { view, task, stage, name, capacity, fingerprint } = request;
  const by = view.office.people?.find((p) => p.id === copy.by)?.name ?? copy.by;
  const outcome = outcomesOf(stage).find((o) => o.id === copy.outcome);
  const row = (key: string, text: string | undefined) =>
    text ? [{ key: { text: key }, value: { text: <p class="govuk-body app-answer">{text}</p> } }] : [];
  return (
    <OfficerPage
      title="Check the copy"
      office={view.office}
      officer={officer}
      back={recordPath(view.id)}
      errors={summary(errors)}
    >
      <Heading caption={titleOf(view.form, view.answers)}>Check the copy</Heading>
      <p class="govuk-body">
        {by} uploaded this copy of the signed paper. Open it and compare it with what was entered.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={recordPath(view.id, "copies", copy.scan)}>
          Open the copy{copy.said?.file && ` (${copy.said.file.name})`}
        </a>
        <br />
        <a class="govuk-link" href={recordPath(view.id, "paper")}>
          Read the paper that waits to be signed
        </a>
      </p>
      <SummaryList
        rows={[
          ...row("Fingerprint", fingerprint),
          ...row("Signed by", [name, capacity].filter(Boolean).join(", ")),
          ...row("Signed on", formatDate(copy.on)),
          ...row("It says", outcome && (outcome.says ? statementText(stage, outcome.id) : outcome.label)),
          ...row("It certifies", stage.alternatives?.one.find((a) => a.id === copy.alternative)?.text),
          ...clausesOf(stage, view).flatMap((text, i) =>
            row(
              `Recommendation ${i + 1}`,
              `${text}: ${copy.clauses?.[i] === "refuse" ? "not approved" : "approved"}`,
            ),
          ),
          ...row("Reason", copy.said?.reason),
          ...row("Comment", copy.said?.comment),
        ]}
      />
      <CommandForm
        action={recordPath(view.id, "confirm")}
        cmdId={cmdId}
        hidden={{ task: task.task, scan: copy.scan }}
      >
        <p class="govuk-body">
          By confirming you say that the copy shows all of this. The signature then counts, and your name is
          printed beside it.
        </p>
        <Button name="do" value="confirm" preventDoubleClick>
          Confirm what the copy shows
        </Button>
        <Textarea
          name="reason"
          label={{ text: "If it does not: what is wrong?", classes: "govuk-label--s" }}
          value={typed.reason}
          errorMessage={messageIn(errors, "reason")}
        />
        <Button name="do" value="reject" classes="govuk-button--secondary" preventDoubleClick>
          Do not confirm
        </Button>
      </CommandForm>
    </OfficerPage>
  );
}

function summary(errors: Errors) {
  return errors.map((e) => ({ text: e.message, href: `#${e.id}` }));
}
