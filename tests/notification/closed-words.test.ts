/** What people write about a record: in their emails where the paper is open, on its page alone where it is not. */

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import { write } from "#core/notification/letter.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import type { Entry } from "#core/notification/outbox.ts";
import * as Managing from "#core/record/managing.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { getStatus } from "#core/record/status.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { ask } from "#core/signoff/signing.ts";
import { OFFICE } from "#tests/routes/house.ts";
import { actorOf, proofFor, requestOf, sign, submitted } from "#tests/support/signing.ts";
import { cmd, openStore, type Store } from "#tests/support/store.ts";

const T0 = "2025-03-03T09:00:00.000Z";
const ada = actorOf(OFFICE, "ada");
const GRANT = { title: "A grant", category: "grant", amount: 0, maker: "pcc", recommendations: ["Pay"] };
const SECRET: Answers = {
  secret: { withheld: "yes", parts: "whole", ground: "crime", reason: "It would", safeTitle: "A matter" },
};
let store: Store;

beforeAll(async () => {
  store = await openStore();
  await publishDefinition(OFFICE);
});
afterAll(() => store.stop());

async function letterOf(id: string, kind: Entry["kind"]): Promise<string> {
  const keys = (await dueKeys("2030-01-01T00:00:00.000Z")).filter((k) => k.pk.startsWith(`OBX#${id}`));
  const entries = await Promise.all(keys.map((k) => findEntry(k)));
  const entry = entries.find((e) => e?.kind === kind);
  const letter = entry && (await write(entry, T0));
  return letter && "text" in letter ? letter.text : "";
}

const by = (id: string) => ({ id, cmdId: cmd(), actor: ada, now: T0 });

async function talked(answers: Answers): Promise<{ id: string; letters: Record<string, string> }> {
  const id = await submitted(OFFICE, "ada", { ...GRANT, ...answers }, T0);
  const { link, hash } = await requestOf(id, "legal");
  await ask(link, { cmdId: cmd(), hash, question: "CANARY-question", proof: proofFor(link, T0) }, T0);
  const query = await letterOf(id, "query");
  await Managing.answerQuestion({ ...by(id), answer: "CANARY-answer" });
  const answer = await letterOf(id, "answer");
  await sign(id, "legal", T0, { outcome: "return", reason: "CANARY-reason" });
  return { id, letters: { query, answer, returned: await letterOf(id, "returned") } };
}

test("an open paper's words are in the emails; a confidential one's are not, and the way to them is", async () => {
  const open = await talked({});
  expect(open.letters.query).toContain("CANARY-question");
  expect(open.letters.answer).toContain("CANARY-answer");
  expect(open.letters.returned).toContain("CANARY-reason");
  const closed = await talked(SECRET);
  expect(Object.values(closed.letters).join("\n")).not.toContain("CANARY");
  expect(closed.letters.query).toContain(`/records/${closed.id}`);
  expect(closed.letters.answer).toContain("/s/");
  expect(closed.letters.returned).toContain(`/records/${closed.id}`);
});

test("why it was withdrawn stands in its status, from a draft and from review", async () => {
  const { id } = await talked({});
  await withdraw({ ...by(id), reason: "No longer affordable" });
  expect((await getStatus(id, ada)).withdrawn).toEqual({ at: T0, reason: "No longer affordable" });
  const waiting = await submitted(OFFICE, "ada", { ...GRANT, amount: 100 }, T0);
  expect((await getStatus(waiting, ada)).withdrawn).toBeUndefined();
  await Managing.pause({ ...by(waiting), reason: "Election" });
  await Managing.resume(by(waiting));
  await withdraw({ ...by(waiting), reason: "Overtaken" });
  expect((await getStatus(waiting, ada)).withdrawn?.reason).toBe("Overtaken");
});
