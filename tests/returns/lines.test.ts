/** Which return a decision's money belongs to, by when, and what is missing; over forms that name their fields anyhow. */
import { describe, expect, test } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import { entryOf } from "#core/notice/entry.ts";
import { publishedLines, returnCsv, subjectOf } from "#core/returns/file.ts";
import { linesFor, missingFrom, RETURNS, type ReturnId, type Subject } from "#core/returns/lines.ts";
import { type Particulars, particularsOf } from "#core/returns/particulars.ts";
import { decided, facts, ORIGIN } from "#tests/notice/published.ts";

const of = (id: ReturnId) => RETURNS.find((r) => r.id === id)!;
const nothing: Particulars = { grant: false, contract: false };
const subject = (particulars: Partial<Particulars>, change: Partial<Subject> = {}): Subject => ({
  title: "A title",
  awards: [{ recipient: "A body", amount: 20_000_00 }],
  powers: [],
  decidedOn: "2023-11-30",
  particulars: { ...nothing, ...particulars },
  ...change,
});
const returnsOf = (s: Subject) => RETURNS.filter((item) => linesFor(item, s).length).map((r) => r.id);

describe("a sum belongs", () => {
  test.each<[string, Subject, ReturnId[]]>([
    [
      "a grant of any size",
      subject({ grant: true }, { awards: [{ recipient: "A", amount: 1_00 }] }),
      ["grants"],
    ],
    [
      "a grant by its power alone",
      subject({}, { awards: [{ recipient: "A", amount: 5, power: "PRSRA 2011, section 9" }] }),
      ["grants"],
    ],
    ["spending of exactly £500: no item", subject({}, { awards: [{ recipient: "A", amount: 500_00 }] }), []],
    [
      "spending a penny over £500",
      subject({}, { awards: [{ recipient: "A", amount: 500_01 }] }),
      ["spending"],
    ],
    ["a contract over £10,000", subject({ contract: true }), ["spending", "contracts"]],
    [
      "a contract of exactly £10,000",
      subject({ contract: true }, { awards: [{ recipient: "A", amount: 10_000_00 }] }),
      ["spending", "small-contracts"],
    ],
    ["a subsidy of its own", subject({ grant: true, subsidy: "yes" }), ["grants", "subsidies"]],
    ["a small subsidy under a scheme", subject({ grant: true, subsidy: "scheme" }), ["grants"]],
    [
      "a large subsidy under a scheme",
      subject({ grant: true, subsidy: "scheme" }, { awards: [{ recipient: "A", amount: 100_000_01 }] }),
      ["grants", "subsidies"],
    ],
    ["no money", subject({ grant: true }, { awards: [] }), []],
    ["a grant that names nobody yet", subject({ grant: true }, { awards: [], amount: 5_00 }), ["grants"]],
  ])("%s", (_, from, ids) => {
    expect(returnsOf(from)).toEqual(ids);
  });
});

describe("a line is due", () => {
  test.each<[ReturnId, string, string]>([
    ["grants", "2023-11-30", "2023-12-01"],
    ["spending", "2023-12-31", "2024-01-01"],
    ["contracts", "2023-11-30", "2023-11-30"],
    ["subsidies", "2023-11-30", "2024-02-29"],
    ["subsidies", "2022-11-30", "2023-02-28"],
    ["subsidies", "2024-01-15", "2024-04-15"],
    ["subsidies", "2024-10-31", "2025-01-31"],
  ])("%s decided on %s: %s", (id, decidedOn, on) => {
    expect(of(id).due(decidedOn).on).toBe(on);
  });
});

test("what is missing is said, and what the record gives once counts for each of its awards", () => {
  const grants = of("grants");
  const two = subject(
    { grant: true, conditions: "Report each quarter" },
    { awards: [{ recipient: "A", amount: 5, purpose: "Wardens" }, { recipient: "B" }] },
  );
  expect(linesFor(grants, two).map((line) => missingFrom(grants, line))).toEqual([
    ["why it contributes to reducing crime and disorder"],
    ["the amount", "the purpose", "why it contributes to reducing crime and disorder"],
  ]);
  const one = subject({ grant: true, conditions: "Yes", reasons: "It reduces crime" });
  expect(missingFrom(grants, linesFor(grants, one)[0]!)).toEqual([]);
});

describe("particulars are read by meaning", () => {
  const form = {
    id: "f",
    title: "F",
    kind: "decision",
    fields: {
      a: {
        type: "choice",
        label: "A",
        means: "category",
        options: [
          { id: "x", label: "Grant" },
          { id: "y", label: "Contract" },
        ],
      },
      b: { type: "conditions", label: "B", means: "conditions" },
      c: { type: "prose", label: "C", means: "background" },
      d: { type: "line", label: "D", means: "procurementRoute" },
      e: {
        type: "choice",
        label: "E",
        means: "subsidy",
        options: [
          { id: "p", label: "Not a subsidy" },
          { id: "q", label: "Under a scheme" },
          { id: "r", label: "Standalone subsidy" },
        ],
      },
    },
  } as unknown as Form;
  const read = (answers: Answers) => particularsOf(form, answers);

  test("in any form", () => {
    expect(
      read({
        a: "x",
        b: [{ text: "**Report** each quarter", on: "A body" }],
        c: "The area is large. The wardens will reduce anti-social behaviour. It is good value for money.",
        e: "q",
      }),
    ).toEqual({
      grant: true,
      contract: false,
      conditions: "Report each quarter (A body)",
      reasons: "The wardens will reduce anti-social behaviour.",
      value: "It is good value for money.",
      route: undefined,
      subsidy: "scheme",
    });
    expect(read({ a: "y", d: "Open procedure" })).toMatchObject({
      grant: false,
      contract: true,
      route: "Open procedure",
    });
    expect([read({}).subsidy, read({ e: "p" }).subsidy, read({ e: "r" }).subsidy]).toEqual([
      "unanswered",
      "no",
      "yes",
    ]);
  });
});

describe("the public part", () => {
  const view = decided("decision");
  const entry = entryOf(view, facts(view));

  test("of the coordinator's award is one grant with its particulars", () => {
    const [line, ...others] = publishedLines(of("grants"), [entry]);
    expect(others).toEqual([]);
    expect(line!.line).toMatchObject({ recipient: "Harbour", amount: 27_690_00 });
    expect(missingFrom(of("grants"), line!.line)).toEqual([
      "the conditions",
      "why it contributes to reducing crime and disorder",
    ]);
    const [head, row] = returnCsv(of("grants"), [entry], ORIGIN).slice(1).split("\r\n");
    expect(head).toMatch(
      /^recipient,amount,purpose,conditions,reasons,legal_power,year,decided_on,due_on,reference,/,
    );
    expect(row).toContain("Harbour,27690.00,");
    expect(row).toContain(",2023-11-01,2023-12-01,2023/2024 - 0022,");
  });

  test("holds nothing of what is withheld, refused, or no decision", () => {
    const withholding = { withheld: "yes" as const, ground: "foia-43", parts: ["funding"] };
    const part = { ...view, answers: { ...view.answers, withholding } };
    const csv = returnCsv(of("grants"), [entryOf(part, facts(view))], ORIGIN);
    expect(csv).not.toMatch(/Harbour,|27690/);
    for (const other of [
      entryOf({ ...view, state: "withheld" }, facts(view)),
      entryOf({ ...view, outcome: "refuse" }, facts(view)),
      entryOf(decided("report"), facts(decided("report"))),
      entryOf(decided("notice"), facts(decided("notice"))),
    ])
      expect(subjectOf(other)).toBeUndefined();
  });
});
