/**
 * The files of a register: a year with its filters and data, and what stands before the years, each page in
 * the languages of its office; and the notice of an entry that was imported, as its old register has it.
 */
import type { Child } from "hono/jsx";
import { isBilingual, languagesOf, officeInWelsh } from "#core/form/bilingual.ts";
import type { Lang } from "#core/form/say.ts";
import * as Address from "#core/notice/addresses.ts";
import { newestFirst } from "#core/notice/entry.ts";
import { atomOf, FEED_TYPES, jsonFeedOf } from "#core/notice/feeds.ts";
import { file, type StaticFile } from "#core/notice/files.ts";
import { FILTERS, valuesAmong } from "#core/notice/filters.ts";
import { numberLines, runsIn } from "#core/notice/numbers.ts";
import { csvOf, jsonOf, schemaOf } from "#core/notice/open-data.ts";
import { sitemapIndex, yearSitemap } from "#core/notice/sitemap.ts";
import { closedWords, successionOf } from "#core/notice/succession.ts";
import { entryIn } from "#core/notice/welsh.ts";
import type { Front, ImportedNotice, WholeYear } from "#core/notice/whole-register.ts";
import { AllRegistersPage } from "./all-registers.tsx";
import { ImportedNoticePage } from "./imported.tsx";
import { RegisterPage, YearPage } from "./register.tsx";
import { FilterPage } from "./register-filter.tsx";

export function importedFile(notice: ImportedNotice): StaticFile {
  const { office, slug } = notice.entry;
  return page(Address.noticePath(office.slug, slug), <ImportedNoticePage {...notice} />);
}

/** The page of a year, each of its filters, its data and its sitemap. */
export function yearFiles(whole: WholeYear): StaticFile[] {
  const { origin, office, open, year, entries } = whole;
  const slug = office.office;
  const numbers = numberLines(office, runsIn(entries, open));
  return [
    ...languagesOf(office).flatMap((lang) => yearPages(whole, lang)),
    file(
      Address.dataPath(slug, year, "csv"),
      "text/csv; charset=utf-8; header=present",
      csvOf(entries, origin),
    ),
    file(
      Address.dataPath(slug, year, "json"),
      "application/json; charset=utf-8",
      jsonOf({ office: { slug, name: office.body.name }, year, numbers }, entries, origin),
    ),
    file(
      Address.yearSitemapPath(slug, year),
      "application/xml; charset=utf-8",
      yearSitemap(origin, slug, year, entries),
    ),
  ];
}

function yearPages({ year, entries, under, ...whole }: WholeYear, lang: Lang): StaticFile[] {
  const register = registerIn(lang, whole);
  const { office: slug } = whole.office;
  const of = { ...register, year, entries: entries.map((e) => entryIn(lang, e)) };
  const found = under.map((e) => entryIn(lang, e));
  return [
    page(Address.inLanguage(lang, Address.yearPath(slug, year)), <YearPage {...of} />),
    ...FILTERS.flatMap((filter) =>
      valuesAmong(filter, found).map((value) =>
        page(
          Address.inLanguage(lang, Address.filterPath(slug, year, filter.id, value.slug)),
          <FilterPage {...of} filter={filter} value={value} />,
        ),
      ),
    ),
  ];
}

/** The register's first page and feeds, the page of all registers, and what tells machines of them. */
export function frontFiles(front: Front): StaticFile[] {
  const { origin, office, latest, offices } = front;
  const byName = [...offices].sort((a, b) => a.name.localeCompare(b.name));
  return [
    ...registerFiles(front),
    page(Address.INDEX, <AllRegistersPage origin={origin} offices={byName} latest={latest} />),
    ...languagesOf(office).flatMap((lang) => feedFiles(front, lang)),
    file(Address.DATA_SCHEMA, "application/schema+json; charset=utf-8", schemaOf(origin)),
    file(Address.SITEMAP, "application/xml; charset=utf-8", sitemapIndex(origin, offices)),
  ];
}

function feedFiles({ origin, updated, offices, ...front }: Front, lang: Lang): StaticFile[] {
  const { office: slug, body } = registerIn(lang, front).office;
  const { closed } = successionOf(offices, slug);
  const feed = {
    origin,
    office: { slug, name: body.name },
    entries: updated,
    lang,
    ...(closed && { closed: { words: closedWords(body.name, closed, lang), by: closed.by?.slug } }),
  };
  const path = (type: "atom" | "json") => Address.inLanguage(lang, Address.feedPath(slug, type));
  return [
    file(path("atom"), FEED_TYPES.atom, atomOf(feed)),
    file(path("json"), FEED_TYPES.json, jsonFeedOf(feed)),
  ];
}

/** The register's first page, in each language of its office. */
export function registerFiles({ newest, programmes, updated: _, latest: __, ...front }: Front): StaticFile[] {
  const sorted = [...newest].sort(newestFirst);
  return languagesOf(front.office).map((lang) =>
    page(
      Address.inLanguage(lang, Address.registerPath(front.office.office)),
      <RegisterPage
        {...registerIn(lang, front)}
        newest={sorted.map((e) => entryIn(lang, e))}
        programmes={programmes}
      />,
    ),
  );
}

/** What every page of a register is made from, as one language has it. */
function registerIn<R extends Pick<Front, "office">>(lang: Lang, register: R) {
  const { office } = register;
  const own = lang === "cy" ? officeInWelsh(office) : office;
  return { ...register, office: own, lang, both: isBilingual(office) };
}

function page(path: string, content: Child): StaticFile {
  return file(path, "text/html; charset=utf-8", String(content));
}
