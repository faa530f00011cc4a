/**
 * Records as they are read: a record's state, with the names and words that stand beside its events.
 * `commit.store.ts` writes them.
 */
import * as v from "valibot";
import { counterKey, recordKey } from "#core/aws/keys.ts";
import { findSettled, query } from "#core/aws/read.ts";
import { AppError } from "#core/errors.ts";
import { unpackState } from "./compress.ts";
import { type Said, SaidItem, saidIn } from "./said.ts";
import { type State, StateSchema } from "./state.ts";

const MetaItem = v.object({
  sk: v.literal("META"),
  rev: v.number(),
  seq: v.number(),
  head: v.string(),
  st: v.instance(Uint8Array),
  title: v.string(),
  wants: v.optional(v.string()),
});

/** What stands beside the events for one task: the names and words that they only hash. */
export const TaskItem = v.object({
  task: v.string(),
  person: v.string(),
  name: v.string(),
  email: v.string(),
  capacity: v.string(),
  token: v.string(),
  /** The outbox entry of the request. */
  mail: v.optional(v.string()),
  reason: v.optional(v.string()),
  comment: v.optional(v.string()),
  salt: v.optional(v.string()),
  signedAt: v.optional(v.string()),
  /** Its place in the index of what is due: the instant of its next reminder comes first. */
  g2sk: v.optional(v.string()),
});
export type TaskRow = v.InferOutput<typeof TaskItem>;

export const TokenItem = v.object({
  record: v.string(),
  task: v.string(),
  person: v.string(),
  hash: v.string(),
  exp: v.string(),
  used: v.boolean(),
  revoked: v.optional(v.boolean()),
});

const Row = v.looseObject({ sk: v.string() });

export interface Loaded {
  state: State;
  rev: number;
  seq: number;
  head: string;
  /** As lists show it. */
  title: string;
  /** What the documents function still owes this record. */
  wants?: string;
  tasks: Map<string, TaskRow>;
  /** In order. */
  said: Said[];
}

/** A record's state, the people of its tasks, and what they said. */
export async function loadRecord(id: string): Promise<Loaded> {
  const rows = /^[0-9A-Z]{26}$/.test(id)
    ? await query(Row, { pk: recordKey(id).pk, from: "META", upTo: "W~" })
    : [];
  const meta = rows.find((r) => r.sk === "META");
  if (!meta) throw new AppError("not-found", "no-record", "There is no such record");
  const { rev, seq, head, st, title, wants } = v.parse(MetaItem, meta);
  const tasks = rows.filter((r) => r.sk.startsWith("S#")).map((r) => v.parse(TaskItem, r));
  return {
    state: v.parse(StateSchema, unpackState(st)),
    rev,
    seq,
    head,
    title,
    wants,
    tasks: new Map(tasks.map((t) => [t.task, t])),
    said: rows.filter((r) => r.sk.startsWith("W#")).map((r) => saidIn(v.parse(SaidItem, r))),
  };
}

const CounterItem = v.object({ last: v.number() });

/** The last number given in a series and period; undefined where none was. Whoever counts on holds it by a condition. */
export async function lastNumber(
  office: string,
  series: string,
  period: string,
): Promise<number | undefined> {
  return (await findSettled(CounterItem, counterKey(office, series, period)))?.last;
}
