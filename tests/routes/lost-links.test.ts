/**
 * A link that holds no more: what became of it, to whoever it was sent to, once a code from that mailbox was
 * right. To everybody else the answer is one and the same, whatever the link is, was or never was.
 */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { personKey, tokenKey } from "#core/aws/keys.ts";
import { changeItem } from "#core/aws/write.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import * as Managing from "#core/record/managing.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { codeOf } from "#core/signoff/code.ts";
import { confirm, receive } from "#core/signoff/on-paper.ts";
import { linkKeys, makeToken, newTokenId, readToken } from "#core/signoff/token.ts";
import { app } from "#functions/sign.ts";
import { FILE, type House, now, OFFICE, openHouse, post, standing } from "#tests/routes/house.ts";
import { type Asked, actorOf, requestOf, sign } from "#tests/support/signing.ts";
import { cmd } from "#tests/support/store.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const token = (link: string) => readToken("sign", link, linkKeys()) ?? "";
const [ada, ced] = [actorOf(OFFICE, "ada"), actorOf(OFFICE, "ced")];
const mo = OFFICE.people!.find((p) => p.id === "mo")!;

async function codesTo(email: string): Promise<number> {
  const due = (await dueKeys("2099-01-01T00:00:00.000Z")).filter((k) => k.pk.startsWith("OBX#"));
  const entries = await Promise.all(due.map((k) => findEntry(k)));
  return entries.filter((e) => e?.kind === "code" && e.to === email).length;
}

/** What the page behind a link says once the nth code was given. */
async function proven(link: string, n = 1): Promise<{ status: number; text: string }> {
  await app.request(`/s/${link}/mine`, post({ step: "code" }));
  const code = codeOf(token(link), n, linkKeys());
  const right = await app.request(`/s/${link}/mine`, post({ step: "prove", code }));
  expect([right.status, right.headers.get("location")]).toEqual([303, `/s/${link}`]);
  const cookie = right.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const page = await app.request(`/s/${link}`, { headers: { cookie } });
  return { status: page.status, text: await page.text() };
}

type End = (id: string, asked: Asked) => Promise<unknown>;
const onPaper: End = async (id, { task, hash }) => {
  const copy = {
    signedBy: "mo",
    on: now().slice(0, 10),
    hash,
    fingerprint: hash.slice(0, 8),
    outcome: "approve",
  };
  await receive({ id, task, cmdId: cmd(), actor: ada, now: now() }, { ...copy, file: FILE });
  await confirm({ id, task, cmdId: cmd(), actor: ced, now: now() }, { scan: FILE.sha256 });
};
const ENDS: [string, string, End][] = [
  ["signed", "You approved this on", (id) => sign(id, "legal", now())],
  ["signed with a pen", "You approved this on paper on", onPaper],
  [
    "given to somebody else",
    "this request is with Mia Monitor",
    (id, { task }) =>
      Managing.reassign({ id, task, to: "mia", reason: "Away", cmdId: cmd(), actor: ced, now: now() }),
  ],
  [
    "withdrawn",
    "closed before you signed",
    (id) => withdraw({ id, reason: "Not needed", cmdId: cmd(), actor: ada, now: now() }),
  ],
  [
    "out of date",
    "ask the office to send the request again",
    (_, { link }) => changeItem(tokenKey(token(link)), { exp: now() }, {}),
  ],
  [
    "of a post that was left",
    "You no longer hold this post",
    () =>
      changeItem(
        personKey(OFFICE.office, "mo"),
        { person: { ...mo, posts: [{ post: "mo", to: "2020-01-01" }] } },
        {},
      ),
  ],
];

describe("a link that was", () => {
  it.each(ENDS)("%s: says so to its person after a code, and to nobody before", async (_, says, end) => {
    const id = await house.record("two");
    const asked = await requestOf(id, "legal");
    await end(id, asked);
    const before = await standing(id);
    const neutral = await app.request(`/s/${asked.link}`);
    const text = await neutral.text();
    expect([neutral.status, text]).toEqual([410, expect.stringContaining("This link does not work")]);
    expect(text).not.toMatch(/A grant|Testshire|approved|Mia/);
    const after = await proven(asked.link);
    expect([after.status, after.text]).toEqual([200, expect.stringContaining(says)]);
    expect(after.text).toContain("A grant");
    expect(await standing(id)).toBe(before);
    await changeItem(personKey(OFFICE.office, "mo"), { person: mo }, {});
  });

  it("of someone who stepped aside, for whom nobody else could be asked: it says so at once, and later", async () => {
    const id = await house.record("other");
    await sign(id, "legal", now());
    const { link, hash, task } = await requestOf(id, "decider");
    const form = { cmdId: cmd(), hash, interest: "declared", reason: "My sister runs it" };
    await app.request(`/s/${link}`, post({ ...form, step: "code" }));
    const refused = await app.request(`/s/${link}`, post({ ...form, code: "" }));
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("6-digit code")]);
    const code = codeOf(token(link), 1, linkKeys());
    const page = await app.request(`/s/${link}`, post({ ...form, code }));
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining("You take no part in this"),
    ]);
    expect((await app.request(`/s/${link}`)).status).toBe(410);
    expect((await proven(link, 2)).text).toContain("You take no part in this");
    const { state } = await loadRecord(id);
    expect(state.tasks.find((t) => t.task === task)).toMatchObject({ status: "open", recused: ["pat"] });
  });

  it("replaced: its proof opens no other link, and the code goes to the mailbox of that link", async () => {
    const id = await house.record("two");
    const { link, task } = await requestOf(id, "legal");
    await Managing.reassign({ id, task, to: "mia", reason: "Away", cmdId: cmd(), actor: ced, now: now() });
    const [first, second] = [await codesTo("mo@testshire.example"), await codesTo("mia@testshire.example")];
    const { status } = await proven(link);
    expect(status).toBe(200);
    expect(await codesTo("mo@testshire.example")).toBe(first + 1);
    expect(await codesTo("mia@testshire.example")).toBe(second);
  });
});

const FORMS: (Record<string, string> | undefined)[] = [
  undefined,
  { step: "code" },
  { step: "prove", code: "000000" },
  { step: "prove", code: "x" },
  {},
];

describe("nobody else learns anything:", () => {
  it("every link, real or not, gets the same pages, status and no less time", async () => {
    const id = await house.record("two");
    const { link } = await requestOf(id, "legal");
    await sign(id, "legal", now());
    const links = [link, makeToken("sign", newTokenId(), linkKeys()), link.replace(/^a/, "b"), "junk"];
    const seen: string[] = [];
    for (const one of links) {
      const said: unknown[] = [];
      for (const form of FORMS) {
        const started = performance.now();
        const answer = await app.request(`/s/${one}${form ? "/mine" : ""}`, form ? post(form) : {});
        const took = performance.now() - started;
        said.push(answer.status, (await answer.text()).replaceAll(one, "…"), answer.headers.getSetCookie());
        if (form) expect(took).toBeGreaterThan(390);
      }
      seen.push(JSON.stringify(said));
    }
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toContain("410");
  });

  it("a code is guessed at five times, and asked for three times an hour, in silence", async () => {
    const id = await house.record("two");
    const { link } = await requestOf(id, "legal");
    await sign(id, "legal", now());
    const before = await codesTo("mo@testshire.example");
    for (let i = 0; i < 5; i++)
      expect((await app.request(`/s/${link}/mine`, post({ step: "code" }))).status).toBe(410);
    expect(await codesTo("mo@testshire.example")).toBe(before + 3);
    const code = codeOf(token(link), 3, linkKeys());
    const wrong = code === "111111" ? "222222" : "111111";
    for (let i = 0; i < 5; i++) await app.request(`/s/${link}/mine`, post({ step: "prove", code: wrong }));
    expect((await app.request(`/s/${link}/mine`, post({ step: "prove", code }))).status).toBe(410);
  });
});
