import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faults as chainFaults, type LedgerEvent } from "#core/ledger/chain.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import type { RecordEvent } from "#core/record/events.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import * as Records from "#core/record/records.ts";
import { fold } from "#core/record/state.ts";
import { eventsOf } from "#core/record/status.ts";
import { actorOf, codeOf, drafted, requests, signAll, submitted } from "#tests/support/signing.ts";
import { cmd, exampleOf, officeOf, openStore, type Store } from "#tests/support/store.ts";

let store: Store;
const office = officeOf("cleveland");
const example = exampleOf("cleveland", "perpetrator-coordinator");
const author = actorOf(office, example.author);
const T0 = "2023-11-01T09:00:00.000Z";
const submit = () => submitted(office, example.author, example.answers, T0);

beforeAll(async () => {
  store = await openStore();
  await publishDefinition(office);
});
afterAll(() => store.stop());

describe("a record's life", () => {
  it("goes from draft to decided, with a number, and its ledger folds to its state", async () => {
    const id = await submit();
    expect((await loadRecord(id)).state.state).toBe("review");
    await signAll(id, T0);
    const { state, head, seq } = await loadRecord(id);
    expect(state).toMatchObject({ state: "decided", outcome: "approve", decidedOn: "2023-11-01" });
    expect(state.number?.reference).toBe("2023/2024 - 0022");
    const events = await eventsOf(id);
    expect(chainFaults(id, events)).toEqual([]);
    expect(events).toHaveLength(seq);
    expect(events.at(-1)?.h).toBe(head);
    const parsed = events.map((e) => JSON.parse(e.body) as LedgerEvent);
    const folded = fold(
      parsed.map((e) => ({ event: { type: e.type, data: e.data } as RecordEvent, at: e.at })),
      { id, office: office.office },
    );
    expect(JSON.parse(JSON.stringify(folded))).toEqual(JSON.parse(JSON.stringify(state)));
  });

  it("owes one email for each request, each due at once", async () => {
    const id = await submit();
    const keys = (await dueKeys(T0)).filter((k) => k.pk.startsWith(`OBX#${id}`));
    const entries = await Promise.all(keys.map((k) => findEntry(k)));
    const open = await requests(id);
    expect(entries.filter((e) => e?.kind === "sign")).toHaveLength(open.length);
  });

  it("keeps the draft of whoever saved first, and says so to the other", async () => {
    const { id, saveNo } = await drafted(office, example.author, example.answers, T0);
    await Records.saveDraft({
      id,
      answers: { ...example.answers, title: "First" },
      saveNo,
      actor: author,
      now: T0,
    });
    const second = Records.saveDraft({
      id,
      answers: { ...example.answers, title: "Second" },
      saveNo,
      actor: author,
      now: T0,
    });
    expect(await codeOf(second)).toBe("draft-changed");
    expect((await Records.getDraft(id, author)).view.answers.title).toBe("First");
  });

  it("does not submit what the author has not seen, nor twice", async () => {
    const { id, saveNo } = await drafted(office, example.author, example.answers, T0);
    expect(
      await codeOf(Records.submit({ id, saveNo: saveNo - 1, rev: 1, cmdId: cmd(), actor: author, now: T0 })),
    ).toBe("draft-changed");
    const cmdId = cmd();
    await Records.submit({ id, saveNo, rev: 1, cmdId, actor: author, now: T0 });
    const { seq } = await loadRecord(id);
    await Records.submit({ id, saveNo, rev: 1, cmdId, actor: author, now: T0 });
    expect((await loadRecord(id)).seq).toBe(seq);
    expect(await codeOf(Records.submit({ id, saveNo, rev: 1, cmdId: cmd(), actor: author, now: T0 }))).toBe(
      "not-a-draft",
    );
  });

  it("cannot be changed while others are asked to sign it", async () => {
    const id = await submit();
    expect(await codeOf(Records.saveDraft({ id, answers: {}, saveNo: 2, actor: author, now: T0 }))).toBe(
      "not-a-draft",
    );
  });

  it("is not there for another office", async () => {
    const id = await submit();
    const stranger = { ...author, office: "elsewhere" };
    expect(await codeOf(Records.getDraft(id, stranger))).toBe("no-record");
  });

  it("is refused with the fields that are missing", async () => {
    const { id, saveNo } = await drafted(office, example.author, { title: "Only a title" }, T0);
    expect(await codeOf(Records.submit({ id, saveNo, rev: 1, cmdId: cmd(), actor: author, now: T0 }))).toBe(
      "invalid-answers",
    );
  });
});
