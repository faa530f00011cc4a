/**
 * The emails to subscribers in the store: what is due, written at the moment of sending from what the
 * register says then, and leased like any email. A minute's number of them is bounded by an item.
 */
import { Resource } from "sst";
import * as v from "valibot";
import { DUE, paceKey } from "#core/aws/bulk-keys.ts";
import type { Key } from "#core/aws/keys.ts";
import { findItem, query } from "#core/aws/read.ts";
import { changeItem, createItem } from "#core/aws/write.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { Bodies } from "#core/notice/recipients.ts";
import { findEntriesAt } from "#core/notice/register.store.ts";
import type { Letter, Outbox } from "#core/notification/lease.ts";
import { change } from "#core/notification/outbox.store.ts";
import { linkKeys } from "#core/signoff/token.ts";
import { confirmationLetter, publicationLetter } from "./letter.ts";
import { findRequest, findSubscriber } from "./subscribers.store.ts";
import { topicsOf } from "./topics.ts";
import { type Place, type Word, WordSchema } from "./word.ts";

/** How long a settled entry is kept, for whoever asks what became of an email. */
const KEPT_MS = 30 * 86_400_000;
export const A_MINUTE = 1000;

const DueItem = v.object({ pk: v.string(), sk: v.string() });
const PaceItem = v.object({ minute: v.string(), given: v.number() });

/** Keys of one list of what is due by now, oldest first. */
export async function dueIn(list: keyof typeof DUE, now: string, limit: number): Promise<Key[]> {
  const { table } = paceKey();
  const rows = await query(DueItem, { pk: DUE[list], upTo: `${now}~`, index: "due", table, limit });
  return rows.map(({ pk, sk }) => ({ pk, sk, table }));
}

/** Gives out some of this minute's emails: as many as are wanted and left. */
export async function take(wanted: number, now: string): Promise<number> {
  const key = paceKey();
  const minute = now.slice(0, 16);
  for (let attempt = 0; attempt < 5; attempt++) {
    const pace = await findItem(PaceItem, key);
    const given = pace?.minute === minute ? pace.given : 0;
    const more = Math.min(wanted, A_MINUTE - given);
    if (more <= 0) return 0;
    const set = { minute, given: given + more };
    if (await (pace ? changeItem(key, set, { ...pace }) : createItem(key, set))) return more;
  }
  return 0;
}

/** The entry as the register has it, where this is still its publication. */
export async function entryAt({ office, sort, publication }: Place): Promise<RegisterEntry | undefined> {
  const [entry] = await findEntriesAt([{ office, sort }]);
  return entry?.publication === publication ? entry : undefined;
}

export function outboxOf(bodies: Bodies): Outbox<Word> {
  return {
    find: (key) => findItem(WordSchema, key),
    change(key, set, seen) {
      const ttl = set.settledAt && Math.floor((Date.parse(set.settledAt) + KEPT_MS) / 1000);
      return change(key, { ...set, ...(ttl && { ttl }) }, seen);
    },
    write: (word, now) => (word.kind === "confirmation" ? askAgain(word, now) : tell(word, bodies)),
    // No officer can help: SES suppresses the address, and its events stop the subscriber.
    async failed() {},
  };
}

async function askAgain({ to: id }: Word, now: string): Promise<Letter | { skip: string }> {
  const request = await findRequest(id);
  if (!request || request.used || request.exp <= now) return { skip: "The request is over" };
  return confirmationLetter(id, { to: request.email, origin: Resource.Site.origin, keys: linkKeys() });
}

async function tell({ to: id, about }: Word, bodies: Bodies): Promise<Letter | { skip: string }> {
  const [subscriber, entry] = await Promise.all([findSubscriber(id), about && entryAt(about)]);
  if (!entry) return { skip: "A later publication has taken its place" };
  const topics = topicsOf(entry, bodies);
  if (!subscriber?.topics.some((t) => topics.includes(t.id))) return { skip: "Followed no longer" };
  return publicationLetter(entry, id, {
    to: subscriber.email,
    origin: Resource.Site.origin,
    keys: linkKeys(),
  });
}
