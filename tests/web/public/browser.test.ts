import { afterAll, beforeAll, expect, test } from "vitest";
import { withChanges } from "#core/notice/changes.ts";
import type { Ending } from "#core/notice/ending.store.ts";
import { entryOf } from "#core/notice/entry.ts";
import { toHome } from "#core/notice/programme.ts";
import { busyYear, decided, EXAMPLES, facts, ORIGIN, publicationOf } from "#tests/notice/published.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { EndingPage } from "#web/officer/ending-page.tsx";
import { noticeFile, programmeFile, publicFilesFor, versionFile } from "#web/public/files.tsx";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const view = decided("decision");
const withholding = { withheld: "yes" as const, ground: "foia-43", review: "2025-06-30" };
const stub = { ...view, state: "withheld" as const, answers: { ...view.answers, withholding } };
const part = { ...view, answers: { ...view.answers, withholding: { ...withholding, parts: ["financial"] } } };
const replaced = {
  publication: 1,
  publishedAt: "2023-11-01T16:00:00.000Z",
  state: "published" as const,
  replacedAt: "2024-03-04T10:00:00.000Z",
  reason: "The amount was printed without its pence",
};
const corrected = {
  ...view,
  earlier: [replaced],
  corrects: { publication: 2, publishedAt: replaced.publishedAt, reason: replaced.reason },
};
const current = entryOf(corrected, facts(corrected, 124, { n: 2 }));
const revoked = withChanges(current, [
  {
    ...entryOf(view, facts(view)),
    id: "01HE0000000000000000000099",
    reference: "2023/2024 - 0031",
    links: [{ relation: "revokes", to: "own", reference: current.reference }],
  },
]);
const old = { origin: ORIGIN, view, entry: entryOf(view, facts(view)), replaced, hidden: false, current };
const hidden = { ...old, replaced: { ...replaced, hidden: true }, hidden: true };
const gone = { ...corrected, state: "unpublished" as const };
const records = [
  ...busyYear(3).map((e, i) => ({
    ...e,
    awards: e.recipients.map((r) => ({ recipient: r.name, amount: r.amount })),
    sources: [
      { name: "A foundation with a long name for its programme", amount: 100_000_00 },
      { name: "Several", amount: 5_000_00, members: ["A council", "Another council"], status: "requested" },
    ].slice(0, i + 1),
  })),
  { ...entryOf(stub, facts(stub)), id: "01HE0000000000000000000098" },
];
const programme = { home: toHome(records[0]!), records, cut: true };
const beside = { origin: ORIGIN, office: view.office, recipients: [], at: programme.home };
const ending: Ending[] = [
  { entry: current, to: "2024-07-31" },
  { entry: current, to: "2024-07-31", onward: { how: "renewed", by: records[1]! } },
];
/** Ten records of tens of millions each. */
const rich = busyYear(10).map((e, i) => ({
  ...e,
  awards: [{ recipient: `The largest recipient of all, number ${i}`, amount: 34_567_891_23 }],
  sources: [{ name: `A ministry, fund ${i}`, amount: 98_765_432_10 }],
}));
const ends = { office: view.office, officer: { name: "An Officer" }, months: [6, 3] };
const PAGES = [
  { ...programmeFile({ ...beside, programme }), key: "a programme" },
  { ...programmeFile({ ...beside, programme: { home: toHome(records[1]!) } }), key: "a programme elsewhere" },
  {
    body: String(EndingPage({ ...ends, endings: ending, more: true })),
    key: "funding that ends, to officers",
  },
  {
    body: String(EndingPage({ ...ends, endings: [], more: false, months: [] })),
    key: "no funding that ends",
  },
  { ...noticeFile({ ...publicationOf(corrected), entry: revoked }), key: "a corrected notice, revoked" },
  { ...versionFile(old), key: "an earlier version" },
  { ...versionFile(hidden), key: "an earlier version, withdrawn" },
  { ...noticeFile(publicationOf(gone, [], { n: 2 })), key: "withdrawn from publication" },
  ...publicFilesFor({ ...publicationOf(corrected, busyYear(3), { n: 2 }), entry: revoked })
    .filter((f) => f.key.endsWith("year/2023/index.html"))
    .map((f) => ({ ...f, key: "a year with a corrected record" })),
  ...publicFilesFor(publicationOf(view, rich))
    .filter((f) => f.key.endsWith("year/2023/index.html"))
    .map((f) => ({ ...f, key: "a year of much money" })),
  ...publicFilesFor(publicationOf(view, busyYear(12))).filter((f) => f.key.endsWith(".html")),
  ...(Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[]).map((of) => noticeFile(publicationOf(decided(of)))),
  { ...noticeFile(publicationOf(stub, [], { pdf: undefined })), key: "a stub" },
  { ...noticeFile(publicationOf(part)), key: "a notice withheld in part" },
];

test.each(PAGES.map((p) => [p.key, p.body] as const))(
  "%s breaks no rule of WCAG 2.2 AA and fits 320 pixels, without a script",
  async (_, html) => {
    const page = await browser.page({ width: 1280 });
    await page.show(html);
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await wide()).toBeLessThanOrEqual(1280);
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await wide()).toBeLessThanOrEqual(320);
    expect(await page.axe()).toEqual([]);
    await page.close();
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

test("a narrow table of years gives each a line of its own, and keeps a table's meaning", async () => {
  const year = PAGES.find((p) => p.key === "a year of much money")!;
  const page = await browser.page({ width: 320, javaScript: false });
  await page.show(year.body);
  const years = page.getByRole("table", { name: "By financial year" });
  expect(await years.getByRole("columnheader").count()).toBe(3);
  expect(await years.getByRole("rowheader").count()).toBe(2);
  const sum = years.getByRole("cell", { name: "£345,706,602.30", exact: true }).first();
  const name = years.getByRole("rowheader").first();
  expect((await sum.boundingBox())!.y).toBeGreaterThan((await name.boundingBox())!.y);
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
