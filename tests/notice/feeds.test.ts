import { describe, expect, test } from "vitest";
import { entryOf } from "#core/notice/entry.ts";
import { atomOf, jsonFeedOf } from "#core/notice/feeds.ts";
import { permanentId } from "#core/notice/permanent-id.ts";
import { questionsSitemap, sitemapIndex, yearSitemap } from "#core/notice/sitemap.ts";
import { entryInBoth } from "#core/notice/welsh.ts";
import type { PublicItem } from "#core/scrutiny/public-item.ts";
import { type Element, parseHtml } from "#tests/support/html.ts";
import { busyYear, decided, decidedAs, facts, IN_BOTH, ORIGIN } from "./published.ts";

const OFFICE = { slug: "cleveland", name: "Police & Crime <Commissioner>" };
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

describe("the Atom feed", () => {
  const entries = busyYear(5);
  const feed = child(parseXml(atomOf({ origin: ORIGIN, office: OFFICE, entries })), "feed");

  test("has what RFC 4287 asks of a feed and of every entry", () => {
    for (const element of [feed, ...children(feed, "entry")]) {
      expect(children(element, "id")).toHaveLength(1);
      expect(children(element, "title")).toHaveLength(1);
      expect(words(child(element, "updated"))).toMatch(INSTANT);
      expect(children(element, "author").length).toBeGreaterThan(0);
    }
    expect(children(feed, "entry")).toHaveLength(5);
    expect(words(child(feed, "title"))).toBe("Decisions of Police & Crime <Commissioner>");
    const self = children(feed, "link").find((l) => l.attributes.rel === "self");
    expect(self?.attributes.href).toBe(`${ORIGIN}/decisions/cleveland/feed.atom`);
  });

  test("links each entry to its page and, with its size, to its PDF", () => {
    const links = children(children(feed, "entry")[0]!, "link").map((l) => l.attributes);
    expect(links.map((l) => [l.rel, l.length])).toEqual([
      ["alternate", undefined],
      ["enclosure", "123456"],
    ]);
    for (const { href } of links) expect(new URL(href!).origin).toBe(ORIGIN);
  });

  test("moves with its newest change", () => {
    const latest = entries
      .map((e) => e.updatedAt)
      .sort()
      .at(-1);
    expect(words(child(feed, "updated"))).toBe(latest);
  });

  test("leaves out what XML cannot hold", () => {
    const [entry] = entries;
    const title = "a\u0000b\ud800c\uffffd ]]> & <e>";
    const xml = atomOf({ origin: ORIGIN, office: OFFICE, entries: [{ ...entry!, title }] });
    const parsed = child(child(parseXml(xml), "feed"), "entry");
    expect(words(child(parsed, "title"))).toBe("2023/2024 - 0001: abcd ]]> & <e>");
  });
});

test("ids are permanent: another address, number, title or office name changes none of them", () => {
  expect(permanentId("record", "01HE0000000000000000000022")).toBe(
    "urn:uuid:6658fe37-3203-5d32-9378-9b4af5bfa67a",
  );
  const [entry] = busyYear(1);
  const moved = {
    ...entry!,
    slug: "elsewhere",
    reference: "1",
    title: "Other",
    office: { slug: "z", name: "Z" },
  };
  const idOf = (e: typeof moved, origin: string) =>
    words(
      child(
        child(child(parseXml(atomOf({ origin, office: e.office, entries: [e] })), "feed"), "entry"),
        "id",
      ),
    );
  expect(idOf(moved, "https://successor.example")).toBe(idOf(entry! as typeof moved, ORIGIN));
});

test("publishing again moves `updated` and keeps `published` and the id", () => {
  const view = decided("decision");
  const first = entryOf(view, facts(view));
  const again = entryOf(view, {
    ...facts(view),
    n: 2,
    firstPublishedAt: first.publishedAt,
    publishedAt: "2024-05-01T09:00:00.000Z",
  });
  const json = JSON.parse(jsonFeedOf({ origin: ORIGIN, office: OFFICE, entries: [again] }));
  expect(json.items[0]).toMatchObject({
    id: permanentId("record", view.id),
    date_published: first.publishedAt,
    date_modified: "2024-05-01T09:00:00.000Z",
  });
});

test("the JSON feed has what version 1.1 asks", () => {
  const json = JSON.parse(jsonFeedOf({ origin: ORIGIN, office: OFFICE, entries: busyYear(5) }));
  expect(json.version).toBe("https://jsonfeed.org/version/1.1");
  expect(json.feed_url).toBe(`${ORIGIN}/decisions/cleveland/feed.json`);
  expect(new Set(json.items.map((i: { id: string }) => i.id)).size).toBe(5);
  for (const item of json.items) {
    expect(item.content_text).toMatch(/£[\d,]+/);
    expect(item.date_published).toMatch(INSTANT);
    expect(URL.canParse(item.url)).toBe(true);
    expect(item.attachments[0]).toMatchObject({ mime_type: "application/pdf", size_in_bytes: 123_456 });
  }
});

describe("in Welsh", () => {
  const view = decidedAs(IN_BOTH);
  const inBoth = entryInBoth(view, facts(view));
  const office = { slug: inBoth.office.slug, name: "Comisiynydd" };
  const [inEnglish] = busyYear(1);
  const of = { origin: ORIGIN, office, entries: [inBoth, inEnglish!], lang: "cy" as const };

  test("a record in English alone stays in English, and says so", () => {
    const [own, other] = children(child(parseXml(atomOf(of)), "feed"), "entry");
    expect([own, other].map((e) => e!.attributes["xml:lang"])).toEqual([undefined, "en"]);
    expect(words(child(other!, "id"))).toBe(permanentId("record", inEnglish!.id));
    expect(words(child(other!, "summary"))).toContain("Approved by");
    expect(words(child(own!, "summary"))).toContain("Cymeradwywyd gan");
    const { items } = JSON.parse(jsonFeedOf(of));
    expect(items.map((i: { language?: string }) => i.language)).toEqual([undefined, "en"]);
    expect(items[1].url).not.toContain("/cy/");
  });

  test("of a number that came to nothing, the title is in Welsh", () => {
    const gone = { ...view, state: "withdrawn" as const, decidedAt: undefined };
    const { items } = JSON.parse(jsonFeedOf({ ...of, entries: [entryInBoth(gone, facts(gone))] }));
    expect(items[0].title).toBe("D2025-001: tynnwyd yn ôl cyn ei gyhoeddi");
  });
});

test("sitemaps name every notice of the year and every year of every office", () => {
  const entries = busyYear(3);
  const locations = (xml: string) => all(parseXml(xml), "loc").map(words);
  expect(locations(yearSitemap(ORIGIN, "cleveland", "2023", entries))).toEqual([
    `${ORIGIN}/decisions/cleveland/`,
    `${ORIGIN}/decisions/cleveland/year/2023/`,
    ...["0001", "0002", "0003"].map((n) => `${ORIGIN}/decisions/cleveland/2023-2024-${n}/`),
  ]);
  const offices = [
    { slug: "a", years: ["2024", "2023"] },
    { slug: "b", years: ["2024"], questions: true },
  ];
  const asked = { slug: "2023-03-06-abcdefgh", askedOn: "2023-03-06", updatedAt: "2023-07-11T09:00:00.000Z" };
  const questions = questionsSitemap(ORIGIN, "cleveland", [asked as PublicItem]);
  expect(locations(questions).map((at) => at.split("/questions/")[1])).toEqual([
    "",
    "year/2023/",
    `${asked.slug}/`,
  ]);
  const maps = locations(sitemapIndex(ORIGIN, offices));
  expect(maps).toHaveLength(4);
  expect(maps.at(-1)).toBe(`${ORIGIN}/decisions/b/questions/sitemap.xml`);
});

/** Well-formed XML, read by the strict tag reader; an XML declaration and `<link …/>` are the same in both. */
function parseXml(xml: string): Element {
  expect(xml.startsWith('<?xml version="1.0" encoding="utf-8"?>')).toBe(true);
  const body = xml.slice(xml.indexOf("?>") + 2).replace(/<link ([^>]*)\/>/g, "<link $1></link>");
  return parseHtml(body.replaceAll("<link ", "<Xlink ").replaceAll("</link>", "</Xlink>"));
}
function children(element: Element, tag: string): Element[] {
  const name = tag === "link" ? "xlink" : tag;
  return element.children.filter((c): c is Element => typeof c !== "string" && c.tag === name);
}
function child(element: Element, tag: string): Element {
  const [found] = children(element, tag);
  if (!found) throw new Error(`${element.tag} has no ${tag}`);
  return found;
}
function all(element: Element, tag: string): Element[] {
  const inside = element.children.filter((c): c is Element => typeof c !== "string");
  return inside.flatMap((c) => [...(c.tag === tag ? [c] : []), ...all(c, tag)]);
}
function words(element: Element): string {
  return element.children.map((c) => (typeof c === "string" ? c : words(c))).join("");
}
