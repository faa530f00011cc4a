/** Reading the seeds' findings, and putting their papers right. */
import { expect } from "vitest";
import type { Finding } from "#core/checks/finding.ts";
import { proofread } from "#core/checks/proofread.ts";
import type { Funding } from "#core/form/answers.ts";
import type { RecordView } from "#core/record/view.ts";

/** A register that holds the decisions which the seeds cite. */
const lookups = {
  registered: (key: string) =>
    ["drf-2021-7335", "2022-2023-7"].includes(key) ? "Perpetrator programme pilot" : undefined,
};
export const findings = (view: RecordView) => proofread(view, lookups);

/** Expects one finding of a rule whose quoted values contain these, in this field. */
export function expectFound(
  found: Finding[],
  rule: string,
  field: string | undefined,
  ...values: string[]
): void {
  const ofRule = found.filter((f) => f.rule === rule && (field === undefined || f.where.field === field));
  const match = ofRule.find((f) => values.every((v) => f.why.join("\n").includes(v)));
  expect(
    match,
    `${rule} in ${field} with ${values.join(" | ")}; found ${JSON.stringify(ofRule)}`,
  ).toBeDefined();
  expect(match?.why.length).toBeGreaterThan(0);
}

/** Replaces words in a text answer; the words must be there. */
export function edit(view: RecordView, field: string, ...pairs: [from: string | RegExp, to: string][]): void {
  let text = view.answers[field];
  if (typeof text !== "string") throw new Error(`${field} is not text`);
  for (const [from, to] of pairs) {
    const next: string = text.replace(from, to);
    expect(next, `${from} in ${field}`).not.toBe(text);
    text = next;
  }
  view.answers[field] = text;
}
export const fundingOf = (view: RecordView) => view.answers.funding as Funding;
export function decideOn(view: RecordView, date: string): void {
  for (const s of view.signOffs) s.at = `${date}${s.at.slice(10)}`;
  if (view.decidedAt) view.decidedAt = `${date}${view.decidedAt.slice(10)}`;
}
