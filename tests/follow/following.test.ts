/**
 * Following by email, through the real handlers: asked for, confirmed from the mailbox, told once about
 * each publication, changed and stopped. A link that is looked at does nothing.
 */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { findSubscriber } from "#core/follow/subscribers.store.ts";
import { officeTopic, recipientTopic } from "#core/follow/topics.ts";
import { noticePath } from "#core/notice/addresses.ts";
import { entryOf, type RegisterEntry } from "#core/notice/entry.ts";
import { loadOffices } from "#core/offices/index.ts";
import { publicationFacts } from "#core/record/renditions.ts";
import { getView } from "#core/record/view.store.ts";
import { openMailbox } from "#infra/local/mailbox.ts";
import { play } from "#infra/local/play.ts";
import { follow, get, linkTo, oneClick, post } from "#tests/support/following.ts";
import { useSystem } from "#tests/support/system.ts";

const system = useSystem();
const { office, examples } = loadOffices().find(({ office }) => office.office === "cleveland")!;
const { example } = examples.find((e) => e.name === "perpetrator-programme-notice")!;
const OFFICE = office.office;
const BEFORE = "2021-01-01T09:00:00Z";
const ALL = { office: OFFICE, all: "yes" };
const rae = "rae@reader.example";
let entry: RegisterEntry;

const emails = async (to: string) => (await system().inbox()).filter((m) => m.to === to);
const told = async (to: string) => (await emails(to)).filter((m) => !m.subject.startsWith("Confirm"));
const idOf = (path: string) => path.split("/").at(-1)!.slice(1, 23);

beforeAll(async () => {
  system().setClock(BEFORE);
  const asked = { office: OFFICE, all: "yes", recipient: "The HARBOUR (Support Services) LTD" };
  expect((await post(system(), "/follow", { ...asked, email: "Rae@Reader.example" })).text).toContain(
    "Check your email",
  );
  const link = await linkTo(system(), rae, "confirm");
  const writes = system().faults.writes();
  for (const method of ["GET", "HEAD"]) expect((await get(system(), link, method)).status).toBe(200);
  expect(system().faults.writes()).toBe(writes);
  const { status, location } = await post(system(), link);
  expect(status).toBe(303);
  expect((await get(system(), location)).text).toContain(`Everything published by ${office.body.name}`);
  await follow(system(), "max@reader.example", { recipient: "harbour support services" });
  await follow(system(), "sam@reader.example", { recipient: "Pearl Harbour Trust" });
  const { id } = await play(system(), office, example);
  await system().settle();
  const { view, loaded } = await getView(id);
  entry = entryOf(view, publicationFacts(loaded.state, 1, loaded.state.publishedAt ?? ""));
});

describe("a publication", () => {
  test("is told once to each who follows it, however many ways they do, and to nobody else", async () => {
    for (const email of [rae, "max@reader.example"]) {
      const [mail, ...more] = await told(email);
      expect(more).toEqual([]);
      expect(mail?.subject).toBe(`Published: ${entry.title}`);
      expect(mail?.text).toContain(`${system().origin}${noticePath(OFFICE, entry.slug)}`);
    }
    expect(await told("sam@reader.example")).toEqual([]);
  });

  test("is told with the headers by which a mail program stops it", async () => {
    const mailbox = openMailbox(join(system().dataDir, "mail"));
    const stop = await linkTo(system(), rae, "stop");
    const mail = mailbox.all().findLast((m) => m.to.includes(rae))!;
    const headers = new Map((await mailbox.parsed(mail.id)).headers.map((h) => [h.key, h.value]));
    expect(headers.get("list-unsubscribe")).toBe(`<${system().origin}${stop}>`);
    expect(headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  });
});

describe("a link to confirm", () => {
  test("is refused where it is forged, of another purpose or out of date, and nothing is followed", async () => {
    await post(system(), "/follow", { ...ALL, email: "lee@reader.example" });
    const link = await linkTo(system(), "lee@reader.example", "confirm");
    const stop = await linkTo(system(), rae, "stop");
    const forged = link.replace(/.$/, (c) => (c === "A" ? "B" : "A"));
    for (const path of [forged, stop.replace("stop", "confirm")]) {
      expect((await get(system(), path)).status).toBe(410);
      expect((await post(system(), path)).status).toBe(410);
    }
    system().advance(25 * 3_600_000);
    expect((await get(system(), link)).status).toBe(410);
    expect((await post(system(), link)).status).toBe(410);
  });

  test("does no more when it is used again, and nothing once its follower has stopped", async () => {
    const email = "kim@reader.example";
    await post(system(), "/follow", { ...ALL, email });
    const link = await linkTo(system(), email, "confirm");
    const all = await Promise.all([post(system(), link), post(system(), link)]);
    const pages = [...all, await post(system(), link)].map((a) => `${a.status} ${a.location}`);
    expect(new Set(pages).size).toBe(1);
    const page = all[0].location;
    expect((await post(system(), page, { topic: "all" })).text).toContain("You get no more emails");
    for (const path of [link, page]) expect((await get(system(), path)).status).toBe(410);
    expect((await post(system(), link)).status).toBe(410);
    expect(await findSubscriber(idOf(page))).toBeUndefined();
  });

  test("comes once a minute at most, and the answer is the same for whoever follows and whoever does not", async () => {
    system().advance(3_600_000);
    const fresh = "new@reader.example";
    const answers = [];
    for (const email of [rae, fresh, rae, fresh])
      answers.push((await post(system(), "/follow", { ...ALL, email })).text.replaceAll(email, "…"));
    expect(new Set(answers).size).toBe(1);
    await system().settle();
    const asked = async (to: string) =>
      (await emails(to)).filter((m) => m.subject.startsWith("Confirm")).length;
    expect([await asked(rae), await asked(fresh)]).toEqual([2, 1]);
  });
});

describe("whoever follows", () => {
  test("stops one thing, adds another, and stops the last", async () => {
    const email = "pat@reader.example";
    const page = await follow(system(), email, { ...ALL, recipient: "Harbour" });
    await post(system(), page, { topic: officeTopic(office).id });
    const left = (await get(system(), page)).text;
    expect(left).not.toContain("Everything published");
    expect(left).toContain("Money for Harbour");
    system().advance(61_000);
    expect(await follow(system(), email, ALL)).toBe(page);
    expect((await findSubscriber(idOf(page)))?.topics).toHaveLength(2);
    for (const { id } of [officeTopic(office), recipientTopic("Harbour")])
      await post(system(), page, { topic: id });
    expect(await findSubscriber(idOf(page))).toBeUndefined();
  });

  test("is told what is wrong, beside the field, and loses nothing that was typed", async () => {
    const empty = await post(system(), "/follow", { office: OFFICE, email: "rae@" });
    expect(empty.status).toBe(400);
    for (const words of ["Select what you want to follow", "in the correct format", 'value="rae@"'])
      expect(empty.text).toContain(words);
    const nobody = await post(system(), "/follow", { recipient: "…" });
    expect(nobody.text).toContain("Enter the name of a recipient");
    expect(nobody.text).toContain("Enter your email address");
    expect((await get(system(), "/follow?office=nowhere")).status).toBe(404);
    expect((await get(system(), "/follow?office=..%2F")).status).toBe(404);
  });
});

test("a mail program stops it by one post, once or twice; looking at the link stops nothing", async () => {
  const link = await linkTo(system(), rae, "stop");
  const id = idOf(link);
  const writes = system().faults.writes();
  for (const method of ["GET", "HEAD"]) expect((await get(system(), link, method)).status).toBe(200);
  expect(system().faults.writes()).toBe(writes);
  expect(await findSubscriber(id)).toBeDefined();
  for (let twice = 0; twice < 2; twice++) {
    const { status, text } = await oneClick(system(), link);
    expect([status, text.includes("You get no more emails")]).toEqual([200, true]);
    expect(await findSubscriber(id)).toBeUndefined();
  }
  const forged = link.replace(/.$/, (c) => (c === "A" ? "B" : "A"));
  expect((await oneClick(system(), forged)).status).toBe(410);
});
