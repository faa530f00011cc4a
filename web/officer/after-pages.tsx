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
  /** What the register is to say, where a number goes unused. */
  explained?: string;
  errors?: { id: string; message: string }[];
}

export function WithdrawPage({ view, officer, cmdId, rev, reason, explained, errors = [] }: WithdrawProps) {
  const { correction, reference, state } = view;
  const title = correction ? "Give up this correction" : "Withdraw this record";
  const wrong = (id: string) => {
    const found = errors.find((e) => e.id === id);
    return found && { text: found.message };
  };
  return (
    <OfficerPage
      title={title}
      office={view.office}
      officer={officer}
      back={recordPath(view.id)}
      errors={errors.map(({ id, message }) => ({ text: message, href: `#${id}` }))}
    >
      <Heading caption={titleOf(view.form, view.answers)}>{title}</Heading>
      <p class="govuk-body">
        {correction
          ? "What is published stays as it is. Anyone who was asked to sign the correction is told. The correction and your reason are kept, and are not public."
          : state === "decided"
            ? "It has been decided, and will not be published. The record and your reason are kept."
            : "It will not be decided. Anyone who was asked to sign it is told. The record and your reason are kept."}
      </p>
      {!correction && reference && (
        <p class="govuk-body">
          Its number, {reference}, stays in the public register as withdrawn
          {state === "decided" && ", with who decided and when"}.
        </p>
      )}
      <CommandForm action={recordPath(view.id, "withdraw")} cmdId={cmdId} hidden={{ rev }}>
        <Textarea
          name="reason"
          label={{
            text: correction ? "Why are you giving it up?" : "Why are you withdrawing it?",
            classes: "govuk-label--s",
          }}
          hint={!correction && reference ? { text: "Kept in the office. Not public." } : undefined}
          value={reason}
          errorMessage={wrong("reason")}
        />
        {!correction && reference && (
          <Textarea
            name="explained"
            label={{
              text: `What the public register should say of why${state === "decided" ? "" : " (optional)"}`,
              classes: "govuk-label--s",
            }}
            hint={{ text: "Public. Name nobody, and say nothing that is to stay confidential." }}
            value={explained}
            errorMessage={wrong("explained")}
          />
        )}
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
