/**
 * A record that was played the whole way, by its pages and emails: exported, anchored, verified by the
 * command as an outsider would run it, and looked up on the public page.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonical } from "#core/ledger/canonical.ts";
import type { ExportBundle } from "#core/ledger/export.ts";
import { verify } from "#core/ledger/verify.mjs";
import * as Address from "#core/notice/addresses.ts";
import { exportRecord } from "#core/record/export.store.ts";
import { getView } from "#core/record/view.store.ts";
import { newApp } from "#functions/http/app.ts";
import { verifyRoutes } from "#functions/verify/routes.ts";
import { play } from "#infra/local/play.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { exampleOf, officeOf } from "#tests/support/store.ts";
import { useSystem } from "#tests/support/system.ts";

const system = useSystem();
const office = officeOf("cleveland");
const example = exampleOf("cleveland", "perpetrator-coordinator");
const NOW = "2023-12-01T09:00:00.000Z";
const folder = mkdtempSync(join(tmpdir(), "countersign-verify-"));
let browser: TestBrowser;
let id = "";
let pdf: Uint8Array;
let bundle: ExportBundle;
let open: ExportBundle;

beforeAll(async () => {
  browser = await openBrowser();
  ({ id } = await play(system(), office, example));
  const { view } = await getView(id);
  const slug = view.reference?.replace(/\D+/g, "-") ?? "";
  pdf = await fetched(Address.pdfPath(office.office, slug));
  system().setClock("2023-12-01T00:30:00Z");
  await system().invoke("anchor", { from: "2023-10-20" });
  bundle = await exportRecord(id, { edition: "office", now: NOW });
  open = await exportRecord(id, { edition: "public", now: NOW });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function fetched(path: string): Promise<Uint8Array> {
  const response = await fetch(system().origin + path);
  expect(response.status, path).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}
const json = async (path: string) => JSON.parse(Buffer.from(await fetched(path)).toString());

describe("the export of a published record", () => {
  test("holds, whole, and leaves nothing unchecked", async () => {
    const report = await verify(bundle, { pdf, anchors: bundle.anchors });
    expect(report).toMatchObject({ faults: [], unchecked: [] });
    expect(report.holds).toHaveLength(10);
    expect(bundle.content.every((c) => c.text)).toBe(true);
    const signed = bundle.words.filter((w) => w.of === "signatory").map((w) => w.text.split("\n")[0]);
    expect(new Set(signed)).toEqual(new Set((await getView(id)).view.signOffs.map((s) => s.name)));
  });

  test("holds in its public edition, which says what it leaves out", async () => {
    const report = await verify(open, { pdf });
    expect(report.faults).toEqual([]);
    expect(report.holds.join()).toContain("This PDF is, byte for byte, the public document");
    const { view } = await getView(id);
    const written = view.signOffs.flatMap((s) => [s.comment ?? [], s.reason ?? []]).flat();
    expect(written.length).toBeGreaterThan(0);
    for (const words of written)
      expect(JSON.stringify(open)).not.toContain(JSON.stringify(words).slice(1, -1));
    expect(report.unchecked.filter((s) => s.endsWith("was not checked: withheld")).length).toBeGreaterThan(0);
  });

  test.each([
    ["an actor", (b: ExportBundle) => edited(b, '"actor":"', '"actor":"not-'), /^Event \d+ was edited/m],
    ["a number", (b: ExportBundle) => ({ ...b, number: { ...b.number!, n: 23 } }), /^The number is not/m],
    [
      "a name",
      (b: ExportBundle) => reworded(b, "signatory"),
      /^The name and capacity in event \d+ was altered/m,
    ],
    ["a comment", (b: ExportBundle) => reworded(b, "comment"), /^The comment in event \d+ was altered/m],
    [
      "a statement",
      (b: ExportBundle) => reworded(b, "statement"),
      /^The statement signed in event \d+ was altered/m,
    ],
    [
      "a paper",
      (b: ExportBundle) => ({ ...b, content: [{ ...b.content[0]!, text: "{}" }] }),
      /^Version 1 of the content was altered/m,
    ],
  ])("does not hold when someone alters %s", async (_, alter, says) => {
    expect((await verify(alter(structuredClone(bundle)))).faults.join("\n")).toMatch(says);
  });
});

describe("the command", () => {
  const run = (...files: string[]) =>
    new Promise<{ code: number; said: string }>((done) => {
      const script = resolve("core/ledger/verify.mjs");
      execFile(process.execPath, [script, ...files], { cwd: folder, env: {} }, (error, stdout, stderr) =>
        done({ code: Number(error?.code ?? 0), said: stdout + stderr }),
      );
    });
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return name;
  };

  test("says what holds, and ends with 0", async () => {
    const anchors = await json(Address.anchorsPath(office.office, "2023"));
    const { code, said } = await run(
      file("export.json", JSON.stringify(bundle)),
      file("decision.pdf", pdf),
      file("anchors.json", JSON.stringify(anchors)),
    );
    expect(said).toContain("Everything that could be checked holds.");
    expect(said).toContain("Its anchors are those that you hold");
    expect(code).toBe(0);
  });

  test("names a flipped bit, and ends with 1", async () => {
    const flipped = Uint8Array.from(pdf);
    flipped[flipped.length >> 1]! ^= 1;
    const { code, said } = await run(
      file("export.json", JSON.stringify(bundle)),
      file("decision.pdf", flipped),
    );
    expect(said).toContain("This PDF is none of the documents of this record");
    expect(code).toBe(1);
  });

  test("says how it is used, and ends with 2", async () => {
    expect(await run()).toMatchObject({ code: 2 });
    expect(await run("nowhere.json")).toMatchObject({ code: 2 });
  });
});

describe("anchors", () => {
  test("are public, one a day, each naming the one before it, and say nothing of any record", async () => {
    const year = await json(Address.anchorsPath(office.office, "2023"));
    expect(year[0]).toMatchObject({ date: "2023-10-20", previous: null });
    expect(year.at(-1).date).toBe("2023-11-30");
    expect(await json(Address.anchorPath(office.office, "2023-11-30"))).toEqual(year.at(-1));
    expect(JSON.stringify(year)).not.toContain(id);
  });

  test("are made once, whoever runs them and however often", async () => {
    const before = await json(Address.anchorsPath(office.office, "2023"));
    const runs = await Promise.all([1, 2, 3].map(() => system().invoke("anchor", {})));
    expect(runs).toEqual([{ made: 0 }, { made: 0 }, { made: 0 }]);
    system().setClock("2023-12-02T00:30:00Z");
    await Promise.all([1, 2, 3].map(() => system().invoke("anchor", {})));
    const after = await json(Address.anchorsPath(office.office, "2023"));
    expect(after.slice(0, -1)).toEqual(before);
    expect(await json(Address.anchorPath(office.office, "2023-12-01"))).toEqual(after.at(-1));
  });

  test("catch a tail that is cut in the export of the real record", async () => {
    const cut = {
      ...bundle,
      events: bundle.events.slice(0, -1),
      head: { seq: bundle.head.seq - 1, h: bundle.events.at(-2)!.h },
    };
    expect((await verify(cut)).faults.join("\n")).toMatch(
      /^The anchor of \S+ holds event \d+, and the export ends/m,
    );
  });
});

describe("the public page", () => {
  const app = () => newApp().route("/", verifyRoutes);
  const headers = () => ({ origin: system().origin });
  const get = async (path: string) => page(await app().request(path));
  const upload = async (content: BlobPart | undefined, name = "decision.pdf") => {
    const body = new FormData();
    if (content !== undefined) body.set("file", new File([content], name, { type: "application/pdf" }));
    return page(await app().request("/verify", { method: "POST", body, headers: headers() }));
  };
  const page = async (response: Response) => ({ status: response.status, html: await response.text() });
  const bytes = () => Uint8Array.from(pdf);

  test("knows the published PDF: current, who signed what and when, and that its history holds", async () => {
    const { status, html } = await upload(bytes());
    expect(status).toBe(200);
    expect(html).toContain("This is the published document");
    expect(html).toContain("2023/2024 - 0022");
    expect(html).toContain("Yes: no corrected document has been published in its place");
    expect(html).not.toContain("What does not hold");
    const { view } = await getView(id);
    const decider = view.signOffs.at(-1)!;
    expect(html).toContain(`${decider.name}, ${decider.capacity}: approved on`);
  });

  test("does not know a PDF with one bit flipped, or any other", async () => {
    const flipped = bytes();
    flipped[flipped.length - 9]! ^= 4;
    for (const other of [flipped, new TextEncoder().encode("%PDF-1.7 of something else")])
      expect((await upload(other)).html).toContain("This is not a document published here");
  });

  test("finds a number however it is typed", async () => {
    for (const number of ["2023/2024 - 0022", "2023-2024-22", " 2023/2024-0022 "]) {
      const { status, html } = await get(`/verify?${new URLSearchParams({ office: office.office, number })}`);
      expect(status).toBe(200);
      expect(html).toContain("is in the public register");
      expect(html).toContain("with Multiple Unmet Needs Coordinator");
    }
  });

  test.each([
    ["no file", undefined, "Select a PDF"],
    ["an empty file", "", "The selected file is empty"],
    ["another kind of file", "PK\u0003\u0004", "The selected file must be a PDF"],
    [
      "too large a file",
      `%PDF-${" ".repeat(4.1 * 1024 * 1024)}`,
      "The selected file must be smaller than 4MB",
    ],
  ])("says what is wrong with %s", async (_, content, message) => {
    const { status, html } = await upload(content);
    expect(status).toBe(400);
    expect(html).toContain(`<a href="#file">${message}</a>`);
  });

  test.each([
    ["?number=&office=", 400, "Enter the number of the decision"],
    ["?number=1&office=", 400, "Select the office"],
    [`?number=999&office=${office.office}`, 404, "No published record of this office has this number"],
    ["?number=1&office=nowhere", 404, "No published record of this office has this number"],
  ])("says what is wrong with %s", async (query, status, message) => {
    const found = await get(`/verify${query}`);
    expect([found.status, found.html.includes(message)]).toEqual([status, true]);
  });

  test("takes no form from another site, and far too large a file from nobody", async () => {
    const body = new FormData();
    body.set("file", new File([bytes()], "decision.pdf"));
    const elsewhere = await app().request("/verify", {
      method: "POST",
      body,
      headers: { origin: "https://elsewhere.example" },
    });
    expect(elsewhere.status).toBe(403);
    expect((await upload("%PDF-".padEnd(5 * 1024 * 1024))).status).toBe(413);
  });

  test("gives the public edition to anyone, and the office's own to nobody who is not signed in", async () => {
    const { html } = await upload(bytes());
    const [, address = ""] = /href="(\/verify\/export\.json[^"]*)"/.exec(html) ?? [];
    const given = await app().request(address.replaceAll("&amp;", "&"));
    const { exportedAt: _, proofs: __, anchors: ___, ...rest } = (await given.json()) as ExportBundle;
    const { exportedAt: _a, proofs: _b, anchors: _c, ...expected } = open;
    expect(canonical(rest)).toBe(canonical(expected));
    const own = await app().request(`/records/${id}/export.json`, {
      headers: { accept: "application/json" },
    });
    expect(own.status).toBe(401);
  });

  test.each([320, 1280])("has no accessibility fault at %i pixels, nor scrolls sideways", async (width) => {
    const shown = await browser.page({ width });
    const pages = [
      await get("/verify"),
      await get("/verify?number="),
      await upload(bytes()),
      await upload("%PDF-1.7"),
    ];
    for (const { html } of pages) {
      await shown.show(html);
      expect(await shown.axe()).toEqual([]);
      const beyond = await shown.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
    }
  });
});

function edited(bundle: ExportBundle, from: string, to: string): ExportBundle {
  bundle.events[0]!.body = bundle.events[0]!.body!.replace(from, to);
  return bundle;
}

function reworded(bundle: ExportBundle, of: string): ExportBundle {
  const words = bundle.words.find((w) => w.of === of)!;
  words.text = `Not ${words.text}`;
  return bundle;
}
