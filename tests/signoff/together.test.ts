/** One person in two posts: by one act where the office says so, printed for each; by themselves otherwise. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compose } from "#core/document/compose.ts";
import type { Office } from "#core/form/office.ts";
import { verify } from "#core/ledger/verify.mjs";
import { exportRecord } from "#core/record/export.store.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { getView } from "#core/record/view.store.ts";
import { act, look } from "#core/signoff/signing.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { codeOf, requestOf, requests, sign, submitted } from "#tests/support/signing.ts";
import { cmd, openStore, type Store } from "#tests/support/store.ts";

const [form] = TESTSHIRE.forms;
const T0 = "2025-03-03T09:00:00.000Z";
const GRANT = {
  title: "A grant",
  category: "grant",
  amount: 1_000_000,
  maker: "pcc",
  recommendations: ["Pay"],
};

/** Mo is monitoring officer and chief finance officer at once. */
const office = (slug: string, twoPosts: "together" | "separately"): Office => ({
  ...TESTSHIRE,
  office: slug,
  signOff: { twoPosts },
  people: TESTSHIRE.people
    ?.filter((p) => p.id !== "fin" && p.id !== "dep")
    .map((p) => (p.id === "mo" ? { ...p, posts: [{ post: "mo" }, { post: "cfo" }] } : p)),
  forms: [
    {
      ...form!,
      stages: form!.stages.map((s) => (s.id === "money" ? { ...s, statement: "It can be paid for." } : s)),
      layout: [
        ...form!.layout,
        { block: "signature", stage: "legal", lines: [{ label: "Signed", show: "signature" }] },
        { block: "signature", stage: "money", lines: [{ label: "Signed", show: "signature" }] },
      ],
    },
  ],
});
const TOGETHER = office("together", "together");
const SEPARATE = office("separate", "separately");
let store: Store;

beforeAll(async () => {
  store = await openStore();
  for (const one of [TOGETHER, SEPARATE]) await publishDefinition(one);
});
afterAll(() => store.stop());

const stages = async (id: string) => (await requests(id)).map((r) => r.stage).toSorted();

describe("one person in two posts", () => {
  it("serves both by one act, counted, printed and verified for each", async () => {
    const id = await submitted(TOGETHER, "ada", GRANT, T0);
    const { link, hash } = await requestOf(id, "legal");
    const { link: second } = await requestOf(id, "money");
    const { together } = await look(link, T0);
    expect(together.map((t) => [t.task.task, t.capacity])).toEqual([["1#money#0", "Chief Finance Officer"]]);
    const also = together.map((t) => t.task.task);
    const once = { cmdId: cmd(), hash, outcome: "approve", also };
    await Promise.all([act(link, once, T0), act(link, once, T0)]);
    expect(await stages(id)).toEqual(["decider"]);
    expect((await look(second, T0)).status).toBe("done");
    const { view } = await getView(id);
    const printed = JSON.stringify(compose(view, "restricted").blocks);
    expect(printed).toContain("Signed electronically by Mo Monitor as Monitoring Officer on 3 March 2025");
    expect(printed).toContain("Signed electronically by Mo Monitor as Chief Finance Officer on 3 March 2025");
    await sign(id, "decider", T0);
    const { faults, unchecked } = await verify(await exportRecord(id, { edition: "office", now: T0 }));
    expect(faults).toEqual([]);
    expect(unchecked.filter((line) => line.includes("no longer kept"))).toEqual([]);
  });

  it("signs the one alone where the page did not say the other, and both go back on a return", async () => {
    const id = await submitted(TOGETHER, "ada", GRANT, T0);
    await sign(id, "money", T0);
    expect(await stages(id)).toEqual(["legal"]);
    const back = await submitted(TOGETHER, "ada", GRANT, T0);
    await sign(back, "legal", T0, { outcome: "return", reason: "Say why", also: ["1#money#0"] });
    const { state } = await loadRecord(back);
    expect(state.state).toBe("draft");
    expect(state.tasks.map((t) => t.status).toSorted()).toEqual(["done", "void"]);
  });

  it("signs each by itself where the office says so, whatever is posted", async () => {
    const id = await submitted(SEPARATE, "ada", GRANT, T0);
    const { link, hash } = await requestOf(id, "legal");
    expect((await look(link, T0)).together).toEqual([]);
    const forged = { cmdId: cmd(), hash, outcome: "approve", also: ["1#money#0", "1#decider#0"] };
    expect(await codeOf(act(link, forged, T0))).toBe("done");
    expect(await stages(id)).toEqual(["money"]);
  });
});
