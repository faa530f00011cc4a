/**
 * What was public and must not be: a correction that withholds it takes it from every address, whoever is
 * killed in between, and so does a withdrawal. And what a later record says of an earlier one: that it is
 * revoked, until that later record is itself withdrawn.
 */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Example } from "#core/form/example.ts";
import { verify } from "#core/ledger/verify.mjs";
import * as Address from "#core/notice/addresses.ts";
import { loadOffices } from "#core/offices/index.ts";
import { exportRecord } from "#core/record/export.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { eventsOf } from "#core/record/status.ts";
import { type Call, isWrite } from "#infra/local/faults.ts";
import { play } from "#infra/local/play.ts";
import { signLinks } from "#infra/local/play-pages.ts";
import { openDisk } from "#infra/local/s3-disk.ts";
import { BUCKETS } from "#infra/local/settings.ts";
import { useSystem } from "#tests/support/system.ts";
import { officer, post, signAgain, write } from "./correcting.ts";
import { paperText } from "./paper-text.ts";

const system = useSystem();
const shipped = (slug: string, name: string) => {
  const found = loadOffices().find((o) => o.office.office === slug)!;
  return { office: found.office, example: found.examples.find((e) => e.name === name)!.example };
};
const { office, example } = shipped("cleveland", "perpetrator-coordinator");
const CANARY = "CANARYLEGAL";
const NOW = "2024-03-05T09:00:00.000Z";
const WITHHELD = {
  withheld: "yes" as const,
  parts: ["legal"],
  ground: "foia-43",
  reason: "A tender is open.",
  opinionOf: "The Monitoring Officer",
  publicInterest: "Openness was weighed against a fair tender.",
  review: "2030-01-31",
};
const get = async (path: string) => {
  const response = await fetch(system().origin + path);
  return { status: response.status, text: await response.text(), path: new URL(response.url).pathname };
};

/** What anyone can fetch now: the newest of each object, and what is printed in PDFs. */
async function readable(): Promise<string> {
  const disk = openDisk(join(system().dataDir, "files"), [BUCKETS.public]);
  const objects = disk.all(BUCKETS.public).flatMap(([newest]) => (newest && !newest.deleted ? [newest] : []));
  const texts = objects
    .filter(({ key }) => !key.startsWith("assets/"))
    .map(async (object) => {
      const body = disk.read(BUCKETS.public, object);
      return `${object.key}\n${object.key.endsWith(".pdf") ? await paperText(body) : body.toString("utf8")}`;
    });
  return (await Promise.all(texts)).join("\n");
}

describe("a correction that withholds what was public", () => {
  const secret = {
    ...example,
    answers: { ...example.answers, legal: `${CANARY}: the tender's reserve price.` },
  };
  let id = "";
  let first: Uint8Array;

  beforeAll(async () => {
    ({ id } = await play(system(), office, secret as Example));
    const pdf = await fetch(system().origin + Address.pdfPath("cleveland", "2023-2024-0022"));
    first = new Uint8Array(await pdf.arrayBuffer());
    expect(await readable()).toContain(CANARY);
    system().setClock("2024-03-04T10:00:00Z");
    const niamh = await officer(system(), office, "niamh-corrigan");
    // Whoever opens it says that the version before can stay: what it withholds says otherwise.
    await post(niamh, id, "correct", { reason: "A part of it had to be withheld", earlier: "keep" });
    const asked = (await signLinks(system())).length;
    await write(niamh, office, example.form, id, { withholding: WITHHELD });
    const s3Writes = (call: Call) => call.service === "s3" && isWrite(call);
    system().faults.plan({ kind: "error", match: s3Writes, every: 1 });
    await signAgain(system(), office, example, asked);
  });

  test("is finished wherever it was killed, and until then what was published stands", async () => {
    expect((await loadRecord(id)).state.state).toBe("decided");
    const s3Writes = (call: Call) => call.service === "s3" && isWrite(call);
    for (const nth of [3, 4, 9, 17, 22]) {
      system().faults.clear();
      system().faults.plan({ kind: "error", match: s3Writes, nth, every: 1 });
      await system().invoke("document", {});
    }
    const { state } = await loadRecord(id);
    expect(state).toMatchObject({ state: "published", publication: 2, projected: 1 });
    system().faults.clear();
    await system().settle();
    expect((await loadRecord(id)).state.projected).toBe(2);
    const types = (await eventsOf(id)).map((e) => (JSON.parse(e.body) as { type: string }).type);
    expect(types.filter((t) => t === "Published")).toHaveLength(2);
    expect(types.filter((t) => t === "Sealed")).toHaveLength(4);
  });

  test("leaves what it withholds at no address, nor in search, nor in the public export", async () => {
    const open = await readable();
    expect(open).toContain("A part of it had to be withheld");
    expect(open).not.toContain(CANARY);
    expect((await get(`/decisions/search?q=${CANARY.toLowerCase()}`)).text).not.toContain("2023/2024 - 0022");
    const old = await get(Address.versionPath("cleveland", "2023-2024-0022", 1));
    expect([old.status, old.text.includes("has been withdrawn on 4 March 2024")]).toEqual([200, true]);
    expect((await get(Address.versionPdfPath("cleveland", "2023-2024-0022", 1))).status).toBe(404);
    const bundle = await exportRecord(id, { edition: "public", now: NOW });
    expect(JSON.stringify(bundle)).not.toContain(CANARY);
    expect((await verify(bundle, { pdf: first })).faults).toEqual([]);
    const shown = await get(`/verify?sha256=${bundle.publications[0]!.pdf}`);
    expect(shown.text).toContain("This document was published, and has been withdrawn");
    expect(shown.text).not.toContain(CANARY);
  });
});

describe("a correction that withholds the title of a record without a number", () => {
  const { office, example } = shipped("leicestershire", "jenkins-centre-report");
  const titled = { ...example, answers: { ...example.answers, subject: "Canarytitle Informant Payments" } };
  let id = "";
  let stub = "";
  let old = "";

  beforeAll(async () => {
    ({ id } = await play(system(), office, titled as Example));
    const end = id.slice(-8).toLowerCase();
    old = Address.noticePath("leicestershire", `canarytitle-informant-payments-${end}`);
    stub = Address.noticePath("leicestershire", `record-${end}`);
    expect((await get(old)).text).toContain("Canarytitle Informant Payments");
    system().setClock("2024-03-04T10:00:00Z");
    const bethan = await officer(system(), office, "bethan-cole");
    await post(bethan, id, "correct", { reason: "A part of it had to be withheld", earlier: "keep" });
    const asked = (await signLinks(system())).length;
    const withholding = { ...WITHHELD, parts: ["subject"], safeTitle: "A report to the panel" };
    await write(bethan, office, example.form, id, { withholding });
    await signAgain(system(), office, example, asked);
    expect((await loadRecord(id)).state).toMatchObject({ state: "published", projected: 2 });
  });

  test("leaves its words in no address, no file, no feed and no sitemap", async () => {
    const open = await readable();
    expect(open).toContain("A report to the panel");
    expect(/canarytitle/i.test(open)).toBe(false);
    const search = await get("/decisions/search?q=panel&office=leicestershire");
    expect([search.text.includes(stub), search.text.toLowerCase().includes("canarytitle")]).toEqual([
      true,
      false,
    ]);
    expect(JSON.stringify(await exportRecord(id, { edition: "public", now: NOW }))).not.toMatch(
      /canarytitle/i,
    );
  });

  test("has a neutral address, to which the old ones lead", async () => {
    for (const path of [old, old.slice(0, -1), `${old}version/1/`]) {
      const shown = await get(path);
      expect([shown.status, shown.path]).toEqual([200, stub]);
      expect(shown.text).toContain("A report to the panel");
      expect(shown.text).not.toMatch(/canarytitle/i);
    }
    expect((await get(`${stub}version/1/`)).text).toContain("has been withdrawn on 4 March 2024");
    const words = old.split("/")[3]!;
    expect((await get(`${old}${words}.pdf`)).status).toBe(404);
    expect((await get(old.replace(/.{8}\/$/, "00000000/"))).status).toBe(404);
  });

  test("keeps that address in every later version", async () => {
    const farida = await officer(system(), office, "farida-okonjo");
    await post(farida, id, "unpublish", { reason: "It was published in error" });
    await system().settle();
    expect((await get(stub)).text).toContain("It was published in error");
    expect(/canarytitle/i.test(await readable())).toBe(false);
  });
});

describe("a record that revokes another", () => {
  const NUMBER = "2023/2024 - 0022";
  const links = [{ to: "own", reference: NUMBER, relation: "revokes" }];
  const revoking = {
    ...example,
    answers: { ...example.answers, title: "Ending the coordinator's post", links },
  };
  let id = "";

  beforeAll(async () => {
    ({ id } = await play(system(), office, revoking as Example));
  });

  test("marks it in its notice, in the register and data, and in words for whoever checks a document", async () => {
    const revoked = "Revoked by 2023/2024 - 0023 on 1 November 2023";
    const notice = await get(Address.noticePath("cleveland", "2023-2024-0022"));
    expect(notice.text).toContain(revoked);
    expect(notice.text).toContain(`href="${Address.noticePath("cleveland", "2023-2024-0023")}"`);
    expect((await get(Address.noticePath("cleveland", "2023-2024-0023"))).text).toContain("Revokes:");
    for (const path of [
      Address.yearPath("cleveland", "2023"),
      Address.registerPath("cleveland"),
      Address.filterPath("cleveland", "2023", "category", "grant"),
    ])
      expect((await get(path)).text.split(revoked).length, path).toBe(2);
    const data = JSON.parse((await get(Address.dataPath("cleveland", "2023", "json"))).text);
    const changed = data.decisions.filter((d: { changed_by?: string[] }) => d.changed_by);
    expect(changed).toMatchObject([{ reference: NUMBER, changed_by: [revoked] }]);
    const checked = await get(`/verify?${new URLSearchParams({ office: "cleveland", number: NUMBER })}`);
    expect(checked.text).toContain("No: revoked by 2023/2024 - 0023 on 1 November 2023");
  });

  test("unmarks it when it is itself withdrawn", async () => {
    const leila = await officer(system(), office, "leila-marchetti");
    await post(leila, id, "unpublish", { reason: "It was published in error" });
    await system().settle();
    expect((await loadRecord(id)).state).toMatchObject({ state: "unpublished", projected: 2 });
    for (const path of [
      Address.noticePath("cleveland", "2023-2024-0022"),
      Address.yearPath("cleveland", "2023"),
      Address.dataPath("cleveland", "2023", "csv"),
    ])
      expect((await get(path)).text).not.toContain("Revoked by");
    expect((await get(Address.yearPath("cleveland", "2023"))).text).toContain("2023/2024 - 0023");
  });
});
