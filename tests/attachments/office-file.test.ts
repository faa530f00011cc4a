/** Office documents: what acts or fetches by itself, in plain sight or in disguise, is refused; the rest is taken. */
import { describe, expect, test } from "vitest";
import { inspect, MESSAGES } from "#core/attachment/inspect.ts";
import {
  docxParts,
  odsParts,
  odtParts,
  type Parts,
  png,
  relation,
  relations,
  xlsxParts,
  zipOf,
} from "./files.ts";

const problemOf = async (name: string, bytes: Uint8Array) => {
  const inspected = await inspect(name, bytes);
  return inspected.ok ? undefined : inspected.problem;
};

describe("an office document", () => {
  const word = (more: Parts) => zipOf({ ...docxParts, ...more });
  const excel = (more: Parts) => zipOf({ ...xlsxParts, ...more });
  const types = (type: string) => ({
    "[Content_Types].xml": `${docxParts["[Content_Types].xml"]}`.replace(
      "</Types>",
      `<Override PartName="/word/x.xml" ContentType="${type}"/></Types>`,
    ),
  });
  const text = (xml: string) => ({ "word/document.xml": `<w:document><w:body>${xml}</w:body></w:document>` });

  test.each<[string, string, Buffer]>([
    ["macros", "a.docx", word({ "word/vbaProject.bin": "x" })],
    ["macros under a plain name", "a.docx", word(types("application/vnd.ms-office.vbaProject"))],
    ["macros, typed in codes", "a.docx", word(types("application/vnd.ms-office.vb&#97;Project"))],
    ["a control", "a.docx", word({ "word/activeX/activeX1.xml": "<x/>" })],
    ["an embedded program", "a.docx", word({ "word/embeddings/oleObject1.bin": "x" })],
    ["a page of HTML", "a.docx", word({ "word/afchunk.htm": "<script>" })],
    ["a macro sheet", "a.xlsx", excel({ "xl/macrosheets/sheet1.xml": "<x/>" })],
    ["a data connection", "a.xlsx", excel({ "xl/connections.xml": "<connections/>" })],
    [
      "a DDE link",
      "a.xlsx",
      excel({ "xl/externalLinks/externalLink1.xml": "<externalLink><ddeLink/></externalLink>" }),
    ],
    ["a DDE field", "a.docx", word(text('<w:fldSimple w:instr=" DDEAUTO c:\\x "/>'))],
    [
      "a DDE field in disguise",
      "a.docx",
      word(
        text("<w:instrText a='>'>&#68;<!-- > -->D</w:instrText><w:instrText><![CDATA[E c:]]></w:instrText>"),
      ),
    ],
    [
      "a DDE field in pieces",
      "a.docx",
      word(text("<w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\x</w:instrText>")),
    ],
    [
      "a template from elsewhere",
      "a.docx",
      word({
        "word/_rels/settings.xml.rels": relations(
          relation("attachedTemplate", "https://x.example/t.dotm", "External"),
        ),
      }),
    ],
    [
      "a picture from elsewhere",
      "a.docx",
      word({
        "word/_rels/document.xml.rels": relations(relation("image", "https://x.example/p.png", "External")),
      }),
    ],
    [
      "a link that runs",
      "a.docx",
      word({ "word/_rels/document.xml.rels": relations(relation("hyperlink", "javascript:x", "External")) }),
    ],
    [
      "a workbook with macros inside",
      "a.docx",
      word({ "word/embeddings/chart.xlsx": excel({ "xl/vbaProject.bin": "x" }) }),
    ],
    ["Basic", "a.odt", zipOf({ ...odtParts, "Basic/Standard/Module1.xml": "<x/>" })],
    ["a script", "a.odt", zipOf({ ...odtParts, "Scripts/python/x.py": "x" })],
    [
      "an event that runs a macro",
      "a.ods",
      zipOf({ ...odsParts, "content.xml": '<x><script:event-listener script:event-name="dom:load"/></x>' }),
    ],
    [
      "a link that runs a macro",
      "a.odt",
      zipOf({ ...odtParts, "content.xml": '<x><text:a xlink:href="vnd.sun.star.script:x"/></x>' }),
    ],
    [
      "a picture loaded from elsewhere",
      "a.odt",
      zipOf({ ...odtParts, "content.xml": '<x><draw:image xlink:href="https://x.example/p.png"/></x>' }),
    ],
    ["a DDE source", "a.ods", zipOf({ ...odsParts, "content.xml": "<x><office:dde-source /></x>" })],
  ])("with %s is refused", async (_, name, bytes) => {
    expect(await problemOf(name, bytes)).toBe(MESSAGES.active);
  });

  test("with a macro-enabled main part is refused, whatever its name", async () => {
    const macro = Object.fromEntries(
      Object.entries(docxParts).map(([name, part]) => [
        name,
        String(part).replace(
          /application\/vnd\.openxml[^"]*main\+xml/,
          "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
      ]),
    );
    expect(await problemOf("a.docx", zipOf(macro))).toBe(MESSAGES.active);
  });

  test("may link, hold pictures, charts with their sheets, printer settings and links to workbooks", async () => {
    const links = relations(
      relation("hyperlink", "https://example.org", "External"),
      relation("image", "media/image1.png"),
      relation("package", "../embeddings/Sheet1.xlsx"),
    );
    expect(
      await problemOf(
        "a.docx",
        word({
          "word/_rels/document.xml.rels": links,
          "word/media/image1.png": png,
          "word/embeddings/Sheet1.xlsx": excel({}),
        }),
      ),
    ).toBeUndefined();
    const book = relations(relation("externalLinkPath", "file:///C:/Budget.xlsx", "External"));
    expect(
      await problemOf(
        "a.xlsx",
        excel({
          "xl/printerSettings/printerSettings1.bin": "x",
          "xl/externalLinks/_rels/externalLink1.xml.rels": book,
          "xl/externalLinks/externalLink1.xml": "<externalLink><externalBook/></externalLink>",
        }),
      ),
    ).toBeUndefined();
  });

  test("that is locked is said to be", async () => {
    expect(await problemOf("a.docx", zipOf(docxParts, { flags: 1 }))).toBe(MESSAGES.encrypted);
    const manifest = String(odtParts["META-INF/manifest.xml"]).replace(
      "/>",
      "><manifest:encryption-data/></manifest:file-entry>",
    );
    expect(await problemOf("a.odt", zipOf({ ...odtParts, "META-INF/manifest.xml": manifest }))).toBe(
      MESSAGES.encrypted,
    );
  });

  test("that two programs could read differently is refused", async () => {
    const sound = zipOf(docxParts);
    const central = sound.indexOf("PK\x01\x02");
    const changed = (change: (copy: Buffer) => unknown) => {
      const copy = Buffer.from(sound);
      change(copy);
      return problemOf("a.docx", copy);
    };
    expect(await problemOf("a.docx", sound)).toBeUndefined();
    expect(await problemOf("a.docx", Buffer.concat([sound, Buffer.from("more")]))).toBe(MESSAGES.broken);
    expect(await problemOf("a.docx", sound.subarray(0, -30))).toBe(MESSAGES.broken);
    expect(await changed((b) => b.write("X", 30))).toBe(MESSAGES.broken);
    expect(await changed((b) => b.writeUInt16LE(0, 8))).toBe(MESSAGES.broken);
    expect(await changed((b) => b.writeUInt16LE(12, central + 10))).toBe(MESSAGES.broken);
    expect(await changed((b) => b.writeUInt32LE(7, central + 24))).toBe(MESSAGES.broken);
    expect(await changed((b) => b.writeUInt32LE(4_000_000_000, central + 24))).toBe(MESSAGES.broken);
    const utf16 = Buffer.from("\ufeff<w:document/>", "utf16le");
    expect(await problemOf("a.docx", word({ "word/document.xml": utf16 }))).toBe(MESSAGES.broken);
    expect(await problemOf("a.docx", word({ "word/document.xml": "<!DOCTYPE x><x/>" }))).toBe(
      MESSAGES.broken,
    );
  });

  test("that is long and strange takes no longer", async () => {
    const started = performance.now();
    for (const piece of ["\r\n", ", ", '" ', "-a", "+ "])
      expect(await problemOf("a.csv", Buffer.from(piece.repeat(500_000)))).toBeUndefined();
    const tags = ["<draw:image ", "<!-- ", '<x href="', "<w:instrText '"].map((tag) => tag.repeat(500_000));
    for (const tag of tags) await problemOf("a.odt", zipOf({ ...odtParts, "content.xml": tag }));
    for (const tag of tags) await problemOf("a.docx", zipOf({ ...docxParts, "word/document.xml": tag }));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
