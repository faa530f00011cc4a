/** Whatever the records, however they came and went, a search finds what reading them all would find. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketOf, decodeBucket, encodeBucket, readLists } from "#core/search/bucket.ts";
import {
  decodeHead,
  encodeHead,
  type Head,
  NEW,
  rebased,
  stillIn,
  withGone,
  withoutRecord,
  withRecords,
} from "#core/search/head.ts";
import { countOf, matchSegment, topOf, weightOf } from "#core/search/match.ts";
import { merge } from "#core/search/merge.ts";
import { compare, standingOf } from "#core/search/order.ts";
import { parseQuery, type Query } from "#core/search/query.ts";
import { idOf, numberTerm, type Segment, segmentOf } from "#core/search/segment.ts";
import { asked, bruteForce, record, type Written } from "./corpus.ts";

type Step =
  | { do: "add"; records: Written[] }
  | { do: "remove"; id: number }
  | { do: "compact"; keep: number };

const ids = fc.integer({ min: 1, max: 12 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .uniqueArray(fc.tuple(ids, fc.integer({ min: 1, max: 3 })), {
        selector: ([id]) => id,
        minLength: 1,
        maxLength: 4,
      })
      .chain((of) => fc.tuple(...of.map(([id, publication]) => record(id, publication))))
      .map((records): Step => ({ do: "add", records })),
  },
  { weight: 1, arbitrary: ids.map((id): Step => ({ do: "remove", id })) },
  { weight: 1, arbitrary: fc.nat({ max: 2 }).map((keep): Step => ({ do: "compact", keep })) },
);

test("a search of bases, delta and what was taken out is what brute force finds, in its order", () => {
  let answered = 0;
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 8 }),
      fc.array(asked, { minLength: 1, maxLength: 4 }),
      (steps, queries) => {
        const { head, bases, left } = replay(steps);
        for (const params of queries) {
          const query = parseQuery(params);
          const expected = bruteForce([...left.values()], query);
          expect(find(head, bases, query), JSON.stringify(query)).toEqual(expected);
          answered += expected.length;
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(answered).toBeGreaterThan(300);
});

test("a compaction changes no answer, and one of all bases leaves nothing of what was taken out", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), asked, (steps, params) => {
      const query = parseQuery(params);
      const before = replay(steps);
      const expected = find(before.head, before.bases, query);
      const some = replay([...steps, { do: "compact", keep: 1 }]);
      expect(find(some.head, some.bases, query)).toEqual(expected);
      const { head, bases } = replay([...steps, { do: "compact", keep: 0 }]);
      expect(find(head, bases, query)).toEqual(expected);
      expect(head.delta.columns.keys).toEqual([]);
      const { columns, terms } = bases.get(head.bases[0]!.generation)!;
      expect(columns.keys.map(idOf).sort()).toEqual([...before.left.keys()].sort());
      const fresh = segmentOf([...before.left.values()].map((w) => w.searchable));
      expect(new Set(terms.keys())).toEqual(new Set(fresh.terms.keys()));
    }),
    { numRuns: 300 },
  );
});

test("a bucket and a head come out of their files as they went in", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
      const { head } = replay(steps);
      expect(decodeHead(encodeHead(head))).toEqual(head);
      expect(decodeBucket(encodeBucket(head.delta.terms))).toEqual(head.delta.terms);
    }),
    { numRuns: 100 },
  );
});

test("a bucket falls into the buckets that end in its own number", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 11 }), (term, bits) => {
      expect(bucketOf(term, bits + 1) % (1 << bits)).toBe(bucketOf(term, bits));
    }),
  );
});

/** The index after some steps, as the stores would make it, and the records that are left. */
function replay(steps: Step[]): { head: Head; bases: Map<string, Segment>; left: Map<string, Written> } {
  let head = NEW;
  const bases = new Map<string, Segment>();
  const left = new Map<string, Written>();
  for (const [n, step] of steps.entries()) {
    if (step.do === "add") {
      head = withRecords(head, segmentOf(step.records.map((r) => r.searchable)));
      for (const r of step.records) left.set(r.id, r);
    } else if (step.do === "remove") {
      const id = `01HF${String(step.id).padStart(22, "0")}`;
      head = withoutRecord(head, id);
      left.delete(id);
    } else {
      const opened = head.bases.map((base) => ({ base, columns: bases.get(base.generation)!.columns }));
      const merged = opened.slice(step.keep);
      const segment = merge([
        ...merged.map(({ base, columns }) => ({
          of: bases.get(base.generation)!,
          keep: stillIn(head, base, columns),
        })),
        { of: head.delta, keep: () => true },
      ]);
      const base = { generation: String(n), bits: 0, records: segment.columns.keys.length, gone: [] };
      bases.set(base.generation, segment);
      const stay = opened.slice(0, step.keep).map((one) => withGone(head, one));
      head = rebased(head, [...stay, base], head.sequence);
    }
  }
  return { head, bases, left };
}

/** The keys found, in order, as core/search/search.store.ts puts segments together. */
function find(head: Head, bases: Map<string, Segment>, query: Query): string[] {
  const terms = new Set(query.clauses.flatMap((c) => c.terms.map((t) => t.term)));
  if (query.number) terms.add(numberTerm(query.number));
  const sort = query.sort === "best" ? "newest" : query.sort;
  const scopes = [
    { columns: head.delta.columns, lists: readLists(encodeBucket(head.delta.terms), terms) },
    ...head.bases.map((base) => {
      const { columns, terms: all } = bases.get(base.generation)!;
      const still = stillIn(head, base, columns);
      const gone = Uint8Array.from(columns.keys, (_, doc) => (still(doc) ? 0 : 1));
      return { columns, lists: readLists(encodeBucket(all), terms), gone };
    }),
  ];
  const total = scopes.reduce(
    (sum, { columns, ...rest }) =>
      sum + columns.keys.length - ("gone" in rest ? rest.gone.reduce((n, is) => n + is, 0) : 0),
    0,
  );
  const weights = query.clauses.map((clause) =>
    weightOf(
      scopes.reduce((sum, scope) => sum + countOf(clause, scope, new Map()), 0),
      total,
    ),
  );
  return scopes
    .flatMap((scope) => {
      const matches = matchSegment(scope, query, new Map());
      const { columns } = scope;
      const ranked = topOf(columns, matches, 1000, sort, query.sort === "best" ? weights : undefined);
      expect(ranked).toHaveLength(matches.docs.length);
      return ranked.map((r) => ({ ...r, ...standingOf(columns, r.doc, sort) }));
    })
    .sort((a, b) => Number(b.numbered) - Number(a.numbered) || b.score - a.score || compare(a, b, sort))
    .map((r) => r.key);
}
