/**
 * Seal: a PAdES signature over the whole document, added as an update after its last byte, so that the
 * document's own bytes stay as they were checked. The field has no size on the page, its name is text
 * for a screen reader, and the file keeps PDF/UA-1 and PDF/A-2a. Pure but for `sign`.
 */
import { checkContent, type Sign, signContent } from "./cms.ts";
import { bytesOf, numberAfter, objectOf, type PdfFile, readPdfFile, tableEntry } from "./pdf-file.ts";

export interface Seal {
  /** Who seals: the body's name. */
  name: string;
  reason: string;
  /** ISO instant that the seal is dated. */
  at: string;
  /** PEM: the seal's certificate, then any above it. */
  certificate: string;
  /** Signs a SHA-256 digest with the certificate's key. */
  sign: Sign;
}

/** Bytes kept for the signature beside its certificates: an RSA-4096 signature is 512, what it signs about 300. */
const BESIDE = 1500;
const RANGE = "/ByteRange [0 0000000000 0000000000 0000000000]";
/** Print and Locked (ISO 32000-1, 12.5.3): PDF/A-2 asks that every annotation can be printed. */
const FLAGS = 132;

/** The document with its seal. */
export async function seal(pdf: Uint8Array, given: Seal): Promise<Uint8Array> {
  const space = Math.ceil(given.certificate.length * 0.75) + BESIDE;
  const { bytes, from, to } = withPlace(readPdfFile(pdf), given, space);
  const content = Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  const signature = await signContent(content, given.certificate, given.sign);
  if (signature.length > space) throw new Error(`The seal needs ${signature.length} bytes, and has ${space}`);
  Buffer.from(bytes.buffer, bytes.byteOffset).write(
    Buffer.from(signature).toString("hex"),
    from + 1,
    "latin1",
  );
  return bytes;
}

/**
 * What is wrong with a document's seal, in words; nothing, where it holds. Says who sealed it: whether
 * that is the certificate of the body that should have, is for the caller to judge.
 */
export function checkSeal(pdf: Uint8Array): { faults: string[]; subject?: string; certificate?: string } {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  // The last: an earlier one may be words of the document's own title.
  const place = [...text.matchAll(/\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].at(-1);
  if (!place) return { faults: ["The document has no seal"] };
  const [from = 0, to = 0, rest = 0] = place.slice(1).map(Number);
  const hex = text.slice(from + 1, to - 1);
  if (text[from] !== "<" || text[to - 1] !== ">" || !/^[0-9a-f]+$/.test(hex))
    return { faults: ["The seal is not where the document says it is"] };
  const faults = to + rest === pdf.length ? [] : ["The seal does not cover the whole document"];
  const content = Buffer.concat([pdf.subarray(0, from), pdf.subarray(to, to + rest)]);
  try {
    const padded = Buffer.from(hex, "hex");
    const cms = padded.subarray(0, lengthOf(padded));
    if (padded.subarray(cms.length).some((byte) => byte !== 0))
      faults.push("There is something after the seal");
    const checked = checkContent(content, cms);
    const { signer } = checked;
    return {
      faults: [...faults, ...checked.faults],
      subject: signer?.subject,
      certificate: signer?.toString(),
    };
  } catch {
    return { faults: [...faults, "The seal cannot be read"] };
  }
}

/** The update, with room for the signature between `from` and `to`. */
function withPlace(
  file: PdfFile,
  given: Seal,
  space: number,
): { bytes: Uint8Array; from: number; to: number } {
  const catalog = objectOf(file, file.root);
  if (catalog.includes("/AcroForm")) throw new Error("The document has a form already");
  const page = firstPage(file, numberAfter(catalog, "Pages"));
  const signature = file.size;
  const field = file.size + 1;
  const objects: [number, string][] = [
    [file.root, within(catalog, `/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>`)],
    [page, withAnnotation(objectOf(file, page), field)],
    [
      signature,
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name ${string(given.name)} /Reason ${string(given.reason)} /M (D:${pdfDate(given.at)}) ${RANGE} /Contents <${"0".repeat(space * 2)}> >>`,
    ],
    [
      field,
      `<< /Type /Annot /Subtype /Widget /FT /Sig /T ${string("Seal")} /TU ${string(`Digital seal of ${given.name}`)} /F ${FLAGS} /Rect [0 0 0 0] /P ${page} 0 R /V ${signature} 0 R >>`,
    ],
  ];
  let out = file.text.endsWith("\n") ? file.text : `${file.text}\n`;
  const places = new Map<number, number>();
  for (const [number, body] of objects) {
    places.set(number, out.length);
    out += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const startxref = out.length;
  out += `xref\n${[...places]
    .sort(([a], [b]) => a - b)
    .map(([number, at]) => `${number} 1\n${tableEntry(at)}`)
    .join("")}`;
  const trailer = file.trailer.replace(/\/Size\s+\d+/, `/Size ${file.size + 2}`);
  out += `trailer\n${within(trailer, `/Prev ${file.startxref}`)}\nstartxref\n${startxref}\n%%EOF\n`;

  const from = out.indexOf("/Contents <", places.get(signature)) + "/Contents ".length;
  const to = from + space * 2 + 2;
  const range = `/ByteRange [0 ${from} ${to} ${out.length - to}]`.padEnd(RANGE.length, " ");
  return { bytes: bytesOf(out.replace(RANGE, range)), from, to };
}

function firstPage(file: PdfFile, pages: number): number {
  const kids = /\/Kids\s*\[\s*(\d+)/.exec(objectOf(file, pages));
  return kids ? firstPage(file, Number(kids[1])) : pages;
}

/** A page's own list of annotations, longer by one. Read in the order of the tags (PDF/UA-1, 7.18.3). */
function withAnnotation(page: string, field: number): string {
  if (/\/Annots\s+\d/.test(page)) throw new Error("The page's annotations are kept elsewhere");
  const added = page.includes("/Annots")
    ? page.replace(/\/Annots\s*\[/, (found) => `${found}${field} 0 R `)
    : within(page, `/Annots [${field} 0 R]`);
  return /\/Tabs\b/.test(added) ? added : within(added, "/Tabs /S");
}

function within(dictionary: string, entry: string): string {
  return dictionary.replace(/>>\s*$/, `  ${entry}\n>>`);
}

/** A text string in UTF-16 (ISO 32000-1, 7.9.2.2), in hexadecimal so that nothing in it needs escaping. */
function string(text: string): string {
  return `<FEFF${Buffer.from(text, "utf16le").swap16().toString("hex").toUpperCase()}>`;
}

function pdfDate(at: string): string {
  return `${new Date(at).toISOString().replace(/\D/g, "").slice(0, 14)}Z`;
}

/** How long a DER sequence is, by its own first bytes (X.690, 8.1.3): what follows it is padding. */
function lengthOf(der: Buffer): number {
  const first = der[1] ?? 0;
  const count = first & 0x7f;
  return first & 0x80 ? 2 + count + der.readUIntBE(2, count) : 2 + count;
}
