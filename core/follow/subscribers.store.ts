/**
 * Subscribers: asked for, confirmed from the mailbox (double opt-in), changed and ended. A request that
 * nobody confirms is forgotten, and so is an address that follows nothing more. Links are derived, as
 * sign-off links are: the database holds no link, and its ids open nothing without the key.
 */
import * as v from "valibot";
import { followAskedKey, followerKey, requestKey, subscriberKey, topicKey } from "#core/aws/bulk-keys.ts";
import { findItem } from "#core/aws/read.ts";
import { Transaction } from "#core/aws/tx.ts";
import { AppError } from "#core/errors.ts";
import { emailHash } from "#core/record/offices.store.ts";
import { AskedSchema, askedOnceMore } from "#core/session/asked.ts";
import { linkKeys, newTokenId, readToken } from "#core/signoff/token.ts";
import { MOST_TOPICS, type Topic, TopicSchema } from "./topics.ts";
import { newConfirmation } from "./word.ts";

const REQUEST_MS = 24 * 3_600_000;
/** How often a change is decided again when another one was first. */
const ATTEMPTS = 5;

const RequestSchema = v.object({
  email: v.string(),
  topics: v.array(TopicSchema),
  exp: v.string(),
  used: v.boolean(),
  /** Who it became. */
  subscriber: v.optional(v.string()),
});
export type Request = v.InferOutput<typeof RequestSchema>;

const SubscriberSchema = v.object({ email: v.string(), topics: v.array(TopicSchema), rev: v.number() });
export type Subscriber = v.InferOutput<typeof SubscriberSchema> & { id: string };

const FollowerSchema = v.object({ subscriber: v.string() });

/**
 * Asks an address to confirm. Silent where it has lately been asked often enough, and the same whether or
 * not it follows something already: no one learns who does.
 */
export async function askToFollow(typed: string, topics: Topic[], now: string): Promise<void> {
  const email = typed.trim().toLowerCase();
  const limit = followAskedKey(emailHash(email));
  const asked = await findItem(AskedSchema, limit);
  const counted = askedOnceMore(asked, now);
  if (!counted) return;
  const id = newTokenId();
  const exp = new Date(Date.parse(now) + REQUEST_MS).toISOString();
  const ttl = Math.floor(Date.parse(exp) / 1000);
  const mail = newConfirmation(id, ttl, now);
  const tx = asked
    ? new Transaction().replace("asked", limit, counted, { last: asked.last, inHour: asked.inHour })
    : new Transaction().create("asked", limit, counted);
  await tx
    .create("request", requestKey(id), { email, topics, exp, used: false, ttl })
    .create("mail", mail.key, mail.item)
    .commit();
}

/** What a link would confirm. Changes nothing. */
export async function lookAtRequest(link: string, now: string): Promise<Request> {
  const { request } = await openRequest(link, now);
  return request;
}

/** Confirms a request, once. A repeat answers the same for as long as it still holds. */
export async function confirm(link: string, now: string): Promise<string> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { id, request } = await openRequest(link, now);
    if (request.used && request.subscriber) return request.subscriber;
    const hash = emailHash(request.email);
    const follower = await findItem(FollowerSchema, followerKey(hash));
    const known = follower && (await findSubscriber(follower.subscriber));
    const subscriber = known?.id ?? newTokenId();
    const fresh = request.topics.filter((t) => !known?.topics.some((k) => k.id === t.id));
    const topics = [...(known?.topics ?? []), ...fresh];
    if (topics.length > MOST_TOPICS)
      throw new AppError(
        "conflict",
        "follows-enough",
        `You can follow up to ${MOST_TOPICS} things. Stop following one, then try again`,
      );
    const tx = new Transaction().update(
      "request",
      requestKey(id),
      { used: true, subscriber },
      { used: false, exp: { above: now } },
    );
    if (known)
      tx.update("subscriber", subscriberKey(subscriber), { topics, rev: known.rev + 1 }, { rev: known.rev });
    else
      tx.create("subscriber", subscriberKey(subscriber), { email: request.email, topics, rev: 0 }).create(
        "follower",
        followerKey(hash),
        { subscriber },
      );
    for (const topic of fresh) tx.keep("topic", topicKey(topic.id, subscriber), { since: now });
    if ((await tx.commit()).ok) return subscriber;
  }
  throw busy();
}

/** Who a link to manage belongs to. Throws where they follow nothing any more. */
export async function getSubscriber(link: string): Promise<Subscriber> {
  const id = readToken("follow-manage", link, linkKeys());
  const subscriber = id && (await findSubscriber(id));
  if (!subscriber) throw gone();
  return subscriber;
}

export async function findSubscriber(id: string): Promise<Subscriber | undefined> {
  const found = await findItem(SubscriberSchema, subscriberKey(id));
  return found && { ...found, id };
}

export async function findRequest(id: string): Promise<Request | undefined> {
  return findItem(RequestSchema, requestKey(id));
}

/** Stops one topic; with the last of them, all. Repeatable. */
export async function stopTopic(id: string, topic: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await findSubscriber(id);
    const topics = found?.topics.filter((t) => t.id !== topic);
    if (!found || !topics || topics.length === found.topics.length) return;
    if (topics.length === 0) return stopAll(id);
    const { rev } = found;
    const tx = new Transaction()
      .update("subscriber", subscriberKey(id), { topics, rev: rev + 1 }, { rev })
      .remove("topic", topicKey(topic, id));
    if ((await tx.commit()).ok) return;
  }
  throw busy();
}

/** Ends it: nothing of the subscriber is left, the address least of all. Repeatable. */
export async function stopAll(id: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await findSubscriber(id);
    if (!found) return;
    const tx = new Transaction()
      .remove("subscriber", subscriberKey(id), { rev: found.rev })
      .remove("follower", followerKey(emailHash(found.email)));
    for (const topic of found.topics) tx.remove("topic", topicKey(topic.id, id));
    if ((await tx.commit()).ok) return;
  }
  throw busy();
}

/** The subscriber of a link that stops everything; the link holds, whether or not they still follow something. */
export function stoppedBy(link: string): string {
  const id = readToken("follow-stop", link, linkKeys());
  if (!id) throw gone();
  return id;
}

/** Forgets a request: nobody wants it, or its address takes no email. */
export async function forgetRequest(id: string): Promise<void> {
  await new Transaction().remove("request", requestKey(id)).commit();
}

/** A request that can be confirmed, or was and still stands. */
async function openRequest(link: string, now: string): Promise<{ id: string; request: Request }> {
  const id = readToken("follow", link, linkKeys());
  const request = id && (await findRequest(id));
  if (!request || request.exp <= now) throw gone();
  if (request.used) {
    const subscriber = await findSubscriber(request.subscriber ?? "");
    const still = request.topics.every((t) => subscriber?.topics.some((s) => s.id === t.id));
    if (!subscriber || !still) throw gone();
  }
  return { id, request };
}

function gone(): AppError {
  return new AppError("gone", "follow-link", "This link has been used or is out of date");
}

function busy(): AppError {
  return new AppError("unavailable", "follow-busy", "This could not be saved just now. Try again");
}
