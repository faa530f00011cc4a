/**
 * Check: whether a PDF keeps what PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) ask of its
 * structure. Run on every document before it is sealed, and in tests after. Reads the file itself and
 * trusts nothing that made it; each fault names its clause. Clauses of UA are ISO 14289-1's, of A 19005-2's.
 */
import { ParseSpeeds, PDFDict, PDFDocument, PDFName, PDFRawStream } from "pdf-lib";
import { checkFonts } from "./check-fonts.ts";
import { type Fault, flagOf, nameOf, objectAt, textOf } from "./check-objects.ts";
import { checkPages } from "./check-pages.ts";
import { checkStructure } from "./check-structure.ts";

/** What is wrong with a PDF, each fault once; nothing, where it keeps both standards. */
export async function checkPdf(pdf: Uint8Array): Promise<string[]> {
  const faults = new Set<string>();
  const fault: Fault = (clause, words) => faults.add(`${clause}: ${words}`);
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  checkFile(text, fault);
  try {
    const document = await PDFDocument.load(pdf, {
      updateMetadata: false,
      ignoreEncryption: true,
      // Its other speeds pause now and then, for a browser's sake: that is most of the time a check takes.
      parseSpeed: ParseSpeeds.Fastest,
    });
    checkCatalog(document.catalog, fault);
    checkMetadata(document, fault);
    const tags = checkStructure(document, fault);
    checkPages(document, tags, fault);
    checkFonts(document, fault);
  } catch (error) {
    fault("PDF", `the file cannot be read (${error instanceof Error ? error.message : error})`);
  }
  return [...faults];
}

function checkFile(text: string, fault: Fault): void {
  if (!/^%PDF-1\.[4-7]\r?\n%[\x80-\xff]{4}/.test(text))
    fault("A 6.1.2", "the first lines are not those of a PDF 1.7");
  const trailer = text.slice(text.lastIndexOf("trailer"));
  if (!/\/ID\s*\[/.test(trailer)) fault("A 6.1.3", "the trailer has no ID");
  if (/\/Encrypt\b/.test(trailer)) fault("A 6.1.3", "the file is encrypted");
  if (!/%%EOF\s*$/.test(text.slice(-16))) fault("A 6.1.3", "there is something after the end of the file");
}

function checkCatalog(catalog: PDFDict, fault: Fault): void {
  const lang = textOf(catalog, "Lang");
  if (!lang || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(lang))
    fault("UA 7.2", "the document names no language");
  const marked = objectAt(catalog, "MarkInfo", PDFDict);
  if (!flagOf(marked, "Marked")) fault("UA 6.2", "the document is not marked as tagged");
  if (flagOf(marked, "Suspects")) fault("UA 7.1", "the tags are marked as suspect");
  if (!flagOf(objectAt(catalog, "ViewerPreferences", PDFDict), "DisplayDocTitle"))
    fault("UA 7.1", "the window would not show the title");
  const names = objectAt(catalog, "Names", PDFDict);
  for (const key of ["OpenAction", "AA"])
    if (catalog.has(PDFName.of(key))) fault("A 6.5", `the document acts by itself (${key})`);
  if (names?.has(PDFName.of("JavaScript"))) fault("A 6.5", "the document has a script");
  if (names?.has(PDFName.of("EmbeddedFiles"))) fault("A 6.8", "the document has a file inside");
  if (objectAt(catalog, "AcroForm", PDFDict)?.has(PDFName.of("XFA")))
    fault("A 6.4.2", "the form is an XFA form");
}

function checkMetadata(document: PDFDocument, fault: Fault): void {
  const stream = objectAt(document.catalog, "Metadata", PDFRawStream);
  if (!stream) {
    fault("UA 7.1", "the document has no metadata");
    return;
  }
  if (nameOf(stream.dict, "Filter")) fault("A 6.6.2", "the metadata is compressed");
  const xmp = Buffer.from(stream.contents).toString("utf8");
  const value = (name: string) => new RegExp(`<${name}[^>]*>([^<]*)</${name}>`).exec(xmp)?.[1];
  if (value("pdfuaid:part") !== "1") fault("UA 5", "the metadata does not say PDF/UA-1");
  if (value("pdfaid:part") !== "2" || value("pdfaid:conformance") !== "A")
    fault("A 6.6.4", "the metadata does not say PDF/A-2a");
  if (value("pdfaSchema:prefix") === undefined || !/<pdfaSchema:prefix>pdfuaid</.test(xmp))
    fault("A 6.6.2.3", "the metadata does not describe the PDF/UA property");
  const title = /<dc:title>.*?<rdf:li[^>]*>([^<]*)<\/rdf:li>/s.exec(xmp)?.[1];
  if (!title?.trim()) fault("UA 7.1", "the metadata has no title");
  else if (unescaped(title) !== document.getTitle()) fault("A 6.6.3", "two places give different titles");
  const made = value("xmp:CreateDate");
  if (made && Date.parse(made) !== document.getCreationDate()?.getTime())
    fault("A 6.6.3", "two places give different dates");
}

function unescaped(xml: string): string {
  const signs: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return xml.replace(/&(lt|gt|quot|apos|amp|#x?[0-9a-f]+);/gi, (whole, sign: string) => {
    if (!sign.startsWith("#")) return signs[sign] ?? whole;
    return String.fromCodePoint(Number(sign.replace("#x", "0x").replace("#", "")));
  });
}
