/** The words of a page of the search in Welsh, of more results than a small register has. */
import { expect, test } from "vitest";
import { labelInWelsh } from "#core/notice/welsh.ts";
import { parseQuery } from "#core/search/query.ts";
import type { Results } from "#core/search/search.store.ts";
import { officeOf } from "#tests/notice/published.ts";
import { SearchPage } from "#web/public/search.tsx";

test("every link of a page of many results carries the language, and says in Welsh where it leads", async () => {
  const asked = {
    q: ["gwaithx"],
    office: ["one"],
    sort: ["best"],
    page: ["2"],
    year: ["2025"],
    lang: ["cy"],
  };
  const earlier = { slug: "two", name: "An earlier office" };
  const named = { key: "clwb", name: "Clwb", written: ["Clwb", "Y Clwb"], records: 3 };
  const results: Results = {
    total: 2_100,
    hits: [],
    instead: [{ typed: "gwaithx", words: ["gwaith", "gwaithe"] }],
    recipient: named,
    like: [named],
    offices: [earlier],
    before: [earlier],
    years: ["2025"],
    values: [],
  };
  const page = (total: number) =>
    String(
      SearchPage({
        asked,
        offices: results.offices,
        lang: "cy",
        found: { query: parseQuery(asked), results: { ...results, total } },
      }),
    );
  for (const html of [page(2_100), page(0)]) {
    const links = [...html.matchAll(/<a [^>]*href="(\/decisions\/search[^"]*)"[^>]*>/g)];
    expect(links.length).toBeGreaterThan(3);
    for (const [link, href] of links) expect(/hreflang="en"/.test(link) || /lang=cy/.test(href!)).toBe(true);
    const body = html.slice(html.indexOf("<body"));
    expect(body).not.toMatch(
      />[^<]*\b(decisions|Awards to|Previous|Next|Recipients|Earlier|Include|No decision)\b[^<]*</,
    );
  }
  for (const words of [
    "2,100 penderfyniad",
    "Tudalen flaenorol",
    'aria-label="Tudalen 3"',
    "“gwaith” neu “gwaithe”",
    "Heb benderfyniadau An earlier office.",
    "Dyfarniadau i Clwb yn 2025",
    "Ysgrifennir hefyd “Y Clwb”.",
    "I weld yr hyn sydd ymhellach yn ôl",
  ])
    expect(page(2_100)).toContain(words);
});

test("a value to choose is named in Welsh where the service's words or its office's table have it", () => {
  const label = (words: string, slug = "") => labelInWelsh({ slug, label: words }, officeOf("dyffryn"));
  expect(label("Over £1 million", "over-1000000")).toBe("Dros £1 miliwn");
  expect(label("Policy")).toBe("Polisi");
  expect(label("Police and Crime Commissioner and Chief Finance Officer")).toBe(
    "Comisiynydd Heddlu a Throseddu a Prif Swyddog Cyllid",
  );
  expect([label("Policy and nobody knows"), label("Nobody")]).toEqual([undefined, undefined]);
  expect(labelInWelsh({ slug: "", label: "Policy" }, officeOf("cleveland"))).toBeUndefined();
});
