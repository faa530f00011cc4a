/**
 * The outbox: an email owed to someone, written in the same transaction as what it is about. An entry
 * holds ids, never a link: the link is derived when it is sent. It ends SENT, SKIPPED (no longer
 * wanted) or FLAGGED (a person must look), never silently lost.
 */
import * as v from "valibot";
import { dueShard, type Key, outboxKey } from "#core/aws/keys.ts";

export const KINDS = [
  "sign",
  "reminder",
  "escalation",
  "vacant",
  "undelivered",
  "confirm",
  "rejected",
  "code",
  "passed-on",
  "query",
  "answer",
  "receipt",
  "returned",
  "decided",
  "published",
  "withdrawn",
  "correct",
  "unpublished",
  "ending",
  "sign-in",
  "answer-due",
] as const;

/** What an entry of any outbox has, beside what it is about. */
export const LeasedSchema = v.object({
  pk: v.string(),
  status: v.picklist(["PENDING", "SENDING", "SENT", "SKIPPED", "FLAGGED"]),
  sends: v.number(),
  /** Times that nobody could tell whether SES took it. */
  ambiguous: v.number(),
  leaseUntil: v.optional(v.string()),
  createdAt: v.string(),
  settledAt: v.optional(v.string()),
  messageId: v.optional(v.string()),
  problem: v.optional(v.string()),
});
export type Leased = v.InferOutput<typeof LeasedSchema>;

/** A new entry's own part: due at once. */
export const UNSENT = { status: "PENDING", sends: 0, ambiguous: 0 } as const;

export const EntrySchema = v.object({
  ...LeasedSchema.entries,
  kind: v.picklist(KINDS),
  office: v.string(),
  /** The record it is about; absent for a sign-in link, and an answer that is due. */
  record: v.optional(v.string()),
  /** The item of scrutiny it is about. */
  item: v.optional(v.string()),
  task: v.optional(v.string()),
  token: v.optional(v.string()),
  person: v.string(),
  to: v.string(),
  name: v.string(),
  /** What SES said later: "delivered", "bounced", "complained", "delayed". */
  delivery: v.optional(v.string()),
});
export type Entry = v.InferOutput<typeof EntrySchema>;

export type Wanted = Pick<
  Entry,
  "kind" | "office" | "record" | "item" | "task" | "token" | "person" | "to" | "name"
>;

/** A new entry, due at once. `seq` and `i` make its key unique for its owner (a record, or a sign-in). */
export function newEntry(
  wanted: Wanted,
  owner: string,
  seq: number | string,
  i: number,
  now: string,
): { key: Key; item: object } {
  const key = outboxKey(owner, seq, i);
  return {
    key,
    item: {
      ...wanted,
      ...UNSENT,
      createdAt: now,
      g2pk: dueShard(key.pk),
      g2sk: `${now}#${key.pk}`,
    },
  };
}

/** The entry's key as an SES tag value, which allows letters, digits, "_" and "-" only. */
export function tagOf(pk: string): string {
  return pk.replaceAll("#", "_");
}

/** The key that an SES tag names; undefined where it is not one of ours. */
export function keyOfTag(tag: string): Key | undefined {
  const match = /^OBX_([A-Za-z0-9-]+)_([A-Za-z0-9-]+)_(\d+)$/.exec(tag);
  return match ? outboxKey(match[1]!, match[2]!, Number(match[3])) : undefined;
}
