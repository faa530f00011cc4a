/**
 * An office that numbers at submission withdraws a paper: its number stays accounted for. It has a page at
 * its address, and stands in register, data, feeds, search, API and pack, with what the office says of
 * why; why the office itself says so is nowhere.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { verify } from "#core/ledger/verify.mjs";
import * as Address from "#core/notice/addresses.ts";
import { loadOffices } from "#core/offices/index.ts";
import { exportRecord } from "#core/record/export.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { play } from "#infra/local/play.ts";
import { post, officer as signedIn } from "#tests/journeys/correcting.ts";
import { publicObjects } from "#tests/journeys/public-side.ts";
import { useSystem } from "#tests/support/system.ts";

const system = useSystem();
const { office, outcomes } = loadOffices().find(({ office }) => office.office === "ardenshire")!;
const outcome = (name: string) => outcomes.find((o) => o.name === name)!.example;
const SECRET = "The supplier was found out";
const SAID = "The offer was taken back";
const NUMBER = "ARD-2024-002";
const NOTICE = Address.noticePath("ardenshire", "ard-2024-002");

let id = "";
const get = async (path: string, accept = "*/*") => {
  const response = await fetch(system().origin + path, { headers: { accept } });
  return { status: response.status, text: await response.text() };
};

beforeAll(async () => {
  await play(system(), office, outcome("urgent"));
  const paper = outcome("withdrawn-after-numbering");
  ({ id } = await play(system(), office, { ...paper, script: [] }));
  expect((await loadRecord(id)).state.number?.reference).toBe(NUMBER);
});

describe("before it is withdrawn", () => {
  test("the register says how far its numbers run, and not that this one is given", async () => {
    const { text } = await get(Address.registerPath("ardenshire"));
    expect(text).toContain("ARD-2024-001: accounted for.");
    expect(text).not.toContain(NUMBER);
    expect((await get(NOTICE)).status).toBe(404);
  });
});

describe("a number that is withdrawn", () => {
  beforeAll(async () => {
    system().setClock("2024-05-10T09:00:00Z");
    const molly = await signedIn(system(), office, "molly-reeve");
    const page = await molly.get(`/records/${id}/withdraw`);
    expect(page.html).toContain(`Its number, ${NUMBER}, stays in the public register as withdrawn`);
    const form = page.forms.find((f) => f.action.endsWith("/withdraw"))!;
    const values = { reason: SECRET, explained: SAID };
    expect((await molly.submit(page, form, values)).html).toContain(SAID);
    // The same again changes nothing, and another one comes too late.
    expect((await molly.submit(page, form, values)).status).toBe(200);
    const late = await molly.submit(page, form, { ...values, cmdId: "01HR0000000000000000000000" });
    expect([late.status, late.html]).toEqual([409, expect.stringContaining("cannot be withdrawn")]);
    await system().settle();
  });

  test("has a page at its address, and stands in every list", async () => {
    const notice = await get(NOTICE);
    expect(notice.status).toBe(200);
    expect(notice.text).toContain(`${NUMBER}: withdrawn`);
    expect(notice.text).toContain(`on 10 May 2024. The reason given: ${SAID}.`);
    const year = await get(Address.yearPath("ardenshire", "2024"));
    expect(year.text).toContain("ARD-2024-001 to ARD-2024-002: every number is accounted for.");
    for (const path of [Address.registerPath("ardenshire"), Address.yearPath("ardenshire", "2024")])
      expect((await get(path)).text).toContain(`<a class="govuk-link" href="${NOTICE}">`);
    expect((await get(Address.filterPath("ardenshire", "2024", "only", "withdrawn"))).text).toContain(NUMBER);
    for (const type of ["atom", "json"] as const)
      expect((await get(Address.feedPath("ardenshire", type))).text).toContain(
        `${NUMBER}: withdrawn before publication`,
      );
  });

  test("is in the data with its date and what is said of why", async () => {
    const csv = await get(Address.dataPath("ardenshire", "2024", "csv"));
    expect(csv.text.split("\r\n").find((line) => line.includes(NUMBER))).toContain(`2024-05-10,${SAID}`);
    const json = JSON.parse((await get(Address.dataPath("ardenshire", "2024", "json"))).text);
    expect(json.numbers).toEqual([
      { series: "decision", period: "2024", first: "ARD-2024-001", last: NUMBER, not_published: [] },
    ]);
    const line = json.decisions.find((d: { reference: string }) => d.reference === NUMBER);
    expect(line).toMatchObject({ status: "withdrawn", withdrawn_on: "2024-05-10", decided_by: [] });
    const api = JSON.parse((await get("/api/v1/records?office=ardenshire&only=withdrawn")).text);
    expect(api.records).toEqual([line]);
  });

  test("is found by search, and is in the panel's pack", async () => {
    const found = await get(`${Address.SEARCH}?q=${NUMBER}&office=ardenshire`);
    expect(found.text).toContain("Withdrawn before publication");
    expect((await get(`${Address.SEARCH}?only=withdrawn`)).text).toContain(NUMBER);
    const pack = await get(Address.packPath("ardenshire", "2024-05-01"));
    expect(pack.text).toContain(NUMBER);
    expect(pack.text).toContain("1 withdrawn");
  });

  test("tells nobody what the paper was, or why the office withdrew it", async () => {
    const { title } = outcome("withdrawn-after-numbering").answers as { title: string };
    for (const { text } of publicObjects(system())) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(title);
    }
    const open = await exportRecord(id, { edition: "public", now: "2024-05-11T09:00:00Z" });
    expect(JSON.stringify(open)).not.toMatch(new RegExp(`${SECRET}|${title}|salt`));
    expect((await verify(open)).faults).toEqual([]);
  });

  test("is verified by its whole export, and its author gets no email that it is published", async () => {
    const whole = await exportRecord(id, { edition: "office", now: "2024-05-11T09:00:00Z" });
    const report = await verify(whole);
    expect(report.faults).toEqual([]);
    expect(report.holds.join()).toContain(`The number ${NUMBER} was given to this record`);
    const forged = { ...whole, publications: [] };
    expect((await verify(forged)).faults).toEqual(["Publication 1 is missing"]);
    const mails = (await system().inbox()).filter((m) => m.subject.includes("Contract for body-worn"));
    expect(mails.map((m) => m.subject).filter((s) => /published/i.test(s))).toEqual([]);
  });
});

describe("a number whose paper comes back", () => {
  test("is named as not published while later ones are, and is accounted for once it is", async () => {
    system().setClock("2024-05-13T09:00:00Z");
    const waiting = await play(system(), office, {
      ...outcome("urgent"),
      script: [],
      at: "2024-05-13T09:00:00Z",
    });
    const gone = await play(system(), office, {
      ...outcome("urgent"),
      script: [],
      at: "2024-05-13T10:00:00Z",
    });
    const molly = await signedIn(system(), office, "molly-reeve");
    await post(molly, gone.id, "withdraw", { reason: "Twice" });
    await system().settle();
    const year = Address.yearPath("ardenshire", "2024");
    expect((await get(year)).text).toContain(
      "ARD-2024-001 to ARD-2024-004: every number is accounted for but ARD-2024-003, given to what is not published yet.",
    );
    await post(molly, waiting.id, "withdraw", { reason: "Overtaken" });
    await system().settle();
    expect((await get(year)).text).toContain("ARD-2024-001 to ARD-2024-004: every number is accounted for.");
    expect((await get(Address.noticePath("ardenshire", "ard-2024-003"))).text).not.toContain(
      "The reason given",
    );
  });
});
