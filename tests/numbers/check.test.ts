/**
 * Every number accounted for: whatever is submitted, decided, withdrawn or declared void, and in whatever
 * order, the register and what is under way make up the run from first to last; and the daily check says
 * so, or names what is not.
 */
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database, tables } from "#core/aws/clients.ts";
import { claimKey, counterKey, type Key, placeKey, recordKey, registerKey } from "#core/aws/keys.ts";
import { Transaction } from "#core/aws/tx.ts";
import { changeItem } from "#core/aws/write.ts";
import type { Office } from "#core/form/office.ts";
import { enterNumber, openNumbers } from "#core/notice/numbers.store.ts";
import { numberLines, numberWords, runsIn } from "#core/notice/numbers.ts";
import { permanentId } from "#core/notice/permanent-id.ts";
import { notePlace } from "#core/notice/places.store.ts";
import { entriesOf } from "#core/notice/register.store.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import { checkNumbers, findNumbersCheck } from "#core/record/numbering.store.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { waitingNumbers } from "#core/record/open-numbers.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { publishBare } from "#tests/support/published.ts";
import { actorOf, codeOf, sign, signAll, submitted } from "#tests/support/signing.ts";
import { cmd, openStore } from "#tests/support/store.ts";

const NOW = "2025-03-03T10:00:00.000Z";
const ANSWERS = { title: "A grant", category: "grant", amount: 100_00, maker: "pcc" };

/** An office of its own for each story, so that each counts from its own first number. */
let offices = 0;
async function openOffice(allocate: "submit" | "decide"): Promise<Office> {
  const { series, ...rest } = structuredClone(TESTSHIRE);
  const slug = `numbers-${offices++}`;
  const office: Office = {
    ...rest,
    office: slug,
    series: { decision: { ...series!.decision!, first: 3, allocate } },
    publication: { review: "publisher" },
    people: rest.people?.map((p) => ({ ...p, email: p.email.replace("testshire", slug) })),
  };
  await publishDefinition(office);
  return office;
}

let stop: () => Promise<void>;
beforeAll(async () => {
  ({ stop } = await openStore());
});
afterAll(() => stop());

const STEPS = ["submit", "decide", "refuse", "withdraw", "void", "publish"] as const;
type Step = { do: (typeof STEPS)[number]; which: number };

/** Does a step to one of the records where it can be done; what it cannot do leaves everything as it was. */
async function take(office: Office, records: string[], { do: step, which }: Step): Promise<void> {
  if (step === "submit") {
    records.push(await submitted(office, "ada", ANSWERS, NOW));
    return;
  }
  const id = records[which % (records.length || 1)];
  if (!id) return;
  const { state } = await loadRecord(id);
  const governance = { id, cmdId: cmd(), actor: actorOf(office, "ced"), now: NOW, reason: "Why" };
  if (step === "decide" && state.state === "review") await signAll(id, NOW);
  if (step === "refuse" && state.state === "review") await refuse(id);
  if (step === "withdraw" && state.state === "review") await withdraw(governance);
  if (step === "void" && state.state === "decided")
    await withdraw({ ...governance, explained: "A duplicate" });
  if (step === "publish" && state.state === "decided") await publishBare(id, office, NOW);
}

async function refuse(id: string): Promise<void> {
  await sign(id, "legal", NOW);
  await sign(id, "money", NOW);
  await sign(id, "decider", NOW, { outcome: "refuse", reason: "No", clauses: {} });
}

it("accounts for 1 to the last, whatever is submitted, decided, refused, withdrawn or void", async () => {
  const steps = fc.array(fc.record({ do: fc.constantFrom(...STEPS), which: fc.nat({ max: 4 }) }), {
    minLength: 6,
    maxLength: 14,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("submit" as const, "decide" as const),
      steps,
      async (allocate, story) => {
        const office = await openOffice(allocate);
        const records: string[] = [];
        for (const step of [{ do: "submit", which: 0 } as const, ...story]) await take(office, records, step);
        const entries = await entriesOf(office.office, "2025");
        for (const entry of entries) await notePlace(entry);
        const open = await openNumbers(office.office);
        const given: number[] = [];
        for (const id of records) {
          const { number } = (await loadRecord(id)).state;
          if (number) given.push(number.n);
        }
        const run = Array.from({ length: given.length }, (_, i) => i + 3);
        expect(given.toSorted((a, b) => a - b)).toEqual(run);
        const accounted = [...entries.map((e) => e.number!.n), ...open.map((o) => o.n)];
        expect(accounted.toSorted((a, b) => a - b)).toEqual(run);
        expect((await checkNumbers(office, NOW)).faults).toEqual([]);
        // The page names just those numbers below the newest that no entry has.
        const [line] = numberLines(office, runsIn(entries, open));
        const newest = Math.max(0, ...entries.map((e) => e.number!.n));
        const missing = line ? numberWords(line) : "";
        for (const { n, reference } of open) expect(missing.includes(reference)).toBe(n < newest);
      },
    ),
    { numRuns: 6 },
  );
});

describe("a decision that is declared void", () => {
  it("is so by governance alone, in words for the public, and before it goes out", async () => {
    const office = await openOffice("decide");
    const id = await submitted(office, "ada", ANSWERS, NOW);
    await signAll(id, NOW);
    const asked = (person: string, explained?: string) =>
      codeOf(
        withdraw({ id, cmdId: cmd(), actor: actorOf(office, person), now: NOW, reason: "x", explained }),
      );
    const elsewhere = { ...actorOf(office, "ced"), office: "elsewhere" };
    const stranger = { id, cmdId: cmd(), actor: elsewhere, now: NOW, reason: "x", explained: "A duplicate" };
    expect(await codeOf(withdraw(stranger))).toBe("no-record");
    expect(await asked("ada", "A duplicate")).toBe("not-governance");
    expect(await asked("ced")).toBe("no-public-reason");
    expect(await asked("ced", "A duplicate")).toBe("done");
    const [entry] = await entriesOf(office.office, "2025");
    expect(entry).toMatchObject({
      status: "withdrawn",
      reference: "T-2025-003",
      decidedOn: "2025-03-03",
      reason: "A duplicate",
      makers: [{ name: "Pat Commissioner", capacity: "Commissioner" }],
      recipients: [],
    });
    expect(await asked("ced", "A duplicate")).toBe("too-late");
  });

  it("takes no number off the list that is another record's by now", async () => {
    const office = await openOffice("decide");
    const id = await submitted(office, "ada", ANSWERS, NOW);
    await signAll(id, NOW);
    const actor = actorOf(office, "ced");
    await withdraw({ id, cmdId: cmd(), actor, now: NOW, reason: "x", explained: "A duplicate" });
    const [entry] = await entriesOf(office.office, "2025");
    const enters = async () => {
      const tx = new Transaction();
      enterNumber(tx, entry!);
      return tx.commit();
    };
    expect(await enters()).toEqual({ ok: true });
    await changeItem(claimKey(office.office, "decision", "2025", 3), { record: "another" }, {});
    expect(await enters()).toEqual({ ok: false, failed: "claim" });
  });

  it("is not where the office publishes by itself", async () => {
    await publishDefinition(TESTSHIRE);
    const id = await submitted(TESTSHIRE, "ada", ANSWERS, NOW);
    await signAll(id, NOW);
    const actor = actorOf(TESTSHIRE, "ced");
    const asked = { id, cmdId: cmd(), actor, now: NOW, reason: "x", explained: "A duplicate" };
    expect(await codeOf(withdraw(asked))).toBe("too-late");
  });
});

describe("the daily check", () => {
  let office: Office;
  let ids: string[];
  beforeAll(async () => {
    office = await openOffice("decide");
    ids = [];
    for (let i = 0; i < 4; i++) {
      const id = await submitted(office, "ada", { ...ANSWERS, title: `Grant ${i}` }, NOW);
      await signAll(id, NOW);
      if (i !== 2) await publishBare(id, office, NOW);
      ids.push(id);
    }
    for (const entry of await entriesOf(office.office, "2025")) await notePlace(entry);
  });

  it("keeps what it looked at, and lists what waits with its record", async () => {
    expect(await checkNumbers(office, NOW)).toEqual({ at: NOW, checked: 4, faults: [] });
    expect(await findNumbersCheck(office.office)).toEqual({ at: NOW, checked: 4, faults: [] });
    const waiting = await waitingNumbers(office.office);
    expect(waiting).toEqual([
      { reference: "T-2025-005", id: ids[2], title: "Grant 2", state: "decided", holder: undefined },
    ]);
  });

  const claim = (n: number) => claimKey(office.office, "decision", "2025", n);
  const spoil = async (key: Key, set: Record<string, string | number>) => {
    const [[name, value]] = Object.entries(set) as [[string, string | number]];
    await database().send(
      new UpdateCommand({
        TableName: tables.records,
        Key: { pk: key.pk, sk: key.sk },
        UpdateExpression: "SET #n = :v",
        ExpressionAttributeNames: { "#n": name },
        ExpressionAttributeValues: { ":v": value },
      }),
    );
  };
  const remove = ({ pk, sk }: Key) =>
    database().send(new DeleteCommand({ TableName: tables.records, Key: { pk, sk } }));

  it("names an entry that is gone, a claim of another record, a gap and a counter that is wrong", async () => {
    const [entry] = await entriesOf(office.office, "2025");
    await remove(registerKey(office.office, "2025", sortOf(entry!)));
    expect((await checkNumbers(office, NOW)).faults).toEqual(["T-2025-006 has no entry in the register"]);
    await spoil(claim(4), { record: ids[0]! });
    await spoil(counterKey(office.office, "decision", "2025"), { last: 9 });
    await remove(claim(3));
    const { faults } = await checkNumbers(office, NOW);
    expect(faults).toContain("Number 3 of 2025 (“decision”) was never given");
    expect(faults).toContain("Number 9 of 2025 (“decision”) was never given");
    expect(faults).toContain("The last number of 2025 (“decision”) is 6, and its counter says 9");
    expect(faults).toContain("T-2025-004 was given to a record that does not carry it");
    expect(await findNumbersCheck(office.office)).toMatchObject({ faults });
    await remove(recordKey(ids[2]!));
    await remove(placeKey(permanentId("record", ids[2]!)));
    expect((await checkNumbers(office, NOW)).faults).toContain(
      "T-2025-005 was given to a record that does not carry it",
    );
  });
});
