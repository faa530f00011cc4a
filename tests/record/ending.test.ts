/**
 * Reminders that published funding ends: once each, months ahead, to whoever is still there; none once a
 * later record goes on from it, and anew where a correction moves the day. Over the real store.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Transaction } from "#core/aws/tx.ts";
import type { Answers } from "#core/form/answers.ts";
import type { Office } from "#core/form/office.ts";
import { endingsBetween, findEnding, noteEnding } from "#core/notice/ending.store.ts";
import { monthsBefore, nextReminder, onwardOf } from "#core/notice/ending.ts";
import { addEntry } from "#core/notice/entering.store.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import * as Register from "#core/notice/register.store.ts";
import { deliver } from "#core/notification/deliver.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import { remindEnding } from "#core/record/ending.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { getView } from "#core/record/view.store.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { publishBare } from "#tests/support/published.ts";
import { sign, submitted } from "#tests/support/signing.ts";
import { openStore, type Store } from "#tests/support/store.ts";
import { busyYear } from "../notice/published.ts";

const T0 = "2025-03-03T09:00:00.000Z";
const [form] = TESTSHIRE.forms;
const OFFICE: Office = {
  ...TESTSHIRE,
  forms: [
    {
      ...form!,
      fields: {
        ...form!.fields,
        period: { type: "period", label: "Period", means: "period" },
        links: { type: "links", label: "Links", means: "links" },
      },
      sections: form!.sections.map((s, i) =>
        i === 0 ? { ...s, fields: [...s.fields, "period", "links"] } : s,
      ),
    },
  ],
};
const ANSWERS = {
  title: "A grant",
  category: "grant",
  amount: 500_00,
  maker: "pcc",
  recommendations: ["Pay"],
};

let store: Store;
beforeAll(async () => {
  store = await openStore();
  await publishDefinition(OFFICE);
});
afterAll(() => store.stop());

/** A published record whose money ends on a day. */
async function published(to: string, change: Answers = {}, now = T0): Promise<RegisterEntry> {
  const answers = { ...ANSWERS, period: { from: "2025-01-01", to }, ...change };
  const id = await submitted(OFFICE, "ada", answers, now);
  await sign(id, "legal", now);
  await sign(id, "money", now);
  await sign(id, "decider", now);
  await publishBare(id, OFFICE, now);
  const { view } = await getView(id);
  const entry = await Register.findEntry(OFFICE.office, view.reference ?? "");
  if (!entry) throw new Error(`${id} is not in the register`);
  await noteEnding(entry, [6, 3]);
  return entry;
}

/** What the sweep does at an instant; answers with the reminders that are then owed for a record. */
async function swept(id: string, now: string): Promise<string[]> {
  for (const { pk, sk } of await dueKeys(now)) if (sk === "END") await remindEnding(pk.slice(2), now);
  const owed = (await dueKeys("2099-01-01")).filter(({ pk }) => pk.startsWith(`OBX#${id}`));
  const found = await Promise.all(owed.map(findEntry));
  return found.flatMap((e) =>
    e?.kind === "ending" && e.record === id ? [`${e.pk.split("#")[2]} ${e.person}`] : [],
  );
}

describe("a reminder", () => {
  test("goes to the author and to governance, once, however many sweep at once", async () => {
    const { id } = await published("2025-12-31");
    expect(await swept(id, "2025-06-30T07:59:59.000Z")).toEqual([]);
    const now = "2025-06-30T08:00:00.000Z";
    await Promise.all([remindEnding(id, now), remindEnding(id, now), remindEnding(id, now)]);
    const six = ["ending-2025-12-31-6 ada", "ending-2025-12-31-6 ced"];
    expect((await swept(id, now)).toSorted()).toEqual(six);
    expect((await swept(id, "2025-09-29T08:00:00.000Z")).toSorted()).toEqual(six);
    expect(await swept(id, "2025-09-30T08:00:00.000Z")).toHaveLength(4);
    expect(await swept(id, "2025-12-30T08:00:00.000Z")).toHaveLength(4);
    expect((await findEnding(id))?.g2sk).toBeUndefined();
  });

  test("that was missed for months is sent as one, and none after the end", async () => {
    const late = await published("2025-12-30");
    expect(await swept(late.id, "2025-10-15T08:00:00.000Z")).toHaveLength(2);
    expect(await swept(late.id, "2025-12-01T08:00:00.000Z")).toHaveLength(2);
    const over = await published("2025-12-29");
    expect(await swept(over.id, "2026-01-15T08:00:00.000Z")).toEqual([]);
  });

  test("of money that ends sooner than that, or has ended, is not sent", async () => {
    expect((await findEnding((await published("2025-07-15")).id))?.months).toBe(3);
    expect((await findEnding((await published("2025-05-15")).id))?.months).toBeUndefined();
    expect((await findEnding((await published("2025-02-15")).id))?.g2sk).toBeUndefined();
  });

  test("is not sent once a later record goes on from it, and one that waits to be sent is not needed", async () => {
    const { id, reference } = await published("2025-11-30");
    const now = "2025-05-30T08:00:00.000Z";
    expect(await swept(id, now)).toHaveLength(2);
    const link = { to: "own" as const, reference, title: "It", relation: "continues" as const };
    const next = await published("2026-11-30", { links: [link] }, now);
    const [key] = (await dueKeys("2099-01-01")).filter(({ pk }) => pk.includes(`${id}#ending`));
    expect(await deliver(key!, now)).toBe("skipped");
    await swept(id, "2025-08-30T08:00:00.000Z");
    expect((await findEnding(id))?.months).toBeUndefined();
    const [first] = await endingsBetween(OFFICE.office, { from: "2025-11-30", to: "2025-11-30", limit: 5 });
    expect([first?.entry.id, first?.onward?.how, first?.onward?.by.id]).toEqual([id, "renewed", next.id]);
  });

  test("begins anew where a correction moves the day, and ends where the record is withdrawn", async () => {
    const entry = await published("2026-03-31");
    await swept(entry.id, "2025-09-30T08:00:00.000Z");
    const put = async (change: Partial<RegisterEntry>) => {
      const tx = new Transaction();
      const now = { ...entry, ...change, updatedAt: "2025-10-01T09:00:00.000Z" };
      addEntry(tx, now);
      await tx.commit();
      await noteEnding(now, [6, 3]);
    };
    await put({ publication: 2 });
    expect((await findEnding(entry.id))?.months).toBe(3);
    await put({ publication: 3, period: { from: "2025-01-01", to: "2026-09-30" } });
    expect(await findEnding(entry.id)).toMatchObject({ months: 6, to: "2026-09-30" });
    await put({ publication: 4, status: "unpublished", period: undefined });
    expect(await findEnding(entry.id)).toMatchObject({ publication: 4 });
    expect((await findEnding(entry.id))?.g2sk).toBeUndefined();
    expect(
      await endingsBetween(OFFICE.office, { from: "2026-01-01", to: "2026-12-31", limit: 50 }),
    ).not.toContainEqual(expect.objectContaining({ entry: expect.objectContaining({ id: entry.id }) }));
  });
});

describe("what goes on from a record", () => {
  const [first, second] = busyYear(2).reverse() as [RegisterEntry, RegisterEntry];
  const ends = { ...first, period: { from: "2024-04-01", to: "2025-03-31" } };
  const later = (relation: string, change: Partial<RegisterEntry> = {}): RegisterEntry => ({
    ...second,
    period: { from: "2025-04-01", to: "2026-03-31" },
    links: [{ relation, to: "own", reference: first.reference }],
    ...change,
  });

  test.each<[string, string | undefined, RegisterEntry]>([
    ["one that continues it for longer", "renewed", later("continues")],
    ["one that continues it, and says no day", "renewed", later("continues", { period: undefined })],
    ["one that supersedes it for less", "replaced", later("supersedes", { period: ends.period })],
    ["one that revokes it", "revoked", later("revokes")],
    ["one that continues it no longer than it lasts", undefined, later("continues", { period: ends.period })],
    ["one that only refers to it", undefined, later("relates-to")],
    ["one that was refused", undefined, later("continues", { outcome: "refuse" })],
    ["a report", undefined, later("continues", { kind: "report" })],
    ["one that is withheld", undefined, later("continues", { status: "withheld", links: [] })],
  ])("%s: %s", (_, how, by) => expect(onwardOf(ends, [by])?.how).toBe(how));
});

test("months are counted back to the same day, or the last of the month", () => {
  expect(monthsBefore("2024-08-31", 6)).toBe("2024-02-29");
  expect(monthsBefore("2025-03-31", 3)).toBe("2024-12-31");
  expect(monthsBefore("2024-12-15", -12)).toBe("2025-12-15");
  expect(nextReminder("2024-08-31", [3, 6], "2024-02-29")).toEqual({ months: 3, on: "2024-05-31" });
  expect(nextReminder("2024-08-31", [], "2024-01-01")).toBeUndefined();
});
