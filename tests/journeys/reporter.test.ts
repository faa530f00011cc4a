/**
 * A reporter at a real browser, without scripts: every award to one recipient, over the years, however
 * each paper spells the name, from the register's search box to the file in a spreadsheet.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Funding } from "#core/form/answers.ts";
import { loadOffices } from "#core/offices/index.ts";
import { play } from "#infra/local/play.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { useSystem } from "#tests/support/system.ts";
import { Person } from "./person.ts";

vi.setConfig({ testTimeout: 180_000 });

const system = useSystem();
let browser: TestBrowser;
const { office, examples } = loadOffices().find(({ office }) => office.office === "cleveland")!;
const example = (name: string) => structuredClone(examples.find((e) => e.name === name)!.example);

/** The shipped notice as another year's, to a name written in another way. */
function later(year: number, recipient: string) {
  const notice = example("perpetrator-programme-notice");
  const funding = notice.answers.funding as Funding;
  notice.at = `${year}-08-08T09:30:00Z`;
  notice.signOffs = [{ ...notice.signOffs![0]!, at: `${year}-08-09T10:20:00Z` }];
  notice.answers = {
    ...notice.answers,
    title: `The perpetrator programme in ${year}`,
    funding: { ...funding, awards: [{ ...funding.awards![0]!, recipient }, ...funding.awards!.slice(1)] },
  };
  return notice;
}

beforeAll(async () => {
  browser = await openBrowser();
  for (const record of [
    example("perpetrator-programme-notice"),
    example("perpetrator-coordinator"),
    later(2024, "THE HARBOUR SUPPORT SERVICES LTD."),
    later(2025, "Pearl Harbour Trust"),
  ]) {
    system().resetClock();
    await play(system(), office, record);
  }
  system().resetClock();
}, 300_000);
afterAll(() => browser.close());

test("a reporter finds every award to Harbour across years and spellings, and downloads it as CSV", async () => {
  const rita = await Person.at(system(), browser, { javaScript: false });
  await rita.open("/decisions/");
  await rita.type({ q: "Harbour" });
  await rita.press("Search");
  await rita.meets("search, recipients like it");
  await rita.follow("Awards to Harbour Support Services");
  await rita.meets("awards to a recipient");
  const link = rita.page.url();
  const main = ((await rita.page.locator("main").textContent()) ?? "").replace(/\s+/g, " ");
  expect(main).toContain("3 decisions");
  for (const award of [
    "£121,197 to Harbour Support Services",
    "£27,690 to Harbour",
    "£121,197 to THE HARBOUR",
  ])
    expect(main).toContain(award);
  expect(main).not.toContain("£121,197 to Pearl Harbour Trust");

  const coming = rita.page.waitForEvent("download");
  await rita.page.getByRole("link", { name: /^Download every award to Harbour Support Services/ }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe("awards-harbour-support-services.csv");
  const csv = readFileSync(await download.path(), "utf8");
  const [head, ...rows] = csv.slice(1).trimEnd().split("\r\n");
  expect(head).toMatch(/^recipient,amount,purpose,year,legal_power,decided_on,/);
  expect(rows.map((row) => row.split(",").slice(0, 2).join(" "))).toEqual([
    "THE HARBOUR SUPPORT SERVICES LTD. 121197.00",
    "Harbour 27690.00",
    "Harbour Support Services 121197.00",
  ]);
  expect(rows.join("\n")).not.toMatch(/Pearl|My Sister/);

  // The view is a link, in any spelling; the notice leads to it too.
  for (const spelling of ["harbour", "Harbour%20Support%20Services%20Limited"]) {
    await rita.open(`/decisions/search?recipient=${spelling}`);
    expect((await rita.page.locator("main").textContent()) ?? "").toContain("3 decisions");
  }
  await rita.open(link);
  await rita.page.getByRole("link", { name: "Multiple Unmet Needs Coordinator" }).first().click();
  await rita.follow("Harbour");
  expect((await rita.page.locator("main").textContent()) ?? "").toContain(
    "Awards to Harbour Support Services",
  );
});

test("narrows to a year, and the file with it", async () => {
  const rita = await Person.at(system(), browser, { width: 320 });
  await rita.open("/decisions/search?recipient=harbour&year=2023");
  await rita.meets("awards to a recipient in a year");
  const address = await rita.page
    .getByRole("link", { name: /^Download every award .* in 2023/ })
    .getAttribute("href");
  const answer = await rita.page.request.get(new URL(address!, system().origin).href);
  expect((await answer.text()).trimEnd().split("\r\n")).toHaveLength(2);
  await rita.open("/decisions/search?recipient=%2E%2E%2E");
  expect(await rita.page.locator(".govuk-error-summary").textContent()).toContain(
    "Enter the name of a recipient",
  );
});
