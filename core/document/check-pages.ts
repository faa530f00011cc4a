/**
 * The check of the pages: everything painted is in a tag or is marked as decoration, no glyph is missing,
 * colours are the same on every device, and links and the seal's field can be reached and printed.
 */
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  type PDFPage,
  PDFRawStream,
  PDFRef,
} from "pdf-lib";
import { readContent } from "./check-content.ts";
import { dictsOf, eachOf, type Fault, nameOf, numberOf, objectAt, textOf } from "./check-objects.ts";
import type { Tags } from "./check-structure.ts";

export function checkPages(document: PDFDocument, tags: Tags, fault: Fault): void {
  const hasIntent = dictsOf(document.catalog, "OutputIntents").length > 0;
  for (const [i, page] of document.getPages().entries()) {
    const where = `page ${i + 1}`;
    checkContent(page, where, tags, hasIntent, fault);
    checkAnnotations(page, where, tags, fault);
  }
}

function checkContent(page: PDFPage, where: string, tags: Tags, hasIntent: boolean, fault: Fault): void {
  const painted = readContent(contentOf(page));
  const owned = tags.content.get(page.ref.toString()) ?? new Set();
  const orphans = [...painted.ids].filter((id) => !owned.has(id));
  if (painted.unmarked > 0) fault("UA 7.1", `${where} paints ${painted.unmarked} things outside the tags`);
  if (orphans.length > 0) fault("UA 7.1", `${where} has content that no tag owns`);
  if (painted.ids.size > 0 && numberOf(page.node, "StructParents") === undefined)
    fault("UA 7.1", `the tags of ${where} cannot be found from it`);
  if (painted.notdef.size > 0) fault("UA 7.21.8", `${where} shows a character that its font has not`);
  if (painted.inlineImages > 0) fault("A 6.2.8", `${where} has an image inside its content`);
  if (painted.deviceColours > 0 && !hasIntent) fault("A 6.2.4", `${where} names colours of a device`);
  const resources = page.node.Resources();
  const spaces = objectAt(resources, "ColorSpace", PDFDict);
  for (const key of spaces?.keys() ?? [])
    if (/^Device/.test(nameOf(spaces, key.decodeText()) ?? "") && !hasIntent)
      fault("A 6.2.4", `${where} names colours of a device`);
  const images = objectAt(resources, "XObject", PDFDict);
  for (const key of images?.keys() ?? []) {
    const image = objectAt(images, key.decodeText(), PDFRawStream);
    if (nameOf(image?.dict, "Subtype") === "PS") fault("A 6.2.9", `${where} has PostScript inside`);
  }
}

function contentOf(page: PDFPage): string {
  const { context } = page.node;
  const contents = page.node.Contents();
  const streams = contents instanceof PDFArray ? contents.asArray() : contents ? [contents] : [];
  return streams
    .map((stream) => context.lookup(stream))
    .filter((stream): stream is PDFRawStream => stream instanceof PDFRawStream)
    .map((stream) => Buffer.from(decodePDFRawStream(stream).decode()).toString("latin1"))
    .join("\n");
}

/** Print (ISO 32000-1, 12.5.3), which PDF/A-2 asks for; and the flags it forbids: Invisible, Hidden, NoView, ToggleNoView. */
const PRINT = 4;
const FORBIDDEN = 1 | 2 | 32 | 256;

function checkAnnotations(page: PDFPage, where: string, tags: Tags, fault: Fault): void {
  const references = eachOf(page.node, "Annots");
  if (references.length === 0) return;
  if (nameOf(page.node, "Tabs") !== "S")
    fault("UA 7.18.3", `the links of ${where} are not in the order of its tags`);
  for (const reference of references) {
    const annotation = page.node.context.lookup(reference);
    if (!(annotation instanceof PDFDict)) continue;
    const kind = nameOf(annotation, "Subtype") ?? "";
    const flags = numberOf(annotation, "F") ?? 0;
    if ((flags & PRINT) === 0 || (flags & FORBIDDEN) !== 0)
      fault("A 6.3.2", `a ${kind} of ${where} would not print`);
    const isOwned = reference instanceof PDFRef && tags.objects.has(reference.toString());
    if (kind === "Link") checkLink(annotation, where, isOwned, fault);
    else if (kind === "Widget") checkField(annotation, where, isOwned, fault);
    else fault("A 6.3.1", `${where} has a ${kind} on it`);
  }
}

function checkLink(link: PDFDict, where: string, isOwned: boolean, fault: Fault): void {
  if (!textOf(link, "Contents")?.trim()) fault("UA 7.18.5", `a link of ${where} does not say where it leads`);
  if (!isOwned || numberOf(link, "StructParent") === undefined)
    fault("UA 7.18.5", `a link of ${where} is in no tag`);
  const action = objectAt(link, "A", PDFDict);
  const kind = action && nameOf(action, "S");
  if (kind !== undefined && kind !== "URI" && kind !== "GoTo")
    fault("A 6.5.1", `a link of ${where} does ${kind}`);
  if (kind === "URI" && !/^(https?:|mailto:)/i.test(textOf(action, "URI") ?? ""))
    fault("A 6.5.1", `a link of ${where} leads to neither a page nor an email address`);
}

/** A field that has no size is not part of the page (ISO 14289-1, 7.18.1), but must still have a name. */
function checkField(field: PDFDict, where: string, isOwned: boolean, fault: Fault): void {
  const [left, bottom, right, top] = objectAt(field, "Rect", PDFArray)?.asRectangle()
    ? eachOf(field, "Rect").map(String)
    : [];
  const isEmpty = left === right && bottom === top;
  if (!isEmpty && !isOwned) fault("UA 7.18.4", `a field of ${where} is in no tag`);
  if (!textOf(field, "TU")?.trim()) fault("UA 7.18.4", `a field of ${where} has no name`);
  if (field.has(PDFName.of("A")) || field.has(PDFName.of("AA")))
    fault("A 6.4.1", `a field of ${where} acts by itself`);
}
