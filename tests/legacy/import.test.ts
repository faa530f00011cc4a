/**
 * An old log of decisions comes into the register: dry run, import, twice, corrected, killed at one write
 * after another; and what the public sees of it, by page, data, search, API and old address.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "#core/ledger/canonical.ts";
import { carryOut } from "#core/legacy/importing.ts";
import { planImport, registered } from "#core/legacy/planning.ts";
import { reportCsv, reportText } from "#core/legacy/report.ts";
import { loadOffices } from "#core/offices/index.ts";
import { lastNumber } from "#core/record/record.store.ts";
import { play } from "#infra/local/play.ts";
import { publicObjects } from "#tests/journeys/public-side.ts";
import { useSystem } from "#tests/support/system.ts";
import { RENDERER } from "#web/public/renderer.ts";
import { exampleCsv, exampleFiles, exampleMapping, PLAIN, pdfOf, sourceOf } from "./log.ts";

const system = useSystem();
const NOW = "2026-03-02T10:00:00.000Z";
const LATER = "2026-03-09T10:00:00.000Z";
const get = async (path: string, init?: RequestInit) => {
  const response = await fetch(system().origin + path, init);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    text: Buffer.from(bytes).toString("utf8"),
  };
};
const run = async (source: ReturnType<typeof sourceOf>, now: string) => {
  const plan = await planImport(source, now);
  await carryOut(plan, source, RENDERER, now.slice(0, 10));
  return plan;
};
const weights = (plan: { odd: { line: number; weight: string; what: string }[] }, line: number) =>
  plan.odd.filter((o) => o.line === line).map(({ weight, what }) => `${weight}: ${what}`);
const snapshot = () =>
  publicObjects(system())
    .map(({ key, body }) => `${key} ${sha256(body)}`)
    .sort();

let files: Record<string, Uint8Array>;
beforeAll(async () => {
  files = await exampleFiles();
  system().setClock(NOW);
});

describe("a dry run", () => {
  test("says line by line what is odd, and writes nothing", async () => {
    const writes = system().faults.writes();
    const before = snapshot();
    const plan = await planImport(sourceOf(exampleCsv(), exampleMapping(), files), NOW);
    expect(plan.rows.map(({ row, what }) => [row.line, what])).toEqual(
      [2, 3, 4, 6, 8, 9, 10].map((line) => [line, "new"]),
    );
    expect(weights(plan, 2)).toEqual([]);
    expect(weights(plan, 3)).toEqual([
      "odd: The PDF “2019-002.PDF” is a scan: pictures of pages without text. Its notice offers another format",
    ]);
    expect(weights(plan, 4)).toEqual([
      "odd: The amount “up to £5,000 each” is not one plain sum: it stands in the entry as it is written",
      "odd: The number PFCC/2019/003 is missing",
    ]);
    expect(weights(plan, 5)).toEqual([
      'left out: The number PFCC/2019/004 is already on line 4. If both are right, give each row an id of its own in a column, and map it as "row"',
    ]);
    expect(weights(plan, 6)).toEqual([
      "odd: It is decided (02/05/2019) after it was published (01/05/2019)",
      "odd: The title is empty",
      "odd: The amount “see report” is not a sum: it stands in the entry as it is written",
      "odd: The number PFCC/2019/005 is missing",
      "odd: The PDF “2019-006.pdf” is not among the files",
    ]);
    expect(weights(plan, 7)).toEqual([
      "odd: The date of the decision “31/06/2019” is not a date that can be read",
      "left out: No date could be read, so there is no year to file it under",
    ]);
    expect(weights(plan, 8)[0]).toBe(
      "odd: The date of the decision is a spreadsheet's count of days, 43850: read as 2020-01-20",
    );
    expect(weights(plan, 8)[1]).toContain("has a script");
    expect(weights(plan, 9)).toEqual(["odd: The PDF “2020-002.pdf” is not a PDF"]);
    expect(weights(plan, 10)).toContain("noted: No PDF is named");
    expect(weights(plan, 0)).toEqual(["odd: No row names the file “minutes.pdf”"]);
    const text = reportText(plan);
    expect(text).toContain("9 rows read, 2 left out");
    expect(text).toContain("7 entries would be new");
    expect(reportCsv(plan)).toContain("\r\n7,PFCC/2019/007,left out,");
    expect(system().faults.writes()).toBe(writes);
    expect(snapshot()).toEqual(before);
  });

  test("refuses numbers that this service gives, or has given", async () => {
    const csv = "No,Title,Date\nARD-2026-007,Now,05/01/2026\nARD-2019-003,Then,05/01/2019\n";
    const { file: _, amount: __, ...columns } = PLAIN.columns;
    const plan = await planImport(sourceOf(csv, { ...PLAIN, columns }), NOW);
    expect(plan.rows.map((r) => r.row.line)).toEqual([3]);
    expect(weights(plan, 2)).toContain(
      'left out: The number ARD-2026-007 is one that this service gives: its series “decision” begins at 1 in 2026. Set "first" to a number above 7 before the first record is decided, or leave the row out',
    );
  });
});

describe("an import", () => {
  beforeAll(async () => {
    await run(sourceOf(exampleCsv(), exampleMapping(), files), NOW);
  });

  test("stands in the register as what it is, with its own PDF byte for byte", async () => {
    const notice = await get("/decisions/ardenshire/pfcc-2019-001/");
    expect(notice.status).toBe(200);
    expect(notice.text).toContain(
      "Imported from the log of decisions kept until 2021. It was not signed through this service.",
    );
    expect(notice.text).toContain("Morgan Blythe");
    expect(notice.text).toContain("£182,000");
    const pdf = await get("/decisions/ardenshire/pfcc-2019-001/pfcc-2019-001.pdf");
    expect(sha256(pdf.bytes)).toBe(sha256(files["2019-001.pdf"]!));
    expect(notice.text).toContain(sha256(files["2019-001.pdf"]!));
    const scan = await get("/decisions/ardenshire/pfcc-2019-002/");
    expect(scan.text).toContain("The document is a scan");
    expect(scan.text).toContain("£415,000");
    const untitled = await get("/decisions/ardenshire/pfcc-2019-006/");
    expect(untitled.text).toContain("Decision PFCC/2019/006");
    expect(untitled.text).toContain("Amount: see report");
    // A PDF with a script in it is not published.
    expect((await get("/decisions/ardenshire/pfcc-2020-001/pfcc-2020-001.pdf")).status).toBe(404);
  });

  test("is in years, filters, data, sitemap and API, and is no news in feeds", async () => {
    const register = await get("/decisions/ardenshire/");
    expect(register.text).toContain("/decisions/ardenshire/year/2019/");
    const year = await get("/decisions/ardenshire/year/2019/");
    expect(year.text).toContain("Sale of the former station at Mill Lane");
    expect(year.text).toContain("Imported from an earlier register");
    expect((await get("/decisions/ardenshire/year/2019/category/estates/")).text).toContain("Mill Lane");
    const csv = await get("/decisions/ardenshire/year/2019/ardenshire-decisions-2019.csv");
    expect(csv.text).toContain("imported,https://www.ardenshire-pfcc.example/decisions/2019/001");
    expect((await get("/decisions/ardenshire/year/2019/sitemap.xml")).text).toContain("pfcc-2019-004");
    const feed = JSON.parse((await get("/decisions/ardenshire/feed.json")).text);
    expect(feed.items).toEqual([]);
    const api = JSON.parse((await get("/api/v1/records?office=ardenshire")).text);
    expect(api.records.map((r: { reference?: string }) => r.reference)).toContain("PFCC/2019/001");
    expect(api.records.every((r: { source: string }) => r.source === "imported")).toBe(true);
  });

  test("is found by words, by number and by recipient", async () => {
    for (const query of ["q=auction", "q=PFCC%2F2019%2F1", "recipient=ardenshire-witness-trust"]) {
      const found = await get(`/decisions/search?office=ardenshire&${query}`);
      expect(found.text, query).toMatch(/pfcc-2019-00[12]/);
    }
  });

  test("leads on from its old address, however it is typed", async () => {
    const to = (path: string) => get(path, { redirect: "manual" });
    const was = await to("/was/www.ardenshire-pfcc.example/decisions/2019/001/");
    expect([was.status, was.headers.get("location")]).toEqual([301, "/decisions/ardenshire/pfcc-2019-001/"]);
    const asked = await to("/was/ardenshire-pfcc.example/view?id=2001");
    expect(asked.headers.get("location")).toBe("/decisions/ardenshire/pfcc-2020-001/");
    expect((await to("/was/ardenshire-pfcc.example/view?id=9")).status).toBe(404);
    expect((await to("/was/%00/%ff")).status).toBe(404);
  });

  test("takes no number: the counters of the office are as they were", async () => {
    expect(await lastNumber("ardenshire", "decision", "2019")).toBeUndefined();
    expect(await lastNumber("ardenshire", "decision", "2026")).toBeUndefined();
  });

  test("cannot be checked like a record of this service, and the page for it says where to look", async () => {
    const asked = await get("/verify?office=ardenshire&number=PFCC%2F2019%2F1", { redirect: "manual" });
    expect([asked.status, asked.headers.get("location")]).toEqual([
      302,
      "/decisions/ardenshire/pfcc-2019-001/",
    ]);
  });

  test("run again changes nothing", async () => {
    const before = snapshot();
    const writes = system().faults.writes();
    const plan = await run(sourceOf(exampleCsv(), exampleMapping(), files), LATER);
    expect(plan.rows.every(({ what }) => what === "same")).toBe(true);
    expect(system().faults.writes()).toBe(writes);
    expect(snapshot()).toEqual(before);
  });

  test("put right changes only the rows that changed, and says what they were", async () => {
    const before = await registered("ardenshire");
    const csv = exampleCsv()
      .replace("PFCC/2019/004,Insurance", "PFCC/2019/005,Insurance")
      .replace("6th February 2019", "6th February 2018")
      .replace("Renewal of the witness support contract", "Renewal of the witness care contract");
    const plan = await run(sourceOf(csv, exampleMapping(), files), LATER);
    expect(plan.rows.filter((r) => r.what !== "same").map((r) => [r.row.reference, r.what])).toEqual([
      ["PFCC/2019/001", "changed"],
      ["PFCC/2019/002", "changed"],
      ["PFCC/2019/005", "new"],
    ]);
    const notice = (await get("/decisions/ardenshire/pfcc-2019-001/")).text;
    expect(notice).toContain("witness care contract");
    expect(notice).toContain("9 March 2026: the title");
    // It moved to another year, and its address stayed.
    expect((await get("/decisions/ardenshire/year/2019/")).text).not.toContain("Mill Lane");
    expect((await get("/decisions/ardenshire/year/2018/")).text).toContain("Mill Lane");
    expect((await get("/decisions/ardenshire/year/2019/category/estates/")).text).not.toContain("Mill Lane");
    expect((await get("/decisions/ardenshire/pfcc-2019-002/")).text).toContain("6 February 2018");
    const after = await registered("ardenshire");
    expect(after.length).toBe(before.length + 1);
    const untouched = before.filter((e) => e.slug === "pfcc-2019-004");
    expect(after.filter((e) => e.slug === "pfcc-2019-004")).toEqual(untouched);
    // A function holds the index for a minute.
    system().advance(2 * 60_000);
    const found = (await get("/decisions/search?office=ardenshire&q=auction")).text;
    expect(found.match(/pfcc-2019-002\//g)?.length).toBe(1);
  });
});

test("a record links to an old number, which comes to know it; a number imported later is linked to", async () => {
  const { office, examples } = loadOffices().find((o) => o.office.office === "cleveland")!;
  const { example } = examples.find((e) => e.name === "perpetrator-coordinator")!;
  const columns = { reference: "No", title: "Title", decidedOn: "Date" };
  const mapping = { office: "cleveland", columns };
  await play(system(), office, example);
  const path = "/decisions/cleveland/2023-2024-0022/";
  expect((await get(path)).text).not.toContain("drf-2021-0007335");
  await run(sourceOf("No,Title,Date\nDRF 2021-7335,The first contract,2021-05-04\n", mapping), NOW);
  expect((await get(path)).text).toContain('href="/decisions/cleveland/drf-2021-7335/"');
  expect((await get("/decisions/cleveland/drf-2021-7335/")).text).toContain(path);
});

test("killed after one write and another it ends the same", async () => {
  const csv =
    "No,Title,Date,Amount,File\n1/2012,First,1/2/2012,10,a.pdf\n2/2012,Second,3/2/2012,20,\n1/2013,Third,1/2/2013,,\n";
  const mapping = { ...PLAIN, office: "surrey" };
  const pdf = { "a.pdf": await pdfOf("First") };
  const source = sourceOf(csv, mapping, pdf);
  let kills = 0;
  for (let nth = 1; ; nth += 7) {
    system().faults.plan({ kind: "cut-after", nth });
    const ended = await run(source, NOW).then(
      () => true,
      () => false,
    );
    system().faults.clear();
    if (ended) break;
    kills++;
  }
  expect(kills).toBeGreaterThan(3);
  const writes = system().faults.writes();
  const plan = await run(source, LATER);
  expect(plan.rows.map((r) => r.what)).toEqual(["same", "same", "same"]);
  expect(system().faults.writes()).toBe(writes);
  const entries = await registered("surrey");
  expect(entries.map((e) => [e.reference, e.publication]).sort()).toEqual([
    ["1/2012", 1],
    ["1/2013", 1],
    ["2/2012", 1],
  ]);
  expect((await get("/decisions/surrey/year/2012/")).text).toContain("Second");
  expect((await get("/decisions/surrey/1-2012/1-2012.pdf")).status).toBe(200);
  expect((await get("/decisions/search?office=surrey&q=second")).text).toContain("2-2012");
});
