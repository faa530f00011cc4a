/**
 * Deciding on a signature made with a pen: the author or governance brings a copy of the signed paper,
 * and it counts once somebody else has confirmed what it shows. It binds the content that was printed,
 * and is judged by the day on which it was signed.
 */
import { formatDate, londonDate } from "#core/form/dates.ts";
import type { Outcome } from "#core/form/definition.ts";
import type { Office, OfficePerson } from "#core/form/office.ts";
import { mayFill } from "#core/signoff/plan.ts";
import type { Context } from "./decide.ts";
import type { RecordEvent, RecordNumber } from "./events.ts";
import { consequences } from "./following.ts";
import { checkSigning, filledTask, fillsTwo, keepsDecision, openTask, refuse, stageOf } from "./guards.ts";
import { evolve, type State, type Task } from "./state.ts";

export interface ReceivePaperCommand {
  type: "receivePaper";
  task: string;
  /** Who brings the copy. */
  by: string;
  governance: boolean;
  /** Who signed, and on which civil date. */
  person: string;
  on: string;
  /** Of the content that was printed. */
  hash: string;
  /** SHA-256 of the copy. */
  scan: string;
  outcome: Outcome;
  alternative?: string;
  interest?: "none";
  clauses?: Record<string, "approve" | "refuse">;
  reason?: string;
  comment?: string;
}

interface Confirming {
  task: string;
  person: string;
  governance: boolean;
  /** The copy that the page showed. */
  scan: string;
}

export interface ConfirmPaperCommand extends Confirming {
  type: "confirmPaper";
  statement: string;
  number?: RecordNumber;
}

export interface RejectPaperCommand extends Confirming {
  type: "rejectPaper";
  reason: string;
}

export function receivePaper(state: State, command: ReceivePaperCommand, context: Context): RecordEvent[] {
  const task = filledTask(state, command.task);
  const { office } = context;
  const { by, governance, person, on, hash, type: _, ...signed } = command;
  if (by !== state.author && !governance)
    refuse("forbidden", "not-author", "Only the author or governance can bring a copy of a signed paper");
  const stage = stageOf(state, task, office);
  if (!stage.onPaper)
    refuse("forbidden", "not-on-paper", "This office does not take this signature on paper");
  mayCount(state, task, { person, on, hash }, context);
  if (task.copy)
    refuse("conflict", "copy-waiting", "A copy of this signature is already waiting to be confirmed");
  if (on > context.today)
    refuse("invalid", "signed-later", "The date it was signed must be today or in the past");
  const first = londonDate(state.submittedAt ?? state.createdAt);
  if (on < first)
    refuse(
      "invalid",
      "signed-earlier",
      `It cannot have been signed before it was submitted, on ${formatDate(first)}`,
    );
  keepsDecision(state, stage, command.outcome);
  const [problem] = checkSigning(stage, command);
  if (problem) refuse("invalid", `sign-${problem.id}`, problem.message);
  const asked = confirmersOf(state, task, by, office).map((p) => p.id);
  if (asked.length === 0)
    refuse(
      "conflict",
      "nobody-confirms",
      "Nobody else in governance could confirm this copy: it takes someone who neither brought it nor signed",
    );
  return [{ type: "PaperReceived", data: { ...signed, person, on, hash, by, asked } }];
}

export function confirmPaper(state: State, command: ConfirmPaperCommand, context: Context): RecordEvent[] {
  const { task, copy } = mayConfirm(state, command, context);
  mayCount(state, task, { person: task.person, on: copy.on, hash: copy.hash }, context);
  const { on, scan, by, hash, outcome, alternative, interest, clauses, reason, comment } = copy;
  const signed: RecordEvent = {
    type: "SignedOff",
    data: {
      task: task.task,
      person: task.person,
      outcome,
      alternative,
      hash,
      statement: command.statement,
      method: "paper",
      for: task.for,
      interest,
      clauses,
      reason,
      comment,
      paper: { on, scan, by, confirmed: command.person },
    },
  };
  const stage = stageOf(state, task, context.office);
  const after = evolve(state, signed, context.now, state);
  return [
    signed,
    ...consequences(after, stage, { task: task.task, outcome, number: command.number }, context),
  ];
}

export function rejectPaper(state: State, command: RejectPaperCommand, context: Context): RecordEvent[] {
  const { task, copy } = mayConfirm(state, command, context);
  return [
    {
      type: "PaperRejected",
      data: { task: task.task, scan: copy.scan, to: copy.by, reason: command.reason },
    },
  ];
}

/** Who could confirm a copy that somebody brings: governance, but for them, the author and the signatory. */
export function confirmersOf(state: State, task: Task, by: string, office: Office): OfficePerson[] {
  const others = [by, state.author, task.person, task.for];
  return (office.people ?? []).filter((p) => p.roles?.includes("governance") && !others.includes(p.id));
}

/** Whether this signature would count today, on the content that was printed and by whoever held the post then. */
function mayCount(
  state: State,
  task: Task,
  { person, on, hash }: { person: string; on: string; hash: string },
  { office }: Context,
): void {
  if (state.hold) refuse("conflict", "on-hold", "A question about this paper has not been answered yet");
  const nameOf = (id: string) => office.people?.find((p) => p.id === id)?.name ?? id;
  if (person === state.author) refuse("forbidden", "own-paper", "No one signs their own paper");
  if (person !== task.person)
    refuse(
      "forbidden",
      "not-assignee",
      `This request is with ${nameOf(task.person)}. Give it to ${nameOf(person)} first, then bring the copy`,
    );
  if (hash !== task.hash || hash !== state.hash)
    refuse(
      "conflict",
      "content-changed",
      "The paper that was signed is not the one that waits now. Print it again and have that signed",
    );
  if (!mayFill(office, task, on))
    refuse("forbidden", "post-not-held", `${nameOf(person)} did not hold this post on ${formatDate(on)}`);
  if (fillsTwo(state, person, office, (t) => t.task !== task.task && t.status === "done"))
    refuse("forbidden", "two-parts", `${nameOf(person)} has signed another part of this record`);
}

function mayConfirm(state: State, { task: id, person, governance, scan }: Confirming, { office }: Context) {
  const task = openTask(state, id);
  const { copy } = task;
  if (!copy) refuse("conflict", "no-copy", "No copy of this signature is waiting to be confirmed");
  if (copy.scan !== scan)
    refuse("conflict", "copy-changed", "Another copy has taken the place of the one you saw");
  if (!governance) refuse("forbidden", "not-governance", "Only governance can confirm a signature on paper");
  if (person === copy.by)
    refuse("forbidden", "same-person", "You brought this copy. Someone else must confirm what it shows");
  if (!confirmersOf(state, task, copy.by, office).some((p) => p.id === person))
    refuse(
      "forbidden",
      "own-signature",
      "Someone who neither wrote nor signed the paper must confirm the copy",
    );
  return { task, copy };
}
