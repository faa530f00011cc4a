/** Asking for links to sign in: enough of them for whoever works here, never enough to flood a mailbox. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { requestLink, signIn } from "#core/session/sign-in.store.ts";
import { linkKeys, makeToken } from "#core/signoff/token.ts";
import { app } from "#functions/web.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { openStore, type Store } from "#tests/support/store.ts";

const ORIGIN = "https://countersign.example";
const ADA = "ada@testshire.example";
const at = (clock: string) => `2025-03-03T${clock}.000Z`;
let store: Store;

beforeAll(async () => {
  store = await openStore();
  await publishDefinition(TESTSHIRE);
});
afterAll(() => store.stop());

/** The links owed to an address by then, oldest first. */
async function linksTo(email: string): Promise<string[]> {
  const entries = await Promise.all((await dueKeys("2030-01-01T00:00:00.000Z")).map((k) => findEntry(k)));
  return entries
    .filter((e) => e?.kind === "sign-in" && e.to === email)
    .sort((a, b) => (a?.createdAt ?? "").localeCompare(b?.createdAt ?? ""))
    .map((e) => makeToken("sign-in", e?.token ?? "", linkKeys()));
}

test("one a minute and five an hour go to an address, and the next hour begins again", async () => {
  for (const clock of ["09:00:00", "09:00:30", "09:00:59"]) await requestLink(ADA, at(clock));
  expect(await linksTo(ADA)).toHaveLength(1);
  for (let minute = 1; minute < 30; minute++)
    await requestLink(ADA, at(`09:${String(minute).padStart(2, "0")}:00`));
  expect(await linksTo(ADA)).toHaveLength(5);
  await requestLink(` ${ADA.toUpperCase()} `, at("09:59:59"));
  expect(await linksTo(ADA)).toHaveLength(5);
  await requestLink(ADA, at("10:00:00"));
  expect(await linksTo(ADA)).toHaveLength(6);
});

test("whoever uses theirs can have another at once: they hold the mailbox", async () => {
  const email = "mo@testshire.example";
  await requestLink(email, at("09:00:00"));
  const [first = ""] = await linksTo(email);
  await signIn(first, at("09:00:10"));
  await requestLink(email, at("09:00:20"));
  expect(await linksTo(email)).toHaveLength(2);
});

test("two who ask at the same moment send one, and another address is not held up", async () => {
  const email = "fin@testshire.example";
  for (const [sent, clock] of ["09:00:00", "09:02:00"].entries()) {
    await Promise.all([1, 2, 3].map(() => requestLink(email, at(clock))));
    expect(await linksTo(email)).toHaveLength(sent + 1);
  }
  await requestLink("pat@testshire.example", at("09:00:01"));
  expect(await linksTo("pat@testshire.example")).toHaveLength(1);
});

test("the browser is told the same, whether an email goes or not", async () => {
  const ask = async (email: string) => {
    const body = new URLSearchParams({ email });
    const answer = await app.request("/sign-in", { method: "POST", body, headers: { origin: ORIGIN } });
    return [answer.status, (await answer.text()).replaceAll(email, "…")];
  };
  const answers = [];
  for (const email of ["ced@testshire.example", "ced@testshire.example", "no-one@testshire.example"])
    answers.push(await ask(email));
  expect(answers[0]?.[0]).toBe(200);
  expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
  expect(await linksTo("ced@testshire.example")).toHaveLength(1);
});
