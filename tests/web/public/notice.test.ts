import { describe, expect, test } from "vitest";
import { entryOf } from "#core/notice/entry.ts";
import { decided, facts, publicationOf } from "#tests/notice/published.ts";
import { noticeFile, publicFilesFor } from "#web/public/files.tsx";
import { all, parseHtml, property, words } from "./html.ts";

describe("the notice", () => {
  test("says who, what, when and how late, how much, to whom, from what money, and gives the PDF", () => {
    const page = parseHtml(noticeFile(publicationOf(decided("decision"))).body);
    expect(property(page, "reportNumber")).toEqual(["2023/2024 - 0022"]);
    expect(property(page, "dateCreated")).toEqual(["2023-11-01"]);
    expect(property(page, "datePublished")).toEqual(["2023-11-03"]);
    expect(property(page, "jobTitle")).toEqual(["Police and Crime Commissioner"]);
    expect(property(page, "contentSize")).toEqual(["123 kB"]);
    const rows = all(page, "dt").map((dt) => words(dt));
    expect(rows.slice(0, 8)).toEqual([
      "Number",
      "Outcome",
      "Decided by",
      "Decided on",
      "Published on",
      "Amount",
      "Recipient",
      "Source of money",
    ]);
    const text = words(all(page, "main")[0]!);
    expect(text).toContain("3 November 2023 (2 days after the decision)");
    expect(text).toContain("Harbour: £27,690");
    expect(text).toContain("(PDF, 123 kB, 4 pages)");
    expect(text).toContain("Request another format");
    expect(text.indexOf("What was decided")).toBeLessThan(text.indexOf("Key facts"));
    expect(text.indexOf("Key facts")).toBeLessThan(text.indexOf("Full text"));
  });

  test("opens with the plain-English summary where the record has one", () => {
    const view = decided("notice");
    const page = parseHtml(noticeFile(publicationOf(view)).body);
    const [abstract] = property(page, "abstract");
    const start = String(view.answers.summary).slice(0, 40);
    expect(abstract?.startsWith(start)).toBe(true);
    expect(words(page)).toContain("Released by");
  });

  test("links records both ways, by number however it was typed, and names what it cannot find", () => {
    const view = decided("decision");
    const links = [
      { to: "own" as const, reference: "2022/2023-7", relation: "continues" as const },
      { to: "legacy" as const, reference: "DRF 2021-0007335", relation: "relates-to" as const },
    ];
    const publication = publicationOf({ ...view, answers: { ...view.answers, links } });
    const earlier = { ...view, id: "01HA", reference: "2022/2023 - 0007" };
    const found = entryOf(earlier, facts(view));
    const forwards = parseHtml(noticeFile({ ...publication, linked: [found] }).body);
    const link = all(forwards, "a").find((a) => a.attributes.href === "/decisions/cleveland/2022-2023-0007/");
    expect(words(link!)).toMatch(/^2022\/2023 - 0007: /);
    expect(words(forwards)).toContain("Relates to: DRF 2021-0007335");
    const back = { ...publicationOf(earlier), linkedFrom: [publication.entry] };
    expect(words(parseHtml(noticeFile(back).body))).toContain("Continued by: 2023/2024 - 0022: ");
  });

  test("of a record refused says so, and that its words were only proposed", () => {
    const view = decided("decision", { outcome: "refuse" });
    const text = words(parseHtml(noticeFile(publicationOf(view)).body));
    expect(text).toContain("OutcomeRefused");
    expect(text).toContain("What was proposed");
    expect(text).not.toContain("What was decided");
  });

  test("of a record withheld whole is a short page with the ground, the review and how to ask", () => {
    const view = decided("decision");
    const answers = {
      ...view.answers,
      withholding: { withheld: "yes" as const, ground: "foia-43", review: "2025-06-30" },
    };
    const page = parseHtml(
      noticeFile(publicationOf({ ...view, state: "withheld", answers }, [], { pdf: undefined })).body,
    );
    const text = words(all(page, "main")[0]!);
    expect(text).toContain("Ground: Freedom of Information Act 2000, section 43: commercial interests.");
    expect(text).toContain("30 June 2025");
    expect(text).not.toContain("Full text");
    expect(text).not.toContain("Harbour");
  });

  test("shows what was typed as text, whatever it looks like", () => {
    const view = decided("decision");
    const title = `<script>alert("x")</script> & 'quotes' </title>`;
    const funding = { awards: [{ recipient: "<img src=x onerror=alert(1)>", amount: 100 }] };
    const answers = { ...view.answers, title, funding, summary: "<b>bold</b>" };
    const files = publicFilesFor(publicationOf({ ...view, answers }));
    for (const { body, key } of files.filter((f) => f.key.endsWith(".html"))) {
      const page = parseHtml(body);
      expect(all(page, "img"), key).toEqual([]);
      for (const script of all(page, "script")) expect(script.attributes.src).toMatch(/^\/assets\//);
    }
  });
});
