/**
 * Every route of the officers' function by every role: who is let in, who is turned away with which
 * status, and that whoever is turned away has changed nothing. A route that is added without a line here
 * fails the test.
 */
import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database, tables } from "#core/aws/clients.ts";
import { personKey, tokenKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { changeItem } from "#core/aws/write.ts";
import { findActor } from "#core/session/sign-in.store.ts";
import { linkKeys, readToken } from "#core/signoff/token.ts";
import { app } from "#functions/web.ts";
import {
  FILE,
  type House,
  now,
  OFFICE,
  openHouse,
  post,
  ROLES,
  type Role,
  type Situation,
  signInLink,
  standing,
} from "#tests/routes/house.ts";
import { requestOf } from "#tests/support/signing.ts";
import { cmd } from "#tests/support/store.ts";

interface Door {
  /** The status for nobody, the author, another author, a publisher, governance, and someone of another office. */
  answers: [number, number, number, number, number, number];
  on?: Situation;
  /** What is posted. */
  form?: () => Record<string, string>;
  /** For a part of the path that is not the record's id. */
  rest?: Record<string, string>;
}

const command =
  (more: Record<string, string> = {}) =>
  () => ({ cmdId: cmd(), rev: "0", saveNo: "2", ...more });
const LEGAL = "1#legal#0";
const NO_ITEM = { item: "01J00000000000000000000000" };
const everyone = (status: number): Door["answers"] => [status, status, status, status, status, status];

/** 302: to the sign-in page. 303: done, or nothing to do here, and on to the record. 404: not of your office. */
const DOORS: Record<string, Door> = {
  "GET /healthz": { answers: everyone(200) },
  "GET /sign-in": { answers: everyone(200) },
  "POST /sign-in": { answers: everyone(200), form: () => ({ email: "nobody@nowhere.example" }) },
  "GET /sign-in/:link": { answers: everyone(410), rest: { link: "junk" } },
  "POST /sign-in/:link": { answers: everyone(410), rest: { link: "junk" }, form: () => ({}) },
  "GET /sign-out": { answers: everyone(200) },
  "GET /accessibility": { answers: everyone(200) },
  "GET /privacy": { answers: everyone(200) },
  "GET /decisions/": { answers: everyone(200) },
  "GET /decisions/:office/": { answers: everyone(404), rest: { office: "nowhere" } },
  "GET /decisions/:office/:slug/": {
    answers: everyone(302),
    rest: { office: "nowhere", slug: "a-title-38w99tv4" },
  },
  "GET /decisions/:office/:page{.+}": { answers: everyone(404), rest: { office: "nowhere", page: "x" } },
  "GET /decisions/:office/cy/:slug/": {
    answers: everyone(302),
    rest: { office: "nowhere", slug: "a-title-38w99tv4" },
  },
  "GET /decisions/:office/:slug/version/:n/": {
    answers: everyone(404),
    rest: { office: "nowhere", slug: "record-38w99tv4", n: "1" },
  },
  "GET /verify": { answers: everyone(200) },
  "POST /verify": { answers: everyone(400), form: () => ({}) },
  "GET /verify/export.json": { answers: everyone(404) },
  "GET /was/*": { answers: everyone(404) },

  "GET /": { answers: [302, 200, 200, 200, 200, 200] },
  "GET /records/new": { answers: [302, 200, 200, 403, 403, 200] },
  "POST /records": {
    answers: [401, 303, 303, 403, 403, 303],
    form: () => ({ cmdId: cmd(), form: "decision" }),
  },

  "GET /records/:id": { on: "draft", answers: [302, 200, 200, 200, 200, 404] },
  "GET /records/:id/paper": { on: "review", answers: [302, 200, 200, 200, 200, 404] },
  "GET /records/:id/submitted": { on: "review", answers: [302, 200, 200, 200, 200, 404] },
  "GET /records/:id/export.json": { on: "review", answers: [302, 200, 200, 200, 200, 404] },
  "GET /records/:id/attachments": { on: "review", answers: [302, 200, 200, 200, 200, 404] },
  "GET /records/:id/attachments/:field/:sha256": {
    on: "review",
    rest: { field: "files", sha256: FILE.sha256 },
    answers: [302, 200, 200, 200, 200, 404],
  },

  "GET /records/:id/sections/:section": {
    on: "draft",
    rest: { section: "all" },
    answers: [302, 200, 403, 403, 403, 404],
  },
  "POST /records/:id/sections/:section": {
    on: "draft",
    rest: { section: "all" },
    form: command({ do: "later" }),
    answers: [401, 303, 403, 403, 403, 404],
  },
  "GET /records/:id/attachments/:field": {
    on: "draft",
    rest: { field: "files" },
    answers: [302, 200, 403, 403, 403, 404],
  },
  "POST /records/:id/attachments/:field": {
    on: "draft",
    rest: { field: "files" },
    form: command({ do: "remove", sha256: FILE.sha256 }),
    answers: [401, 303, 403, 403, 403, 404],
  },
  "GET /records/:id/check": { on: "draft", answers: [302, 200, 403, 403, 403, 404] },
  "POST /records/:id/check": { on: "draft", form: command(), answers: [401, 303, 403, 403, 403, 404] },

  "GET /records/:id/withdraw": { on: "review", answers: [302, 200, 303, 303, 200, 404] },
  "POST /records/:id/withdraw": {
    on: "review",
    form: command({ reason: "Not needed" }),
    answers: [401, 303, 403, 403, 303, 404],
  },
  "POST /records/:id/publish": { on: "decided", form: command(), answers: [401, 403, 403, 303, 403, 404] },
  "POST /records/:id/answer": {
    on: "question",
    form: command({ answer: "So" }),
    answers: [401, 303, 403, 403, 403, 404],
  },
  "POST /records/:id/resend": {
    on: "review",
    form: command({ task: "1#legal#0" }),
    answers: [401, 303, 403, 403, 303, 404],
  },
  "GET /records/:id/give": { on: "review", answers: [302, 303, 303, 303, 303, 404] },
  "POST /records/:id/give": {
    on: "review",
    form: command({ task: "1#legal#0", to: "mia", reason: "Away" }),
    answers: [401, 403, 403, 403, 303, 404],
  },
  "GET /robots.txt": { answers: everyone(200) },
  "GET /numbers": { answers: [302, 200, 200, 200, 200, 200] },
  "GET /returns-due": { answers: [302, 200, 200, 200, 200, 200] },
  "GET /decisions/:office/questions/": { answers: everyone(404), rest: { office: "nowhere" } },
  // Of an item of scrutiny that is not there: 404 to whoever may deal with one, 403 to other officers.
  "GET /questions": { answers: [302, 200, 200, 403, 200, 200] },
  "GET /questions/new": { answers: [302, 200, 200, 403, 200, 200] },
  "POST /questions": { answers: [401, 422, 422, 403, 422, 422], form: command() },
  "GET /questions/:item": { rest: NO_ITEM, answers: [302, 404, 404, 403, 404, 404] },
  ...Object.fromEntries(
    ["answer", "correct", "due", "withdraw", "publish"].flatMap((verb) => {
      const posted = { rest: NO_ITEM, form: command(), answers: [401, 404, 404, 403, 404, 404] };
      const looked = { rest: NO_ITEM, answers: [302, 404, 404, 403, 404, 404] };
      const both = [[`POST /questions/:item/${verb}`, posted]];
      return verb === "publish" ? both : [[`GET /questions/:item/${verb}`, looked], ...both];
    }),
  ),
  "GET /funding-ending": { answers: [302, 200, 200, 200, 200, 200] },
  "GET /records/:id/pause": { on: "review", answers: [302, 200, 303, 303, 200, 404] },
  "POST /records/:id/pause": {
    on: "review",
    form: command({ reason: "Election" }),
    answers: [401, 303, 403, 403, 303, 404],
  },
  // What stands in the address is the request; without one, on to the record.
  "GET /records/:id/on-paper": { on: "review", answers: [302, 303, 303, 303, 303, 404] },
  "GET /records/:id/copy": { on: "review", answers: [302, 303, 303, 303, 303, 404] },
  "POST /records/:id/copy": {
    on: "review",
    form: command({ task: LEGAL, hash: "0".repeat(64) }),
    answers: [401, 422, 403, 403, 422, 404],
  },
  "GET /records/:id/confirm": { on: "copied", answers: [302, 303, 303, 303, 303, 404] },
  "POST /records/:id/confirm": {
    on: "copied",
    form: command({ task: LEGAL, scan: FILE.sha256, do: "confirm" }),
    answers: [401, 403, 403, 403, 303, 404],
  },
  "GET /records/:id/copies/:sha256": {
    on: "copied",
    rest: { sha256: FILE.sha256 },
    answers: [302, 200, 200, 200, 200, 404],
  },
  "GET /records/:id/correct": { on: "published", answers: [302, 200, 303, 200, 200, 404] },
  "POST /records/:id/correct": {
    on: "published",
    form: command({ publication: "1", reason: "A wrong sum", earlier: "keep" }),
    answers: [401, 303, 403, 303, 303, 404],
  },
  "GET /records/:id/unpublish": { on: "published", answers: [302, 303, 303, 303, 200, 404] },
  "POST /records/:id/unpublish": {
    on: "published",
    form: command({ publication: "1", reason: "It named a child" }),
    answers: [401, 403, 403, 403, 303, 404],
  },
  "POST /records/:id/resume": { on: "paused", form: command(), answers: [401, 303, 403, 403, 303, 404] },
};
/** Ends the session that it is called with, so it comes last and by itself. */
const APART = ["POST /sign-out"];

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const routes = [...new Set(app.routes.filter((r) => r.method !== "ALL").map((r) => `${r.method} ${r.path}`))];

describe("every route of the officers' function", () => {
  it("has its line here, and each line its route", () => {
    expect(routes.toSorted()).toEqual([...Object.keys(DOORS), ...APART].toSorted());
  });

  it.each(Object.entries(DOORS))("%s", async (name, door) => {
    const [method = "", pattern = ""] = name.split(" ");
    let id = door.on ? await house.record(door.on) : "";
    const wrong: string[] = [];
    for (const [i, role] of ROLES.entries()) {
      const before = id && (await standing(id));
      const status = await knock(method, pattern, role, id, door);
      if (status !== door.answers[i]) wrong.push(`${role}: ${status}, not ${door.answers[i]}`);
      const changed = id !== "" && (await standing(id)) !== before;
      const let_in = status < 400 && method === "POST";
      if (changed && !let_in) wrong.push(`${role}: answered ${status} and changed the record`);
      // The next to be let in finds it as it was.
      if (changed && door.on) id = await house.record(door.on);
    }
    expect(wrong).toEqual([]);
  });
});

async function knock(method: string, pattern: string, role: Role, id: string, door: Door): Promise<number> {
  const path = pattern.replaceAll(/:(\w+)/g, (_, part: string) => door.rest?.[part] ?? id);
  const cookie = house.cookies.get(role) ?? "";
  const init = method === "POST" ? post(door.form?.() ?? {}, cookie) : { headers: { cookie } };
  return (await app.request(path, init)).status;
}

describe("a session", () => {
  const dashboard = async (cookie: string) => (await app.request("/", { headers: { cookie } })).status;

  it("opens by a link once, and not by one that is forged, of another purpose or used", async () => {
    const link = await signInLink();
    expect((await app.request(`/sign-in/${link}`, { method: "HEAD" })).status).toBe(200);
    expect((await app.request(`/sign-in/${link}`)).status).toBe(200);
    const opened = await app.request(`/sign-in/${link}`, post({}));
    expect(opened.status).toBe(303);
    const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect(await dashboard(cookie)).toBe(200);
    expect((await app.request(`/sign-in/${link}`, post({}))).status).toBe(410);
    expect((await app.request(`/sign-in/${link}`)).status).toBe(410);
    const flipped = link.replace(/.$/, (c) => (c === "A" ? "B" : "A"));
    expect((await app.request(`/sign-in/${flipped}`, post({}))).status).toBe(410);
    const { link: toSign } = await requestOf(await house.record("review"), "legal");
    expect((await app.request(`/sign-in/${toSign}`, post({}))).status).toBe(410);
    expect((await app.request("/sign-out", post({}, cookie))).status).toBe(303);
    expect(await dashboard(cookie)).toBe(302);
  });

  it("is not one where the cookie is made up, cut short or under another name", async () => {
    const good = house.cookies.get("author") ?? "";
    expect(await dashboard(good)).toBe(200);
    for (const cookie of [
      `${good}x`,
      good.slice(0, -1),
      good.replace("__Host-", ""),
      "__Host-session=",
      "__Host-session=null",
    ])
      expect(await dashboard(cookie)).toBe(302);
  });

  it("does not open by a link that ran out", async () => {
    const link = await signInLink();
    const id = readToken("sign-in", link, linkKeys()) ?? "";
    await changeItem(tokenKey(id), { exp: now() }, {});
    expect((await app.request(`/sign-in/${link}`)).status).toBe(410);
    const refused = await app.request(`/sign-in/${link}`, post({}));
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([410, []]);
  });

  it("is over after twelve hours, and with the person's place in the office", async () => {
    const session = (house.cookies.get("author") ?? "").split("=")[1] ?? "";
    const later = (hours: number) => new Date(Date.parse(now()) + hours * 3_600_000).toISOString();
    expect(await findActor(session, later(11))).toMatchObject({ person: "ada" });
    expect(await findActor(session, later(12))).toBeUndefined();
    const key = personKey(OFFICE.office, "ada");
    const found = await findItem(v.looseObject({ order: v.number() }), key);
    await database().send(new DeleteCommand({ TableName: tables.records, Key: { ...key } }));
    expect(await findActor(session, now())).toBeUndefined();
    expect(await dashboard(`__Host-session=${session}`)).toBe(302);
    await database().send(new PutCommand({ TableName: tables.records, Item: { ...found, ...key } }));
    expect(await findActor(session, now())).toMatchObject({ person: "ada" });
  });
});
