import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import * as Records from "#core/record/records.ts";
import { eventsOf } from "#core/record/status.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { act, look } from "#core/signoff/signing.ts";
import { linkKeys, makeToken, newTokenId } from "#core/signoff/token.ts";
import { actorOf, codeOf, requests, signAll, signNext, submitted } from "#tests/support/signing.ts";
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

describe("signing", () => {
  it("changes nothing by looking, however often", async () => {
    const id = await submit();
    const { link } = (await requests(id))[0]!;
    const before = await loadRecord(id);
    for (let i = 0; i < 20; i++) await look(link, T0);
    expect(await loadRecord(id)).toEqual(before);
  });

  it("refuses a link that is forged, foreign or of another purpose, without reading anything", async () => {
    const keys = linkKeys();
    const calls = () => store.faults.calls()["dynamodb.GetItem"] ?? 0;
    const before = calls();
    const id = newTokenId();
    const other = { current: "a", keys: { a: Buffer.alloc(32, 8).toString("base64") } };
    for (const link of [
      "",
      "x",
      `a${id}.${"A".repeat(22)}`,
      makeToken("sign", id, other),
      makeToken("sign-in", id, keys),
    ])
      expect(await codeOf(look(link, T0))).toBe("bad-link");
    expect(calls()).toBe(before);
    expect(await codeOf(look(makeToken("sign", id, keys), T0))).toBe("bad-link");
  });

  it("refuses content that is not what the form showed", async () => {
    const id = await submit();
    const { link } = (await requests(id))[0]!;
    const stale = act(link, { cmdId: cmd(), hash: "0".repeat(64), outcome: "return", reason: "Old" }, T0);
    expect(await codeOf(stale)).toBe("content-changed");
    expect((await requests(id)).length).toBeGreaterThan(0);
  });

  it("takes one signature from a form posted twice, and from two posts at once", async () => {
    const id = await submit();
    const { link, hash } = (await requests(id))[0]!;
    const signature = { cmdId: cmd(), hash, outcome: "return", reason: "Add the split by year" };
    await Promise.all([act(link, signature, T0), act(link, signature, T0)]);
    await codeOf(act(link, signature, T0));
    const events = (await eventsOf(id)).map((e) => (JSON.parse(e.body) as LedgerEvent).type);
    expect(events.filter((t) => t === "SignedOff")).toHaveLength(1);
    expect((await loadRecord(id)).state.state).toBe("draft");
  });

  it("asks for what is missing", async () => {
    const id = await submit();
    const { link, hash } = (await requests(id))[0]!;
    expect(await codeOf(act(link, { cmdId: cmd(), hash }, T0))).toBe("invalid-answers");
    expect(await codeOf(act(link, { cmdId: cmd(), hash, outcome: "return", reason: "  " }, T0))).toBe(
      "invalid-answers",
    );
    expect(await codeOf(act(link, { cmdId: cmd(), hash, outcome: "defer", reason: "x" }, T0))).toBe(
      "invalid-answers",
    );
  });

  it("closes every other request when one returns it, and old links stop working", async () => {
    const id = await submit();
    const links = await requests(id);
    await signNext(id, T0, { outcome: "return", reason: "The period is wrong" });
    expect(await requests(id)).toEqual([]);
    for (const { link } of links.slice(1)) expect(await codeOf(look(link, T0))).toBe("bad-link");
    const { returned } = await Records.getDraft(id, author);
    expect(returned?.reason).toBe("The period is wrong");
  });

  it("counts no signature on earlier content after a change", async () => {
    const id = await submit();
    await signNext(id, T0);
    await signNext(id, T0, { outcome: "return", reason: "Change it" });
    const { saveNo, view } = await Records.getDraft(id, author);
    const saved = await Records.saveDraft({
      id,
      answers: { ...view.answers, title: "Another title" },
      saveNo,
      actor: author,
      now: T0,
    });
    await Records.submit({ id, ...saved, rev: 0, cmdId: cmd(), actor: author, now: T0 });
    const { state } = await loadRecord(id);
    expect(state.cycle).toBe(2);
    expect(state.tasks.filter((t) => t.status === "open").every((t) => t.hash === state.hash)).toBe(true);
    await signAll(id, T0);
    const after = (await loadRecord(id)).state;
    const counted = after.tasks.filter((t) => t.status === "done" && t.hash === after.hash);
    expect(new Set(counted.map((t) => t.stage))).toEqual(new Set(after.plan?.stages.map((s) => s.stage)));
  });

  it("stops when the record is withdrawn", async () => {
    const id = await submit();
    const { link } = (await requests(id))[0]!;
    await withdraw({ id, cmdId: cmd(), actor: author, now: T0, reason: "Not needed" });
    expect(await codeOf(look(link, T0))).toBe("bad-link");
    expect((await loadRecord(id)).state.state).toBe("withdrawn");
  });

  it("expires with its link", async () => {
    const id = await submit();
    const { link } = (await requests(id))[0]!;
    expect(await codeOf(look(link, "2023-11-15T09:00:01.000Z"))).toBe("bad-link");
    expect(await codeOf(look(link, "2023-11-15T08:59:59.000Z"))).toBe("done");
  });
});

describe("numbers", () => {
  it("have no gap when many are decided at once and a third of the attempts fail", {
    timeout: 120_000,
  }, async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, submit));
    for (const id of ids)
      while ((await requests(id))[0]?.stage !== example.signOffs?.at(-1)?.stage) await signNext(id, T0);
    const before = (await loadRecord(ids[0]!)).state;
    expect(before.state).toBe("review");
    const match = (call: { action: string }) => call.action === "TransactWriteItems";
    store.faults.plan({ kind: "drop-after", match, nth: 2, every: 6 });
    store.faults.plan({ kind: "drop-before", match, nth: 4, every: 6 });
    store.faults.plan({ kind: "conflict", match, nth: 3, every: 5 });
    await Promise.all(ids.map((id) => signNext(id, T0)));
    store.faults.clear();
    const numbers = await Promise.all(ids.map(async (id) => (await loadRecord(id)).state.number?.n ?? 0));
    const sorted = [...numbers].sort((a, b) => a - b);
    expect(new Set(sorted).size).toBe(12);
    expect(sorted.at(-1)! - sorted[0]!).toBe(11);
  });
});
