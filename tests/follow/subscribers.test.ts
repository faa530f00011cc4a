/**
 * Subscribers in the store, by two pages at once: what somebody does between a command's reading and its
 * writing is held by the conditions of that write, so that no topic is lost, nothing is left of whoever
 * stopped, and no link confirms what it may not.
 */

import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { requestKey, topicKey } from "#core/aws/bulk-keys.ts";
import { query } from "#core/aws/read.ts";
import { changeItem } from "#core/aws/write.ts";
import * as Subscribers from "#core/follow/subscribers.store.ts";
import { MOST_TOPICS, recipientTopic, type Topic } from "#core/follow/topics.ts";
import { dueIn } from "#core/follow/words.store.ts";
import { linkKeys, makeToken } from "#core/signoff/token.ts";
import { startChaos, under } from "#tests/model/chaos.ts";
import { answerInProcess, type InProcess } from "#tests/support/in-process.ts";
import { codeOf } from "#tests/support/signing.ts";
import { CREDENTIALS, setStoreEnvironment } from "#tests/support/store.ts";

const T0 = "2025-03-03T09:00:00.000Z";
const NEXT_DAY = "2025-03-04T09:00:00.000Z";
const minutes = (n: number) => new Date(Date.parse(T0) + n * 60_000).toISOString();
const [HARBOUR, PEARL, QUAY] = ["Harbour", "Pearl", "Quay"].map(recipientTopic) as [Topic, Topic, Topic];
let stand: InProcess;
let people = 0;

beforeAll(() => {
  setStoreEnvironment();
  stand = answerInProcess(CREDENTIALS);
  startChaos();
});

const reader = () => `r${++people}@reader.example`;
const waiting = async () => (await dueIn("confirmation", NEXT_DAY, 1000)).map(({ pk }) => pk.split("#")[1]!);

/** The link that confirms what an address asks for. */
async function asks(email: string, topics: Topic[], now = T0): Promise<string> {
  const before = new Set(await waiting());
  await Subscribers.askToFollow(email, topics, now);
  const id = (await waiting()).find((one) => !before.has(one));
  if (!id) throw new Error("Nobody was asked");
  return makeToken("follow", id, linkKeys());
}

const confirms = async (email: string, topics: Topic[], now = T0) =>
  Subscribers.confirm(await asks(email, topics, now), now);
const topicsOf = async (id: string) => (await Subscribers.findSubscriber(id))?.topics.map((t) => t.id) ?? [];
const followers = async (topic: Topic) => {
  const { pk, table } = topicKey(topic.id, "");
  return (await query(v.object({ sk: v.string() }), { pk, table })).map(({ sk }) => sk);
};
/** What is done between a command's reading and its writing. */
const meanwhile = (run: () => Promise<unknown>) => ({
  slip: { nth: "write" as const, run: async () => void (await run()) },
});

describe("a request is not confirmed", () => {
  it("once it is out of date, be it looked at or pressed", async () => {
    const link = await asks(reader(), [HARBOUR]);
    expect(await codeOf(Subscribers.lookAtRequest(link, NEXT_DAY))).toBe("follow-link");
    expect(await codeOf(Subscribers.confirm(link, NEXT_DAY))).toBe("follow-link");
  });

  it("where it runs out between the look and the press", async () => {
    const link = await asks(reader(), [QUAY]);
    const id = link.slice(1, 23);
    const pressed = under(
      meanwhile(() => changeItem(requestKey(id), { exp: T0 }, {})),
      () => codeOf(Subscribers.confirm(link, T0)),
    );
    expect(await pressed).toBe("follow-link");
    expect(await followers(QUAY)).toEqual([]);
  });

  it("where another press has confirmed it, and they have stopped since", async () => {
    const link = await asks(reader(), [QUAY]);
    const pressed = under(
      meanwhile(async () => Subscribers.stopAll(await Subscribers.confirm(link, T0))),
      () => codeOf(Subscribers.confirm(link, T0)),
    );
    expect(await pressed).toBe("follow-link");
    expect(await followers(QUAY)).toEqual([]);
  });

  it("where what it asked for has been stopped", async () => {
    const email = reader();
    const id = await confirms(email, [HARBOUR]);
    const link = await asks(email, [QUAY], minutes(2));
    await Subscribers.confirm(link, minutes(2));
    expect(await Subscribers.confirm(link, minutes(3))).toBe(id);
    await Subscribers.stopTopic(id, QUAY.id);
    expect(await codeOf(Subscribers.confirm(link, minutes(3)))).toBe("follow-link");
    expect(await codeOf(Subscribers.lookAtRequest(link, minutes(3)))).toBe("follow-link");
  });

  it("where it would be too many things to follow", async () => {
    const email = reader();
    const many = Array.from({ length: MOST_TOPICS }, (_, i) => recipientTopic(`Body ${i}`));
    const id = await confirms(email, many);
    const link = await asks(email, [PEARL], minutes(2));
    expect(await codeOf(Subscribers.confirm(link, minutes(2)))).toBe("follows-enough");
    await Subscribers.stopTopic(id, many[0]!.id);
    expect(await Subscribers.confirm(link, minutes(2))).toBe(id);
  });
});

describe("an address is asked once", () => {
  it("by many who type it at the same moment, for the first time or again", async () => {
    const email = reader();
    for (const [n, now] of [T0, minutes(2)].entries()) {
      const before = (await waiting()).length;
      await Promise.all([1, 2, 3].map(() => Subscribers.askToFollow(email, [HARBOUR], now)));
      expect((await waiting()).length - before, `time ${n + 1}`).toBe(1);
    }
  });
});

describe("two pages of one follower at once", () => {
  const both = [HARBOUR, PEARL];

  it("add two topics, and neither is lost", async () => {
    const email = reader();
    const id = await confirms(email, [HARBOUR]);
    const [first, second] = [await asks(email, [PEARL], minutes(2)), await asks(email, [QUAY], minutes(4))];
    await under(
      meanwhile(() => Subscribers.confirm(second, minutes(5))),
      () => Subscribers.confirm(first, minutes(5)),
    );
    expect((await topicsOf(id)).toSorted()).toEqual([HARBOUR, PEARL, QUAY].map((t) => t.id).toSorted());
  });

  it("stop one and add another, and it is followed", async () => {
    const email = reader();
    const id = await confirms(email, both);
    const link = await asks(email, [QUAY], minutes(2));
    await under(
      meanwhile(() => Subscribers.confirm(link, minutes(3))),
      () => Subscribers.stopTopic(id, PEARL.id),
    );
    expect((await topicsOf(id)).toSorted()).toEqual([HARBOUR.id, QUAY.id].toSorted());
    expect(await followers(PEARL)).not.toContain(id);
  });

  it("stop all and add another, and nothing is left of them", async () => {
    const email = reader();
    const id = await confirms(email, both);
    const link = await asks(email, [QUAY], minutes(2));
    await under(
      meanwhile(() => Subscribers.confirm(link, minutes(3))),
      () => Subscribers.stopAll(id),
    );
    const left = stand.dynamo
      .items("bulkmail")
      .filter((item) => item.sk?.S === id || item.pk?.S === `SUB#${id}` || item.subscriber?.S === id);
    // The request keeps who it became until it is forgotten by itself.
    expect(left.filter((item) => !item.pk?.S?.startsWith("ASK#"))).toEqual([]);
  });
});
