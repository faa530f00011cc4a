/**
 * Places of records that are filtered, or in another order than newest first, through the columns of the
 * search index: in memory for as long as nobody changes it, so that a page costs the reading of its own
 * records and no more, however many there are.
 */
import { InvalidAnswers } from "#core/errors.ts";
import type { Place } from "#core/notice/places.store.ts";
import { openIndex, StaleIndex, type Wanted } from "#core/search/open.store.ts";
import { compare, rankingOf, type Standing, standingOf } from "#core/search/order.ts";
import { type Columns, officeOf } from "#core/search/segment.ts";
import { firstThat, isWanted, walk } from "#core/search/walk.ts";
import type { RecordsQuery } from "./query.ts";

type Found = Place & Standing;

/** The places of one page of an index, and the place after which the next one begins where there may be one. */
export async function ordered(
  asked: RecordsQuery,
  index: Wanted,
  now: string,
  afresh = false,
): Promise<[Place[], string | undefined]> {
  try {
    const after = asked.after === undefined ? undefined : standingIn(asked.after);
    const segments = await openIndex(index, Date.parse(now), afresh);
    const found = segments.flatMap(({ columns, gone }) =>
      docsOf(columns, gone, asked, after).map((doc) => ({
        office: officeOf(columns, doc),
        sort: columns.keys[doc]!,
        ...standingOf(columns, doc, asked.sort),
      })),
    );
    const page = found.sort((a, b) => compare(a, b, asked.sort)).slice(0, asked.limit);
    const last = page.length === asked.limit ? page.at(-1) : undefined;
    return [page, last && placeOf(last)];
  } catch (error) {
    if (!(error instanceof StaleIndex) || afresh) throw error;
    return ordered(asked, index, now, true);
  }
}

/** The first of a segment's records after a standing. */
function docsOf(
  columns: Columns,
  gone: Uint8Array | undefined,
  { filters, from, to, month, sort, limit }: RecordsQuery,
  after: Standing | undefined,
): number[] {
  const labels = filters.map(({ filter, slugs }) =>
    columns.labels.flatMap((l, i) => (l.filter === filter && slugs.includes(l.slug) ? [i] : [])),
  );
  const wanted = { labels, from, to, month };
  if (sort === "newest") return [...walk(columns, gone, { ...wanted, before: after?.key, limit })];
  const { order } = rankingOf(columns, sort);
  const isAfter = (place: number) =>
    !after || compare(standingOf(columns, order[place]!, sort), after, sort) > 0;
  const is = isWanted(columns, gone, wanted);
  const found: number[] = [];
  for (let place = firstThat(order.length, isAfter); place < order.length && found.length < limit; place++)
    if (is(order[place]!)) found.push(order[place]!);
  return found;
}

/** A key has a year at its beginning and no "|" in it. */
function placeOf({ key, value }: Found): string {
  return value === 0 ? key : `${key}|${encodeURIComponent(JSON.stringify(value))}`;
}

function standingIn(place: string): Standing {
  const [key = "", value] = place.split("|");
  try {
    const known: unknown = value === undefined ? 0 : JSON.parse(decodeURIComponent(value));
    if (typeof known === "number" || typeof known === "string") return { key, value: known };
  } catch {
    // Said below, as of any other cursor that is none of ours.
  }
  throw new InvalidAnswers([{ id: "cursor", message: "Use the cursor that came with the page before" }]);
}
