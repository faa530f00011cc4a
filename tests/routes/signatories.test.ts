/**
 * Every route of the signatories' function by every kind of link: one that holds, one that never did, and
 * one that no longer does. Whatever is refused has changed nothing, and says nothing of what there is.
 * A route that is added without a line here fails the test.
 */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { personKey, tokenKey } from "#core/aws/keys.ts";
import { changeItem } from "#core/aws/write.ts";
import * as Managing from "#core/record/managing.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { codeOf } from "#core/signoff/code.ts";
import { act } from "#core/signoff/signing.ts";
import { linkKeys, makeToken, newTokenId, readToken } from "#core/signoff/token.ts";
import { app } from "#functions/sign.ts";
import {
  FILE,
  type House,
  now,
  OFFICE,
  openHouse,
  post,
  type Situation,
  signInLink,
  standing,
} from "#tests/routes/house.ts";
import { type Asked, actorOf, proofFor, requestOf, requests, sign } from "#tests/support/signing.ts";
import { cmd } from "#tests/support/store.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

/** What a page of ours would send to each route; nothing for what is only looked at. */
const ROUTES: Record<string, ((hash: string) => Record<string, string>) | undefined> = {
  "GET /s/:link": undefined,
  "POST /s/:link": (hash) => ({
    cmdId: cmd(),
    hash,
    outcome: "approve",
    interest: "none",
    "clause-0": "approve",
  }),
  "POST /s/:link/code": () => ({ step: "code" }),
  "POST /s/:link/mine": () => ({ step: "code" }),
  "GET /s/:link/attachments/:sha256": undefined,
  "GET /s/:link/ask": undefined,
  "POST /s/:link/ask": (hash) => ({ cmdId: cmd(), hash, question: "Why?" }),
  "GET /s/:link/pass-on": undefined,
  "POST /s/:link/pass-on": () => ({ cmdId: cmd(), to: "mia" }),
};
const NAMES = Object.keys(ROUTES);

async function knock(name: string, link: string, hash: string, cookie = ""): Promise<Response> {
  const [method, pattern = ""] = name.split(" ");
  const path = pattern.replace(":link", link).replace(":sha256", FILE.sha256);
  return app.request(path, method === "POST" ? post(ROUTES[name]!(hash), cookie) : { headers: { cookie } });
}

/** Statuses by route, in the order above; and whether the record is as it was. */
async function knockAll(
  id: string,
  link: string,
  hash: string,
): Promise<{ statuses: number[]; same: boolean }> {
  const before = await standing(id);
  const statuses: number[] = [];
  for (const name of NAMES) statuses.push((await knock(name, link, hash)).status);
  return { statuses, same: (await standing(id)) === before };
}

const refused = { statuses: NAMES.map(() => 410), same: true };
const stage = async (id: string, name = "legal"): Promise<Asked> => requestOf(id, name);
const token = (link: string) => readToken("sign", link, linkKeys()) ?? "";
const ada = actorOf(OFFICE, "ada");
const ced = actorOf(OFFICE, "ced");

it("every route of the signatories' function has its line here, and each line its route", () => {
  const routes = [
    ...new Set(app.routes.filter((r) => r.method !== "ALL").map((r) => `${r.method} ${r.path}`)),
  ];
  expect(routes.toSorted()).toEqual(NAMES.toSorted());
});

describe("a link that holds", () => {
  it.each([
    ["GET /s/:link", 200, false],
    ["POST /s/:link", 200, true],
    ["POST /s/:link/code", 200, false],
    ["POST /s/:link/mine", 410, false],
    ["GET /s/:link/attachments/:sha256", 200, false],
    ["GET /s/:link/ask", 200, false],
    ["POST /s/:link/ask", 303, true],
    ["GET /s/:link/pass-on", 200, false],
    ["POST /s/:link/pass-on", 200, true],
  ])("%s: %i", async (name, status, changes) => {
    const id = await house.record("review");
    const { link, hash } = await stage(id);
    const before = await standing(id);
    expect((await knock(name, link, hash)).status).toBe(status);
    expect((await standing(id)) !== before).toBe(changes);
  });
});

describe("a link that never held is refused everywhere", () => {
  it.each<[string, (link: string) => string | Promise<string>]>([
    ["another MAC", (link) => link.replace(/.$/, (c) => (c === "A" ? "B" : "A"))],
    ["another id under the same MAC", (link) => link.replace(/^a./, (c) => (c === "aA" ? "aB" : "aA"))],
    [
      "the id of another link that holds, under the same MAC",
      async (link) => {
        const other = await requestOf(await house.record("other"), "legal");
        return `${other.link.split(".")[0]}.${link.split(".")[1]}`;
      },
    ],
    [
      "another key",
      (link) =>
        makeToken("sign", token(link), { current: "a", keys: { a: Buffer.alloc(32, 9).toString("base64") } }),
    ],
    ["a key that is no more", (link) => link.replace(/^a/, "b")],
    ["the right MAC of an id that was never given", () => makeToken("sign", newTokenId(), linkKeys())],
    ["the same id for signing in", (link) => makeToken("sign-in", token(link), linkKeys())],
    ["a link to sign in", () => signInLink()],
    ["cut short", (link) => link.slice(0, -1)],
    ["with something after it", (link) => `${link}A`],
    ["a word", () => "undefined"],
  ])("%s", async (_, spoil) => {
    const id = await house.record("review");
    const { link, hash } = await stage(id);
    expect(await knockAll(id, await spoil(link), hash)).toEqual(refused);
  });
});

describe("a link that no longer holds is refused everywhere", () => {
  it.each<[string, (id: string, asked: Asked) => Promise<unknown>]>([
    ["out of date", (_, { link }) => changeItem(tokenKey(token(link)), { exp: now() }, {})],
    ["revoked", (_, { link }) => changeItem(tokenKey(token(link)), { revoked: true }, {})],
    ["bound to somebody else", (_, { link }) => changeItem(tokenKey(token(link)), { person: "mia" }, {})],
    [
      "given to somebody else",
      (id, { task }) =>
        Managing.reassign({ id, task, to: "mia", reason: "Away", cmdId: cmd(), actor: ced, now: now() }),
    ],
    ["withdrawn", (id) => withdraw({ id, reason: "Not needed", cmdId: cmd(), actor: ada, now: now() })],
    ["returned by another", async (id) => sign(id, "money", now(), { outcome: "return", reason: "Wrong" })],
  ])("%s", async (_, end) => {
    const id = await house.record("two");
    const asked = await stage(id);
    await end(id, asked);
    expect(await knockAll(id, asked.link, asked.hash)).toEqual(refused);
  });

  it("of a stage that others have completed", async () => {
    const id = await house.record("plan");
    await sign(id, "legal", now());
    const [first, second] = await requests(id);
    await act(first!.link, { cmdId: cmd(), hash: first!.hash, outcome: "approve" }, now());
    expect(await knockAll(id, second!.link, second!.hash)).toEqual(refused);
  });

  it("of somebody who has left the post", async () => {
    const id = await house.record("review");
    const { link, hash, person } = await stage(id);
    const key = personKey(OFFICE.office, person);
    const held = OFFICE.people!.find((p) => p.id === person)!;
    await changeItem(key, { person: { ...held, posts: [{ post: "mo", to: "2020-01-01" }] } }, {});
    expect(await knockAll(id, link, hash)).toEqual(refused);
    await changeItem(key, { person: held }, {});
    expect((await knock("GET /s/:link", link, hash)).status).toBe(200);
  });
});

describe("a link that was used", () => {
  it("shows what was done to whoever did it, and does nothing more, whoever posts what again", async () => {
    const id = await house.record("two");
    const { link, hash } = await stage(id);
    const form = { cmdId: cmd(), hash, outcome: "approve" };
    const signed = await app.request(`/s/${link}`, post(form));
    expect(signed.status).toBe(200);
    const cookie = signed.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const before = await standing(id);
    const again = await app.request(`/s/${link}`, post(form));
    expect([again.status, await again.text()]).toEqual([200, expect.stringContaining("You approved this")]);
    // Another command by the same link is taken to its page, and that shows nothing.
    const statuses = NAMES.map((name) => (name === "POST /s/:link" ? 303 : 410));
    expect(await knockAll(id, link, hash)).toEqual({ statuses, same: true });
    expect(await standing(id)).toBe(before);
    expect(await (await app.request(`/s/${link}`)).text()).not.toContain("approved");
    const shown = await app.request(`/s/${link}`, { headers: { cookie } });
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining("You approved this")]);
  });

  it("gives no file of the paper any more", async () => {
    const id = await house.record("two");
    const { link, hash } = await stage(id);
    await sign(id, "legal", now());
    const answer = await knock("GET /s/:link/attachments/:sha256", link, hash);
    expect(answer.headers.get("content-type")).toContain("text/html");
  });
});

describe("a link of another stage or record", () => {
  it("signs nothing with what their page showed", async () => {
    const [here, there] = [await house.record("review"), await house.record("other")];
    const { link } = await stage(here);
    const { hash } = await stage(there);
    const before = [await standing(here), await standing(there)];
    expect((await knock("POST /s/:link", link, hash)).status).toBe(409);
    expect((await knock("POST /s/:link/ask", link, hash)).status).toBe(409);
    expect([await standing(here), await standing(there)]).toEqual(before);
  });

  it("proves nothing: neither its code nor its cookie opens this one", async () => {
    const [here, there] = [await decidable(), await decidable()];
    const proof = (of: Asked, name = of) => `__Secure-proof-${token(name.link)}=${proofFor(of.link, now())}`;
    const before = await standing(here.id);
    for (const cookie of [proof(there.asked), proof(there.asked, here.asked), "__Secure-proof-x=1"])
      for (const name of ["POST /s/:link", "POST /s/:link/ask", "POST /s/:link/pass-on"])
        expect((await knock(name, here.asked.link, here.asked.hash, cookie)).status).toBe(
          name === "POST /s/:link" ? 400 : 403,
        );
    expect(await standing(here.id)).toBe(before);
    await knock("POST /s/:link/code", there.asked.link, there.asked.hash);
    const code = codeOf(token(there.asked.link), 1, linkKeys());
    await knock("POST /s/:link/code", here.asked.link, here.asked.hash);
    const own = codeOf(token(here.asked.link), 1, linkKeys());
    expect(code).not.toBe(own);
    const form = { ...ROUTES["POST /s/:link"]!(here.asked.hash), code };
    expect((await app.request(`/s/${here.asked.link}`, post(form))).status).toBe(400);
    expect(await standing(here.id)).toBe(before);
    expect((await knock("POST /s/:link", here.asked.link, here.asked.hash, proof(here.asked))).status).toBe(
      200,
    );
  });
});

describe("a link that was forwarded", () => {
  it("lets nobody do more than read, where signing takes a code", async () => {
    const { id, asked } = await decidable();
    const { statuses, same } = await knockAll(id, asked.link, asked.hash);
    expect(statuses).toEqual([200, 400, 200, 410, 200, 200, 403, 200, 403]);
    expect(same).toBe(true);
    for (const name of ["GET /s/:link/ask", "GET /s/:link/pass-on"])
      expect(await (await knock(name, asked.link, asked.hash)).text()).toContain("Confirm it is you");
  });

  it("shows nothing of a confidential paper, by any route, whatever is posted", async () => {
    const id = await house.record("confidential");
    const { link, hash } = await stage(id);
    const before = await standing(id);
    for (const name of NAMES)
      for (const form of [
        ROUTES[name]?.(hash),
        {},
        { cmdId: cmd(), hash },
        { cmdId: cmd(), hash, code: "123456" },
      ]) {
        if (!form) continue;
        const [, pattern = ""] = name.split(" ");
        const answer = await app.request(pattern.replace(":link", link), post(form));
        const text = await answer.text();
        expect(text, name).not.toMatch(/A grant|Pay\b|Ada Author/);
        if (answer.status < 400) expect(text, name).toContain("Confirm it is you");
      }
    for (const name of NAMES.filter((n) => n.startsWith("GET"))) {
      const text = await (await knock(name, link, hash)).text();
      expect(text, name).not.toMatch(/A grant|Pay\b|Ada Author|An appendix/);
      expect(text, name).toContain("Confirm it is you");
    }
    expect(await standing(id)).toBe(before);
  });
});

async function decidable(situation: Situation = "review"): Promise<{ id: string; asked: Asked }> {
  const id = await house.record(situation);
  await sign(id, "legal", now());
  return { id, asked: await stage(id, "decider") };
}
