/**
 * Addresses of everything public. An address never changes once published (FOIA s21 answers point at
 * them), so every one of them is made here. A path that ends in "/" is a page; `keyOf` gives the object
 * that holds it. A reference has a digit in it, so it can never be taken for "year" or "feed".
 */

export const INDEX = "/decisions/";
export const DATA_SCHEMA = "/decisions/schema.json";
export const SITEMAP = "/decisions/sitemap.xml";
/** What under /decisions/ is not a file. Without a slash at its end, so no office can take it. */
export const SEARCH = "/decisions/search";
export const PACK = "/decisions/pack";

/** The statutory returns of an office, made from its register when they are asked for. */
export const returnsPath = (office: string): string => `/returns/${office}`;

export const registerPath = (office: string): string => `/decisions/${office}/`;
export const feedPath = (office: string, type: "atom" | "json"): string =>
  `/decisions/${office}/feed.${type}`;
export const noticePath = (office: string, slug: string): string => `/decisions/${office}/${slug}/`;
export const pdfPath = (office: string, slug: string): string => `${noticePath(office, slug)}${slug}.pdf`;
/** An earlier version of a record: the record's own address always shows the one that stands. */
export const versionPath = (office: string, slug: string, n: number): string =>
  `${noticePath(office, slug)}version/${n}/`;
export const versionPdfPath = (office: string, slug: string, n: number): string =>
  `${versionPath(office, slug, n)}${slug}-version-${n}.pdf`;
/** The programme that a record began. */
export const programmePath = (office: string, slug: string): string =>
  `${noticePath(office, slug)}programme/`;
export const yearPath = (office: string, year: string): string => `/decisions/${office}/year/${year}/`;
export const yearSitemapPath = (office: string, year: string): string =>
  `${yearPath(office, year)}sitemap.xml`;
export const filterPath = (office: string, year: string, filter: string, value: string): string =>
  `${yearPath(office, year)}${filter}/${value}/`;
/** The file's own name says whose and when, since it is read far from here. */
export const dataPath = (office: string, year: string, type: "csv" | "json"): string =>
  `${yearPath(office, year)}${office}-decisions-${year}.${type}`;

/** All that one office has decided or published since a date, as a page, a spreadsheet or a document. */
export const packPath = (office: string, since: string, type?: "csv" | "pdf"): string =>
  `${PACK}${type ? `.${type}` : ""}?${new URLSearchParams({ office, since })}`;

/** The anchor of a day's ledger, and the list of a year's. */
export const anchorPath = (office: string, date: string): string =>
  `${registerPath(office)}anchors/${date}.json`;
export const anchorsPath = (office: string, year: string): string =>
  `${registerPath(office)}anchors/${year}.json`;

/** The key of the object in the public bucket: "/decisions/" is "decisions/index.html". */
export function keyOf(path: string): string {
  return `${path.slice(1)}${path.endsWith("/") ? "index.html" : ""}`;
}
