/** Whether a correction takes back something that anyone could read before: then no earlier version may stay. */
import type { Answers } from "#core/form/answers.ts";
import type { RecordView } from "#core/record/view.ts";
import { discloseRecord } from "./entry.ts";

/** Whether the later of two versions keeps from the public what the earlier one showed. */
export function withholdsMore(before: RecordView, now: RecordView): boolean {
  const was = discloseRecord(before);
  const is = discloseRecord(now);
  const shown = Object.keys(was.answers);
  if (was.whole) return false;
  if (is.whole) return true;
  const files = (answers: Answers, id: string) =>
    before.form.fields[id]?.type === "attachments" ? ((answers[id] ?? []) as { sha256: string }[]) : [];
  return shown.some((id) => {
    if (is.withheld.some(({ field }) => field === id)) return true;
    const still = files(now.answers, id).map((f) => f.sha256);
    const open = files(is.answers, id).map((f) => f.sha256);
    return files(was.answers, id).some((f) => still.includes(f.sha256) && !open.includes(f.sha256));
  });
}
