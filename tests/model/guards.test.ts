/**
 * Each guard of a signature by itself: a situation in which it alone stands in the way. What the store
 * checks again, and what a plan would never lead to, is guarded here all the same.
 */
import { describe, expect, it } from "vitest";
import type { Office } from "#core/form/office.ts";
import { type Command, decide } from "#core/record/decide.ts";
import type { State } from "#core/record/state.ts";
import {
  answer,
  BOARD,
  context,
  DECIDER,
  GRANT,
  HASH,
  held,
  LEGAL,
  OTHER,
  PLAN,
  paused,
  signing,
  stateAfter,
  submit,
  waiting,
  withPerson,
  withTask,
} from "#tests/model/situation.ts";
import { TESTSHIRE } from "#tests/support/office.ts";

const NEXT = { id: "nia", name: "Nia Next", email: "nia@testshire.example", posts: [{ post: "pcc" }] };

describe("signing is refused", () => {
  it.each<[string, string, State, Command, Office?]>([
    ["where nothing stands in the way: it is done", "done", waiting, signing(LEGAL, "mo")],
    ["to anyone but the one who is asked", "not-assignee", waiting, signing(LEGAL, "mia")],
    [
      "to the author, even where they are asked",
      "own-paper",
      withTask({ person: "ada" }),
      signing(LEGAL, "ada"),
      withPerson("ada", { posts: [{ post: "mo" }] }),
    ],
    [
      "to whoever has left the post",
      "post-not-held",
      waiting,
      signing(LEGAL, "mo"),
      withPerson("mo", { posts: [{ post: "mo", to: "2025-03-02" }] }),
    ],
    [
      "to whoever has not taken it up yet",
      "post-not-held",
      waiting,
      signing(LEGAL, "mo"),
      withPerson("mo", { posts: [{ post: "mo", from: "2025-03-04" }] }),
    ],
    [
      "on content that the page did not show",
      "content-changed",
      waiting,
      signing(LEGAL, "mo", { hash: OTHER }),
    ],
    [
      "where the request is of older content",
      "content-changed",
      withTask({ hash: OTHER }),
      signing(LEGAL, "mo", { hash: OTHER }),
    ],
    [
      "where only the record's content is what was shown",
      "content-changed",
      withTask({ hash: OTHER }),
      signing(LEGAL, "mo"),
    ],
    ["where the request is closed", "task-closed", withTask({ status: "void" }), signing(LEGAL, "mo")],
    ["a second time", "task-closed", withTask({ status: "done" }), signing(LEGAL, "mo")],
    [
      "once the record is back with its author",
      "not-in-review",
      { ...waiting, state: "draft" },
      signing(LEGAL, "mo"),
    ],
    ["once it is withdrawn", "not-in-review", { ...waiting, state: "withdrawn" }, signing(LEGAL, "mo")],
    ["while a question is open", "on-hold", held, signing(LEGAL, "mo")],
    ["while the record is paused", "paused", paused, signing(LEGAL, "mo")],
    ["where there is no such request", "no-task", waiting, signing("1#other#0", "mo")],
    ["without an outcome of the stage", "sign-outcome", waiting, signing(LEGAL, "mo", { outcome: "defer" })],
    ["without a reason to return it", "sign-reason", waiting, signing(LEGAL, "mo", { outcome: "return" })],
  ])("%s", (_, expected, state, command, office) => {
    expect(answer(state, command, office)).toBe(expected);
  });

  it("to a decider who does not say whether they have an interest", () => {
    const state = stateAfter([submit({ ...GRANT, amount: 0 }), signing(LEGAL, "mo")]);
    expect(answer(state, signing(DECIDER, "pat", { interest: undefined }))).toBe("sign-interest");
    expect(answer(state, signing(DECIDER, "pat"))).toBe("done");
  });

  it("to whoever has signed another part, unless the office lets one person hold two posts", () => {
    const signed = stateAfter([submit(GRANT), signing("1#money#0", "fin")]);
    const both = withPerson("fin", { posts: [{ post: "mo" }, { post: "cfo" }] });
    const again = withTask({ person: "fin" }, signed);
    expect(answer(again, signing(LEGAL, "fin"), both)).toBe("two-parts");
    expect(answer(again, signing(LEGAL, "fin"), { ...both, signOff: { twoPosts: "separately" } })).toBe(
      "done",
    );
    expect(answer({ ...again, cycle: 0 }, signing(LEGAL, "fin"), both)).toBe("done");
  });

  it("to a stand-in outside the days they stand in, and on posts they do not stand in for", () => {
    const state = stateAfter([submit(GRANT)]);
    const seat = { person: "dep", for: "fin" };
    const money = { ...state, tasks: state.tasks.map((t) => (t.stage === "money" ? { ...t, ...seat } : t)) };
    const signs = signing("1#money#0", "dep");
    expect(answer(money, signs, TESTSHIRE, "2025-05-31T09:00:00.000Z")).toBe("post-not-held");
    expect(answer(money, signs, TESTSHIRE, "2025-06-01T09:00:00.000Z")).toBe("done");
    expect(answer(money, signs, TESTSHIRE, "2025-07-01T09:00:00.000Z")).toBe("post-not-held");
    const narrow = withPerson("dep", {
      standsIn: [{ for: "fin", posts: ["mo"], from: "2025-01-01", to: "2025-12-31" }],
    });
    expect(answer(money, signs, narrow)).toBe("post-not-held");
  });
});

it("nobody approves by a correction what was refused", () => {
  const state = stateAfter([submit({ ...GRANT, amount: 0 }), signing(LEGAL, "mo")]);
  const before = { outcome: "refuse" } as NonNullable<State["correction"]>["before"];
  const corrects = { ...state, correction: { before } as State["correction"] };
  expect(answer(corrects, signing(DECIDER, "pat"))).toBe("correction-of-refusal");
  expect(answer(corrects, signing(DECIDER, "pat", { outcome: "refuse", reason: HASH }))).toBe("done");
});

describe("one act for two posts is refused", () => {
  const MONEY = "1#money#0";
  const together: Office = {
    ...withPerson("mo", { posts: [{ post: "mo" }, { post: "cfo" }] }),
    signOff: { twoPosts: "together" },
  };
  const two = { ...waiting, tasks: waiting.tasks.map((t) => ({ ...t, person: "mo" })) };
  const both = signing(LEGAL, "mo", { also: [{ task: MONEY, statement: HASH }] });
  const [form] = TESTSHIRE.forms;
  const asksMore: Office = {
    ...together,
    forms: [
      {
        ...form!,
        stages: form!.stages.map((s) => (s.id === "money" ? { ...s, comment: { required: true } } : s)),
      },
    ],
  };

  it.each<[string, string, State, Office]>([
    ["where nothing stands in the way: it is done", "done", two, together],
    ["where the office has each signed by itself", "not-together", two, { ...together, signOff: {} }],
    ["where the other is somebody else's", "not-together", waiting, together],
    ["where the other asks for more than a signature", "not-together", two, asksMore],
    [
      "where the other post is not held",
      "post-not-held",
      two,
      { ...TESTSHIRE, signOff: { twoPosts: "together" } },
    ],
  ])("%s", (_, expected, state, office) => {
    expect(answer(state, both, office)).toBe(expected);
  });
});

describe("what follows from a signature", () => {
  const types = (state: State, command: Command) => decide(state, command, context()).map((e) => e.type);

  it("waits for those beside it, and then opens the next step once", () => {
    expect(types(waiting, signing(LEGAL, "mo"))).toEqual(["SignedOff"]);
    const state = stateAfter([submit(GRANT), signing(LEGAL, "mo")]);
    expect(types(state, signing("1#money#0", "fin"))).toEqual(["SignedOff", "TaskOpened"]);
  });

  it("counts nothing that was signed on other content, or in an earlier round", () => {
    const signed = stateAfter([submit(GRANT), signing(LEGAL, "mo")]);
    const older = {
      ...signed,
      tasks: signed.tasks.map((t) => (t.task === LEGAL ? { ...t, hash: OTHER } : t)),
    };
    expect(types(older, signing("1#money#0", "fin"))).toEqual(["SignedOff"]);
    const earlier = {
      ...signed,
      cycle: 2,
      tasks: signed.tasks.map((t) => (t.stage === "money" ? { ...t, task: "2#money#0" } : t)),
    };
    expect(types(earlier, signing("2#money#0", "fin"))).toEqual(["SignedOff"]);
  });

  it("does not count a comment that lets nothing pass", () => {
    const signed = stateAfter([submit(GRANT), signing(LEGAL, "mo")]);
    const refused = {
      ...signed,
      tasks: signed.tasks.map((t) => (t.task === LEGAL ? { ...t, outcome: "refuse" as const } : t)),
    };
    expect(types(refused, signing("1#money#0", "fin"))).toEqual(["SignedOff"]);
  });

  it("asks whoever holds the post on the day that it is asked, not on the day of the plan", () => {
    const state = stateAfter([submit({ ...GRANT, amount: 0 })]);
    const gone = withPerson("pat", { posts: [{ post: "pcc", to: "2025-03-02" }] });
    const opened = (office: Office) =>
      decide(state, signing(LEGAL, "mo"), context(office)).find((e) => e.type === "TaskOpened")?.data;
    expect(opened(TESTSHIRE)).toMatchObject({ person: "pat" });
    expect(opened({ ...gone, people: [...gone.people!, NEXT] })).toMatchObject({ person: "nia" });
    const away = { for: "pat", from: "2025-03-01", to: "2025-03-31" };
    const standIn = {
      ...TESTSHIRE,
      people: [...TESTSHIRE.people!, { ...NEXT, posts: [], standsIn: [away] }],
    };
    expect(opened(standIn)).toMatchObject({ person: "nia", for: "pat" });
    // Nobody else there: the plan's own, so that governance can give it to somebody.
    expect(opened(gone)).toMatchObject({ person: "pat" });
    const other = {
      ...gone,
      people: gone.people!.map((p) =>
        p.id === "mo" ? { ...p, posts: [{ post: "mo" }, { post: "pcc" }] } : p,
      ),
    };
    expect(opened(other)).toMatchObject({ person: "pat" });
  });

  it("closes the others where enough have signed", () => {
    const state = stateAfter([submit(PLAN), signing(LEGAL, "mo")]);
    expect(types(state, signing(BOARD, "bea"))).toEqual(["SignedOff", "TaskVoided", "TaskOpened"]);
  });

  it("closes everything where one returns it, and where the decider refuses", () => {
    expect(types(waiting, signing(LEGAL, "mo", { outcome: "return", reason: HASH }))).toEqual([
      "SignedOff",
      "TaskVoided",
      "Returned",
    ]);
    expect(types(waiting, signing(LEGAL, "mo", { outcome: "refuse", reason: HASH }))).toEqual([
      "SignedOff",
      "TaskVoided",
      "Returned",
    ]);
    const state = stateAfter([submit({ ...GRANT, amount: 0 }), signing(LEGAL, "mo")]);
    expect(types(state, signing(DECIDER, "pat", { outcome: "refuse", reason: HASH }))).toEqual([
      "SignedOff",
      "Decided",
    ]);
    expect(types(state, signing(DECIDER, "pat"))).toEqual(["SignedOff", "Decided"]);
  });
});
