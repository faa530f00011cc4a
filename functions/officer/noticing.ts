/**
 * What the proof-reader says while a paper is being written: only of pages that were begun, since most of
 * what it misses elsewhere is still to come. The register is not asked before the paper is checked.
 */
import { londonDate } from "#core/form/dates.ts";
import { notice } from "#core/record/overrides.ts";
import type { Noticed } from "#core/record/view.ts";
import type { Draft } from "./draft.ts";

export function noticeBegun({ view, reasons }: Draft, now: string): Noticed[] {
  const { form, answers } = view;
  const begun = form.sections
    .filter((section) => section.fields.some((id) => answers[id] !== undefined))
    .flatMap((section) => section.fields);
  return notice(view, reasons, { today: londonDate(now) }).filter(({ finding }) =>
    begun.includes(finding.where.field ?? ""),
  );
}
