/**
 * The workflow's emails, delivered by the lease of every outbox. The stream and the sweep call the same
 * function; what could not be sent stands in the record's ledger.
 */
import type { Key } from "#core/aws/keys.ts";
import { recordUndelivered } from "#core/record/undelivered.ts";
import { type Delivered, deliverFrom, type Outbox } from "./lease.ts";
import { write } from "./letter.ts";
import { change, findEntry } from "./outbox.store.ts";
import type { Entry } from "./outbox.ts";

const WORKFLOW: Outbox<Entry> = {
  find: findEntry,
  change,
  async write(entry, now) {
    const draft = await write(entry, now);
    return "skip" in draft ? draft : { ...draft, to: entry.to };
  },
  async failed(entry, problem, now) {
    await recordUndelivered({ ...entry, problem }, now);
  },
};

/** Delivers one entry, if it is due and nobody else has it. */
export function deliver(key: Key, now: string): Promise<Delivered> {
  return deliverFrom(WORKFLOW, key, now);
}
