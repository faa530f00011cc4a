/**
 * Words to subscribers: an email owed to one of them, about one publication, or to confirm a request. An
 * entry holds ids, never an address or a link: whoever stops following is not written to any more, and
 * no address is left behind.
 */
import * as v from "valibot";
import { confirmationKey, DUE, jobKey, wordKey } from "#core/aws/bulk-keys.ts";
import type { Key } from "#core/aws/keys.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { LeasedSchema, UNSENT } from "#core/notification/outbox.ts";

/** Where an entry stands in its office's register, and which publication of it is meant. */
export const PlaceSchema = v.object({
  office: v.string(),
  sort: v.string(),
  record: v.string(),
  publication: v.number(),
});
export type Place = v.InferOutput<typeof PlaceSchema>;

export const WordSchema = v.object({
  ...LeasedSchema.entries,
  kind: v.picklist(["confirmation", "publication"]),
  /** Of a subscriber; of the request, where it is to be confirmed. */
  to: v.string(),
  about: v.optional(PlaceSchema),
});
export type Word = v.InferOutput<typeof WordSchema>;

interface NewItem {
  key: Key;
  item: object;
}

export function newConfirmation(request: string, ttl: number, now: string): NewItem {
  const key = confirmationKey(request);
  return {
    key,
    item: { ...due(DUE.confirmation, key, now), ...UNSENT, kind: "confirmation", to: request, ttl },
  };
}

export function newWord(subscriber: string, about: Place, now: string): NewItem {
  const key = wordKey(subscriber, about.record, about.publication);
  return { key, item: { ...due(DUE.word, key, now), ...UNSENT, kind: "publication", to: subscriber, about } };
}

/** The one item that a publication adds: everything else follows from it. */
export function newJob(entry: RegisterEntry, sort: string, now: string): NewItem {
  const { id: record, publication } = entry;
  const key = jobKey(record, publication);
  const about: Place = { office: entry.office.slug, sort, record, publication };
  return { key, item: { ...due(DUE.job, key, now), kind: "job", about, at: 0, rev: 0 } };
}

/** Whom an SES tag names, and whether that is a request or a subscriber; undefined where it is none of ours. */
export function addresseeOfTag(tag: string): { key: Key; to: string; kind: Word["kind"] } | undefined {
  const [, to = "", about = "", n = ""] = /^SUB_([\w-]{22})_([0-9A-Z]+)_(\d+)$/.exec(tag) ?? [];
  if (!to) return undefined;
  if (about === "CONFIRM") return { key: confirmationKey(to), to, kind: "confirmation" };
  return { key: wordKey(to, about, Number(n)), to, kind: "publication" };
}

function due(list: string, { pk }: Key, now: string) {
  return { createdAt: now, g2pk: list, g2sk: `${now}#${pk}` };
}
