/**
 * Sitemaps (sitemaps.org 0.9): one a year of an office, one of the questions it was asked, and one index of
 * them all, so that publishing a record rewrites two small files however many records there are.
 */
import { type PublicItem, yearAsked } from "#core/scrutiny/public-item.ts";
import * as Address from "./addresses.ts";
import type { RegisterEntry } from "./entry.ts";
import type { OfficeRegister } from "./files.ts";
import { noticeOf } from "./welsh.ts";
import { escapeXml, XML } from "./xml.ts";

const NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

export function yearSitemap(origin: string, office: string, year: string, entries: RegisterEntry[]): string {
  const pages = [Address.registerPath(office), Address.yearPath(office, year)].map((path) => ({ path }));
  const notices = entries.map((e) => ({ path: Address.noticePath(office, e.slug), at: e.updatedAt }));
  const welsh = entries.some((e) => e.cy)
    ? pages.map(({ path }) => ({ path: Address.inLanguage("cy", path) }))
    : [];
  const inWelsh = entries.flatMap((e) => (e.cy ? [{ path: noticeOf(e, "cy"), at: e.updatedAt }] : []));
  return mapOf(origin, [...pages, ...welsh, ...notices, ...inWelsh]);
}

/** What those who scrutinise an office asked it: the list, its years, and each item. */
export function questionsSitemap(origin: string, office: string, items: PublicItem[]): string {
  const years = [...new Set(items.map(yearAsked))];
  return mapOf(origin, [
    { path: Address.questionsPath(office) },
    ...years.map((year) => ({ path: Address.questionsOfPath(office, year) })),
    ...items.map(({ slug, updatedAt }) => ({ path: Address.questionPath(office, slug), at: updatedAt })),
  ]);
}

/** The index of every year of every office, and of the questions of each that has published any. */
export function sitemapIndex(
  origin: string,
  offices: Pick<OfficeRegister, "slug" | "years" | "questions">[],
): string {
  const maps = offices.flatMap(({ slug, years, questions }) => [
    ...years.map((year) => Address.yearSitemapPath(slug, year)),
    ...(questions ? [Address.questionsSitemapPath(slug)] : []),
  ]);
  const lines = maps.map((path) => `<sitemap><loc>${escapeXml(origin + path)}</loc></sitemap>`);
  return `${[XML, `<sitemapindex ${NS}>`, ...lines, "</sitemapindex>"].join("\n")}\n`;
}

/** `at`: the instant when a page last changed, where that is known. */
function mapOf(origin: string, pages: { path: string; at?: string }[]): string {
  const urls = pages.map(
    ({ path, at }) =>
      `<url><loc>${escapeXml(origin + path)}</loc>${at ? `<lastmod>${escapeXml(at)}</lastmod>` : ""}</url>`,
  );
  return `${[XML, `<urlset ${NS}>`, ...urls, "</urlset>"].join("\n")}\n`;
}
