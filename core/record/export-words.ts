/**
 * The words that stand beside a ledger: whose, and beside which event. What is gone is left out, and its
 * hash stays.
 */
import * as v from "valibot";
import type { Stage } from "#core/form/definition.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import type { Words } from "#core/ledger/export.ts";
import { statementText } from "#core/signoff/statement.ts";
import { openSalt } from "#core/signoff/words.ts";
import { unpack } from "./compress.ts";
import type { RecordEvent } from "./events.ts";
import type { Said } from "./said.ts";
import { signatoryWords } from "./signatory.ts";

const Text = v.optional(v.string());

/** What one request for a signature keeps. */
export const TaskWords = v.object({
  task: v.string(),
  name: v.string(),
  capacity: v.string(),
  salt: Text,
  reason: Text,
  comment: Text,
});

/** What the proof-reader found at a submission. */
export const FindingsWords = v.object({ sk: v.string(), salt: v.string(), packed: v.instance(Uint8Array) });

interface Kept {
  tasks: v.InferOutput<typeof TaskWords>[];
  said: Said[];
  findings: v.InferOutput<typeof FindingsWords>[];
  /** The stage that a signature was made at, by the form of its time. */
  stageAt(seq: number, stage: string): Stage | undefined;
}

export function wordsBeside(ledger: LedgerEvent[], { tasks, said, findings, stageAt }: Kept): Words[] {
  const firstOf = (cmd: string) => ledger.find((e) => e.cmd === cmd)?.seq;
  return ledger.flatMap(({ seq, cmd, type, data }): Words[] => {
    const event = { type, data } as RecordEvent;
    const task = tasks.find((t) => t.task === data.task);
    const kept = said.find((s) => s.seq === firstOf(cmd));
    switch (event.type) {
      case "Submitted": {
        const found = findings.find((f) => Number(f.sk.slice(2)) === event.data.version);
        return words(seq, "findings", found && unpack(found.packed), found?.salt);
      }
      case "SignedOff": {
        const stage = stageAt(seq, event.data.task.split("#")[1] ?? "");
        return [
          ...words(seq, "statement", stage && statementWords(stage, event.data), undefined),
          ...(task?.salt && event.data.signatory
            ? words(seq, "signatory", signatoryWords(task), openSalt(task.salt))
            : []),
          ...words(seq, "reason", task?.reason, task?.salt),
          ...words(seq, "comment", task?.comment, task?.salt),
        ];
      }
      case "Queried":
        return words(seq, "question", kept?.question, kept?.salt);
      case "Answered":
        return words(seq, "answer", kept?.answer, kept?.salt);
      case "TaskReassigned":
      case "SteppedAside":
        return words(seq, "reason", kept?.passedOn, kept?.salt);
      case "PaperRejected":
        return words(seq, "reason", kept?.rejected, kept?.salt);
      case "PaperReceived":
        return [
          ...words(seq, "reason", kept?.reason, kept?.salt),
          ...words(seq, "comment", kept?.comment, kept?.salt),
        ];
      case "Withdrawn":
        return [
          ...words(seq, "reason", kept?.reason, kept?.salt),
          ...words(seq, "comment", kept?.comment, kept?.salt),
        ];
      case "Paused":
      case "Reopened":
      case "CorrectionWithdrawn":
      case "Unpublished":
        return words(seq, "reason", kept?.reason, kept?.salt);
      default:
        return [];
    }
  });
}

/** Everything that `statementHash` hashes. */
function statementWords(
  stage: Stage,
  { outcome, alternative }: Extract<RecordEvent, { type: "SignedOff" }>["data"],
): string {
  const one = stage.alternatives?.one.find((a) => a.id === alternative)?.text ?? "";
  const and = (stage.alternatives?.and ?? []).map((a) => a.text);
  return [statementText(stage, outcome), one, ...and].join("\n");
}

function words(seq: number, of: Words["of"], text: string | undefined, salt: string | undefined): Words[] {
  return text?.trim() ? [{ seq, of, ...(salt && { salt }), text }] : [];
}
