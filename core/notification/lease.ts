/**
 * Delivery: lease, send, settle (data design, 3.2). Nobody can promise exactly one email; what is
 * promised: none is silently lost, at most one duplicate, and both copies carry the same link. The same
 * for every outbox; calling it again, at any time, for any key, is harmless.
 */
import { type SESServiceException, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { Resource } from "sst";
import { mailer } from "#core/aws/clients.ts";
import type { Key } from "#core/aws/keys.ts";
import type { Conditions } from "#core/aws/tx.ts";
import { mime } from "./mime.ts";
import { type Leased, tagOf } from "./outbox.ts";

export interface Letter {
  to: string;
  subject: string;
  text: string;
  /** More headers than every message has. */
  headers?: Record<string, string>;
}

export interface Outbox<E extends Leased> {
  find(key: Key): Promise<E | undefined>;
  /** Changes an entry that still is as it was read; false where someone else was first. */
  change(key: Key, set: Partial<Leased> & { due?: string }, seen: Conditions): Promise<boolean>;
  /** The letter, from what is true now, or why nobody wants it any more. */
  write(entry: E, now: string): Promise<Letter | { skip: string }>;
  /** Tells whoever is to know that it could not be sent; before the entry says so. */
  failed(entry: E, problem: string, now: string): Promise<void>;
}

const LEASE_MS = 120_000;
/** How long SES's own Send event is waited for before a send that nobody could tell of is tried again. */
const PATIENCE_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

export type Delivered = "sent" | "skipped" | "flagged" | "later" | "not-mine";

/** Delivers one entry, if it is due and nobody else has it. */
export async function deliverFrom<E extends Leased>(
  box: Outbox<E>,
  key: Key,
  now: string,
): Promise<Delivered> {
  const entry = await box.find(key);
  if (!entry) return "not-mine";
  if (entry.status === "SENDING") return resolveDoubt(box, key, entry, now);
  if (entry.status !== "PENDING") return "not-mine";
  let letter: Letter | { skip: string };
  try {
    letter = await box.write(entry, now);
  } catch (error) {
    if (!isOld(entry, now)) throw error;
    // A record that cannot be read takes no event either.
    await settle(box, key, entry, "FLAGGED", now, { problem: "This email could not be written for a day" });
    return "flagged";
  }
  if ("skip" in letter)
    return (await settle(box, key, entry, "SKIPPED", now, { problem: letter.skip })) ? "skipped" : "not-mine";
  const leased = await box.change(
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
  return send(box, key, { ...entry, status: "SENDING", sends: entry.sends + 1 }, letter, now);
}

async function send<E extends Leased>(
  box: Outbox<E>,
  key: Key,
  entry: E,
  letter: Letter,
  now: string,
): Promise<Delivered> {
  const { sender, configSet } = Resource.Mailer;
  const tag = tagOf(key.pk);
  let messageId: string | undefined;
  try {
    const data = await mime({ ...letter, from: sender, messageTag: tag, at: now });
    const answer = await mailer().send(
      new SendRawEmailCommand({
        Source: sender,
        Destinations: [letter.to],
        RawMessage: { Data: data },
        ConfigurationSetName: configSet,
        Tags: [{ Name: "obx", Value: tag }],
      }),
    );
    messageId = answer.MessageId;
  } catch (error) {
    return refused(box, key, entry, error, now);
  }
  // Not above: a database too busy to note this must not pass for SES asking to slow down.
  await settle(box, key, entry, "SENT", now, { messageId });
  return "sent";
}

/** A definite refusal is tried again later, or flagged; anything else leaves the lease to run out. */
async function refused<E extends Leased>(
  box: Outbox<E>,
  key: Key,
  entry: E,
  error: unknown,
  now: string,
): Promise<Delivered> {
  const { name, $fault, $metadata } = error as Partial<SESServiceException>;
  const throttled =
    name === "Throttling" || name === "ThrottlingException" || $metadata?.httpStatusCode === 429;
  if (throttled) {
    const wait = Math.min(3_600_000, 30_000 * 2 ** Math.min(entry.sends, 7));
    if (isOld(entry, now)) return flag(box, key, entry, now, "Email could not be sent for a day");
    await box.change(
      key,
      { status: "PENDING", due: after(now, wait) },
      { status: "SENDING", sends: entry.sends },
    );
    return "later";
  }
  const definite = $fault === "client" && ($metadata?.httpStatusCode ?? 500) < 500;
  return definite ? flag(box, key, entry, now, `Email was refused: ${name ?? "unknown"}`) : "later";
}

/** The lease ran out and nobody knows whether SES took the message: once, send again; twice, tell a person. */
async function resolveDoubt<E extends Leased>(
  box: Outbox<E>,
  key: Key,
  entry: E,
  now: string,
): Promise<Delivered> {
  const until = Date.parse(entry.leaseUntil ?? now);
  if (Date.parse(now) < until) return "later";
  if (Date.parse(now) < until + PATIENCE_MS) {
    await box.change(
      key,
      { due: after(entry.leaseUntil ?? now, PATIENCE_MS) },
      { status: "SENDING", sends: entry.sends },
    );
    return "later";
  }
  if (entry.ambiguous >= 1) return flag(box, key, entry, now, "Nobody can tell whether this email was sent");
  await box.change(
    key,
    { status: "PENDING", ambiguous: entry.ambiguous + 1, due: now },
    { status: "SENDING", sends: entry.sends },
  );
  return deliverFrom(box, key, now);
}

async function flag<E extends Leased>(
  box: Outbox<E>,
  key: Key,
  entry: E,
  now: string,
  problem: string,
): Promise<Delivered> {
  // Said first: a worker that dies in between is followed by one that does both again.
  await box.failed(entry, problem, now);
  await settle(box, key, entry, "FLAGGED", now, { problem });
  return "flagged";
}

function settle<E extends Leased>(
  box: Outbox<E>,
  key: Key,
  entry: E,
  status: Leased["status"],
  now: string,
  more: Partial<Leased>,
): Promise<boolean> {
  return box.change(
    key,
    { ...more, status, settledAt: now, leaseUntil: undefined, due: undefined },
    { status: entry.status, sends: entry.sends },
  );
}

function isOld(entry: Leased, now: string): boolean {
  return Date.parse(now) - Date.parse(entry.createdAt) > DAY_MS;
}

function after(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString();
}
