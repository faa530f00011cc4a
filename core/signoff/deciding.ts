/** What a deciding signature needs besides its own choices: each recommendation settled, and authority today. */
import { AppError } from "#core/errors.ts";
import type { Stage } from "#core/form/definition.ts";
import { getSettledDefinition } from "#core/record/offices.store.ts";
import type { Loaded } from "#core/record/record.store.ts";
import { openTasks, type Task } from "#core/record/state.ts";
import type { RecordView } from "#core/record/view.ts";
import { needsCode } from "./code.ts";
import { unlawfulMaker } from "./delegation.ts";

export function checkClauses(
  { each }: Stage,
  { answers }: RecordView,
  { outcome, clauses = {} }: { outcome?: string; clauses?: Record<string, "approve" | "refuse"> },
): { id: string; message: string }[] {
  const items = each ? answers[each] : undefined;
  if (!Array.isArray(items) || (outcome !== "approve" && outcome !== "approve-with-changes")) return [];
  return items.flatMap((_, i) =>
    clauses[String(i)]
      ? []
      : [{ id: `clause-${i}`, message: `Select what you decide on recommendation ${i + 1}` }],
  );
}

/**
 * The requests of the same person that wait at the same time, where the office lets one act serve two
 * posts: those that ask for nothing but a statement, and for no more proof.
 */
export function togetherWith(
  task: Task,
  stage: Stage,
  { office, form }: RecordView,
  { state, tasks }: Loaded,
): { task: Task; stage: Stage; capacity: string }[] {
  if (office.signOff?.twoPosts !== "together" || task.status !== "open") return [];
  return openTasks(state).flatMap((other) => {
    const found = form.stages.find((s) => s.id === other.stage);
    const asksMore =
      found && (found.alternatives || found.interests || found.each || found.comment?.required);
    if (other.task === task.task || other.person !== task.person || !found || asksMore) return [];
    if (needsCode(found) && !needsCode(stage)) return [];
    return [{ task: other, stage: found, capacity: tasks.get(other.task)?.capacity ?? "" }];
  });
}

/**
 * The version of the office's current scheme, where the chosen maker still may decide this: months may
 * pass between submission and decision.
 */
export async function lawfulNow({ office, form, answers }: RecordView): Promise<number> {
  const current = await getSettledDefinition(office.office);
  const problem = unlawfulMaker({ ...office, delegation: current.delegation }, form, answers);
  if (problem) throw new AppError("conflict", "no-authority", problem);
  return current.version;
}
