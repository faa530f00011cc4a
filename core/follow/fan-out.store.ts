/**
 * The fan-out: a publication is one job, and each of its steps adds one page of emails. Where it stands
 * is stored after the page, and an email's id follows from whom and what it is about, so that a step that
 * is killed or done twice adds nothing. Jobs take turns: a long one holds up no other.
 */
import * as v from "valibot";
import { topicKey } from "#core/aws/bulk-keys.ts";
import type { Key } from "#core/aws/keys.ts";
import { findItem, query } from "#core/aws/read.ts";
import { changeItem, createItem } from "#core/aws/write.ts";
import type { Bodies } from "#core/notice/recipients.ts";
import { inParallel } from "#core/search/parallel.ts";
import { topicsOf } from "./topics.ts";
import { newWord, PlaceSchema } from "./word.ts";
import { entryAt } from "./words.store.ts";

export const PAGE = 500;
const AT_ONCE = 16;
const KEPT_MS = 90 * 86_400_000;

export const JobSchema = v.object({
  about: PlaceSchema,
  createdAt: v.string(),
  /** What the entry belongs to; looked up at the first step. */
  topics: v.optional(v.array(v.string())),
  /** Which of the topics is being read, and the last subscriber of it that was. */
  at: v.number(),
  after: v.optional(v.string()),
  rev: v.number(),
  doneAt: v.optional(v.string()),
});
const FollowSchema = v.object({ sk: v.string(), since: v.string() });

/** One step of a job: the next page of those who follow it. Answers how many there were to tell. */
export async function advance(key: Key, bodies: Bodies, now: string): Promise<number> {
  const job = await findItem(JobSchema, key);
  if (!job || job.doneAt) return 0;
  const topics = job.topics ?? (await topicsFor(job.about, bodies));
  const seen = { rev: job.rev };
  const topic = topics[job.at];
  if (topic === undefined) {
    const ttl = Math.floor((Date.parse(now) + KEPT_MS) / 1000);
    const done = { topics, doneAt: now, ttl, g2pk: undefined, g2sk: undefined };
    await changeItem(key, { ...done, rev: job.rev + 1 }, seen);
    return 0;
  }
  const page = await followersOf(topic, job.after);
  // Whoever has begun to follow since was told of it by the page they came from.
  const told = page.filter(({ since }) => since <= job.createdAt);
  await inParallel(told, AT_ONCE, ({ sk }) => {
    const word = newWord(sk, job.about, now);
    return createItem(word.key, word.item);
  });
  const more = page.length === PAGE;
  const place = more ? { at: job.at, after: page.at(-1)?.sk } : { at: job.at + 1, after: undefined };
  await changeItem(key, { ...place, topics, rev: job.rev + 1, g2sk: `${now}#${key.pk}` }, seen);
  return told.length;
}

/** None where a later publication has taken its place: that one has a job of its own. */
async function topicsFor(about: v.InferOutput<typeof PlaceSchema>, bodies: Bodies): Promise<string[]> {
  const entry = await entryAt(about);
  return entry ? topicsOf(entry, bodies) : [];
}

async function followersOf(topic: string, after?: string): Promise<v.InferOutput<typeof FollowSchema>[]> {
  const { pk, table } = topicKey(topic, "");
  const rows = await query(FollowSchema, { pk, table, from: after, limit: PAGE + 1 });
  return rows.filter(({ sk }) => sk !== after).slice(0, PAGE);
}
