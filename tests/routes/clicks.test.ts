/**
 * A scanner with a real browser, which runs scripts and presses whatever can be pressed: on every page
 * behind a link, every element but the one that signs, each on a page opened afresh and all in a row.
 * Nothing happens to the record, and whoever the link is for signs afterwards.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { ANSWERS, now, OFFICE, standing } from "#tests/routes/house.ts";
import { openBrowser, type TestBrowser, type TestPage } from "#tests/support/browser.ts";
import { requestOf, sign, submitted } from "#tests/support/signing.ts";
import { useSystem } from "#tests/support/system.ts";

const CLICKABLE =
  "a[href], button, input:not([type=hidden]), select, textarea, label, summary, [role=button]";
const SIGNS = "Confirm and sign";
const system = useSystem({ offices: "" });

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
  await publishDefinition(OFFICE);
});
afterAll(() => browser?.close());

/** Presses one element of a page after another, each on a page opened afresh. Returns how many there are. */
async function pressEach(url: string): Promise<number> {
  for (let i = 0; ; i++) {
    const page = await browser.page();
    await page.goto(url);
    const elements = page.locator(CLICKABLE);
    const count = await elements.count();
    if (i < count) await press(page, i);
    await page.close();
    if (i >= count) return count;
  }
}

/** The same in a row on one page, for as long as it stays. */
async function pressAll(url: string): Promise<void> {
  const page = await browser.page();
  await page.goto(url);
  for (let i = 0; i < (await page.locator(CLICKABLE).count()); i++) {
    await press(page, i);
    if (page.url().split("#")[0] !== url) await page.goto(url);
  }
  await page.close();
}

async function press(page: TestPage, i: number): Promise<void> {
  const element = page.locator(CLICKABLE).nth(i);
  if ((await element.textContent())?.trim() === SIGNS) return;
  const leads = page.waitForRequest(() => true, { timeout: 60 }).catch(() => undefined);
  await element.dispatchEvent("click");
  if (await leads) await page.waitForLoadState();
}

async function isUnmoved(id: string, act: () => Promise<unknown>): Promise<void> {
  await system().settle();
  const before = await standing(id);
  await act();
  await system().settle();
  expect(await standing(id)).toBe(before);
}

describe("a scanner that presses everything", { timeout: 180_000 }, () => {
  it.each([
    ["legal", ["/pass-on"]],
    // Signing takes a code here: so do asking and passing on.
    ["decider", [""]],
  ])("%s", async (stage, pages) => {
    const { files: _, ...answers } = ANSWERS;
    const id = await submitted(OFFICE, "ada", answers, now());
    if (stage === "decider") await sign(id, "legal", now());
    const { link } = await requestOf(id, stage);
    const url = `${system().origin}/s/${link}`;
    let pressed = 0;
    await isUnmoved(id, async () => {
      for (const address of pages) pressed += await pressEach(url + address);
      await pressAll(url);
    });
    expect(pressed).toBeGreaterThan(10);

    // With nothing chosen the last button does nothing either.
    await isUnmoved(id, async () => {
      const page = await browser.page();
      await page.goto(url);
      await page.getByRole("button", { name: SIGNS }).click();
      await page.waitForLoadState();
      expect(await page.locator(".govuk-error-summary").count()).toBe(1);
    });

    await sign(id, stage, now());
    const { state } = await loadRecord(id);
    expect(state.tasks.find((t) => t.stage === stage)?.status).toBe("done");
  });
});
