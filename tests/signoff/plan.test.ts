/**
 * The plan and the scheme of delegation at their edges: the first and last day of a post, the last penny
 * of a limit, what is reserved, and who signs nothing. Pure, with an office that is bent for each.
 */
import { describe, expect, it } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import type { Delegation, Office } from "#core/form/office.ts";
import { lawfulMakers, unlawfulMaker } from "#core/signoff/delegation.ts";
import { makePlan, mayFill, outcomesOf } from "#core/signoff/plan.ts";
import { TESTSHIRE } from "#tests/support/office.ts";

const form = TESTSHIRE.forms[0]!;
const GRANT: Answers = { title: "A grant", category: "grant", amount: 1_000_000, maker: "pcc" };
const DAY = "2025-03-03";
const withPerson = (id: string, change: object): Office => ({
  ...TESTSHIRE,
  people: TESTSHIRE.people?.map((p) => (p.id === id ? { ...p, ...change } : p)),
});
const plan = (office = TESTSHIRE, answers = GRANT, author = "ada", day = DAY) =>
  makePlan(office, office.forms[0]!, answers, author, day);
const seatsOf = (stage: string, ...given: Parameters<typeof plan>) =>
  plan(...given).plan.stages.find((s) => s.stage === stage)?.slots;

describe("a post is held", () => {
  const held = withPerson("mo", { posts: [{ post: "mo", from: "2025-03-03", to: "2025-03-31" }] });

  it.each([
    ["2025-03-02", false],
    ["2025-03-03", true],
    ["2025-03-31", true],
    ["2025-04-01", false],
  ])("on %s: %s", (day, expected) => {
    expect(mayFill(held, { post: "mo", person: "mo" }, day)).toBe(expected);
  });

  it.each([
    ["2025-05-31", false],
    ["2025-06-01", true],
    ["2025-06-30", true],
    ["2025-07-01", false],
  ])("by whoever stands in, on %s: %s", (day, expected) => {
    expect(mayFill(TESTSHIRE, { post: "cfo", person: "dep", for: "fin" }, day)).toBe(expected);
    expect(seatsOf("money", TESTSHIRE, GRANT, "ada", day)?.[0]?.person).toBe(expected ? "dep" : "fin");
  });

  it("by nobody who stands in for somebody else, or has left altogether", () => {
    const june = "2025-06-15";
    expect(mayFill(TESTSHIRE, { post: "cfo", person: "dep", for: "mo" }, june)).toBe(false);
    expect(mayFill(TESTSHIRE, { post: "cfo", person: "gone" }, june)).toBe(false);
  });
});

describe("the author", () => {
  it("is asked for nothing: the next who holds the post is", () => {
    expect(seatsOf("legal", TESTSHIRE, GRANT, "mo")).toMatchObject([{ person: "mia" }]);
  });

  it("is told where nobody else holds it, or stands in, and the paper is not submitted", () => {
    expect(plan(TESTSHIRE, GRANT, "fin").problems.join()).toContain("no one signs their own paper");
    const june = plan(TESTSHIRE, GRANT, "dep", "2025-06-15");
    expect(june.problems.join()).toContain("no one signs their own paper");
    expect(plan().problems).toEqual([]);
  });
});

describe("a paper is not submitted", () => {
  it("where one person would sign twice, unless the office lets them", () => {
    const both = withPerson("mo", { posts: [{ post: "mo" }, { post: "cfo" }] });
    const alone = { ...both, people: both.people?.filter((p) => p.id !== "fin") };
    expect(plan(alone).problems.join()).toContain("Mo Monitor would sign twice");
    expect(plan({ ...alone, signOff: { twoPosts: "separately" } }).problems).toEqual([]);
  });

  it("where nobody is left to decide", () => {
    const stages = form.stages.map((s) =>
      s.kind === "decide" ? { ...s, when: { means: "amount", over: 2_000_000 } } : s,
    );
    const office = { ...TESTSHIRE, forms: [{ ...form, stages }] } as Office;
    expect(plan(office).problems).toEqual(["No one is left to take the decision"]);
    expect(plan(office, { ...GRANT, amount: 2_000_001 }).problems).toEqual([]);
  });

  it("where too few of a board can be asked for its quorum", () => {
    const board = (quorum: number): Office => ({
      ...TESTSHIRE,
      posts: TESTSHIRE.posts.map((p) => (p.id === "board" ? { ...p, quorum } : p)),
      forms: [
        { ...form, stages: form.stages.map((s) => (s.id === "board" ? { ...s, by: { post: "board" } } : s)) },
      ],
    });
    const answers = { ...GRANT, category: "plan" };
    expect(plan(board(2), answers).problems).toEqual([]);
    expect(plan(board(2), answers).plan.stages.find((s) => s.stage === "board")?.need).toBe(2);
    expect(plan(board(3), answers).problems.join()).toContain("only 2 can be asked");
    // One of the two has left.
    expect(plan(board(2), answers, "ada", "2026-01-01").problems.join()).toContain("only 1 can be asked");
  });
});

it("whoever returns, refuses, puts off or approves with changes says why", () => {
  const stage = { id: "x", kind: "decide", by: { post: "pcc" } } as const;
  const outcomes = ["approve", "approve-with-changes", "note", "return", "refuse", "defer"] as const;
  const asked = outcomesOf({ ...stage, outcomes: outcomes.map((id) => ({ id })) });
  expect(asked.filter((o) => o.reason).map((o) => o.id)).toEqual([
    "approve-with-changes",
    "return",
    "refuse",
    "defer",
  ]);
});

describe("the scheme of delegation", () => {
  const choices = { ...form.fields.category!, type: "choices" } as never;
  const several = { ...form, fields: { ...form.fields, category: choices } };
  const office = (delegation: Delegation[]): Office => ({ ...TESTSHIRE, delegation });
  const LIMITED = office([
    { maker: "pcc", categories: ["*"] },
    { maker: "ce", categories: ["grant"], upTo: 5_000_000 },
  ]);
  const makers = (of: Office, answers: Answers, by = form) =>
    lawfulMakers(of, by, answers).map((a) => a.post);

  it("goes down to the last penny of a limit, and no further", () => {
    expect(makers(LIMITED, { ...GRANT, amount: 5_000_000 })).toEqual(["ce", "pcc"]);
    expect(makers(LIMITED, { ...GRANT, amount: 5_000_001 })).toEqual(["pcc"]);
    const above = { ...GRANT, maker: "ce", amount: 5_000_001 };
    expect(unlawfulMaker(LIMITED, form, above)).toContain("does not let the Chief Executive decide this");
    expect(unlawfulMaker(LIMITED, form, { ...above, amount: 5_000_000 })).toBeUndefined();
  });

  it("goes no lower than what is reserved, whatever else covers it", () => {
    const reserved = office([
      { maker: "pcc", categories: ["plan"], reserved: true },
      { maker: "ce", categories: ["*"] },
    ]);
    expect(makers(reserved, { ...GRANT, category: "plan" })).toEqual(["pcc"]);
    expect(makers(reserved, GRANT)).toEqual(["ce"]);
    // Beside another that is not.
    expect(makers(reserved, { ...GRANT, category: ["grant", "plan"] }, several)).toEqual(["pcc"]);
  });

  it("covers a paper of several categories where it covers each, and one of none by a row for all alone", () => {
    expect(makers(LIMITED, { ...GRANT, category: ["grant"] }, several)).toEqual(["ce", "pcc"]);
    expect(makers(LIMITED, { ...GRANT, category: ["grant", "plan"] }, several)).toEqual(["pcc"]);
    expect(makers(LIMITED, { ...GRANT, category: undefined as never })).toEqual(["pcc"]);
  });
});
