/**
 * Guards of a request for a signature: whether it is open, who may take it, what its signatory must
 * choose. Each fails closed with its own message.
 */
import { AppError } from "#core/errors.ts";
import type { Outcome, Stage } from "#core/form/definition.ts";
import { getForm, type Office } from "#core/form/office.ts";
import { mayFill, outcomesOf, PASSING } from "#core/signoff/plan.ts";
import type { Context } from "./decide.ts";
import type { FrozenPlan } from "./events.ts";
import { isVacant, type State, type Task } from "./state.ts";

type Seat = FrozenPlan["stages"][number]["slots"][number];

export function openTask(state: State, id: string): Task {
  const task = state.tasks.find((t) => t.task === id);
  if (!task) refuse("not-found", "no-task", "There is no such request for a signature");
  if (state.state !== "review")
    refuse("gone", "not-in-review", "This record is no longer waiting for signatures");
  if (task.status !== "open") refuse("gone", "task-closed", "This request for a signature is closed");
  if (state.paused) refuse("conflict", "paused", "This record is paused. You will be told when it goes on");
  return task;
}

/** The request, where somebody is asked by it. */
export function filledTask(state: State, id: string): Task {
  const task = openTask(state, id);
  if (isVacant(task))
    refuse("conflict", "vacant", "Whoever was asked declared an interest. Give it to someone else first");
  return task;
}

export function stageOf(state: State, task: Task, office: Office): Stage {
  const stage = getForm(office, state.form).stages.find((s) => s.id === task.stage);
  if (!stage) throw new Error(`${state.form} has no stage ${task.stage}`);
  return stage;
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

/** Nobody approves by a correction what was refused: that takes a new record. */
export function keepsDecision(state: State, stage: Stage, outcome: Outcome): void {
  if (stage.kind === "decide" && PASSING.has(outcome) && correctsRefusal(state))
    refuse(
      "conflict",
      "correction-of-refusal",
      "This was refused, and a correction keeps what was decided. To approve it now, start a new record",
    );
}

export function correctsRefusal({ correction }: State): boolean {
  return correction?.before.outcome === "refuse";
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

/** Whether someone has another part of this round: one of these requests, or one that the plan has for later. */
export function fillsTwo(
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

export function refuse(kind: AppError["kind"], code: string, message: string): never {
  throw new AppError(kind, code, message);
}
