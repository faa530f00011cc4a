/**
 * Deciding on one request for a signature: to sign it, to ask the author first, to hand it to someone
 * else. Guards are in `mayAct`; what a signature leads to is worked out on the state after it.
 */
import type { Outcome } from "#core/form/definition.ts";
import { mayFill, PASSING } from "#core/signoff/plan.ts";
import type { Context } from "./decide.ts";
import type { RecordEvent, RecordNumber } from "./events.ts";
import { consequences } from "./following.ts";
import {
  cannotTake,
  checkSigning,
  filledTask,
  fillsTwo,
  keepsDecision,
  openTask,
  refuse,
  stageOf,
} from "./guards.ts";
import { evolve, openTasks, type State, type Task } from "./state.ts";

export interface SignCommand {
  type: "sign";
  task: string;
  person: string;
  outcome: Outcome;
  alternative?: string;
  /** The hash of the content that the page showed. */
  hash: string;
  statement: string;
  method: string;
  interest?: "none";
  clauses?: Record<string, "approve" | "refuse">;
  reason?: string;
  comment?: string;
  /** Their requests in other posts that the same act serves, each with its own statement. */
  also?: { task: string; statement: string }[];
  /** Allocated by the store for the case that this decides the record. */
  number?: RecordNumber;
}

export interface QueryCommand {
  type: "query";
  task: string;
  person: string;
  hash: string;
  /** Salted hash of the question. */
  question: string;
}

export interface ReassignCommand {
  type: "reassign";
  task: string;
  /** Who asks for it: the assignee, or governance. */
  person: string;
  governance: boolean;
  to: string;
  why: "delegated" | "recused" | "reassigned";
  reason?: string;
}

export interface StepAsideCommand {
  type: "stepAside";
  task: string;
  person: string;
  reason?: string;
}

export interface RemindCommand {
  type: "remind";
  task: string;
  /** Absent for the service itself. */
  person?: string;
  governance: boolean;
  why: "by-hand" | "due" | "escalated";
  to?: string;
}

export function sign(state: State, command: SignCommand, context: Context): RecordEvent[] {
  const task = mayAct(state, command, context);
  if (state.hold) refuse("conflict", "on-hold", "A question about this paper has not been answered yet");
  const stage = stageOf(state, task, context.office);
  keepsDecision(state, stage, command.outcome);
  const [problem] = checkSigning(stage, command);
  if (problem) refuse("invalid", `sign-${problem.id}`, problem.message);

  const { type: _, number, also = [], ...data } = command;
  const signed: RecordEvent = { type: "SignedOff", data: { ...data, for: task.for } };
  const events = [
    signed,
    ...consequences(evolve(state, signed, context.now, state), stage, command, context),
  ];
  for (const other of also) events.push(...signToo(state, events, command, other, context));
  return events;
}

/** The same person's other request, by the same act: nothing where it does not wait any more. */
function signToo(
  before: State,
  events: RecordEvent[],
  command: SignCommand,
  { task: id, statement }: { task: string; statement: string },
  context: Context,
): RecordEvent[] {
  const state = events.reduce<State>((s, event) => evolve(s, event, context.now, s), before);
  const task = openTasks(state).find((t) => t.task === id);
  if (!task) return [];
  const { person, hash, outcome, method, number } = command;
  if (context.office.signOff?.twoPosts !== "together" || task.person !== person)
    refuse("forbidden", "not-together", "This office has each post signed for by itself");
  mayAct(state, { task: id, person, hash }, context);
  const stage = stageOf(state, task, context.office);
  const [problem] = checkSigning(stage, { outcome });
  if (problem || !PASSING.has(outcome))
    refuse("invalid", "not-together", "Your other post asks for more than this. Sign for each by itself");
  const signed: RecordEvent = {
    type: "SignedOff",
    data: { task: id, person, outcome, hash, statement, method, for: task.for },
  };
  const next = evolve(state, signed, context.now, state);
  return [signed, ...consequences(next, stage, { task: id, outcome, number }, context)];
}

export function query(state: State, command: QueryCommand, context: Context): RecordEvent[] {
  const task = mayAct(state, command, context);
  if (state.hold) refuse("conflict", "on-hold", "Another question is waiting for an answer");
  return [{ type: "Queried", data: { task: task.task, question: command.question } }];
}

export function answer(state: State, command: { person: string; answer: string }): RecordEvent[] {
  if (!state.hold) refuse("conflict", "no-question", "No question is waiting for an answer");
  if (command.person !== state.author) refuse("forbidden", "not-author", "Only the author can answer");
  return [{ type: "Answered", data: { task: state.hold.task, answer: command.answer } }];
}

export function reassign(state: State, command: ReassignCommand, context: Context): RecordEvent[] {
  const task = openTask(state, command.task);
  const { person, governance, to, why, reason } = command;
  if (why === "reassigned" ? !governance : task.person !== person)
    refuse("forbidden", "not-assignee", "This request is addressed to someone else");
  if (!task.post && why !== "reassigned")
    refuse("forbidden", "cannot-take", "This is asked of one person, by their address");
  if (to === task.person) refuse("conflict", "same-person", "They already have this request");
  const from = task.for ?? task.person;
  const seat = { post: task.post, person: to, for: to === from ? undefined : from };
  const problem = cannotTake(state, task, seat, context);
  if (problem) refuse("forbidden", "cannot-take", problem);
  const isDeputy = !holds(context, to, task.post);
  return [
    {
      type: "TaskReassigned",
      data: { task: task.task, from: task.person, to, why, reason, ...(isDeputy && { for: from }) },
    },
  ];
}

/** Whoever has an interest takes no part, even where nobody can take their place: governance is told. */
export function stepAside(state: State, command: StepAsideCommand, context: Context): RecordEvent[] {
  const task = filledTask(state, command.task);
  const { person, reason } = command;
  if (task.person !== person)
    refuse("forbidden", "not-assignee", "This request is addressed to someone else");
  const { people = [] } = context.office;
  const seat = (to: string) => ({ post: task.post, person: to, for: task.for ?? person });
  if (
    task.post &&
    people.some((p) => p.id !== person && cannotTake(state, task, seat(p.id), context) === undefined)
  )
    refuse("conflict", "others-can", "Select who should sign instead");
  const governance = people.filter((p) => p.roles?.includes("governance") && p.id !== person);
  const asked = governance.length ? governance.map((p) => p.id) : [state.author];
  return [{ type: "SteppedAside", data: { task: task.task, person, reason, asked } }];
}

export function remind(
  state: State,
  { task: id, person, governance, why, to }: RemindCommand,
): RecordEvent[] {
  // An empty seat is not asked: only those who could fill it are told.
  const task = why === "escalated" ? openTask(state, id) : filledTask(state, id);
  if (why === "by-hand" && person !== state.author && !governance)
    refuse("forbidden", "not-author", "Only the author or governance can send a request again");
  return [{ type: "Reminded", data: { task: task.task, why, to } }];
}

/** The request, where this person may act on it now and the paper is the one they read. */
function mayAct(
  state: State,
  command: { task: string; person: string; hash: string },
  context: Context,
): Task {
  const task = filledTask(state, command.task);
  if (task.person !== command.person)
    refuse("forbidden", "not-assignee", "This request is addressed to someone else");
  if (state.author === command.person) refuse("forbidden", "own-paper", "No one signs their own paper");
  if (!mayFill(context.office, task, context.today))
    refuse("forbidden", "post-not-held", "You do not hold this post today");
  if (command.hash !== task.hash || command.hash !== state.hash)
    refuse("conflict", "content-changed", "The paper has changed since you opened this page");
  if (fillsTwo(state, command.person, context.office, (t) => t.task !== task.task && t.status === "done"))
    refuse(
      "forbidden",
      "two-parts",
      "You have signed another part of this record: one person does not sign two",
    );
  return task;
}

function holds({ office, today }: Context, person: string, post: string | undefined): boolean {
  return mayFill(office, { post, person }, today);
}
