/** Signing with a pen: a copy counts once a second person has confirmed it, on the paper that was printed. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signatureWords } from "#core/document/signatures.ts";
import type { Office } from "#core/form/office.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import { fold, verify } from "#core/ledger/verify.mjs";
import { write } from "#core/notification/letter.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import { exportRecord } from "#core/record/export.store.ts";
import * as Managing from "#core/record/managing.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { getStatus } from "#core/record/status.ts";
import { getView } from "#core/record/view.store.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { confirm, findPaperRequest, receive, reject, type Signed } from "#core/signoff/on-paper.ts";
import { ask, look } from "#core/signoff/signing.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { actorOf, codeOf, proofFor, requestOf, requests, sign, submitted } from "#tests/support/signing.ts";
import { cmd, openStore, type Store } from "#tests/support/store.ts";

/** With a second person in governance, and a monitoring officer who has left. */
const OFFICE: Office = {
  ...TESTSHIRE,
  people: [
    ...(TESTSHIRE.people ?? []).map((p) =>
      p.id === "mia" ? { ...p, posts: [{ post: "mo", to: "2025-03-04" }] } : p,
    ),
    { id: "gia", name: "Gia Governance", email: "gia@testshire.example", roles: ["governance"] },
  ],
};
const T0 = "2025-03-03T09:00:00.000Z";
const LATER = "2025-03-20T09:00:00.000Z";
const GRANT = { title: "A grant", category: "grant", amount: 0, maker: "pcc", recommendations: ["Pay"] };
const FILE = { name: "signed.pdf", sha256: sha256("a scan"), size: 6, type: "application/pdf" };
const [ada, ced, gia] = [actorOf(OFFICE, "ada"), actorOf(OFFICE, "ced"), actorOf(OFFICE, "gia")];
let store: Store;

beforeAll(async () => {
  store = await openStore();
  await publishDefinition(OFFICE);
});
afterAll(() => store.stop());

const record = (now = T0) => submitted(OFFICE, "ada", GRANT, now);
const stateOf = async (id: string) => (await loadRecord(id)).state;

async function bring(id: string, change: Partial<Signed> = {}, actor = ada, now = LATER, stage = "legal") {
  const { task, hash, person } = await requestOf(id, stage);
  const shown = {
    signedBy: person,
    on: "2025-03-04",
    hash,
    fingerprint: hash.slice(0, 8),
    outcome: "approve",
  };
  const more = stage === "decider" ? { interest: "none", clauses: { "0": "approve" } as const } : {};
  await receive({ id, task, cmdId: cmd(), actor, now }, { ...shown, ...more, file: FILE, ...change });
  return task;
}
const check = (id: string, task: string, actor = ced, now = LATER) =>
  confirm({ id, task, cmdId: cmd(), actor, now }, { scan: FILE.sha256 });
/** What is said of something that is refused. */
const said = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "done",
    (error: { message: string; fields?: { message: string }[] }) =>
      error.fields?.map((f) => f.message).join("; ") ?? error.message,
  );

describe("a signature on paper", () => {
  it("counts once a second person has confirmed it, though its link ran out, and says so for good", async () => {
    const id = await record();
    const { link } = await requestOf(id, "legal");
    expect(await codeOf(look(link, LATER))).toBe("bad-link");
    const task = await bring(id, { comment: "Subject to contract" });
    expect((await stateOf(id)).tasks.find((t) => t.task === task)?.status).toBe("open");
    expect((await getView(id)).view.signOffs).toEqual([]);
    const waiting = (await getStatus(id, ced)).tasks.find((t) => t.task === task);
    expect(waiting?.copy).toEqual({
      by: "Ada Author",
      at: LATER,
      on: "2025-03-04",
      confirmers: ["ced", "gia"],
    });
    await check(id, task);
    const { view } = await getView(id);
    expect(view.signOffs).toMatchObject([
      { person: "mo", method: "paper", at: LATER, comment: "Subject to contract" },
    ]);
    expect(signatureWords(view.signOffs[0]!)).toBe(
      "Signed on paper by Mo Monitor as Monitoring Officer on 4 March 2025; copy received by Ada Author, confirmed by Ced Chief",
    );
    expect((await requests(id)).map((r) => r.stage)).toEqual(["decider"]);
    const bundle = await exportRecord(id, { edition: "office", now: LATER });
    const { faults, unchecked } = await verify(bundle);
    expect(faults).toEqual([]);
    expect(unchecked.filter((line) => line.includes("no longer kept"))).toEqual([]);
    expect(bundle.words.filter((w) => w.text === "Subject to contract")).toHaveLength(2);
    const ledger = bundle.events.map((e) => JSON.parse(e.body ?? "") as LedgerEvent);
    for (const [change, says] of [
      [{ confirmed: "ada" }, "no second person"],
      [{ confirmed: "mo" }, "no second person"],
      [{ scan: sha256("another") }, "nobody brought"],
      [{ on: "2025-03-05" }, "nobody brought"],
    ] as const)
      expect(() =>
        fold(
          ledger.map((e) =>
            e.type === "SignedOff"
              ? { ...e, data: { ...e.data, paper: { ...(e.data.paper as object), ...change } } }
              : e,
          ),
        ),
      ).toThrow(says);
    expect(() => fold(ledger.filter((e) => e.type !== "PaperReceived"))).toThrow("nobody brought");
  });

  it("can take the decision: numbered once, though two confirm it at the same moment", async () => {
    const id = await record();
    await sign(id, "legal", T0);
    const task = await bring(id, {}, gia, LATER, "decider");
    const both = await Promise.all([codeOf(check(id, task)), codeOf(check(id, task, ced))]);
    expect(both.toSorted()).toEqual(["done", "not-in-review"]);
    const state = await stateOf(id);
    expect(state).toMatchObject({ state: "decided", outcome: "approve", decidedOn: "2025-03-20" });
    expect(state.number?.reference).toMatch(/^T-2025-\d{3}$/);
    expect((await verify(await exportRecord(id, { edition: "office", now: LATER }))).faults).toEqual([]);
  });

  it("asks each who could confirm it by email, and tells whoever brought it that it was not", async () => {
    const id = await record();
    const task = await bring(id);
    const letters = async (kind: string) => {
      const keys = (await dueKeys("2030-01-01T00:00:00.000Z")).filter((k) => k.pk.startsWith(`OBX#${id}`));
      const entries = (await Promise.all(keys.map((k) => findEntry(k)))).flatMap((e) =>
        e?.kind === kind ? [e] : [],
      );
      return Promise.all(entries.map(async (e) => [e.person, await write(e, LATER)] as const));
    };
    const asked = await letters("confirm");
    expect(asked.map(([person]) => person).toSorted()).toEqual(["ced", "gia"]);
    expect(asked[0]?.[1]).toMatchObject({ text: expect.stringContaining("Ada Author has brought a copy") });
    const no = { scan: FILE.sha256, reason: "The date is missing" };
    await reject({ id, task, cmdId: cmd(), actor: ced, now: LATER }, no);
    expect((await letters("rejected")).map(([person]) => person)).toEqual(["ada"]);
    expect((await letters("confirm"))[0]?.[1]).toEqual({ skip: "The copy no longer waits" });
    expect((await getStatus(id, ada)).tasks[0]).toMatchObject({
      copy: undefined,
      rejected: ["The date is missing"],
    });
    expect(await codeOf(check(id, task))).toBe("no-copy");
    await bring(id);
    await check(id, task);
    const bundle = await exportRecord(id, { edition: "office", now: LATER });
    expect((await verify(bundle)).faults).toEqual([]);
    expect(bundle.words.map((w) => w.text)).toContain("The date is missing");
  });

  it("gives way to a signature by link, to a return and to another signatory", async () => {
    const [signed, given, returned] = [await record(), await record(), await record()];
    const task = await bring(signed, {}, ada, "2025-03-04T10:00:00.000Z");
    await sign(signed, "legal", "2025-03-04T10:00:00.000Z");
    expect(await codeOf(check(signed, task))).toBe("task-closed");
    expect((await getView(signed)).view.signOffs[0]).toMatchObject({ method: "link", paper: undefined });
    await bring(given, {}, ada, "2025-03-04T10:00:00.000Z");
    const moved = {
      task,
      to: "mia",
      reason: "Away",
      cmdId: cmd(),
      actor: ced,
      now: "2025-03-04T11:00:00.000Z",
    };
    await Managing.reassign({ id: given, ...moved });
    expect(await codeOf(check(given, task))).toBe("no-copy");
    await bring(returned, { outcome: "return", reason: "Say for how long" });
    await check(returned, task);
    expect(await stateOf(returned)).toMatchObject({ state: "draft", returned: { outcome: "return" } });
  });
});

describe("a copy is refused, in words,", () => {
  it.each<[string, Partial<Signed>, string]>([
    ["of another paper", { fingerprint: "0000 0000" }, "print the paper again"],
    ["without its fingerprint", { fingerprint: " " }, "Enter the fingerprint"],
    ["of content that has changed", { hash: "0".repeat(64) }, "is not the one that waits now"],
    ["signed tomorrow", { on: "2025-03-21" }, "must be today or in the past"],
    ["signed before it was submitted", { on: "2025-03-02" }, "before it was submitted, on 3 March 2025"],
    [
      "by somebody else",
      { signedBy: "mia" },
      "This request is with Mo Monitor. Give it to Mia Monitor first",
    ],
    ["by its author", { signedBy: "ada" }, "No one signs their own paper"],
    ["by nobody", { signedBy: "" }, "Select who signed it"],
    ["that says nothing", { outcome: "" }, "Select what it says"],
    ["returned without a reason", { outcome: "return" }, "Enter the reason it gives"],
  ])("%s", async (_, change, words) => {
    const id = await record();
    expect(await said(bring(id, change))).toContain(words);
    expect((await stateOf(id)).tasks[0]?.copy).toBeUndefined();
  });

  it("by someone who did not hold the post on that day", async () => {
    const id = await record();
    const { task } = await requestOf(id, "legal");
    const giving = { id, task, to: "mia", reason: "Away", cmdId: cmd(), actor: ced, now: T0 };
    await Managing.reassign(giving);
    expect(await said(bring(id, { on: "2025-03-05" }))).toBe(
      "Mia Monitor did not hold this post on 5 March 2025",
    );
    expect(await said(bring(id, { on: "2025-03-04" }))).toBe("done");
    await check(id, task);
  });

  it("a second time, from a stranger to it, while it waits, and where the office takes none", async () => {
    const id = await record();
    expect(await said(bring(id, {}, actorOf(OFFICE, "mo")))).toContain("Only the author or governance");
    const { link, hash } = await requestOf(id, "legal");
    await ask(link, { cmdId: cmd(), hash, question: "Why?", proof: proofFor(link, T0) }, T0);
    expect(await said(bring(id))).toContain("has not been answered");
    await Managing.answerQuestion({ id, cmdId: cmd(), actor: ada, now: T0, answer: "So" });
    await Managing.pause({ id, cmdId: cmd(), actor: ada, now: T0, reason: "Election" });
    expect(await said(bring(id))).toContain("paused");
    await Managing.resume({ id, cmdId: cmd(), actor: ada, now: T0 });
    await bring(id);
    expect(await said(bring(id))).toContain("already waiting to be confirmed");
    const money = await submitted(OFFICE, "ada", { ...GRANT, amount: 1_000_000 }, T0);
    const { task } = await requestOf(money, "money");
    expect(await findPaperRequest(money, task, ada)).toBeUndefined();
    expect(await said(bring(money, {}, ada, LATER, "money"))).toContain("There is no such request");
    await withdraw({ id: money, reason: "x", cmdId: cmd(), actor: ada, now: T0 });
    expect(await said(bring(money))).toContain("is not asked");
  });
});

describe("a copy is not confirmed", () => {
  it("by whoever brought it, wrote the paper, signed it, or is not in governance; nor another than was shown", async () => {
    const id = await record();
    const task = await bring(id, {}, ced);
    expect(await said(check(id, task, ced))).toContain("You brought this copy");
    expect(await said(check(id, task, ada))).toContain("Only governance");
    const adaToo = { ...ada, roles: ["author", "governance"] as const };
    expect(await said(check(id, task, { ...adaToo, roles: [...adaToo.roles] }))).toContain(
      "neither wrote nor signed",
    );
    const mo = { ...actorOf(OFFICE, "mo"), roles: ["governance" as const] };
    expect(await said(check(id, task, mo))).toContain("neither wrote nor signed");
    const other = confirm({ id, task, cmdId: cmd(), actor: gia, now: LATER }, { scan: sha256("another") });
    expect(await said(other)).toContain("Another copy");
    const nothing = { scan: FILE.sha256, reason: "  " };
    expect(await said(reject({ id, task, cmdId: cmd(), actor: gia, now: LATER }, nothing))).toContain(
      "Enter what is wrong",
    );
    await check(id, task, gia);
    expect(await said(check(id, task, gia))).toContain("is closed");
  });

  it("and not even brought where nobody could confirm it", async () => {
    const alone: Office = {
      ...OFFICE,
      office: "alone",
      people: OFFICE.people?.filter((p) => p.id !== "gia"),
    };
    await publishDefinition(alone);
    const id = await submitted(alone, "ada", GRANT, T0);
    expect(await said(bring(id, {}, actorOf(alone, "ced")))).toContain("Nobody else in governance");
    expect(await said(bring(id, {}, actorOf(alone, "ada")))).toBe("done");
  });

  it("twice: the same command has one effect", async () => {
    const id = await record();
    const task = await bring(id);
    const once = { id, task, cmdId: cmd(), actor: ced, now: LATER };
    await Promise.all([confirm(once, { scan: FILE.sha256 }), confirm(once, { scan: FILE.sha256 })]);
    await confirm(once, { scan: FILE.sha256 });
    expect((await stateOf(id)).tasks.filter((t) => t.status === "done")).toHaveLength(1);
  });
});
