/**
 * Each condition of a commit by itself: the state is as it was read, but one item is not (a slip in the
 * code, a repair by hand, two workers). The commit is refused, and names that item. The revision alone
 * would catch most of what the model does; these hold when it does not.
 */
import { beforeAll, describe, expect, it } from "vitest";
import * as Keys from "#core/aws/keys.ts";
import type { Office } from "#core/form/office.ts";
import { askedAnswers } from "#core/form/validate.ts";
import { type Change, commit } from "#core/record/commit.store.ts";
import type { Command } from "#core/record/decide.ts";
import { nextNumber } from "#core/record/execute.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import * as Records from "#core/record/records.ts";
import { getView } from "#core/record/view.store.ts";
import { makePlan } from "#core/signoff/plan.ts";
import { type Case, CMD, GRANT, put, refusedBy, set, T0, waiting } from "#tests/faults/spoiled.ts";
import { answerInProcess } from "#tests/support/in-process.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { actorOf, sign, submitted } from "#tests/support/signing.ts";
import { CREDENTIALS, cmd, setStoreEnvironment } from "#tests/support/store.ts";

const LATER = "2025-03-20T09:00:00.000Z";
const HASH = "a".repeat(64);

beforeAll(async () => {
  setStoreEnvironment();
  answerInProcess(CREDENTIALS);
  await publishDefinition(TESTSHIRE);
});

function signs(
  { loaded, legal }: Case,
  outcome: "approve" | "return" = "approve",
): [Command, Partial<Change>] {
  const task = loaded.state.tasks.find((t) => t.task === legal)!;
  const { person, hash } = task;
  const reason = outcome === "return" ? HASH : undefined;
  const command = {
    type: "sign",
    task: legal,
    person,
    outcome,
    hash,
    reason,
    statement: HASH,
    method: "link",
  } as const;
  return [command, { signature: { token: loaded.tasks.get(legal)?.token ?? "", salt: "s" } }];
}

describe("a signature is refused where", () => {
  it.each<[string, string, (c: Case) => Promise<unknown>]>([
    ["the command was carried out before", "command", (c) => put(Keys.commandKey(c.record, CMD))],
    ["the record is at another revision", "rev", (c) => set(Keys.recordKey(c.record), { rev: 9 })],
    ["the ledger has gone on", "event", (c) => put(Keys.eventKey(c.record, c.loaded.seq + 1), "ledger")],
    ["the email is owed already", "mail", (c) => put(Keys.outboxKey(c.record, c.loaded.seq + 1, 0))],
    ["the request is closed", "task-open", (c) => set(Keys.taskKey(c.record, c.legal), { status: "done" })],
    ["it is somebody else's", "task-open", (c) => set(Keys.taskKey(c.record, c.legal), { person: "mia" })],
    [
      "it is bound to other content",
      "task-open",
      (c) => set(Keys.taskKey(c.record, c.legal), { hash: HASH }),
    ],
    ["the link was used", "token", (c) => set(c.token(c.legal), { used: true })],
    ["the link was revoked", "token", (c) => set(c.token(c.legal), { revoked: true })],
    ["the link ran out", "token", (c) => set(c.token(c.legal), { exp: T0 })],
    ["the link is somebody else's", "token", (c) => set(c.token(c.legal), { person: "mia" })],
    ["the link is bound to other content", "token", (c) => set(c.token(c.legal), { hash: HASH })],
  ])("%s", async (_, refuses, spoil) => {
    const c = await waiting();
    const [command, more] = signs(c);
    expect(await refusedBy(c.loaded, command, () => spoil(c), more)).toBe(refuses);
  });

  it("is taken where all is as it was read", async () => {
    const c = await waiting();
    const [command, more] = signs(c);
    expect(await refusedBy(c.loaded, command, async () => {}, more)).toBe("committed");
  });
});

describe("what a signature leads to is refused where", () => {
  it.each<[string, string, (c: Case) => Promise<unknown>]>([
    [
      "another request is closed already",
      "task-open",
      (c) => set(Keys.taskKey(c.record, c.money), { status: "done" }),
    ],
    ["another link was used", "token", (c) => set(c.token(c.money), { used: true })],
    ["the draft is not locked", "draft", (c) => set(Keys.draftKey(c.record), { locked: undefined })],
  ])("%s", async (_, refuses, spoil) => {
    const c = await waiting();
    const [command, more] = signs(c, "return");
    expect(await refusedBy(c.loaded, command, () => spoil(c), more)).toBe(refuses);
  });

  it("the next request is there already", async () => {
    const c = await waiting({ amount: 0 });
    const [command, more] = signs(c);
    const spoil = () => put(Keys.taskKey(c.record, "1#decider#0"));
    expect(await refusedBy(c.loaded, command, spoil, more)).toBe("task");
  });
});

describe("a decision is refused where", () => {
  const decides = async (
    spoil: (number: { series: string; period: string; n: number }) => Promise<unknown>,
  ) => {
    const record = await submitted(TESTSHIRE, "ada", { ...GRANT, amount: 0 }, T0);
    await sign(record, "legal", T0);
    const loaded = await loadRecord(record);
    const next = await nextNumber(loaded.state, TESTSHIRE, T0);
    if (!next) throw new Error("no number");
    const { number, counter } = next;
    const { task, person, hash } = loaded.state.tasks.find((t) => t.stage === "decider")!;
    const by = { task, person, hash, statement: HASH, method: "code", interest: "none", number } as const;
    const signature = { token: loaded.tasks.get(task)?.token ?? "", salt: "s" };
    const command = { type: "sign", outcome: "approve", ...by } as const;
    return refusedBy(loaded, command, () => spoil(number), { signature, counter });
  };
  const counter = ({ series, period }: { series: string; period: string }) =>
    Keys.counterKey("testshire", series, period);
  const claim = ({ series, period, n }: { series: string; period: string; n: number }) =>
    Keys.claimKey("testshire", series, period, n);

  it("somebody else has begun the series", async () => {
    expect(await decides((n) => put(counter(n)))).toBe("counter");
    await set(counter({ series: "decision", period: "2025" }), { last: 0 });
  });
  it("the number was claimed", async () => {
    expect(await decides((n) => put(claim(n)))).toBe("claim");
    await set(counter({ series: "decision", period: "2025" }), { last: 1 });
  });
  it("the counter has moved on", async () => {
    expect(await decides((n) => set(counter(n), { last: 5 }))).toBe("counter");
  });
  it("and is taken where all is as it was read", async () => {
    expect(await decides(async () => {})).toBe("committed");
  });
});

describe("a request is not moved, sent again or asked about where", () => {
  const reassigned = (c: Case) =>
    ({
      type: "reassign",
      task: c.legal,
      person: "ced",
      governance: true,
      to: "mia",
      why: "reassigned",
    }) as const;
  const reminded = (c: Case) =>
    ({ type: "remind", task: c.legal, governance: true, why: "by-hand" }) as const;
  const asked = (c: Case) =>
    ({
      type: "query",
      task: c.legal,
      person: "mo",
      hash: c.loaded.state.hash ?? "",
      question: HASH,
    }) as const;
  const closed = (c: Case) => set(Keys.taskKey(c.record, c.legal), { status: "done" });
  const moved = (c: Case) => set(Keys.taskKey(c.record, c.legal), { person: "mia" });
  const used = (c: Case) => set(c.token(c.legal), { used: true });

  it.each<[string, string, (c: Case) => Command, (c: Case) => Promise<unknown>]>([
    ["it is closed (moved)", "task-open", reassigned, closed],
    ["somebody else has it by now", "task-open", reassigned, moved],
    ["its link was used (moved)", "token", reassigned, used],
    ["it is closed (sent again)", "task-open", reminded, closed],
    ["its link was used (sent again)", "token", reminded, used],
    ["it is closed (asked about)", "task-open", asked, closed],
    [
      "words stand there already",
      "words",
      () => ({ type: "withdraw", person: "ada", governance: false }),
      (c) => put(Keys.wordsKey(c.record, c.loaded.seq + 1)),
    ],
  ])("%s", async (_, refuses, command, spoil) => {
    const c = await waiting();
    const more = refuses === "words" ? { saying: { salt: "s", reason: "r" } } : {};
    expect(await refusedBy(c.loaded, command(c), () => spoil(c), more)).toBe(refuses);
  });
});

describe("whoever has an interest does not step aside where", () => {
  /** Nobody else holds the post, so that their seat stays empty. */
  const office: Office = {
    ...TESTSHIRE,
    people: TESTSHIRE.people?.map((p) => (p.id === "mia" ? { ...p, posts: [] } : p)),
  };

  it.each<[string, string, (c: Case) => Promise<unknown>]>([
    ["the request is closed", "task-open", (c) => set(Keys.taskKey(c.record, c.legal), { status: "done" })],
    ["it is somebody else's", "task-open", (c) => set(Keys.taskKey(c.record, c.legal), { person: "mia" })],
    ["their link was used", "token", (c) => set(c.token(c.legal), { used: true })],
    ["all is as it was read: they do", "committed", async () => {}],
  ])("%s", async (_, refuses, spoil) => {
    const c = await waiting();
    const command = { type: "stepAside", task: c.legal, person: "mo" } as const;
    expect(await refusedBy(c.loaded, command, () => spoil(c), { office })).toBe(refuses);
  });
});

describe("a submission is refused where", () => {
  it.each<[string, string, (record: string) => Promise<unknown>]>([
    ["the draft was saved again", "draft", (record) => set(Keys.draftKey(record), { saveNo: 9 })],
    ["the draft is locked", "draft", (record) => set(Keys.draftKey(record), { locked: true })],
    ["this version is there already", "content", (record) => put(Keys.contentKey(record, 1))],
  ])("%s", async (_, refuses, spoil) => {
    const actor = actorOf(TESTSHIRE, "ada");
    const form = TESTSHIRE.forms[0]!;
    const base = { office: TESTSHIRE.office, form: form.id, actor, now: T0 };
    const { id } = await Records.create({ ...base, cmdId: cmd() });
    const { saveNo } = await Records.saveDraft({ id, answers: GRANT, saveNo: 1, actor, now: T0 });
    const { loaded } = await getView(id);
    const { plan } = makePlan(TESTSHIRE, form, askedAnswers(form, GRANT), "ada", "2025-03-03");
    const command = { type: "submit", person: "ada", version: 1, hash: HASH, definition: 1, plan } as const;
    expect(await refusedBy(loaded, command, () => spoil(id), { submitted: { saveNo, content: "{}" } })).toBe(
      refuses,
    );
  });

  it("the draft that is withdrawn is locked already", async () => {
    const actor = actorOf(TESTSHIRE, "ada");
    const form = TESTSHIRE.forms[0]!.id;
    const { id } = await Records.create({ office: TESTSHIRE.office, form, actor, now: T0, cmdId: cmd() });
    const command = { type: "withdraw", person: "ada", governance: false } as const;
    const lock = () => set(Keys.draftKey(id), { locked: true });
    expect(await refusedBy(await loadRecord(id), command, lock)).toBe("draft");
  });

  it("a record with its id or its draft is there already", async () => {
    for (const [key, refuses] of [
      [Keys.recordKey, "new"],
      [Keys.draftKey, "draft"],
    ] as const) {
      const id = cmd();
      await put(key(id));
      const data = { form: "decision", kind: "decision", definition: 1, author: "ada" } as const;
      const outcome = await commit(
        undefined,
        { id, office: "testshire" },
        {
          events: [{ type: "Created", data }],
          actor: "ada",
          cmdId: id,
          now: LATER,
          office: TESTSHIRE,
          title: "",
          draft: { answers: "{}" },
        },
      );
      expect(outcome).toMatchObject({ ok: false, failed: refuses });
    }
  });
});
