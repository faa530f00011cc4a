/**
 * The clerk of a police and crime panel, before a meeting: everything since the last one, in one pack,
 * with what is withheld and why; found from the register, in a browser.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkPdf } from "#core/document/check.ts";
import type { Example } from "#core/form/example.ts";
import { play } from "#infra/local/play.ts";
import { openBrowser, type TestBrowser, type TestPage } from "#tests/support/browser.ts";
import { exampleOf, officeOf } from "#tests/support/store.ts";
import { useSystem } from "#tests/support/system.ts";
import { secretive } from "./canaries.ts";
import { paperText } from "./paper-text.ts";

const system = useSystem();
const office = officeOf("cleveland");
const coordinator = exampleOf("cleveland", "perpetrator-coordinator");
const HIDDEN = "An award to a provider";
let browser: TestBrowser;
let page: TestPage;

beforeAll(async () => {
  const withheld = secretive(office, coordinator, Object.keys(coordinator.answers), {
    withheld: "yes",
    parts: "whole",
    ground: "foia-43",
    reason: "CANARY",
    publicInterest: "Openness was weighed against a fair price.",
    safeTitle: HIDDEN,
  });
  const at = (example: Example, date: string) => ({
    ...example,
    at: `${date}T10:00:00Z`,
    signOffs: example.signOffs?.map(({ at: _, ...signOff }) => signOff),
  });
  await play(system(), office, at(exampleOf("cleveland", "perpetrator-programme-notice"), "2024-03-05"));
  await play(system(), office, at(withheld, "2024-03-06"));
  await play(system(), office, at(coordinator, "2024-05-20"));
  system().setClock("2024-06-01T09:00:00Z");
  browser = await openBrowser();
  page = await browser.page();
});
afterAll(() => browser.close());

const go = (path: string) => page.goto(system().origin + path);
const rows = () => page.locator("tbody th").allTextContents();
const file = async (name: string) => {
  const href = await page.getByRole("link", { name }).getAttribute("href");
  const response = await fetch(system().origin + href);
  expect(response.status).toBe(200);
  return { headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
};

test("from the register to everything since 6 March, in a few clicks", async () => {
  await go("/decisions/cleveland/");
  await page.getByRole("link", { name: "everything since a date" }).click();
  expect(await page.axe()).toEqual([]);
  await page.getByRole("button", { name: "Show decisions" }).click();
  expect(await page.title()).toMatch(/^Error: /);
  expect(await page.locator(".govuk-error-summary a").allTextContents()).toEqual(["Enter a date"]);
  expect(await page.axe()).toEqual([]);
  await page.getByLabel("Day").fill("6");
  await page.getByLabel("Month").fill("March");
  await page.getByLabel("Year").fill("2024");
  await page.getByRole("button", { name: "Show decisions" }).click();
  expect(new URL(page.url()).search).toBe("?office=cleveland&since=2024-03-06");
  expect(await page.locator("h1").textContent()).toBe("Decisions since 6 March 2024");
  expect(await rows()).toHaveLength(2);
  const shown = await page.locator("main").textContent();
  expect(shown).toContain("2 records, 1 of them withheld, with the ground.");
  expect(shown).toContain(HIDDEN);
  expect(shown).toContain("Withheld: ");
  expect(await page.axe()).toEqual([]);
});

test("as a spreadsheet, and as an accessible document that holds the same and no secret", async () => {
  const csv = await file("as CSV (for spreadsheets)");
  expect(csv.headers.get("content-disposition")).toContain("cleveland-decisions-since-2024-03-06.csv");
  const lines = Buffer.from(csv.bytes).toString().trim().split("\r\n");
  expect(lines).toHaveLength(3);
  const pdf = await file("the pack as a PDF");
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(await checkPdf(pdf.bytes)).toEqual([]);
  const text = await paperText(pdf.bytes);
  for (const words of [HIDDEN, String(coordinator.answers.title), "27,690"])
    expect(text).toContain(words.replace(/\s+/g, ""));
  expect(text + csv.bytes.toString()).not.toContain("CANARY");
  expect((await file("the pack as a PDF")).bytes).toEqual(pdf.bytes);
});

test("a day later the list is shorter; before any there is none; and what is not a date is said", async () => {
  await go("/decisions/pack?office=cleveland&since=2024-03-07");
  expect(await rows()).toHaveLength(1);
  await go("/decisions/pack?office=cleveland&since=2024-05-21");
  expect(await page.locator("main").textContent()).toContain("Nothing has been decided or published");
  for (const [query, message] of [
    ["office=cleveland&since=2024-02-30", "Enter a real date"],
    ["office=cleveland&since.day=31&since.month=2&since.year=2024", "The date must be a real date"],
    ["office=cleveland&since=2024-06-02", "The date must be today or in the past"],
    ["office=cleveland&since=2009-01-01", "The date must be within the last 5 years"],
    ["office=&since=2024-03-06", "Select an office"],
    ["office=%3Cb%3E&since=2024-03-06", "Select an office"],
  ]) {
    const response = await go(`/decisions/pack?${query}`);
    expect(response?.status(), query).toBe(400);
    expect(await page.locator(".govuk-error-summary a").allTextContents(), query).toEqual([message]);
  }
  expect((await go("/decisions/pack?office=nowhere&since=2024-03-06"))?.status()).toBe(404);
});
