/** A draft's task list: each page of the form and how far it is, then the check before it is submitted. */
import { formatInstant } from "#core/form/dates.ts";
import { titleOf } from "#core/form/reading.ts";
import type { Noticed, RecordView } from "#core/record/view.ts";
import type { Progress } from "#web/fields/section.ts";
import { NotificationBanner } from "../components/notification-banner.tsx";
import { type TaskItem, TaskList } from "../components/task-list.tsx";
import { countWords } from "../findings/finding.tsx";
import { Corrects } from "./corrects.tsx";
import { Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";

export interface Returned {
  by: string;
  capacity: string;
  reason: string;
  at: string;
}

interface TaskListPageProps {
  view: RecordView;
  officer: Officer;
  progress: Progress[];
  /** What the proof-reader noticed in what is saved. */
  noticed?: Noticed[];
  returned?: Returned;
}

const STATUS: Record<Progress["status"], TaskItem["status"]> = {
  "not-needed": { text: "Not needed", classes: "govuk-task-list__status--cannot-start-yet" },
  "not-started": { tag: { text: "Not started", classes: "govuk-tag--blue" } },
  optional: { tag: { text: "Optional", classes: "govuk-tag--grey" } },
  "in-progress": { tag: { text: "In progress", classes: "govuk-tag--light-blue" } },
  completed: { text: "Completed" },
};

export function TaskListPage({ view, officer, progress, noticed = [], returned }: TaskListPageProps) {
  const { office, form, id } = view;
  const title = titleOf(form, view.answers);
  const ready = progress.every((p) => p.problems.length === 0);
  const counted = progress.filter((p) => p.status !== "not-needed" && p.status !== "optional");
  const done = counted.filter((p) => p.status === "completed").length;
  return (
    <OfficerPage title={title} office={office} officer={officer} back="/">
      {returned && <ReturnedBanner {...returned} />}
      <Heading caption={title === form.title ? undefined : form.title}>{title}</Heading>
      <Corrects view={view} />
      <p class="govuk-body">
        {done === counted.length
          ? "You have completed every section."
          : `You have completed ${done} of ${counted.length} sections.`}
      </p>
      <h2 class="govuk-heading-m">Write the paper</h2>
      <TaskList
        idPrefix="section"
        items={progress.map(({ section, status }) => ({
          title: { text: section.title },
          href: status === "not-needed" ? undefined : recordPath(id, "sections", section.id),
          hint: hintOf(section.hint, toCheck(noticed, section.fields)),
          status: STATUS[status],
        }))}
      />
      <h2 class="govuk-heading-m">Check and submit</h2>
      <TaskList
        idPrefix="check"
        items={[
          {
            title: { text: "Check the paper and submit it" },
            href: ready ? recordPath(id, "check") : undefined,
            status: ready
              ? { tag: { text: "Not started", classes: "govuk-tag--blue" } }
              : { text: "Cannot start yet", classes: "govuk-task-list__status--cannot-start-yet" },
          },
        ]}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={recordPath(id, "paper")}>
          Read the paper as it stands
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={recordPath(id, "withdraw")}>
          {view.correction ? "Give up this correction" : "Withdraw this record"}
        </a>
      </p>
    </OfficerPage>
  );
}

/** How many things about these fields are neither put right nor explained. */
function toCheck(noticed: Noticed[], fields: string[]): number {
  return noticed.filter(({ finding, reason }) => !reason && fields.includes(finding.where.field ?? ""))
    .length;
}

function hintOf(hint: string | undefined, count: number): TaskItem["hint"] {
  if (!count) return hint ? { text: hint } : undefined;
  return {
    text: (
      <>
        {hint && `${hint} `}
        <span class="app-to-check">{countWords(count)}</span>
      </>
    ),
  };
}

function ReturnedBanner({ by, capacity, reason, at }: Returned) {
  const who = [by, capacity].filter(Boolean).join(", ") || "A signatory";
  return (
    <NotificationBanner titleText="Returned for changes">
      <p class="govuk-notification-banner__heading">
        {who} returned this on {formatInstant(at)}.
      </p>
      {reason && <p class="govuk-body app-answer">“{reason}”</p>}
      <p class="govuk-body">Make the changes, then check and submit it again. Everyone signs again.</p>
    </NotificationBanner>
  );
}
