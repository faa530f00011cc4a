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

/** What stood at an address of an earlier site: "/was/www.example.org/decisions/12" leads to where it stands now. */
export const WAS = "/was/";

/**
 * The same page or document in another language of an office that writes in both. No reference is "cy".
 * A document is saved by the last part of its address, so that says its language too.
 */
export const inLanguage = (lang: "en" | "cy", path: string): string =>
  lang === "en" ? path : path.replace(/^(\/decisions\/[^/]+\/)/, "$1cy/").replace(/\.pdf$/, "-cymraeg.pdf");

/** All that one office has decided or published since a date, as a page, a spreadsheet or a document. */
export const packPath = (office: string, since: string, type?: "csv" | "pdf"): string =>
  `${PACK}${type ? `.${type}` : ""}?${new URLSearchParams({ office, since })}`;

/** The anchor of a day's ledger, and the list of a year's. */
export const anchorPath = (office: string, date: string): string =>
  `${registerPath(office)}anchors/${date}.json`;
export const anchorsPath = (office: string, year: string): string =>
  `${registerPath(office)}anchors/${year}.json`;

/** What those who scrutinise an office asked it, and what it answered: the open and newest, one, and a year. */
export const questionsPath = (office: string): string => `${registerPath(office)}questions/`;
export const questionPath = (office: string, slug: string): string => `${questionsPath(office)}${slug}/`;
export const questionsOfPath = (office: string, year: string): string =>
  `${questionsPath(office)}year/${year}/`;
export const questionsDataPath = (office: string, year: string): string =>
  `${questionsOfPath(office, year)}${office}-questions-${year}.json`;
export const questionsSitemapPath = (office: string): string => `${questionsPath(office)}sitemap.xml`;

/** The questions of a pack as a spreadsheet: another table than its decisions, so another file. */
export const PACK_QUESTIONS = `${PACK}-questions.csv`;

/** Whose notice an address is of, and its slug; however much of the address was typed. */
export function noticeParts(typed: string): { office: string; slug: string } | undefined {
  const [, office, slug] = /^(?:https?:\/\/[^/]+)?\/decisions\/([^/?#]+)\/([^/?#]+)/.exec(typed.trim()) ?? [];
  return office && slug ? { office, slug } : undefined;
}

/** What tells the address of a record without a number from any other of its title. */
export const endOfId = (id: string): string => id.slice(-8).toLowerCase();
/** In place of a title that may be read no more. */
export const neutralSlug = (id: string): string => `record-${endOfId(id)}`;

/** The neutral one that a slug made of a title gives way to; nothing for any other. */
export function neutralSlugOf(slug: string): string | undefined {
  const end = /-([0-9a-hjkmnp-tv-z]{8})$/.exec(slug)?.[1];
  return end && slug !== neutralSlug(end) ? neutralSlug(end) : undefined;
}

/** The key of the object in the public bucket: "/decisions/" is "decisions/index.html". */
export function keyOf(path: string): string {
  return `${path.slice(1)}${path.endsWith("/") ? "index.html" : ""}`;
}
