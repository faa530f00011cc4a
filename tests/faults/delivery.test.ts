/**
 * An email under every misfortune of one worker: at whatever call it dies, whatever the database says in
 * between, the email comes to an end, in two copies at most, and nobody loses it in silence.
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { Key } from "#core/aws/keys.ts";
import { recordKey } from "#core/aws/keys.ts";
import { changeItem } from "#core/aws/write.ts";
import { deliver } from "#core/notification/deliver.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import { tagOf } from "#core/notification/outbox.ts";
import { note, type SesEvent } from "#core/notification/receipts.ts";
import { packState } from "#core/record/compress.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { eventsOf } from "#core/record/status.ts";
import { type Fate, startChaos, under } from "#tests/model/chaos.ts";
import { answerInProcess, type InProcess } from "#tests/support/in-process.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { submitted } from "#tests/support/signing.ts";
import { CREDENTIALS, setStoreEnvironment } from "#tests/support/store.ts";

let stand: InProcess;
const T0 = "2025-03-03T09:00:00.000Z";
const GRANT = { title: "A grant", category: "grant", amount: 0, maker: "pcc" };
const minute = (minutes: number) => new Date(Date.parse(T0) + minutes * 60_000).toISOString();

beforeAll(async () => {
  setStoreEnvironment();
  stand = answerInProcess(CREDENTIALS);
  await publishDefinition(TESTSHIRE);
  startChaos();
});

async function owed(): Promise<{ id: string; key: Key }> {
  const id = await submitted(TESTSHIRE, "ada", GRANT, T0);
  const key = (await dueKeys(T0)).find((k) => k.pk.startsWith(`OBX#${id}`));
  if (!key) throw new Error("nothing owed");
  return { id, key };
}

const types = async (id: string) =>
  (await eventsOf(id)).map(({ body }) => (JSON.parse(body) as { type: string }).type);
const copies = ({ pk }: Key) => stand.emails.filter((m) => m.tags.obx === tagOf(pk)).length;
const tried = (key: Key, minutes: number, fate: Fate = {}) =>
  under(fate, () => deliver(key, minute(minutes))).catch((error: Error) => error.name);

/** The sweep, each minute of an hour and a half, without further misfortune. */
async function swept(key: Key): Promise<string | undefined> {
  for (let minutes = 1; minutes < 90; minutes += 4) await tried(key, minutes);
  return (await findEntry(key))?.status;
}

describe("one email, one worker", () => {
  it.each(
    (["crash-before", "crash-after", "lost-answer", "throttle"] as const).flatMap((fault) =>
      [1, 2].map((nth) => ({ fault, nth })),
    ),
  )("$fault of write $nth", async (fate) => {
    const { key } = await owed();
    await tried(key, 0, fate);
    expect(await swept(key)).toBe("SENT");
    expect(copies(key)).toBeGreaterThan(0);
    expect(copies(key)).toBeLessThanOrEqual(2);
  });

  it("is not sent again and again because the database is too busy to note that it was sent", async () => {
    const { key } = await owed();
    const busy = { fault: "throttle", nth: 2 } as const;
    for (let minutes = 0; minutes < 240; minutes += 6) await tried(key, minutes, busy);
    await tried(key, 300);
    expect(await findEntry(key)).toMatchObject({
      status: "FLAGGED",
      problem: expect.stringContaining("Nobody can"),
    });
    expect(copies(key)).toBe(2);
  });

  it.each(["crash-before", "crash-after"] as const)(
    "is in the ledger when it went nowhere, though the worker dies (%s) in between",
    async (fault) => {
      for (const nth of [1, 2, 3]) {
        const { id, key } = await owed();
        await tried(key, 0);
        const bounced: SesEvent = {
          eventType: "Bounce",
          bounce: { bounceType: "Permanent" },
          mail: { messageId: "m", tags: { obx: [tagOf(key.pk)] } },
        };
        await under({ fault, nth }, () => note(bounced, minute(1))).catch(() => note(bounced, minute(2)));
        expect(await types(id)).toContain("MailFailed");

        const second = await owed();
        stand.faults.plan({ kind: "drop-after", match: (c) => c.service === "ses", every: 1 });
        for (const minutes of [0, 3, 20, 23]) await tried(second.key, minutes);
        await tried(second.key, 45, { fault, nth });
        await tried(second.key, 50);
        stand.faults.clear();
        expect((await findEntry(second.key))?.status).toBe("FLAGGED");
        expect((await types(second.id)).filter((type) => type === "MailFailed")).toHaveLength(1);
      }
    },
  );

  it("is sent after all where SES fails, and no person is troubled", async () => {
    const { id, key } = await owed();
    stand.faults.plan({ kind: "error", match: (c) => c.service === "ses" });
    await tried(key, 0);
    stand.faults.clear();
    expect((await findEntry(key))?.status).toBe("SENDING");
    expect(await swept(key)).toBe("SENT");
    expect(await types(id)).not.toContain("MailFailed");
  });

  it("shows its bounce, though SES reports it before the worker notes that it was sent", async () => {
    let early = 0;
    for (let nth = 5; nth <= 9; nth++) {
      const { key } = await owed();
      const bounced: SesEvent = {
        eventType: "Bounce",
        bounce: { bounceType: "Permanent" },
        mail: { messageId: "m", tags: { obx: [tagOf(key.pk)] } },
      };
      const run = async () => {
        if (copies(key) === 0) return;
        early++;
        await note(bounced, minute(0));
      };
      await tried(key, 0, { slip: { nth, run } });
      const sent = await findEntry(key);
      if (sent?.delivery) expect(sent).toMatchObject({ status: "FLAGGED", delivery: "bounced" });
    }
    expect(early).toBe(1);
  });

  it("is shown to a person where it cannot be written, and holds nothing up until then", async () => {
    const { id, key } = await owed();
    await changeItem(recordKey(id), { st: packState({}) }, {});
    expect(await tried(key, 0)).not.toBe("sent");
    expect((await findEntry(key))?.status).toBe("PENDING");
    await tried(key, 24 * 60 + 1);
    expect(await findEntry(key)).toMatchObject({
      status: "FLAGGED",
      problem: expect.stringContaining("written"),
    });
    expect(copies(key)).toBe(0);
  });
});
