/** Every component and a whole paper in a real browser: axe, narrow screens, and what scripts add. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { sample } from "#tests/web/paper/sample.ts";
import { Page } from "#web/layout/page.tsx";
import { PaperView } from "#web/paper.tsx";
import { Everything, office } from "./everything.tsx";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const everything = String(<Everything />);
const paper = String(
  <Page title={sample.title} office={office}>
    <h1 class="govuk-heading-l">{sample.title}</h1>
    <PaperView paper={sample} />
  </Page>,
);

describe.each([
  ["every component", everything],
  ["a paper", paper],
])("%s", (_name, html) => {
  it.each([320, 1280])("breaks no rule of WCAG 2.2 AA that axe knows, at %i px", async (width) => {
    const page = await browser.page({ width });
    await page.show(html);
    expect(await page.axe()).toEqual([]);
    await page.close();
  });

  it("fits a screen of 320 px without scrolling sideways (WCAG 1.4.10)", async () => {
    const page = await browser.page({ width: 320 });
    await page.show(html);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.close();
  });

  it("has one h1 and headings in order", async () => {
    const page = await browser.page();
    await page.show(html);
    const levels = await page.$$eval("h1, h2, h3, h4, h5, h6", (all) => all.map((h) => Number(h.tagName[1])));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    const main = levels.slice(levels.indexOf(1));
    for (const [i, level] of main.entries()) if (i > 0) expect(level).toBeLessThanOrEqual(main[i - 1]! + 1);
    await page.close();
  });
});

describe("the office's colour", () => {
  it.each(["#ffdd00", "#767676", "#000000", "#ffffff"])("can be read on %s", async (colour) => {
    const page = await browser.page();
    await page.show(String(<Everything colour={colour} />));
    expect(await page.axe()).toEqual([]);
    const { text, behind } = await page.evaluate(() => ({
      text: getComputedStyle(document.querySelector(".govuk-generic-header a")!).color,
      behind: getComputedStyle(document.querySelector(".app-header__colour rect")!).fill,
    }));
    expect([text, behind]).not.toEqual([behind, text]);
    await page.close();
  });
});

describe("without scripts", () => {
  it("shows the limit in words and the whole menu", async () => {
    const page = await browser.page({ width: 320, javaScript: false });
    await page.show(everything);
    expect(await page.isVisible("text=You can enter up to 200 characters")).toBe(true);
    expect(await page.isVisible("nav >> text=Published decisions")).toBe(true);
    await page.close();
  });
});

describe("with scripts", () => {
  it("runs clean under a policy that allows nothing inline", async () => {
    const page = await browser.page();
    const problems: string[] = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    await page.show(everything);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("counts characters down", async () => {
    const page = await browser.page();
    await page.show(everything);
    await page.fill("#summary", "x".repeat(190));
    await page.waitForSelector("text=You have 10 characters remaining");
    await page.close();
  });

  it("takes a reader from the error summary to the control", async () => {
    const page = await browser.page();
    await page.show(everything);
    await page.click(".govuk-error-summary a");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("amount");
    await page.close();
  });

  it("sends a form once, however often it is clicked", async () => {
    const page = await browser.page();
    await page.show(everything);
    const sent = await page.evaluate(() => {
      let count = 0;
      document.querySelector("form")!.addEventListener("submit", (event) => {
        event.preventDefault();
        count += 1;
      });
      const button = [...document.querySelectorAll("button")].find(
        (b) => b.textContent === "Save and continue",
      )!;
      button.click();
      button.click();
      return count;
    });
    expect(sent).toBe(1);
    await page.close();
  });

  it("folds the menu on a narrow screen and opens it", async () => {
    const page = await browser.page({ width: 320 });
    await page.show(everything);
    expect(await page.isVisible("nav >> text=Published decisions")).toBe(false);
    await page.click("button:has-text('Menu')");
    expect(await page.isVisible("nav >> text=Published decisions")).toBe(true);
    await page.close();
  });

  it("unticks the others for none of these", async () => {
    const page = await browser.page();
    await page.show(everything);
    await page.check("text=None of these");
    expect(await page.isChecked("#powers")).toBe(false);
    await page.close();
  });
});
