/**
 * Items of scrutiny in the store: acted on as their page showed them, by whoever may, once; told of in
 * time, and never after they were answered; public as far as they were published. What somebody else does
 * between a command's reading and its writing is held by the conditions of that write.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { itemEventKey, itemKey, type Key, publicItemKey } from "#core/aws/keys.ts";
import { changeItem, createItem } from "#core/aws/write.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import * as Item from "#core/scrutiny/item.ts";
import * as Items from "#core/scrutiny/items.store.ts";
import { findWanted, publicItems, settleWanted } from "#core/scrutiny/published.store.ts";
import { startChaos, under } from "#tests/model/chaos.ts";
import { answerInProcess } from "#tests/support/in-process.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { actorOf, codeOf } from "#tests/support/signing.ts";
import { CREDENTIALS, cmd, setStoreEnvironment } from "#tests/support/store.ts";

const T0 = "2026-03-02T09:00:00.000Z";
/** The first reminder: five working days before it is due. */
const SOON = "2026-03-13T08:00:00.000Z";
const EVER = "2030-01-01T00:00:00.000Z";
const ada = actorOf(TESTSHIRE, "ada");
const OFFICE = TESTSHIRE.office;

beforeAll(async () => {
  setStoreEnvironment();
  answerInProcess(CREDENTIALS);
  await publishDefinition(TESTSHIRE);
  startChaos();
});

async function entered(): Promise<string> {
  const asked = { kind: "question", askedBy: "The panel", askedOn: "2026-03-02", due: "2026-03-20" } as const;
  const words = { subject: "Wardens", words: "How many?", confidential: false };
  const { id } = await Items.enter({ ...asked, ...words }, { cmdId: cmd(), actor: ada, now: T0 });
  return id;
}

const command = (id: string, rev: number, more: object = {}) => ({
  id,
  rev,
  cmdId: cmd(),
  actor: ada,
  now: T0,
  ...more,
});
const answering = (text: string) => (item: Item.Item) => Item.answer(item, { on: "2026-03-02", text });
const answers = (id: string, rev: number, text = "Twelve") =>
  codeOf(Items.act(command(id, rev), answering(text)));
const itemOf = async (id: string) => (await Items.getItem(id, ada)).item;
/** What is done to it between a command's reading and its writing. */
const meanwhile = (run: () => Promise<unknown>) => ({
  slip: { nth: "write" as const, run: async () => void (await run()) },
});

describe("an item is acted on", () => {
  it("as its page showed it, and not once somebody has changed it", async () => {
    const id = await entered();
    expect(await answers(id, 0)).toBe("item-changed");
    expect(await answers(id, 2)).toBe("item-changed");
    expect((await itemOf(id)).answer).toBeUndefined();
    expect(await answers(id, 1)).toBe("done");
  });

  it("by one of two who answer it at the same moment", async () => {
    const id = await entered();
    const both = await Promise.all([answers(id, 1, "Twelve"), answers(id, 1, "Eleven")]);
    expect(both.toSorted()).toEqual(["done", "item-changed"]);
    const { item, history } = await Items.getItem(id, ada);
    expect([item.rev, history.length]).toEqual([2, 2]);
    expect(history.at(-1)?.event).toMatchObject({ text: item.answer?.text });
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ["another revision", (id) => changeItem(itemKey(OFFICE, id), { rev: 9 }, {})],
    ["its next event there already", (id) => createItem(itemEventKey(OFFICE, id, 2), { happened: "{}" })],
  ])("only where the write finds what was read: not %s", async (_, spoil) => {
    const id = await entered();
    const act = () => answers(id, 1);
    expect(
      await under(
        meanwhile(() => spoil(id)),
        act,
      ),
    ).toBe("item-changed");
  });

  it("once, however often the command is sent, and by two workers at once", async () => {
    const id = await entered();
    const once = command(id, 1);
    const send = () => Items.act(once, answering("Twelve"));
    await under(meanwhile(send), send);
    await send();
    expect((await Items.getItem(id, ada)).history).toHaveLength(2);
  });

  it("by those who deal with the panel, in their own office", async () => {
    const id = await entered();
    const pat = actorOf(TESTSHIRE, "pat");
    const away = { ...ada, office: "elsewhere" };
    const changes = answering("Nine");
    for (const [actor, code] of [
      [pat, "not-handling"],
      [away, "no-item"],
    ] as const) {
      expect(await codeOf(Items.getItem(id, actor))).toBe(code);
      expect(await codeOf(Items.act(command(id, 1, { actor }), changes))).toBe(code);
    }
    expect(await codeOf(Items.listItems(pat))).toBe("not-handling");
    expect(await Items.listItems(away)).toEqual([]);
    expect(await codeOf(Items.getItem(`${id}#x`, ada))).toBe("no-item");
    expect((await itemOf(id)).rev).toBe(1);
  });
});

describe("governance is told that an answer is due", () => {
  const told = async (id: string) => {
    const keys = (await dueKeys(EVER)).filter(({ pk }) => pk.startsWith("OBX#"));
    const entries = await Promise.all(keys.map((key) => findEntry(key)));
    return entries.filter((e) => e?.kind === "answer-due" && e.item === id).length;
  };
  const isDue = async (id: string) => (await dueKeys(EVER)).some((key) => key.sk === id);

  it("in time, once, by two sweeps at once, and then not before the next day for it", async () => {
    const id = await entered();
    await Items.remind(itemKey(OFFICE, id), "2026-03-13T07:59:59.000Z");
    expect(await told(id)).toBe(0);
    await Promise.all([1, 2].map(() => Items.remind(itemKey(OFFICE, id), SOON)));
    await Items.remind(itemKey(OFFICE, id), SOON);
    expect(await told(id)).toBe(1);
    await Items.remind(itemKey(OFFICE, id), "2026-03-23T08:00:00.000Z");
    expect(await told(id)).toBe(2);
  });

  it("not where it is answered between the look and the email, and never afterwards", async () => {
    const id = await entered();
    expect(await isDue(id)).toBe(true);
    await under(
      meanwhile(() => answers(id, 1)),
      () => Items.remind(itemKey(OFFICE, id), SOON),
    );
    expect([await told(id), await isDue(id)]).toEqual([0, false]);
  });
});

describe("the public sees an item", () => {
  const publish = (id: string, rev: number) => Items.act(command(id, rev), Item.publish);
  const seen = async (id: string) => (await publicItems(OFFICE)).find((item) => item.id === id);
  const publicKey = (id: string): Key => publicItemKey(OFFICE, "2026-03-02", id);

  it("once it is published, and an answer once that is", async () => {
    const id = await entered();
    expect(await seen(id)).toBeUndefined();
    await publish(id, 1);
    await answers(id, 2);
    expect((await seen(id))?.answer).toBeUndefined();
    await publish(id, 3);
    expect((await seen(id))?.answer).toMatchObject({ text: "Twelve" });
  });

  it("in files that are written again where it changed while they were", async () => {
    const id = await entered();
    await publish(id, 1);
    const wanted = await findWanted(publicKey(id));
    await answers(id, 2);
    await publish(id, 3);
    await settleWanted(publicKey(id), wanted!.rev);
    expect(await findWanted(publicKey(id))).toMatchObject({ rev: 4 });
    await settleWanted(publicKey(id), 4);
    expect(await findWanted(publicKey(id))).toBeUndefined();
    const { pk, sk } = publicKey(id);
    expect((await dueKeys(EVER)).filter((key) => key.pk === pk && key.sk === sk)).toEqual([]);
  });
});
