/**
 * A paper drawn by pdfkit, as plainly as it can be: every word and cell as a line of text in one font of
 * ours, page after page. No tags, tables, boxes or archive format: the least that a PDF of it costs.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { assetRoot, FONTS } from "#core/document/assets.ts";
import type { Inline, Paper, PaperBlock } from "#core/document/paper.ts";
import { inlineText } from "#core/form/richtext.ts";

/** What is used of pdfkit, which comes without types. */
interface PdfKit {
  on(event: "data", take: (chunk: Buffer) => void): void;
  on(event: "end", take: (nothing?: undefined) => void): void;
  registerFont(name: string, font: Buffer): void;
  font(name: string): PdfKit;
  fontSize(size: number): PdfKit;
  text(words: string, options: { paragraphGap: number }): PdfKit;
  bufferedPageRange(): { count: number };
  end(): void;
}
const PDFDocument = createRequire(import.meta.url)("pdfkit") as new (options: object) => PdfKit;

const SIZES = [18, 13.5, 11.5, 10.5];
let fonts: { regular: Buffer; bold: Buffer } | undefined;

export async function drawPlainly(paper: Paper): Promise<{ pdf: Uint8Array; pages: number }> {
  const root = assetRoot();
  const read = (name: string) => readFileSync(join(root, FONTS.find((font) => font.endsWith(name))!));
  fonts ??= { regular: read("3-Regular.ttf"), bold: read("3-Bold.ttf") };
  const document = new PDFDocument({
    size: "A4",
    margin: 71,
    bufferPages: true,
    info: { Title: paper.title },
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on("end", resolve));
  document.registerFont("regular", fonts.regular);
  document.registerFont("bold", fonts.bold);
  for (const line of paper.blocks.flatMap(linesOf)) {
    document.font(line.level ? "bold" : "regular").fontSize(line.level ? SIZES[line.level - 1]! : 10.5);
    document.text(line.text, { paragraphGap: 6 });
  }
  const pages = document.bufferedPageRange().count;
  document.end();
  await ended;
  return { pdf: Buffer.concat(chunks), pages };
}

interface Line {
  text: string;
  level?: number;
}

/** Everything that a block says, a line each. */
function linesOf(block: PaperBlock): Line[] {
  const words = (c: Inline[], before = "") => [{ text: [before, inlineText(c)].filter(Boolean).join(" ") }];
  switch (block.t) {
    case "heading":
      return words(block.c, block.number).map((line) => ({ ...line, level: block.level }));
    case "para":
      return words(block.c, block.number);
    case "labelled":
      return words(block.c, block.label);
    case "label":
      return words([], block.label);
    case "list":
      return block.items.flatMap(({ label = "•", blocks }) =>
        blocks.flatMap(linesOf).map((line, i) => (i ? line : { text: `${label} ${line.text}` })),
      );
    case "table":
      return [block.head, ...block.rows, block.foot ?? []].map((row) => ({
        text: row.map((cell) => inlineText(cell.c)).join("   "),
      }));
    case "facts":
      return block.rows.flatMap(({ label, c }) => words(c, label));
    case "matrix":
      return block.rows.map(({ label, answers }) => ({
        text: `${label} ${answers.map((a) => (a ? "Yes" : "No")).join(" ")}`,
      }));
    case "signature":
      return [
        ...words(block.statement, block.title),
        ...[...(block.alternatives?.one ?? []), ...(block.alternatives?.and ?? [])].map(
          ({ label, text }) => ({
            text: `${label} ${text}`,
          }),
        ),
        ...block.lines.map(({ label, value }) => ({ text: `${label} ${value}` })),
      ];
    case "withheld":
      return words([block.ground], block.label);
    case "appendix":
      return [{ text: block.title, level: 2 }, ...block.blocks.flatMap(linesOf)];
    case "rule":
    case "pageBreak":
      return [];
  }
}
