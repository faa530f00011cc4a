/**
 * Order: how the records of a segment stand in each order but that of the best match. Their rank in each
 * is worked out once for as long as the columns are in memory. A place in an order is a value and a key,
 * so that records of many segments come together in one. Pure.
 */
import type { Columns } from "./segment.ts";

export const SORTS = ["newest", "oldest", "best", "amount", "title"] as const;
export type Sort = (typeof SORTS)[number];
/** An order that is the same whatever was asked for. */
export type FixedSort = Exclude<Sort, "best">;

/** Where a record stands in an order: smaller values first, then newest first (in "oldest", oldest first). */
export interface Standing {
  value: number | string;
  key: string;
}

export interface Ranking {
  /** The numbers of the records in this order. */
  order: Uint32Array;
  /** By record: its place in the order. */
  rank: Uint32Array;
}

const known = new WeakMap<Columns, Map<FixedSort, Ranking>>();

export function rankingOf(columns: Columns, sort: FixedSort): Ranking {
  const rankings = known.get(columns) ?? new Map<FixedSort, Ranking>();
  known.set(columns, rankings);
  let ranking = rankings.get(sort);
  if (!ranking) {
    ranking = rankingIn(columns, sort);
    rankings.set(sort, ranking);
  }
  return ranking;
}

export function standingOf(columns: Columns, doc: number, sort: FixedSort): Standing {
  return { value: orderValue(columns, doc, sort), key: columns.keys[doc]! };
}

/** Below 0 where `a` comes before `b`. */
export function compare(a: Standing, b: Standing, sort: FixedSort): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  if (a.key === b.key) return 0;
  return a.key > b.key === (sort !== "oldest") ? -1 : 1;
}

/** The highest amount first, and what has none last. */
function orderValue({ amounts, titles }: Columns, doc: number, sort: FixedSort): number | string {
  if (sort === "amount") return -amounts[doc]!;
  return sort === "title" ? titles[doc]! : 0;
}

function rankingIn(columns: Columns, sort: FixedSort): Ranking {
  const order = Uint32Array.from(columns.keys, (_, doc) => doc);
  if (sort === "oldest") order.reverse();
  if (sort === "amount" || sort === "title") {
    const values = columns.keys.map((_, doc) => orderValue(columns, doc, sort));
    // Records stand newest first, so the smaller number is the newer one.
    order.sort((a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : a - b));
  }
  const rank = new Uint32Array(order.length);
  for (const [place, doc] of order.entries()) rank[doc] = place;
  return { order, rank };
}
