/**
 * Anchors: once a day, one hash over the heads of every record of an office that changed that day, linked
 * to the anchor of the day before and published where copies of it spread. A ledger whose tail is cut, or
 * that is rewritten from some event on, no longer agrees with it. Merkle tree as in RFC 6962, 2.1; each
 * leaf is salted, so that nobody can test a guess about a record that is not published, and the tree is
 * filled up with chance hashes, so that nobody can count what an office has in hand.
 */
import * as v from "valibot";
import { IsoDate } from "#core/form/answers.ts";
import { canonical, sha256 } from "./canonical.ts";

const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What is published. */
export const AnchorSchema = v.strictObject({
  format: v.literal("countersign-anchor-1"),
  office: v.string(),
  /** The day in UTC. */
  date: IsoDate,
  /** Leaves of the tree, with those that only fill it up. */
  size: Count,
  root: Hash,
  /** Hash of the office's anchor of the day before; null for its first. */
  previous: v.nullable(Hash),
});

export const LeafSchema = v.strictObject({
  record: v.string(),
  /** The record's last event of that day, and its hash. */
  seq: Count,
  head: Hash,
  salt: v.string(),
});

/** What is kept until each record is published: an anchor with what it was made from. */
export const DaySchema = v.strictObject({
  anchor: AnchorSchema,
  leaves: v.array(LeafSchema),
  filling: v.array(Hash),
});

/** That one record is under an anchor. */
export const ProofSchema = v.strictObject({
  date: IsoDate,
  leaf: LeafSchema,
  index: Count,
  /** The hashes beside the way from the leaf to the root, from the bottom up. */
  path: v.array(Hash),
});

export type Anchor = v.InferOutput<typeof AnchorSchema>;
export type Leaf = v.InferOutput<typeof LeafSchema>;
export type Day = v.InferOutput<typeof DaySchema>;
export type Proof = v.InferOutput<typeof ProofSchema>;

/** Trees come in multiples of this. */
const FILL = 16;

/** A day's anchor. `salt` gives 128 bits of chance, in hexadecimal, each time it is called. */
export function anchorDay(
  {
    office,
    date,
    heads,
    previous,
  }: { office: string; date: string; heads: Omit<Leaf, "salt">[]; previous?: Anchor },
  salt: () => string,
): Day {
  const leaves = [...heads]
    .sort((a, b) => (a.record < b.record ? -1 : 1))
    .map(({ record, seq, head }) => ({ record, seq, head, salt: salt() }));
  const size = Math.max(FILL, Math.ceil(leaves.length / FILL) * FILL);
  const filling = Array.from({ length: size - leaves.length }, () => sha256(salt()));
  const root = rootOf([...leaves.map(leafHash), ...filling]);
  const link = previous ? anchorHash(previous) : null;
  return {
    anchor: { format: "countersign-anchor-1", office, date, size, root, previous: link },
    leaves,
    filling,
  };
}

/** The proof of one record under a day's anchor; undefined where it did not change that day. */
export function proofOf({ anchor, leaves, filling }: Day, record: string): Proof | undefined {
  const index = leaves.findIndex((l) => l.record === record);
  const leaf = leaves[index];
  if (!leaf) return undefined;
  return { date: anchor.date, leaf, index, path: pathOf([...leaves.map(leafHash), ...filling], index) };
}

export function anchorHash(anchor: Anchor): string {
  return sha256(canonical(anchor));
}

/** RFC 6962: a leaf is hashed with 0x00 before it, a node with 0x01, so that one never passes for the other. */
export function leafHash({ salt, record, seq, head }: Leaf): string {
  return sha256(Buffer.concat([Buffer.of(0), Buffer.from(`${salt}|${record}|${seq}|${head}`)]));
}

export function rootOf(hashes: string[]): string {
  const [only] = hashes;
  if (only === undefined) return sha256("");
  if (hashes.length === 1) return only;
  const middle = split(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, middle)), rootOf(hashes.slice(middle)));
}

export function pathOf(hashes: string[], index: number): string[] {
  if (hashes.length <= 1) return [];
  const middle = split(hashes.length);
  const [left, right] = [hashes.slice(0, middle), hashes.slice(middle)];
  return index < middle
    ? [...pathOf(left, index), rootOf(right)]
    : [...pathOf(right, index - middle), rootOf(left)];
}

function nodeHash(left: string, right: string): string {
  return sha256(Buffer.concat([Buffer.of(1), Buffer.from(left, "hex"), Buffer.from(right, "hex")]));
}

/** The largest power of two below a number of leaves. */
function split(leaves: number): number {
  return 2 ** Math.floor(Math.log2(leaves - 1));
}
