/**
 * Identity: Typst writes one standard at a time, so its PDF/UA-1 export is given the words that make it
 * known as PDF/A-2a as well (ISO 19005-2, 6.6.4), and the schema that PDF/A asks for the PDF/UA property
 * (6.6.2.3). Only the metadata changes; that the rest keeps PDF/A-2a is proved by Typst's own a-2a export.
 */
import { bytesOf, numberAfter, objectOf, offsetOf, readPdfFile, tableEntry } from "./pdf-file.ts";

const END = "</rdf:Description></rdf:RDF>";

const property = (name: string, type: string, words: string) =>
  `<rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>${words}</pdfaProperty:description><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>${type}</pdfaProperty:valueType></rdf:li>`;

const SCHEMAS =
  '<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><rdf:Bag><rdf:li rdf:parseType="Resource">' +
  "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" +
  `<pdfaSchema:property><rdf:Seq>${property("part", "Integer", "Part of PDF/UA")}</rdf:Seq></pdfaSchema:property>` +
  "</rdf:li></rdf:Bag></pdfaExtension:schemas>";

const IDENTITY =
  '<pdfaid:part xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">2</pdfaid:part><pdfaid:conformance xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">A</pdfaid:conformance>';

/** The same document, known as PDF/UA-1 and PDF/A-2a. */
export function identify(pdf: Uint8Array): Uint8Array {
  const file = readPdfFile(pdf);
  const start = offsetOf(file, numberAfter(objectOf(file, file.root), "Metadata"));
  // By its length: the title inside it may say "endstream".
  const begin = file.text.indexOf("stream\n", start) + "stream\n".length;
  const dictionary = file.text.slice(start, begin);
  const end = begin + numberAfter(dictionary, "Length");
  const content = file.text.slice(begin, end);
  if (!content.includes("<pdfuaid:part>1<") || !content.includes(END))
    throw new Error("The PDF's metadata is not that of a PDF/UA-1 export");
  const known = content.replace(END, IDENTITY + SCHEMAS + END);
  const changed = dictionary.replace(/\/Length \d+/, `/Length ${known.length}`) + known;

  const grown = changed.length - (end - start);
  const moved = (offset: number) => (offset > start ? offset + grown : offset);
  const body = file.text.slice(0, start) + changed + file.text.slice(end, file.startxref);
  const entries = Array.from({ length: file.size - 1 }, (_, i) => tableEntry(moved(offsetOf(file, i + 1))));
  const table = `xref\n0 ${file.size}\n0000000000 65535 f \n${entries.join("")}`;
  return bytesOf(`${body}${table}trailer\n${file.trailer}\nstartxref\n${file.startxref + grown}\n%%EOF\n`);
}

/** How many pages a document has, by its own metadata. */
export function pageCount(pdf: Uint8Array): number {
  const pages = /<xmpTPg:NPages>(\d+)</.exec(readPdfFile(pdf).text)?.[1];
  if (pages === undefined) throw new Error("The PDF's metadata does not count its pages");
  return Number(pages);
}
