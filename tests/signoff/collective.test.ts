/** Those who decide together: a board by its quorum, two office holders jointly. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkOffice } from "#core/form/check.ts";
import type { Office } from "#core/form/office.ts";
import { verify } from "#core/ledger/verify.mjs";
import { exportRecord } from "#core/record/export.store.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { act } from "#core/signoff/signing.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { codeOf, proofFor, requests, submitted } from "#tests/support/signing.ts";
import { cmd, openStore, type Store } from "#tests/support/store.ts";

const [form] = TESTSHIRE.forms;
const T0 = "2025-03-03T09:00:00.000Z";
const NOW = { title: "A sale", category: "grant", amount: 0, recommendations: ["Sell"] };
const member = (id: string, more: object = {}) => ({
  id,
  name: `${id} Board`,
  email: `${id}@testshire.example`,
  posts: [{ post: "board" }],
  ...more,
});
const OFFICE: Office = {
  ...TESTSHIRE,
  posts: [
    ...TESTSHIRE.posts.map((p) => (p.id === "board" ? { ...p, quorum: 2 } : p)),
    { id: "joint", title: "Commissioner and Chief Executive jointly", jointly: ["pcc", "ce"] },
  ],
  people: [
    ...(TESTSHIRE.people ?? []).filter((p) => !["bea", "bob"].includes(p.id)),
    member("una"),
    member("viv"),
    member("wes"),
    member("ann", { roles: ["author"] }),
    member("old", { posts: [{ post: "board", to: "2024-12-31" }] }),
  ],
  delegation: undefined,
  forms: [
    {
      ...form!,
      fields: { ...form!.fields, maker: { ...form!.fields.maker!, posts: ["board", "joint"] } as never },
      stages: [{ ...form!.stages.find((s) => s.kind === "decide")!, interests: undefined, each: undefined }],
    },
  ],
};
let store: Store;

beforeAll(async () => {
  store = await openStore();
  await publishDefinition(OFFICE);
});
afterAll(() => store.stop());

const record = (maker: string, author = "ada") => submitted(OFFICE, author, { ...NOW, maker }, T0);
const asked = async (id: string) => (await requests(id)).map((r) => r.person);
async function says(id: string, person: string, outcome: string): Promise<void> {
  const { link, hash } = (await requests(id)).find((r) => r.person === person)!;
  await act(link, { cmdId: cmd(), hash, outcome, reason: "Because", proof: proofFor(link, T0) }, T0);
}
const stands = async (id: string) => {
  const { state } = await loadRecord(id);
  expect((await verify(await exportRecord(id, { edition: "office", now: T0 }))).faults).toEqual([]);
  return [state.state, state.outcome, state.tasks.map((t) => t.status).join(" ")];
};

describe("a board", () => {
  it("decides as soon as its quorum approves, one member against", async () => {
    const id = await record("board");
    expect(await asked(id)).toEqual(["una", "viv", "wes", "ann"]);
    await says(id, "viv", "refuse");
    expect(await stands(id)).toEqual(["review", undefined, "open done open open"]);
    await says(id, "una", "approve");
    await says(id, "ann", "approve");
    expect(await stands(id)).toEqual(["decided", "approve", "done done void done"]);
  });

  it("refuses once too few are left to approve", async () => {
    const id = await record("board", "ann");
    expect(await asked(id)).toEqual(["una", "viv", "wes"]);
    await says(id, "una", "refuse");
    await says(id, "viv", "refuse");
    expect(await stands(id)).toEqual(["decided", "refuse", "done done void"]);
  });

  it("cannot be asked where its quorum cannot be reached", async () => {
    const small: Office = {
      ...OFFICE,
      office: "small",
      people: OFFICE.people?.filter((p) => !["viv", "wes"].includes(p.id)),
    };
    await publishDefinition(small);
    expect(await codeOf(submitted(small, "ann", { ...NOW, maker: "board" }, T0))).toBe("invalid-answers");
    expect(await codeOf(submitted(small, "ada", { ...NOW, maker: "board" }, T0))).toBe("done");
  });
});

describe("two jointly", () => {
  it("must both approve, and either one refuses for both", async () => {
    const [both, one] = [await record("joint"), await record("joint")];
    expect(await asked(both)).toEqual(["pat", "ced"]);
    await says(both, "ced", "approve");
    expect(await stands(both)).toEqual(["review", undefined, "open done"]);
    await says(both, "pat", "approve");
    expect(await stands(both)).toEqual(["decided", "approve", "done done"]);
    await says(one, "pat", "refuse");
    expect(await stands(one)).toEqual(["decided", "refuse", "done void"]);
  });

  it("are posts of the office, and no joint post of joint posts", () => {
    const spoilt = (jointly: string[]) => ({
      ...OFFICE,
      posts: OFFICE.posts.map((p) => (p.id === "joint" ? { ...p, jointly } : p)),
    });
    const wrong = (raw: unknown) => checkOffice(JSON.parse(JSON.stringify(raw))).map((f) => f.message);
    expect(wrong(spoilt(["pcc", "nobody"]))).toContainEqual(
      expect.stringContaining("There is no post “nobody”"),
    );
    expect(wrong(spoilt(["pcc", "joint"]))).toContainEqual(
      expect.stringContaining("There is no post “joint”"),
    );
    expect(wrong(OFFICE).filter((m) => m.includes("no post"))).toEqual([]);
  });
});
