/**
 * Overrides: what the proof-reader noticed in a paper, each with the author's reason where they leave it
 * as it is. A reason belongs to a finding by what it says, not by its place in a text, so that it holds
 * while other words change and falls away once the values that disagree do.
 */
import * as v from "valibot";
import { type Finding, SEVERITIES } from "#core/checks/finding.ts";
import type { Lookups } from "#core/checks/proof.ts";
import { proofread } from "#core/checks/proofread.ts";
import type { Form } from "#core/form/definition.ts";
import { askedAnswers } from "#core/form/validate.ts";
import { canonical, plain, sha256 } from "#core/ledger/canonical.ts";
import type { Noticed, RecordView } from "./view.ts";

/** The author's reasons, by the key of the finding that each is about. */
export type Reasons = Record<string, string>;

/** More than anyone reads. The gravest come first, so that what is left out never stops a paper. */
const MOST = 100;

/** What the proof-reader notices in a draft as it would be submitted: only the answers that are asked. */
export function notice(view: RecordView, reasons: Reasons, lookups: Lookups): Noticed[] {
  const answers = askedAnswers(view.form, view.answers);
  const found = new Map<string, Noticed>();
  for (const finding of proofread({ ...view, answers, signOffs: [] }, lookups)) {
    const key = findingKey(finding);
    if (found.size < MOST && !found.has(key)) found.set(key, { finding, reason: reasons[key] });
  }
  return [...found.values()];
}

/** The same finding has the same key: its rule, where it is, and the values that disagree. */
export function findingKey({ rule, where, why }: Finding): string {
  const { field = null, row = null, stage = null } = where;
  return sha256(canonical([rule, field, row, stage, why])).slice(0, 16);
}

/** What is found in a record as it stands, and what it was submitted with: each once, with its author's reason. */
export function withReasons(found: Finding[], submitted: Noticed[]): (Finding & { reason?: string })[] {
  const kept = new Map(submitted.map((noticed) => [findingKey(noticed.finding), noticed]));
  const now = new Set(found.map(findingKey));
  const gone = submitted.filter(({ finding }) => !now.has(findingKey(finding)));
  return [
    ...found.map((finding) => ({ ...finding, reason: kept.get(findingKey(finding))?.reason })),
    ...gone.map(({ finding, reason }) => ({ ...finding, reason })),
  ];
}

/** What stops the paper (no reason overrides a block), as an error summary takes it: the field and the message. */
export function problemsOf(noticed: Noticed[], form: Form): { id: string; message: string }[] {
  const blocks = noticed.filter(({ finding }) => finding.severity === "block");
  return blocks.map(({ finding }) => {
    const place = placeOf(finding, form);
    const message = place ? `${finding.message} (“${place}”)` : finding.message;
    return { id: finding.where.field ?? "noticed", message };
  });
}

/** The label of the field that a finding is in; undefined where it is about the whole paper. */
export function placeOf({ where }: Finding, form: Form): string | undefined {
  return where.field && form.fields[where.field]?.label.replace(/\s*:\s*$/, "");
}

const NoticedSchema = v.array(
  v.object({
    finding: v.object({
      rule: v.string(),
      severity: v.picklist(SEVERITIES),
      where: v.object({
        field: v.optional(v.string()),
        row: v.optional(v.number()),
        stage: v.optional(v.string()),
        span: v.optional(v.tuple([v.number(), v.number()])),
      }),
      message: v.string(),
      why: v.array(v.string()),
      suggestion: v.optional(v.string()),
    }),
    reason: v.optional(v.string()),
  }),
);

/** As it is kept beside the submission, whose event holds a salted hash of this text. */
export function noticedText(noticed: Noticed[]): string {
  return canonical(plain(noticed));
}

export function noticedIn(text: string): Noticed[] {
  return v.parse(NoticedSchema, JSON.parse(text));
}
