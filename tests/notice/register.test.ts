import { describe, expect, test } from "vitest";
import { keyOf } from "#core/notice/addresses.ts";
import { entryOf, type RegisterEntry } from "#core/notice/entry.ts";
import { needs, settled } from "#core/notice/files.ts";
import { FILTERS, having, MAX_FILTER_PAGES, valuesAmong } from "#core/notice/filters.ts";
import { numberLines, numberWords, runsIn } from "#core/notice/numbers.ts";
import { publicFilesFor } from "#web/public/files.tsx";
import { busyYear, decided, facts, officeOf, publicationOf } from "./published.ts";

const filter = (id: string) => FILTERS.find((f) => f.id === id)!;

describe("every number accounted for", () => {
  const office = officeOf("cleveland");
  const entries = busyYear(30).map((e) => ({ ...e, number: e.number! }));
  const from22 = entries.filter((e) => e.number.n >= 22);
  const words = (shown: RegisterEntry[], open: number[] = [], of = office) =>
    numberLines(of, runsIn(shown, open.map(claimed))).map((line) => numberWords(line));
  const claimed = (n: number) => ({
    series: "decision",
    period: "2023/2024",
    n,
    reference: `2023/2024 - ${String(n).padStart(4, "0")}`,
  });

  test("says how far a run goes, from the series' first number on", () => {
    expect(words(from22)).toEqual([
      "2023/2024 - 0022 to 2023/2024 - 0030: every number is accounted for. Numbers before 2023/2024 - 0022 were given before this register began.",
    ]);
    const first = { ...office, series: { decision: { ...office.series!.decision!, first: 1 } } };
    expect(words(entries, [], first)).toEqual([
      "2023/2024 - 0001 to 2023/2024 - 0030: every number is accounted for.",
    ]);
    expect(words(entries.slice(0, 1), [], first)).toEqual(["2023/2024 - 0001: accounted for."]);
  });

  test("names a number that is not published yet, as the office prints it, and joins neighbours", () => {
    const some = from22.filter((e) => ![24, 26, 27, 28].includes(e.number.n));
    expect(words(some, [24, 26, 27, 28])[0]).toContain(
      "every number is accounted for but 2023/2024 - 0024, 2023/2024 - 0026 to 2023/2024 - 0028, given to what",
    );
  });

  test("says nothing of what was given after the newest entry, nor of an entry that a list still names", () => {
    expect(words(from22, [30, 31, 32])).toEqual(words(from22));
  });

  test("keeps each series and period apart, the newest period first", () => {
    const next = from22.map((e) => ({ ...e, number: { ...e.number, period: "2024/2025" } }));
    expect(runsIn([...from22, ...next], [claimed(24)]).map((r) => [r.period, r.open.length])).toEqual([
      ["2024/2025", 0],
      ["2023/2024", 0],
    ]);
    const gap = from22.filter((e) => e.number.n !== 24);
    expect(runsIn([...gap, ...next], [claimed(24)]).map((r) => r.open.length)).toEqual([0, 1]);
  });

  test("counts the stub of a withheld and of a withdrawn record", () => {
    const stubs = from22.map((e, i) => ({ ...e, status: (["withheld", "withdrawn"] as const)[i % 2]! }));
    expect(words(stubs)).toEqual(words(from22));
  });
});

describe("filters", () => {
  test("put each amount in one band, its upper bound inclusive", () => {
    const [entry] = busyYear(1);
    const band = (amount: number | undefined) =>
      filter("amount")
        .values({ ...entry!, amount })
        .map((v) => v.slug);
    expect([undefined, 0, 500_00, 500_01, 10_000_00, 10_000_01, 1_000_000_01].map(band)).toEqual([
      [],
      ["up-to-500"],
      ["up-to-500"],
      ["up-to-10000"],
      ["up-to-10000"],
      ["up-to-100000"],
      ["over-1000000"],
    ]);
  });

  test("find joint makers under one name, whoever held the posts", () => {
    const [entry] = busyYear(1);
    const makers = ["Police and Crime Commissioner", "Chief Constable"].map((capacity, i) => ({
      name: `P${i}`,
      capacity,
    }));
    expect(filter("decided-by").values({ ...entry!, makers })).toEqual([
      {
        slug: "police-and-crime-commissioner-and-chief-constable",
        label: "Police and Crime Commissioner and Chief Constable",
      },
    ]);
  });

  test("count what they hold, and a record is in each of its values", () => {
    const entries = busyYear(30).map((e, i) => ({ ...e, keyDecision: i % 3 === 0 }));
    expect(valuesAmong(filter("only"), entries)).toEqual([
      { slug: "key-decisions", label: "Key decisions", count: 10 },
    ]);
    expect(having(filter("only"), "key-decisions", entries)).toHaveLength(10);
    const bands = valuesAmong(filter("amount"), entries);
    expect(bands.reduce((sum, b) => sum + b.count, 0)).toBe(30);
    expect(bands.map((b) => b.slug)).toEqual(["up-to-10000", "up-to-100000"]);
  });

  test("are bounded for one record, however many categories its form ticked", () => {
    const view = decided("decision");
    const options = Array.from({ length: 40 }, (_, i) => ({ id: `c${i}`, label: `Category ${i}` }));
    const form = {
      ...view.form,
      fields: {
        ...view.form.fields,
        category: { type: "choices" as const, label: "Category", options, means: "category" as const },
        key: { type: "yesno" as const, label: "Key", means: "keyDecision" as const },
      },
    };
    const withholding = { withheld: "yes" as const, ground: "foia-43", parts: ["financial"] };
    const answers = {
      ...view.answers,
      category: options.map((o) => o.id),
      key: { answer: "yes" as const },
      withholding,
    };
    const entry = entryOf({ ...view, form, answers }, facts(view));
    expect(FILTERS.flatMap((f) => f.values(entry))).toHaveLength(MAX_FILTER_PAGES);
  });
});

describe("what a publication reads and writes", () => {
  const view = decided("decision");

  test("needs one year of one office, a first page and the records it links to", () => {
    expect(needs(entryOf(view, facts(view)))).toMatchObject({
      office: "cleveland",
      year: "2023",
      newest: 25,
      latest: 10,
    });
    const links = [
      { to: "own" as const, reference: "1/2020" },
      { to: "legacy" as const, reference: "2/2019" },
      { to: "other" as const, reference: "3/2019" },
    ];
    const entry = entryOf({ ...view, answers: { ...view.answers, links } }, facts(view));
    expect(needs(entry).linked).toEqual(["1/2020", "2/2019"]);
  });

  test("puts the entry in every list once, though an index has not seen it or has an old one", () => {
    const others = busyYear(40);
    const fresh = publicationOf(view, others);
    const stale = { ...fresh.entry, title: "An old title" };
    for (const p of [fresh, publicationOf(view, [...others, stale])]) {
      const { year, newest, latest, offices } = settled(p);
      for (const list of [year, newest.concat(year), latest.concat(year)])
        expect(list.find((e) => e.id === view.id)?.title).toBe(fresh.entry.title);
      expect(year).toHaveLength(41);
      expect(newest).toHaveLength(25);
      expect(latest).toHaveLength(10);
      expect(offices).toEqual([{ slug: "cleveland", name: view.office.body.name, years: ["2023"] }]);
    }
  });

  test("is the same however often it is repeated", () => {
    const p = settled(publicationOf(view, busyYear(5)));
    expect(publicFilesFor(p)).toEqual(publicFilesFor(settled(p)));
  });

  test("keys are paths without the slash, pages end in index.html", () => {
    expect(keyOf("/decisions/")).toBe("decisions/index.html");
    expect(keyOf("/decisions/schema.json")).toBe("decisions/schema.json");
  });
});
