/** The money of any programme at all: it adds up, in any order, and stating it again changes nothing. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { moneyOf } from "#core/notice/programme-money.ts";
import { BODIES, link, record } from "./programme-records.ts";

describe("whatever a programme holds", () => {
  const sum = fc.tuple(
    fc.constantFrom("Harbour", "Harbour Support Services", "Mind", "A & B Ltd"),
    fc.integer({ min: 0, max: 4 }).map((n) => n * 100),
    fc.option(fc.constantFrom("2021/22", "2022/23", "Year 1"), { nil: undefined }),
  );
  const one = fc.record({
    gives: fc.array(sum, { maxLength: 3 }),
    from: fc.array(sum, { maxLength: 2 }),
    kind: fc.constantFrom<RegisterEntry["kind"]>("decision", "decision", "notice", "report"),
    outcome: fc.constantFrom<RegisterEntry["outcome"]>("approve", "approve", "refuse"),
    period: fc.option(
      fc.constantFrom(
        ...[
          ["2022-04-01", "2023-03-31"],
          ["2022-11-01", "2023-07-31"],
        ].map(([from, to]) => ({ from: from!, to: to! })),
      ),
      { nil: undefined },
    ),
    relation: fc.constantFrom("continues", "continues", "supersedes", "corrects", "publishes"),
    to: fc.nat({ max: 20 }),
  });
  const programme = fc
    .array(one, { minLength: 1, maxLength: 6 })
    .map((list) =>
      list.map(({ relation, to, ...rest }, n) =>
        record(n + 1, { ...rest, ...(n > 0 && { links: [link(relation, (to % n) + 1)] }) }),
      ),
    );
  const sums = (records: RegisterEntry[]) => {
    const { funders, recipients, years, funded, awarded, together, conditional } = moneyOf(records, BODIES);
    const list = (rows: { name: string; amount: number }[]) => rows.map((r) => `${r.name}: ${r.amount}`);
    return {
      funders: list(funders),
      recipients: list(recipients),
      years,
      funded,
      awarded,
      together: list(together),
      conditional: list(conditional),
    };
  };
  const add = (rows: { amount: number }[]) => rows.reduce((n, r) => n + r.amount, 0);

  test("its years, its recipients and its funders add up to the same totals", () => {
    fc.assert(
      fc.property(programme, (records) => {
        const { funders, recipients, years, funded, awarded } = moneyOf(records, BODIES);
        expect(add(recipients)).toBe(awarded);
        expect(add(funders)).toBe(funded);
        expect(years.reduce((n, y) => n + y.awarded, 0)).toBe(awarded);
        expect(years.reduce((n, y) => n + y.funded, 0)).toBe(funded);
      }),
    );
  });

  test("the order of its records does not matter", () => {
    fc.assert(
      fc.property(
        programme.chain((records) =>
          fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
        ),
        ([records, shuffled]) => {
          expect(sums(shuffled)).toEqual(sums(records));
        },
      ),
    );
  });

  test("a later record that only states again what is counted changes nothing", () => {
    fc.assert(
      fc.property(programme, fc.nat(), (records, pick) => {
        const { standing } = moneyOf(records, BODIES);
        const counted = records.filter((e) => {
          const how = standing.get(e.id)!;
          return how.awards && how.sources;
        });
        fc.pre(counted.length > 0);
        const { awards, sources, amount, period, filedOn } = counted[pick % counted.length]!;
        // Decided in the same year, where it says no year itself.
        const again = record(20, {
          ...{ awards, sources, amount, period, filedOn },
          links: [link("continues", 1)],
        });
        const { awarded, funded } = moneyOf([...records, again], BODIES);
        expect([awarded, funded]).toEqual([
          moneyOf(records, BODIES).awarded,
          moneyOf(records, BODIES).funded,
        ]);
      }),
    );
  });

  test("nothing is counted that no record states", () => {
    fc.assert(
      fc.property(programme, (records) => {
        const stated = records.flatMap((e) => e.awards).reduce((n, a) => n + (a.amount ?? 0), 0);
        expect(moneyOf(records, BODIES).awarded).toBeLessThanOrEqual(stated);
      }),
    );
  });
});
