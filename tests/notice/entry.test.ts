import { describe, expect, test } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import { entryOf, makersOf, newestFirst, parseEntry, slugOf, yearOf } from "#core/notice/entry.ts";
import { delayWords, headline, describe as inWords } from "#core/notice/words.ts";
import { decided, facts, HASH, PDF } from "./published.ts";

const WITHHELD = { withheld: "yes", ground: "foia-43", review: "2025-06-30" } as const;

describe("an entry", () => {
  test("says who decided what, when, for how much and to whom", () => {
    const view = decided("decision");
    const entry = entryOf(view, facts(view));
    expect(entry).toMatchObject({
      office: { slug: "cleveland" },
      status: "published",
      kind: "decision",
      reference: "2023/2024 - 0022",
      slug: "2023-2024-0022",
      decidedOn: "2023-11-01",
      filedOn: "2023-11-01",
      outcome: "approve",
      amount: 27_690_00,
      period: { from: "2023-11-01", to: "2024-07-31" },
      pdf: PDF,
    });
    expect(entry.recipients).toEqual([{ name: "Harbour", amount: 27_690_00 }]);
    expect(entry.makers).toHaveLength(1);
    expect(entry.makers[0]?.capacity).toBe("Police and Crime Commissioner");
    expect(entry.links.map((l) => [l.relation, l.reference])).toContainEqual([
      "relates-to",
      expect.stringContaining("0007335"),
    ]);
  });

  test("survives being stored: what is parsed again is equal, and has no undefined in it", () => {
    for (const of of ["decision", "notice", "marked", "report", "chosenMaker"] as const) {
      const view = decided(of);
      const entry = entryOf(view, facts(view));
      expect(parseEntry({ pk: "R#x#2023", sk: "y", ...entry })).toStrictEqual(entry);
      expect(JSON.parse(JSON.stringify(entry))).toStrictEqual(entry);
    }
  });

  test("has a summary in plain text of at most 300 characters, cut at a word", () => {
    const view = decided("decision");
    const answers: Answers = {
      ...view.answers,
      summary: `**To award** the [grant](https://a.example). ${"word ".repeat(100)}`,
    };
    const { summary } = entryOf({ ...view, answers }, facts(view));
    expect(summary).toMatch(/^To award the grant\. word .*word…$/);
    expect(summary!.length).toBeLessThanOrEqual(300);
  });

  test("adds up the awards of a recipient and leaves out what the office retains", () => {
    const view = decided("notice");
    const award = (recipient: string, amount: number, retained?: boolean) => ({
      recipient,
      amount,
      retained,
    });
    const funding = { awards: [award("Harbour", 100), award("Harbour ", 50), award("Ourselves", 7, true)] };
    const entry = entryOf({ ...view, answers: { ...view.answers, funding } }, facts(view));
    expect(entry.recipients).toEqual([{ name: "Harbour", amount: 150 }]);
    expect(entry.amount).toBe(157);
  });

  test("files a decision by its date in London: half past eleven at night in March may be April", () => {
    const view = decided("decision", { decidedAt: "2024-12-31T23:30:00Z" });
    expect(yearOf(entryOf(view, facts(view)))).toBe("2024");
    const summer = decided("decision", { decidedAt: "2024-06-30T23:30:00Z" });
    expect(entryOf(summer, facts(summer)).decidedOn).toBe("2024-07-01");
  });

  test("never shows a marking that asks for care in handling", () => {
    const view = decided("marked");
    const shown = (marking: string) =>
      entryOf({ ...view, answers: { ...view.answers, marking } }, facts(view)).marking;
    expect(shown("Official")).toBe("Official");
    expect(shown("Not Protectively Marked")).toBe("Not Protectively Marked");
    for (const marking of [
      "Official-Sensitive",
      "OFFICIAL – SENSITIVE",
      "Secret",
      "Restricted",
      "Protect",
      "Confidential",
    ])
      expect(shown(marking)).toBeUndefined();
  });

  test("is refused for a record that is not decided", () => {
    for (const state of ["draft", "review"] as const) {
      const view = decided("decision", { state });
      expect(() => entryOf(view, facts(view))).toThrow(`A record in ${state} has no entry`);
    }
  });
});

describe("the decision maker", () => {
  test("is whoever signed the deciding stage on the content that stands, never an earlier version", () => {
    const view = decided("decision");
    const deciding = view.signOffs.find((s) => s.stage === "commissioner")!;
    const earlier = { ...deciding, name: "Earlier Person", hash: "c".repeat(64) };
    const returned = { ...deciding, name: "Returning Person", outcome: "return" as const };
    const makers = makersOf({ ...view, signOffs: [earlier, returned, ...view.signOffs] });
    expect(makers.map((m) => m.name)).toEqual([deciding.name]);
    expect(deciding.hash).toBe(HASH);
  });

  test("is named with whom they stood in for", () => {
    const view = decided("decision");
    const signOffs = view.signOffs.map((s) => ({ ...s, for: { person: "p", name: "The Commissioner" } }));
    expect(makersOf({ ...view, signOffs })[0]?.for).toBe("The Commissioner");
  });

  test("of a report is who released it", () => {
    expect(makersOf(decided("report"))[0]?.capacity).toMatch(/Chief Executive/i);
  });
});

describe("a record withheld whole", () => {
  const view = decided("decision");
  const answers = {
    ...view.answers,
    withholding: { ...WITHHELD, safeTitle: "A contract for support", reason: "The price is secret" },
  };

  test("leaves a stub: number, safe title, dates, who decided, ground and review, and nothing more", () => {
    const entry = entryOf({ ...view, state: "withheld", answers }, facts(view, 2, { pdf: undefined }));
    expect(entry).toStrictEqual({
      id: view.id,
      awards: [],
      office: { slug: "cleveland", name: view.office.body.name },
      status: "withheld",
      kind: "decision",
      form: { id: "decision-record", title: view.form.title },
      reference: "2023/2024 - 0022",
      slug: "2023-2024-0022",
      title: "A contract for support",
      filedOn: "2023-11-01",
      decidedOn: "2023-11-01",
      publishedAt: entry.publishedAt,
      updatedAt: entry.publishedAt,
      publication: 1,
      makers: entry.makers,
      recipients: [],
      sources: [],
      powers: [],
      categories: [],
      links: [],
      withheld: {
        ground: "Freedom of Information Act 2000, section 43: commercial interests",
        whole: true,
        review: "2025-06-30",
        parts: [],
      },
    });
    expect(entry.makers).toHaveLength(1);
  });

  test("is called by its form where no safe title is given", () => {
    const entry = entryOf({ ...view, answers: { ...view.answers, withholding: WITHHELD } }, facts(view));
    expect(entry.title).toBe(view.form.title);
  });

  test("shows nothing either where no part is named, or where its state alone says so", () => {
    const noParts = { ...view.answers, withholding: { ...WITHHELD, parts: [] } };
    expect(entryOf({ ...view, answers: noParts }, facts(view)).status).toBe("withheld");
    expect(entryOf({ ...view, state: "withheld" }, facts(view)).status).toBe("withheld");
  });

  test("of a form without numbers has an address that does not tell its title", () => {
    const report = decided("report");
    const hidden = { ...report, answers: { ...report.answers, withholding: WITHHELD } };
    expect(slugOf(report)).toMatch(/^[a-z0-9-]+-00000022$/);
    expect(slugOf(report)).toContain("perpetrator");
    expect(slugOf(hidden)).not.toContain("perpetrator");
    expect(slugOf(hidden)).toMatch(/-00000022$/);
  });
});

test("a title withheld as a part gives way to the safe title, else to the form's", () => {
  const view = decided("decision");
  const parts = { ...WITHHELD, parts: ["title", "financial"] };
  const entry = entryOf({ ...view, answers: { ...view.answers, withholding: parts } }, facts(view));
  expect(entry.title).toBe(view.form.title);
  expect(entry.withheld).toMatchObject({ whole: false, parts: ["Title", "Financial Implications"] });
  const safe = { ...view.answers, withholding: { ...parts, safeTitle: "A safe title" } };
  expect(entryOf({ ...view, answers: safe }, facts(view)).title).toBe("A safe title");
});

test("a number whose record was withdrawn keeps its line, without the record's own words", () => {
  const view = decided("decision", { state: "withdrawn", decidedAt: undefined });
  const entry = entryOf(view, { n: 1, publishedAt: "2023-12-01T09:00:00Z" });
  expect(entry).toMatchObject({ status: "withdrawn", filedOn: "2023-12-01", makers: [], recipients: [] });
  expect(headline(entry)).toBe("2023/2024 - 0022: withdrawn before publication");
  expect(JSON.stringify(entry)).not.toContain("Perpetrator");
});

test("entries are newest first, by number within a day", () => {
  const view = decided("decision");
  const at = (n: number, decidedAt: string) =>
    entryOf(
      { ...view, decidedAt, id: `id${n}` },
      {
        ...facts(view),
        number: { series: "decision", period: "2023/2024", n, reference: "" },
      },
    );
  const entries = [
    at(9, "2023-11-01T09:00:00Z"),
    at(10, "2023-11-01T08:00:00Z"),
    at(11, "2023-10-01T08:00:00Z"),
  ];
  expect(entries.toSorted(newestFirst).map((e) => e.number?.n)).toEqual([10, 9, 11]);
});

test("words: the delay, and a sentence that holds who, what, when, how much and to whom", () => {
  const view = decided("decision");
  const entry = entryOf(view, facts(view, 2));
  expect(delayWords(entry)).toBe("2 days after the decision");
  expect(delayWords(entryOf(view, facts(view, 0)))).toBe("the same day as the decision");
  expect(delayWords(entryOf(view, facts(view, 1)))).toBe("1 day after the decision");
  expect(inWords(entry)).toMatch(
    /^Approved by .+, Police and Crime Commissioner on 1 November 2023\. £27,690 to Harbour\. /,
  );
});
