/**
 * Every command under every misfortune of its commit: the process dies before or after, the database is
 * busy, cancels, or its answer is lost; then the same page is posted again. It is done once, and nobody
 * is told that it is done before it is.
 */

import { beforeAll, describe, expect, it } from "vitest";
import type { Office } from "#core/form/office.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import * as Managing from "#core/record/managing.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import * as Records from "#core/record/records.ts";
import { remindDue } from "#core/record/reminding.ts";
import { eventsOf } from "#core/record/status.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { confirm, receive } from "#core/signoff/on-paper.ts";
import * as Signing from "#core/signoff/signing.ts";
import { FAULTS, startChaos, under } from "#tests/model/chaos.ts";
import { answerInProcess } from "#tests/support/in-process.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { actorOf, codeOf, proofFor, requestOf, sign, submitted } from "#tests/support/signing.ts";
import { CREDENTIALS, cmd, setStoreEnvironment } from "#tests/support/store.ts";

const T0 = "2025-03-03T09:00:00.000Z";
const GRANT = { title: "A grant", category: "grant", amount: 0, maker: "pcc", recommendations: ["Pay"] };
const ada = actorOf(TESTSHIRE, "ada");
const ced = actorOf(TESTSHIRE, "ced");

beforeAll(async () => {
  setStoreEnvironment();
  answerInProcess(CREDENTIALS);
  await publishDefinition(TESTSHIRE);
  startChaos();
});

/** A command ready to be posted, as often as one likes, and the events that it leaves. */
interface Command {
  id: string;
  post: () => Promise<unknown>;
  leaves: string[];
}
const by = (id: string, actor = ada) => ({ id, cmdId: cmd(), actor, now: T0 });
const record = () => submitted(TESTSHIRE, "ada", GRANT, T0);

async function signing(stage: string, outcome: string, leaves: string[]): Promise<Command> {
  const id = await record();
  if (stage === "decider") await sign(id, "legal", T0);
  const { link, hash } = await requestOf(id, stage);
  const proof = proofFor(link, T0);
  const signature = {
    cmdId: cmd(),
    hash,
    outcome,
    reason: "Because",
    interest: "none",
    clauses: { 0: "approve" },
  };
  return {
    id,
    leaves,
    post: () => Signing.act(link, { ...signature, clauses: { 0: "approve" }, proof }, T0),
  };
}

const COMMANDS: Record<string, () => Promise<Command>> = {
  create: async () => {
    const cmdId = cmd();
    const input = { office: "testshire", form: "decision", actor: ada, now: T0, cmdId };
    return { id: cmdId, post: () => Records.create(input), leaves: ["Created"] };
  },
  submit: async () => {
    const cmdId = cmd();
    const { id } = await Records.create({
      office: "testshire",
      form: "decision",
      actor: ada,
      now: T0,
      cmdId,
    });
    const { saveNo } = await Records.saveDraft({ id, answers: GRANT, saveNo: 1, actor: ada, now: T0 });
    const asked = by(id);
    return {
      id,
      post: () => Records.submit({ ...asked, saveNo, rev: 1 }),
      leaves: ["Submitted", "TaskOpened"],
    };
  },
  sign: () => signing("legal", "approve", ["SignedOff", "TaskOpened"]),
  return: () => signing("legal", "return", ["SignedOff", "Returned"]),
  decide: () => signing("decider", "approve", ["SignedOff", "Decided"]),
  refuse: () => signing("decider", "refuse", ["SignedOff", "Decided"]),
  ask: async () => {
    const id = await record();
    const { link, hash } = await requestOf(id, "legal");
    const question = { cmdId: cmd(), hash, question: "Why?" };
    return { id, post: () => Signing.ask(link, question, T0), leaves: ["Queried"] };
  },
  answer: async () => {
    const id = await record();
    const { link, hash } = await requestOf(id, "legal");
    await Signing.ask(link, { cmdId: cmd(), hash, question: "Why?" }, T0);
    const asked = by(id);
    return { id, post: () => Managing.answerQuestion({ ...asked, answer: "So" }), leaves: ["Answered"] };
  },
  reassign: async () => {
    const id = await record();
    const { task } = await requestOf(id, "legal");
    const asked = { ...by(id, ced), task, to: "mia", reason: "Away" };
    return { id, post: () => Managing.reassign(asked), leaves: ["TaskReassigned"] };
  },
  resend: async () => {
    const id = await record();
    const asked = { ...by(id), task: (await requestOf(id, "legal")).task };
    return { id, post: () => Managing.resend(asked), leaves: ["Reminded"] };
  },
  remind: async () => {
    const id = await record();
    const { task } = await requestOf(id, "legal");
    return { id, post: () => remindDue(id, task, "2025-03-10T08:00:00.000Z"), leaves: ["Reminded"] };
  },
  pause: async () => {
    const asked = by(await record());
    return { id: asked.id, post: () => Managing.pause({ ...asked, reason: "Election" }), leaves: ["Paused"] };
  },
  withdraw: async () => {
    const asked = { ...by(await record()), rev: 0, reason: "Not needed" };
    return { id: asked.id, post: () => withdraw(asked), leaves: ["TaskVoided", "Withdrawn"] };
  },
};

async function typesOf(id: string): Promise<string[]> {
  return (await eventsOf(id)).map(({ body }) => (JSON.parse(body) as LedgerEvent).type);
}

describe.each(Object.entries(COMMANDS))("%s", (_, prepare) => {
  it.each([...FAULTS])("%s", async (fault) => {
    const { id, post, leaves } = await prepare();
    const before = await typesOf(id);
    const answer = await under({ fault, nth: 1 }, post).then(
      () => "done",
      (error: Error) => error.name,
    );
    expect(answer).toBe(fault.startsWith("crash") ? "Crash" : "done");
    if (answer === "done") expect((await typesOf(id)).slice(before.length)).toEqual(leaves);
    for (let again = 0; again < 2; again++) await post();
    expect((await typesOf(id)).slice(before.length)).toEqual(leaves);
    const { rev } = await loadRecord(id);
    expect(rev).toBe(
      new Set((await eventsOf(id)).map(({ body }) => (JSON.parse(body) as LedgerEvent).cmd)).size,
    );
  });
});

describe("the office changes its scheme", () => {
  /** A decision that waits for its decider, and the scheme that then lets them decide nothing. */
  async function waiting(slug: string) {
    const gia = { id: "gia", name: "Gia Governance", email: "gia@testshire.example", roles: ["governance"] };
    const office = { ...TESTSHIRE, office: slug, people: [...TESTSHIRE.people!, gia] } as Office;
    await publishDefinition(office);
    const id = await submitted(office, "ada", { ...GRANT, maker: "ce" }, T0);
    await sign(id, "legal", T0);
    const narrower = { ...office, version: 2, delegation: [{ maker: "pcc", categories: ["*"] }] };
    const slip = { nth: "write", run: () => publishDefinition(narrower) } as const;
    return { id, office, slip, ...(await requestOf(id, "decider")) };
  }

  it("between a decision's last look and its commit: it is decided again, and refused", async () => {
    const { id, link, hash, slip } = await waiting("schemeshire");
    const signature = { cmdId: cmd(), hash, outcome: "approve", interest: "none", proof: proofFor(link, T0) };
    const decided = under({ slip }, () => Signing.act(link, { ...signature, clauses: { 0: "approve" } }, T0));
    expect(await codeOf(decided)).toBe("no-authority");
    expect((await loadRecord(id)).state.state).toBe("review");
  });

  it("before a second person confirms the paper that was signed by hand: it is refused too", async () => {
    const { id, office, task, hash, slip } = await waiting("papershire");
    const file = { name: "signed.pdf", sha256: sha256("a scan"), size: 6, type: "application/pdf" };
    const said = { outcome: "approve", interest: "none", clauses: { 0: "approve" } } as const;
    const copy = { signedBy: "ced", on: "2025-03-03", hash, fingerprint: hash.slice(0, 8), file, ...said };
    await receive({ id, task, cmdId: cmd(), actor: actorOf(office, "ada"), now: T0 }, copy);
    const second = { id, task, cmdId: cmd(), actor: actorOf(office, "gia"), now: T0 };
    expect(await codeOf(under({ slip }, () => confirm(second, { scan: file.sha256 })))).toBe("no-authority");
    expect((await loadRecord(id)).state.state).toBe("review");
  });
});
