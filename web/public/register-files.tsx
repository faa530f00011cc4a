/**
 * The files of a register: a year with its filters and data, and what stands before the years; and the
 * notice of an entry that was imported.
 */
import type { Child } from "hono/jsx";
import * as Address from "#core/notice/addresses.ts";
import { newestFirst } from "#core/notice/entry.ts";
import { atomOf, FEED_TYPES, jsonFeedOf } from "#core/notice/feeds.ts";
import { file, type StaticFile } from "#core/notice/files.ts";
import { FILTERS, valuesAmong } from "#core/notice/filters.ts";
import { numberLines, runsIn } from "#core/notice/numbers.ts";
import { csvOf, jsonOf, schemaOf } from "#core/notice/open-data.ts";
import { sitemapIndex, yearSitemap } from "#core/notice/sitemap.ts";
import { closedWords, successionOf } from "#core/notice/succession.ts";
import type { Front, ImportedNotice, WholeYear } from "#core/notice/whole-register.ts";
import { AllRegistersPage } from "./all-registers.tsx";
import { ImportedNoticePage } from "./imported.tsx";
import { FilterPage, RegisterPage, YearPage } from "./register.tsx";

export function importedFile(notice: ImportedNotice): StaticFile {
  const { office, slug } = notice.entry;
  return page(Address.noticePath(office.slug, slug), <ImportedNoticePage {...notice} />);
}

/** The page of a year, each of its filters, its data and its sitemap. */
export function yearFiles({ year, entries, under, ...register }: WholeYear): StaticFile[] {
  const { origin, office, open } = register;
  const slug = office.office;
  const numbers = numberLines(office, runsIn(entries, open));
  return [
    page(Address.yearPath(slug, year), <YearPage {...register} year={year} entries={entries} />),
    ...FILTERS.flatMap((filter) =>
      valuesAmong(filter, under).map((value) =>
        page(
          Address.filterPath(slug, year, filter.id, value.slug),
          <FilterPage {...register} year={year} filter={filter} value={value} entries={entries} />,
        ),
      ),
    ),
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

/** The register's first page and feeds, the page of all registers, and what tells machines of them. */
export function frontFiles(front: Front): StaticFile[] {
  const { origin, office, updated, latest, offices } = front;
  const slug = office.office;
  const { name } = office.body;
  const { closed } = successionOf(offices, slug);
  const feed = {
    origin,
    office: { slug, name },
    entries: updated,
    ...(closed && { closed: { words: closedWords(name, closed), by: closed.by?.slug } }),
  };
  const byName = [...offices].sort((a, b) => a.name.localeCompare(b.name));
  return [
    registerFile(front),
    page(Address.INDEX, <AllRegistersPage origin={origin} offices={byName} latest={latest} />),
    file(Address.feedPath(slug, "atom"), FEED_TYPES.atom, atomOf(feed)),
    file(Address.feedPath(slug, "json"), FEED_TYPES.json, jsonFeedOf(feed)),
    file(Address.DATA_SCHEMA, "application/schema+json; charset=utf-8", schemaOf(origin)),
    file(Address.SITEMAP, "application/xml; charset=utf-8", sitemapIndex(origin, offices)),
  ];
}

/** The register's first page. */
export function registerFile({ newest, programmes, updated: _, latest: __, ...register }: Front): StaticFile {
  return page(
    Address.registerPath(register.office.office),
    <RegisterPage {...register} newest={[...newest].sort(newestFirst)} programmes={programmes} />,
  );
}

function page(path: string, content: Child): StaticFile {
  return file(path, "text/html; charset=utf-8", String(content));
}
