import { afterAll, beforeAll, expect, test } from "vitest";
import { busyYear, decided, EXAMPLES, publicationOf } from "#tests/notice/published.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { noticeFile, publicFilesFor } from "#web/public/files.tsx";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const view = decided("decision");
const withholding = { withheld: "yes" as const, ground: "foia-43", review: "2025-06-30" };
const stub = { ...view, state: "withheld" as const, answers: { ...view.answers, withholding } };
const part = { ...view, answers: { ...view.answers, withholding: { ...withholding, parts: ["financial"] } } };
const PAGES = [
  ...publicFilesFor(publicationOf(view, busyYear(12))).filter((f) => f.key.endsWith(".html")),
  ...(Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[]).map((of) => noticeFile(publicationOf(decided(of)))),
  { ...noticeFile(publicationOf(stub, [], { pdf: undefined })), key: "a stub" },
  { ...noticeFile(publicationOf(part)), key: "a notice withheld in part" },
];

test.each(PAGES.map((p) => [p.key, p.body] as const))(
  "%s breaks no rule of WCAG 2.2 AA and fits 320 pixels, without a script",
  async (_, html) => {
    for (const width of [320, 1280]) {
      const page = await browser.page({ width });
      await page.show(html);
      expect(await page.axe()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.close();
    }
  },
);

test("a narrow register shows cards that keep a table's meaning, and names each value", async () => {
  const register = PAGES.find((p) => p.key === "decisions/cleveland/index.html")!;
  const page = await browser.page({ width: 320, javaScript: false });
  await page.show(register.body);
  expect(await page.getByRole("columnheader").count()).toBe(7);
  expect(await page.getByRole("row").count()).toBe(14);
  const cell = page.getByRole("cell", { name: "£27,690", exact: true });
  expect(await cell.getByText("Amount").isVisible()).toBe(true);
  const card = await page.getByRole("row").nth(1).boundingBox();
  expect(card!.width).toBeLessThanOrEqual(320);
  await page.close();
});

test("a wide register is a table in columns, in print too", async () => {
  const register = PAGES.find((p) => p.key === "decisions/cleveland/index.html")!;
  const page = await browser.page({ width: 700, javaScript: false });
  await page.show(register.body);
  const shown = () => page.locator("thead").evaluate((e) => e.getBoundingClientRect().width > 20);
  expect(await shown()).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await shown()).toBe(true);
  expect(await page.getByText("Amount", { exact: true }).count()).toBeGreaterThan(1);
  expect(await page.locator(".app-find").first().isVisible()).toBe(false);
  await page.close();
});
