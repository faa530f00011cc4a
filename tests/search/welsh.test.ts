/**
 * The search in Welsh: from a Welsh page to a Welsh notice by box and link, with the service's words and those
 * of an office in Welsh; what is in English alone stays so, and says so.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Example } from "#core/form/example.ts";
import { WELSH } from "#core/form/welsh-words.ts";
import * as Address from "#core/notice/addresses.ts";
import { loadOffices } from "#core/offices/index.ts";
import { play } from "#infra/local/play.ts";
import { IN_BOTH } from "#tests/notice/published.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { useSystem } from "#tests/support/system.ts";

const system = useSystem();
const { SEARCH } = Address;
const [SLUG] = IN_BOTH;
const found = (slug: string, name: string) => {
  const of = loadOffices().find(({ office }) => office.office === slug)!;
  return { office: of.office, example: of.examples.find((e) => e.name === name)!.example as Example };
};
const both = found(...IN_BOTH);
const answers = both.example.answers as Record<string, string>;
const notice = Address.noticePath(SLUG, both.example.expect.reference!.toLowerCase());
const english = found("cleveland", "perpetrator-coordinator");

const get = async (path: string, accept = "text/html") => {
  const response = await fetch(system().origin + path, { headers: { accept } });
  const text = await response.text();
  return { status: response.status, text, unmarked: text.replace(/<\/?mark>/g, "") };
};
const search = (params: Record<string, string>) => get(`${SEARCH}?${new URLSearchParams(params)}`);

beforeAll(async () => {
  for (const { office, example } of [both, english]) {
    system().resetClock();
    await play(system(), office, example);
  }
}, 180_000);

describe("a search in Welsh", () => {
  test("shows what it found in Welsh, with the Welsh notice", async () => {
    const { status, text, unmarked } = await search({ q: "ieuenctid", office: SLUG, lang: "cy" });
    expect(status).toBe(200);
    expect(text).toContain('<html lang="cy"');
    for (const words of [
      answers.titleWelsh!,
      "1 penderfyniad",
      "Chwilio penderfyniadau",
      "6 Mawrth 2025",
      "Comisiynydd Heddlu a Throseddu",
      "Hidlwyr a threfn",
      "Ionawr",
    ])
      expect(unmarked).toContain(words);
    expect(text).toContain(`href="${Address.inLanguage("cy", notice)}"`);
    expect(text).toMatch(/gwaith <mark>ieuenctid<\/mark>/);
    expect(text).toContain(`href="${Address.inLanguage("cy", Address.registerPath(SLUG))}"`);
    expect(unmarked).not.toContain(answers.title!);
    expect(text.replace(/<head>.*<\/head>/s, "")).not.toMatch(
      />(Search|Year|Month|Order|Any|Newest first|Decided by|Key decisions|Police and Crime Commissioner)</,
    );
  });

  test("finds by the words of either language, and shows each where it stands", async () => {
    const welsh = await search({ q: "bresenoldeb", lang: "cy" });
    expect(welsh.text).toMatch(/<p class="govuk-body">[^<]*adrodd ar <mark>bresenoldeb<\/mark>/);
    const other = await search({ q: "attendance", lang: "cy" });
    expect(other.unmarked).toContain(answers.titleWelsh!);
    expect(other.text).toMatch(/<p class="govuk-body" lang="en">[^<]*reports on <mark>attendance<\/mark>/);
    const inEnglish = await search({ q: "bresenoldeb" });
    expect(inEnglish.unmarked).toContain(answers.title!);
    expect(inEnglish.text).toMatch(/<p class="govuk-body" lang="cy">[^<]*<mark>bresenoldeb<\/mark>/);
  });

  test("leaves a decision in English alone in English, and says so", async () => {
    const { text } = await search({ q: "", lang: "cy" });
    const hits = text.split('<ul class="govuk-list app-results">')[1]!.split("</ul>")[0]!.split("<li");
    const of = (slug: string) => hits.find((hit) => hit.includes(`/decisions/${slug}/`))!;
    expect(of("cleveland")).toMatch(/^ lang="en">/);
    expect(of("cleveland")).toContain('hreflang="en"');
    expect(of("cleveland")).not.toContain("/decisions/cleveland/cy/");
    expect(of(SLUG)).toMatch(/^>/);
    expect(text).toMatch(/<option value="cleveland" lang="en">/);
    expect(text).toMatch(new RegExp(`<option value="${SLUG}">Comisiynydd Heddlu a Throseddu Dyffryn<`));
  });

  test("of an office in English alone keeps the page's words in Welsh, and leads to no page that is not there", async () => {
    const { text } = await search({ q: "perpetrator", office: "cleveland", lang: "cy" });
    expect(text).toContain('<html lang="cy"');
    expect(text).toContain("Chwilio penderfyniadau");
    expect(text).not.toContain("/decisions/cleveland/cy/");
    const none = await search({ q: "zzzzzz", office: "cleveland", lang: "cy" });
    expect(none.text).toContain(`href="${Address.registerPath("cleveland")}"`);
    expect(none.text).toContain("edrych drwy’r gofrestr");
    const inEnglish = await search({ q: "perpetrator", office: "cleveland" });
    expect(inEnglish.text).not.toContain("Cymraeg");
  });

  test("leads to the same search in the other language", async () => {
    const asked = { q: "gwaith", office: SLUG, sort: "best", "decided-by": "police-and-crime-commissioner" };
    const there = (await search({ ...asked, lang: "cy" })).text;
    const back = /<a class="govuk-link" href="([^"]+)" hreflang="en" lang="en"[^>]*>English</.exec(
      there,
    )![1]!;
    expect(new URL(back.replaceAll("&amp;", "&"), system().origin).searchParams.size).toBe(4);
    const here = (await get(back.replaceAll("&amp;", "&"))).text;
    expect(here).toContain('<html lang="en"');
    expect(here).toMatch(/href="[^"]*&amp;lang=cy" hreflang="cy" lang="cy"[^>]*>Cymraeg</);
    const first = await get(`${SEARCH}?lang=cy`);
    expect(first.text).toMatch(new RegExp(`href="${SEARCH}" hreflang="en"`));
    expect(first.text).not.toContain("app-results");
    expect((await get(SEARCH)).text).toContain(`href="${SEARCH}?lang=cy" hreflang="cy"`);
  });

  test("says in Welsh what is wrong and what else to try", async () => {
    const wrong = await search({ q: "a b c d e f g h i", lang: "cy" });
    expect([wrong.status, wrong.text.includes("Rhowch 8 gair neu lai")]).toEqual([400, true]);
    expect(wrong.text).toContain("<title>Gwall: Chwilio penderfyniadau");
    const none = await search({ q: "gwaithx zzzzzz", year: "2025", office: SLUG, lang: "cy" });
    expect(none.text).toContain("Nid oes unrhyw benderfyniad cyhoeddedig");
    for (const [, href] of none.text.matchAll(/<li>\s*<a class="govuk-link" href="([^"]*search\?[^"]*)"/g))
      expect(href).toContain("lang=cy");
  });

  test("in a language that there is not is refused in words", async () => {
    for (const lang of ["fr", "CY", "<b>"]) {
      const { status, text } = await search({ lang });
      expect([status, text.includes("Select English or Welsh")]).toEqual([400, true]);
      expect(text).toContain('<html lang="en"');
      expect(text).not.toContain("#lang");
    }
    const { status, text } = await get(`${SEARCH}?q=x&lang=fr`, "application/json");
    expect([status, JSON.parse(text).errors[0].id]).toEqual([400, "lang"]);
  });

  test("gives a program the same columns", async () => {
    const { text } = await get(`${SEARCH}?q=ieuenctid&lang=cy`, "application/json");
    expect(JSON.parse(text).results[0].decision.title).toBe(answers.title);
  });

  test("is where each Welsh page of the office leads", async () => {
    const cy = (path: string) => Address.inLanguage("cy", path);
    for (const path of [
      Address.registerPath(SLUG),
      Address.yearPath(SLUG, "2025"),
      Address.filterPath(SLUG, "2025", "decided-by", "police-and-crime-commissioner"),
      notice,
    ]) {
      const { text } = await get(cy(path));
      const links = [...text.matchAll(/href="(\/decisions\/search\?[^"]*)"/g)].map(([, href]) => href!);
      expect(links.length, path).toBeGreaterThan(0);
      for (const href of links) expect(href).toContain("lang=cy");
      const forms = text.split(`action="${SEARCH}"`).slice(1);
      for (const form of forms) expect(form).toContain('<input type="hidden" name="lang" value="cy"/>');
      for (const href of links.filter((link) => link.includes("decided-by")))
        expect((await get(href.replaceAll("&amp;", "&"))).unmarked).toContain(answers.titleWelsh!);
      expect((await get(path)).text).not.toContain("lang=cy");
    }
  });
});

describe("in a browser without scripts", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test("from the Welsh register to the Welsh notice, by the box", async () => {
    const page = await browser.page({ javaScript: false });
    await page.goto(system().origin + Address.inLanguage("cy", Address.registerPath(SLUG)));
    await page.getByLabel(WELSH["Search this register"]).fill("gwaith ieuenctid");
    await page.getByRole("button", { name: WELSH.Search }).click();
    await page.getByText(WELSH["Filters and order"]).click();
    await page.getByLabel(WELSH["Best match first"]).check();
    await page.getByRole("button", { name: WELSH.Search }).click();
    const { searchParams } = new URL(page.url());
    expect([searchParams.get("lang"), searchParams.get("sort")]).toEqual(["cy", "best"]);
    await page.locator(".app-results a").first().click();
    expect(new URL(page.url()).pathname).toBe(Address.inLanguage("cy", notice));
    await page.close();
  });

  test.each([
    "?lang=cy",
    "?q=gwaith&lang=cy",
    `?q=youth&office=${SLUG}&lang=cy`,
    "?recipient=clwb-ieuenctid-glan-yr-afon&sort=best&lang=cy",
    "?q=zzzzzz&office=cleveland&lang=cy",
    "?q=a+b+c+d+e+f+g+h+i&lang=cy",
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
