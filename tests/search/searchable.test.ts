/** What the index is told of a record: all that the public may read, and nothing that it may not. */
import { describe, expect, test } from "vitest";
import { findField } from "#core/form/reading.ts";
import { entryOf } from "#core/notice/entry.ts";
import { entryInBoth } from "#core/notice/welsh.ts";
import type { RecordView } from "#core/record/view.ts";
import { searchableOf } from "#core/search/searchable.ts";
import { textsIn } from "#core/search/two-languages.ts";
import { canary, isWritten, secretive } from "#tests/journeys/canaries.ts";
import { decided, decidedAs, EXAMPLES, facts, IN_BOTH } from "#tests/notice/published.ts";

const KINDS = Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[];
const told = (view: RecordView) => searchableOf(view, entryOf(view, facts(view)));
const everything = (view: RecordView) => JSON.stringify(told(view));

describe.each(KINDS)("the example of a %s", (kind) => {
  const view = decided(kind);
  const { fields } = view.form;
  const written = Object.keys(view.answers).filter((id) => fields[id] && isWritten(fields[id]));
  const own = findField(view.form, "withholding")?.id;
  const hiding = (ids: string[], withholding: object): RecordView => {
    const example = { form: view.form.id, answers: view.answers } as Parameters<typeof secretive>[1];
    const { answers } = secretive(view.office, example, ids, withholding as never);
    return { ...view, answers: answers as RecordView["answers"] };
  };
  const open = { withheld: "no" };

  test("is found by its number, its title and its prose", () => {
    const { searchable, text } = told(view);
    expect(searchable.reference).toBe(view.reference);
    expect(searchable.key.endsWith(`#${view.id}`)).toBe(true);
    const titles = searchable.parts.filter((p) => p.kind === "title").map((p) => p.text);
    expect(titles).toContain(entryOf(view, facts(view)).title);
    expect(text.length).toBeGreaterThan(1000);
    const prose = written.filter((id) => fields[id]?.type === "prose" && fields[id]?.public !== "no");
    const told_ = everything(hiding(prose, open));
    expect(prose.length).toBeGreaterThan(0);
    for (const id of prose) expect(told_).toContain(canary(id));
  });

  test("is not told what is never public, or who to write to", () => {
    const secret = written.filter((id) => fields[id]?.public === "no");
    const text = everything(hiding(secret, open));
    expect(text).not.toContain("CANARY");
    expect(text).not.toMatch(/\S@\S/);
  });

  test.runIf(own)("is not told the parts that are withheld, or why", () => {
    for (const id of written) {
      const says = {
        withheld: "yes",
        parts: [id],
        ground: "foia-43",
        reason: "CANARY",
        safeTitle: "A safe title",
      };
      expect(everything(hiding([id], says)), id).not.toContain("CANARY");
    }
  });

  test.runIf(own)("withheld whole, is told only by what its stub says", () => {
    const says = {
      withheld: "yes",
      parts: "whole",
      ground: "foia-43",
      reason: "CANARY",
      publicInterest: "CANARY",
      safeTitle: "An award to a provider",
    };
    const stub = { ...hiding(written, says), state: "withheld" as const };
    const { searchable, text } = told(stub);
    expect(text).toBe("");
    expect(JSON.stringify(searchable)).not.toContain("CANARY");
    const entry = entryOf(stub, facts(stub));
    const words = searchable.parts.map((p) => p.text);
    const allowed = [
      entry.title,
      entry.reference,
      entry.form.title,
      entry.withheld?.ground,
      ...entry.makers.flatMap((m) => [m.name, m.capacity]),
    ];
    expect(words.filter((w) => !allowed.includes(w))).toEqual([]);
    expect(words).toContain("An award to a provider");
  });
});

test("a number that was not used is found by its number alone", () => {
  const view = decided("decision", { state: "withdrawn", decidedAt: undefined });
  const { searchable, text } = told(view);
  expect(text).toBe("");
  expect(searchable.parts.map((p) => p.text)).toEqual([view.reference, view.form.title, view.form.title]);
});

describe("a record in both languages", () => {
  const view = decidedAs(IN_BOTH);
  const answers = view.answers as Record<string, string>;
  const { searchable, text } = searchableOf(view, entryInBoth(view, facts(view)));
  const words = (kind: string) => searchable.parts.filter((p) => p.kind === kind).map((p) => p.text);

  test("is found by its title, its summary and its text in either, each for what it is", () => {
    expect(words("title")).toEqual(expect.arrayContaining([answers.title, answers.titleWelsh]));
    expect(words("summary")).toEqual([answers.summary, answers.summaryWelsh]);
    expect(words("text").join()).toContain("Dyfarnu £42,500");
  });

  test("is found by what its office says in Welsh, once where both say the same", () => {
    const said = ["Cofnod o benderfyniad", "Polisi", "Comisiynydd Heddlu a Throseddu", "Grant"];
    expect(said.filter((word) => words("text").includes(word))).toEqual([said[0], said[2], said[3]]);
    expect(words("text").filter((word) => word === "Grant")).toHaveLength(1);
  });

  test("keeps the words of each language apart, for what is shown of them", () => {
    const { en, cy } = textsIn(text);
    expect([en.includes(answers.summary!), en.includes(answers.summaryWelsh!)]).toEqual([true, false]);
    expect([cy.includes(answers.summaryWelsh!), cy.includes(answers.summary!)]).toEqual([true, false]);
  });

  test("withheld whole, is told nothing that either says", () => {
    const secret = { ...view, state: "withheld" as const };
    const told = searchableOf(secret, entryInBoth(secret, facts(secret)));
    expect(told.text).toBe("");
    for (const said of [answers.titleWelsh!, "Dyfarnu", "Bydd dau weithiwr"])
      expect(JSON.stringify(told)).not.toContain(said);
  });
});
