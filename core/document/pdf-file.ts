/**
 * PDF file: the outermost layer of a PDF as Typst writes it (a classic cross-reference table, objects
 * uncompressed), read as Latin-1 text, so that a character is a byte. Enough to change an object in
 * place or to append an update; anything else is refused. ISO 32000-1, 7.5.
 */

export interface PdfFile {
  text: string;
  /** Where the last cross-reference table begins. */
  startxref: number;
  /** The last trailer's dictionary, with its brackets. */
  trailer: string;
  size: number;
  root: number;
  /** Byte offset of each object in use, by number. */
  offsets: Map<number, number>;
}

export function readPdfFile(pdf: Uint8Array): PdfFile {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  const startxref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64))?.[1]);
  const tail = text.slice(startxref);
  if (!tail.startsWith("xref")) throw new Error("The PDF has no plain cross-reference table at its end");
  const trailer = tail
    .slice(tail.indexOf("<<", tail.indexOf("trailer")), tail.indexOf("startxref"))
    .trimEnd();
  if (/\/Prev\b/.test(trailer)) throw new Error("The PDF has been updated already");
  return {
    text,
    startxref,
    trailer,
    size: numberAfter(trailer, "Size"),
    root: numberAfter(trailer, "Root"),
    offsets: readTable(tail),
  };
}

/** The body of an object: "<< … >>". */
export function objectOf(file: PdfFile, number: number): string {
  const at = offsetOf(file, number);
  const body = file.text.slice(at, file.text.indexOf("endobj", at));
  return body.replace(/^\d+ \d+ obj\s*/, "").trimEnd();
}

export function offsetOf(file: PdfFile, number: number): number {
  const at = file.offsets.get(number);
  if (at === undefined) throw new Error(`The PDF has no object ${number}`);
  return at;
}

/** The whole number after a key of a dictionary: 12 of "/Root 12 0 R". */
export function numberAfter(dictionary: string, key: string): number {
  const found = new RegExp(`/${key}\\s+(\\d+)`).exec(dictionary)?.[1];
  if (found === undefined) throw new Error(`The PDF has no /${key} where it must be`);
  return Number(found);
}

/** An entry of a cross-reference table. ISO 32000-1, 7.5.4: exactly 20 bytes with its line end. */
export function tableEntry(offset: number): string {
  return `${String(offset).padStart(10, "0")} 00000 n \n`;
}

export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

function readTable(tail: string): Map<number, number> {
  const offsets = new Map<number, number>();
  const lines = tail.slice(0, tail.indexOf("trailer")).split("\n").slice(1);
  let number = 0;
  for (const line of lines) {
    const entry = /^(\d{10}) \d{5} ([nf])/.exec(line);
    if (!entry) number = Number(line.split(" ")[0]);
    else {
      if (entry[2] === "n") offsets.set(number, Number(entry[1]));
      number++;
    }
  }
  return offsets;
}
