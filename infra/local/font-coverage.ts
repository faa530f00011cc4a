/**
 * node infra/local/font-coverage.ts: which characters the document's fonts can show, read from the fonts
 * and written to core/document/font-coverage.ts, so that a page can say what will not print without
 * having the fonts. To be run when a font changes; a test says when it was not.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { FONTS } from "#core/document/assets.ts";

const ROOT = join(import.meta.dirname, "../..");
const FILE = join(ROOT, "core/document/font-coverage.ts");

/** The families that the template names one after another for text; its fifth is for code alone. */
const FAMILIES = ["SourceSans3", "NotoNaskhArabic", "NotoEmoji", "DejaVuSans"];

/** The source of core/document/font-coverage.ts. */
export function coverageSource(): string {
  const lines = FAMILIES.map((family) => {
    const faces = FONTS.filter((font) => basename(font).split(/[-_]/)[0] === family);
    if (faces.length === 0) throw new Error(`No font of the document is of the family ${family}`);
    const [first, ...others] = faces.map((face) => characters(readFileSync(join(ROOT, face))));
    // Bold and italic text is text too: what only some faces have cannot be promised.
    const shared = [...first!].filter((code) => others.every((face) => face.has(code)));
    return `  /* ${family} */\n  "${packed(shared.sort((a, b) => a - b))}",`;
  });
  return `/**
 * Written by \`node infra/local/font-coverage.ts\` from the document's fonts: the characters that every
 * face of each family has, as runs. Two numbers a run, in base 36: how far from the last run's end, how long.
 */
export const COVERAGE = [
${lines.join("\n")}
];
`;
}

function packed(codes: number[]): string {
  const runs: string[] = [];
  let end = 0;
  for (let i = 0; i < codes.length; ) {
    const start = codes[i]!;
    let length = 1;
    while (codes[i + length] === start + length) length++;
    runs.push((start - end).toString(36), length.toString(36));
    end = start + length;
    i += length;
  }
  return runs.join(" ");
}

/** The characters in a font's character map (OpenType, "cmap", formats 4 and 12). */
function characters(font: Buffer): Set<number> {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + i * 16);
  const entry = tables.find((at) => font.toString("latin1", at, at + 4) === "cmap");
  if (entry === undefined) throw new Error("A font has no character map");
  const map = font.readUInt32BE(entry + 8);
  const found = new Set<number>();
  for (let i = 0; i < font.readUInt16BE(map + 2); i++) {
    const at = map + font.readUInt32BE(map + 4 + i * 8 + 4);
    const format = font.readUInt16BE(at);
    if (format === 4) addSegments(font, at, found);
    if (format === 12) addGroups(font, at, found);
  }
  return found;
}

function addSegments(font: Buffer, at: number, found: Set<number>): void {
  const length = font.readUInt16BE(at + 6);
  const ends = at + 14;
  const starts = ends + length + 2;
  const deltas = starts + length;
  const offsets = deltas + length;
  for (let i = 0; i < length; i += 2) {
    const first = font.readUInt16BE(starts + i);
    const offset = font.readUInt16BE(offsets + i);
    for (let code = first; code <= font.readUInt16BE(ends + i) && code < 0xffff; code++) {
      const place = offsets + i + offset + (code - first) * 2;
      const glyph = offset === 0 ? code : font.readUInt16BE(place);
      if (glyph !== 0 && ((glyph + font.readUInt16BE(deltas + i)) & 0xffff) !== 0) found.add(code);
    }
  }
}

function addGroups(font: Buffer, at: number, found: Set<number>): void {
  for (let i = 0; i < font.readUInt32BE(at + 12); i++) {
    const [first, last, glyph] = [0, 4, 8].map((n) => font.readUInt32BE(at + 16 + i * 12 + n)) as [
      number,
      number,
      number,
    ];
    for (let code = first; code <= last; code++) if (glyph + code - first !== 0) found.add(code);
  }
}

if (import.meta.main) writeFileSync(FILE, coverageSource());
