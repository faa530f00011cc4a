/** Whatever the records, however they came and went, a search finds what reading them all would find. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketOf, decodeBucket, encodeBucket, readLists } from "#core/search/bucket.ts";
import {
  decodeHead,
  encodeHead,
  type Head,
  isReplaced,
  NEW,
  rebased,
  withoutRecord,
  withRecords,
} from "#core/search/head.ts";
import { countOf, matchSegment, topOf, weightOf } from "#core/search/match.ts";
import { compare, standingOf } from "#core/search/order.ts";
import { parseQuery, type Query } from "#core/search/query.ts";
import { EMPTY, idOf, merge, numberTerm, type Segment, segmentOf } from "#core/search/segment.ts";
import { asked, bruteForce, record, type Written } from "./corpus.ts";

type Step = { do: "add"; records: Written[] } | { do: "remove"; id: number } | { do: "compact" };

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
  { weight: 1, arbitrary: fc.constant<Step>({ do: "compact" }) },
);

test("a search of base, delta and what was taken out is what brute force finds, in its order", () => {
  let answered = 0;
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 8 }),
      fc.array(asked, { minLength: 1, maxLength: 4 }),
      (steps, queries) => {
        const { head, base, left } = replay(steps);
        for (const params of queries) {
          const query = parseQuery(params);
          const expected = bruteForce([...left.values()], query);
          expect(find(head, base, query), JSON.stringify(query)).toEqual(expected);
          answered += expected.length;
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(answered).toBeGreaterThan(300);
});

test("a compaction changes no answer, and leaves nothing of what was taken out", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), asked, (steps, params) => {
      const query = parseQuery(params);
      const before = replay(steps);
      const after = replay([...steps, { do: "compact" }]);
      expect(find(after.head, after.base, query)).toEqual(find(before.head, before.base, query));
      expect(after.base.columns.keys.map(idOf).sort()).toEqual([...before.left.keys()].sort());
      expect(after.head.delta.columns.keys).toEqual([]);
      const fresh = segmentOf([...before.left.values()].map((w) => w.searchable));
      expect(new Set(after.base.terms.keys())).toEqual(new Set(fresh.terms.keys()));
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
function replay(steps: Step[]): { head: Head; base: Segment; left: Map<string, Written> } {
  let head = NEW;
  let base = EMPTY;
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
      const { keys } = base.columns;
      base = merge(base, head.delta, (doc) => !isReplaced(head, idOf(keys[doc]!)));
      head = rebased(head, { generation: String(n), bits: 0 }, head.sequence);
    }
  }
  return { head, base, left };
}

/** The keys found, in order, as core/search/search.store.ts puts two segments together. */
function find(head: Head, base: Segment, query: Query): string[] {
  const terms = new Set(query.clauses.flatMap((c) => c.terms.map((t) => t.term)));
  if (query.number) terms.add(numberTerm(query.number));
  const gone = base.columns.keys.map((key) => (isReplaced(head, idOf(key)) ? 1 : 0));
  const sort = query.sort === "best" ? "newest" : query.sort;
  const scopes = [
    { columns: head.delta.columns, lists: readLists(encodeBucket(head.delta.terms), terms) },
    { columns: base.columns, lists: readLists(encodeBucket(base.terms), terms), gone: Uint8Array.from(gone) },
  ];
  const total = head.delta.columns.keys.length + gone.filter((g) => !g).length;
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
