/** Short pages around a record: it has been submitted, it is to be withdrawn, the paper alone. */
import type { Paper } from "#core/document/paper.ts";
import { titleOf } from "#core/form/reading.ts";
import type { StageStatus } from "#core/record/status.ts";
import type { RecordView } from "#core/record/view.ts";
import { Button } from "../components/button.tsx";
import { Panel } from "../components/panel.tsx";
import { Textarea } from "../components/textarea.tsx";
import { PaperView } from "../paper.tsx";
import { CommandForm, Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";

interface RecordPageProps {
  view: RecordView;
  officer: Officer;
}

export function SubmittedPage({ view, officer, tasks }: RecordPageProps & { tasks: StageStatus[] }) {
  const open = tasks.filter((t) => t.status === "open");
  return (
    <OfficerPage title="Submitted" office={view.office} officer={officer}>
      <Panel titleText="Submitted">{titleOf(view.form, view.answers)}</Panel>
      <h2 class="govuk-heading-m">What happens next</h2>
      {open.length > 0 ? (
        <>
          <p class="govuk-body">We have emailed:</p>
          <ul class="govuk-list govuk-list--bullet">
            {open.map((t) => (
              <li>{[t.name, t.capacity].filter(Boolean).join(", ")}</li>
            ))}
          </ul>
        </>
      ) : (
        <p class="govuk-body">Everyone who was asked has answered.</p>
      )}
      <p class="govuk-body">
        We will email you when it is decided, or if someone returns it for changes.{" "}
        <a class="govuk-link" href={recordPath(view.id)}>
          See where it is
        </a>
      </p>
    </OfficerPage>
  );
}

interface WithdrawProps extends RecordPageProps {
  cmdId: string;
  rev: number;
  reason?: string;
  error?: string;
}

export function WithdrawPage({ view, officer, cmdId, rev, reason, error }: WithdrawProps) {
  const title = view.correction ? "Give up this correction" : "Withdraw this record";
  return (
    <OfficerPage
      title={title}
      office={view.office}
      officer={officer}
      back={recordPath(view.id)}
      errors={error ? [{ text: error, href: "#reason" }] : undefined}
    >
      <Heading caption={titleOf(view.form, view.answers)}>{title}</Heading>
      <p class="govuk-body">
        {view.correction
          ? "What is published stays as it is. Anyone who was asked to sign the correction is told. The correction and your reason are kept, and are not public."
          : "It will not be decided. Anyone who was asked to sign it is told. The record and your reason are kept."}
      </p>
      <CommandForm action={recordPath(view.id, "withdraw")} cmdId={cmdId} hidden={{ rev }}>
        <Textarea
          name="reason"
          label={{
            text: view.correction ? "Why are you giving it up?" : "Why are you withdrawing it?",
            classes: "govuk-label--s",
          }}
          value={reason}
          errorMessage={error ? { text: error } : undefined}
        />
        <Button classes="govuk-button--warning" preventDoubleClick>
          {title}
        </Button>
      </CommandForm>
    </OfficerPage>
  );
}

export function PaperPage({ view, officer, paper }: RecordPageProps & { paper: Paper }) {
  return (
    <OfficerPage
      title={titleOf(view.form, view.answers)}
      office={view.office}
      officer={officer}
      back={recordPath(view.id)}
    >
      <Heading caption={view.form.title}>{titleOf(view.form, view.answers)}</Heading>
      <PaperView paper={paper} headingOffset={1} />
    </OfficerPage>
  );
}
