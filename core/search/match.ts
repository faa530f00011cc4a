/**
 * Match: which records of a segment answer a query, and which of them come first. Exact: every clause must
 * hold, every filter must hold, and a record that has left the segment is not counted anywhere. Pure.
 */
import { RECIPIENT } from "#core/notice/filters.ts";
import type { List } from "./bucket.ts";
import { type FixedSort, rankingOf } from "./order.ts";
import { PlacesReader } from "./postings.ts";
import type { Clause, Query } from "./query.ts";
import { type Columns, numberTerm } from "./segment.ts";
import { docsThat, docsWanted } from "./walk.ts";

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
  docs: Uint32Array;
  /** Those that the query names by their number. */
  numbered: Set<number>;
  /** By clause, in the order of `docs`. 0 where only the number matches. */
  impacts(): Uint8Array[];
}

export interface Ranked {
  doc: number;
  numbered: boolean;
  score: number;
}

/** `recipients`: any of these keys, where the query asks for one. */
export function matchSegment(
  { columns, lists: known, gone }: Searched,
  query: Query,
  instead: Instead,
  recipients?: Set<string>,
): Matches {
  const labels = Object.entries(query.filters).flatMap(([filter, slugs]) =>
    slugs.map((slug) => labelsOf(columns, filter, new Set([slug]))),
  );
  if (recipients) labels.push(labelsOf(columns, RECIPIENT.id, recipients));
  const { year, month } = query;
  const wanted = (among?: Uint32Array) =>
    docsWanted(columns, gone, { labels, from: year, to: year && `${year}-12-31`, month }, among);
  const lists = query.clauses.map((clause) => listOf(clause, known, instead));
  const numbers = query.number ? known.get(numberTerm(query.number)) : undefined;
  const numbered = new Set(numbers ? wanted(numbers.docs) : []);
  const words = wanted(lists.length ? inAll(lists) : undefined);
  const docs = numbered.size ? Uint32Array.from(new Set([...words, ...numbered])).sort() : words;
  return { docs, numbered, impacts: () => lists.map((list) => impactsOf(list, docs)) };
}

/** The first of a segment's matches: those named by number, then by score where words have weights, then in order. */
export function topOf(
  columns: Columns,
  { docs, numbered, impacts }: Matches,
  limit: number,
  sort: FixedSort,
  weights?: number[],
): Ranked[] {
  if (weights) return bestOf(docs, numbered, impacts(), limit, weights);
  const inOrder = (of: Uint32Array) => firstInOrder(columns, of, limit, sort);
  const others = numbered.size ? docs.filter((doc) => !numbered.has(doc)) : docs;
  const rest = sort === "newest" ? [...others.subarray(0, limit)] : inOrder(others);
  return [...inOrder(Uint32Array.from(numbered)), ...rest].map((doc) => ({
    doc,
    numbered: numbered.has(doc),
    score: 0,
  }));
}

/** Each is marked at its place in the order, since to sort them would cost more than all the rest of a search. */
function firstInOrder(columns: Columns, docs: Uint32Array, limit: number, sort: FixedSort): number[] {
  const { order, rank } = rankingOf(columns, sort);
  const is = new Uint8Array(order.length);
  for (let i = 0; i < docs.length; i++) is[rank[docs[i]!]!] = 1;
  const found: number[] = [];
  for (let place = 0; place < is.length && found.length < limit; place++)
    if (is[place]) found.push(order[place]!);
  return found;
}

/** By score, and where that is the same newest first. Whoever cannot be among the first is not sorted. */
function bestOf(
  docs: Uint32Array,
  numbered: Set<number>,
  impacts: Uint8Array[],
  limit: number,
  weights: number[],
): Ranked[] {
  const scores = new Uint32Array(docs.length);
  for (const [clause, weight] of weights.entries()) {
    const of = impacts[clause]!;
    for (let i = 0; i < scores.length; i++) scores[i]! += of[i]! * weight;
  }
  if (numbered.size)
    for (let i = 0; i < scores.length; i++) if (numbered.has(docs[i]!)) scores[i]! += NUMBERED;
  const least = leastOf(scores, limit);
  const found: Ranked[] = [];
  for (let i = 0; i < docs.length; i++)
    if (scores[i]! >= least)
      found.push({ doc: docs[i]!, numbered: numbered.has(docs[i]!), score: scores[i]! });
  return found.sort((a, b) => b.score - a.score || a.doc - b.doc).slice(0, limit);
}

/** Above any sum of impacts and weights: 8 words, each 7 times what the rarest word weighs. */
const NUMBERED = 2 ** 17;

/** The score that so many have or exceed. They are counted and not sorted, since there may be as many as records. */
function leastOf(scores: Uint32Array, limit: number): number {
  if (scores.length <= limit) return 0;
  let most = 0;
  for (let i = 0; i < scores.length; i++) if (scores[i]! > most) most = scores[i]!;
  const counts = new Uint32Array(most + 1);
  for (let i = 0; i < scores.length; i++) counts[scores[i]!]!++;
  let score = counts.length;
  for (let left = limit; left > 0; ) left -= counts[--score]!;
  return score;
}

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

/** The places of labels with one of these values. */
export function labelsOf({ labels }: Columns, filter: string, slugs: Set<string>): number[] {
  return labels.flatMap((label, i) => (label.filter === filter && slugs.has(label.slug) ? [i] : []));
}

const NONE: List = { docs: new Uint32Array(), impacts: new Uint8Array() };

function listOf({ terms }: Clause, lists: Map<string, List>, instead: Instead): List {
  const [first, ...more] = terms;
  if (first && more.length === 0) {
    const found = [first.term, ...(instead.get(first.term) ?? [])].flatMap((t) => lists.get(t) ?? []);
    return found.length > 1 ? either(found) : (found[0] ?? NONE);
  }
  const found = terms.map(({ term }) => lists.get(term) ?? NONE);
  const docs = inRow(inAll(found), terms, found);
  const at = found.map((list) => impactsOf(list, docs));
  return { docs, impacts: Uint8Array.from(docs, (_, i) => Math.min(...at.map((impacts) => impacts[i]!))) };
}

/** Of ascending records that have all the terms, those where they stand at their distances from one another. */
function inRow(docs: Uint32Array, terms: Clause["terms"], lists: List[]): Uint32Array {
  const readers = lists.map(({ places }) => new PlacesReader(places ?? new Uint8Array()));
  const at = lists.map(() => 0);
  const steps = terms.map((term) => term.at);
  const tried = new Uint32Array(lists.length);
  return docsThat(docs, (doc) => {
    for (let i = 0; i < lists.length; i++) {
      const { docs: all } = lists[i]!;
      while (all[at[i]!]! < doc) at[i]!++;
      readers[i]!.moveTo(at[i]!);
    }
    return isRow(readers, steps, tried.fill(0));
  });
}

/** Whether some place of the first has all the others after it. The places of each are ascending; `at`: how far each was tried. */
function isRow(readers: PlacesReader[], steps: number[], at: Uint32Array): boolean {
  const [first] = readers;
  for (let i = 0; i < first!.count; i++) {
    const start = first!.places[i]!;
    let held = 1;
    for (; held < readers.length; held++) {
      const { places, count } = readers[held]!;
      const place = start + steps[held]!;
      let next = at[held]!;
      while (next < count && places[next]! < place) next++;
      at[held] = next;
      if (next === count || places[next] !== place) break;
    }
    if (held === readers.length) return true;
  }
  return false;
}

/** The records that are in every list: each of the others is marked, and counted where all have marked it. */
function inAll(lists: List[]): Uint32Array {
  const [rarest, ...others] = [...lists].sort((a, b) => a.docs.length - b.docs.length);
  if (!rarest || others.length === 0) return rarest?.docs ?? new Uint32Array();
  const marks = new Uint8Array(1 + Math.max(-1, ...lists.map(({ docs }) => docs.at(-1) ?? -1)));
  for (const { docs } of others) for (let i = 0; i < docs.length; i++) marks[docs[i]!]!++;
  return docsThat(rarest.docs, (doc) => marks[doc] === others.length);
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

function impactsOf(list: List, docs: Uint32Array): Uint8Array {
  const found = new Uint8Array(docs.length);
  let at = 0;
  for (let i = 0; i < docs.length; i++) {
    while (list.docs[at]! < docs[i]!) at++;
    if (list.docs[at] === docs[i]) found[i] = list.impacts[at]!;
  }
  return found;
}
