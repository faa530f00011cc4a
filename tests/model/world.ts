/**
 * One sequence's world: its records, its clock, the pages that people have open, and everything that
 * was ever asked for, so that it can be asked for again.
 */
import { BatchWriteCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { database } from "#core/aws/clients.ts";
import { AppError } from "#core/errors.ts";
import { type Loaded, loadRecord } from "#core/record/record.store.ts";
import type { Accepted } from "#infra/local/mailbox.ts";
import { Crash, type Fate, type Luck, under } from "#tests/model/chaos.ts";
import type { Store } from "#tests/support/store.ts";

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

export type Item = Record<string, unknown> & { pk: string; sk: string };

export class World {
  readonly store: Store;
  readonly luck: Luck;
  readonly counts: Counts;
  readonly #emailsBefore: number;
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

  constructor(store: Store, luck: Luck, counts: Counts) {
    this.store = store;
    this.luck = luck;
    this.counts = counts;
    this.#emailsBefore = store.mailbox.all().length;
  }

  /** What SES accepted in this sequence. */
  mails(): Accepted[] {
    return this.store.mailbox.all().slice(this.#emailsBefore);
  }

  advance(minutes: number): void {
    this.now = new Date(Date.parse(this.now) + minutes * 60_000).toISOString();
  }

  /** Every record that exists, as it is now. */
  async load(): Promise<Loaded[]> {
    const found = await Promise.all(this.records.map((id) => loadRecord(id).catch(unlessMissing)));
    return found.filter((loaded) => loaded !== undefined);
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
    const items: Item[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await database().send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: start }),
      );
      items.push(...((page.Items ?? []) as Item[]));
      start = page.LastEvaluatedKey;
    } while (start);
    return items;
  }

  /** Empties the tables, but for the office and its people. */
  async wipe(): Promise<void> {
    for (const table of ["records", "ledger"] as const) {
      const own = (await this.scan(table)).filter(({ pk }) => !/^(O#|U#|OFFICES)/.test(pk));
      const batches = Array.from({ length: Math.ceil(own.length / 25) }, (_, i) =>
        own.slice(i * 25, i * 25 + 25),
      );
      await Promise.all(
        batches.map((batch) =>
          database().send(
            new BatchWriteCommand({
              RequestItems: { [table]: batch.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })) },
            }),
          ),
        ),
      );
    }
  }
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof AppError && error.code === "no-record") return undefined;
  throw error;
}
