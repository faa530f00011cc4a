/**
 * The proof-reader: every rule over one paper. Pure: the same record, look-ups and form give the same
 * findings, gravest first and then in the order of the paper. It reads; it changes nothing.
 */
import type { RecordView } from "#core/record/view.ts";
import { type Finding, SEVERITIES, type Severity } from "./finding.ts";
import { type Lookups, type Proof, proofOfRecord, proofOfText } from "./proof.ts";
import { RULES, type Rule } from "./rules.ts";

/** What a careful reader finds in a record. The form's `checks` set severities and switch rules off. */
export function proofread(view: RecordView, lookups: Lookups = {}): Finding[] {
  return run(RULES, proofOfRecord(view, lookups), view.form.checks);
}

/** What can be found in plain text, without the form. */
export function proofreadText(text: string, lookups: Lookups = {}): Finding[] {
  return run(
    RULES.filter((r) => r.text),
    proofOfText(text, lookups),
    {},
  );
}

function run(rules: Rule[], proof: Proof, checks: Record<string, Severity | "off"> = {}): Finding[] {
  const order = new Map(Object.keys(proof.record?.form.fields ?? {}).map((id, i) => [id, i]));
  const place = (f: Finding) => order.get(f.where.field ?? "") ?? order.size;
  return rules
    .filter((rule) => checks[rule.id] !== "off")
    .flatMap((rule) =>
      rule.find(proof).map((found): Finding => {
        const set = checks[rule.id];
        const severity = set && set !== "off" ? set : (found.severity ?? rule.severity);
        return { ...found, rule: rule.id, severity };
      }),
    )
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
        place(a) - place(b) ||
        (a.where.row ?? 0) - (b.where.row ?? 0) ||
        (a.where.span?.[0] ?? 0) - (b.where.span?.[0] ?? 0),
    );
}
