/**
 * What a signature binds besides its words: who signed, by name and capacity as they stood. The ledger
 * holds persons by id and a salted hash of these, so that a name can be erased under a retention rule
 * but never exchanged for another.
 */
import { plain } from "#core/ledger/canonical.ts";
import { openSalt, saltedHash } from "#core/signoff/words.ts";
import type { RecordEvent } from "./events.ts";
import type { TaskRow } from "./record.store.ts";

/** An event as the ledger keeps it. */
export function toLedger(
  { type, data }: RecordEvent,
  salt: string | undefined,
  tasks: Map<string, TaskRow> | undefined,
): { type: string; data: Record<string, unknown> } {
  const row = type === "SignedOff" ? tasks?.get(data.task) : undefined;
  const signatory = row && salt ? saltedHash(openSalt(salt), signatoryWords(row)) : undefined;
  return { type, data: plain({ ...data, signatory }) };
}

/** The words that are hashed. */
export function signatoryWords({ name, capacity }: Pick<TaskRow, "name" | "capacity">): string {
  return `${name}\n${capacity}`;
}
