/** Signing with a pen at a real browser: print, upload with a mistake, upload, compare, confirm; then the used link. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { png } from "#tests/attachments/files.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { requestOf, submitted } from "#tests/support/signing.ts";
import { useSystem } from "#tests/support/system.ts";
import { Person } from "./person.ts";

const system = useSystem({ offices: "" });
const folder = mkdtempSync(join(tmpdir(), "countersign-scan-"));
const scan = join(folder, "signed sheet.png");
let browser: TestBrowser;

beforeAll(async () => {
  writeFileSync(scan, png);
  browser = await openBrowser();
  await publishDefinition(TESTSHIRE);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test("a signature with a pen goes from the printer to the record", { timeout: 120_000 }, async () => {
  const now = new Date().toISOString();
  const grant = { title: "A grant", category: "grant", amount: 0, maker: "pcc", recommendations: ["Pay"] };
  const id = await submitted(TESTSHIRE, "ada", grant, now);
  const { link } = await requestOf(id, "legal");

  const ada = await Person.at(system(), browser);
  await ada.signIn("ada@testshire.example");
  await ada.open(`/records/${id}`);
  await ada.follow(/^Sign on paper/);
  await ada.meets("sign on paper");
  const foot = (await ada.page.getByText("Fingerprint of this paper:").textContent()) ?? "";
  const fingerprint = foot.split(": ")[1] ?? "";
  expect(fingerprint).toMatch(/^[0-9a-f]{4} [0-9a-f]{4}$/);
  await ada.follow("Upload a copy of the signed paper");
  await ada.press("Upload it");
  await ada.meets("upload a signed paper, with mistakes");
  expect(await ada.page.locator(".govuk-error-summary li").allTextContents()).toEqual([
    "Select a copy of the signed paper",
    "Enter the date it was signed",
    "Enter the fingerprint at the foot of the signed paper",
    "Select who signed it",
    "Select what it says",
  ]);
  const [year = "", month = "", day = ""] = now.split("T")[0]!.split("-");
  await ada.type({ fingerprint: fingerprint.toUpperCase(), signedBy: "mo", outcome: "approve" });
  await ada.type({ "on.day": day, "on.month": month, "on.year": String(Number(year) + 1) });
  await ada.page.locator("[name=file]").setInputFiles(scan);
  await ada.press("Upload it");
  expect(await ada.page.locator(".govuk-error-summary li").allTextContents()).toEqual([
    "The date it was signed must be today or in the past",
  ]);
  await ada.type({ "on.year": year });
  await ada.page.locator("[name=file]").setInputFiles(scan);
  await ada.press("Upload it");
  await ada.meets("a record with a copy that waits");
  expect(await ada.page.getByText("waiting for someone else to confirm it").count()).toBe(1);
  expect(await ada.page.getByRole("link", { name: /^Check the copy/ }).count()).toBe(0);

  const ced = await Person.at(system(), browser);
  await ced.signIn("ced@testshire.example");
  await ced.open(`/records/${id}`);
  await ced.follow(/^Check the copy/);
  await ced.meets("check the copy");
  await ced.press("Do not confirm");
  expect(await ced.page.locator(".govuk-error-summary li").allTextContents()).toEqual([
    "Enter what is wrong with the copy",
  ]);
  await ced.press("Confirm what the copy shows");
  await ced.meets("a record signed on paper");
  expect(await ced.page.getByText("Copy received by Ada Author, confirmed by Ced Chief").count()).toBe(1);
  expect((await loadRecord(id)).state.tasks.find((t) => t.stage === "legal")).toMatchObject({
    status: "done",
    method: "paper",
  });

  const mo = await Person.at(system(), browser);
  await mo.open(`/s/${link}`);
  expect(await mo.h1()).toBe("This link does not work");
  await mo.meets("a link that holds no more");
  const code = await mo.code();
  await mo.type({ code });
  await mo.enter("code");
  expect(await mo.h1()).toBe("You signed this on paper");
  await mo.meets("what became of a link");
});
