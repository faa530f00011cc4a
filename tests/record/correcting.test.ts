/**
 * Who may correct a published record, and what a correction may do: it keeps the number, the date and what
 * was decided; refused, it goes back and what is published stands. Over the real store.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Office } from "#core/form/office.ts";
import { verify } from "#core/ledger/verify.mjs";
import { withChanges } from "#core/notice/changes.ts";
import { entryOf, slugOf } from "#core/notice/entry.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import { correct, unpublish } from "#core/record/correcting.ts";
import { exportRecord } from "#core/record/export.store.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { getPublishedView } from "#core/record/published-view.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import * as Records from "#core/record/records.ts";
import { getView } from "#core/record/view.store.ts";
import { decided, facts } from "#tests/notice/published.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { publishBare } from "#tests/support/published.ts";
import { actorOf, codeOf, sign, signAll, submitted } from "#tests/support/signing.ts";
import { cmd, openStore, type Store } from "#tests/support/store.ts";

const T0 = "2025-03-03T09:00:00.000Z";
const T1 = "2025-04-07T09:00:00.000Z";
const ANSWERS = { title: "A grant", category: "grant", amount: 0, maker: "pcc", recommendations: ["Pay"] };
const [form] = TESTSHIRE.forms;
/** With a publisher, an author whose records others must mend, and a form that takes no number. */
const OFFICE: Office = {
  ...TESTSHIRE,
  people: [
    ...(TESTSHIRE.people ?? []),
    { id: "pip", name: "Pip Publisher", email: "pip@testshire.example", roles: ["publisher"] },
    { id: "art", name: "Art Author", email: "art@testshire.example", roles: ["author"] },
  ],
};
const UNNUMBERED: Office = { ...OFFICE, office: "unnumbered", forms: [{ ...form!, series: undefined }] };

let store: Store;
beforeAll(async () => {
  store = await openStore();
  await publishDefinition(OFFICE);
  await publishDefinition(UNNUMBERED);
});
afterAll(() => store.stop());

async function published(office = OFFICE, outcome?: "refuse"): Promise<string> {
  const id = await submitted(office, "ada", ANSWERS, T0);
  await sign(id, "legal", T0);
  await sign(id, "decider", T0, outcome ? { outcome, reason: "Not now" } : {});
  await publishBare(id, office, T0);
  return id;
}

function opened(id: string, who: string, publication = 1, office = OFFICE): Promise<void> {
  const actor = actorOf(office, who);
  const asked = { id, cmdId: cmd(), actor, now: T1, publication, reason: "A wrong sum", hides: false };
  return correct(asked);
}

/** Withdrawn from publication: "done", or why not. */
function taken(id: string, who: string, publication = 1): Promise<string> {
  const actor = actorOf(OFFICE, who);
  return codeOf(unpublish({ id, cmdId: cmd(), actor, now: T1, publication, reason: "It named a child" }));
}

async function resubmitted(id: string, change: object, who = "ada", office = OFFICE): Promise<void> {
  const actor = actorOf(office, who);
  const { saveNo, rev } = await Records.getDraft(id, actor);
  const saved = await Records.saveDraft({ id, answers: { ...ANSWERS, ...change }, saveNo, actor, now: T1 });
  await Records.submit({ id, saveNo: saved.saveNo, rev, cmdId: cmd(), actor, now: T1 });
}

describe("a correction is opened", () => {
  it.each([
    ["ada", "done", "ada"],
    ["pip", "done", "ada"],
    ["ced", "done", "ada"],
    ["art", "not-author", undefined],
  ])("by %s: %s", async (who, answer, writer) => {
    const id = await published();
    expect(await codeOf(opened(id, who))).toBe(answer);
    const { state } = await loadRecord(id);
    if (writer) expect([state.state, state.author]).toEqual(["draft", writer]);
    else expect(state.state).toBe("published");
    const due = await Promise.all((await dueKeys(T1)).map((key) => findEntry(key)));
    const told = due.filter((e) => e?.record === id && e.kind === "correct").map((e) => e?.person);
    expect(told).toEqual(writer && who !== writer ? [writer] : []);
  });

  it("not of what is not published, not yet written, or another version by now", async () => {
    const id = await submitted(OFFICE, "ada", ANSWERS, T0);
    expect(await codeOf(opened(id, "ada"))).toBe("not-published");
    await signAll(id, T0);
    expect(await codeOf(opened(id, "ada"))).toBe("not-published");
    await publishBare(id, OFFICE, T0, false);
    expect(await codeOf(opened(id, "ada"))).toBe("being-published");
    expect(await codeOf(opened(await published(), "ada", 2))).toBe("version-changed");
  });

  it("not while one is open", async () => {
    const id = await published();
    await opened(id, "ada");
    expect(await codeOf(opened(id, "ced"))).toBe("being-corrected");
    expect(await taken(id, "ced")).toBe("being-corrected");
  });

  it("by whoever writes papers where its author has left, who then writes it", async () => {
    const people = (who: string[]) =>
      UNNUMBERED.people?.map((p) =>
        who.includes(p.id) ? p : { ...p, roles: p.roles?.filter((r) => r !== "author") },
      );
    const id = await published(UNNUMBERED);
    await publishDefinition({ ...UNNUMBERED, people: people([]) });
    expect(await codeOf(opened(id, "ced", 1, UNNUMBERED))).toBe("no-author");
    await publishDefinition({ ...UNNUMBERED, people: people(["art"]) });
    await opened(id, "art", 1, UNNUMBERED);
    expect((await loadRecord(id)).state.author).toBe("art");
    await publishDefinition(UNNUMBERED);
  });
});

it("a record is withdrawn from publication by governance alone, as its page showed it", async () => {
  const id = await published();
  for (const who of ["ada", "pip"]) expect(await taken(id, who)).toBe("not-governance");
  expect(await taken(id, "ced", 2)).toBe("version-changed");
  expect(await taken(id, "ced")).toBe("done");
  expect(await taken(id, "ced", 2)).toBe("not-published");
});

describe("a correction", () => {
  it("that its decider refuses goes back to its author, and what is published stands", async () => {
    const id = await published();
    await opened(id, "ada");
    await resubmitted(id, { title: "A grand" });
    await sign(id, "legal", T1);
    await sign(id, "decider", T1, { outcome: "refuse", reason: "That is no correction" });
    const { state } = await loadRecord(id);
    expect(state).toMatchObject({ state: "draft", publication: 1, returned: { outcome: "refuse" } });
    const { view } = await getPublishedView(id);
    expect(view).toMatchObject({ state: "published", outcome: "approve", answers: { title: "A grant" } });
  });

  it("of a refusal stays one: nobody approves by it", async () => {
    const id = await published(OFFICE, "refuse");
    await opened(id, "ada");
    await resubmitted(id, { title: "A grant, corrected" });
    await sign(id, "legal", T1);
    expect(await codeOf(sign(id, "decider", T1))).toBe("correction-of-refusal");
    const { state: before } = await loadRecord(id);
    await sign(id, "decider", T1, { outcome: "refuse", reason: "As before" });
    const { state } = await loadRecord(id);
    expect(state).toMatchObject({
      state: "decided",
      outcome: "refuse",
      decidedOn: "2025-03-03",
      correctedAt: T1,
    });
    expect(state.number).toEqual(before.number);
    expect((await verify(await exportRecord(id, { edition: "office", now: T1 }))).faults).toEqual([]);
  });

  it("of a record without a number leaves it at its address, until it is withdrawn from publication", async () => {
    const id = await published(UNNUMBERED);
    const slug = slugOf((await getView(id)).view);
    expect(slug).toMatch(/^a-grant-/);
    await opened(id, "ada", 1, UNNUMBERED);
    await resubmitted(id, { title: "Another title" }, "ada", UNNUMBERED);
    await signAll(id, T1);
    await publishBare(id, UNNUMBERED, T1);
    const { view } = await getView(id);
    expect([view.answers.title, slugOf(view)]).toEqual(["Another title", slug]);
    await unpublish({
      id,
      cmdId: cmd(),
      actor: actorOf(UNNUMBERED, "ced"),
      now: T1,
      publication: 2,
      reason: "It named a child",
    });
    expect(slugOf((await getView(id)).view)).toBe(slug.replace(/^a-grant-/, "record-"));
    const codes = [1, 2, 3].map((n) => codeOf(opened(id, "ada", n, UNNUMBERED)));
    expect(await Promise.all(codes)).toEqual(["not-published", "not-published", "not-published"]);
  });
});

describe("what a later record changes", () => {
  const view = decided("decision");
  const entry = entryOf(view, facts(view));
  const later = (change: Partial<typeof entry>) => ({
    ...entry,
    id: "01HE0000000000000000000099",
    reference: "2023/2024 - 0031",
    links: [{ relation: "revokes", to: "own" as const, reference: "2023/2024-22" }],
    ...change,
  });

  it.each([
    ["by its number however it is typed", later({}), ["revokes"]],
    ["not where it was refused", later({ outcome: "refuse" }), []],
    ["not where it is itself withdrawn", later({ status: "unpublished" }), []],
    [
      "not by naming it alone",
      later({ links: [{ relation: "relates-to", to: "own", reference: "2023/2024 - 0022" }] }),
      [],
    ],
    [
      "not by another's number",
      later({ links: [{ relation: "revokes", to: "other", reference: "2023/2024 - 0022" }] }),
      [],
    ],
  ])("%s", (_, other, relations) => {
    expect((withChanges(entry, [other]).changedBy ?? []).map((c) => c.relation)).toEqual(relations);
  });
});
