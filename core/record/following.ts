/**
 * Following: what comes of a signature, on the state that it made. Requests that are no longer wanted
 * close, the next step opens, and the last one decides.
 */
import type { Outcome, Stage } from "#core/form/definition.ts";
import { holdersOf, PASSING, seatOfHolder } from "#core/signoff/plan.ts";
import type { Context } from "./decide.ts";
import type { FrozenPlan, RecordEvent, RecordNumber } from "./events.ts";
import { cannotTake, correctsRefusal } from "./guards.ts";
import { evolve, isVacant, openTasks, type State, type Task } from "./state.ts";

type Seat = FrozenPlan["stages"][number]["slots"][number];

/** What follows from a signature, on the state that it made. */
export function consequences(
  state: State,
  stage: Stage,
  { task, outcome, number }: { task: string; outcome: Outcome; number?: RecordNumber },
  context: Context,
): RecordEvent[] {
  const close = (why: string, tasks: Task[]) =>
    tasks.map<RecordEvent>((t) => ({ type: "TaskVoided", data: { task: t.task, why } }));
  const decided: RecordEvent = { type: "Decided", data: { outcome, on: context.today, number } };
  if (outcome === "refuse" && stage.kind === "decide") {
    if (couldPass(state, stage.id)) return [];
    // A correction keeps what was decided: to refuse it sends it back, unless a refusal is what it corrects.
    if (!state.correction || correctsRefusal(state)) return [...close("Decided", openTasks(state)), decided];
  }
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

/** Whether those who are still asked could let a stage pass: one member of a board refuses for themselves. */
function couldPass(state: State, stageId: string): boolean {
  const planned = state.plan?.stages.find((s) => s.stage === stageId);
  const open = openTasks(state).filter((t) => t.stage === stageId).length;
  return planned !== undefined && passedAt(state, stageId) + open >= planned.need;
}

/** Whether those who are asked beside an empty seat could let its stage pass. */
export function canPassWithout(state: State, task: Task): boolean {
  const planned = state.plan?.stages.find((s) => s.stage === task.stage);
  const asked = openTasks(state).filter((t) => t.stage === task.stage && !isVacant(t)).length;
  return planned !== undefined && passedAt(state, task.stage) + asked >= planned.need;
}

/** Whether enough people of a stage have let it pass, on the content now current. */
function stageDone(state: State, stageId: string): boolean {
  const planned = state.plan?.stages.find((s) => s.stage === stageId);
  return planned !== undefined && passedAt(state, stageId) >= planned.need;
}

function passedAt(state: State, stageId: string): number {
  return state.tasks.filter(
    (t) =>
      t.stage === stageId &&
      t.task.startsWith(`${state.cycle}#`) &&
      t.status === "done" &&
      t.outcome !== undefined &&
      PASSING.has(t.outcome) &&
      t.hash === state.hash,
  ).length;
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

/**
 * Weeks may pass since the plan: a post may have a new holder, or one who is away. Whoever was planned comes
 * first, then anyone who holds the post; else it is the plan's own.
 */
function seatToday(state: State, planned: Seat, context: Context): Seat {
  const { post } = planned;
  if (!post) return planned;
  const { office, today } = context;
  const holders = holdersOf(office, post, today);
  const first = holders.filter((p) => p.id === (planned.for ?? planned.person));
  const seats = [...first, ...holders].flatMap(
    (holder) => seatOfHolder(office, holder, post, state.author, today) ?? [],
  );
  return seats.find((seat) => cannotTake(state, {}, seat, context) === undefined) ?? planned;
}

/** Whether this signature could complete the last stage, so that a number must be at hand. */
export function couldDecide(state: State, taskId: string): boolean {
  const task = state.tasks.find((t) => t.task === taskId);
  const planned = state.plan?.stages.find((s) => s.stage === task?.stage);
  return planned !== undefined && !(state.plan?.stages ?? []).some((s) => s.step > planned.step);
}
