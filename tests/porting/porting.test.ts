/**
 * An office leaves one installation and comes to another: exported while one record waits for a signature,
 * killed and gone on with, verified by the file that anyone can run, tampered with and refused, taken in
 * killed at one write after another, twice, and worked on in its new home.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { claimKey, counterKey, definitionKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { changeItem } from "#core/aws/write.ts";
import type { ExportBundle } from "#core/ledger/export.ts";
import { verify } from "#core/ledger/verify.mjs";
import { loadOffices } from "#core/offices/index.ts";
import { exportOffice } from "#core/porting/export.store.ts";
import type { Edition } from "#core/porting/format.ts";
import { takeIn } from "#core/porting/import.store.ts";
import { carryIn, checkImport } from "#core/porting/importing.ts";
import { nextNumber } from "#core/record/execute.ts";
import { exportRecord } from "#core/record/export.store.ts";
import { getOffice, publishDefinition } from "#core/record/offices.store.ts";
import { lastNumber, loadRecord } from "#core/record/record.store.ts";
import { formOf, signIn, signLinks } from "#infra/local/play-pages.ts";
import { type LocalSystem, startSystem } from "#infra/local/system.ts";
import { openFolder } from "#infra/porting/folder.ts";
import { RENDERER } from "#web/public/renderer.ts";
import { CANARY, DRAFT, historyOf, publishAgain } from "./asked.ts";
import { fillOffice, PAGES } from "./filled.ts";
import { filesIn, forge, runVerify } from "./folders.ts";

const OFFICE = "cleveland";
const root = mkdtempSync(join(tmpdir(), "countersign-porting-"));
const folder = join(root, "office");
const open = join(root, "public");
const NOW = "2024-04-02T10:00:00.000Z";
const { office, examples } = loadOffices().find((o) => o.office.office === OFFICE)!;
const { example } = examples.find((e) => e.name === "perpetrator-coordinator")!;

let system: LocalSystem;
let published = "";
let waiting = "";
let asked: string[] = [];
const before = new Map<string, string>();
const get = async (path: string) => {
  const response = await fetch(system.origin + path);
  return Buffer.from(await response.arrayBuffer())
    .toString("latin1")
    .replaceAll(system.origin, "ORIGIN");
};
const copied = () => {
  const copy = mkdtempSync(join(root, "copy-"));
  cpSync(folder, copy, { recursive: true });
  return copy;
};
const exportTo = (to: string, edition: Edition, now = NOW) =>
  exportOffice({ office: OFFICE, edition, folder: openFolder(to), now });

beforeAll(async () => {
  system = await startSystem({ bundles: inject("bundles") });
  ({ published, waiting, asked } = await fillOffice(system, { office, example, now: NOW }));
  await system.settle();
  await system.invoke("anchor", {});
  for (const path of PAGES) before.set(path, await get(path));
});
afterAll(async () => {
  await system?.stop();
  rmSync(root, { recursive: true });
});

describe("an export", () => {
  test("that is killed half-way goes on, and fetches nothing twice", async () => {
    system.faults.plan({ kind: "cut-before", match: (c) => c.action === "GetObject", nth: 2 });
    await expect(exportTo(folder, "office")).rejects.toThrow();
    system.faults.clear();
    expect(runVerify(folder).text).toContain("broken off before it was whole");
    const { fetched, manifest } = await exportTo(folder, "office");
    expect(manifest.counts).toMatchObject({ records: 2, entries: 2, imported: 1, numbers: 1, questions: 3 });
    expect(fetched).toBe(manifest.counts.documents + manifest.counts.attachments);
    const again = await exportTo(folder, "office", "2024-04-03T10:00:00.000Z");
    expect(again.fetched).toBe(0);
    const of = (m: typeof manifest) => m.files.map((f) => `${f.path} ${f.sha256}`);
    expect(of(again.manifest)).toEqual(of(manifest));
  });

  test("holds by the one file that anyone can run", () => {
    const { code, text } = runVerify(folder);
    expect(text).toContain("Every ledger, sign-off, number and document holds (2 records)");
    expect(code).toBe(0);
  });

  test("has no link, no key and no session in it", () => {
    const all = filesIn(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    for (const secret of ['"token"', "OBX#", "SESSION#", '"T#'])
      for (const text of all) expect(text).not.toContain(secret);
  });

  test.each([
    ["a document", /^records\/.*\.pdf$/, (b: Buffer) => Buffer.concat([b, Buffer.from("x")]), "was altered"],
    [
      "a ledger",
      /record\.json$/,
      (b: Buffer) => Buffer.from(b.toString().replace("niamh", "someone")),
      "was altered",
    ],
    ["an old document", /^imported\/.*\.pdf$/, () => Buffer.from("%PDF-"), "was altered"],
  ])("that was tampered with in %s says so by file, and is not taken in", async (_, which, change, words) => {
    const copy = copied();
    const name = filesIn(copy).find((n) => which.test(n))!;
    writeFileSync(join(copy, name), change(readFileSync(join(copy, name))));
    const { code, text } = runVerify(copy);
    expect(code).toBe(1);
    expect(text).toContain(`${name}: the file ${words}`);
    await expect(checkImport(openFolder(copy))).rejects.toThrow(name);
  });

  test("with a file too many, too few, or a forged manifest says which", () => {
    const copy = copied();
    writeFileSync(join(copy, "stray.txt"), "x");
    const record = `records/${published}/record.json`;
    forge(copy, record, (bundle: ExportBundle) => {
      bundle.number!.n += 1;
    });
    rmSync(join(copy, "anchors/2024.json"), { force: true });
    const { text } = runVerify(copy);
    expect(text).toContain("stray.txt: the file is none of the export's");
    expect(text).toContain("anchors/2024.json: the file is missing");
    expect(text).toContain(`${record}: The number is not the one that the events gave to the record`);
    expect(text).toContain(
      "numbers.json: the number 2023/2024 - 0022 is not the one that its record carries",
    );
  });

  test("with a question that its own history does not make is not taken in", async () => {
    const copy = copied();
    forge(copy, `questions/${asked[1]}.json`, (file: { item: { state: string } }) => {
      file.item.state = file.item.state.replace(DRAFT, "Another answer");
    });
    await expect(checkImport(openFolder(copy))).rejects.toThrow("is not what its own history made");
  });

  test("that would write an item of another record, or of none, is not taken in", async () => {
    const copy = copied();
    forge(copy, `records/${waiting}/items.json`, (items: { pk: string }[]) => {
      items[0]!.pk = `D#${published}`;
    });
    expect(runVerify(copy).code).toBe(0);
    await expect(checkImport(openFolder(copy))).rejects.toThrow("holds what is another record's");
  });

  test("for the public has what is public and no more", async () => {
    const { manifest } = await exportTo(open, "public");
    expect(manifest.counts).toMatchObject({ records: 1, documents: 1, questions: 2 });
    expect(runVerify(open).code).toBe(0);
    const names = filesIn(open);
    expect(names.some((n) => n.includes(waiting) || n.endsWith("items.json"))).toBe(false);
    const all = names.map((name) => readFileSync(join(open, name), "utf8")).join("\n");
    for (const person of office.people ?? []) expect(all).not.toContain(person.email);
    expect(all).toContain("How many coordinators are there?");
    for (const secret of [CANARY, DRAFT, ...asked.slice(2), "panel-clerk"]) expect(all).not.toContain(secret);
    await expect(checkImport(openFolder(open))).rejects.toThrow("public edition");
  });
});

describe("an import into another installation", () => {
  beforeAll(async () => {
    await system.stop();
    system = await startSystem({ bundles: inject("bundles"), offices: "" });
    system.setClock("2024-04-10T10:00:00Z");
  });

  test("is a dry run first, which names those who are asked to sign", async () => {
    const writes = system.faults.writes();
    const { looked } = await checkImport(openFolder(folder));
    expect(looked.fresh.sort()).toEqual([published, waiting].sort());
    expect([looked.conflicts, looked.questions.sort()]).toEqual([[], asked.toSorted()]);
    expect(looked.waiting).toEqual([expect.objectContaining({ record: waiting })]);
    expect(system.faults.writes()).toBe(writes);
  });

  test("killed at one write after another it ends with the same register", async () => {
    let kills = 0;
    for (let nth = 3; ; nth += 29) {
      system.faults.plan({ kind: "cut-after", nth });
      const ended = await checkImport(openFolder(folder))
        .then((checked) => carryIn(checked, RENDERER, { now: NOW }))
        .then(
          () => true,
          () => false,
        );
      system.faults.clear();
      if (ended) break;
      kills++;
    }
    expect(kills).toBeGreaterThan(2);
    await system.settle();
    for (const path of PAGES) expect(await get(path), path).toBe(before.get(path));
    expect(await get("/decisions/search?office=cleveland&q=harbour")).toContain("2023-2024-0022");
    expect(await get("/decisions/search?office=cleveland&q=old+decision")).toContain("1-2019");
    expect(await get("/verify?office=cleveland&number=2023%2F2024+-+22")).toContain("Its history");
  });

  test("twice changes nothing, and no email was sent", async () => {
    const writes = system.faults.writes();
    expect(await carryIn(await checkImport(openFolder(folder)), RENDERER, { now: NOW })).toBe(false);
    expect(system.faults.writes()).toBe(writes);
    expect(await system.inbox()).toEqual([]);
  });

  test("keeps every ledger, and its anchors", async () => {
    for (const id of [published, waiting]) {
      const was = JSON.parse(readFileSync(join(folder, `records/${id}/record.json`), "utf8")) as ExportBundle;
      const bundle = await exportRecord(id, { edition: "office", now: was.exportedAt });
      expect(JSON.parse(JSON.stringify(bundle))).toEqual(was);
      expect((await verify(bundle)).faults).toEqual([]);
    }
    expect(await lastNumber(OFFICE, "decision", "2023/2024")).toBe(22);
  });

  test("sends new links only when asked, and numbering goes on after the last", async () => {
    const checked = await checkImport(openFolder(folder));
    await carryIn(checked, RENDERER, { now: "2024-04-10T10:00:00.000Z", sendLinks: true });
    await system.settle();
    expect((await system.inbox()).length).toBe(1);
    await carryIn(checked, RENDERER, { now: "2024-04-10T11:00:00.000Z", sendLinks: true });
    await system.settle();
    expect((await system.inbox()).length).toBe(1);
    const [link] = await signLinks(system);
    expect((await fetch(link!.link)).status).toBe(200);
    const { state } = await loadRecord(waiting);
    const next = await nextNumber(state, office, "2024-03-30T10:00:00.000Z");
    expect(next?.number.reference).toBe("2023/2024 - 0023");
  });

  test("leaves what has gone on here as it is: the office, its people, its numbers", async () => {
    const people = office.people?.map((p, i) => (i ? p : { ...p, name: "A New Name" }));
    const had = await getOffice(OFFICE);
    await publishDefinition({ ...office, version: had.version + 1, people });
    await changeItem(counterKey(OFFICE, "decision", "2023/2024"), { last: 30 }, {});
    await carryIn(await checkImport(openFolder(folder)), RENDERER, { now: NOW, sendLinks: true });
    const has = await getOffice(OFFICE);
    expect([has.version, has.people?.[0]?.name]).toEqual([had.version + 1, "A New Name"]);
    expect(await lastNumber(OFFICE, "decision", "2023/2024")).toBe(30);
  });

  test("is refused where a number or a version here is another one, and what is here stays", async () => {
    const claim = claimKey(OFFICE, "decision", "2023/2024", 22);
    await changeItem(claim, { record: waiting }, {});
    const checked = await checkImport(openFolder(folder));
    expect(checked.looked.conflicts).toEqual(["The number 2023/2024 - 0022 is given to another record here"]);
    // Whoever passes the look by is stopped at the write.
    await expect(takeIn(checked.from, { now: NOW, sendLinks: false })).rejects.toThrow(
      "Something else stands here in place of the number 2023/2024 - 0022",
    );
    await changeItem(claim, { record: published }, {});
    const version = definitionKey(OFFICE, office.version);
    const kept = await findItem(v.object({ hash: v.string() }), version);
    await changeItem(version, { hash: "0".repeat(64) }, {});
    const { looked } = await checkImport(openFolder(folder));
    expect(looked.conflicts).toEqual([
      `Version ${office.version} of the office's definition is here with other content`,
    ]);
    await changeItem(version, { ...kept }, {});
    expect((await checkImport(openFolder(folder))).looked.conflicts).toEqual([]);
  });

  test("keeps what the panel asked with its history, and is refused where that has gone on here", async () => {
    expect(await historyOf(OFFICE, asked[0]!)).toEqual(["Asked", "Answered", "Published"]);
    expect(await historyOf(OFFICE, asked[2]!)).toEqual(["Asked", "Answered"]);
    await publishAgain(OFFICE, asked[1]!, NOW);
    const { looked } = await checkImport(openFolder(folder));
    expect(looked.conflicts).toEqual([
      `The question ${asked[1]} is here, and other things have happened to it`,
    ]);
  });

  test("is refused where a record has gone on here, and nothing is written over it", async () => {
    const browser = await signIn(system, "niamh.corrigan@cleveland.example");
    const page = await browser.get(`/records/${waiting}/pause`);
    const paused = await browser.submit(page, formOf(page), { reason: "It waits" });
    expect(paused.errors).toEqual([]);
    await system.settle();
    const writes = system.faults.writes();
    const checked = await checkImport(openFolder(folder));
    expect(checked.looked.conflicts[0]).toBe(
      `The record ${waiting} is here, and its ledger ends with another event`,
    );
    await expect(carryIn(checked, RENDERER, { now: NOW })).rejects.toThrow("Nothing is taken in");
    expect(system.faults.writes()).toBe(writes);
  });
});
