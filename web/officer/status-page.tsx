/** Where a record is: who holds it since when, each stage with what was said, and what can be done about it. */
import { attachedIn } from "#core/attachment/attached.ts";
import { formatDate, formatInstant, londonDate } from "#core/form/dates.ts";
import { titleOf } from "#core/form/reading.ts";
import { noticePath } from "#core/notice/addresses.ts";
import { slugOf } from "#core/notice/entry.ts";
import type { StageStatus, Status } from "#core/record/status.ts";
import type { RecordView } from "#core/record/view.ts";
import { stageTitle } from "#core/signoff/plan.ts";
import { Button } from "../components/button.tsx";
import { NotificationBanner } from "../components/notification-banner.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { Tag } from "../components/tag.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { LeftAsItIs } from "../findings/left.tsx";
import { Corrects } from "./corrects.tsx";
import { CommandForm, Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";
import { StageCard } from "./stage-card.tsx";
import { Paused, Question } from "./waits.tsx";
import { OUTCOMES, STATES } from "./words.ts";

interface StatusPageProps extends Status {
  officer: Officer;
  /** Present where this person may publish it, or withdraw it. */
  publish?: { cmdId: string; rev: number };
  withdraws: boolean;
  /** Whether this person may correct what is published, or withdraw it. */
  corrects?: boolean;
  unpublishes?: boolean;
  /** Makes the id of a command. Present where this person may chase signatures and pause the record. */
  manages?: () => string;
  /** Whether this person may give a request to someone else. */
  gives?: boolean;
  /** Who looks at it, by their id. */
  self?: string;
  /** Present where a question waits for this person's answer. */
  answer?: { cmdId: string; typed?: string; error?: string };
  /** Its sealed document should have been there by now. */
  sealIsLate?: boolean;
  /** Why what this person has just asked for was not done. */
  refused?: string;
}

export function StatusPage(props: StatusPageProps) {
  const { view, tasks, events, question, paused, officer, publish, withdraws, manages, answer } = props;
  const title = titleOf(view.form, view.answers);
  const inReview = view.state === "review";
  const problems = tasks.filter((t) => t.status === "open" && t.mail?.problem);
  return (
    <OfficerPage
      title={title}
      office={view.office}
      officer={officer}
      back="/"
      errors={answer?.error ? [{ text: answer.error, href: "#answer" }] : undefined}
    >
      {props.refused && (
        <NotificationBanner titleText="Nothing was changed">
          <p class="govuk-notification-banner__heading">{props.refused}.</p>
        </NotificationBanner>
      )}
      <Heading
        caption={[title !== view.form.title && view.form.title, view.reference].filter(Boolean).join(" ")}
      >
        {title}
      </Heading>
      {problems.map((t) => (
        <WarningText>
          The email to {t.name} ({t.capacity}) has a problem: {lowerFirst(t.mail?.problem ?? "")}.
        </WarningText>
      ))}
      {props.sealIsLate && (
        <WarningText>
          The sealed PDF is late. The decision stands. The service tries again every minute, and the people
          who run it have been told. You do not need to do anything.
        </WarningText>
      )}
      <Corrects view={view} />
      <SummaryList rows={summary(props)} />
      {inReview && question && (
        <Question record={view.id} question={question} author={view.author.name} answer={answer} />
      )}
      {inReview && paused && (
        <Paused record={view.id} paused={paused} resume={manages && { cmdId: manages() }} />
      )}
      {publish && (
        <CommandForm
          action={recordPath(view.id, "publish")}
          cmdId={publish.cmdId}
          hidden={{ rev: publish.rev }}
        >
          <p class="govuk-body">
            Read the paper first. Publishing puts its public part in the register, where it stays.
          </p>
          <Button preventDoubleClick>Publish</Button>
        </CommandForm>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={recordPath(view.id, "paper")}>
          Read the paper
        </a>
        <br />
        <a class="govuk-link" href={recordPath(view.id, "export.json")}>
          Download everything kept of this record (JSON)
        </a>
        {attachedIn(view, view.answers).length > 0 && (
          <>
            <br />
            <a class="govuk-link" href={recordPath(view.id, "attachments")}>
              Attached files
            </a>
          </>
        )}
      </p>
      {tasks.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Who signs it</h2>
          {tasks.map((task) => (
            <StageCard
              record={view.id}
              task={task}
              chase={inReview && !paused ? manages : undefined}
              gives={inReview && !paused && props.gives}
              self={inReview && !paused && manages ? props.self : undefined}
            />
          ))}
        </>
      )}
      <Skipped view={view} />
      <LeftAsItIs noticed={view.findings ?? []} form={view.form} author={view.author.name} />
      <h2 class="govuk-heading-m">What has happened</h2>
      <ol class="govuk-list app-events">
        {events.map((event) => (
          <li>
            <time datetime={event.at} class="app-events__time">
              {formatInstant(event.at)}
            </time>{" "}
            {event.words}
          </li>
        ))}
      </ol>
      {inReview && manages && !paused && (
        <p class="govuk-body">
          <a class="govuk-link" href={recordPath(view.id, "pause")}>
            Pause this record
          </a>
        </p>
      )}
      {withdraws && (
        <p class="govuk-body">
          <a class="govuk-link" href={recordPath(view.id, "withdraw")}>
            {view.correction ? "Give up this correction" : "Withdraw this record"}
          </a>
        </p>
      )}
      {props.corrects && (
        <p class="govuk-body">
          <a class="govuk-link" href={recordPath(view.id, "correct")}>
            Correct this record
          </a>
        </p>
      )}
      {props.unpublishes && (
        <p class="govuk-body">
          <a class="govuk-link" href={recordPath(view.id, "unpublish")}>
            Withdraw from publication
          </a>
        </p>
      )}
    </OfficerPage>
  );
}

function summary({ view, tasks, withdrawn }: StatusPageProps) {
  const row = (key: string, text: unknown) => ({ key: { text: key }, value: { text: text as string } });
  const open = tasks.filter((t) => t.status === "open");
  // While a correction is written and signed, what was published stands.
  const isPublic = view.state === "published" || view.state === "withheld" || view.publication !== undefined;
  return [
    row("State", <Tag {...STATES[view.state]}>{view.state}</Tag>),
    ...(view.reference ? [row("Number", view.reference)] : []),
    ...(view.state === "draft" ? [row("Who holds it", `${view.author.name}, who is writing it`)] : []),
    ...(open.length
      ? [
          row(
            "Who holds it",
            open.map((t) => <p class="govuk-body app-answer">{holding(t)}</p>),
          ),
        ]
      : []),
    row("Written by", view.author.name),
    ...(view.outcome ? [row("Outcome", OUTCOMES[view.outcome].text)] : []),
    ...(view.submittedAt ? [row("Submitted", formatInstant(view.submittedAt))] : []),
    ...(view.decidedAt ? [row("Decided", formatInstant(view.decidedAt))] : []),
    ...(view.publishedAt && !view.unpublished && view.state !== "withdrawn"
      ? [row("Published", formatInstant(view.publishedAt))]
      : []),
    ...(view.unpublished
      ? [
          row("Withdrawn from publication", formatInstant(view.unpublished.at)),
          row("Reason", view.unpublished.reason),
        ]
      : []),
    ...(view.corrects && !view.correction
      ? [row("Version", `${view.corrects.publication}. ${view.corrects.reason}`)]
      : []),
    ...(withdrawn ? [row("Withdrawn", formatInstant(withdrawn.at))] : []),
    ...(withdrawn?.reason
      ? [row("Why it was withdrawn", <p class="govuk-body app-answer">{withdrawn.reason}</p>)]
      : []),
    ...(view.explained
      ? [row("What the register says", <p class="govuk-body app-answer">{view.explained}</p>)]
      : []),
    ...(isPublic
      ? [
          row(
            "Public page",
            <a class="govuk-link" href={noticePath(view.office.office, slugOf(view))}>
              Read the notice
            </a>,
          ),
        ]
      : []),
  ];
}

function holding({ name, capacity, openedAt }: StageStatus): string {
  const since = openedAt ? `, since ${formatDate(londonDate(openedAt))}` : "";
  return `${[name, capacity].filter(Boolean).join(", ")}${since}`;
}

function Skipped({ view }: { view: RecordView }) {
  const skipped = view.plan?.skipped ?? [];
  if (!skipped.length) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Not needed this time</h2>
      <ul class="govuk-list govuk-list--bullet">
        {skipped.map(({ stage, why }) => {
          const found = view.form.stages.find((s) => s.id === stage);
          return (
            <li>
              {found ? stageTitle(view.office, found) : stage}: {why}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
