/**
 * The statement: the exact words a signatory is asked to sign. What is shown, what is hashed into the
 * ledger and what is printed come from here, so that they cannot differ.
 */
import type { Outcome, Stage } from "#core/form/definition.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import { outcomesOf } from "./plan.ts";

/** The statement with the outcome's words in their place: "The above request HAS my approval." */
export function statementText(stage: Stage, outcome?: Outcome): string {
  const statement = stage.statement ?? "";
  if (!statement.includes("{outcome}")) return statement;
  const says = (id: Outcome) => outcomesOf(stage).find((o) => o.id === id)?.says;
  const words = outcome
    ? (says(outcome) ?? outcome)
    : outcomesOf(stage)
        .flatMap((o) => o.says ?? [])
        .join(" / ");
  return statement.replaceAll("{outcome}", words);
}

/** SHA-256 over everything the signatory put their name to. */
export function statementHash(stage: Stage, outcome: Outcome, alternative: string | undefined): string {
  const one = stage.alternatives?.one.find((a) => a.id === alternative)?.text ?? "";
  const and = (stage.alternatives?.and ?? []).map((a) => a.text);
  return sha256([statementText(stage, outcome), one, ...and].join("\n"));
}
