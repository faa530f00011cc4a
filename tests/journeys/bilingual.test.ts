/**
 * An office that writes in both languages: what it publishes stands in English and in Welsh, with the same
 * facts at two addresses that lead to each other, and a sealed paper of each. What lacks a Welsh text is
 * named before an office is published; what is withheld in one language is withheld in the other.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { checkPdf } from "#core/document/check.ts";
import type { Answers } from "#core/form/answers.ts";
import { isBilingual, officeInWelsh, wordsOf } from "#core/form/bilingual.ts";
import { checkOffice } from "#core/form/check.ts";
import { contentOf } from "#core/form/content.ts";
import type { Example } from "#core/form/example.ts";
import type { Office } from "#core/form/office.ts";
import { verify } from "#core/ledger/verify.mjs";
import * as Address from "#core/notice/addresses.ts";
import { MAX_FILES_IN_BOTH } from "#core/notice/files.ts";
import { loadOffices } from "#core/offices/index.ts";
import { exportRecord } from "#core/record/export.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { play } from "#infra/local/play.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { useSystem } from "#tests/support/system.ts";
import { paperText, squashed } from "./paper-text.ts";
import { publicObjects } from "./public-side.ts";

const system = useSystem();
const found = loadOffices().find(({ office }) => isBilingual(office))!;
const { office } = found;
const { example } = found.examples[0]!;
const answers = example.answers as Record<string, string>;
const slug = example.expect.reference!.toLowerCase();
const english = Address.noticePath(office.office, slug);
const welsh = Address.inLanguage("cy", english);

const get = async (path: string) => {
  const response = await fetch(system().origin + path);
  expect(response.status, path).toBe(200);
  return response.text();
};
const pdfAt = async (path: string) =>
  new Uint8Array(await (await fetch(system().origin + path)).arrayBuffer());

describe("what is published", () => {
  let id = "";
  beforeAll(async () => {
    ({ id } = await play(system(), office, example as Example));
  });

  test("stands at an address in each language, and each leads to the other", async () => {
    const pages = [
      { lang: "en", path: english, other: welsh, switch: "Cymraeg" },
      { lang: "cy", path: welsh, other: english, switch: "English" },
    ];
    for (const { lang, path, other, switch: words } of pages) {
      const html = await get(path);
      expect(html).toContain(`<html lang="${lang}"`);
      expect(html).toContain(`href="${system().origin}${other}"`);
      expect(html).toMatch(new RegExp(`hreflang="${lang === "en" ? "cy" : "en"}"[^>]*>${words}<`));
    }
  });

  test("says in Welsh what its author wrote in Welsh, with the service's own words", async () => {
    const html = await get(welsh);
    for (const words of [
      answers.titleWelsh!,
      answers.summaryWelsh!,
      "Comisiynydd Heddlu a Throseddu Dyffryn",
      "Yr hyn a benderfynwyd",
      "Dyddiad y penderfyniad",
      "6 Mawrth 2025",
      "£42,500",
      "Cymeradwywyd",
      "Llofnodwyd yn electronig gan Nia Prosser fel Comisiynydd Heddlu a Throseddu ar 6 Mawrth 2025 am 09:15 GMT",
    ])
      expect(html).toContain(words);
    for (const words of [
      answers.title!,
      answers.summary!,
      "What was decided",
      "March",
      "Signed electronically",
    ])
      expect(html, words).not.toContain(words);
  });

  test("is in the register of each language, by year and filter too", async () => {
    const paths = [
      Address.registerPath(office.office),
      Address.yearPath(office.office, "2025"),
      Address.filterPath(office.office, "2025", "category", "grant"),
      Address.filterPath(office.office, "2025", "decided-by", "police-and-crime-commissioner"),
    ];
    for (const path of paths) {
      const inWelsh = await get(Address.inLanguage("cy", path));
      for (const [lang, html] of Object.entries({ en: await get(path), cy: inWelsh })) {
        const other = lang === "en" ? "cy" : "en";
        const href = (of: "en" | "cy") => `href="${system().origin}${Address.inLanguage(of, path)}"`;
        for (const of of ["en", "cy"] as const)
          expect(html).toContain(`<link rel="alternate" hreflang="${of}" ${href(of)}`);
        expect(html).toMatch(
          new RegExp(`hreflang="${other}"[^>]*>${other === "cy" ? "Cymraeg" : "English"}<`),
        );
      }
      expect(inWelsh).toContain('<html lang="cy"');
      expect(inWelsh).toContain(`href="${welsh}"`);
      expect(inWelsh).toContain(answers.titleWelsh!);
      expect(inWelsh).not.toMatch(/>(Decided|Register|Year|Search|Download|Amount)</);
      expect(await get(path)).toContain(`href="${english}"`);
    }
    const sitemap = await get(Address.yearSitemapPath(office.office, "2025"));
    expect(sitemap).toContain(`${system().origin}${welsh}</loc>`);
  });

  test("is in a feed of each language, which the pages of that language name", async () => {
    const feeds = { en: Address.feedPath(office.office, "json"), cy: "" };
    feeds.cy = Address.inLanguage("cy", feeds.en);
    const [en, cy] = [JSON.parse(await get(feeds.en)), JSON.parse(await get(feeds.cy))];
    expect([en.language, cy.language]).toEqual(["en", "cy"]);
    expect(cy).toMatchObject({
      title: "Penderfyniadau Comisiynydd Heddlu a Throseddu Dyffryn",
      feed_url: system().origin + feeds.cy,
      home_page_url: system().origin + Address.inLanguage("cy", Address.registerPath(office.office)),
    });
    expect(cy.items[0]).toMatchObject({
      url: system().origin + welsh,
      title: `${example.expect.reference}: ${answers.titleWelsh}`,
      summary: answers.summaryWelsh,
      authors: [{ name: "Nia Prosser, Comisiynydd Heddlu a Throseddu" }],
      attachments: [
        { url: system().origin + Address.inLanguage("cy", Address.pdfPath(office.office, slug)) },
      ],
    });
    expect(cy.items[0].id).not.toBe(en.items[0].id);
    expect(JSON.stringify(cy)).not.toMatch(/Decided|Approved|By email/);
    const atom = await get(Address.inLanguage("cy", Address.feedPath(office.office, "atom")));
    expect(atom).toContain('xml:lang="cy"');
    expect(atom).toContain(`<link rel="alternate" type="text/html" href="${system().origin}${welsh}"/>`);
    for (const [lang, path] of Object.entries(feeds))
      for (const page of [english, Address.registerPath(office.office)]) {
        const html = await get(Address.inLanguage(lang as "en" | "cy", page));
        const links = html.match(/<link [^>]*application\/feed\+json[^>]*>/g);
        expect(links).toEqual([
          `<link rel="alternate" type="application/feed+json" hreflang="${lang}" title="JSON" href="${path}"/>`,
        ]);
      }
  });

  test("has a sealed paper of each language, which says which it is", async () => {
    const path = Address.pdfPath(office.office, slug);
    for (const [lang, words] of [
      ["en", answers.decision!],
      ["cy", answers.decisionWelsh!],
    ] as const) {
      const pdf = await pdfAt(Address.inLanguage(lang, path));
      expect(await checkPdf(pdf)).toEqual([]);
      expect(await paperText(pdf)).toContain(squashed(words.split("\n")[0]!));
      expect(Buffer.from(pdf).toString("latin1")).toMatch(new RegExp(`/Lang ?\\(${lang}-GB\\)`));
      const bundle = await exportRecord(id, { edition: "public", now: "2025-04-01T09:00:00.000Z" });
      expect((await verify(bundle, { pdf })).faults).toEqual([]);
    }
    const cy = await paperText(await pdfAt(Address.inLanguage("cy", path)));
    for (const words of ["Reference:", "Signed electronically", "Page 1", "Amount"])
      expect(cy).not.toContain(squashed(words));
    const { renditions } = (await loadRecord(id)).state;
    const shown = await get(`/verify?sha256=${renditions.welsh!.sha256}`);
    expect(shown).toContain(example.expect.reference!);
  });

  test("writes a bounded number of files", () => {
    const own = publicObjects(system()).filter(({ key }) => !key.startsWith("assets/"));
    expect(new Set(own.map(({ key }) => key)).size).toBeLessThanOrEqual(MAX_FILES_IN_BOTH);
  });

  test("breaks no rule of WCAG 2.2 AA in Welsh, at 320 pixels too", async () => {
    const browser = await openBrowser();
    for (const path of [welsh, Address.inLanguage("cy", Address.yearPath(office.office, "2025"))]) {
      const page = await browser.page({ width: 320, javaScript: true });
      await page.show(await get(path));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await page.axe()).toEqual([]);
    }
    await browser.close();
  });
});

test("what is withheld in English is withheld in Welsh", async () => {
  const secret = {
    ...example,
    answers: {
      ...example.answers,
      decision: "CANARY-en: the price.",
      decisionWelsh: "CANARY-cy: y pris.",
      confidential: {
        withheld: "yes",
        parts: ["decision"],
        ground: "foia-43",
        reason: "A tender is open.",
        publicInterest: "It was weighed.",
        review: "2026-01-31",
      },
    },
  };
  system().resetClock();
  await play(system(), office, secret as Example);
  const texts = publicObjects(system()).map(async ({ key, text, body }) =>
    key.endsWith(".pdf") ? `${text}\n${await paperText(body)}` : text,
  );
  const open = (await Promise.all(texts)).join("\n");
  expect(open).toContain("Deddf Rhyddid Gwybodaeth 2000, adran 43: buddiannau masnachol");
  expect(open).not.toContain("CANARY");
});

test("a change of either language is another content, so that signatures on it lapse", () => {
  const hash = (change: object) =>
    contentOf({
      office: office.office,
      definition: office.version,
      form: example.form,
      answers: { ...(example.answers as Answers), ...change },
    }).hash;
  const hashes = [hash({}), hash({ titleWelsh: "Arall" }), hash({ title: "Another" })];
  expect(new Set(hashes).size).toBe(3);
});

describe("an office's definition", () => {
  const errors = (changed: Office) =>
    checkOffice(changed)
      .filter((f) => f.severity === "error")
      .map((f) => `${f.path}: ${f.message}`);

  test("lacks nothing, and no Welsh label is empty", () => {
    expect(checkOffice(office)).toEqual([]);
    for (const { text } of wordsOf(officeInWelsh(office))) expect(text.trim()).not.toBe("");
  });

  test("is told each word without a Welsh text, by its place", () => {
    const { Grant: _, "Signed:": __, ...some } = office.welsh!;
    expect(errors({ ...office, welsh: some })).toEqual([
      'forms.decision.fields.category.options.grant.label: There is no Welsh for “Grant”. Add it to "welsh": { "Grant": "…" }',
      'forms.decision.layout[8].lines[0].label: There is no Welsh for “Signed:”. Add it to "welsh": { "Signed:": "…" }',
    ]);
    const shown = officeInWelsh({ ...office, welsh: some });
    expect(JSON.stringify(shown)).toContain('"Signed:"');
  });

  test("is told what nobody is asked to write in Welsh, or hides in one language alone", () => {
    const form = office.forms[0]!;
    const { titleWelsh, decisionWelsh, ...fields } = form.fields;
    const without = {
      ...form,
      fields: { ...fields, decisionWelsh: { ...decisionWelsh!, public: "no" as const } },
      sections: form.sections.map((s) => ({ ...s, fields: s.fields.filter((f) => f !== "titleWelsh") })),
    };
    expect(titleWelsh?.welshOf).toBe("title");
    expect(errors({ ...office, forms: [without] })).toEqual([
      'forms.decision.fields.decisionWelsh.public: Write the same "public" as in “decision”, or one language shows what the other hides',
      'forms.decision.fields.title: Nothing asks for this in Welsh. Add a field with "welshOf": "title"',
    ]);
  });
});
