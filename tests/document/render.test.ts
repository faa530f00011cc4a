import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import { ASSETS, assetRoot } from "#core/document/assets.ts";
import { checkPdf } from "#core/document/check.ts";
import { compose } from "#core/document/compose.ts";
import type { Paper, PaperBlock } from "#core/document/paper.ts";
import { render } from "#core/document/render.ts";
import { richText } from "#core/form/richtext.ts";
import { everyAnswer, everyOffice, everySignature } from "./fixtures/every.ts";
import { askTool, bodyOf, hasTool, textOf } from "./fixtures/pdf.ts";
import { exampleViews, viewOf } from "./fixtures/views.ts";
import { wordsOf } from "./fixtures/words.ts";

const every = compose(viewOf(everyOffice, "everything", everyAnswer, everySignature), "restricted");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const packed = (text: string) => text.replace(/[\s\u200b]+/g, "");

/** A paper that says these things. */
function paperOf(blocks: PaperBlock[], title = "A title"): Paper {
  return { ...every, title, blocks: [{ t: "heading", level: 1, c: [title] }, ...blocks] };
}
const para = (text: string): PaperBlock => ({ t: "para", c: [text] });

describe("a PDF", () => {
  const papers: [string, Paper][] = [
    ...exampleViews().map(({ name, view }): [string, Paper] => [name, compose(view, "public")]),
    ["everything", every],
  ];

  it.each(papers)("of %s says all that the paper says, in its order", async (_, paper) => {
    const body = packed(await bodyOf(render(paper).pdf));
    let at = 0;
    for (const words of wordsOf(paper.blocks).map(packed)) {
      const found = body.indexOf(words, at);
      expect(found, `“${words}” after “${body.slice(Math.max(0, at - 60), at)}”`).toBeGreaterThanOrEqual(at);
      at = found + words.length;
    }
  });

  it.each(papers)("of %s is the same bytes each time", (_, paper) => {
    const first = render(paper);
    render(paperOf([para("Something else between.")]));
    expect(sha256(render(structuredClone(paper)).pdf)).toBe(sha256(first.pdf));
    expect(first.notices).toEqual([]);
  });

  it("names the paper, its number and its pages in header and footer", async () => {
    const { pdf, pages } = render({ ...every, reference: "RB-2024-007" });
    const text = await textOf(pdf);
    for (let page = 1; page <= pages; page++) expect(text).toContain(`Page ${page} of ${pages}`);
    expect(text).toContain("Decision with everything · RB-2024-007");
    expect(text).toContain("OFFICIAL · Not for publication");
    expect(text).toContain("office@riverside.example");
  });

  it("heads its first page with the body's name, where no heading does", async () => {
    expect(await textOf(render(paperOf([])).pdf)).toContain("Police and Crime Board for Riverside");
    const headed = paperOf([], "THE POLICE & CRIME BOARD FOR RIVERSIDE");
    expect(await textOf(render(headed).pdf)).not.toContain("Police and Crime Board for Riverside");
  });

  it.runIf(hasTool("pdffonts"))("has every font inside, readable as text, says pdffonts", () => {
    const [, , ...fonts] = askTool(render(every).pdf, "pdffonts").trim().split("\n");
    expect(fonts.length).toBeGreaterThan(2);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes +\d+ +\d+$/);
  });

  it.runIf(hasTool("qpdf"))("is sound, says qpdf", () => {
    expect(askTool(render(every).pdf, "qpdf", "--check")).toContain("No syntax or stream encoding errors");
  });

  it.runIf(hasTool("pdftotext"))("reads in order by its looks too, says pdftotext", () => {
    for (const [name, paper] of papers.slice(0, -1)) {
      const text = packed(askTool(render(paper).pdf, "pdftotext", "-nodiag"));
      let at = 0;
      for (const block of paper.blocks) {
        if (block.t !== "signature") continue;
        for (const { label, value } of block.lines) {
          // A value of two lines can be split by a page's foot, but not its beginning from its label.
          const found = text.indexOf(packed(label) + packed(value).slice(0, 30), at);
          expect(found, `${name}: ${label} ${value}`).toBeGreaterThanOrEqual(at);
          at = found;
        }
      }
    }
  });
});

describe("what is typed", () => {
  const HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    '#include "paper.typ"',
    "*bold* _emph_ `raw` $x^2$ <label> @reference",
    "= Heading",
    "#{ while true {} }",
    "#panic()",
    "\\u{41} \\# \\* // comment /* block */",
    "-- --- ... 'single' \"double\" ~ [content] {code}",
    "https://example.org/#read",
    "/Type /Catalog >> endobj stream (((",
    "{{7*7}} %s %d <%= 7 %>",
  ];

  it.each(HOSTILE)("%s comes out as typed, wherever it stands", async (typed) => {
    const cell = { c: [typed] };
    const blocks: PaperBlock[] = [
      { t: "heading", level: 2, number: typed, c: [typed] },
      { t: "labelled", label: typed, note: typed, c: [typed] },
      { t: "label", label: typed },
      { t: "para", number: typed, style: "note", c: [{ t: "code", c: [typed] }] },
      { t: "list", items: [{ label: typed, blocks: [para(typed)] }] },
      { t: "table", caption: typed, head: [cell], rows: [[cell]], foot: [cell] },
      { t: "facts", as: "table", rows: [{ label: typed, c: [typed] }] },
      {
        t: "matrix",
        heading: typed,
        columns: [typed],
        show: "words",
        rows: [{ label: typed, answers: [true], detail: [typed] }],
      },
      {
        t: "signature",
        stage: "x",
        title: typed,
        statement: [typed],
        alternatives: { one: [{ id: "a", label: typed, text: typed, chosen: true }], and: [] },
        lines: [{ label: typed, value: typed }],
        state: "signed",
        note: typed,
      },
      { t: "withheld", label: typed, ground: typed },
      { t: "appendix", title: typed, blocks: [para(typed)] },
    ];
    const paper = { ...paperOf(blocks, typed), kind: typed, reference: typed, marking: typed };
    const { pdf, notices } = render(paper);
    const body = packed(await bodyOf(pdf));
    const count = body.split(packed(typed)).length - 1;
    expect(count, body).toBe(32);
    expect(notices).toEqual([]);
    expect(await checkPdf(pdf)).toEqual([]);
    expect(await textOf(pdf)).not.toContain("root:");
  });

  it("may be Welsh, Polish, Arabic, Hebrew or emoji", async () => {
    const said = "Ŵy Ŷd ynys Môn · Zażółć gęślą jaźń · מחמד · 🎉 · ½ → ≤ ™";
    const { pdf, notices } = render(paperOf([para(said), para("محمد العربي")]));
    expect(notices).toEqual([]);
    expect(await checkPdf(pdf)).toEqual([]);
    const text = await textOf(pdf);
    for (const word of ["Ŵy", "Môn", "Zażółć", "🎉", "½", "™"]) expect(text).toContain(word);
  });

  it("is replaced where no font has it, and the author is told", async () => {
    const { pdf, notices } = render(
      paperOf([para("漢字 quick q\u20DD end"), para("a\u0000b\uE000c")], "Title 漢"),
    );
    expect(notices).toEqual([
      "The character U+0000 cannot be printed and was left out.",
      "The character U+E000 cannot be printed and was left out.",
      "No font has “漢” (U+6F22): it is printed as □.",
      "No font has “字” (U+5B57): it is printed as □.",
      "No font has “\u20DD” (U+20DD): it is printed as □.",
    ]);
    const text = await textOf(pdf);
    expect(text).toContain("□□ quick q□ end");
    expect(text).toContain("abc");
    expect(await checkPdf(pdf)).toEqual([]);
  });

  it("is not changed in the address of a link", async () => {
    const link: PaperBlock = {
      t: "para",
      c: [{ t: "link", url: "https://a.example/漢?x=1#é", c: ["漢"] }],
    };
    const { pdf, notices } = render(paperOf([link]));
    expect(notices).toHaveLength(1);
    expect(await checkPdf(pdf)).toEqual([]);
    const uri = /\/URI \(((?:\\.|[^\\)])*)\)/.exec(Buffer.from(pdf).toString("latin1"))?.[1];
    expect(uri?.replaceAll("\\", "")).toBe("https://a.example/%E6%BC%A2?x=1#%C3%A9");
  });

  it("may be nested as deep as rich text goes, and is all there", async () => {
    const typed = Array.from(
      { length: 30 },
      (_, i) => `${"   ".repeat(i)}${i % 2 ? "-" : "1."} step ${i}x`,
    ).join("\n");
    const { pdf } = render(paperOf(richText(typed)));
    const text = await bodyOf(pdf);
    let at = 0;
    for (let i = 0; i < 30; i++) {
      at = text.indexOf(`step ${i}x`, at);
      expect(at, `step ${i}`).toBeGreaterThan(0);
    }
    expect(await checkPdf(pdf)).toEqual([]);
  });

  it("breaks where a word is longer than any line, and stays on the page", async () => {
    const word = "W".repeat(400);
    const { pdf } = render(
      paperOf([para(word), { t: "facts", as: "table", rows: [{ label: "Long", c: [word] }] }]),
    );
    expect(packed(await bodyOf(pdf)).split(word).length - 1).toBe(2);
    expect(await checkPdf(pdf)).toEqual([]);
    if (hasTool("pdftotext")) {
      const words = [...askTool(pdf, "pdftotext", "-bbox").matchAll(/xMax="([\d.]+)"/g)].map(([, x]) =>
        Number(x),
      );
      // A4 is 595 points wide; a break allowed after a letter may stand a letter's width in the margin.
      expect(Math.max(...words)).toBeLessThan(595 - 60);
    }
  });

  it("may be hundreds of pages", async () => {
    const blocks = Array.from({ length: 3_400 }, (_, i) =>
      para(`Paragraph ${i}. ${"Words to fill a line or two. ".repeat(12)}`),
    );
    const { pdf, pages } = render(paperOf(blocks));
    expect(pages).toBeGreaterThanOrEqual(300);
    expect(await checkPdf(pdf)).toEqual([]);
  });
});

describe("the assets", () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-lambda-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("are all that a bundle needs beside it, laid out as on Lambda; and its PDF is the same", async () => {
    const root = assetRoot();
    for (const asset of ASSETS) {
      mkdirSync(dirname(join(folder, asset)), { recursive: true });
      cpSync(join(root, asset), join(folder, asset), { recursive: true });
    }
    mkdirSync(join(folder, "node_modules/@myriaddreamin"), { recursive: true });
    for (const name of ["typst-ts-node-compiler", "typst-ts-node-compiler-linux-x64-gnu"])
      symlinkSync(
        join(root, "node_modules/@myriaddreamin", name),
        join(folder, "node_modules/@myriaddreamin", name),
      );
    const entry = `import { createHash } from "node:crypto";
      import { readFileSync } from "node:fs";
      import { render } from "#core/document/render.ts";
      const { pdf } = render(JSON.parse(readFileSync(process.argv[2], "utf8")));
      process.stdout.write(createHash("sha256").update(pdf).digest("hex"));`;
    mkdirSync(join(folder, "functions"));
    const bundle = join(folder, "functions/document.mjs");
    await build({
      stdin: { contents: entry, resolveDir: root, loader: "ts" },
      outfile: bundle,
      bundle: true,
      platform: "node",
      format: "esm",
      external: ["@myriaddreamin/typst-ts-node-compiler"],
      logLevel: "error",
    });
    writeFileSync(join(folder, "paper.json"), JSON.stringify(every));
    const said = execFileSync(process.execPath, [bundle, join(folder, "paper.json")], { encoding: "utf8" });
    expect(said).toBe(sha256(render(every).pdf));
  });

  it("are looked for up to the root, and their absence is said", () => {
    expect(() => assetRoot(tmpdir())).toThrow("core/document/typst/paper.typ");
  });
});
