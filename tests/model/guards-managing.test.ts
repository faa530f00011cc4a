/** Each guard of what is done around signatures by itself: moving, asking, pausing, submitting, withdrawing. */
import { describe, expect, it } from "vitest";
import type { Office } from "#core/form/office.ts";
import { type Command, decide } from "#core/record/decide.ts";
import type { State, Task } from "#core/record/state.ts";
import {
  answer,
  asking,
  by,
  context,
  GRANT,
  HASH,
  held,
  LEGAL,
  moving,
  OTHER,
  paused,
  returned,
  signing,
  submit,
  waiting,
  withPerson,
  withTask,
} from "#tests/model/situation.ts";
import { TESTSHIRE } from "#tests/support/office.ts";

describe("moving a request is refused", () => {
  it.each<[string, string, State, Command, Office?]>([
    ["where nothing stands in the way: it is done", "done", waiting, moving("mia")],
    ["to anyone but governance", "not-assignee", waiting, moving("mia", { governance: false })],
    ["to whoever is not asked themselves", "not-assignee", waiting, moving("mia", { why: "delegated" })],
    ["to the same person", "same-person", waiting, moving("mo")],
    ["to the author", "cannot-take", waiting, moving("ada"), withPerson("ada", { posts: [{ post: "mo" }] })],
    ["to somebody without the post", "cannot-take", waiting, moving("pat")],
    ["to whoever declared an interest", "cannot-take", withTask({ recused: ["mia"] }), moving("mia")],
    [
      "to whoever the plan asks later",
      "cannot-take",
      waiting,
      moving("pat"),
      withPerson("pat", { posts: [{ post: "mo" }, { post: "pcc" }] }),
    ],
    [
      "to whoever has another part",
      "cannot-take",
      waiting,
      moving("fin"),
      withPerson("fin", { posts: [{ post: "mo" }, { post: "cfo" }] }),
    ],
    ["where it is closed", "task-closed", withTask({ status: "done" }), moving("mia")],
    ["while the record is paused", "paused", paused, moving("mia")],
  ])("%s", (_, expected, state, command, office) => {
    expect(answer(state, command, office)).toBe(expected);
  });

  it("and names whoever stands in as one, but not whoever holds the post themselves", () => {
    const moved = (task: string, to: string) => {
      const command = moving(to, { task });
      return decide(waiting, command, context(TESTSHIRE, "2025-06-02T09:00:00.000Z"))[0]?.data;
    };
    expect(moved("1#money#0", "dep")).toMatchObject({ to: "dep", for: "fin" });
    expect(moved(LEGAL, "mia")).not.toHaveProperty("for");
  });

  it("but a part in an earlier round, or one that is closed, keeps nobody from it", () => {
    const office = withPerson("fin", { posts: [{ post: "mo" }, { post: "cfo" }] });
    const other = (change: Partial<Task>) => ({
      ...waiting,
      tasks: waiting.tasks.map((t) => (t.stage === "money" ? { ...t, ...change } : t)),
    });
    expect(answer(other({ status: "void" }), moving("fin"), office)).toBe("done");
    expect(answer(other({ task: "0#money#0" }), moving("fin"), office)).toBe("done");
    expect(answer(waiting, moving("fin"), { ...office, signOff: { twoPosts: "separately" } })).toBe("done");
  });
});

describe("bringing a copy signed on paper is refused", () => {
  const bring: Command = {
    type: "receivePaper",
    task: LEGAL,
    ...by("ada"),
    by: "ada",
    person: "mo",
    on: "2025-03-03",
    hash: HASH,
    scan: OTHER,
    outcome: "approve",
  };
  /** The office of the tests takes the monitoring officer's signature on paper. */
  const [form] = TESTSHIRE.forms;
  const none: Office = {
    ...TESTSHIRE,
    forms: [{ ...form!, stages: form!.stages.map((s) => ({ ...s, onPaper: false })) }],
  };
  const two = withPerson("mo", { posts: [{ post: "mo" }, { post: "cfo" }] });
  const signedTwo: State = {
    ...waiting,
    tasks: waiting.tasks.map((t) => (t.stage === "money" ? { ...t, person: "mo", status: "done" } : t)),
  };

  it.each<[string, string, State, Office?]>([
    ["where nothing stands in the way: it is done", "done", waiting],
    ["where the office takes none", "not-on-paper", waiting, none],
    ["of whoever has signed another part", "two-parts", signedTwo, two],
    [
      "unless the office lets one person hold two posts",
      "done",
      signedTwo,
      { ...two, signOff: { twoPosts: "separately" } },
    ],
  ])("%s", (_, expected, state, office) => {
    expect(answer(state, bring, office)).toBe(expected);
  });
});

describe("stepping aside is refused", () => {
  const aside = (person = "mo"): Command => ({ type: "stepAside", task: LEGAL, person });
  const alone = withPerson("mia", { posts: [] });
  const empty = withTask({ recused: ["mo"] });
  const personal = withTask({ post: undefined });

  it.each<[string, string, State, Command, Office?]>([
    ["where nothing stands in the way: it is done", "done", waiting, aside(), alone],
    ["to anyone but the one who is asked", "not-assignee", waiting, aside("fin"), alone],
    ["where somebody could take their place", "others-can", waiting, aside()],
    ["a second time", "vacant", empty, aside(), alone],
    ["but not of whoever is asked by their address, as nobody else is", "done", personal, aside()],
  ])("%s", (_, expected, state, command, office) => {
    expect(answer(state, command, office)).toBe(expected);
  });

  it("and then nobody signs, asks, brings a copy or is reminded until someone is named", () => {
    const remind = (why: "by-hand" | "due" | "escalated"): Command => ({
      type: "remind",
      task: LEGAL,
      ...by("ced", true),
      why,
    });
    for (const command of [signing(LEGAL, "mo"), asking(), remind("by-hand"), remind("due")])
      expect(answer(empty, command)).toBe("vacant");
    expect(answer(empty, remind("escalated"))).toBe("done");
    expect(answer(empty, moving("mia"))).toBe("done");
  });

  it("and whoever is asked by their address hands it on to nobody, but governance may", () => {
    const pass = moving("mia", { person: "mo", governance: false, why: "delegated" });
    expect(answer(waiting, pass)).toBe("done");
    expect(answer(personal, pass)).toBe("cannot-take");
    expect(answer(personal, moving("mia"))).toBe("done");
  });
});

describe("declaring a decision void is refused", () => {
  const byHand: Office = { ...TESTSHIRE, publication: { review: "publisher" } };
  const number = { series: "decision", period: "2025", n: 1, reference: "T-2025-001" };
  const decided: State = { ...waiting, state: "decided", number };
  const voiding = (more: object = {}): Command => ({
    type: "withdraw",
    ...by("ced", true),
    comment: HASH,
    ...more,
  });

  it.each<[string, string, State, Command, Office?]>([
    ["where nothing stands in the way: it is done", "done", decided, voiding()],
    ["to its author", "not-governance", decided, voiding(by("ada"))],
    ["without words for the public", "no-public-reason", decided, voiding({ comment: undefined })],
    ["once it goes out", "too-late", { ...decided, releasedToPublic: true }, voiding()],
    ["where it has no number", "too-late", { ...decided, number: undefined }, voiding()],
    ["where the office publishes by itself", "too-late", decided, voiding(), TESTSHIRE],
    ["once it is published", "too-late", { ...decided, state: "published" }, voiding()],
  ])("%s", (_, expected, state, command, office = byHand) => {
    expect(answer(state, command, office)).toBe(expected);
  });
});

describe("the rest is refused", () => {
  it.each<[string, string, State, Command]>([
    ["a question of somebody who is not asked", "not-assignee", waiting, asking("mia")],
    ["a question about content that the page did not show", "content-changed", waiting, asking("mo", OTHER)],
    ["a second question", "on-hold", held, { ...asking("fin"), task: "1#money#0" } as Command],
    [
      "an answer of anyone but the author",
      "not-author",
      held,
      { type: "answer", person: "ced", answer: HASH },
    ],
    ["an answer to no question", "no-question", waiting, { type: "answer", person: "ada", answer: HASH }],
    [
      "sending it again for somebody else",
      "not-author",
      waiting,
      { type: "remind", task: LEGAL, ...by("pat"), why: "by-hand" },
    ],
    [
      "submitting what is somebody else's",
      "not-author",
      returned,
      { ...submit(GRANT, OTHER, 2), person: "ced" } as Command,
    ],
    ["submitting twice", "not-a-draft", waiting, submit(GRANT, OTHER, 2)],
    ["pausing by a stranger", "not-author", waiting, { type: "pause", ...by("pat"), reason: HASH }],
    ["pausing twice", "cannot-pause", paused, { type: "pause", ...by("ada"), reason: HASH }],
    ["pausing a draft", "cannot-pause", returned, { type: "pause", ...by("ada"), reason: HASH }],
    ["resuming by a stranger", "not-author", paused, { type: "resume", ...by("pat") }],
    ["resuming what is not paused", "not-paused", waiting, { type: "resume", ...by("ada") }],
    ["withdrawing by a stranger", "not-author", waiting, { type: "withdraw", ...by("pat") }],
    [
      "withdrawing what is decided",
      "too-late",
      { ...waiting, state: "decided" },
      { type: "withdraw", ...by("ada") },
    ],
    [
      "publishing by somebody who is no publisher",
      "not-publisher",
      { ...waiting, state: "decided" },
      { type: "approvePublication", publisher: false },
    ],
    [
      "publishing what is not decided",
      "not-decided",
      waiting,
      { type: "approvePublication", publisher: true },
    ],
    [
      "publishing by hand where it goes by itself",
      "automatic",
      { ...waiting, state: "decided" },
      { type: "approvePublication", publisher: true },
    ],
  ])("%s", (_, expected, state, command) => {
    expect(answer(state, command)).toBe(expected);
  });

  it("publishing twice", () => {
    const office: Office = { ...TESTSHIRE, publication: { review: "publisher" } };
    const decided: State = { ...waiting, state: "decided" };
    const publish: Command = { type: "approvePublication", publisher: true };
    expect(answer(decided, publish, office)).toBe("done");
    expect(answer({ ...decided, releasedToPublic: true }, publish, office)).toBe("already-approved");
  });

  it("but the author or governance may pause, go on, send again and withdraw", () => {
    for (const who of [by("ada"), by("ced", true)]) {
      expect(answer(waiting, { type: "pause", ...who, reason: HASH })).toBe("done");
      expect(answer(paused, { type: "resume", ...who })).toBe("done");
      expect(answer(waiting, { type: "remind", task: LEGAL, ...who, why: "by-hand" })).toBe("done");
      expect(answer(waiting, { type: "withdraw", ...who })).toBe("done");
    }
  });
});
