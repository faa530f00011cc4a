/** Short pages about a record that is published: correct it, or withdraw it from publication. */
import { titleOf } from "#core/form/reading.ts";
import type { RecordView } from "#core/record/view.ts";
import { Button } from "../components/button.tsx";
import { Radios } from "../components/radios.tsx";
import { Textarea } from "../components/textarea.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { CommandForm, Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";

interface PublishedPageProps {
  view: RecordView;
  officer: Officer;
  cmdId: string;
  reason?: string;
  errors?: { id: string; message: string }[];
}

interface CorrectPageProps extends PublishedPageProps {
  /** Who writes the correction, where that is not whoever opens it. */
  writer?: string;
  earlier?: string;
}

const PUBLIC = "Anyone will be able to read this. Do not repeat in it what should not have been published.";

export function CorrectPage({
  view,
  officer,
  cmdId,
  reason,
  earlier,
  writer,
  errors = [],
}: CorrectPageProps) {
  const { office, form, answers, publication = 1 } = view;
  return (
    <OfficerPage
      title="Correct this record"
      office={office}
      officer={officer}
      back={recordPath(view.id)}
      errors={errors.map((e) => ({ text: e.message, href: `#${e.id}` }))}
    >
      <Heading caption={titleOf(form, answers)}>Correct this record</Heading>
      <p class="govuk-body">
        What is published stays until the correction is signed by everyone who must sign it and published in
        its place. The number and the date of the decision do not change.
      </p>
      <p class="govuk-body">
        A correction mends what the paper says. To change what was decided, start a new record that revokes or
        supersedes this one.
      </p>
      {writer && <p class="govuk-body">We will ask {writer} to write the correction.</p>}
      <CommandForm action={recordPath(view.id, "correct")} cmdId={cmdId} hidden={{ publication }}>
        <Textarea
          name="reason"
          label={{ text: "What is being corrected, and why?", classes: "govuk-label--s" }}
          hint={{ text: PUBLIC }}
          value={reason}
          errorMessage={messageOf(errors, "reason")}
        />
        <Radios
          name="earlier"
          value={earlier}
          fieldset={{
            legend: {
              text: "Should people still be able to read the version that is corrected?",
              classes: "govuk-fieldset__legend--s",
            },
          }}
          errorMessage={messageOf(errors, "earlier")}
          items={[
            { value: "keep", text: "Yes", hint: { text: "It says that it was corrected, when and why." } },
            {
              value: "withdraw",
              text: "No, it shows something that must not be public",
              hint: {
                text: "It goes when the correction is published. To withdraw it at once, withdraw the record from publication.",
              },
            },
          ]}
        />
        <p class="govuk-body">
          If the correction withholds anything that people can read now, every earlier version is withdrawn,
          whatever you choose here.
        </p>
        <Button preventDoubleClick>Start the correction</Button>
      </CommandForm>
    </OfficerPage>
  );
}

export function UnpublishPage({ view, officer, cmdId, reason, errors = [] }: PublishedPageProps) {
  const { office, form, answers, publication = 1 } = view;
  return (
    <OfficerPage
      title="Withdraw from publication"
      office={office}
      officer={officer}
      back={recordPath(view.id)}
      errors={errors.map((e) => ({ text: e.message, href: `#${e.id}` }))}
    >
      <Heading caption={titleOf(form, answers)}>Withdraw from publication</Heading>
      <p class="govuk-body">
        A short page takes the place of the record and of every earlier version, at the same address. It gives
        the number, who decided and when, and your reason. The PDF and the attached files are no longer
        public; the office keeps them.
      </p>
      <WarningText>You cannot publish this record again.</WarningText>
      <CommandForm action={recordPath(view.id, "unpublish")} cmdId={cmdId} hidden={{ publication }}>
        <Textarea
          name="reason"
          label={{ text: "Why are you withdrawing it?", classes: "govuk-label--s" }}
          hint={{ text: PUBLIC }}
          value={reason}
          errorMessage={messageOf(errors, "reason")}
        />
        <Button classes="govuk-button--warning" preventDoubleClick>
          Withdraw from publication
        </Button>
      </CommandForm>
    </OfficerPage>
  );
}

function messageOf(errors: { id: string; message: string }[], id: string): { text: string } | undefined {
  const found = errors.find((e) => e.id === id);
  return found && { text: found.message };
}
