/** Reminds whoever has not signed by the due day; the third time it tells someone else. */
import { londonDate } from "#core/form/dates.ts";
import { titleOf } from "#core/form/reading.ts";
import { escalatesTo, MOST_REMINDERS } from "#core/signoff/reminders.ts";
import { decide } from "./decide.ts";
import { execute } from "./execute.ts";
import { stageOf } from "./guards.ts";
import { isVacant } from "./state.ts";
import { getView } from "./view.store.ts";

/** Sends the reminder that a task is due, once, however often this is called for it. */
export async function remindDue(id: string, taskId: string, now: string): Promise<void> {
  const { loaded: seen } = await getView(id);
  const found = seen.state.tasks.find((t) => t.task === taskId);
  const sent = found?.reminders ?? 0;
  // Whoever takes a request over is reminded from the beginning.
  const cmdId = `remind-${taskId}-${found?.openedAt}-${sent}`;
  await execute(id, cmdId, async (loaded) => {
    const { view } = await getView(id);
    const { office, form, answers } = view;
    const { state } = loaded;
    const task = state.tasks.find((t) => t.task === taskId);
    const today = londonDate(now);
    const inTime = sent < MOST_REMINDERS;
    // Two sweeps may overlap: what the one found due, the other may have done since.
    const isDue = (loaded.tasks.get(taskId)?.g2sk ?? "~") <= `${now}~`;
    const wanted =
      inTime &&
      isDue &&
      task?.status === "open" &&
      (task.reminders ?? 0) === sent &&
      state.state === "review" &&
      !state.paused;
    const base = { actor: "system", cmdId, now, office, title: titleOf(form, answers) };
    if (!wanted || !task) return { ...base, events: [] };
    // An empty seat is not asked: whoever could have it filled is told each time.
    const last = sent === MOST_REMINDERS - 1 || isVacant(task);
    const to = last ? escalatesTo(office, stageOf(state, task, office), state, task, today) : undefined;
    const command = {
      type: "remind",
      task: taskId,
      governance: true,
      why: last ? "escalated" : "due",
      to,
    } as const;
    return { ...base, events: decide(state, command, { office, now, today }) };
  });
}
