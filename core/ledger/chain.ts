/**
 * The chain: each event of a record carries the hash of the one before it, so that an edit, a removal,
 * an insertion or a new order shows. Events are stored as the exact canonical text that was hashed.
 * Free text and names stand beside the events, never in them, so that they can be erased under a
 * retention rule and the chain still verifies.
 */
import { canonical, sha256 } from "./canonical.ts";

/** One line of the ledger. `data` differs by `type`; see core/record/events.ts. */
export interface LedgerEvent {
  v: 1;
  record: string;
  seq: number;
  /** Hash of the event before; of the first, `genesis(record)`. */
  prev: string;
  /** ISO instant by the server's clock. The sequence decides order, never the clock. */
  at: string;
  office: string;
  /** The command it came from: a repeated command adds nothing. */
  cmd: string;
  /** Person id, or "system". */
  actor: string;
  type: string;
  data: Record<string, unknown>;
}

export interface StoredEvent {
  seq: number;
  /** The canonical text that was hashed. */
  body: string;
  h: string;
}

export function genesis(record: string): string {
  return sha256(`genesis|${record}`);
}

/** The event as it is stored: its text and its hash. */
export function seal(event: LedgerEvent): StoredEvent {
  const body = canonical(event);
  return { seq: event.seq, body, h: hashOf(body) };
}

export function hashOf(body: string): string {
  return sha256(`countersign-event-v1\n${body}`);
}

/** Links new events after a head. */
export function link(
  events: { type: string; data: Record<string, unknown> }[],
  after: { seq: number; head: string },
  stamp: { record: string; office: string; at: string; cmd: string; actor: string },
): StoredEvent[] {
  let { seq, head } = after;
  return events.map(({ type, data }) => {
    seq += 1;
    const stored = seal({ v: 1, seq, prev: head, type, data, ...stamp });
    head = stored.h;
    return stored;
  });
}

/** What is wrong with a chain, in words; empty when it holds. */
export function faults(record: string, events: StoredEvent[]): string[] {
  const found: string[] = [];
  let prev = genesis(record);
  for (const [i, stored] of events.entries()) {
    const n = i + 1;
    if (hashOf(stored.body) !== stored.h)
      found.push(`Event ${n} was edited: its text does not give its hash`);
    let event: LedgerEvent;
    try {
      event = JSON.parse(stored.body) as LedgerEvent;
    } catch {
      found.push(`Event ${n} cannot be read`);
      continue;
    }
    if (event.record !== record) found.push(`Event ${n} belongs to another record`);
    if (event.seq !== n || stored.seq !== n)
      found.push(`Event ${n} is out of place: it says it is number ${event.seq}`);
    if (event.prev !== prev) found.push(`Event ${n} does not follow the event before it`);
    prev = stored.h;
  }
  return found;
}
