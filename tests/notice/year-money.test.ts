/** The money of a year's decisions: linked ones state a sum once, others are their own; what adds up; what counts nothing. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { moneyOf } from "#core/notice/programme-money.ts";
import { LARGEST, type Largest, yearMoneyOf } from "#core/notice/year-money.ts";
import { BODIES, link, record, type Sum } from "./programme-records.ts";

const of = (...records: RegisterEntry[]) => yearMoneyOf(records, BODIES)!;
const add = ({ rows, others }: Largest) => rows.reduce((sum, r) => sum + r.amount, 0) + (others?.amount ?? 0);
const harbour: Sum[] = [["Harbour", 500, "2022/23"]];

describe("a sum", () => {
  test("is counted once however many linked decisions state it, and as often as unlinked ones do", () => {
    const first = record(1, { gives: harbour });
    const again = record(2, { gives: harbour, links: [link("continues", 1)] });
    expect(of(first, again).committed).toBe(500_00);
    expect(of(again, first).committed).toBe(500_00);
    expect(of(first, record(2, { gives: harbour })).committed).toBe(1000_00);
    expect(of(first, record(2, { gives: harbour, links: [link("relates-to", 1)] })).committed).toBe(1000_00);
  });

  test("of a notice is its decision's, in this year or in another", () => {
    const notice = record(2, { kind: "notice", gives: harbour, links: [link("publishes", 1)] });
    expect(of(record(1, { gives: harbour }), notice).committed).toBe(500_00);
    expect(yearMoneyOf([notice], BODIES)).toBeUndefined();
  });

  test("counts nothing once a record of another year has superseded it, with what announced it", () => {
    const by = { id: "01HZ", slug: "later", call: "Later", on: "2024-05-01" };
    const changed = (relation: "supersedes" | "revokes" | "corrects") =>
      record(1, { gives: harbour, changedBy: [{ ...by, relation }] });
    const notice = record(2, { kind: "notice", gives: harbour, links: [link("publishes", 1)] });
    const other = record(3, { gives: [["Mind", 70]] });
    expect(of(changed("supersedes"), notice, other).committed).toBe(70_00);
    expect(of(changed("revokes"), other).committed).toBe(70_00);
    // A correction may be of words alone.
    expect(of(changed("corrects"), other).committed).toBe(570_00);
  });

  test.each<[string, Partial<RegisterEntry>]>([
    ["refused", { outcome: "refuse" }],
    ["withheld", { status: "withheld" }],
    ["a report", { kind: "report" }],
  ])("of what is %s counts nothing", (_, change) => {
    expect(yearMoneyOf([record(1, { gives: harbour, ...change })], BODIES)).toBeUndefined();
  });
});

describe("the lists", () => {
  test("are by financial year, as stated, else by period, else as decided", () => {
    const money = of(
      record(0, { gives: [["Mind", 1, "2021/22"]] }),
      record(1, { gives: [["Mind", 2]], period: { from: "2023-04-01", to: "2024-03-31" } }),
      record(2, { gives: [["Mind", 3]], from: [["Home Office", 9]] }),
      // Decided in March, so in the financial year before.
      record(11, { gives: [["Mind", 4]] }),
      record(4, { gives: [["Mind", 5]], period: { from: "2022-06-01", to: "2023-07-31" } }),
    );
    expect(money.years.map((y) => [y.label, y.funded / 100, y.awarded / 100])).toEqual([
      ["2021/22", 0, 1],
      ["2022/23", 9, 7],
      ["2022/23 to 2023/24", 0, 5],
      ["2023/24", 0, 2],
    ]);
  });

  test("name a body once in all its spellings, and put a decision of two categories in one row", () => {
    const [grant, youth] = [
      { id: "grant", label: "Grant" },
      { id: "youth", label: "Youth" },
    ];
    const { recipients, categories } = of(
      record(1, { gives: [["Harbour", 2]], categories: [grant!] }),
      record(2, { gives: [["Harbour Support Services Ltd", 3]], categories: [grant!, youth!] }),
      record(3, { gives: [["Mind", 1]], categories: [] }),
    );
    expect(recipients.rows.map((r) => [r.name, r.amount])).toEqual([
      ["Harbour Support Services", 500],
      ["Mind", 100],
    ]);
    expect(categories.rows.map((r) => [r.name, r.category, r.amount])).toEqual([
      ["Grant; Youth", undefined, 300],
      ["Grant", "grant", 200],
      ["", undefined, 100],
    ]);
  });

  test("have the ten largest, and the rest in one line", () => {
    const many = Array.from({ length: 25 }, (_, n) => record(n, { gives: [[`Body ${n}`, n + 1]] }));
    const { recipients, committed } = of(...many);
    expect(recipients.rows.map((r) => r.amount / 100)).toEqual([25, 24, 23, 22, 21, 20, 19, 18, 17, 16]);
    expect(recipients.others).toEqual({ count: 25 - LARGEST, amount: (1 + 15) * 15 * 50 });
    expect(add(recipients)).toBe(committed);
  });

  const sums = fc.array(
    fc.tuple(
      fc.constantFrom("Harbour", "Harbour Support Services", "Mind", "A & B Ltd"),
      fc.integer({ min: 0, max: 9 }).map((n) => n * 100),
      fc.option(fc.constantFrom("2021/22", "2022/23"), { nil: undefined }),
    ),
    { maxLength: 3 },
  );
  const some = fc.array(
    fc.record({
      gives: sums,
      from: sums,
      kind: fc.constantFrom<RegisterEntry["kind"]>("decision", "decision", "notice", "report"),
      amount: fc.option(fc.constantFrom(100_00, 250_00), { nil: undefined }),
      relation: fc.constantFrom("continues", "supersedes", "publishes", "relates-to"),
      to: fc.option(fc.nat({ max: 20 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const made = some.map((list) =>
    list.map(({ relation, to, amount, ...rest }, n) => {
      const links = n > 0 && to !== undefined ? [link(relation, to % n)] : [];
      return record(n, { ...rest, links, ...(rest.gives.length === 0 && { amount }) });
    }),
  );

  test("add up to the same, in any order of the records, and to a programme's where all are linked", () => {
    fc.assert(
      fc.property(made, fc.infiniteStream(fc.nat()), (records, random) => {
        const money = yearMoneyOf(records, BODIES);
        const order = new Map(records.map((r) => [r.id, random.next().value ?? 0]));
        const shuffled = records.toSorted((a, b) => order.get(a.id)! - order.get(b.id)!);
        expect(yearMoneyOf(shuffled, BODIES)).toEqual(money);
        if (!money) return;
        const { years, funders, categories, recipients, together, funded, committed } = money;
        expect(add(categories)).toBe(committed);
        expect(add(recipients) + together).toBe(committed);
        expect(add(funders)).toBe(funded);
        expect(years.reduce((n, y) => n + y.awarded, 0)).toBe(committed);
        expect(years.reduce((n, y) => n + y.funded, 0)).toBe(funded);
        const chained = records.map((r, n) => (n > 0 ? { ...r, links: [link("continues", n - 1)] } : r));
        const programme = moneyOf(chained, BODIES);
        const whole = yearMoneyOf(chained, BODIES);
        expect(whole?.funded ?? 0).toBe(programme.funded);
        expect((whole?.committed ?? 0) - (whole?.together ?? 0)).toBe(programme.awarded);
      }),
    );
  });
});

test("a busy year is counted in a moment", () => {
  const many = Array.from({ length: 4000 }, (_, n) =>
    record(n, {
      gives: [[`Body ${n % 700}`, n]],
      links: n % 3 ? [link("continues", n - 1)] : [],
      filedOn: "2022-05-05",
    }),
  );
  const began = performance.now();
  expect(of(...many).recipients.others?.count).toBe(700 - LARGEST);
  expect(performance.now() - began).toBeLessThan(2000);
});
