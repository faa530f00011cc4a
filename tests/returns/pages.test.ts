/** The returns as pages: to the office what is missing before it is due, to the public what was decided. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { app as searchApp } from "#functions/search.ts";
import { app as webApp } from "#functions/web.ts";
import { ANSWERS, type House, OFFICE, openHouse } from "#tests/routes/house.ts";
import { enter, entryOf } from "#tests/search/register.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { sign, submitted } from "#tests/support/signing.ts";

let house: House;
let browser: TestBrowser;
const now = () => new Date().toISOString();
const bare = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

beforeAll(async () => {
  house = await openHouse();
  browser = await openBrowser();
  const grant = {
    kind: "decision" as const,
    filedOn: "2023-11-01",
    decidedOn: "2023-11-01",
    amount: 12_345_67,
    powers: [],
    recipients: [{ name: "A <Body> & Co", amount: 12_345_67 }],
    awards: [{ recipient: "A <Body> & Co", amount: 12_345_67, purpose: "Street wardens" }],
    particulars: {
      grant: true,
      contract: false,
      conditions: "=SUM(A1)",
      reasons: "It reduces crime",
      subsidy: "yes" as const,
    },
    outcome: "approve" as const,
  };
  const office = { slug: OFFICE.office, name: OFFICE.body.name };
  await enter({ ...entryOf(OFFICE.office, 1, grant), office });
  await enter({
    ...entryOf(OFFICE.office, 2, { ...grant, filedOn: "2022-05-05", decidedOn: "2022-05-05" }),
    office,
  });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await house.stop();
});

async function due(): Promise<string> {
  const response = await webApp.request("/returns-due", {
    headers: { cookie: house.cookies.get("author") ?? "" },
  });
  expect(response.status).toBe(200);
  return response.text();
}

async function looksRight(html: string) {
  for (const width of [320, 1280]) {
    const page = await browser.page({ width });
    await page.show(html);
    expect(await page.axe()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.close();
  }
}

test("an officer sees what is missing while a record is being signed, and when it is due once decided", async () => {
  expect(bare(await due())).toContain("Crime and disorder reduction grants Specified Information Order 2011");
  expect(await due()).toContain("No records.");
  const id = await submitted(
    OFFICE,
    "ada",
    { ...ANSWERS, title: "A grant of wardens", amount: 4_000_00 },
    now(),
  );
  const signing = bare(await due());
  expect(signing).toMatch(
    /A grant of wardens .* Being signed .* £4,000 .* Who receives it, the conditions, why it contributes to reducing crime and disorder .* Not decided yet/,
  );
  expect(await due()).toContain(`href="/records/${id}"`);
  for (const stage of ["legal", "money", "decider"]) await sign(id, stage, now());
  const decided = bare(await due());
  expect(decided).toMatch(
    /A grant of wardens .* Decided .* From 1 \w+ \d{4}, as soon as practicable after the month/,
  );
  await looksRight(await due());
});

test("nobody else's records are among them", async () => {
  const other = await webApp.request("/returns-due", {
    headers: { cookie: house.cookies.get("stranger") ?? "" },
  });
  expect(await other.text()).not.toContain("A grant of wardens");
  expect((await webApp.request("/returns-due")).status).toBe(302);
});

describe("the public", () => {
  const get = (path: string) => searchApp.request(path);

  test("reads the returns of a year, with the day by which a subsidy is entered", async () => {
    const page = await get(`/returns/${OFFICE.office}`);
    expect([page.status, page.headers.get("cache-control")]).toEqual([200, "public, max-age=60"]);
    const html = await page.text();
    expect(bare(html)).toContain("Grants, spending and contracts in 2023");
    expect(html).toContain("A &lt;Body&gt; &amp; Co");
    expect(bare(html)).toMatch(/Entry due By 1 February 2024/);
    expect(bare(html)).toContain("None in 2023.");
    expect(html.match(/href="\/returns\/[^"]*year=2022"/)).not.toBeNull();
    await looksRight(html);
  });

  test("takes each as a file that runs nothing", async () => {
    const file = await get(`/api/v1/returns/grants.csv?office=${OFFICE.office}&year=2023`);
    expect(file.headers.get("content-disposition")).toContain(`${OFFICE.office}-grants-2023.csv`);
    const [, row, ...rest] = (await file.text()).trimEnd().split("\r\n");
    expect(rest).toEqual([]);
    expect(row).toMatch(/^A <Body> & Co,12345\.67,Street wardens,'=SUM\(A1\),It reduces crime,/);
    const all = await get(`/api/v1/returns/subsidies.csv?office=${OFFICE.office}`);
    expect((await all.text()).trimEnd().split("\r\n")).toHaveLength(3);
  });

  test.each([
    ["/returns/nowhere", 404],
    [`/returns/${OFFICE.office}?year=1999`, 404],
    [`/returns/${OFFICE.office}?year=abc`, 400],
    ["/api/v1/returns/secrets.csv", 404],
    [`/api/v1/returns/grants.csv?office=${OFFICE.office}&yaer=1`, 400],
  ])("%s is answered %i", async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});
