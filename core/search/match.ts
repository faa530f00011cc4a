/**
 * Match: which records of a segment answer a query, and in which order. Exact: every clause must hold,
 * every filter must hold, and a record that has left the segment is not counted anywhere. Pure.
 */
import { RECIPIENT } from "#core/notice/filters.ts";
import type { List } from "./bucket.ts";
import type { Clause, Query } from "./query.ts";
import { type Columns, numberTerm, yearOf } from "./segment.ts";

/** A segment as it is searched: its columns, the lists of the query's terms, and which records have left it. */
export interface Searched {
  columns: Columns;
  lists: Map<string, List>;
  /** 1 for a record that another segment replaces, or that was taken out. */
  gone?: Uint8Array;
}

/** Words to take in place of one that nothing has. */
export type Instead = Map<string, string[]>;

export interface Matches {
  /** Ascending, so newest first. */
  docs: number[];
  /** Those that the query names by their number. */
  numbered: Set<number>;
  /** By clause, in the order of `docs`. 0 where only the number matches. */
  impacts: Uint8Array[];
}

export interface Ranked {
  doc: number;
  numbered: boolean;
  score: number;
}

/** `recipients`: any of these keys, where the query asks for one. */
export function matchSegment(
  searched: Searched,
  query: Query,
  instead: Instead,
  recipients?: Set<string>,
): Matches {
  const wanted = wantedIn(searched, query, recipients);
  const lists = query.clauses.map((clause) => listOf(clause, searched.lists, instead));
  const numbers = query.number ? searched.lists.get(numberTerm(query.number)) : undefined;
  const numbered = new Set([...(numbers?.docs ?? [])].filter(wanted));
  const words = lists.length ? inAll(lists).filter(wanted) : everyDoc(searched.columns).filter(wanted);
  const known = new Set(numbered.size ? words : []);
  const others = [...numbered].filter((doc) => !known.has(doc));
  const docs = others.length ? [...words, ...others].sort((a, b) => a - b) : words;
  return { docs, numbered, impacts: lists.map((list) => impactsOf(list, docs)) };
}

/** The first of a segment's matches: those named by number, then by score, or else newest or oldest first. */
export function topOf(
  { docs, numbered, impacts }: Matches,
  limit: number,
  weights?: number[],
  oldest = false,
): Ranked[] {
  if (!weights) {
    const others = docs.filter((doc) => !numbered.has(doc));
    const rest = oldest ? others.slice(-limit).reverse() : others.slice(0, limit);
    return [...[...numbered].slice(0, limit), ...rest].map((doc) => ({
      doc,
      numbered: numbered.has(doc),
      score: 0,
    }));
  }
  // Score and number in one float, since typed arrays sort ten times as fast as objects.
  const keys = Float64Array.from(docs, (doc, i) => {
    let score = numbered.has(doc) ? NUMBERED : 0;
    for (const [clause, weight] of weights.entries()) score += impacts[clause]![i]! * weight;
    return score * DOCS + (DOCS - 1 - doc);
  }).sort();
  return Array.from(keys.slice(-limit).reverse(), (key) => {
    const doc = DOCS - 1 - (key % DOCS);
    return { doc, numbered: numbered.has(doc), score: Math.floor(key / DOCS) };
  });
}

const DOCS = 2 ** 28;
/** Above any sum of impacts and weights. */
const NUMBERED = 2 ** 20;

/** In how many of the segment's records a clause's words are: of a phrase, its rarest word. */
export function countOf(clause: Clause, { lists, gone }: Searched, instead: Instead): number {
  const counts = clause.terms.map(({ term }) =>
    [term, ...(instead.get(term) ?? [])].reduce((sum, t) => sum + liveCount(lists.get(t), gone), 0),
  );
  return Math.min(...counts);
}

/** How much a clause counts that `count` of `total` records have: the rarer, the more. A whole number. */
export function weightOf(count: number, total: number): number {
  return Math.round(100 * Math.log(1 + total / Math.max(1, count)));
}

function liveCount(list: List | undefined, gone: Uint8Array | undefined): number {
  if (!list || !gone) return list?.docs.length ?? 0;
  let live = 0;
  for (const doc of list.docs) live += 1 - gone[doc]!;
  return live;
}

function wantedIn(
  { columns, gone }: Searched,
  { filters, year }: Query,
  recipients?: Set<string>,
): (doc: number) => boolean {
  const labels = Object.entries(filters).flatMap(([filter, slugs]) =>
    slugs.map((slug) => columns.labels.findIndex((l) => l.filter === filter && l.slug === slug)),
  );
  const any = recipients && labelsOf(columns, RECIPIENT.id, recipients);
  return (doc) =>
    !gone?.[doc] &&
    (!any || any.some((label) => columns.values[doc]!.includes(label))) &&
    (year === undefined || yearOf(columns.keys[doc]!) === year) &&
    labels.every((label) => columns.values[doc]!.includes(label));
}

/** The places of labels with one of these values. */
export function labelsOf({ labels }: Columns, filter: string, slugs: Set<string>): number[] {
  return labels.flatMap((label, i) => (label.filter === filter && slugs.has(label.slug) ? [i] : []));
}

function everyDoc({ keys }: Columns): number[] {
  return Array.from(keys, (_, doc) => doc);
}

const NONE: List = { docs: new Uint32Array(), impacts: new Uint8Array() };

function listOf({ terms }: Clause, lists: Map<string, List>, instead: Instead): List {
  const [first, ...more] = terms;
  if (first && more.length === 0) {
    const found = [first.term, ...(instead.get(first.term) ?? [])].flatMap((t) => lists.get(t) ?? []);
    return found.length > 1 ? either(found) : (found[0] ?? NONE);
  }
  const found = terms.map(({ term }) => lists.get(term) ?? NONE);
  const kept = inAll(found).filter((doc) => isPhraseIn(doc, terms, found));
  const at = found.map((list) => impactsOf(list, kept));
  return {
    docs: Uint32Array.from(kept),
    impacts: Uint8Array.from(kept, (_, i) => Math.min(...at.map((impacts) => impacts[i]!))),
  };
}

/** Whether the terms stand in the record at their distances from one another. */
function isPhraseIn(doc: number, terms: Clause["terms"], lists: List[]): boolean {
  const places = lists.map((list) => list.places?.[indexOf(list.docs, doc)] ?? []);
  const rest = places.slice(1).map((list) => new Set(list));
  return (places[0] ?? []).some((start) => rest.every((set, i) => set.has(start + terms[i + 1]!.at)));
}

/** The records that are in every list. */
function inAll(lists: List[]): number[] {
  const [rarest, ...others] = [...lists].sort((a, b) => a.docs.length - b.docs.length);
  let docs = [...(rarest?.docs ?? [])];
  for (const list of others) {
    let at = 0;
    docs = docs.filter((doc) => {
      while (list.docs[at]! < doc) at++;
      return list.docs[at] === doc;
    });
  }
  return docs;
}

/** The records that are in any list, each with its strongest impact. */
function either(lists: List[]): List {
  const impacts = new Map<number, number>();
  for (const list of lists)
    for (const [i, doc] of list.docs.entries())
      impacts.set(doc, Math.max(impacts.get(doc) ?? 0, list.impacts[i]!));
  const docs = Uint32Array.from(impacts.keys()).sort();
  return { docs, impacts: Uint8Array.from(docs, (doc) => impacts.get(doc)!) };
}

function impactsOf(list: List, docs: number[]): Uint8Array {
  let at = 0;
  return Uint8Array.from(docs, (doc) => {
    while (list.docs[at]! < doc) at++;
    return list.docs[at] === doc ? list.impacts[at]! : 0;
  });
}

/** Where a number stands in an ascending list. */
function indexOf(docs: Uint32Array, doc: number): number {
  let [from, to] = [0, docs.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (docs[middle]! < doc) from = middle + 1;
    else to = middle;
  }
  return from;
}
