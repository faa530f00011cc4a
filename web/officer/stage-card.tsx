/** One request for a signature, as the office sees it: who is asked, what they said, what can be done about it. */
import { formatDate, formatInstant } from "#core/form/dates.ts";
import type { StageStatus } from "#core/record/status.ts";
import type { SignOff } from "#core/record/view.ts";
import { Button } from "../components/button.tsx";
import type { Child } from "../components/markup.ts";
import { SummaryList } from "../components/summary-list.tsx";
import { Tag } from "../components/tag.tsx";
import { CommandForm, recordPath } from "./layout.tsx";
import { MAIL, OUTCOMES, TASKS } from "./words.ts";

interface StageCardProps {
  record: string;
  task: StageStatus;
  /** Makes the id of a command; absent where this person may not send the request again. */
  chase?: () => string;
  /** Whether this person may give the request to someone else. */
  gives?: boolean;
  /** Who looks at it, where they may bring and confirm what was signed on paper. */
  self?: string;
}

export function StageCard({ record, task, chase, gives, self }: StageCardProps) {
  const { signOff, task: id } = task;
  const state = signOff ? OUTCOMES[signOff.outcome] : TASKS[task.status];
  const open = task.status === "open" && id !== undefined;
  const asks = open && !task.vacant;
  const give = open &&
    gives && {
      href: `${recordPath(record, "give")}?task=${encodeURIComponent(id)}`,
      text: "Give to someone else",
    };
  return (
    <SummaryList
      card={{
        title: {
          text: (
            <>
              {task.title} <Tag {...state} />
            </>
          ),
          headingLevel: 3,
        },
        actions: { items: [give || [], asks && self ? onPaperOf(record, task, self) : []].flat() },
      }}
      rows={[
        ...row("Who", task.vacant ? "Nobody is asked until someone is named" : whoOf(task)),
        ...row(
          "Interests",
          task.recused?.map((name) => `${name} declared an interest and took no part`).join("\n"),
        ),
        ...(task.passedOn ?? []).flatMap((why) => row("Why it was passed on", why)),
        ...row("Asked", task.openedAt && formatInstant(task.openedAt)),
        ...(task.questions ?? []).flatMap(({ text, answer }) => [
          ...row("Question", text),
          ...row("Answer", answer),
        ]),
        ...row("Copy of the signed paper", task.copy && copyWords(task.copy)),
        ...(task.rejected ?? []).flatMap((why) => row("Why a copy was not confirmed", why)),
        ...row("Signed", signOff && formatInstant(signOff.at)),
        ...row("On paper", signOff?.paper && <OnPaper record={record} paper={signOff.paper} />),
        ...row("Recommendations", task.clauses && <Clauses clauses={task.clauses} />),
        ...row("Reason", signOff?.reason),
        ...row("Comment", signOff?.comment),
        ...row("Reminders", !signOff && task.reminders ? remindersWords(task.reminders) : undefined),
        ...row(
          "Email",
          !signOff && !task.vacant && (task.mail || (open && chase)) ? (
            <Mail {...{ record, task, chase }} />
          ) : undefined,
        ),
      ]}
    />
  );
}

/** What this person can do about a signature on paper, if anything. */
function onPaperOf(record: string, { task = "", onPaper, copy, capacity }: StageStatus, self: string) {
  const link = (page: string, text: string) => ({
    href: `${recordPath(record, page)}?task=${encodeURIComponent(task)}`,
    text,
    visuallyHiddenText: capacity,
  });
  if (copy) return copy.confirmers.includes(self) ? [link("confirm", "Check the copy")] : [];
  return onPaper ? [link("on-paper", "Sign on paper")] : [];
}

function copyWords({ by, at, on }: NonNullable<StageStatus["copy"]>): string {
  return `Signed on ${formatDate(on)}. Brought by ${by} on ${formatInstant(at)}, and waiting for someone else to confirm it`;
}

function OnPaper({ record, paper }: { record: string; paper: NonNullable<SignOff["paper"]> }) {
  return (
    <p class="govuk-body app-answer">
      Signed on {formatDate(paper.on)}. Copy received by {paper.by}, confirmed by {paper.confirmed}.{" "}
      <a class="govuk-link" href={recordPath(record, "copies", paper.scan)}>
        Download the copy
      </a>
    </p>
  );
}

function row(key: string, value: Child | undefined) {
  if (!value) return [];
  const text = typeof value === "string" ? <p class="govuk-body app-answer">{value}</p> : value;
  return [{ key: { text: key }, value: { text } }];
}

/** "Dee Deputy, Chief Finance Officer, for Fin Finance, under scheme of delegation, 4.2". */
function whoOf({ signOff, ...task }: StageStatus): string {
  const instead = signOff ? signOff.for : task.for;
  return [
    signOff?.name ?? task.name,
    signOff?.capacity ?? task.capacity,
    instead && `for ${instead.name}`,
    instead?.under && `under ${instead.under}`,
  ]
    .filter(Boolean)
    .join(", ");
}

function Clauses({ clauses }: { clauses: NonNullable<StageStatus["clauses"]> }) {
  return (
    <ol class="govuk-list govuk-list--number">
      {clauses.map(({ text, outcome }) => (
        <li>
          {text}: <strong>{outcome === "approve" ? "approved" : "not approved"}</strong>
        </li>
      ))}
    </ol>
  );
}

function Mail({ record, task, chase }: Omit<StageCardProps, "gives">) {
  const { mail, task: id, name } = task;
  return (
    <>
      {mail && <p class="govuk-body app-answer">{mailWords(mail)}</p>}
      {chase && id && task.status === "open" && (
        <CommandForm action={recordPath(record, "resend")} cmdId={chase()} hidden={{ task: id }}>
          <Button classes="govuk-button--secondary app-button--small" preventDoubleClick>
            Send again<span class="govuk-visually-hidden"> to {name}</span>
          </Button>
        </CommandForm>
      )}
    </>
  );
}

function mailWords({ state, at, problem }: NonNullable<StageStatus["mail"]>): string {
  const words = MAIL[state] ?? "Email sent";
  return [at ? `${words} on ${formatInstant(at)}` : words, problem].filter(Boolean).join(". ");
}

function remindersWords(count: number): string {
  return count === 1 ? "1 reminder sent" : `${count} reminders sent`;
}
