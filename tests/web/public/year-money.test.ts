/** The money on the page of a year: sums with links to what they are made of, in both languages, and no part where there is none. */
import { expect, test } from "vitest";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { WholeYear } from "#core/notice/whole-register.ts";
import { link, record } from "#tests/notice/programme-records.ts";
import { ORIGIN, officeOf } from "#tests/notice/published.ts";
import { yearFiles } from "#web/public/register-files.tsx";
import { all, parseHtml, words } from "./html.ts";

const grant = [{ id: "grant", label: "Grant" }];
const RECORDS = [
  record(1, { gives: [["Harbour", 1_500_000, "2022/23"]], categories: grant, from: [["Home Office", 900]] }),
  record(2, { gives: [["Harbour", 1_500_000, "2022/23"]], links: [link("continues", 1)] }),
  record(3, { gives: [["<b>Mind</b>", 20]], categories: grant, changedBy: undefined }),
];

function pageOf(entries: RegisterEntry[], slug = "cleveland", at = ""): string {
  const office = officeOf(slug);
  const whole: WholeYear = {
    ...{ origin: ORIGIN, office, years: ["2022"], open: [], year: "2022", entries, under: [] },
    offices: [{ slug, name: office.body.name, years: ["2022"], recipients: office.recipients }],
  };
  return yearFiles(whole).find((f) => f.key === `decisions/${slug}${at}/year/2022/index.html`)!.body;
}

test("has each sum once, with the totals, and leads to what a line is made of", () => {
  const page = parseHtml(pageOf(RECORDS));
  const [years, , categories, recipients] = all(page, "table").filter((t) =>
    t.attributes.class?.includes("app-money"),
  );
  const rows = (table: typeof years) => all(table!, "tr").map((tr) => all(tr, "td").map(words).at(-1));
  expect(rows(years)).toEqual([undefined, "£1,500,020", "£1,500,020"]);
  expect(rows(categories)).toEqual([undefined, "£1,500,020", "£1,500,020"]);
  expect(rows(recipients)).toEqual([undefined, "£1,500,000", "£20", "£1,500,020"]);
  const links = (table: typeof years) => all(table!, "a").map((a) => a.attributes.href);
  expect(links(categories)).toEqual(["/decisions/cleveland/year/2022/category/grant/"]);
  expect(links(recipients)[0]).toMatch(
    /^\/decisions\/search\?.*office=cleveland&year=2022&recipient=harbour/,
  );
  const money = all(page, "h2").find((h) => h.attributes.id === "money");
  expect(words(money!)).toBe("Money in the decisions of 2022");
  expect(all(page, "a").map((a) => a.attributes.href)).toContain("#money");
  expect(pageOf(RECORDS)).not.toContain("<b>Mind");
});

test("is in Welsh on the Welsh page", () => {
  const text = words(parseHtml(pageOf(RECORDS, "dyffryn", "/cy")));
  expect(text).toContain("Arian ym mhenderfyniadau 2022");
  expect(text).toContain("Cyfanswm£900£1,500,020");
  expect(text).not.toMatch(/Bar chart|Committed|financial year|Highest amount/);
});

test("is not there where the year's decisions give nothing", () => {
  const page = pageOf([record(1), record(2, { gives: [["Harbour", 5]], outcome: "refuse" })]);
  expect(page).not.toMatch(/#money|id="money"/);
});
