/**
 * A published record is corrected: by the real pages, signed by everyone anew. The address shows what
 * stands, what stood stays readable beside it, and register, feeds, data, search, the page that checks a
 * document, and the export say which is which.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { verify } from "#core/ledger/verify.mjs";
import * as Address from "#core/notice/addresses.ts";
import { MAX_FILES_OF_CORRECTION } from "#core/notice/files.ts";
import { loadOffices } from "#core/offices/index.ts";
import { exportRecord } from "#core/record/export.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { eventsOf } from "#core/record/status.ts";
import type { Browser } from "#infra/local/browser.ts";
import { play } from "#infra/local/play.ts";
import { signLinks } from "#infra/local/play-pages.ts";
import { useSystem } from "#tests/support/system.ts";
import { officer, post, signAgain, write } from "./correcting.ts";
import { paperText, squashed } from "./paper-text.ts";

const system = useSystem();
const found = loadOffices().find(({ office }) => office.office === "cleveland")!;
const { office } = found;
const { example } = found.examples.find((e) => e.name === "perpetrator-coordinator")!;
const SLUG = "2023-2024-0022";
const NOTICE = Address.noticePath("cleveland", SLUG);
const PDF = Address.pdfPath("cleveland", SLUG);
const OLD = Address.versionPath("cleveland", SLUG, 1);
const OLD_PDF = Address.versionPdfPath("cleveland", SLUG, 1);
const REASON = "The title named the wrong post";
const TITLE = "Domestic Abuse Perpetrators: Complex Needs Coordinator";
const NOW = "2024-03-05T09:00:00.000Z";

let id = "";
let first: Uint8Array;
let niamh: Browser;
const get = async (path: string) => {
  const response = await fetch(system().origin + path);
  const body = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, body, text: Buffer.from(body).toString("utf8") };
};
const verified = async (pdf: Uint8Array) => {
  const body = new FormData();
  body.set("file", new File([Uint8Array.from(pdf)], "a.pdf", { type: "application/pdf" }));
  const headers = { origin: system().origin };
  return (await fetch(`${system().origin}/verify`, { method: "POST", body, headers })).text();
};

beforeAll(async () => {
  ({ id } = await play(system(), office, example));
  first = (await get(PDF)).body;
  system().setClock("2024-03-04T10:00:00Z");
  niamh = await officer(system(), office, "niamh-corrigan");
});

describe("a correction under way", () => {
  test("needs its reason, and an answer about the version that is corrected", async () => {
    const page = await post(niamh, id, "correct", {});
    expect(page.status).toBe(422);
    expect(page.errors).toEqual([
      "Enter what is being corrected, and why",
      "Select whether people can still read the version that is corrected",
    ]);
  });

  test("is opened once, whoever asks; a page from before says so", async () => {
    const stale = await niamh.get(`/records/${id}/correct`);
    const form = stale.forms.find((f) => f.action.endsWith("/correct"))!;
    const values = { reason: REASON, earlier: "keep" };
    const opened = await niamh.submit(stale, form, values);
    expect(opened.h1).toContain("Perpetrator");
    expect(opened.html).toContain("This is a correction of the version published on 1 November 2023");
    const events = (await eventsOf(id)).length;
    // The same command again is done already; another one comes too late.
    expect((await niamh.submit(stale, form, values)).status).toBe(200);
    const other = await niamh.submit(stale, form, { ...values, cmdId: "01HR0000000000000000000000" });
    expect(other.status).toBe(409);
    expect(other.html).toContain("A correction of this record is already open");
    expect((await eventsOf(id)).length).toBe(events);
  });

  test("leaves all that is public as it was", async () => {
    expect((await get(NOTICE)).text).not.toContain(REASON);
    expect((await get(PDF)).body).toEqual(first);
    const shown = await verified(first);
    expect(shown).toContain("This is the published document");
    expect(shown).not.toContain(REASON);
    const open = await exportRecord(id, { edition: "public", now: NOW });
    expect((await verify(open, { pdf: first })).faults).toEqual([]);
    expect(open.state).toMatchObject({ state: "published", publication: 1 });
    expect(JSON.stringify(open)).not.toContain("Reopened");
    const whole = await exportRecord(id, { edition: "office", now: NOW });
    expect((await verify(whole, { pdf: first })).faults).toEqual([]);
  });

  test("is not submitted while nothing is changed", async () => {
    const page = await niamh.get(`/records/${id}/check`);
    const form = page.forms.find((f) => f.names.has("saveNo"))!;
    const refused = await niamh.submit(page, form);
    expect(refused.errors.join()).toContain("Nothing is changed yet");
    expect((await loadRecord(id)).state.state).toBe("draft");
  });

  test("given up, puts all of it back, and another one takes no number that it used", async () => {
    await write(niamh, office, example.form, id, { title: "Something else" });
    const before = (await loadRecord(id)).state;
    expect([before.state, before.version, before.cycle]).toEqual(["review", 2, 2]);
    const page = await post(niamh, id, "withdraw", { reason: "Not needed after all" });
    expect(page.html).toContain("gave the correction up");
    await system().settle();
    const { state } = await loadRecord(id);
    expect(state).toMatchObject({ state: "published", version: 1, cycle: 1, publication: 1, projected: 1 });
    expect(state.correction).toBeUndefined();
    expect(state.tasks.filter((t) => t.status === "open")).toEqual([]);
    expect((await get(PDF)).body).toEqual(first);
    const exported = await exportRecord(id, { edition: "office", now: NOW });
    expect((await verify(exported)).faults).toEqual([]);
    const open = await exportRecord(id, { edition: "public", now: NOW });
    expect((await verify(open, { pdf: first })).faults).toEqual([]);
    expect(JSON.stringify(open)).not.toContain("Not needed after all");
    expect(JSON.stringify(open)).not.toContain(REASON);
  });
});

describe("a correction that is published", () => {
  beforeAll(async () => {
    await post(niamh, id, "correct", { reason: REASON, earlier: "keep" });
    const asked = (await signLinks(system())).length;
    await write(niamh, office, example.form, id, { title: TITLE });
    expect((await loadRecord(id)).state).toMatchObject({ version: 3, cycle: 3 });
    await signAgain(system(), office, example, asked);
  });

  test("has its number, and the date and the makers of the decision", async () => {
    const { state } = await loadRecord(id);
    expect(state).toMatchObject({
      state: "published",
      publication: 2,
      projected: 2,
      decidedOn: "2023-11-01",
    });
    const projected = (await eventsOf(id)).at(-1)!;
    expect(JSON.parse(projected.body).data.files).toBeLessThanOrEqual(MAX_FILES_OF_CORRECTION);
    const { text } = await get(NOTICE);
    for (const words of [
      TITLE,
      "2023/2024 - 0022",
      "1 November 2023",
      "Rowan Ashdown",
      `Corrected on 4 March 2024: ${REASON}.`,
    ])
      expect(text).toContain(words);
    const pdf = await paperText((await get(PDF)).body);
    expect(pdf).toContain(squashed("Version: 2, in place of the one published on 01.11.2023"));
    expect(pdf).toContain(squashed(REASON));
  });

  test("leaves the version before readable, each linked to the other", async () => {
    const old = await get(OLD);
    expect(old.status).toBe(200);
    expect(old.text).toContain(`This version was corrected on 4 March 2024: ${REASON}.`);
    expect(old.text).toContain(`href="${NOTICE}"`);
    expect(old.text).toContain('content="noindex"');
    expect(old.text).toContain("with Multiple Unmet Needs Coordinator");
    expect((await get(OLD_PDF)).body).toEqual(first);
    expect((await get(NOTICE)).text).toContain(`href="${OLD}"`);
  });

  test("stands once in the register, the feeds, the data and the search", async () => {
    const register = await get(Address.yearPath("cleveland", "2023"));
    expect(register.text).toContain("Corrected on 4 March 2024");
    expect(register.text.split(">2023/2024 - 0022<").length).toBe(2);
    expect(register.text).not.toContain("Multiple Unmet Needs Coordinator");
    const feed = JSON.parse((await get(Address.feedPath("cleveland", "json"))).text);
    expect(feed.items).toHaveLength(1);
    expect(feed.items[0]).toMatchObject({
      date_published: expect.stringMatching(/^2023-11-01/),
      date_modified: expect.stringMatching(/^2024-03-04/),
    });
    const data = JSON.parse((await get(Address.dataPath("cleveland", "2023", "json"))).text);
    expect(data.decisions).toHaveLength(1);
    expect(data.decisions[0]).toMatchObject({
      title: TITLE,
      version: 2,
      corrected_on: "2024-03-04",
      correction_reason: REASON,
    });
    expect((await get("/decisions/search?q=complex+needs")).text).toContain(NOTICE);
  });

  test("is told of by the page that checks a document: of the old copy, the new one, and the number", async () => {
    const old = await verified(first);
    expect(old).toContain("This document was published, and has been replaced");
    expect(old).toContain(`corrected on 4 March 2024: ${REASON}`);
    expect(old).toContain(`href="${NOTICE}"`);
    expect(old).not.toContain("What does not hold");
    const now = await verified((await get(PDF)).body);
    expect(now).toContain("This is the published document");
    const number = await get(
      `/verify?${new URLSearchParams({ office: "cleveland", number: "2023/2024 - 0022" })}`,
    );
    expect(number.text).toContain(`2. Corrected on 4 March 2024: ${REASON}`);
  });

  test("is exported with every version, and verified whole", async () => {
    const second = (await get(PDF)).body;
    for (const edition of ["office", "public"] as const) {
      const bundle = await exportRecord(id, { edition, now: NOW });
      for (const pdf of [first, second]) expect((await verify(bundle, { pdf })).faults).toEqual([]);
      expect(bundle.publications.map((p) => p.n)).toEqual([1, 2]);
      expect(bundle.words.filter((w) => w.of === "reason" && w.text === REASON)).toHaveLength(
        edition === "office" ? 2 : 1,
      );
    }
    const open = await exportRecord(id, { edition: "public", now: NOW });
    expect(open.content.filter((c) => c.text).map((c) => c.version)).toEqual([1, 3]);
  });
});

describe("a record withdrawn from publication", () => {
  const WHY = "It named a person at risk";
  beforeAll(async () => {
    const { state } = await loadRecord(id);
    expect(state.publication).toBe(2);
  });

  test("is withdrawn by governance alone, with a reason, and once", async () => {
    const page = await niamh.get(`/records/${id}/unpublish`);
    expect(page.h1).not.toBe("Withdraw from publication");
    system().setClock("2024-03-05T08:00:00Z");
    const leila = await officer(system(), office, "leila-marchetti");
    expect((await post(leila, id, "unpublish", {})).errors).toEqual(["Enter why you are withdrawing it"]);
    await post(leila, id, "unpublish", { reason: WHY });
    await system().settle();
    expect((await loadRecord(id)).state).toMatchObject({
      state: "unpublished",
      publication: 3,
      projected: 3,
    });
  });

  test("leaves a stub at every address, and neither PDF nor words", async () => {
    const words = `Withdrawn from publication on 5 March 2024: ${WHY}.`;
    for (const path of [NOTICE, OLD, Address.versionPath("cleveland", SLUG, 2)]) {
      const { status, text } = await get(path);
      expect(status).toBe(200);
      expect(text).toContain(words);
      for (const gone of ["Complex Needs", "Harbour", "27,690", "Unmet Needs"])
        expect(text).not.toContain(gone);
    }
    const stub = (await get(NOTICE)).text;
    for (const kept of ["2023/2024 - 0022", "Rowan Ashdown", "1 November 2023"]) expect(stub).toContain(kept);
    for (const path of [PDF, OLD_PDF]) expect((await get(path)).status).toBe(404);
    const year = (await get(Address.yearPath("cleveland", "2023"))).text;
    expect(year).toContain("2023/2024 - 0022");
    expect(year).toContain("Withdrawn from publication");
    for (const path of [
      Address.yearPath("cleveland", "2023"),
      Address.feedPath("cleveland", "atom"),
      Address.dataPath("cleveland", "2023", "csv"),
      Address.INDEX,
      Address.registerPath("cleveland"),
      Address.filterPath("cleveland", "2023", "category", "grant"),
      "/decisions/search?q=harbour",
    ])
      expect((await get(path)).text).not.toContain("Complex Needs");
  });

  test("is known by its documents still, and says that they are withdrawn", async () => {
    const shown = await verified(first);
    expect(shown).toContain("This document was published, and has been withdrawn");
    expect(shown).toContain(WHY);
    expect(shown).not.toContain("Unmet Needs");
    const open = await exportRecord(id, { edition: "public", now: NOW });
    expect((await verify(open, { pdf: first })).faults).toEqual([]);
    expect(open.content.filter((c) => c.text)).toEqual([]);
    const whole = await exportRecord(id, { edition: "office", now: NOW });
    expect((await verify(whole)).faults).toEqual([]);
  });
});
