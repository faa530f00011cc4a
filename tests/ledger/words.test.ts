/**
 * Over the real store: whatever people write beside the ledger is in the office's export, under the hash
 * of its event, in every way that there is to write; and of a record that is not published nothing is public.
 */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import type { ExportBundle } from "#core/ledger/export.ts";
import { verify } from "#core/ledger/verify.mjs";
import { exportRecord } from "#core/record/export.store.ts";
import * as Managing from "#core/record/managing.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import * as Records from "#core/record/records.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { ask, look } from "#core/signoff/signing.ts";
import { actorOf, codeOf, requests, signAll, signNext, submitted } from "#tests/support/signing.ts";
import { cmd, exampleOf, officeOf, openStore, type Store } from "#tests/support/store.ts";

const office = officeOf("cleveland");
const example = exampleOf("cleveland", "perpetrator-coordinator");
const author = actorOf(office, example.author);
const NOW = "2023-11-01T09:00:00.000Z";
let store: Store;

beforeAll(async () => {
  store = await openStore();
  await publishDefinition(office);
});
afterAll(() => store.stop());

const begin = (answers: Answers = example.answers) => submitted(office, author.person, answers, NOW);
const by = (id: string) => ({ id, cmdId: cmd(), actor: author, now: NOW });

async function exported(id: string): Promise<ExportBundle> {
  const bundle = await exportRecord(id, { edition: "office", now: NOW });
  expect((await verify(bundle)).faults).toEqual([]);
  return bundle;
}

const textOf = (bundle: ExportBundle, of: string) =>
  bundle.words.filter((w) => w.of === of).map((w) => w.text);

describe("what is written", () => {
  test("as a question and its answer", async () => {
    const id = await begin();
    const [first] = await requests(id);
    await ask(first!.link, { cmdId: cmd(), hash: first!.hash, question: "  Is the sum for one year? " }, NOW);
    await Managing.answerQuestion({ ...by(id), answer: " For nine months. " });
    const bundle = await exported(id);
    expect(textOf(bundle, "question")).toEqual(["Is the sum for one year?"]);
    expect(textOf(bundle, "answer")).toEqual(["For nine months."]);
  });

  test("as a reason to pause, with spaces around it", async () => {
    const id = await begin();
    await Managing.pause({ ...by(id), reason: " Waiting for the panel. " });
    await Managing.resume(by(id));
    expect(textOf(await exported(id), "reason")).toEqual(["Waiting for the panel."]);
  });

  test("as a reason to withdraw, beside the events that close each request", async () => {
    const id = await begin();
    await withdraw({ ...by(id), reason: "Not needed." });
    expect(textOf(await exported(id), "reason")).toEqual(["Not needed."]);
  });

  test("as a reason to return it, of two cycles, on content that is kept for each", async () => {
    const id = await begin();
    await signNext(id, NOW, { outcome: "return", reason: "Say for how long." });
    const { saveNo, view } = await Records.getDraft(id, author);
    const answers = { ...view.answers, title: "Another title" };
    const saved = await Records.saveDraft({ id, answers, saveNo, actor: author, now: NOW });
    await Records.submit({ ...by(id), ...saved, rev: 0 });
    await signAll(id, NOW);
    const bundle = await exported(id);
    expect(textOf(bundle, "reason")).toEqual(["Say for how long."]);
    expect(bundle.content.map((c) => c.version)).toEqual([1, 2]);
    const salts = bundle.content.map((c) => (JSON.parse(c.text ?? "") as { salt: string }).salt);
    expect(salts[0]).toBe(salts[1]);
    expect(bundle.number).toMatchObject({ claim: { record: id, reference: bundle.number?.reference } });
  });

  test("beside a name that anyone may read, under a salt that does not open it", async () => {
    const id = await begin();
    await signNext(id, NOW, { outcome: "return", reason: "Say for how long." });
    const { words } = await exported(id);
    const [open, closed] = ["signatory", "reason"].map((of) => words.find((w) => w.of === of)?.salt);
    expect(open).toMatch(/^[0-9a-f]{32,}$/);
    expect(closed).toMatch(/^[0-9a-f]{32,}$/);
    expect(open).not.toBe(closed);
  });

  test("as a second question, beside the first and its answer", async () => {
    const id = await begin();
    for (const question of ["First?", "Second?"]) {
      const [first] = await requests(id);
      await ask(first!.link, { cmdId: cmd(), hash: first!.hash, question }, NOW);
      await Managing.answerQuestion({ ...by(id), answer: `Yes: ${question}` });
    }
    const bundle = await exported(id);
    expect(textOf(bundle, "question")).toEqual(["First?", "Second?"]);
    expect(textOf(bundle, "answer")).toEqual(["Yes: First?", "Yes: Second?"]);
    const { unchecked } = await verify(bundle);
    expect(unchecked.filter((line) => line.includes("no longer kept"))).toEqual([]);
    const [first] = await requests(id);
    expect((await look(first!.link, NOW)).questions.map(({ text, answer }) => [text, answer])).toEqual([
      ["First?", "Yes: First?"],
      ["Second?", "Yes: Second?"],
    ]);
  });
});

describe("an export", () => {
  test("is of one moment, though the record changes while it is made", async () => {
    const id = await begin();
    const [bundle] = await Promise.all([
      exportRecord(id, { edition: "office", now: NOW }),
      signNext(id, NOW),
    ]);
    expect((await verify(bundle)).faults).toEqual([]);
  });

  test("of a draft holds, and has no content yet", async () => {
    const { id } = await Records.create({
      office: office.office,
      form: example.form,
      actor: author,
      now: NOW,
      cmdId: cmd(),
    });
    expect((await exported(id)).content).toEqual([]);
  });

  test("has no public edition before it is published", async () => {
    const id = await begin();
    const open = () => codeOf(exportRecord(id, { edition: "public", now: NOW }));
    expect(await open()).toBe("not-published");
    await signAll(id, NOW);
    expect((await loadRecord(id)).state.state).toBe("decided");
    expect(await open()).toBe("not-published");
  });
});
