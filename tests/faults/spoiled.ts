/**
 * A record with one item changed after it was read, by a slip in the code, a repair by hand or a second
 * worker: which condition of the commit then refuses it.
 */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { database, tables } from "#core/aws/clients.ts";
import * as Keys from "#core/aws/keys.ts";
import { changeItem } from "#core/aws/write.ts";
import type { Office } from "#core/form/office.ts";
import { type Change, commit } from "#core/record/commit.store.ts";
import { type Command, decide } from "#core/record/decide.ts";
import { type Loaded, loadRecord } from "#core/record/record.store.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { submitted } from "#tests/support/signing.ts";

export const T0 = "2025-03-03T09:00:00.000Z";
export const CMD = "the-command";
export const GRANT = { title: "A grant", category: "grant", amount: 1_000_000, maker: "pcc" };

/** Which condition refuses a command on what was read, where something is done to an item meanwhile. */
export async function refusedBy(
  loaded: Loaded,
  command: Command,
  spoil: () => Promise<unknown>,
  more: Partial<Change> = {},
): Promise<string> {
  const office: Office = more.office ?? TESTSHIRE;
  const events = decide(loaded.state, command, { office, now: T0, today: "2025-03-03" });
  await spoil();
  const { id } = loaded.state;
  const change = { events, actor: "test", cmdId: CMD, now: T0, office, title: "", ...more };
  const outcome = await commit(loaded, { id, office: loaded.state.office }, change);
  return outcome.ok ? "committed" : outcome.failed;
}

export const put = (key: Keys.Key, table: "records" | "ledger" = "records") =>
  database().send(new PutCommand({ TableName: tables[table], Item: { ...key } }));
export const set = (key: Keys.Key, change: Record<string, unknown>) => changeItem(key, change, {});

export interface Case {
  record: string;
  loaded: Loaded;
  legal: string;
  money: string;
  token(task: string): Keys.Key;
}

export async function waiting(answers = {}): Promise<Case> {
  const record = await submitted(TESTSHIRE, "ada", { ...GRANT, ...answers }, T0);
  const loaded = await loadRecord(record);
  const token = (task: string) => Keys.tokenKey(loaded.tasks.get(task)?.token ?? "");
  return { record, loaded, legal: "1#legal#0", money: "1#money#0", token };
}
