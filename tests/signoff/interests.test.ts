/** Interests: whoever has one takes no part, even where nobody could take their place. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Office } from "#core/form/office.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import { fold, verify } from "#core/ledger/verify.mjs";
import { write } from "#core/notification/letter.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import { exportRecord } from "#core/record/export.store.ts";
import * as Managing from "#core/record/managing.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { remindDue } from "#core/record/reminding.ts";
import { getStatus, list } from "#core/record/status.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { explain } from "#core/signoff/explaining.ts";
import { act, look } from "#core/signoff/signing.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import {
  type Asked,
  actorOf,
  codeOf,
  proofFor,
  requestOf,
  requests,
  submitted,
} from "#tests/support/signing.ts";
import { cmd, openStore, type Store } from "#tests/support/store.ts";

const [form] = TESTSHIRE.forms;
const T0 = "2025-03-03T09:00:00.000Z";
const SALE = { title: "A sale", category: "grant", amount: 0, recommendations: ["Sell"] };
const member = (id: string) => ({
  id,
  name: `${id} Board`,
  email: `${id}@testshire.example`,
  posts: [{ post: "board" }],
});
/** A board of three whose quorum is two, and a commissioner for whom nobody stands in. */
const OFFICE: Office = {
  ...TESTSHIRE,
  office: "interested",
  posts: TESTSHIRE.posts.map((p) => (p.id === "board" ? { ...p, quorum: 2 } : p)),
  people: [
    ...(TESTSHIRE.people ?? []).filter((p) => !["bea", "bob"].includes(p.id)),
    ...["una", "viv", "wes"].map(member),
  ],
  delegation: undefined,
  forms: [
    {
      ...form!,
      fields: { ...form!.fields, maker: { ...form!.fields.maker!, posts: ["board", "pcc"] } as never },
      stages: [{ ...form!.stages.find((s) => s.kind === "decide")!, each: undefined }],
    },
  ],
};
const [ada, ced] = [actorOf(OFFICE, "ada"), actorOf(OFFICE, "ced")];
let store: Store;

beforeAll(async () => {
  store = await openStore();
  await publishDefinition(OFFICE);
});
afterAll(() => store.stop());

const record = (maker: string) => submitted(OFFICE, "ada", { ...SALE, maker }, T0);
const of = async (id: string, person: string): Promise<Asked> =>
  (await requests(id)).find((r) => r.person === person)!;
const signing = (asked: Asked, choice: object) =>
  act(asked.link, { cmdId: cmd(), hash: asked.hash, proof: proofFor(asked.link, T0), ...choice }, T0);
const aside = async (id: string, person: string) =>
  signing(await of(id, person), { interest: "declared", reason: "Her sister sells it" });
const says = async (id: string, person: string, outcome: string) =>
  signing(await of(id, person), { interest: "none", outcome, reason: "Because" });
const stateOf = async (id: string) => (await loadRecord(id)).state;
const soundly = async (id: string) => {
  const bundle = await exportRecord(id, { edition: "office", now: T0 });
  expect((await verify(bundle)).faults).toEqual([]);
  return bundle;
};
const letters = async (id: string, kind: string) => {
  const keys = (await dueKeys("2030-01-01T00:00:00.000Z")).filter((k) => k.pk.startsWith(`OBX#${id}`));
  const entries = (await Promise.all(keys.map((k) => findEntry(k)))).flatMap((e) => e ?? []);
  const found = entries.filter((e) => e.kind === kind);
  return Promise.all(found.map(async (e) => ({ to: e.person, ...(await write(e, T0)) })));
};

describe("a member of a board who has an interest, for whom nobody stands in,", () => {
  it("takes no part: the quorum goes on without them, and governance is told", async () => {
    const id = await record("board");
    const asked = await of(id, "una");
    await aside(id, "una");
    expect(await codeOf(look(asked.link, T0))).toBe("bad-link");
    expect(await explain(asked.link, T0)).toMatchObject({ became: "aside" });
    expect(await codeOf(signing(asked, { outcome: "approve", interest: "none" }))).toBe("bad-link");
    expect(await letters(id, "vacant")).toEqual([
      expect.objectContaining({
        to: "ced",
        subject: "An interest was declared: A sale",
        text: expect.stringContaining("Enough others are asked to go on without them"),
      }),
    ]);
    expect((await list({ actor: ada })).find((r) => r.id === id)?.holder).toBe("viv Board");
    await says(id, "viv", "approve");
    await says(id, "wes", "approve");
    expect(await stateOf(id)).toMatchObject({ state: "decided", outcome: "approve" });
    const bundle = await soundly(id);
    expect(bundle.words).toContainEqual(
      expect.objectContaining({ of: "reason", text: "Her sister sells it" }),
    );
    expect((await getStatus(id, ada)).tasks[0]).toMatchObject({ recused: ["una Board"], vacant: false });
  });

  it("leaves the others enough to refuse", async () => {
    const id = await record("board");
    await aside(id, "una");
    await says(id, "viv", "refuse");
    expect((await stateOf(id)).state).toBe("review");
    await says(id, "wes", "refuse");
    expect(await stateOf(id)).toMatchObject({ state: "decided", outcome: "refuse" });
    await soundly(id);
  });

  it("is replaced by whoever governance names, where too few are left", async () => {
    const id = await record("board");
    for (const person of ["una", "viv"]) await aside(id, person);
    expect((await letters(id, "vacant")).at(-1)).toMatchObject({
      text: expect.stringContaining("It cannot go on until someone is named"),
    });
    await says(id, "wes", "refuse");
    expect((await stateOf(id)).state).toBe("review");
    await publishDefinition({ ...OFFICE, people: [...(OFFICE.people ?? []), member("zed"), member("xan")] });
    const [seat] = (await stateOf(id)).tasks;
    const give = (to: string) =>
      Managing.reassign({
        id,
        task: seat!.task,
        to,
        reason: "New member",
        cmdId: cmd(),
        actor: ced,
        now: T0,
      });
    expect(await codeOf(give("viv"))).toBe("cannot-take");
    await give("zed");
    expect(await letters(id, "passed-on")).toEqual([]);
    const [, second] = (await stateOf(id)).tasks;
    await Managing.reassign({
      id,
      task: second!.task,
      to: "xan",
      reason: "New member",
      cmdId: cmd(),
      actor: ced,
      now: T0,
    });
    await says(id, "zed", "approve");
    await says(id, "xan", "approve");
    expect(await stateOf(id)).toMatchObject({ state: "decided", outcome: "approve" });
    await soundly(id);
  });
});

describe("the only one who could decide, with an interest,", () => {
  it("leaves an empty seat that governance hears of again and again until it is filled", async () => {
    const id = await record("pcc");
    const { task } = await requestOf(id, "decider");
    await aside(id, "pat");
    expect((await getStatus(id, ced)).tasks[0]).toMatchObject({
      vacant: true,
      recused: ["Pat Commissioner"],
    });
    expect((await list({ actor: ada })).find((r) => r.id === id)).not.toHaveProperty("holder");
    for (const day of ["05", "07", "11", "13"]) await remindDue(id, task, `2025-03-${day}T08:00:00.000Z`);
    expect((await letters(id, "escalation")).map((l) => l.to)).toEqual(["ced", "ced", "ced"]);
    expect(await letters(id, "reminder")).toEqual([]);
    const again = { id, task, cmdId: cmd(), actor: ced, now: T0 };
    expect(await codeOf(Managing.resend(again))).toBe("vacant");
    await withdraw({ id, reason: "No one may decide", cmdId: cmd(), actor: ced, now: T0 });
    expect(await letters(id, "withdrawn")).toEqual([]);
    await soundly(id);
  });

  it("must choose one of those who could take their place, where there are any", async () => {
    const both: Office = {
      ...OFFICE,
      office: "deputed",
      people: OFFICE.people?.map((p) =>
        p.id === "dep"
          ? {
              ...p,
              standsIn: [{ for: "pat", from: "2025-01-01", to: "2025-02-01" }],
              posts: [{ post: "pcc" }],
            }
          : p,
      ),
    };
    await publishDefinition(both);
    const id = await submitted(both, "ada", { ...SALE, maker: "pcc" }, T0);
    await aside(id, "pat");
    expect((await requestOf(id, "decider")).person).toBe("dep");
    await aside(id, "dep");
    expect((await stateOf(id)).tasks[0]?.recused).toEqual(["pat", "dep"]);
  });

  it("signs nothing afterwards that a verifier would take", async () => {
    const id = await record("pcc");
    await says(id, "pat", "approve");
    const bundle = await soundly(id);
    const ledger = bundle.events.map((e) => JSON.parse(e.body ?? "") as LedgerEvent);
    const at = ledger.findIndex((e) => e.type === "SignedOff");
    const signed = ledger[at]!;
    const data = { task: signed.data.task, person: "pat", asked: ["ced"] };
    const forged = ledger.toSpliced(at, 0, { ...signed, type: "SteppedAside", data } as LedgerEvent);
    expect(() => fold(forged)).toThrow("had declared an interest");
  });
});
