/** The paper as HTML: everything it says, in order, in the right elements, and nothing as markup. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Inline, Paper, PaperBlock } from "#core/document/paper.ts";
import { type Element, find, parseHtml, words } from "#tests/support/html.ts";
import { PaperView } from "#web/paper.tsx";
import { sample } from "./sample.ts";

const draw = (paper: Paper, headingOffset?: number): Element =>
  parseHtml(String(<PaperView paper={paper} headingOffset={headingOffset} />));
const drawBlocks = (...blocks: PaperBlock[]): Element => draw({ ...sample, blocks });
const all = (root: Element, tag: string) => find(root, (e) => e.tag === tag);
const said = (root: Element) => words(root).split(/\s+/).join(" ");

/** Every text of the tree in order; addresses and the names of things are not text. */
function texts(node: unknown): string[] {
  if (typeof node === "string") return node.trim() ? [node] : [];
  if (Array.isArray(node)) return node.flatMap(texts);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    ["t", "url", "id", "stage", "state", "style", "align", "as", "show"].includes(name) ? [] : texts(value),
  );
}

/** Puts the keys of each block in the order that a reader meets them. */
const READING = [
  ...["caption", "title", "number", "label", "text", "value", "heading", "columns", "note", "statement"],
  ...["alternatives", "one", "and", "lines", "head", "rows", "foot", "c", "items", "blocks", "answers"],
  ...["detail", "ground"],
];
function inReadingOrder(block: unknown): unknown {
  if (Array.isArray(block)) return block.map(inReadingOrder);
  if (typeof block !== "object" || block === null) return block;
  const last = (block as PaperBlock).t === "signature" ? ["note"] : [];
  const rank = (name: string) => (last.includes(name) ? 99 : READING.indexOf(name));
  return Object.fromEntries(
    Object.entries(block)
      .sort(([a], [b]) => rank(a) - rank(b))
      .map(([name, value]) => [name, inReadingOrder(value)]),
  );
}

describe("a paper as HTML", () => {
  it("says everything the paper says, in its order", () => {
    const page = said(draw(sample));
    let from = 0;
    for (const block of sample.blocks) {
      for (const text of texts(block.t === "labelled" ? [block.label, block.c] : inReadingOrder(block))) {
        const at = page.indexOf(text.trim().replace(/\s+/g, " "), from);
        expect(at, `"${text}" after "${page.slice(Math.max(0, from - 40), from)}"`).toBeGreaterThanOrEqual(0);
        from = at;
      }
    }
  });

  it("leaves the h1 to the page and skips no level", () => {
    const levels = (offset?: number) =>
      find(draw(sample, offset), (e) => /^h[1-6]$/.test(e.tag)).map((e) => Number(e.tag[1]));
    expect(levels()).toEqual([2, 3, 3, 4, 4, 2]);
    expect(levels(0)).toEqual([1, 2, 2, 3, 3, 1]);
    expect(levels(5)).toEqual([6, 6, 6, 6, 6, 6]);
  });

  it("prints numbers as text beside what they number", () => {
    const root = drawBlocks({ t: "para", number: "1.1", depth: 1, c: ["The grant"] });
    expect(words(root)).toBe("1.1 The grant");
    expect(words(drawBlocks({ t: "heading", level: 2, number: "IV.", c: ["Risks"] }))).toBe("IV. Risks");
  });

  it("gives tables a caption and headers with a scope", () => {
    const [table] = all(draw(sample), "table");
    const headers = all(table!, "th").map((e) => [e.attributes.scope, words(e)]);
    expect(headers).toEqual([
      ["col", "Status"],
      ["col", "Amount"],
      ["row", "Home Office"],
      ["row", "Commissioner"],
      ["row", "Total"],
    ]);
    expect(words(all(table!, "caption")[0]!)).toBe("Sources of money");
  });

  it("says a matrix in words, with the detail below its row", () => {
    const table = all(draw(sample), "table")[1]!;
    expect(all(table, "tr").map((row) => words(row).split("\n"))).toEqual([
      ["Has this been considered?", "Considered", "Has implications"],
      ["Financial", "Yes", "No"],
      ["Met from reserves."],
      ["Legal", "Not answered", "Yes"],
    ]);
  });

  it("says which alternative was chosen, and strikes nothing through", () => {
    const signature: PaperBlock = sample.blocks.find((b) => b.t === "signature")!;
    const root = drawBlocks(signature);
    expect(all(root, "li").map(words)).toEqual([
      "a. there are no financial consequences",
      "b. the costs can be met from the budget Chosen",
      "d. the decision is affordable",
    ]);
    expect(all(root, "s")).toEqual([]);
  });

  it("says that a signature is not given yet, or not needed", () => {
    const [, waiting, notNeeded] = sample.blocks.filter((b) => b.t === "signature");
    expect(all(drawBlocks(waiting!), "dd").map(words)).toEqual(["Not yet given", "Not yet given"]);
    expect(words(drawBlocks(notNeeded!))).toBe("Signed\nNot needed\nThe Commissioner takes this decision.");
  });

  it("says what is withheld and why", () => {
    expect(words(drawBlocks({ t: "withheld", label: "Appendix 2", ground: "Section 43" }))).toBe(
      "Appendix 2 Withheld from publication: Section 43",
    );
  });

  it("speaks Welsh in a Welsh paper", () => {
    const root = draw({ ...sample, lang: "cy" });
    expect(root.children[0]).toMatchObject({ attributes: { lang: "cy" } });
    for (const english of ["Yes", "Not answered", "Chosen", "Not yet given", "Not needed", "Withheld from"])
      expect(words(root)).not.toContain(english);
  });

  it("links only to the web and to mailboxes", () => {
    const link = (url: string) => all(drawBlocks({ t: "para", c: [{ t: "link", url, c: ["here"] }] }), "a");
    for (const url of ["https://a.example/", "http://a.example/", "mailto:a@b.example"])
      expect(link(url).map((a) => a.attributes.href)).toEqual([url]);
    for (const url of [
      "javascript:alert(1)",
      "data:text/html,x",
      " javascript:x",
      "/records",
      "//evil.example",
    ])
      expect(link(url)).toEqual([]);
  });

  it("shows what was typed as text, whatever it was", () => {
    const typed = fc.stringMatching(/^[<>&"'/a-z!=-]{1,30}$/);
    fc.assert(
      fc.property(typed, typed, typed, (one, two, three) => {
        const c: Inline[] = [one];
        const root = drawBlocks(
          { t: "para", number: two, c },
          { t: "labelled", label: three, c },
          { t: "table", caption: two, head: [{ c }], rows: [[{ c, header: true }]] },
          { t: "matrix", columns: [one], show: "words", rows: [{ label: two, answers: [true], detail: c }] },
          { t: "withheld", label: one, ground: two },
          {
            t: "signature",
            stage: "x",
            title: one,
            statement: c,
            lines: [{ label: two, value: three }],
            state: "signed",
            note: one,
          },
          { t: "appendix", title: two, blocks: [] },
        );
        expect(words(root).split("\n")).toEqual([
          `${two} ${one}`,
          `${three} ${one}`,
          ...[two, one, one],
          ...[one, two, "Yes", one],
          `${one} Withheld from publication: ${two}`,
          ...[one, one, two, three, one],
          two,
        ]);
      }),
    );
  });
});
