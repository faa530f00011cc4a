import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Key } from "#core/aws/keys.ts";
import { deliver } from "#core/notification/deliver.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import { tagOf } from "#core/notification/outbox.ts";
import { note } from "#core/notification/receipts.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import * as Records from "#core/record/records.ts";
import { eventsOf } from "#core/record/status.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { cmd, exampleOf, officeOf, openStore, type Store } from "#tests/support/store.ts";

let store: Store;
const office = officeOf("surrey");
const example = exampleOf("surrey", "perpetrator-programme");
const T0 = new Date().toISOString();
const later = (minutes: number) => new Date(Date.parse(T0) + minutes * 60_000).toISOString();
const author = office.people?.find((p) => p.id === example.author);
const actor: Records.Actor = {
  person: author?.id ?? "",
  name: author?.name ?? "",
  email: author?.email ?? "",
  office: office.office,
  roles: ["author"],
};

beforeAll(async () => {
  store = await openStore();
  await publishDefinition(office);
});
beforeEach(() => store.faults.clear());
afterAll(() => store.stop());

/** A submitted record and the outbox key of its first request to sign. */
async function owed(): Promise<{ id: string; key: Key; copies(): Promise<string[]> }> {
  const { id } = await Records.create({
    office: office.office,
    form: example.form,
    actor,
    now: T0,
    cmdId: cmd(),
  });
  const { saveNo } = await Records.saveDraft({ id, answers: example.answers, saveNo: 1, actor, now: T0 });
  await Records.submit({ id, saveNo, rev: 1, cmdId: cmd(), actor, now: T0 });
  const key = (await dueKeys(T0)).find((k) => k.pk.startsWith(`OBX#${id}`));
  if (!key) throw new Error("nothing owed");
  const copies = async () => {
    const own = store.mailbox.all().filter((m) => m.tags.obx === tagOf(key.pk));
    return Promise.all(
      own.map(async (m) => /https:\S+/.exec((await store.mailbox.parsed(m.id)).text ?? "")?.[0] ?? ""),
    );
  };
  return { id, key, copies };
}

const ses = (call: { service: string }) => call.service === "ses";
const event = (key: Key, eventType: "Send" | "Delivery" | "Bounce" | "Complaint") => ({
  eventType,
  mail: { messageId: "m", tags: { obx: [tagOf(key.pk)] } },
  ...(eventType === "Bounce" && { bounce: { bounceType: "Permanent" } }),
});

describe("an email that is owed", () => {
  it("is sent once, with one link, however many workers deliver it and however often", async () => {
    const { key, copies } = await owed();
    const all = await Promise.all([deliver(key, T0), deliver(key, T0), deliver(key, T0)]);
    expect(all.filter((d) => d === "sent")).toHaveLength(1);
    expect(await deliver(key, T0)).toBe("not-mine");
    const links = await copies();
    expect(links).toHaveLength(1);
    expect(links[0]).toMatch(/^https:\/\/countersign\.example\/s\/a[\w-]{22}\.[\w-]{22}$/);
    expect((await dueKeys(later(60 * 24))).filter((k) => k.pk === key.pk)).toEqual([]);
  });

  it("waits and is tried again when SES says to slow down", async () => {
    const { key, copies } = await owed();
    store.faults.plan({ kind: "throttle", match: ses });
    expect(await deliver(key, T0)).toBe("later");
    expect((await dueKeys(T0)).filter((k) => k.pk === key.pk).length).toBe(0);
    expect(await deliver(key, later(5))).toBe("sent");
    expect(await copies()).toHaveLength(1);
  });

  it("is not sent twice when the answer was lost but SES tells that it was sent", async () => {
    const { key, copies } = await owed();
    store.faults.plan({ kind: "drop-after", match: ses });
    expect(await deliver(key, T0)).toBe("later");
    // SES's own word may take its time: nothing goes out while it is waited for.
    for (const minutes of [1, 3, 10, 16]) expect(await deliver(key, later(minutes))).toBe("later");
    expect(await note(event(key, "Send"), later(17))).toBe(true);
    expect((await findEntry(key))?.status).toBe("SENT");
    for (const minutes of [18, 20, 60]) await deliver(key, later(minutes));
    expect(await copies()).toHaveLength(1);
  });

  it("is sent at most twice, with the same link, when nobody can tell", async () => {
    const { key, copies } = await owed();
    store.faults.plan({ kind: "drop-after", match: ses, every: 1 });
    for (const minutes of [0, 1, 3, 18, 21, 40, 60, 90, 120]) await deliver(key, later(minutes));
    store.faults.clear();
    const links = await copies();
    expect(links).toHaveLength(2);
    expect(new Set(links).size).toBe(1);
    expect(await findEntry(key)).toMatchObject({
      status: "FLAGGED",
      problem: expect.stringContaining("Nobody can tell"),
    });
  });

  it("arrives after all when the first try never reached SES", async () => {
    const { key, copies } = await owed();
    store.faults.plan({ kind: "drop-before", match: ses });
    for (const minutes of [0, 1, 3, 18, 21]) await deliver(key, later(minutes));
    expect(await copies()).toHaveLength(1);
    expect((await findEntry(key))?.status).toBe("SENT");
  });

  it("is not sent when nobody wants it any more", async () => {
    const { id, key, copies } = await owed();
    await withdraw({ id, cmdId: cmd(), actor, now: T0, reason: "No longer needed" });
    expect(await deliver(key, T0)).toBe("skipped");
    expect(await copies()).toEqual([]);
  });

  it("shows a bounce, and a late delivery report does not hide it", async () => {
    const { id, key } = await owed();
    await deliver(key, T0);
    await note(event(key, "Delivery"), later(1));
    expect((await findEntry(key))?.delivery).toBe("delivered");
    await note(event(key, "Bounce"), later(2));
    await note(event(key, "Delivery"), later(3));
    await note(event(key, "Send"), later(4));
    expect(await findEntry(key)).toMatchObject({ status: "FLAGGED", delivery: "bounced" });
    const told = await eventsOf(id);
    expect(told.filter((e) => e.body.includes('"MailFailed"'))).toHaveLength(1);
  });

  it("ignores events about emails that are not ours", async () => {
    expect(await note({ eventType: "Bounce", mail: { messageId: "x", tags: {} } }, T0)).toBe(false);
    const stranger = {
      eventType: "Send" as const,
      mail: { messageId: "x", tags: { obx: ["OBX_nothing_1_0"] } },
    };
    expect(await note(stranger, T0)).toBe(false);
  });
});
