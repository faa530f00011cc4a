/**
 * Every route of following by email, by every kind of link: one that holds, one that was forged, one of
 * another purpose, and one whose follower has stopped. What is looked at changes nothing at all; whatever
 * is refused has changed nothing either. A route that is added without a line here fails the test.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DUE, paceKey } from "#core/aws/bulk-keys.ts";
import { askToFollow, confirm } from "#core/follow/subscribers.store.ts";
import { officeTopic } from "#core/follow/topics.ts";
import { dueIn } from "#core/follow/words.store.ts";
import { linkKeys, makeToken, newTokenId, type Purpose } from "#core/signoff/token.ts";
import { app } from "#functions/follow.ts";
import { type House, now, OFFICE, openHouse, post } from "#tests/routes/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

interface Door {
  purpose?: Purpose;
  form?: Record<string, string>;
  /** Where the link holds, was forged or is of another purpose, and where its follower has stopped. */
  answers: [number, number, number];
}
const DOORS: Record<string, Door> = {
  "GET /follow": { answers: [200, 200, 200] },
  "POST /follow": { form: { office: OFFICE.office, all: "yes", email: "rae@" }, answers: [400, 400, 400] },
  "GET /follow/confirm/:link": { purpose: "follow", answers: [200, 410, 410] },
  "POST /follow/confirm/:link": { purpose: "follow", form: {}, answers: [303, 410, 410] },
  "GET /follow/manage/:link": { purpose: "follow-manage", answers: [200, 410, 410] },
  "POST /follow/manage/:link": { purpose: "follow-manage", form: { topic: "all" }, answers: [200, 410, 410] },
  "GET /follow/stop/:link": { purpose: "follow-stop", answers: [200, 410, 200] },
  // Stopped is stopped: a repeat says the same.
  "POST /follow/stop/:link": { purpose: "follow-stop", form: {}, answers: [200, 410, 200] },
};

let people = 0;

/** A request that nobody has confirmed yet. */
async function request(): Promise<string> {
  await askToFollow(`r${++people}@reader.example`, [officeTopic(OFFICE)], now());
  const keys = await dueIn("confirmation", now(), 1000);
  expect(keys[0]?.table).toBe(paceKey().table);
  expect(DUE.confirmation).not.toBe(DUE.word);
  return keys.at(-1)!.pk.split("#")[1]!;
}

const link = (purpose: Purpose, id: string) => makeToken(purpose, id, linkKeys());
const follower = async () => confirm(link("follow", await request()), now());

async function knock(
  name: string,
  { form }: Door,
  token: string,
  method = name.split(" ")[0]!,
): Promise<number> {
  const path = name.split(" ")[1]!.replace(":link", token);
  return (await app.request(path, form ? post(form) : { method })).status;
}

it("has a line for each route, and a route for each line", () => {
  const routes = [
    ...new Set(app.routes.filter((r) => r.method !== "ALL").map((r) => `${r.method} ${r.path}`)),
  ];
  expect(routes.toSorted()).toEqual(Object.keys(DOORS).toSorted());
});

describe.each(Object.entries(DOORS))("%s", (name, door) => {
  const { purpose = "follow", answers } = door;
  const acts = name.startsWith("POST");

  it("answers a link that holds, and a look changes nothing", async () => {
    const id = purpose === "follow" ? await request() : await follower();
    const before = house.everything();
    const methods = acts ? ["POST"] : ["GET", "HEAD"];
    for (const method of methods) expect(await knock(name, door, link(purpose, id), method)).toBe(answers[0]);
    if (!acts || answers[0] >= 400) expect(house.everything()).toEqual(before);
    else expect(house.everything()).not.toEqual(before);
  });

  it("refuses a link that was forged, cut short, made up or is of another purpose", async () => {
    const id = purpose === "follow" ? await request() : await follower();
    const good = link(purpose, id);
    const other = (["sign", "sign-in", "follow", "follow-manage", "follow-stop"] as const).filter(
      (p) => p !== purpose,
    );
    const bad = [
      good.replace(/.$/, (c) => (c === "A" ? "B" : "A")),
      good.slice(0, -1),
      "junk",
      ...other.map((p) => link(p, id)),
    ];
    const before = house.everything();
    for (const token of bad) expect(await knock(name, door, token), token).toBe(answers[1]);
    expect(house.everything()).toEqual(before);
  });

  it("changes nothing for whom there is nobody any more", async () => {
    const before = house.everything();
    expect(await knock(name, door, link(purpose, newTokenId()))).toBe(answers[2]);
    expect(house.everything()).toEqual(before);
  });
});

it("takes a mail program's post without any origin, and no other form so", async () => {
  const id = await follower();
  const bare = (path: string) =>
    app.request(path, { method: "POST", body: new URLSearchParams({ topic: "all" }) });
  expect((await bare(`/follow/manage/${link("follow-manage", id)}`)).status).toBe(403);
  expect((await bare("/follow")).status).toBe(403);
  expect((await bare(`/follow/stop/${link("follow-stop", id)}`)).status).toBe(200);
});
