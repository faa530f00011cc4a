/**
 * The PDF of an old decision, looked at before it is kept: whether it is one, whether it acts by itself,
 * and whether anyone can read it by other means than their eyes. It is kept byte for byte or not at all.
 * A page without a font has no text; a document without a structure tree is not tagged (ISO 32000-1, 14.7).
 */
import { PDFDict, PDFDocument, PDFName } from "pdf-lib";
import { readPdf } from "#core/attachment/pdf.ts";
import type { Imported } from "#core/notice/imported.ts";

export interface LookedAt {
  /** It cannot be published: why. */
  refused?: string;
  /** What is odd about it, in words. */
  odd?: string;
  pages?: number;
  reads?: Imported["pdf"];
}

export async function lookAt(bytes: Uint8Array): Promise<LookedAt> {
  if (Buffer.from(bytes.subarray(0, 1024)).indexOf("%PDF-") < 0) return { refused: "is not a PDF" };
  try {
    const problem = await readPdf(bytes);
    if (problem === "active")
      return {
        refused:
          "has a script, a program or a file inside it, so it is not published. Save it again as a plain PDF",
      };
    if (problem === "encrypted")
      return {
        odd: "is protected, so it could not be looked into: see whether it opens without a password",
        reads: "unknown",
      };
    const document = await PDFDocument.load(bytes, {
      updateMetadata: false,
      parseSpeed: Number.POSITIVE_INFINITY,
    });
    const pages = document.getPageCount();
    const hasText = document.context
      .enumerateIndirectObjects()
      .some(
        ([, object]) => object instanceof PDFDict && object.get(PDFName.of("Type")) === PDFName.of("Font"),
      );
    if (!hasText)
      return {
        pages,
        reads: "scan",
        odd: "is a scan: pictures of pages without text. Its notice offers another format",
      };
    const isTagged = document.catalog.has(PDFName.of("StructTreeRoot"));
    return { pages, reads: isTagged ? "tagged" : "untagged" };
  } catch {
    return { odd: "could not be read to its end: open it and look", reads: "unknown" };
  }
}
