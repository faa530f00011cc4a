import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import * as Managing from "#core/record/managing.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { remindDue } from "#core/record/reminding.ts";
import { getView } from "#core/record/view.store.ts";
import { codeOf as codeFor } from "#core/signoff/code.ts";
import { act, ask, look, passOn, requestCode } from "#core/signoff/signing.ts";
import { linkKeys, readToken } from "#core/signoff/token.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { actorOf, codeOf, proofFor, requestOf, requests, sign, submitted } from "#tests/support/signing.ts";
import { cmd, openStore, type Store } from "#tests/support/store.ts";

let store: Store;
const T0 = "2025-03-03T09:00:00.000Z";
const GRANT = {
  title: "A grant",
  category: "grant",
  amount: 1_000_000,
  maker: "pcc",
  recommendations: ["Pay", "Report"],
};
const ada = actorOf(TESTSHIRE, "ada");
const ced = actorOf(TESTSHIRE, "ced");
const record = (answers = {}, now = T0) => submitted(TESTSHIRE, "ada", { ...GRANT, ...answers }, now);
const stateOf = async (id: string) => (await loadRecord(id)).state;
const stages = async (id: string) => (await requests(id)).map((r) => r.stage).sort();

beforeAll(async () => {
  store = await openStore();
  await publishDefinition(TESTSHIRE);
});
afterAll(() => store.stop());

describe("the plan", () => {
  it("asks those beside one another at once, and keeps why a stage is skipped", async () => {
    const id = await record();
    expect(await stages(id)).toEqual(["legal", "money"]);
    const { plan } = await stateOf(id);
    expect(plan?.skipped).toEqual([{ stage: "board", why: "Not needed unless “Category” is “Plan”" }]);
    await sign(id, "money", T0);
    expect(await stages(id)).toEqual(["legal"]);
    await sign(id, "legal", T0);
    expect(await stages(id)).toEqual(["decider"]);
  });

  it("is satisfied by any one where any one is enough, and tells the others", async () => {
    const id = await record({ category: "plan", amount: 0 });
    expect(await stages(id)).toEqual(["legal"]);
    await sign(id, "legal", T0);
    const [first, second] = await requests(id);
    expect(first?.stage).toBe("board");
    await act(first!.link, { cmdId: cmd(), hash: first!.hash, outcome: "approve" }, T0);
    expect(await codeOf(look(second!.link, T0))).toBe("bad-link");
    expect(await stages(id)).toEqual(["decider"]);
  });

  it("does not let the scheme of delegation be passed by", async () => {
    expect(await codeOf(record({ maker: "ce" }))).toBe("done");
    expect(await codeOf(record({ maker: "ce", amount: 5_000_001 }))).toBe("invalid-answers");
    expect(await codeOf(record({ maker: "ce", category: "plan" }))).toBe("invalid-answers");
  });

  it("asks whoever stands in, and says for whom and by what authority", async () => {
    const now = "2025-06-10T09:00:00.000Z";
    const id = await record({}, now);
    expect((await requestOf(id, "money")).person).toBe("dep");
    await sign(id, "money", now);
    const { view } = await getView(id);
    expect(view.signOffs.find((s) => s.stage === "money")).toMatchObject({
      name: "Dee Deputy",
      for: { name: "Fin Finance", under: "scheme of delegation, 4.2" },
    });
  });
});

describe("questions", () => {
  it("hold every signature until the author has answered, and the link stays good", async () => {
    const id = await record();
    const { link, hash } = await requestOf(id, "legal");
    await ask(link, { cmdId: cmd(), hash, question: "Which power?" }, T0);
    expect(await codeOf(sign(id, "money", T0))).toBe("on-hold");
    expect((await look(link, T0)).waits).toBe("question");
    expect(
      await codeOf(Managing.answerQuestion({ id, cmdId: cmd(), actor: ced, now: T0, answer: "s9" })),
    ).toBe("not-author");
    await Managing.answerQuestion({ id, cmdId: cmd(), actor: ada, now: T0, answer: "Section 9" });
    expect((await look(link, T0)).questions).toEqual([{ text: "Which power?", at: T0, answer: "Section 9" }]);
    await sign(id, "legal", T0);
  });

  it("need words", async () => {
    const { link, hash } = await requestOf(await record(), "legal");
    expect(await codeOf(ask(link, { cmdId: cmd(), hash, question: "  " }, T0))).toBe("invalid-answers");
  });
});

describe("passing on", () => {
  it("moves a request to another holder: the old link stops, the new one works", async () => {
    const id = await record();
    const { link } = await requestOf(id, "legal");
    expect((await look(link, T0)).others.map((p) => p.id)).toEqual(["mia"]);
    expect(await codeOf(passOn(link, { cmdId: cmd(), to: "pat", why: "delegated" }, T0))).toBe(
      "invalid-answers",
    );
    await passOn(link, { cmdId: cmd(), to: "mia", why: "delegated", reason: "On leave" }, T0);
    expect(await codeOf(look(link, T0))).toBe("bad-link");
    const after = await requestOf(id, "legal");
    expect(after.person).toBe("mia");
    await sign(id, "legal", T0);
  });

  it("is for governance alone when it is someone else's request", async () => {
    const id = await record();
    const { task } = await requestOf(id, "legal");
    const move = (actor = ced, to = "mia") =>
      Managing.reassign({ id, task, to, reason: "Away", cmdId: cmd(), actor, now: T0 });
    expect(await codeOf(move(ada))).toBe("not-assignee");
    expect(await codeOf(move(ced, "ada"))).toBe("cannot-take");
    expect(await codeOf(move(ced, "fin"))).toBe("cannot-take");
    await move();
    expect((await requestOf(id, "legal")).person).toBe("mia");
  });

  it("follows a declared interest, and whoever declared it cannot come back", async () => {
    const id = await record();
    const recuse = { interest: "declared", reason: "A relative works there" };
    for (const stage of ["legal", "money"]) await sign(id, stage, T0);
    expect(await codeOf(sign(id, "decider", T0, { interest: undefined }))).toBe("invalid-answers");
    const legal = await record();
    const { link } = await requestOf(legal, "legal");
    await passOn(link, { cmdId: cmd(), to: "mia", why: "recused", reason: recuse.reason }, T0);
    const { task } = await requestOf(legal, "legal");
    const back = { id: legal, task, to: "mo", reason: "Again", cmdId: cmd(), actor: ced, now: T0 };
    expect(await codeOf(Managing.reassign(back))).toBe("cannot-take");
  });
});

describe("deciding", () => {
  const ready = async (answers = {}) => {
    const id = await record(answers);
    for (const stage of ["legal", "money"]) await sign(id, stage, T0);
    return id;
  };

  it("needs a code from the mailbox on file, right, in time, and not guessed at", async () => {
    const id = await ready();
    const { link, hash } = await requestOf(id, "decider");
    const token = readToken("sign", link, linkKeys()) ?? "";
    const clauses = { "0": "approve", "1": "approve" } as const;
    const signature = (code?: string) => ({
      cmdId: cmd(),
      hash,
      outcome: "approve",
      interest: "none",
      clauses,
      code,
    });
    expect(await codeOf(act(link, signature(), T0))).toBe("invalid-answers");
    await requestCode(link, T0);
    const code = codeFor(token, 1, linkKeys());
    const wrong = code === "000000" ? "000001" : "000000";
    for (let i = 0; i < 5; i++) expect(await codeOf(act(link, signature(wrong), T0))).toBe("invalid-answers");
    expect(await codeOf(act(link, signature(code), T0))).toBe("invalid-answers");
    await requestCode(link, T0);
    const second = codeFor(token, 2, linkKeys());
    expect(await codeOf(act(link, signature(code), T0))).toBe(code === second ? "done" : "invalid-answers");
    expect(await codeOf(act(link, signature(second), "2025-03-03T09:10:01.000Z"))).toBe("invalid-answers");
    await act(link, signature(second), "2025-03-03T09:09:59.000Z");
    expect(await stateOf(id)).toMatchObject({
      state: "decided",
      number: { reference: expect.stringMatching(/^T-2025-\d{3}$/) },
    });
  });

  it("takes what a right code proved for an hour, and never one whose end was moved", async () => {
    const id = await ready();
    const { link, hash } = await requestOf(id, "decider");
    const proof = proofFor(link, T0);
    const [end = "", mac = ""] = proof.split(".");
    const clauses = { "0": "approve", "1": "approve" } as const;
    const choice = { hash, outcome: "approve", interest: "none", clauses };
    const by = (given: string, now: string) =>
      codeOf(act(link, { ...choice, cmdId: cmd(), proof: given }, now));
    expect(await by(proof, "2025-03-03T10:00:00.000Z")).toBe("invalid-answers");
    expect(await by(`${Number(end) + 1}.${mac}`, T0)).toBe("invalid-answers");
    expect(await by(proof, "2025-03-03T09:59:59.999Z")).toBe("done");
  });

  it("gives at most three codes an hour", async () => {
    const { link } = await requestOf(await ready(), "decider");
    for (let i = 0; i < 3; i++) await requestCode(link, T0);
    expect(await codeOf(requestCode(link, T0))).toBe("too-many-codes");
    expect(await codeOf(requestCode(link, "2025-03-03T10:00:00.000Z"))).toBe("done");
  });

  it("settles each recommendation by itself", async () => {
    const id = await ready();
    expect(await codeOf(sign(id, "decider", T0, { clauses: { "0": "approve" } }))).toBe("invalid-answers");
    await sign(id, "decider", T0, { clauses: { "0": "approve", "1": "refuse" } });
    const { view } = await getView(id);
    expect(view.signOffs.at(-1)?.clauses).toEqual({ "0": "approve", "1": "refuse" });
  });

  it("may refuse with reasons, and that too is decided and numbered", async () => {
    const id = await ready();
    expect(await codeOf(sign(id, "decider", T0, { outcome: "refuse" }))).toBe("invalid-answers");
    await sign(id, "decider", T0, { outcome: "refuse", reason: "Poor value" });
    expect(await stateOf(id)).toMatchObject({
      state: "decided",
      outcome: "refuse",
      number: expect.anything(),
    });
  });

  it("may put it off, which gives it back to the author", async () => {
    const id = await ready();
    await sign(id, "decider", T0, { outcome: "defer", reason: "After the budget" });
    expect(await stateOf(id)).toMatchObject({ state: "draft", returned: { outcome: "defer" } });
  });
});

describe("waiting", () => {
  it("is chased at its due day, twice more in working days, then reported, then left alone", async () => {
    const id = await record();
    const { task } = await requestOf(id, "money");
    const dueBy = async (instant: string) =>
      (await dueKeys(instant)).some((k) => k.pk === `D#${id}` && k.sk === `S#${task}`);
    // Monday 3 March and three working days: Thursday.
    expect(await dueBy("2025-03-06T07:59:59.000Z")).toBe(false);
    expect(await dueBy("2025-03-06T08:00:00.000Z")).toBe(true);
    await remindDue(id, task, "2025-03-06T08:00:00.000Z");
    await remindDue(id, task, "2025-03-10T08:00:00.000Z");
    await remindDue(id, task, "2025-03-12T08:00:00.000Z");
    await remindDue(id, task, "2025-03-14T08:00:00.000Z");
    expect((await stateOf(id)).tasks.find((t) => t.task === task)?.reminders).toBe(3);
    expect(await dueBy("2026-01-01T00:00:00.000Z")).toBe(false);
    const own = (await dueKeys("2026-01-01T00:00:00.000Z")).filter((k) => k.pk.startsWith(`OBX#${id}`));
    const kinds = (await Promise.all(own.map((k) => findEntry(k)))).map((e) => `${e?.kind} ${e?.person}`);
    expect(kinds.filter((k) => k === "reminder fin")).toHaveLength(2);
    expect(kinds.filter((k) => k === "escalation ced")).toHaveLength(1);
  });

  it("reminds once though two sweeps run at once, and keeps the link alive", async () => {
    const id = await record();
    const { task, link } = await requestOf(id, "legal");
    const now = "2025-03-10T08:00:00.000Z";
    await Promise.all([remindDue(id, task, now), remindDue(id, task, now)]);
    expect((await stateOf(id)).tasks.find((t) => t.task === task)?.reminders).toBe(1);
    expect(await codeOf(look(link, "2025-03-20T08:00:00.000Z"))).toBe("done");
  });

  it("begins anew with whoever takes a request over", async () => {
    const id = await record();
    const { task } = await requestOf(id, "legal");
    await remindDue(id, task, "2025-03-10T08:00:00.000Z");
    const moved = "2025-03-10T09:00:00.000Z";
    await Managing.reassign({ id, task, to: "mia", reason: "Away", cmdId: cmd(), actor: ced, now: moved });
    await remindDue(id, task, "2025-03-17T08:00:00.000Z");
    expect((await stateOf(id)).tasks.find((t) => t.task === task)).toMatchObject({
      person: "mia",
      reminders: 1,
    });
  });

  it("can be paused and taken up again by the author or governance", async () => {
    const id = await record();
    await Managing.pause({ id, cmdId: cmd(), actor: ced, now: T0, reason: "Election period" });
    expect(await codeOf(sign(id, "legal", T0))).toBe("paused");
    await Managing.resume({ id, cmdId: cmd(), actor: ada, now: T0 });
    await sign(id, "legal", T0);
  });

  it("can be sent again by hand, with the same link", async () => {
    const id = await record();
    const { task, link } = await requestOf(id, "legal");
    await Managing.resend({ id, task, cmdId: cmd(), actor: ada, now: T0 });
    expect((await requestOf(id, "legal")).link).toBe(link);
    expect(proofFor(link, T0)).not.toBe("");
  });
});
