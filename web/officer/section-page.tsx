/**
 * One page of the form. It is drawn from what was typed where there is any, so that nothing is lost
 * when something is wrong, when a row is added, or when someone else saved the page first: then what is
 * saved stands beside what was typed, and saving again keeps what was typed.
 */
import type { Answers } from "#core/form/answers.ts";
import type { Section } from "#core/form/definition.ts";
import { titleOf } from "#core/form/reading.ts";
import type { Problem } from "#core/form/validate.ts";
import type { Noticed, RecordView } from "#core/record/view.ts";
import { Control } from "#web/fields/controls.tsx";
import type { ShownField } from "#web/fields/section.ts";
import { answerLines, Shown } from "#web/fields/shown.tsx";
import type { Typed } from "#web/fields/typed.ts";
import { Button, ButtonGroup, EnterKeyButton } from "../components/button.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { NotificationBanner } from "../components/notification-banner.tsx";
import { about, Beside, besideIds } from "../findings/beside.tsx";
import { CommandForm, Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";

interface SectionPageProps {
  view: RecordView;
  officer: Officer;
  section: Section;
  fields: ShownField[];
  cmdId: string;
  /** The mark of the answers that this page shows, so that a change by someone else is seen. */
  was: string;
  typed?: Typed;
  problems?: Problem[];
  /** What the proof-reader noticed in what is saved. */
  noticed?: Noticed[];
  /** What has just been done to the rows. */
  done?: string;
  /** Someone else saved this page since it was opened: what would have been saved, to compare. */
  yours?: Answers;
  /** Where to go when the page is saved: "check" for the check page. */
  from?: string;
}

export function SectionPage(props: SectionPageProps) {
  const { view, officer, section, fields, cmdId, was, typed, problems = [], done, yours, from } = props;
  const noticed = (id: string) => about(props.noticed ?? [], id);
  const context = { office: view.office, form: view.form };
  const changed = yours ? fields.filter((f) => differs(f, view.answers, yours, context)) : [];
  return (
    <OfficerPage
      title={section.title}
      office={view.office}
      officer={officer}
      back={recordPath(view.id, ...(from === "check" ? ["check"] : []))}
      errors={problems.map((p) => ({ text: p.message, href: `#${p.id}` }))}
    >
      {yours && (
        <NotificationBanner titleText="Not saved yet">
          <p class="govuk-notification-banner__heading">This page was changed in another window.</p>
          <p class="govuk-body">
            What you typed is below, and beside it what is saved now. Save the page to keep what you typed.
          </p>
        </NotificationBanner>
      )}
      {done && <NotificationBanner titleText="Not saved yet" text={done} />}
      <Heading caption={titleOf(view.form, view.answers)}>{section.title}</Heading>
      {section.hint && <p class="govuk-body">{section.hint}</p>}
      <CommandForm
        action={recordPath(view.id, "sections", section.id)}
        cmdId={cmdId}
        hidden={{ was, shown: fields.map((f) => f.id).join(","), from: from ?? "" }}
      >
        {/* Without it, Enter in a box would remove the row above it. */}
        <EnterKeyButton name="do" value="continue">
          Save and continue
        </EnterKeyButton>
        {fields.map(({ id, field, note }) => (
          <div class="app-question">
            {changed.some((f) => f.id === id) && (
              <InsetText>
                <p class="govuk-body">Saved now:</p>
                <Shown id={id} field={field} answers={view.answers} context={context} />
              </InsetText>
            )}
            <Control
              id={id}
              field={field}
              note={note}
              value={view.answers[id]}
              typed={typed}
              errors={problems}
              context={context}
              describedBy={besideIds(noticed(id), id)}
            />
            <Beside noticed={noticed(id)} field={id} />
          </div>
        ))}
        <ButtonGroup>
          <Button name="do" value="continue" preventDoubleClick>
            Save and continue
          </Button>
          <Button name="do" value="later" classes="govuk-button--secondary" preventDoubleClick>
            Save and come back later
          </Button>
        </ButtonGroup>
      </CommandForm>
    </OfficerPage>
  );
}

type Context = Parameters<typeof answerLines>[3];

function differs({ id, field }: ShownField, saved: Answers, yours: Answers, context: Context): boolean {
  const lines = (answers: Answers) => answerLines(id, field, answers, context).join("\n");
  return JSON.stringify(saved[id]) !== JSON.stringify(yours[id]) && lines(saved) !== lines(yours);
}
