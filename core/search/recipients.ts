/**
 * Recipients as a search finds them: the one that was asked for, with each way it is written, and those
 * whose name has the words that were typed. Pure.
 */
import { RECIPIENT } from "#core/notice/filters.ts";
import { type Bodies, recipientKey } from "#core/notice/recipients.ts";
import type { Query } from "./query.ts";
import type { Columns } from "./segment.ts";
import { listOf } from "./walk.ts";

export interface NamedRecipient {
  /** The part of an address that stands for it, whatever it is called. */
  key: string;
  name: string;
  /** Each way in which records write it. */
  written: string[];
  records: number;
}

/** Of more names than these nobody finds theirs by looking. */
const MOST = 10;

export function recipientsIn(
  query: Query,
  bodies: Bodies,
  segments: { columns: Columns; gone?: Uint8Array }[],
): { keys?: Set<string>; found: { recipient?: NamedRecipient; like: NamedRecipient[] } } {
  const words = recipientKey(query.recipient ?? query.q)
    .split("-")
    .filter(Boolean);
  if (words.length === 0) return { found: { like: [] } };
  const asked =
    query.recipient === undefined ? undefined : new Set(bodies.keysOf(recipientKey(query.recipient)));
  const likes = (slug: string) => {
    // Most names fall at the first word, without being taken apart.
    if (!words.every((word) => slug.includes(word))) return false;
    const has = new Set(slug.split("-"));
    return words.every((word) => has.has(word));
  };
  const found = new Map<string, NamedRecipient>();
  for (const { columns, gone } of segments)
    for (const [label, { filter, slug, label: written }] of columns.labels.entries()) {
      if (filter !== RECIPIENT.id || !(asked?.has(slug) || likes(slug))) continue;
      const records = (listOf(columns).get(label) ?? []).filter((doc) => !gone?.[doc]).length;
      if (records === 0) continue;
      const key = recipientKey(bodies.nameOf(slug) ?? written);
      const known = found.get(key) ?? { key, name: bodies.nameOf(slug) ?? written, written: [], records: 0 };
      if (!known.written.includes(written)) known.written.push(written);
      found.set(key, { ...known, records: known.records + records });
    }
  const isAsked = ({ key }: NamedRecipient) => asked?.has(key) ?? false;
  const all = [...found.values()].sort((a, b) => b.records - a.records || a.name.localeCompare(b.name));
  return {
    keys: asked,
    found: { recipient: all.find(isAsked), like: all.filter((r) => !isAsked(r)).slice(0, MOST) },
  };
}
