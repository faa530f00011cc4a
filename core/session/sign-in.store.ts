/**
 * Sign-in by emailed link, and sessions. The page after the link asks for one press of a button: a
 * scanner that opens the link signs nobody in. Sessions are opaque: the cookie holds 256 random bits,
 * the store their hash, so a copy of the table opens nothing.
 */
import { randomBytes } from "node:crypto";
import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { ulid } from "ulid";
import * as v from "valibot";
import { database, tables } from "#core/aws/clients.ts";
import { askedKey, sessionKey, tokenKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { Transaction } from "#core/aws/tx.ts";
import { changeItem } from "#core/aws/write.ts";
import { AppError } from "#core/errors.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import { newEntry } from "#core/notification/outbox.ts";
import { emailHash, getOffice, membershipsOf } from "#core/record/offices.store.ts";
import type { Actor } from "#core/record/records.ts";
import { linkKeys, newTokenId, readToken } from "#core/signoff/token.ts";
import { AskedSchema, askedOnceMore } from "./asked.ts";

const LINK_MS = 15 * 60_000;
/** A working day, so that a morning's sign-in lasts until evening. */
const SESSION_MS = 12 * 3_600_000;

const TokenItem = v.object({
  kind: v.literal("sign-in"),
  office: v.string(),
  person: v.string(),
  email: v.string(),
  exp: v.string(),
  used: v.boolean(),
});
const SessionItem = v.object({ office: v.string(), person: v.string(), exp: v.string() });

/**
 * Sends a link to whoever the address belongs to. Silent where it belongs to nobody, and where it has had
 * enough of them: no one learns who works here.
 */
export async function requestLink(email: string, now: string): Promise<void> {
  const [membership] = await membershipsOf(email);
  if (!membership) return;
  const office = await getOffice(membership.office);
  const person = office.people?.find((p) => p.id === membership.person);
  if (!person || person.email !== email.trim().toLowerCase()) return;
  const limit = askedKey(emailHash(person.email));
  const asked = await findItem(AskedSchema, limit);
  const counted = askedOnceMore(asked, now);
  if (!counted) return;
  const token = newTokenId();
  const exp = new Date(Date.parse(now) + LINK_MS).toISOString();
  const entry = newEntry(
    { kind: "sign-in", office: office.office, token, person: person.id, to: person.email, name: person.name },
    `signin-${ulid(Date.parse(now))}`,
    1,
    0,
    now,
  );
  const tx = asked
    ? new Transaction().replace("asked", limit, counted, { last: asked.last, inHour: asked.inHour })
    : new Transaction().create("asked", limit, counted);
  await tx
    .create("token", tokenKey(token), {
      kind: "sign-in",
      ...membership,
      email: person.email,
      exp,
      used: false,
      ttl: epoch(exp) + 86_400,
    })
    .create("mail", entry.key, entry.item)
    .commit();
}

/** Whether a link would sign someone in. Changes nothing. */
export async function isLive(link: string, now: string): Promise<boolean> {
  const token = await findToken(link);
  return token !== undefined && !token.used && token.exp > now;
}

/** Uses a link, once, and opens a session: the value for the cookie. */
export async function signIn(link: string, now: string): Promise<{ session: string; seconds: number }> {
  const token = await findToken(link);
  if (!token) throw expired();
  const session = randomBytes(32).toString("base64url");
  const exp = new Date(Date.parse(now) + SESSION_MS).toISOString();
  const outcome = await new Transaction()
    .update("token", tokenKey(token.id), { used: true }, { used: false, exp: { above: now } })
    .create("session", sessionKey(sha256(session)), {
      office: token.office,
      person: token.person,
      exp,
      ttl: epoch(exp),
    })
    .commit();
  if (!outcome.ok) throw expired();
  await changeItem(askedKey(emailHash(token.email)), { last: "", inHour: 0 }, {});
  return { session, seconds: SESSION_MS / 1000 };
}

/** Who holds a session now; undefined where it is over, or the person has left the office. */
export async function findActor(session: string, now: string): Promise<Actor | undefined> {
  const found = await findItem(SessionItem, sessionKey(sha256(session)));
  if (!found || found.exp <= now) return undefined;
  const office = await getOffice(found.office);
  const person = office.people?.find((p) => p.id === found.person);
  if (!person) return undefined;
  const { id, name, email, roles = [] } = person;
  return { person: id, name, email, office: found.office, roles };
}

export async function signOut(session: string): Promise<void> {
  await database().send(
    new DeleteCommand({ TableName: tables.records, Key: { ...sessionKey(sha256(session)) } }),
  );
}

async function findToken(
  link: string,
): Promise<(v.InferOutput<typeof TokenItem> & { id: string }) | undefined> {
  const id = readToken("sign-in", link, linkKeys());
  const token = id && (await findItem(TokenItem, tokenKey(id)));
  return token ? { ...token, id } : undefined;
}

function expired(): AppError {
  return new AppError("gone", "sign-in-expired", "This sign-in link has been used or is out of date");
}

function epoch(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000);
}
