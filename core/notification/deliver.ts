/**
 * Delivery: lease, send, settle (data design, 3.2). Nobody can promise exactly one email; what is
 * promised: none is silently lost, at most one duplicate, and both copies carry the same link. The
 * stream and the sweep call the same function; calling it again, at any time, for any key, is harmless.
 */
import { type SESServiceException, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { Resource } from "sst";
import { mailer } from "#core/aws/clients.ts";
import type { Key } from "#core/aws/keys.ts";
import { recordUndelivered } from "#core/record/undelivered.ts";
import { type Draft, write } from "./letter.ts";
import { mime } from "./mime.ts";
import { change, findEntry } from "./outbox.store.ts";
import { type Entry, tagOf } from "./outbox.ts";

const LEASE_MS = 120_000;
/** How long SES's own Send event is waited for before a send that nobody could tell of is tried again. */
const PATIENCE_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

export type Delivered = "sent" | "skipped" | "flagged" | "later" | "not-mine";

/** Delivers one entry, if it is due and nobody else has it. */
export async function deliver(key: Key, now: string): Promise<Delivered> {
  const entry = await findEntry(key);
  if (!entry) return "not-mine";
  if (entry.status === "SENDING") return resolveDoubt(key, entry, now);
  if (entry.status !== "PENDING") return "not-mine";
  let draft: Awaited<ReturnType<typeof write>>;
  try {
    draft = await write(entry, now);
  } catch (error) {
    if (!isOld(entry, now)) throw error;
    // A record that cannot be read takes no event either.
    await settle(key, entry, "FLAGGED", now, { problem: "This email could not be written for a day" });
    return "flagged";
  }
  if ("skip" in draft)
    return (await settle(key, entry, "SKIPPED", now, { problem: draft.skip })) ? "skipped" : "not-mine";
  const leased = await change(
    key,
    {
      status: "SENDING",
      sends: entry.sends + 1,
      // Its place in the index of what is due stays: a sweep meanwhile finds the lease and leaves it.
      leaseUntil: after(now, LEASE_MS),
    },
    { status: "PENDING", sends: entry.sends },
  );
  if (!leased) return "not-mine";
  return send(key, { ...entry, status: "SENDING", sends: entry.sends + 1 }, draft, now);
}

async function send(key: Key, entry: Entry, draft: Draft, now: string): Promise<Delivered> {
  const { sender, configSet } = Resource.Mailer;
  const tag = tagOf(key.pk);
  let messageId: string | undefined;
  try {
    const data = await mime({ ...draft, from: sender, to: entry.to, messageTag: tag, at: now });
    const answer = await mailer().send(
      new SendRawEmailCommand({
        Source: sender,
        Destinations: [entry.to],
        RawMessage: { Data: data },
        ConfigurationSetName: configSet,
        Tags: [{ Name: "obx", Value: tag }],
      }),
    );
    messageId = answer.MessageId;
  } catch (error) {
    return refused(key, entry, error, now);
  }
  // Not above: a database too busy to note this must not pass for SES asking to slow down.
  await settle(key, entry, "SENT", now, { messageId });
  return "sent";
}

/** A definite refusal is tried again later, or flagged; anything else leaves the lease to run out. */
async function refused(key: Key, entry: Entry, error: unknown, now: string): Promise<Delivered> {
  const { name, $fault, $metadata } = error as Partial<SESServiceException>;
  const throttled =
    name === "Throttling" || name === "ThrottlingException" || $metadata?.httpStatusCode === 429;
  if (throttled) {
    const wait = Math.min(3_600_000, 30_000 * 2 ** Math.min(entry.sends, 7));
    if (isOld(entry, now)) return flag(key, entry, now, "Email could not be sent for a day");
    await change(
      key,
      { status: "PENDING", due: after(now, wait) },
      { status: "SENDING", sends: entry.sends },
    );
    return "later";
  }
  const definite = $fault === "client" && ($metadata?.httpStatusCode ?? 500) < 500;
  return definite ? flag(key, entry, now, `Email was refused: ${name ?? "unknown"}`) : "later";
}

/** The lease ran out and nobody knows whether SES took the message: once, send again; twice, tell a person. */
async function resolveDoubt(key: Key, entry: Entry, now: string): Promise<Delivered> {
  const until = Date.parse(entry.leaseUntil ?? now);
  if (Date.parse(now) < until) return "later";
  if (Date.parse(now) < until + PATIENCE_MS) {
    await change(
      key,
      { due: after(entry.leaseUntil ?? now, PATIENCE_MS) },
      { status: "SENDING", sends: entry.sends },
    );
    return "later";
  }
  if (entry.ambiguous >= 1) return flag(key, entry, now, "Nobody can tell whether this email was sent");
  await change(
    key,
    { status: "PENDING", ambiguous: entry.ambiguous + 1, due: now },
    { status: "SENDING", sends: entry.sends },
  );
  return deliver(key, now);
}

async function flag(key: Key, entry: Entry, now: string, problem: string): Promise<Delivered> {
  // In the ledger first: a worker that dies in between is followed by one that does both again.
  await recordUndelivered({ ...entry, problem }, now);
  await settle(key, entry, "FLAGGED", now, { problem });
  return "flagged";
}

function settle(
  key: Key,
  entry: Entry,
  status: Entry["status"],
  now: string,
  more: Partial<Entry>,
): Promise<boolean> {
  return change(
    key,
    { ...more, status, settledAt: now, leaseUntil: undefined, due: undefined },
    { status: entry.status, sends: entry.sends },
  );
}

function isOld(entry: Entry, now: string): boolean {
  return Date.parse(now) - Date.parse(entry.createdAt) > DAY_MS;
}

function after(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString();
}
