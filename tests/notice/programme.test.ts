/**
 * The money of a programme: each sum once, whatever restates it and in whatever order the records come;
 * and where its page is. Pure; the same through the real pages is in tests/journeys/programme.test.ts.
 */
import { describe, expect, test } from "vitest";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { homeOf, isTied, tiesOf, toHome, withListed } from "#core/notice/programme.ts";
import { moneyOf } from "#core/notice/programme-money.ts";
import { BODIES, link, record, type Sum } from "./programme-records.ts";

const awarded = (records: RegisterEntry[]) => moneyOf(records, BODIES).awarded / 100;
const period = (from: string, to: string) => ({ period: { from, to } });

describe("a sum is counted once", () => {
  const first = record(1, { gives: [["Harbour", 500, "2022/23"]] });

  test.each([
    [
      "restates it under another spelling",
      { gives: [["Harbour Support Services Ltd", 500, "2022-2023"]] as Sum[] },
    ],
    [
      "restates it beside a new one",
      {
        gives: [
          ["Harbour", 500, "2022/23"],
          ["Harbour", 0, "2023/24"],
        ] as Sum[],
      },
    ],
    ["gives no year, and is decided in the same", { gives: [["Harbour", 500]] as Sum[] }],
    [
      "gives a period that begins in that year",
      { gives: [["Harbour", 500]] as Sum[], ...period("2022-09-01", "2023-08-31") },
    ],
  ])("where a later record %s", (_, change) => {
    expect(awarded([first, record(2, { ...change, links: [link("continues", 1)] })])).toBe(500);
  });

  test("where its period is made longer, and the longer one is shown", () => {
    const given = record(1, { gives: [["Harbour", 500]], ...period("2022-06-01", "2023-03-31") });
    const longer = record(2, { gives: [["Harbour", 500]], ...period("2022-06-01", "2023-07-31") });
    const { years, awarded } = moneyOf([given, longer], BODIES);
    expect([years.map((y) => y.label), awarded]).toEqual([["2022/23 to 2023/24"], 500_00]);
  });

  test.each(["supersedes", "corrects", "revokes"])(
    "where a later record %s the one that gives it",
    (relation) => {
      const later = record(2, { gives: [["Harbour", 450]], links: [link(relation, 1)] });
      expect(awarded([first, later])).toBe(450);
      // A later record that was refused, or that is withheld, changes nothing.
      expect(awarded([first, { ...later, outcome: "refuse" }])).toBe(500);
      expect(awarded([first, { ...later, status: "withheld", links: [], awards: [] }])).toBe(500);
    },
  );

  test("where a correction speaks of words alone, as it was", () => {
    expect(awarded([first, record(2, { links: [link("corrects", 1)] })])).toBe(500);
  });

  test("where two records name each other, by the later one", () => {
    const a = { ...first, links: [link("supersedes", 2)] };
    expect(awarded([a, record(2, { gives: [["Harbour", 70]], links: [link("supersedes", 1)] })])).toBe(70);
  });
});

describe("a notice beside its decision", () => {
  const notice = (change: Parameters<typeof record>[1]) =>
    record(3, { kind: "notice", reference: undefined, links: [link("publishes", 1)], ...change });

  test("adds nothing, even where it has another sum", () => {
    const decision = record(1, { gives: [["Harbour", 500]], from: [["Home Office", 500]] });
    const { awarded, funded, standing } = moneyOf(
      [decision, notice({ gives: [["Harbour", 510]], from: [["Home Office", 510]] })],
      BODIES,
    );
    expect([awarded, funded]).toEqual([500_00, 500_00]);
    expect(standing.get(notice({}).id)?.why).toContain("counted once, as 2022/2023 - 0001 states them");
  });

  test("is followed where only it says who receives how much", () => {
    const decision = record(1, { amount: 500_00, from: [["Home Office", 500]] });
    const { awarded, together, funded } = moneyOf(
      [
        decision,
        notice({
          gives: [
            ["Harbour", 300],
            ["Mind", 200],
          ],
        }),
      ],
      BODIES,
    );
    expect([awarded, together, funded]).toEqual([500_00, [], 500_00]);
  });

  test("counts nothing where the decision was superseded, and speaks where the decision is withheld", () => {
    const decision = record(1, { gives: [["Harbour", 500]] });
    const told = notice({ gives: [["Harbour", 500]] });
    expect(
      awarded([decision, told, record(4, { gives: [["Mind", 9]], links: [link("supersedes", 1)] })]),
    ).toBe(9);
    const withheld = {
      ...record(1),
      status: "withheld" as const,
      withheld: { ground: "G", whole: true, parts: [] },
    };
    expect(awarded([withheld, told])).toBe(500);
  });
});

describe("what is not the same is counted beside it", () => {
  test.each<[string, RegisterEntry]>([
    ["the next year's", record(2, { gives: [["Harbour", 500, "2023/24"]] })],
    ["another body's", record(2, { gives: [["Mind", 500, "2022/23"]] })],
    ["another day's", record(2, { gives: [["Harbour", 500]], ...period("2023-04-01", "2024-03-31") })],
    ["another sum", record(2, { gives: [["Harbour", 501, "2022/23"]] })],
  ])("%s", (_, later) => {
    const gives: Sum[] = [["Harbour", 500, "2022/23"]];
    const both = awarded([record(1, { gives }), { ...later, links: [link("continues", 1)] }]);
    expect(both).toBe(500 + later.awards[0]!.amount! / 100);
  });

  test("two rows of one record, which states them both", () => {
    const gives: Sum[] = [
      ["Harbour", 500, "2022/23"],
      ["Harbour", 500, "2022/23"],
    ];
    expect(awarded([record(1, { gives }), record(2, { gives })])).toBe(1000);
  });
});

describe("what is not confirmed, or not shared out", () => {
  test("is in no total", () => {
    const asked = record(1, {
      amount: 900_00,
      sources: [
        { name: "Home Office", amount: 600_00, status: "requested" },
        { name: "Council", amount: 200_00, status: "in-principle" },
        { name: "Office", amount: 100_00 },
      ],
    });
    const money = moneyOf([asked], BODIES);
    expect([money.funded, money.awarded]).toEqual([100_00, 0]);
    expect(money.together.map((i) => i.amount)).toEqual([900_00]);
    expect(money.conditional.map((i) => [i.name, i.status])).toEqual([
      ["Home Office", "requested"],
      ["Council", "in-principle"],
    ]);
    const confirmed = record(2, { from: [["Home Office", 600]], links: [link("continues", 1)] });
    const later = moneyOf([asked, confirmed], BODIES);
    expect([later.funded, later.conditional.map((i) => i.name)]).toEqual([700_00, ["Council"]]);
  });

  test("a report and a refusal commit nothing", () => {
    const gives: Sum[] = [["Harbour", 500]];
    expect(awarded([record(1, { gives, kind: "report" })])).toBe(0);
    expect(awarded([record(1, { gives, outcome: "refuse" })])).toBe(0);
  });
});

describe("the address of a programme", () => {
  const [a, b, c] = [record(1), record(2), record(3)];

  test("is that of its oldest record at first, and stays when an older one joins", () => {
    expect(homeOf([c, b], [], false)).toEqual(toHome(b));
    expect(homeOf([c, b, a], [toHome(b)], false)).toEqual(toHome(b));
  });

  test("is the oldest of two that grow together, and one it has had though it is cut", () => {
    expect(homeOf([a, b, c], [toHome(c), toHome(b)], false)).toEqual(toHome(b));
    expect(homeOf([b, c], [toHome(a)], true)).toEqual(toHome(a));
    expect(homeOf([b, c], [toHome(a)], false)).toEqual(toHome(b));
  });

  test("is not made by a mere reference, a report, or a number of its own", () => {
    const links = [link("relates-to", 1), link("reports-on", 1), link("continues", 2)];
    expect(tiesOf(record(2, { links }))).toEqual([]);
    expect(isTied(record(2, { links: [link("continues", 1)] }), a)).toBe(true);
  });

  test("a list has what was just written, once", () => {
    const programme = { home: toHome(a), records: [a, b], cut: false };
    const before = [{ ...toHome(a), title: "Old", records: 1, updatedAt: "2020" }];
    expect(withListed(before, [programme]).map((p) => [p.title, p.records])).toEqual([["Record 1", 2]]);
  });
});
