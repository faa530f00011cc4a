/**
 * Synthetic records to measure with: as long as the seed papers, in words that follow Zipf's law, the
 * same each time but for their dates. A word is known by its rank, so that a query can ask for rare or
 * common ones. An office decides the same number each year; the more it has, the further back they go.
 */
import type { RegisterEntry } from "#core/notice/entry.ts";
import { INDEXED } from "#core/notice/filters.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import type { Found } from "#core/search/searchable.ts";

/** What a busy office decides in a year. */
export const A_YEAR = 500;
/** As the seed papers have: 833 words each, of which about 360 are different. */
const WORDS = 833;
const VOCABULARY = 200_000;
const COMMON = ["the", "of", "and", "to", "in", "a", "for", "is", "be", "with"];
const DAY = 86_400_000;

/** The `nth` newest record of an office on a day, from 0; in the words of another's, where that is given. */
export function syntheticRecord(office: string, nth: number, today: string, like = office): Found {
  const entry = syntheticEntry(office, nth, today);
  const random = randomFrom(nth * 1009 + numberOf(like));
  const words = Array.from({ length: WORDS }, () => word(zipf(random))).join(" ");
  return {
    searchable: {
      key: sortOf(entry),
      office,
      publication: 1,
      reference: entry.reference,
      n: entry.number?.n,
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

export function syntheticEntry(office: string, nth: number, today: string): RegisterEntry {
  const on = new Date(Date.parse(today) - (1 + Math.floor((nth * 365.25) / A_YEAR)) * DAY).toISOString();
  const n = 1_000_000 - nth;
  const reference = `DRF ${on.slice(0, 4)}-${String(n).padStart(7, "0")}`;
  return {
    id: `${idsOf(office)}${String(n).padStart(16, "0")}`,
    office: { slug: office, name: `Register of ${office}` },
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
    pdf: { bytes: 180_000, sha256: "0".repeat(64), pages: 4 },
  };
}

/** How the ids of an office's records begin: ten characters. */
export const idsOf = (office: string): string => `01HF${String(numberOf(office)).padStart(6, "0")}`;
const numberOf = (office: string) => Number(office.replace(/\D/g, ""));

const words = new Map<number, string>();

/** A word of letters for a rank: the first are the common ones. */
export function word(rank: number): string {
  if (rank < COMMON.length) return COMMON[rank]!;
  const known = words.get(rank);
  if (known) return known;
  let letters = "";
  for (let rest = rank * 7919; rest > 0; rest = Math.floor(rest / 20))
    letters += "bcdfghjklmnpqrtvwxyz"[rest % 20];
  words.set(rank, `${letters}o`);
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
