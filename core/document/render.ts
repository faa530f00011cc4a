/**
 * Render: a paper as a PDF that is PDF/UA-1 and PDF/A-2a at once, the same bytes for the same paper.
 * Data goes to the template as JSON and is never read as markup. What no font can show, or no archive
 * format hold, is replaced and reported; a paper never fails for a character.
 */
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { assetRoot, readFonts, TEMPLATE } from "./assets.ts";
import { type Drawing, drawingOf, mapStrings } from "./drawing.ts";
import { identify, pageCount } from "./identity.ts";
import type { Paper } from "./paper.ts";

export interface Rendered {
  pdf: Uint8Array;
  pages: number;
  /** What could not be printed as typed, in words for the author. */
  notices: string[];
}

/** Stands for a character that no font has. */
const SUBSTITUTE = "□";
/** Each try replaces all that the last one named. Parts of a joined character are only named once alone. */
const TRIES = 5;

/** The PDF of a paper. `root` holds the assets, where they are not above this file. */
export function render(paper: Paper, root?: string): Rendered {
  const press = pressAt(root);
  const { drawing, removed } = drawingOf(paper);
  const notices = removed.map((code) => `The character ${code} cannot be printed and was left out.`);
  try {
    return draw(press, drawing, notices, TRIES);
  } finally {
    // The compiler keeps what it has seen: about 1 MB for each paper.
    press.compiler.evictCache(10);
  }
}

interface Press {
  compiler: NodeCompiler;
  template: string;
}

/** One compiler for a process: its fonts take longer to read than a paper to draw. */
let ready: (Press & { root?: string }) | undefined;

function pressAt(root?: string): Press {
  if (ready && ready.root === root) return ready;
  const folder = root ?? assetRoot();
  const template = join(folder, TEMPLATE);
  const compiler = NodeCompiler.create({ workspace: template, fontArgs: [{ fontBlobs: readFonts(folder) }] });
  ready = { compiler, template: join(template, "paper.typ"), root };
  return ready;
}

function draw(press: Press, drawing: Drawing, notices: string[], tries: number): Rendered {
  try {
    return { ...print(press, drawing), notices };
  } catch (error) {
    const missing = missingText(error);
    if (missing.length === 0 || tries === 0)
      throw new Error("The paper could not be drawn", { cause: error });
    const gone = unprintable(press, drawing, missing);
    const seen = mapStrings(drawing, (s) => gone.reduce((now, text) => now.replaceAll(text, SUBSTITUTE), s));
    const words = gone.map(
      (text) => `No font has “${text}” (${codes(text)}): it is printed as ${SUBSTITUTE}.`,
    );
    return draw(press, seen, [...notices, ...words], tries - 1);
  }
}

function print({ compiler, template }: Press, drawing: Drawing): { pdf: Uint8Array; pages: number } {
  // Exported from its source each time: a compiled document would be held until the collector finds it.
  const task = { mainFilePath: template, inputs: { paper: JSON.stringify(drawing) } };
  const pdf = identify(compiler.pdf(task, { pdfStandard: "ua-1" }));
  // Exported to be refused: the archive standard's own file is not the one kept.
  compiler.pdf(task, { pdfStandard: "a-2a" });
  return { pdf, pages: pageCount(pdf) };
}

/**
 * Which of the texts that an export could not show have no glyph even alone. An export also names the
 * letter under a mark that it could not place: there the mark goes, and the letter stays.
 */
function unprintable(press: Press, drawing: Drawing, missing: string[]): string[] {
  const blocks = missing.map((text) => ({ t: "para", c: [text] }));
  try {
    print(press, { ...drawing, title: "Characters", blocks, items: [] });
  } catch (error) {
    const alone = missingText(error);
    if (alone.length > 0) return alone;
  }
  const marks = missing.filter((text) => /^\p{M}+$/u.test(text));
  return marks.length > 0 ? marks : missing;
}

/** The texts that an export names as having no glyph, or as no archive may hold. They are quoted as Rust quotes. */
function missingText(error: unknown): string[] {
  const message = error instanceof Error ? error.message : "";
  const named = message.matchAll(/the text (?:contains the disallowed codepoint )?`\\"(.*?)\\"`/gu);
  return [...new Set([...named].map(([, quoted = ""]) => unquote(quoted)))].filter(
    (text) => text !== SUBSTITUTE,
  );
}

function unquote(quoted: string): string {
  return quoted
    .replace(/\\+u\{([0-9a-f]+)\}/g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/\\+([\\"'])/g, "$1");
}

function codes(text: string): string {
  return Array.from(text, (c) => `U+${c.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`).join(
    " ",
  );
}
