/** Short pages of a record that others are asked to sign: give a request to someone else, pause the record. */
import type { OfficePerson } from "#core/form/office.ts";
import { titleOf } from "#core/form/reading.ts";
import type { StageStatus } from "#core/record/status.ts";
import type { RecordView } from "#core/record/view.ts";
import { Button } from "../components/button.tsx";
import { Radios } from "../components/radios.tsx";
import { Textarea } from "../components/textarea.tsx";
import { CommandForm, Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";

interface ManageProps {
  view: RecordView;
  officer: Officer;
  cmdId: string;
  reason?: string;
  errors?: { id: string; message: string }[];
}

interface GiveProps extends ManageProps {
  task: StageStatus;
  /** Who may take it. */
  others: OfficePerson[];
  to?: string;
}

export function GivePage({ view, officer, cmdId, task, others, to, reason, errors = [] }: GiveProps) {
  return (
    <OfficerPage
      title="Give to someone else"
      office={view.office}
      officer={officer}
      back={recordPath(view.id)}
      errors={summary(errors)}
    >
      <Heading caption={titleOf(view.form, view.answers)}>Give to someone else</Heading>
      <p class="govuk-body">
        {task.vacant
          ? `${task.name} was asked to sign${task.capacity && ` as ${task.capacity}`}, declared an interest and takes no part.`
          : `${task.name} is asked to sign${task.capacity && ` as ${task.capacity}`}. Their link stops working, and we tell them.`}{" "}
        Whoever you choose is sent a link of their own.
      </p>
      {others.length === 0 ? (
        <p class="govuk-body">Nobody else holds this post today, or stands in for whoever does.</p>
      ) : (
        <CommandForm action={recordPath(view.id, "give")} cmdId={cmdId} hidden={{ task: task.task ?? "" }}>
          <Radios
            name="to"
            value={to}
            fieldset={{ legend: { text: "Who should sign instead?", classes: "govuk-fieldset__legend--s" } }}
            errorMessage={messageOf(errors, "to")}
            items={others.map((p) => ({ value: p.id, text: p.name }))}
          />
          <Textarea
            name="reason"
            label={{ text: "Why should someone else sign?", classes: "govuk-label--s" }}
            value={reason}
            errorMessage={messageOf(errors, "reason")}
          />
          <Button preventDoubleClick>Give it to them</Button>
        </CommandForm>
      )}
    </OfficerPage>
  );
}

export function PausePage({ view, officer, cmdId, reason, errors = [] }: ManageProps) {
  return (
    <OfficerPage
      title="Pause this record"
      office={view.office}
      officer={officer}
      back={recordPath(view.id)}
      errors={summary(errors)}
    >
      <Heading caption={titleOf(view.form, view.answers)}>Pause this record</Heading>
      <p class="govuk-body">
        Nobody can sign it and nobody is reminded until you let it go on. Links that were sent stay good.
      </p>
      <CommandForm action={recordPath(view.id, "pause")} cmdId={cmdId}>
        <Textarea
          name="reason"
          label={{ text: "Why are you pausing it?", classes: "govuk-label--s" }}
          value={reason}
          errorMessage={messageOf(errors, "reason")}
        />
        <Button preventDoubleClick>Pause this record</Button>
      </CommandForm>
    </OfficerPage>
  );
}

type Errors = NonNullable<ManageProps["errors"]>;

function summary(errors: Errors) {
  return errors.map((e) => ({ text: e.message, href: `#${e.id}` }));
}

function messageOf(errors: Errors, id: string): { text: string } | undefined {
  const found = errors.find((e) => e.id === id);
  return found && { text: found.message };
}
