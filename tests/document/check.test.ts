import { PDFArray, PDFDict, PDFDocument, PDFName, PDFStream, PDFString } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { checkPdf } from "#core/document/check.ts";
import { readContent } from "#core/document/check-content.ts";
import { compose } from "#core/document/compose.ts";
import { render } from "#core/document/render.ts";
import { everyAnswer, everyOffice, everySignature } from "./fixtures/every.ts";
import { exampleViews, viewOf } from "./fixtures/views.ts";

const { pdf } = render(compose(viewOf(everyOffice, "everything", everyAnswer, everySignature), "public"));
const text = Buffer.from(pdf).toString("latin1");

describe("the check passes", () => {
  it.each(exampleViews().map(({ name, view }) => [name, view] as const))(
    "%s, in both editions",
    async (_, view) => {
      for (const edition of ["public", "restricted"] as const)
        expect(await checkPdf(render(compose(view, edition)).pdf)).toEqual([]);
    },
  );

  it("a paper with everything in it, signed or waiting", async () => {
    expect(await checkPdf(pdf)).toEqual([]);
    const draft = viewOf(everyOffice, "everything", everyAnswer);
    expect(await checkPdf(render(compose(draft, "restricted")).pdf)).toEqual([]);
  });
});

/** Faults planted in the file's own bytes, each replaced by as many, and the words that must name it. */
const PLANTED: [string, string | RegExp, string, RegExp][] = [
  ["the version", "%PDF-1.7", "%PDF-2.7", /^A 6\.1\.2: the first lines/],
  ["the ID", "/ID [", "/IX [", /^A 6\.1\.3: the trailer has no ID/],
  ["the language", "/Lang (en-GB)", "/Lang (12-34)", /^UA 7\.2: .* no language/],
  ["the mark of a tagged file", "/Marked true", "/Marked null", /^UA 6\.2: .* not marked as tagged/],
  ["the title in the window", "/DisplayDocTitle true", "/DisplayDocTitle null", /^UA 7\.1: the window/],
  ["PDF/UA's name", "<pdfuaid:part>1<", "<pdfuaid:part>2<", /^UA 5: .* not say PDF\/UA-1/],
  [
    "PDF/A's name",
    /<pdfaid:conformance([^>]*)>A</,
    "<pdfaid:conformance$1>B<",
    /^A 6\.6\.4: .* not say PDF\/A-2a/,
  ],
  ["the schema of PDF/UA's name", "prefix>pdfuaid<", "prefix>pdfuaix<", /^A 6\.6\.2\.3: /],
  [
    "one of two titles",
    /(<dc:title>.*?)footbridge/s,
    "$1Footbridge",
    /^A 6\.6\.3: two places give different titles/,
  ],
  ["one of two dates", /(<xmp:CreateDate>)2024/, "$12023", /^A 6\.6\.3: two places give different dates/],
  ["the tree of tags", "/StructTreeRoot ", "/StructTreeRoox ", /^UA 7\.1: the document has no tags/],
  ["the way from pages to tags", "/ParentTree ", "/ParentTrex ", /^UA 7\.1: the tags cannot be found/],
  ["the top tag", "/S /Document", "/S /Documenx", /^UA 7\.1: the tag Documenx is not a known one/],
  ["the first heading", "/S /H1", "/S /H2", /^UA 7\.4\.2: the first heading is of level 2/],
  [
    "the levels of headings",
    /\/S \/H2\n/g,
    "/S /H3\n",
    /^UA 7\.4\.2: a heading of level 3 follows one of level 1/,
  ],
  ["a list's item", "/S /LI\n", "/S /P \n", /^UA 7\.2: the tag L holds P/],
  ["an item's label", "/S /Lbl", "/S /Div", /^UA 7\.2: the tag LI holds Div/],
  ["a table's header cells", /\/S \/TH\n/g, "/S /TD\n", /^UA 7\.5: a table has no header cells/],
  ["a header cell's scope", "/Scope /Column", "/Scopx /Column", /^UA 7\.5: 1 header cells have no scope/],
  ["a row of cells", "/S /TR", "/S /TD", /^UA 7\.2: /],
  ["the order of links", "/Tabs /S", "/Tabs /R", /^UA 7\.18\.3: /],
  ["what a link says", /\/Contents \(/, "/Contentx (", /^UA 7\.18\.5: a link of page 1 does not say/],
  ["that a link prints", /\/F 4\n/, "/F 2\n", /^A 6\.3\.2: a Link of page 1 would not print/],
  ["where a link leads", "/URI (https:", "/URI (xxxxx:", /^A 6\.5\.1: a link of page 1 leads to neither/],
  ["what a link does", "/S /URI", "/S /Lau", /^A 6\.5\.1: a link of page 1 does Lau/],
  ["a link's tag", "/Type /OBJR", "/Type /OBJX", /^UA 7\.18\.5: a link of page \d is in no tag/],
  ["a font's text", "/ToUnicode ", "/ToUnicodx ", /^UA 7\.21\.7: text in the font/],
  ["a font's file", /\/FontFile([23]) /, "/FontFilx$1 ", /^A 6\.2\.11\.4: the font .* is not in the file/],
  ["the end", /%%EOF\s*$/, "%%XOF\n", /^A 6\.1\.3: there is something after the end/],
];

describe("the check names a fault planted in", () => {
  it.each(PLANTED)("%s", async (_, from, to, words) => {
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    const faults = await checkPdf(Buffer.from(broken, "latin1"));
    expect(
      faults.filter((fault) => words.test(fault)),
      faults.join("\n"),
    ).not.toEqual([]);
  });

  type Change = (document: PDFDocument) => void;
  const changes: [string, Change, RegExp][] = [
    [
      "a page: something painted outside the tags",
      paint("0 0 10 10 re f"),
      /^UA 7\.1: page 1 paints 1 things outside/,
    ],
    [
      "a page: content that no tag owns",
      paint("/P <</MCID 999>> BDC 0 0 9 9 re f EMC"),
      /^UA 7\.1: page 1 has content that no tag owns/,
    ],
    [
      "a page: a missing glyph",
      paint("/Artifact BMC BT /f0 9 Tf <00000041> Tj ET EMC"),
      /^UA 7\.21\.8: page 1 shows/,
    ],
    [
      "a page: a device's colour",
      paint("/Artifact BMC 1 0 0 rg 0 0 9 9 re f EMC"),
      /^A 6\.2\.4: page 1 names colours/,
    ],
    [
      "a page: an image in its content",
      paint("/Artifact BMC BI /W 1 /H 1 ID x EI EMC"),
      /^A 6\.2\.8: page 1 has an image/,
    ],
    [
      "the document: an action",
      (d) => d.addJavaScript("x", "app.alert(1)"),
      /^A 6\.5: the document has a script/,
    ],
    [
      "the document: an action at its opening",
      (d) => d.catalog.set(PDFName.of("OpenAction"), d.context.obj({ S: "GoTo" })),
      /^A 6\.5: the document acts by itself \(OpenAction\)/,
    ],
    [
      "the document: a file inside",
      (d) => d.catalog.set(PDFName.of("Names"), d.context.obj({ EmbeddedFiles: {} })),
      /^A 6\.8: the document has a file inside/,
    ],
    [
      "a page: a note stuck on it",
      annotate({ Subtype: "Text", F: 4, Rect: [0, 0, 9, 9] }),
      /^A 6\.3\.1: page 1 has a Text on it/,
    ],
    [
      "a page: a field in no tag",
      annotate({ Subtype: "Widget", F: 4, Rect: [0, 0, 9, 9], TU: PDFString.of("Name") }),
      /^UA 7\.18\.4: a field of page 1 is in no tag/,
    ],
    [
      "a page: a field without a name",
      annotate({ Subtype: "Widget", F: 4, Rect: [0, 0, 0, 0] }),
      /^UA 7\.18\.4: a field of page 1 has no name/,
    ],
    ["the tags: a figure that says nothing", figure, /^UA 7\.3: a figure does not say what it shows/],
    [
      "the metadata: that it is compressed",
      (d) => metadataOf(d).set(PDFName.of("Filter"), PDFName.of("FlateDecode")),
      /^A 6\.6\.2: the metadata is compressed/,
    ],
  ];

  it.each(changes)("%s", async (_, change, words) => {
    const document = await PDFDocument.load(pdf, { updateMetadata: false });
    change(document);
    const faults = await checkPdf(
      await document.save({ useObjectStreams: false, updateFieldAppearances: false }),
    );
    expect(
      faults.filter((fault) => words.test(fault)),
      faults.join("\n"),
    ).not.toEqual([]);
  });

  it("a file that is no PDF, or half of one", async () => {
    expect(await checkPdf(Buffer.from("not a PDF"))).not.toEqual([]);
    expect(await checkPdf(pdf.subarray(0, pdf.length / 2))).not.toEqual([]);
  });
});

describe("reading content", () => {
  it("does not take what strings say for what is done", () => {
    const painted = readContent(
      "/Artifact BMC (EMC 0 0 9 9 re f \\) ( nested ) ) Tj EMC % 1 0 0 rg f\n<</MCID 3>> pop",
    );
    expect(painted).toMatchObject({ unmarked: 0, deviceColours: 0 });
  });

  it("knows the marks that things are painted in", () => {
    const painted = readContent(
      "/P <</MCID 7>> BDC /Span <</Lang (en)>> BDC (a) Tj EMC EMC q f Q /Artifact <</Type /Page>> BDC S EMC",
    );
    expect(painted.unmarked).toBe(1);
    expect([...painted.ids]).toEqual([7]);
  });
});

/** Adds to the first page's content. */
function paint(operators: string): (document: PDFDocument) => void {
  return (document) => {
    const page = document.getPage(0);
    const stream = document.context.register(document.context.stream(operators));
    const before = page.node.get(PDFName.of("Contents"));
    page.node.set(PDFName.of("Contents"), document.context.obj([before ?? stream, stream]));
  };
}

function annotate(entries: Record<string, unknown>): (document: PDFDocument) => void {
  return (document) => {
    const { context } = document;
    const annotation = context.register(
      context.obj({ Type: "Annot", ...entries } as Parameters<typeof context.obj>[0]),
    );
    document.getPage(0).node.addAnnot(annotation);
  };
}

function figure(document: PDFDocument): void {
  const root = document.catalog.lookup(PDFName.of("StructTreeRoot"), PDFDict);
  const [top] = root.lookup(PDFName.of("K"), PDFArray).asArray();
  const kids = document.context.lookup(top ?? root, PDFDict).lookup(PDFName.of("K"), PDFArray);
  kids.push(document.context.register(document.context.obj({ S: "Figure", K: [] })));
}

function metadataOf(document: PDFDocument): PDFDict {
  return document.catalog.lookup(PDFName.of("Metadata"), PDFStream).dict;
}
