/**
 * The draft and the content in a commit. A draft is open while its record is a draft and locked else; a
 * correction begins with the content that is published.
 */
import { contentKey, draftKey } from "#core/aws/keys.ts";
import type { Transaction } from "#core/aws/tx.ts";
import { pack } from "./compress.ts";
import type { RecordEvent } from "./events.ts";
import type { State } from "./state.ts";

export interface DraftChange {
  events: RecordEvent[];
  now: string;
  /** Draft to create with a new record. */
  draft?: { answers: string };
  /** The draft that was submitted: it must still be what the author saw, and is locked. */
  submitted?: { saveNo: number; content: string };
  /** The answers that a correction begins with, in place of those that the draft has. */
  reopened?: { saveNo: number; answers: string };
}

export function addDraft(
  tx: Transaction,
  before: State | undefined,
  state: State,
  change: DraftChange,
): void {
  const { id } = state;
  const { now, draft, submitted, reopened } = change;
  const key = draftKey(id);
  if (draft) tx.create("draft", key, { packed: pack(draft.answers), saveNo: 1, savedAt: now });
  if (submitted) {
    const { saveNo, content } = submitted;
    tx.update("draft", key, { locked: true }, { saveNo, locked: { absent: true } });
    tx.create("content", contentKey(id, state.version), { packed: pack(content), hash: state.hash });
  }
  if (reopened) {
    const { saveNo, answers } = reopened;
    const set = { packed: pack(answers), saveNo: saveNo + 1, savedAt: now, locked: undefined };
    tx.update("draft", key, set, { saveNo, locked: true });
  }
  if (change.events.some((e) => e.type === "Returned"))
    tx.update("draft", key, { locked: undefined }, { locked: true });
  const ended = change.events.some((e) => e.type === "Withdrawn" || e.type === "CorrectionWithdrawn");
  if (ended && before?.state === "draft")
    tx.update("draft", key, { locked: true }, { locked: { absent: true } });
}
