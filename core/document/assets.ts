/**
 * Assets: the template and fonts a paper is drawn with. They are found by the same path in the repo,
 * beside a bundle run from it, and on Lambda, where `copyFiles` puts each at the path it has here.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const TEMPLATE = "core/document/typst";

/** In the order of the template's families. TrueType, since PDF/A wants whole outlines that every reader draws alike. */
export const FONTS = [
  "source-sans/TTF/SourceSans3-Regular.ttf",
  "source-sans/TTF/SourceSans3-It.ttf",
  "source-sans/TTF/SourceSans3-Semibold.ttf",
  "source-sans/TTF/SourceSans3-SemiboldIt.ttf",
  "source-sans/TTF/SourceSans3-Bold.ttf",
  "source-sans/TTF/SourceSans3-BoldIt.ttf",
  "@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Regular.ttf",
  "@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Bold.ttf",
  "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
  "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
  "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
  "dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf",
].map((font) => `node_modules/${font}`);

/** Every file that must lie beside the function, from the root of the repo, for `copyFiles`. */
export const ASSETS = [TEMPLATE, ...FONTS];

/** The folder that holds the assets: the nearest above this file. */
export function assetRoot(from = import.meta.dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, TEMPLATE, "paper.typ"))) return folder;
    if (folder === dirname(folder)) throw new Error(`No folder above ${from} holds ${TEMPLATE}/paper.typ`);
  }
}

export function readFonts(root: string): Buffer[] {
  return FONTS.map((font) => readFileSync(join(root, font)));
}
