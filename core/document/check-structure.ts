/**
 * The check of the tags: that the tree is there, its types are known, lists and tables are whole, headings
 * go down one level at a time, and figures say what they show. Gives the pages' check what the tree owns.
 */
import { PDFDict, type PDFDocument, PDFName, PDFNumber, type PDFObject, PDFRef } from "pdf-lib";
import { dictsOf, eachOf, type Fault, nameOf, numberOf, objectAt, textOf } from "./check-objects.ts";

/** What the tree owns: marked content by page, and objects (links). */
export interface Tags {
  /** By the page's reference. */
  content: Map<string, Set<number>>;
  objects: Set<string>;
  hasParents: boolean;
}

/** The standard structure types (ISO 32000-1, 14.8.4). */
const STANDARD = new Set(
  "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split(
    " ",
  ),
);
/** What may stand directly inside (ISO 14289-1, 7.5 and 7.6). */
const INSIDE: Record<string, string[]> = {
  L: ["LI", "L", "Caption"],
  LI: ["Lbl", "LBody"],
  Table: ["TR", "THead", "TBody", "TFoot", "Caption"],
  THead: ["TR"],
  TBody: ["TR"],
  TFoot: ["TR"],
  TR: ["TH", "TD"],
};
const PARENTS: Record<string, string[]> = {
  LI: ["L"],
  LBody: ["LI"],
  TR: ["Table", "THead", "TBody", "TFoot"],
  TH: ["TR"],
  TD: ["TR"],
};

export function checkStructure(document: PDFDocument, fault: Fault): Tags {
  const tags: Tags = { content: new Map(), objects: new Set(), hasParents: false };
  const root = objectAt(document.catalog, "StructTreeRoot", PDFDict);
  if (!root) {
    fault("UA 7.1", "the document has no tags");
    return tags;
  }
  tags.hasParents = objectAt(root, "ParentTree", PDFDict) !== undefined;
  if (!tags.hasParents) fault("UA 7.1", "the tags cannot be found from the pages");
  const walk: Walk = {
    roles: objectAt(root, "RoleMap", PDFDict),
    tags,
    fault,
    headings: [],
    seen: new Set(),
  };
  const tops = dictsOf(root, "K");
  if (tops.length !== 1 || typeOf(walk, tops[0]) !== "Document")
    fault("UA 7.1", "the tags do not begin with one document");
  for (const top of tops) walkElement(walk, top, undefined, undefined);
  checkHeadings(walk.headings, fault);
  return tags;
}

interface Walk {
  roles: PDFDict | undefined;
  tags: Tags;
  fault: Fault;
  headings: number[];
  seen: Set<string>;
}

function walkElement(
  walk: Walk,
  element: PDFDict,
  parent: string | undefined,
  page: PDFObject | undefined,
): void {
  const type = typeOf(walk, element) ?? "";
  const { fault } = walk;
  if (!STANDARD.has(type)) fault("UA 7.1", `the tag ${type || "without a type"} is not a known one`);
  const heading = /^H([1-6])$/.exec(type);
  if (heading) walk.headings.push(Number(heading[1]));
  const wanted = PARENTS[type];
  if (wanted && !wanted.includes(parent ?? ""))
    fault("UA 7.2", `the tag ${type} stands in ${parent ?? "nothing"}`);
  if (
    /^(Figure|Formula)$/.test(type) &&
    !textOf(element, "Alt")?.trim() &&
    !textOf(element, "ActualText")?.trim()
  )
    fault("UA 7.3", `a ${type.toLowerCase()} does not say what it shows`);

  const at = element.get(PDFName.of("Pg")) ?? page;
  const inside: PDFDict[] = [];
  for (const kid of eachOf(element, "K")) {
    const value = element.context.lookup(kid);
    if (value instanceof PDFNumber) own(walk, at, value.asNumber());
    else if (value instanceof PDFDict) {
      const kind = nameOf(value, "Type");
      if (kind === "MCR") own(walk, value.get(PDFName.of("Pg")) ?? at, numberOf(value, "MCID") ?? -1);
      else if (kind === "OBJR") walk.tags.objects.add(String(value.get(PDFName.of("Obj"))));
      else inside.push(value);
    }
  }
  const allowed = INSIDE[type];
  for (const child of inside) {
    const childType = typeOf(walk, child) ?? "";
    if (allowed && !allowed.includes(childType)) fault("UA 7.2", `the tag ${type} holds ${childType}`);
    walkElement(walk, child, type === "NonStruct" ? parent : type, at);
  }
  if (type === "Table") checkTable(walk, element);
}

function own(walk: Walk, page: PDFObject | undefined, mcid: number): void {
  const key = page instanceof PDFRef ? page.toString() : "";
  const place = `${key}/${mcid}`;
  if (walk.seen.has(place)) walk.fault("UA 7.1", "two tags own the same content");
  walk.seen.add(place);
  const owned = walk.tags.content.get(key) ?? new Set();
  walk.tags.content.set(key, owned.add(mcid));
}

/** Every table has header cells with a scope, and rows of one width. */
function checkTable(walk: Walk, table: PDFDict): void {
  const rows = rowsOf(walk, table);
  const cells = rows.flat();
  const heads = cells.filter((cell) => typeOf(walk, cell) === "TH");
  if (heads.length === 0) walk.fault("UA 7.5", "a table has no header cells");
  const scopeless = heads.filter((head) => !attributesOf(head).some((a) => nameOf(a, "Scope")));
  if (scopeless.length > 0) walk.fault("UA 7.5", `${scopeless.length} header cells have no scope`);
  const span = (cell: PDFDict) => Math.max(1, ...attributesOf(cell).map((a) => numberOf(a, "ColSpan") ?? 1));
  const tall = cells.some((cell) => attributesOf(cell).some((a) => (numberOf(a, "RowSpan") ?? 1) > 1));
  const widths = new Set(rows.map((row) => row.reduce((sum, cell) => sum + span(cell), 0)));
  if (!tall && widths.size > 1) walk.fault("UA 7.5", "the rows of a table have different numbers of cells");
}

function rowsOf(walk: Walk, part: PDFDict): PDFDict[][] {
  return dictsOf(part, "K").flatMap((child) => {
    const type = typeOf(walk, child) ?? "";
    if (type === "TR")
      return [dictsOf(child, "K").filter((cell) => /^T[HD]$/.test(typeOf(walk, cell) ?? ""))];
    return /^T(Head|Body|Foot)$/.test(type) ? rowsOf(walk, child) : [];
  });
}

function attributesOf(element: PDFDict): PDFDict[] {
  return dictsOf(element, "A");
}

function checkHeadings(levels: number[], fault: Fault): void {
  if (levels.length === 0) fault("UA 7.4", "the document has no headings");
  else if (levels[0] !== 1) fault("UA 7.4.2", `the first heading is of level ${levels[0]}`);
  for (const [i, level] of levels.entries()) {
    const before = levels[i - 1];
    if (before !== undefined && level > before + 1)
      fault("UA 7.4.2", `a heading of level ${level} follows one of level ${before}`);
  }
}

/** The standard type of an element: its own, or what the document says it stands for. */
function typeOf(walk: Walk, element: PDFDict | undefined): string | undefined {
  let type = nameOf(element, "S");
  for (let steps = 0; type !== undefined && !STANDARD.has(type) && steps < 5; steps++)
    type = nameOf(walk.roles, type) ?? type;
  return type;
}
