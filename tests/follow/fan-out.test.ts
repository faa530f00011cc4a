/**
 * The fan-out under misfortune and bounds: killed again and again it tells each of hundreds once; it
 * keeps to its share of what SES allows; whoever complains hears no more; and it tells only what stands.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { subscriberKey, topicKey } from "#core/aws/bulk-keys.ts";
import type { Key } from "#core/aws/keys.ts";
import { registerKey } from "#core/aws/keys.ts";
import { createItem } from "#core/aws/write.ts";
import { noteWord } from "#core/follow/receipts.ts";
import { run } from "#core/follow/run.ts";
import { findSubscriber, stopAll, stopTopic } from "#core/follow/subscribers.store.ts";
import { categoryTopic, officeTopic, recipientTopic, type Topic } from "#core/follow/topics.ts";
import { newJob } from "#core/follow/word.ts";
import { A_MINUTE, take } from "#core/follow/words.store.ts";
import { entryOf, type RegisterEntry } from "#core/notice/entry.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import type { SesEvent } from "#core/notification/receipts.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { requestLink } from "#core/session/sign-in.store.ts";
import { handler as sweep } from "#functions/sweep.ts";
import { type Fate, startChaos, under } from "#tests/model/chaos.ts";
import { decided, officeOf } from "#tests/notice/published.ts";
import { answerInProcess, type InProcess } from "#tests/support/in-process.ts";
import { CREDENTIALS, setStoreEnvironment } from "#tests/support/store.ts";

const office = officeOf("cleveland");
const OFFICE = officeTopic(office);
/** An office for each test, so that none hears of another's. */
const only = (slug: string) => ({
  office: { slug, name: slug },
  topic: officeTopic({ ...office, office: slug }),
});
const HARBOUR = recipientTopic("The HARBOUR support services, Ltd");
const FOLLOWED = "2022-01-01T09:00:00.000Z";
const quota = { aDay: 1_000_000, aSecond: 1000 };
let stand: InProcess;
let now = Date.parse("2022-08-09T12:00:00Z");
let published = 0;

beforeAll(async () => {
  setStoreEnvironment();
  stand = answerInProcess(CREDENTIALS, undefined, quota);
  await publishDefinition(office);
  startChaos();
});

const clock = () => new Date(now).toISOString();
const bulkmail = () => stand.dynamo.items("bulkmail");
const sent = () => stand.emails.length;
const idOf = (email: string) => email.split("@")[0]!;
const copies = (to: string) => stand.emails.filter((m) => m.to.includes(to)).length;

/** One tick, a minute after the one before. */
async function tick(fate: Fate = {}, ms = 45_000): Promise<void> {
  const failed = (key: Key, error: unknown) => {
    if ((error as Error).name !== "Crash") throw new Error(`${key.pk}: ${error}`);
  };
  const wait = async (ms: number) => {
    now += ms;
  };
  await under(fate, () => run({ clock, wait, ms, failed })).catch((error: Error) => {
    if (error.name !== "Crash") throw error;
  });
  now += 60_000;
}

async function report(
  eventType: SesEvent["eventType"],
  to?: string,
  bounceType = "Permanent",
): Promise<void> {
  for (const {
    id,
    tags,
    to: [address],
  } of stand.emails) {
    if (to && address !== to) continue;
    const bounce = eventType === "Bounce" ? { bounce: { bounceType } } : {};
    await noteWord(
      { eventType, ...bounce, mail: { messageId: id, tags: { obx: [tags.obx ?? ""] } } },
      clock(),
    );
  }
}

/** Confirmed subscribers, as many links leave them. */
async function followers(name: string, size: number, topics: Topic[], since = FOLLOWED): Promise<string[]> {
  const ids = Array.from({ length: size }, (_, i) => `${name}${String(i).padStart(22 - name.length, "0")}`);
  for (const id of ids) {
    await createItem(subscriberKey(id), { email: `${id}@reader.example`, topics, rev: 0 });
    for (const topic of topics) await createItem(topicKey(topic.id, id), { since });
  }
  return ids.map((id) => `${id}@reader.example`);
}

/** A notice as it is published, or published once more. */
async function publish(change: Partial<RegisterEntry> = {}): Promise<RegisterEntry> {
  const id = change.id ?? `01HE00000000000000000${String(++published).padStart(5, "0")}`;
  const facts = { n: 1, publishedAt: clock() };
  const entry = { ...entryOf({ ...decided("notice"), state: "published" }, facts), ...change, id };
  const sort = sortOf(entry);
  const item = { entry: JSON.stringify(entry), publication: entry.publication };
  const key = registerKey(entry.office.slug, sort.slice(0, 4), sort);
  stand.dynamo.answer(
    "PutItem",
    JSON.stringify({
      TableName: "records",
      Item: {
        pk: { S: key.pk },
        sk: { S: key.sk },
        entry: { S: item.entry },
        publication: { N: `${item.publication}` },
      },
    }),
  );
  const job = newJob(entry, sort, clock());
  await createItem(job.key, job.item);
  return entry;
}

it("tells each of hundreds once, however often it is killed, and whoever has stopped not at all", async () => {
  const both = await followers("both", 505, [OFFICE, HARBOUR]);
  const money = await followers("money", 20, [HARBOUR]);
  const others = await followers("other", 5, [recipientTopic("Pearl Harbour")]);
  const late = await followers("late", 1, [OFFICE], clock().replace("2022", "2023"));
  const [stopped = "", ...still] = both;
  await stopAll(idOf(stopped));
  await publish();
  for (const [i, nth] of [1, 2, 250, 499, 502, 10, 90, 300, 30].entries()) {
    await tick({ fault: i % 2 ? "crash-before" : "crash-after", nth });
    await report("Send");
  }
  for (let i = 0; i < 8; i++) {
    await tick();
    now += 4 * 60_000;
  }
  const words = bulkmail().filter((item) => item.about && item.sk?.S === "M");
  expect(words).toHaveLength(still.length + money.length);
  expect(words.filter((item) => item.status?.S !== "SENT")).toEqual([]);
  const counts = Map.groupBy(
    stand.emails.flatMap((m) => m.to),
    (to) => to,
  );
  expect([...still, ...money].filter((email) => counts.get(email)?.length !== 1)).toEqual([]);
  expect([stopped, ...others, ...late].filter((email) => copies(email) > 0)).toEqual([]);
  // What is settled holds no address.
  expect(JSON.stringify(words)).not.toContain("@");
});

it("loses no email, and sends none more than twice, at whichever write of a run it is killed", async () => {
  const { office, topic } = only("killed");
  const emails = await followers("killed", 2, [topic]);
  const faults = ["crash-before", "crash-after"] as const;
  for (let nth = 1; nth <= 14; nth++)
    for (const fault of faults) {
      const before = emails.map(copies);
      await publish({ office, recipients: [] });
      await tick({ fault, nth });
      // Past the lease, and past the time for which SES's own word is waited for.
      for (let i = 0; i < 4; i++) {
        now += 10 * 60_000;
        await tick();
      }
      const sent = emails.map((email, i) => copies(email) - before[i]!);
      expect(Math.min(...sent), `${fault} write ${nth}: ${sent}`).toBeGreaterThanOrEqual(1);
      expect(Math.max(...sent), `${fault} write ${nth}: ${sent}`).toBeLessThanOrEqual(2);
    }
  expect(bulkmail().filter((item) => item.status?.S === "SENDING" || item.status?.S === "PENDING")).toEqual(
    [],
  );
  for (const email of emails) await stopAll(idOf(email));
});

it("tells nobody again whom a page told that was cut off, though some of them have their email", async () => {
  const { office, topic } = only("again");
  const emails = await followers("again", 20, [topic]);
  quota.aSecond = 10;
  await publish({ office, recipients: [] });
  await tick({ fault: "crash-before", nth: 15 });
  for (let i = 0; i < 4; i++) await tick();
  quota.aSecond = 1000;
  expect(emails.map(copies)).toEqual(emails.map(() => 1));
  for (const email of emails) await stopAll(idOf(email));
});

describe("bounds", () => {
  it("leaves three tenths of the day to the workflow, whose emails go on", async () => {
    const { office, topic } = only("bounds");
    await followers("bounds", 60, [topic]);
    const before = sent();
    quota.aDay = Math.ceil((before + 40) / 0.7);
    await publish({ office, recipients: [] });
    for (let i = 0; i < 3; i++) await tick();
    expect(sent() - before).toBeGreaterThanOrEqual(39);
    expect(sent() - before).toBeLessThanOrEqual(41);
    await requestLink("niamh.corrigan@cleveland.example", new Date().toISOString());
    expect(await sweep()).toMatchObject({ due: 1, failed: 0 });
    expect(copies("niamh.corrigan@cleveland.example")).toBe(1);
    quota.aDay = 1_000_000;
    await tick();
    expect(sent() - before).toBe(61);
  });

  it("sends no more than a thousand a minute, nor seven tenths of SES's rate a second", async () => {
    const { office, topic } = only("rate");
    await followers("rate", 60, [topic]);
    quota.aSecond = 10;
    await publish({ office, recipients: [] });
    const before = sent();
    await tick({}, 5000);
    expect(sent() - before).toBe(5 * 7);
    quota.aSecond = 1000;
    await tick();
    expect(sent() - before).toBe(60);
    const minute = "2035-01-01T09:00";
    const given = await Promise.all([700, 700, 700].map((n) => take(n, `${minute}:10.000Z`)));
    const sum = given.reduce((a, b) => a + b, 0);
    expect(sum + (await take(5000, `${minute}:20.000Z`))).toBe(A_MINUTE);
    expect(await take(1, `${minute}:59.999Z`)).toBe(0);
    expect(await take(1, "2035-01-01T09:01:00.000Z")).toBe(1);
  });
});

describe("what SES tells", () => {
  it.each(["Complaint", "Bounce"] as const)("of a %s ends it at once", async (event) => {
    const id = event.toLowerCase();
    const here = only(id);
    const topic = categoryTopic({ ...office, office: id }, { slug: "a-grant", label: "A grant" });
    const [email = ""] = await followers(id, 1, [topic]);
    const change = { office: here.office, categories: [{ id: "a-grant", label: "A grant" }], recipients: [] };
    await publish(change);
    await tick();
    expect(copies(email)).toBe(1);
    await report("Delivery", email);
    // A mailbox that is full today is one that is there.
    await report("Bounce", email, "Transient");
    expect(await findSubscriber(idOf(email))).toBeDefined();
    await report(event, email);
    expect(await findSubscriber(idOf(email))).toBeUndefined();
    expect(JSON.stringify(bulkmail())).not.toContain(email);
    await publish(change);
    await tick();
    expect(copies(email)).toBe(1);
  });
});

describe("what is told is what stands", () => {
  it("a publication that was corrected before it was told is told once, as corrected", async () => {
    const { office, topic } = only("correct");
    const [email = ""] = await followers("correct", 1, [topic]);
    const { id } = await publish({ office, recipients: [] });
    const earlier = [{ n: 1, publishedAt: clock(), replacedAt: clock(), reason: "A wrong sum" }];
    await publish({ office, id, publication: 2, earlier, recipients: [] });
    await tick();
    await tick();
    expect(copies(email)).toBe(1);
  });

  it("an email that waits is not sent to whoever has stopped just this, and follows something else", async () => {
    const { office, topic } = only("stops");
    const [email = "", other = ""] = await followers("stops", 2, [topic, HARBOUR]);
    await publish({ office, recipients: [] });
    quota.aDay = 1;
    await tick();
    await stopTopic(idOf(email), topic.id);
    quota.aDay = 1_000_000;
    await tick();
    expect([copies(email), copies(other)]).toEqual([0, 1]);
    for (const one of [email, other]) await stopAll(idOf(one));
  });

  it("an email that waits when its record is withheld is not sent; the stub's own is", async () => {
    const { office, topic } = only("stub");
    const [email = ""] = await followers("stub", 1, [topic]);
    const { id } = await publish({ office, recipients: [] });
    quota.aDay = 1;
    await tick();
    const withheld = { ground: "Commercial interests", whole: true, parts: [] };
    const stub = { status: "withheld" as const, withheld, recipients: [], summary: undefined };
    await publish({ office, id, publication: 2, ...stub });
    quota.aDay = 1_000_000;
    await tick();
    await tick();
    expect(copies(email)).toBe(1);
    const settled = bulkmail().filter((i) => i.pk?.S?.startsWith(`SUB#${idOf(email)}#${id}#`));
    expect(settled.map((i) => `${i.pk?.S?.split("#").at(-1)} ${i.status?.S}`).sort()).toEqual([
      "1 SKIPPED",
      "2 SENT",
    ]);
  });
});
