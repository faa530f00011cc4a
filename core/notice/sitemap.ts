/**
 * Sitemaps (sitemaps.org 0.9): one a year of an office, and one index of them all, so that publishing
 * a record rewrites two small files however many records there are.
 */
import { inLanguage, noticePath, registerPath, yearPath, yearSitemapPath } from "./addresses.ts";
import type { RegisterEntry } from "./entry.ts";
import { noticeOf } from "./welsh.ts";
import { escapeXml, XML } from "./xml.ts";

const NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

export function yearSitemap(origin: string, office: string, year: string, entries: RegisterEntry[]): string {
  const pages = [registerPath(office), yearPath(office, year)].map((path) => ({ path, at: undefined }));
  const notices = entries.map((e) => ({ path: noticePath(office, e.slug), at: e.updatedAt }));
  const welsh = entries.some((e) => e.cy)
    ? pages.map((page) => ({ ...page, path: inLanguage("cy", page.path) }))
    : [];
  const inWelsh = entries.flatMap((e) => (e.cy ? [{ path: noticeOf(e, "cy"), at: e.updatedAt }] : []));
  const urls = [...pages, ...welsh, ...notices, ...inWelsh].map(
    ({ path, at }) =>
      `<url><loc>${escapeXml(origin + path)}</loc>${at ? `<lastmod>${escapeXml(at)}</lastmod>` : ""}</url>`,
  );
  return `${[XML, `<urlset ${NS}>`, ...urls, "</urlset>"].join("\n")}\n`;
}

/** The index of every year of every office. */
export function sitemapIndex(origin: string, offices: { slug: string; years: string[] }[]): string {
  const maps = offices.flatMap((o) => o.years.map((year) => yearSitemapPath(o.slug, year)));
  const lines = maps.map((path) => `<sitemap><loc>${escapeXml(origin + path)}</loc></sitemap>`);
  return `${[XML, `<sitemapindex ${NS}>`, ...lines, "</sitemapindex>"].join("\n")}\n`;
}
