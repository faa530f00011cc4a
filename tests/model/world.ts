/**
 * One sequence's world: its records, its clock, the pages that people have open, and everything that
 * was ever asked for, so that it can be asked for again.
 */
import { AppError } from "#core/errors.ts";
import { type Loaded, loadRecord } from "#core/record/record.store.ts";
import type { Accepted } from "#infra/local/mailbox.ts";
import { Crash, type Fate, type Luck, under } from "#tests/model/chaos.ts";
import type { Item, ModelStore } from "#tests/model/store.ts";

export const START = "2025-03-03T09:00:00.000Z";

/** Something that a person asks for: what their page held when they opened it is already in it. */
export interface Act {
  /** For whoever reads what went wrong: "mo: approve legal". */
  what: string;
  record: string;
  cmdId: string;
  /** Whether carrying it out leaves an event with its command id in the ledger. */
  leaves: boolean;
  /** Nobody may ever succeed with this. */
  forbidden?: boolean;
  run(now: string): Promise<unknown>;
}

export interface Asked {
  act: Act;
  /** How often the answer was that it is done. */
  done: number;
  /** The process died, or the answer was lost, so that it may or may not have been carried out. */
  uncertain: boolean;
}

export interface Counts {
  commands: number;
  decided: number;
  emails: number;
  doubles: number;
  flagged: number;
}

export class World {
  readonly store: ModelStore;
  readonly luck: Luck;
  readonly counts: Counts;
  readonly #loaded = new Map<string, { version: number; loaded: Loaded | undefined }>();
  now = START;
  records: string[] = [];
  /** Pages that are open, not posted yet. */
  opened: Act[] = [];
  asked = new Map<string, Asked>();
  log: string[] = [];
  /** Outbox keys that any worker has ever had in hand. */
  delivered = new Set<string>();
  /** Emails whose events were handled, lost or not. */
  reported = new Set<string>();

  constructor(store: ModelStore, luck: Luck, counts: Counts) {
    this.store = store;
    this.luck = luck;
    this.counts = counts;
  }

  /** What SES accepted in this sequence. */
  mails(): Accepted[] {
    return this.store.emails();
  }

  advance(minutes: number): void {
    this.now = new Date(Date.parse(this.now) + minutes * 60_000).toISOString();
  }

  /** Every record that exists, as it is now. */
  async load(): Promise<Loaded[]> {
    const found = await Promise.all(this.records.map((id) => this.#load(id)));
    return found.filter((loaded) => loaded !== undefined);
  }

  async #load(id: string): Promise<Loaded | undefined> {
    const version = this.store.version(id);
    const known = this.#loaded.get(id);
    if (known?.version === version) return known.loaded;
    const loaded = await loadRecord(id).catch(unlessMissing);
    this.#loaded.set(id, { version, loaded });
    return loaded;
  }

  /** Lets someone do what they ask for. Anything but an answer in words is a bug, and is thrown. */
  async perform(act: Act, fate: Fate = {}): Promise<string> {
    const asked = this.asked.get(act.cmdId) ?? { act, done: 0, uncertain: false };
    this.asked.set(act.cmdId, asked);
    this.counts.commands++;
    const answer = await under(fate, () => act.run(this.now)).then(
      () => "done",
      (error: unknown) => {
        if (error instanceof AppError) return error.code;
        if (error instanceof Crash) return "died";
        if (fate.fault && (error as Error).name === "ThrottlingException") return "throttled";
        throw error;
      },
    );
    if (answer === "done") asked.done++;
    if (answer === "died" || answer === "throttled" || fate.fault === "lost-answer") asked.uncertain = true;
    const how = [fate.fault && `${fate.fault} ${fate.nth}`, fate.slip && "slipped in on"].filter(Boolean);
    this.note(`${act.what}${how.length ? ` [${how.join(", ")}]` : ""}: ${answer}`);
    return answer;
  }

  note(line: string): void {
    this.log.push(`${this.now.slice(5, 16)} ${line}`);
  }

  /** Every item of a table. */
  async scan(table: "records" | "ledger"): Promise<Item[]> {
    return this.store.items(table);
  }
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof AppError && error.code === "no-record") return undefined;
  throw error;
}
