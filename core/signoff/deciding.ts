/** What a deciding signature needs besides its own choices: each recommendation settled, and authority today. */
import { AppError } from "#core/errors.ts";
import type { Stage } from "#core/form/definition.ts";
import { getOffice } from "#core/record/offices.store.ts";
import type { RecordView } from "#core/record/view.ts";
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
 * The version of the office's current scheme, where the chosen maker still may decide this: months may
 * pass between submission and decision.
 */
export async function lawfulNow({ office, form, answers }: RecordView): Promise<number> {
  const current = await getOffice(office.office);
  const problem = unlawfulMaker({ ...office, delegation: current.delegation }, form, answers);
  if (problem) throw new AppError("conflict", "no-authority", problem);
  return current.version;
}
