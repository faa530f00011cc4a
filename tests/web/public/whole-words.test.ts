/**
 * The tables of a register in each language, at every width: no word or sum in them is broken, and nothing
 * is wider than the screen. Welsh has the longer words.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseEntry } from "#core/notice/entry.ts";
import { busyYear, IN_BOTH, officeOf } from "#tests/notice/published.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { yearFiles } from "#web/public/register-files.tsx";

const [SLUG] = IN_BOTH;
const WIDTHS = [320, 640, 641, 768, 769, 900, 1000, 1019, 1020, 1280];

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each([
  ["English", ""],
  ["Welsh", "cy/"],
])("in %s", async (_, folder) => {
  const html = pages().find(({ key }) => key === `decisions/${SLUG}/${folder}year/2023/index.html`)!.body;
  const page = await browser.page();
  await page.show(html);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(brokenWords), String(width)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  expect(await page.axe()).toEqual([]);
});

function pages() {
  const office = officeOf(SLUG);
  const { name } = office.body;
  const entries = busyYear(12).map(({ form, categories, powers, pdf, makers, ...entry }, i) => {
    const own = { form, categories, powers, pdf, office: { slug: SLUG, name } };
    const title = `Grant ar gyfer gwaith ieuenctid a chydgysylltu yn Aberdyffryn, ${i}`;
    const inWelsh = makers.map((maker) => ({ ...maker, capacity: "Comisiynydd Heddlu a Throseddu" }));
    return parseEntry({ ...entry, ...own, makers, cy: { ...own, title, makers: inWelsh } });
  });
  const year = { year: "2023", entries, under: [] };
  return yearFiles({ origin: "https://x.example", office, years: ["2023"], offices: [], open: [], ...year });
}

/** Runs in the page: the words in tables and beside rows of links that stand on more than one line. */
function brokenWords(): string[] {
  const broken = new Set<string>();
  for (const place of document.querySelectorAll("th, td, .app-find h2")) {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      for (const { index, 0: word } of (text.textContent ?? "").matchAll(/[^\s-]+/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.add(word);
      }
  }
  return [...broken];
}
