/**
 * Synthetic records to measure with: as long as the seed papers, in words that follow Zipf's law, the
 * same each time. A word is known by its rank, so that a query can ask for rare or common ones.
 */

import { type RegisterEntry, sortOf } from "#core/notice/entry.ts";
import { INDEXED } from "#core/notice/filters.ts";
import type { Found } from "#core/search/searchable.ts";

/** As the seed papers have: 833 words each, of which about 360 are different. */
const WORDS = 833;
const VOCABULARY = 200_000;
const COMMON = ["the", "of", "and", "to", "in", "a", "for", "is", "be", "with"];

export function syntheticRecord(office: number, n: number, random: () => number): Found {
  const entry = syntheticEntry(office, n);
  const words = Array.from({ length: WORDS }, () => word(zipf(random))).join(" ");
  return {
    searchable: {
      key: sortOf(entry),
      publication: 1,
      reference: entry.reference,
      n,
      values: INDEXED.flatMap((filter) => filter.values(entry).map((v) => ({ filter: filter.id, ...v }))),
      amount: entry.amount,
      title: entry.title,
      parts: [
        { kind: "title", text: `${entry.reference} ${entry.title}` },
        { kind: "text", text: words },
      ],
    },
    text: words,
  };
}

export function syntheticEntry(office: number, n: number): RegisterEntry {
  const on = new Date(Date.UTC(2010, 0, 1) + (n % 5475) * 86_400_000).toISOString();
  const reference = `DRF ${on.slice(0, 4)}-${String(n).padStart(7, "0")}`;
  return {
    id: `01HF${String(office).padStart(6, "0")}${String(n).padStart(16, "0")}`,
    office: { slug: `office-${office}`, name: `Office ${office}` },
    status: "published",
    kind: "decision",
    form: { id: "decision", title: "Decision" },
    reference,
    number: { series: "drf", period: on.slice(0, 4), n },
    slug: reference.toLowerCase().replace(" ", "-"),
    title: `${word(100 + (n % 900))} ${word(1000 + (n % 4000))}`,
    filedOn: on.slice(0, 10),
    decidedOn: on.slice(0, 10),
    publishedAt: on,
    updatedAt: on,
    publication: 1,
    makers: [{ name: "A Commissioner", capacity: n % 5 ? "Commissioner" : "Chief Executive" }],
    outcome: "approve",
    amount: (n % 1000) * 250_000,
    recipients: [{ name: `Recipient ${n % 400}`, amount: (n % 1000) * 250_000 }],
    awards: [{ recipient: `Recipient ${n % 400}`, amount: (n % 1000) * 250_000 }],
    sources: [],
    powers: [],
    summary: "A summary in words that nobody looks for, so that each hit needs its text for a snippet.",
    categories: [{ id: `category-${n % 12}`, label: `Category ${n % 12}` }],
    keyDecision: n % 7 === 0,
    links: [],
  };
}

/** A word of letters for a rank: the first are the common ones. */
export function word(rank: number): string {
  if (rank < COMMON.length) return COMMON[rank]!;
  let letters = "";
  for (let rest = rank * 7919; rest > 0; rest = Math.floor(rest / 20))
    letters += "bcdfghjklmnpqrtvwxyz"[rest % 20];
  return `${letters}o`;
}

/** Zipf's law, by inversion: a rank from 0, the first ones often. */
function zipf(random: () => number): number {
  return Math.min(VOCABULARY, Math.floor((1 - random() * (1 - VOCABULARY ** -0.08)) ** (-1 / 0.08)) - 1);
}

/** Mulberry32: the same numbers each time. */
export function randomFrom(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
