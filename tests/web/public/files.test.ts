import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { entryOf, newestFirst, type RegisterEntry } from "#core/notice/entry.ts";
import { MAX_FILES } from "#core/notice/files.ts";
import { MAX_FILTER_PAGES } from "#core/notice/filters.ts";
import { MOST_LISTED, MOST_RECORDS, toHome } from "#core/notice/programme.ts";
import { MAX_RELINKED } from "#core/record/projecting.ts";
import {
  busyYear,
  decided,
  EXAMPLES,
  facts,
  ORIGIN,
  officeOf,
  publicationOf,
} from "#tests/notice/published.ts";
import { noticeFile, programmeFile, publicFilesFor } from "#web/public/files.tsx";
import { compileAssets } from "#web/styles/build.ts";
import { all, parseHtml, words } from "./html.ts";

const ALL = Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[];
const html = (view = decided("decision"), others = busyYear(30)) =>
  publicFilesFor(publicationOf(view, others)).filter((f) => f.key.endsWith(".html"));
const bodyOf = (files: { key: string; body: string }[], key: string) => {
  const found = files.find((f) => f.key === key);
  if (!found) throw new Error(`no ${key} among ${files.map((f) => f.key).join(" ")}`);
  return found.body;
};

const programmeOf = (records: RegisterEntry[]) => {
  const [office, home] = [officeOf("cleveland"), toHome(records.at(-1)!)];
  const programme = { home, records, cut: false };
  return programmeFile({ origin: ORIGIN, office, at: home, programme, recipients: office.recipients ?? [] })
    .body;
};

describe("the files of one publication", () => {
  test("are these, each once", () => {
    const keys = publicFilesFor(publicationOf(decided("decision"), busyYear(30))).map((f) => f.key);
    expect(keys.toSorted()).toEqual(
      [
        "decisions/index.html",
        "decisions/schema.json",
        "decisions/sitemap.xml",
        "decisions/cleveland/index.html",
        "decisions/cleveland/feed.atom",
        "decisions/cleveland/feed.json",
        "decisions/cleveland/2023-2024-0022/index.html",
        "decisions/cleveland/year/2023/index.html",
        "decisions/cleveland/year/2023/sitemap.xml",
        "decisions/cleveland/year/2023/cleveland-decisions-2023.csv",
        "decisions/cleveland/year/2023/cleveland-decisions-2023.json",
        "decisions/cleveland/year/2023/amount/up-to-100000/index.html",
        "decisions/cleveland/year/2023/category/grant/index.html",
        "decisions/cleveland/year/2023/decided-by/police-and-crime-commissioner/index.html",
      ].toSorted(),
    );
  });

  test("are at most 25 with the PDF, however many records there are", () => {
    const view = decided("decision");
    const few = publicFilesFor(publicationOf(view, busyYear(2)));
    const many = publicFilesFor(publicationOf(view, busyYear(2_000)));
    expect(many.map((f) => f.key)).toEqual(few.map((f) => f.key));
    const filterPages = few.filter((f) => /year\/\d+\/[^/]+\/[^/]+\/index\.html$/.test(f.key)).length;
    // With the PDF, the page of its programme, and the notices of linked records that are written again.
    expect(few.length - filterPages + MAX_FILTER_PAGES + 1 + 1 + MAX_RELINKED).toBeLessThanOrEqual(MAX_FILES);
  });

  test("may be kept a minute at the edge, and shown stale through a fault", () => {
    for (const file of publicFilesFor(publicationOf(decided("decision"))))
      expect(file.cacheControl).toMatch(/^public, max-age=60, s-maxage=60, .*stale-if-error=86400$/);
  });

  test("link only to files that exist, pages and data alike", () => {
    const view = decided("decision");
    const others = busyYear(30);
    const files = publicFilesFor(publicationOf(view, others));
    const entries = [publicationOf(view, others).entry, ...others];
    const notices = entries.flatMap((e) => [
      `decisions/cleveland/${e.slug}/index.html`,
      `decisions/cleveland/${e.slug}/${e.slug}.pdf`,
    ]);
    // The filter pages of other records of the year were written when those were published.
    const earlier = others.flatMap((e) =>
      publicFilesFor({ ...publicationOf(view, others), entry: e }).map((f) => f.key),
    );
    // A function answers this one until something is published there.
    const questions = "decisions/cleveland/questions/index.html";
    const known = new Set([...files.map((f) => f.key), ...notices, ...earlier, questions]);
    for (const page of files.filter((f) => f.key.endsWith(".html"))) {
      const links = all(parseHtml(page.body), "a").map((a) => a.attributes.href!);
      for (const href of links.filter((h) => h.startsWith("/decisions/") && !h.includes("?"))) {
        const key = href.slice(1) + (href.endsWith("/") ? "index.html" : "");
        expect(known.has(key), `${page.key} links to ${href}`).toBe(true);
      }
    }
  });
});

describe("every page", () => {
  const stub = { ...decided("decision"), state: "withheld" as const };
  const pages = [...ALL.flatMap((of) => html(decided(of), [])), ...html(), ...html(stub)];

  test.each(pages.map((p) => [p.key, p] as const))(
    "%s has one h1, its landmarks and headings in order",
    (_, file) => {
      const page = parseHtml(file.body);
      expect(all(page, "h1")).toHaveLength(1);
      expect(all(page, "main")).toHaveLength(1);
      expect(all(page, "header")).toHaveLength(1);
      expect(all(page, "footer")).toHaveLength(1);
      for (const nav of all(page, "nav"))
        expect(nav.attributes["aria-label"] ?? nav.attributes["aria-labelledby"]).toBeTruthy();
      const levels = [...file.body.matchAll(/<h([1-6])[ >]/g)].map((m) => Number(m[1]));
      const main = levels.slice(levels.indexOf(1));
      main.forEach((level, i) => {
        expect(level - (main[i - 1] ?? 0), `heading ${i} of ${main}`).toBeLessThanOrEqual(1);
      });
    },
  );

  test("has a canonical address of its own, no script or style in it, and no id twice", () => {
    for (const { key, body } of pages) {
      const page = parseHtml(body);
      const canonical = all(page, "link").find((l) => l.attributes.rel === "canonical");
      expect(canonical?.attributes.href).toBe(`${ORIGIN}/${key.replace(/index\.html$/, "")}`);
      for (const script of all(page, "script")) expect(words(script)).toBe("");
      expect(body).not.toMatch(/<style|\sstyle=|\son[a-z]+=/i);
      const ids = [...body.matchAll(/\sid="([^"]*)"/g)].map((m) => m[1]);
      expect(new Set(ids).size, key).toBe(ids.length);
    }
  });

  test("gives every table a caption, and every column and row a header", () => {
    for (const { body } of html()) {
      for (const table of all(parseHtml(body), "table")) {
        if (!table.attributes.class?.includes("app-register")) continue;
        expect(words(all(table, "caption")[0]!)).not.toBe("");
        const [head, ...rows] = all(table, "tr");
        expect(all(head!, "th").map((th) => th.attributes.scope)).toEqual(Array(7).fill("col"));
        for (const row of rows) {
          expect(all(row, "th").map((th) => th.attributes.scope)).toEqual(["row"]);
          expect(all(row, "td")).toHaveLength(6);
        }
      }
    }
  });
});

describe("the register", () => {
  const files = html();

  test("lists the newest first with number, title, both dates, who decided, amount and download", () => {
    const [, first] = all(parseHtml(bodyOf(files, "decisions/cleveland/index.html")), "tr");
    const cells = first!.children.map((c) => (typeof c === "string" ? c : words(c)));
    expect(cells[0]).toMatch(/^2023\/2024 - 0030$/);
    expect(cells.join(" | ")).toMatch(
      /lot 1110To My Sister’s Place \| Decided\d+ Dec 2023 \| Published\d+ Dec 2023 \| Decided byRowan Ashdown, Police and Crime Commissioner \| Amount£[\d,.]+ \| DownloadPDF of 2023\/2024 - 0030, 123 kB/,
    );
  });

  test("groups a year by month and explains the numbers that are not there", () => {
    const view = decided("decision");
    const some = busyYear(30).filter((e) => ![22, 25, 26].includes(e.number!.n));
    const number = { series: "decision", period: "2023/2024", n: 22, reference: view.reference! };
    const open = [25, 26].map((n) => ({
      ...{ series: "decision", period: "2023/2024", n },
      reference: `2023/2024 - 00${n}`,
    }));
    const publication = { ...publicationOf(view, some, { number }), open };
    const page = parseHtml(bodyOf(publicFilesFor(publication), "decisions/cleveland/year/2023/index.html"));
    const headings = all(page, "h2").map(words);
    expect(headings.filter((h) => / 2023$/.test(h))[0]).toBe("December 2023");
    expect(words(page)).toContain(
      "every number is accounted for but 2023/2024 - 0025 to 2023/2024 - 0026, given to what is not published yet.",
    );
  });

  test("shows a stub with its ground and no download, and a withdrawn number", () => {
    const view = decided("decision");
    const answers = {
      ...view.answers,
      withholding: { withheld: "yes" as const, ground: "foia-43", review: "2025-06-30" },
    };
    const hidden = { ...view, state: "withheld" as const, answers };
    const gone = { ...view, id: "01HZ", state: "withdrawn" as const, reference: "2023/2024 - 0023" };
    const other = entryOf(gone, facts(view, 1, { pdf: undefined }));
    const page = bodyOf(
      publicFilesFor(publicationOf(hidden, [other], { pdf: undefined })),
      "decisions/cleveland/index.html",
    );
    const rows = all(parseHtml(page), "tr").map(words);
    expect(rows.find((r) => r.includes("0022"))).toContain(
      "Withheld: Freedom of Information Act 2000, section 43",
    );
    expect(rows.find((r) => r.includes("0023"))).toContain("Withdrawn before publication");
    expect(page).not.toContain(".pdf");
  });

  test("across offices names each office and links to its register", () => {
    const entries = ALL.map((of) => entryOf(decided(of), facts(decided(of)))).sort(newestFirst);
    const p = publicationOf(decided("decision"), []);
    const offices = ["surrey", "norfolk"].map((slug) => ({
      slug,
      name: officeOf(slug).body.name,
      years: ["2024"],
    }));
    const page = parseHtml(
      bodyOf(publicFilesFor({ ...p, latest: entries, offices }), "decisions/index.html"),
    );
    const links = all(page, "a").map((a) => a.attributes.href);
    expect(links).toEqual(
      expect.arrayContaining(["/decisions/cleveland/", "/decisions/norfolk/", "/decisions/surrey/"]),
    );
    expect(words(page)).toContain("Police and Crime Commissioner for Norfolk");
  });

  test("weighs under 20 kB compressed with all that it loads, and so does the longest notice", async () => {
    const assets = (await compileAssets()).files;
    const weigh = (text: string | Uint8Array) => gzipSync(text, { level: 9 }).length;
    const weightOf = (html: string) => {
      const names = [...html.matchAll(/"\/(assets\/\w+\.)\w+(\.\w+)"/g)].map((m) => `${m[1]}${m[2]}`);
      const loaded = assets.filter((f) => names.includes(f.path.replace(/\.\w+(?=\.\w+$)/, ".")));
      expect(loaded.map((f) => f.path.split(".").at(-1)).toSorted()).toEqual(["css", "svg"]);
      return weigh(html) + loaded.reduce((sum, f) => sum + weigh(f.body), 0);
    };
    const notices = ALL.map((of) => noticeFile(publicationOf(decided(of))).body);
    const longest = Math.max(...notices.map(weightOf));
    const programmes = busyYear(MOST_LISTED).map((e) => ({
      ...toHome(e),
      title: e.title,
      records: 5,
      updatedAt: "",
    }));
    const full = publicFilesFor({ ...publicationOf(decided("decision"), busyYear(30)), programmes });
    const register = weightOf(bodyOf(full, "decisions/cleveland/index.html"));
    const records = busyYear(MOST_RECORDS);
    const programme = weightOf(programmeOf(records));
    console.log(
      `compressed, with what they load: register ${register} B, longest notice ${longest} B, programme of ${records.length} records ${programme} B`,
    );
    expect(programme).toBeLessThan(20_000);
    expect(register).toBeLessThan(20_000);
    expect(longest).toBeLessThan(20_000);
  });
});
