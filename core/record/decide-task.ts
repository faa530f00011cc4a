/**
 * Deciding on one request for a signature: to sign it, to ask the author first, to hand it to someone
 * else. Guards are in `mayAct`; what a signature leads to is worked out on the state after it.
 */
import { AppError } from "#core/errors.ts";
import type { Outcome, Stage } from "#core/form/definition.ts";
import { getForm, type Office } from "#core/form/office.ts";
import { mayFill, outcomesOf, PASSING, seatOf } from "#core/signoff/plan.ts";
import type { Context } from "./decide.ts";
import type { FrozenPlan, RecordEvent, RecordNumber } from "./events.ts";
import { evolve, openTasks, type State, type Task } from "./state.ts";

type Seat = FrozenPlan["stages"][number]["slots"][number];

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
  const [problem] = checkSigning(stage, command);
  if (problem) refuse("invalid", `sign-${problem.id}`, problem.message);

  const { type: _, number, ...data } = command;
  const signed: RecordEvent = { type: "SignedOff", data: { ...data, for: task.for } };
  return [signed, ...consequences(evolve(state, signed, context.now, state), stage, command, context)];
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

export function remind(
  state: State,
  { task: id, person, governance, why, to }: RemindCommand,
): RecordEvent[] {
  const task = openTask(state, id);
  if (why === "by-hand" && person !== state.author && !governance)
    refuse("forbidden", "not-author", "Only the author or governance can send a request again");
  return [{ type: "Reminded", data: { task: task.task, why, to } }];
}

/** Why someone cannot take a request, in words; undefined where they can. */
export function cannotTake(
  state: State,
  task: Partial<Task>,
  seat: Seat,
  { office, today }: Context,
): string | undefined {
  if (seat.person === state.author) return "No one signs their own paper";
  if (task.recused?.includes(seat.person)) return "They declared an interest in this";
  if (fillsTwo(state, seat.person, office, (t) => t.task !== task.task && t.status !== "void", state.step))
    return "They have another part in this record, and one person does not fill two";
  if (!mayFill(office, seat, today)) return "They do not hold this post today, nor stand in for whoever does";
  return undefined;
}

/** The choices a signatory must make, with the field each message belongs to. */
export function checkSigning(
  stage: Stage,
  signing: { outcome?: string; alternative?: string; reason?: string; comment?: string; interest?: string },
): { id: string; message: string }[] {
  const outcome = outcomesOf(stage).find((o) => o.id === signing.outcome);
  if (!outcome) return [{ id: "outcome", message: "Select what you want to do" }];
  const found: { id: string; message: string }[] = [];
  const passes = PASSING.has(outcome.id);
  if (outcome.reason && !signing.reason?.trim()) found.push({ id: "reason", message: "Enter your reason" });
  if (passes && stage.alternatives && !stage.alternatives.one.some((a) => a.id === signing.alternative))
    found.push({ id: "alternative", message: "Select which statement you certify" });
  if (passes && stage.comment?.required && !signing.comment?.trim())
    found.push({ id: "comment", message: "Enter your comment" });
  if (stage.interests && signing.interest !== "none")
    found.push({ id: "interest", message: "Say whether you have an interest to declare" });
  return found;
}

/** Whether this signature could complete the last stage, so that a number must be at hand. */
export function couldDecide(state: State, taskId: string): boolean {
  const task = state.tasks.find((t) => t.task === taskId);
  const planned = state.plan?.stages.find((s) => s.stage === task?.stage);
  return planned !== undefined && !(state.plan?.stages ?? []).some((s) => s.step > planned.step);
}

/** Opens every request of a step, for whoever holds its post on the day that it opens. */
export function openStep(state: State, step: number, context: Context): RecordEvent[] {
  const { hash = "" } = state;
  const opened: RecordEvent[] = [];
  let now: State = { ...state, step };
  for (const { stage, slots } of state.plan?.stages.filter((s) => s.step === step) ?? [])
    for (const [slot, planned] of slots.entries()) {
      const task = `${state.cycle}#${stage}#${slot}`;
      const seat = seatToday(now, planned, context);
      const event: RecordEvent = { type: "TaskOpened", data: { task, stage, slot, ...seat, hash } };
      opened.push(event);
      now = evolve(now, event, context.now, state);
    }
  return opened;
}

/** Weeks may pass since the plan: a post may have a new holder, or one who is away. Else it is the plan's own. */
function seatToday(state: State, planned: Seat, context: Context): Seat {
  const seat = planned.post && seatOf(context.office, planned.post, state.author, context.today);
  return seat && cannotTake(state, {}, seat, context) === undefined ? seat : planned;
}

/** Whether someone has another part of this round: one of these requests, or one that the plan has for later. */
function fillsTwo(
  state: State,
  person: string,
  office: Office,
  counts: (task: Task) => boolean,
  after = Number.POSITIVE_INFINITY,
): boolean {
  if (office.signOff?.twoPosts) return false;
  const later = state.plan?.stages.filter((s) => s.step > after).flatMap((s) => s.slots) ?? [];
  const round = state.tasks.filter((t) => t.task.startsWith(`${state.cycle}#`));
  return [...round.filter(counts), ...later].some((part) => part.person === person);
}

export function stageOf(state: State, task: Task, office: Office): Stage {
  const stage = getForm(office, state.form).stages.find((s) => s.id === task.stage);
  if (!stage) throw new Error(`${state.form} has no stage ${task.stage}`);
  return stage;
}

/** The request, where this person may act on it now and the paper is the one they read. */
function mayAct(
  state: State,
  command: { task: string; person: string; hash: string },
  context: Context,
): Task {
  const task = openTask(state, command.task);
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

function openTask(state: State, id: string): Task {
  const task = state.tasks.find((t) => t.task === id);
  if (!task) refuse("not-found", "no-task", "There is no such request for a signature");
  if (state.state !== "review")
    refuse("gone", "not-in-review", "This record is no longer waiting for signatures");
  if (task.status !== "open") refuse("gone", "task-closed", "This request for a signature is closed");
  if (state.paused) refuse("conflict", "paused", "This record is paused. You will be told when it goes on");
  return task;
}

/** What follows from a signature, on the state that it made. */
function consequences(
  state: State,
  stage: Stage,
  { task, outcome, number }: SignCommand,
  context: Context,
): RecordEvent[] {
  const close = (why: string, tasks: Task[]) =>
    tasks.map<RecordEvent>((t) => ({ type: "TaskVoided", data: { task: t.task, why } }));
  const decided: RecordEvent = { type: "Decided", data: { outcome, on: context.today, number } };
  if (outcome === "refuse" && stage.kind === "decide")
    return [...close("Decided", openTasks(state)), decided];
  if (outcome === "return" || outcome === "refuse" || outcome === "defer")
    return [...close("Returned", openTasks(state)), { type: "Returned", data: { task, outcome } }];

  if (!stageDone(state, stage.id)) return [];
  const spare = openTasks(state).filter((t) => t.stage === stage.id);
  const closed = close("Enough others have signed", spare);
  const now = closed.reduce<State>((s, e) => evolve(s, e, context.now, s), state);
  const step = now.plan?.stages.filter((s) => s.step === now.step) ?? [];
  if (!step.every((s) => stageDone(now, s.stage))) return closed;
  const ends = stage.kind === "decide" || stage.kind === "release";
  const isLast = !(now.plan?.stages ?? []).some((s) => s.step > now.step);
  return [...closed, ...(ends && isLast ? [decided] : openStep(now, now.step + 1, context))];
}

/** Whether enough people of a stage have let it pass, on the content now current. */
function stageDone(state: State, stageId: string): boolean {
  const planned = state.plan?.stages.find((s) => s.stage === stageId);
  const passed = state.tasks.filter(
    (t) =>
      t.stage === stageId &&
      t.task.startsWith(`${state.cycle}#`) &&
      t.status === "done" &&
      t.outcome !== undefined &&
      PASSING.has(t.outcome) &&
      t.hash === state.hash,
  );
  return planned !== undefined && passed.length >= planned.need;
}

function holds({ office, today }: Context, person: string, post: string | undefined): boolean {
  return mayFill(office, { post, person }, today);
}

function refuse(kind: AppError["kind"], code: string, message: string): never {
  throw new AppError(kind, code, message);
}
