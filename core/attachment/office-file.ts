/**
 * Office files: which kind a package is (Office Open XML, ECMA-376; OpenDocument 1.3), and whether
 * anything in it acts or fetches by itself: macros, controls, embedded programs, remote templates and
 * pictures, DDE. Known parts are let in and all else refused, so that the next trick is refused too.
 */
import type { Kind } from "./kinds.ts";
import { readZip, type Zip } from "./zip.ts";

export interface Found {
  kind?: Kind;
  problem?: "active" | "encrypted";
}

/** Throws where it cannot be read. */
export function readOfficeFile(bytes: Uint8Array, depth = 0): Found {
  const zip = readZip(bytes);
  if ([...zip.values()].some((entry) => entry.encrypted)) return { problem: "encrypted" };
  if (zip.has("mimetype")) return readOpenDocument(zip);
  if (zip.has(CONTENT_TYPES)) return readOpenXml(zip, depth);
  return {};
}

const CONTENT_TYPES = "[Content_Types].xml";
const OPEN_XML: Record<string, Kind> = {
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
};
const OPEN_DOCUMENT: Record<string, Kind> = {
  "application/vnd.oasis.opendocument.text": "odt",
  "application/vnd.oasis.opendocument.spreadsheet": "ods",
};

/** Parts that cannot act: XML, pictures, fonts, and the settings of a printer. */
const HARMLESS =
  /(\/|\.(xml|rels|rdf|vml|png|jpe?g|gif|bmp|tiff?|emf|wmf|svm|svg|wdp|odttf|ttf|otf)|printersettings\d*\.bin|(^|\/)(mimetype|layout-cache))$/i;
const ACTIVE_PART =
  /vba|activex|macrosheet|dialogsheet|webextension|connections\.xml|^(basic|scripts|dialogs)\/./i;
const ACTIVE_TYPE = /macro|vba|activex|ms-office\.control|dialogsheet|webextension/i;
/** A document inside a document, as charts have: it must pass the same look. */
const INNER = /\/embeddings\/[^/]+\.(docx|xlsx)$/i;
const DEEPEST = 2;

function readOpenXml(zip: Zip, depth: number): Found {
  const types = attributes(xml(zip, CONTENT_TYPES), "ContentType");
  const kind = types.map((type) => OPEN_XML[type]).find(Boolean);
  const names = [...zip.keys()];
  const active =
    types.some((type) => ACTIVE_TYPE.test(type)) ||
    names.some((name) => ACTIVE_PART.test(name) || !(HARMLESS.test(name) || INNER.test(name))) ||
    names.some((name) => name.endsWith(".rels") && relationships(xml(zip, name)).some(reachesOut)) ||
    names.some(
      (name) => /^word\/.*\.xml$/i.test(name) && /\bDDE(AUTO)?\b/i.test(instructions(xml(zip, name))),
    ) ||
    names.some(
      (name) =>
        /externallinks\/[^/]*\.xml$/i.test(name) && /<([\w-]+:)?(dde|ole)Link\b/i.test(xml(zip, name)),
    ) ||
    names.some((name) => INNER.test(name) && !isHarmless(zip.get(name)!.read(), depth));
  return active ? { kind, problem: "active" } : { kind };
}

function isHarmless(inner: Buffer, depth: number): boolean {
  if (depth >= DEEPEST) return false;
  const { kind, problem } = readOfficeFile(inner, depth + 1);
  return kind !== undefined && problem === undefined;
}

/** Kinds of relationship that bring in something that acts, wherever it is. */
const ACTIVE_RELATION =
  /\/(oleObject|control|activeXControlBinary|vbaProject|attachedTemplate|aFChunk|frame|subDocument)$/i;
/** What may lie outside the file: an address to click on, another workbook, which Excel asks about. */
const MAY_LIE_OUTSIDE = /\/(hyperlink|externalLink(Path)?)$/i;

interface Relationship {
  type: string;
  target: string;
  external: boolean;
}

function relationships(text: string): Relationship[] {
  return [...text.matchAll(/<(?:[\w-]+:)?Relationship\b[^<]*/g)].map(([element]) => ({
    type: attributes(element, "Type")[0] ?? "",
    target: attributes(element, "Target")[0] ?? "",
    external: attributes(element, "TargetMode")[0]?.toLowerCase() === "external",
  }));
}

function reachesOut({ type, target, external }: Relationship): boolean {
  if (ACTIVE_RELATION.test(type)) return true;
  return external && (!MAY_LIE_OUTSIDE.test(type) || SCRIPT.test(target));
}

/** Addresses that run something when they are followed. */
const SCRIPT = /^\s*(javascript|vbscript|data|macro|service|vnd\.sun\.star\.[\w.]+|ms-[\w-]+):/i;

/** The instructions of a document's fields, which Word may split over several runs. */
function instructions(text: string): string {
  const run = /<(?:[\w-]+:)?instrText\b(?:"[^"<]*"|'[^'<]*'|[^<>"'])*>([^<]*)/g;
  const runs = [...text.matchAll(run)].map((match) => match[1]);
  return [...attributes(text, "instr"), unescaped(runs.join(""))].join(" ");
}

const ACTIVE_ELEMENT =
  /<(?:[\w-]+:)?(event-listener|script|applet|plugin|object-ole|dde-source|dde-connection|dde-connection-decl|dde-link)[\s/>]/i;
const FETCHING_ELEMENT =
  /<(?:[\w-]+:)?(?:image|object|floating-frame|section-source|table-source|cell-range-source)\b[^<]*\bhref\s*=\s*["']\s*(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

function readOpenDocument(zip: Zip): Found {
  const kind = OPEN_DOCUMENT[zip.get("mimetype")!.read().toString("utf8").trim()];
  const names = [...zip.keys()];
  const manifest = zip.has("META-INF/manifest.xml") ? xml(zip, "META-INF/manifest.xml") : "";
  if (/<([\w-]+:)?encryption-data\b/.test(manifest)) return { kind, problem: "encrypted" };
  const active =
    attributes(manifest, "media-type").some((type) => /oleobject|basic|script|java/i.test(type)) ||
    names.some((name) => ACTIVE_PART.test(name) || !HARMLESS.test(name)) ||
    names.some((name) => /\.xml$/i.test(name) && actsIn(xml(zip, name)));
  return active ? { kind, problem: "active" } : { kind };
}

function actsIn(text: string): boolean {
  return (
    ACTIVE_ELEMENT.test(text) ||
    FETCHING_ELEMENT.test(text) ||
    attributes(text, "href").some((href) => SCRIPT.test(href))
  );
}

/** A part as text without its comments. Other encodings and own entities would hide words from this look. */
function xml(zip: Zip, name: string): string {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(zip.get(name)!.read());
  if (text.includes("\0") || /<!DOCTYPE/i.test(text)) throw new Error(`${name} is unusual XML`);
  const [before = "", ...after] = text.replaceAll(/<!\[CDATA\[|\]\]>/g, "").split("<!--");
  return before + after.map((part) => part.slice(part.indexOf("-->") + 3)).join("");
}

/** Every value of an attribute, whatever its prefix, with character references replaced. */
function attributes(text: string, name: string): string[] {
  const pattern = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "g");
  return [...text.matchAll(pattern)].map((match) => unescaped(match[1] ?? match[2] ?? ""));
}

function unescaped(text: string): string {
  return text.replace(/&#(x[0-9a-f]+|\d+);/gi, (_, code: string) =>
    String.fromCodePoint(Number(code.toLowerCase().startsWith("x") ? `0${code}` : code)),
  );
}
