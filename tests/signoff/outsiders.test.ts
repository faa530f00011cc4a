/** Those who are not simply in post: someone outside the office, and whoever holds a post for a time. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Office } from "#core/form/office.ts";
import { verify } from "#core/ledger/verify.mjs";
import { write } from "#core/notification/letter.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import { exportRecord } from "#core/record/export.store.ts";
import * as Managing from "#core/record/managing.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { getStatus } from "#core/record/status.ts";
import { getView } from "#core/record/view.store.ts";
import { look, passOn } from "#core/signoff/signing.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { actorOf, codeOf, proofFor, requestOf, requests, sign, submitted } from "#tests/support/signing.ts";
import { cmd, openStore, type Store } from "#tests/support/store.ts";

const [form] = TESTSHIRE.forms;
const T0 = "2025-03-03T09:00:00.000Z";
const decider = { ...form!.stages.find((s) => s.kind === "decide")!, each: undefined };
const officeOf = (office: string, more: Partial<Office>): Office => ({ ...TESTSHIRE, office, ...more });
/** The force's chief officer is asked first, by an address in the paper. */
const FORCE = officeOf("forceshire", {
  forms: [
    {
      ...form!,
      fields: {
        ...form!.fields,
        chief: { type: "person", label: "Chief officer", name: "optional", contact: true },
      },
      stages: [{ id: "force", kind: "external", by: { email: "chief" } }, decider],
    },
  ],
});
/** A monitoring officer leaves, another holds the post for the rest of March, a third takes it up. */
const SHIFTING = officeOf("shiftshire", {
  people: [
    ...(TESTSHIRE.people ?? []).filter((p) => !["mo", "mia"].includes(p.id)),
    ...(
      [
        ["old", { to: "2025-03-05" }],
        ["interim", { from: "2025-03-06", to: "2025-03-31" }],
        ["new", { from: "2025-04-01" }],
      ] as const
    ).map(([id, days]) => ({
      id,
      name: `${id} Monitor`,
      email: `${id}@shiftshire.example`,
      posts: [{ post: "mo", ...days }],
    })),
  ],
  forms: [
    {
      ...form!,
      stages: [
        { id: "money", kind: "check", by: { post: "cfo" } },
        { id: "legal", kind: "check", by: { post: "mo" } },
        decider,
      ],
    },
  ],
});
const GRANT = { title: "A grant", category: "grant", amount: 0, maker: "pcc", recommendations: ["Pay"] };
let store: Store;

beforeAll(async () => {
  store = await openStore();
  for (const office of [FORCE, SHIFTING]) await publishDefinition(office);
});
afterAll(() => store.stop());

const lettersTo = async (id: string, email: string, kind: string) => {
  const keys = (await dueKeys("2030-01-01T00:00:00.000Z")).filter((k) => k.pk.startsWith(`OBX#${id}`));
  const entries = (await Promise.all(keys.map((k) => findEntry(k)))).flatMap((e) => e ?? []);
  return Promise.all(entries.filter((e) => e.to === email && e.kind === kind).map((e) => write(e, T0)));
};

describe("someone outside the office", () => {
  const record = (chief: object) => submitted(FORCE, "ada", { ...GRANT, chief: [chief] }, T0);
  const JO = { name: "Jo Chief", role: "Chief Constable", email: "Chief@Force.example" };

  it("is asked by the address in the paper, and signs by the name and role that stand beside it", async () => {
    const id = await record(JO);
    const asked = await requestOf(id, "force");
    expect(asked.person).toBe("mail:chief@force.example");
    const [letter] = await lettersTo(id, "chief@force.example", "sign");
    expect(letter).toMatchObject({
      subject: "For your view: A grant",
      text: expect.stringMatching(/^Dear Jo Chief\n[\s\S]*as Chief Constable/),
    });
    await sign(id, "force", T0);
    expect((await getView(id)).view.signOffs).toMatchObject([
      { name: "Jo Chief", capacity: "Chief Constable" },
    ]);
    const { tasks, events } = await getStatus(id, actorOf(FORCE, "ada"));
    expect(tasks[0]).toMatchObject({ name: "Jo Chief", capacity: "Chief Constable" });
    expect(events.map((e) => e.words)).toContain("Jo Chief (Decision maker): approved");
    const [receipt] = await lettersTo(id, "chief@force.example", "receipt");
    expect(receipt).toMatchObject({ text: expect.stringContaining("Dear Jo Chief") });
    const bundle = await exportRecord(id, { edition: "office", now: T0 });
    expect((await verify(bundle)).faults).toEqual([]);
    expect(bundle.words).toContainEqual(
      expect.objectContaining({ of: "signatory", text: "Jo Chief\nChief Constable" }),
    );
  });

  it("goes by their address where the paper names nobody", async () => {
    const id = await record({ role: "Chief Constable", email: "chief@force.example" });
    expect((await getStatus(id, actorOf(FORCE, "ada"))).tasks[0]).toMatchObject({
      name: "chief@force.example",
      capacity: "Chief Constable",
    });
  });

  it("hands it to nobody in the office, whose people they do not see; governance may", async () => {
    const id = await record(JO);
    const { link, task } = await requestOf(id, "force");
    expect((await look(link, T0)).others).toEqual([]);
    const passing = { cmdId: cmd(), to: "mo", why: "delegated", proof: proofFor(link, T0) } as const;
    expect(await codeOf(passOn(link, passing, T0))).toBe("invalid-answers");
    const giving = {
      id,
      task,
      to: "mo",
      reason: "On leave",
      cmdId: cmd(),
      actor: actorOf(FORCE, "ced"),
      now: T0,
    };
    await Managing.reassign(giving);
    expect((await requestOf(id, "force")).person).toBe("mo");
  });

  it("is not the author, by an address of their own", async () => {
    const own = { name: "Ada Chief", email: "ADA@testshire.example" };
    await expect(record(own)).rejects.toMatchObject({
      fields: [{ message: expect.stringContaining("no one signs their own paper") }],
    });
  });

  it("is one of the office's own where the address is theirs", async () => {
    const id = await record({ name: "Mo", email: "MO@testshire.example" });
    expect((await requestOf(id, "force")).person).toBe("mo");
    expect((await getStatus(id, actorOf(FORCE, "ada"))).tasks[0]?.name).toBe("Mo Monitor");
  });
});

describe("whoever holds a post for a time", () => {
  it("is asked in their days, signs up to the end of their last in London, and not after", async () => {
    const [early, late] = [
      await submitted(SHIFTING, "ada", GRANT, "2025-03-05T09:00:00.000Z"),
      await submitted(SHIFTING, "ada", GRANT, "2025-03-05T09:00:00.000Z"),
    ];
    const { view } = await getView(early);
    expect(view.plan?.stages[1]?.slots).toMatchObject([{ person: "old" }]);
    for (const id of [early, late]) {
      await sign(id, "money", "2025-03-18T09:00:00.000Z");
      expect((await requests(id)).map((r) => r.person)).toEqual(["interim"]);
    }
    const { link } = await requestOf(late, "legal");
    // Half past eleven at night in London, in summer time; then half past midnight, in April.
    await sign(early, "legal", "2025-03-31T22:30:00.000Z");
    expect(await codeOf(look(link, "2025-03-31T23:30:00.000Z"))).toBe("bad-link");
    expect((await getView(early)).view.signOffs[1]).toMatchObject({
      name: "interim Monitor",
      capacity: "Monitoring Officer",
    });
    const { task } = await requestOf(late, "legal");
    const now = "2025-04-01T09:00:00.000Z";
    const actor = actorOf(SHIFTING, "ced");
    const give = (to: string) =>
      codeOf(Managing.reassign({ id: late, task, to, reason: "The term is over", cmdId: cmd(), actor, now }));
    expect(await give("old")).toBe("cannot-take");
    expect(await give("new")).toBe("done");
    await sign(late, "legal", now);
    expect((await getView(late)).view.signOffs[1]).toMatchObject({ name: "new Monitor" });
  });
});
