/** The search as people meet it: published records through the real system, by form, link and JSON. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadOffices } from "#core/offices/index.ts";
import { play } from "#infra/local/play.ts";
import { secretive } from "#tests/journeys/canaries.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { useSystem } from "#tests/support/system.ts";

const system = useSystem();
const SEARCH = "/decisions/search";
const example = (slug: string, name: string) => {
  const found = loadOffices().find(({ office }) => office.office === slug)!;
  return { office: found.office, example: found.examples.find((e) => e.name === name)!.example };
};
const get = async (path: string, accept = "text/html") => {
  const response = await fetch(system().origin + path, { headers: { accept } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, shown: shown(text) };
};
const shown = (html: string) =>
  html
    .replace(/<head>.*<\/head>/s, "")
    .replace(/<[^>]+>/g, "")
    .replace(/&#39;|&quot;/g, "'")
    .replace(/\s+/g, " ");

/** As the register has it. */
async function newestOf(office: string): Promise<{ filedOn: string }> {
  const { records } = JSON.parse((await get(`/api/v1/records?office=${office}`)).text);
  return { filedOn: records[0].decided_on };
}

beforeAll(async () => {
  const hidden = example("cleveland", "perpetrator-coordinator");
  const secret = secretive(hidden.office, hidden.example, Object.keys(hidden.example.answers), {
    withheld: "yes",
    parts: "whole",
    ground: "foia-43",
    reason: "CANARY",
    publicInterest: "Openness was weighed against a fair price.",
    safeTitle: "An award to a provider",
  });
  for (const { office, example: one } of [
    example("cleveland", "perpetrator-programme-notice"),
    example("surrey", "perpetrator-programme"),
    { office: hidden.office, example: secret },
  ]) {
    system().resetClock();
    await play(system(), office, one);
  }
  system().resetClock();
}, 180_000);

describe("a search", () => {
  test("is one call of its own function, and asks no other", async () => {
    const before = system().invocations();
    await get(`${SEARCH}?q=perpetrator`);
    const after = system().invocations();
    expect({ ...after, search: 0 }).toEqual({ ...before, search: 0 });
    expect(after.search).toBe((before.search ?? 0) + 1);
  });

  test("finds in all offices, or in one, and marks the words", async () => {
    const all = await get(`${SEARCH}?q=perpetrator+programmes`);
    expect(all.status).toBe(200);
    expect(all.text).toMatch(/<mark>[Pp]erpetrator<\/mark>/);
    expect(all.text).toContain('href="/decisions/surrey/');
    expect(all.text).toContain('href="/decisions/cleveland/');
    const one = await get(`${SEARCH}?q=perpetrator+programmes&office=surrey`);
    expect(one.text).toContain('href="/decisions/surrey/');
    expect(one.text).not.toMatch(/href="\/decisions\/cleveland\/[^"]/);
    expect(one.shown).toContain("Surrey");
    expect((await get(`${SEARCH}?q=perpetrator&office=nowhere`)).status).toBe(404);
  });

  test("finds a number as people type it", async () => {
    const { office, example: one } = example("surrey", "perpetrator-programme");
    const reference = one.expect.reference!;
    for (const typed of [reference, reference.toLowerCase().replace(/\W+/g, " ")])
      expect((await get(`${SEARCH}?${new URLSearchParams({ q: typed })}`)).shown).toContain(reference);
    expect(office.office).toBe("surrey");
  });

  test("finds a withheld record by its stub, and by nothing else", async () => {
    const stub = await get(`${SEARCH}?q=award+provider`);
    expect(stub.shown).toContain("An award to a provider");
    expect(stub.shown).toContain("Withheld");
    expect((await get(`${SEARCH}?office=cleveland&only=withheld`)).shown).toContain("1 decision");
    for (const q of ["canary", "harbour", "27690"]) {
      const { shown } = await get(`${SEARCH}?q=${q}&office=cleveland`);
      expect(shown, q).not.toContain("An award to a provider");
      expect(shown, q).not.toContain("CANARY");
    }
  });

  test("helps where nothing is found, and says what is wrong with what was typed", async () => {
    const none = await get(`${SEARCH}?q=zzzzzzzzzz&office=surrey&year=2020`);
    expect([none.status, none.shown.includes("0 decisions")]).toEqual([200, true]);
    for (const help of ["fewer or more general words", "take away the filters", "search all offices"])
      expect(none.shown).toContain(help);
    const wrong = await get(`${SEARCH}?q=a+b+c+d+e+f+g+h+i`);
    expect(wrong.status).toBe(400);
    expect(wrong.shown).toContain("Enter 8 words or fewer");
    expect(wrong.text).toContain('href="#q"');
  });

  test("shows what was typed as text", async () => {
    const { text } = await get(`${SEARCH}?${new URLSearchParams({ q: '<script>alert("1")</script>' })}`);
    expect(text).not.toContain("<script>alert");
    expect(text).toContain("&lt;script&gt;");
  });

  test("may be kept a minute, but not what went wrong", async () => {
    const good = await get(`${SEARCH}?q=perpetrator`);
    expect(good.headers.get("cache-control")).toBe("public, max-age=60");
    expect(good.headers.get("vary")).toBe("Accept");
    expect(good.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(good.headers.get("set-cookie")).toBeNull();
    expect((await get(`${SEARCH}?page=x`)).headers.get("cache-control")).toBe("no-store");
    expect((await get("/sign-in")).headers.get("cache-control")).toBe("no-store");
  });

  test("answers a program in JSON, errors too", async () => {
    const { text, headers } = await get(`${SEARCH}?q=perpetrator&office=surrey`, "application/json");
    expect(headers.get("content-type")).toContain("application/json");
    const { total, page, pages, results } = JSON.parse(text);
    expect([total, page, pages, results.length]).toEqual([1, 1, 1, 1]);
    expect(results[0].decision).toMatchObject({
      reference: example("surrey", "perpetrator-programme").example.expect.reference,
      status: "published",
      page: expect.stringContaining("/decisions/surrey/"),
    });
    expect(results[0].snippet).toMatch(/perpetrator/i);
    const wrong = await get(`${SEARCH}?year=x`, "application/json");
    expect(wrong.status).toBe(400);
    expect(JSON.parse(wrong.text).errors).toEqual([{ id: "year", message: "Enter a year, like 2023" }]);
  });
});

describe("in a browser without scripts", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test("from the register to a decision, by box, filter and link", async () => {
    const page = await browser.page({ javaScript: false });
    await page.goto(`${system().origin}/decisions/cleveland/`);
    await page.getByLabel("Search this register").fill("programme");
    await page.getByRole("button", { name: "Search" }).click();
    expect(new URL(page.url()).pathname).toBe(SEARCH);
    await page.getByText("Filters and order").click();
    await page.getByLabel("Best match first").check();
    await page.getByRole("button", { name: "Search" }).click();
    expect(new URL(page.url()).searchParams.get("sort")).toBe("best");
    expect(await page.getByLabel("Best match first").isChecked()).toBe(true);
    await page.locator(".app-results a").first().click();
    expect(new URL(page.url()).pathname).toMatch(/^\/decisions\/cleveland\/[^/]+\/$/);
    await page.goto(`${system().origin}/decisions/cleveland/`);
    const { filedOn } = await newestOf("cleveland");
    await page
      .getByRole("navigation", { name: "Month of any year" })
      .getByRole("link")
      .nth(Number(filedOn.slice(5, 7)) - 1)
      .click();
    expect(await page.locator(".app-results li").count()).toBeGreaterThan(0);
    await page.goto(`${system().origin}/decisions/cleveland/year/${filedOn.slice(0, 4)}/`);
    await page.getByRole("navigation", { name: "Decided by" }).getByRole("link").first().click();
    await page.getByRole("link", { name: "Highest amount first" }).click();
    const { searchParams } = new URL(page.url());
    expect([searchParams.get("sort"), searchParams.get("year")]).toEqual(["amount", filedOn.slice(0, 4)]);
    expect(searchParams.get("decided-by")).toBeTruthy();
    expect(await page.locator(".app-results li").count()).toBeGreaterThan(0);
    await page.close();
  });

  test.each([
    "",
    "?q=perpetrator",
    "?q=perpetrator&office=surrey&sort=best",
    "?month=3&sort=amount",
    "?q=zzzzzz",
    "?q=a+b+c+d+e+f+g+h+i",
  ])("search%s breaks no rule of WCAG 2.2 AA and fits 320 pixels", async (query) => {
    for (const width of [320, 1280]) {
      const page = await browser.page({ width });
      await page.goto(system().origin + SEARCH + query);
      expect(await page.axe()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.close();
    }
  });
});
