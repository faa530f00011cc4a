/**
 * PDF: whether one acts by itself. Every object is looked at, also those in compressed streams and those
 * that no page leads to: a script, a program to start, a form that sends, a file or film inside. In a
 * module of its own, loaded when a PDF comes, since its parser is large. ISO 32000-1, 12.6 and 7.11.4.
 */
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFStream } from "pdf-lib";

const ACTIVE_KEYS = ["JS", "JavaScript", "XFA", "EF", "EmbeddedFiles", "RichMediaContent"];
/** Kinds of action (/S), of annotation (/Subtype) and of object (/Type). */
const ACTIVE_VALUES: Record<string, string[]> = {
  S: ["JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE"],
  Subtype: ["RichMedia", "3D", "Movie", "Sound", "FileAttachment"],
  Type: ["EmbeddedFile"],
};

/** Throws where it cannot be read. */
export async function readPdf(bytes: Uint8Array): Promise<"active" | "encrypted" | undefined> {
  // Objects that a later part of the file replaces are not parsed, but a reader may still find them.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  if (/\/(JavaScript|EmbeddedFile|RichMedia|Launch)\b/.test(unescaped(text))) return "active";
  const document = await PDFDocument.load(bytes, {
    ignoreEncryption: true,
    updateMetadata: false,
    throwOnInvalidObject: true,
    // Objects at once before it pauses: a pause costs a millisecond, a large file has ten thousand.
    parseSpeed: Number.POSITIVE_INFINITY,
  });
  if (document.isEncrypted) return "encrypted";
  if (document.getPageCount() === 0) throw new Error("The PDF has no page");
  return document.context.enumerateIndirectObjects().some(([, object]) => acts(object))
    ? "active"
    : undefined;
}

function acts(object: PDFObject): boolean {
  if (object instanceof PDFArray) return object.asArray().some(acts);
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return false;
  return dict.entries().some(([key, value]) => {
    const name = key.decodeText();
    if (ACTIVE_KEYS.includes(name)) return true;
    if (value instanceof PDFName && ACTIVE_VALUES[name]?.includes(value.decodeText())) return true;
    return acts(value);
  });
}

/** Names may be written with hexadecimal codes: /J#61vaScript. */
function unescaped(text: string): string {
  return text.includes("#")
    ? text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
