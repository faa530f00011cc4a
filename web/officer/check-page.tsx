/** Check answers: every answer with a link to change it, the paper as it will read, and who will be asked. */
import type { Paper } from "#core/document/paper.ts";
import { titleOf } from "#core/form/reading.ts";
import type { Problem } from "#core/form/validate.ts";
import { problemsOf } from "#core/record/overrides.ts";
import type { Noticed, RecordView } from "#core/record/view.ts";
import { askedFields, fieldOf, type Progress } from "#web/fields/section.ts";
import { Shown } from "#web/fields/shown.tsx";
import { Button, ButtonGroup } from "../components/button.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { Overrides } from "../findings/overrides.tsx";
import { PaperView } from "../paper.tsx";
import { CommandForm, Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";

/** Who would be asked, in order, if the record were submitted now. */
export interface Asked {
  steps: { title: string; who: string }[];
  skipped: { title: string; why: string }[];
  problems: string[];
}

export interface CheckPageProps {
  view: RecordView;
  officer: Officer;
  cmdId: string;
  saveNo: number;
  rev: number;
  progress: Progress[];
  asked: Asked;
  paper: Paper;
  /** What the proof-reader noticed, with the reasons given or typed. */
  noticed?: Noticed[];
  /** What is wrong with a reason typed. */
  reasonErrors?: Problem[];
  /** The record was changed since the page was opened. */
  stale?: boolean;
  /** Why it was not submitted. */
  refused?: Problem[];
}

export function CheckPage(props: CheckPageProps) {
  const { view, officer, cmdId, saveNo, rev, progress, asked, paper, stale, refused = [] } = props;
  const { noticed = [], reasonErrors = [] } = props;
  const pageOf = (field: string) =>
    progress.find(({ section }) => section.fields.includes(field))?.section.id;
  const change = (field: string) => {
    const section = pageOf(field);
    return section && `${changePath(view, section)}#${field}`;
  };
  const problems = progress.flatMap(({ section, problems }) =>
    problems.map((p) => ({ text: p.message, href: `${changePath(view, section.id)}#${p.id}` })),
  );
  const known = [
    ...problems,
    ...asked.problems.map((text) => ({ text, href: "#plan" })),
    ...problemsOf(noticed, view.form).map(({ id, message }) => ({
      text: message,
      href: change(id) ?? "#noticed",
    })),
  ];
  const reasons = reasonErrors.map((p) => ({ text: p.message, href: `#${p.id}` }));
  const more = refused
    .filter((p) => !known.some((k) => k.text === p.message))
    .map((p) => ({ text: p.message, href: "#answers" }));
  const errors = [...(stale ? [{ text: STALE, href: "#answers" }] : []), ...known, ...more, ...reasons];
  const ready = known.length === 0;
  return (
    <OfficerPage
      title="Check the paper and submit it"
      office={view.office}
      officer={officer}
      back={recordPath(view.id)}
      errors={errors}
    >
      <Heading caption={titleOf(view.form, view.answers)}>Check the paper and submit it</Heading>
      <h2 class="govuk-heading-m" id="answers" tabindex={-1}>
        Your answers
      </h2>
      {progress
        .filter((p) => p.status !== "not-needed")
        .map((p) => (
          <Answers {...props} part={p} />
        ))}
      <h2 class="govuk-heading-m">The paper as it will read</h2>
      <section class="app-check-paper" aria-label="The paper">
        <PaperView paper={paper} headingOffset={2} />
      </section>
      <h2 class="govuk-heading-m" id="plan" tabindex={-1}>
        Who will be asked
      </h2>
      <Plan {...asked} />
      {(ready || noticed.length > 0) && (
        <CommandForm action={recordPath(view.id, "check")} cmdId={cmdId} hidden={{ saveNo, rev }}>
          <Overrides noticed={noticed} form={view.form} changePath={change} errors={reasonErrors} />
          {ready && (
            <p class="govuk-body">
              When you submit it, the paper can no longer be changed unless a signatory returns it.
            </p>
          )}
          <ButtonGroup>
            {ready && (
              <Button name="do" value="submit" preventDoubleClick>
                Submit
              </Button>
            )}
            {noticed.length > 0 && (
              <Button name="do" value="later" classes="govuk-button--secondary" preventDoubleClick>
                Save and come back later
              </Button>
            )}
          </ButtonGroup>
        </CommandForm>
      )}
    </OfficerPage>
  );
}

const STALE = "This record has changed since you opened this page. Check it again, then submit it";

function Answers({ view, part }: CheckPageProps & { part: Progress }) {
  const context = { office: view.office, form: view.form };
  const { section, problems } = part;
  return (
    <SummaryList
      card={{ title: { text: section.title, headingLevel: 3 } }}
      rows={askedFields(view.form, section, view.answers).map(({ id, field }) => ({
        key: { text: field.label.replace(/:\s*$/, "") },
        value: {
          text: (
            <>
              {problems
                .filter((p) => fieldOf(p) === id)
                .map((p) => (
                  <p class="govuk-error-message">{p.message}</p>
                ))}
              <Shown id={id} field={field} answers={view.answers} context={context} />
            </>
          ),
        },
        actions: {
          items: [
            {
              href: `${changePath(view, section.id)}#${id}`,
              text: "Change",
              visuallyHiddenText: field.label.toLowerCase().replace(/:\s*$/, ""),
            },
          ],
        },
      }))}
    />
  );
}

function Plan({ steps, skipped }: Asked) {
  return (
    <>
      <ol class="govuk-list govuk-list--number">
        {steps.map(({ title, who }) => (
          <li>
            {title}: {who}
          </li>
        ))}
      </ol>
      {skipped.length > 0 && (
        <>
          <p class="govuk-body">Not asked this time:</p>
          <ul class="govuk-list govuk-list--bullet">
            {skipped.map(({ title, why }) => (
              <li>
                {title}: {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function changePath(view: RecordView, section: string): string {
  return `${recordPath(view.id, "sections", section)}?from=check`;
}
