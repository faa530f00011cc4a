/** Files to attach, each the smallest sound one of its kind, and ways to spoil them. */
import { crc32, deflateRawSync } from "node:zlib";
import { PDFDocument, PDFName, PDFString } from "pdf-lib";

export type Parts = Record<string, string | Uint8Array>;

/** A ZIP of these entries, in this order. `raw` changes the finished bytes. */
export function zipOf(parts: Parts, { flags = 0 }: { flags?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content as string);
    const stored = name === "mimetype";
    const data = stored ? raw : deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(raw.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, tail, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

const OOXML = "application/vnd.openxmlformats-officedocument";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const XML = '<?xml version="1.0" encoding="UTF-8"?>';

const openXml = (folder: string, part: string, type: string, body: string): Parts => ({
  "[Content_Types].xml": `${XML}<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${folder}/${part}.xml" ContentType="${OOXML}.${type}.main+xml"/></Types>`,
  "_rels/.rels": `${XML}<Relationships>${relation("officeDocument", `${folder}/${part}.xml`)}</Relationships>`,
  [`${folder}/${part}.xml`]: XML + body,
});

export const docxParts = openXml(
  "word",
  "document",
  "wordprocessingml.document",
  "<w:document><w:body><w:p><w:r><w:t>DDE is a word of this text.</w:t></w:r></w:p></w:body></w:document>",
);
export const xlsxParts = openXml("xl", "workbook", "spreadsheetml.sheet", "<workbook><sheets/></workbook>");

export function relation(type: string, target: string, mode?: string): string {
  return `<Relationship Id="r1" Type="${RELATIONS}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ""}/>`;
}

export const relations = (...all: string[]) => `${XML}<Relationships>${all.join("")}</Relationships>`;

const openDocument = (type: string, body: string): Parts => ({
  mimetype: `application/vnd.oasis.opendocument.${type}`,
  "content.xml": `${XML}<office:document-content><office:scripts/><office:body>${body}</office:body></office:document-content>`,
  "META-INF/manifest.xml": `${XML}<manifest:manifest><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.${type}"/></manifest:manifest>`,
});
export const odtParts = openDocument(
  "text",
  '<office:text><text:a xlink:href="https://example.org">Link</text:a><draw:image xlink:href="Pictures/1.png"/></office:text>',
);
export const odsParts = openDocument("spreadsheet", "<office:spreadsheet/>");

export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
export const jpg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex");
export const csv = Buffer.from("Award,Amount\r\nBoats,£-5\r\n-4,+44 20 7946 0000\r\n");
export const txt = Buffer.from("\ufeffThe terms, in “plain” words.\n");

/** A PDF that says something, so that two are not the same file. `spoil` changes it before it is saved. */
export async function pdf(
  says: string,
  spoil: (document: PDFDocument) => unknown = () => {},
  { useObjectStreams = true } = {},
): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setTitle(says);
  document.addPage([200, 200]).drawText(says, { size: 10 });
  await spoil(document);
  return Buffer.from(await document.save({ useObjectStreams }));
}

/** An action of this kind, that nothing leads to but the document's opening. */
export function opensWith(action: Record<string, string>): (document: PDFDocument) => void {
  return ({ context, catalog }) => {
    const entries = Object.entries(action).map(([key, value]) => [
      key,
      key === "S" ? PDFName.of(value) : PDFString.of(value),
    ]);
    catalog.set(PDFName.of("OpenAction"), context.register(context.obj(Object.fromEntries(entries))));
  };
}

/** One of each kind that is taken, under a name. */
export async function soundFiles(): Promise<Record<string, Buffer>> {
  return {
    "Report.pdf": await pdf("A report"),
    "Terms.docx": zipOf(docxParts),
    "Budget.xlsx": zipOf(xlsxParts),
    "Terms.odt": zipOf(odtParts),
    "Budget.ods": zipOf(odsParts),
    "Awards.csv": csv,
    "Terms.txt": txt,
    "Map.PNG": png,
    "Site.jpeg": jpg,
  };
}
