/** The check of the fonts: every one is inside the file, whole enough to draw, and its glyphs can be read as text. */
import { PDFDict, type PDFDocument, PDFRawStream } from "pdf-lib";
import { dictsOf, type Fault, nameOf, objectAt } from "./check-objects.ts";

export function checkFonts(document: PDFDocument, fault: Fault): void {
  const seen = new Set<PDFDict>();
  for (const page of document.getPages()) {
    const fonts = objectAt(page.node.Resources(), "Font", PDFDict);
    for (const key of fonts?.keys() ?? []) {
      const font = objectAt(fonts, key.decodeText(), PDFDict);
      if (!font || seen.has(font)) continue;
      seen.add(font);
      checkFont(font, fault);
    }
  }
}

function checkFont(font: PDFDict, fault: Fault): void {
  const name = nameOf(font, "BaseFont") ?? "without a name";
  if (!objectAt(font, "ToUnicode", PDFRawStream))
    fault("UA 7.21.7", `text in the font ${name} cannot be read as text`);
  if (nameOf(font, "Subtype") === "Type3") return;
  const [inner = font] = dictsOf(font, "DescendantFonts");
  const descriptor = objectAt(inner, "FontDescriptor", PDFDict);
  const files = ["FontFile", "FontFile2", "FontFile3"].map((key) => objectAt(descriptor, key, PDFRawStream));
  if (!files.some(Boolean)) fault("A 6.2.11.4", `the font ${name} is not in the file`);
  if (
    nameOf(inner, "Subtype") === "CIDFontType2" &&
    !nameOf(inner, "CIDToGIDMap") &&
    !objectAt(inner, "CIDToGIDMap", PDFRawStream)
  )
    fault("A 6.2.11.3", `the font ${name} does not say which glyph is which`);
}
