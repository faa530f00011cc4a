/**
 * All the files of one publication: the pages here, the feeds and data from core. At most `MAX_FILES`
 * with the PDF, which is stored beside them by its own path; repeating it writes the same again.
 */
import type { Child } from "hono/jsx";
import { publishedWith } from "#core/attachment/attached.ts";
import { compose } from "#core/document/compose.ts";
import type { PaperBlock } from "#core/document/paper.ts";
import { read } from "#core/form/reading.ts";
import { richText } from "#core/form/richtext.ts";
import * as Address from "#core/notice/addresses.ts";
import { discloseRecord, type RegisterEntry, yearOf } from "#core/notice/entry.ts";
import {
  dataFor,
  file,
  filesFor,
  type OfficeRegister,
  type Publication,
  type StaticFile,
  settled,
  type Version,
} from "#core/notice/files.ts";
import { FILTERS, type Filter, type FilterValue } from "#core/notice/filters.ts";
import type { RecordView } from "#core/record/view.ts";
import { AllRegistersPage } from "./all-registers.tsx";
import { NoticePage, type NoticeProps } from "./notice.tsx";
import { FilterPage, RegisterPage, YearPage } from "./register.tsx";

/** Every file that publishing this record writes, but its PDF. */
export function publicFilesFor(publication: Publication): StaticFile[] {
  const p = settled(publication);
  return [noticeFile(p), ...registerPages(p), indexPage(p), ...filesFor(p)];
}

/** What lists an entry, to write again when another record changes how it is to be read. */
export function listingsFor(publication: Publication): StaticFile[] {
  const p = settled(publication);
  return [...registerPages(p), ...dataFor(p)];
}

/** An office's first page and feeds, and the page of all registers: what says which offices it follows and precedes. */
export function frontFor(publication: Publication): StaticFile[] {
  const p = settled(publication);
  return [registerPages(p, [])[0]!, indexPage(p), ...filesFor(p)];
}

/** Every page of a year. */
export function yearFor(publication: Publication): StaticFile[] {
  const p = settled(publication);
  return registerPages(p, p.year).slice(1);
}

function indexPage({ origin, offices, latest }: Publication): StaticFile {
  return page(Address.INDEX, <AllRegistersPage origin={origin} offices={offices} latest={latest} />);
}

/** The office's first page, the page of the year, and each filter that this entry stands under, or stood. */
function registerPages(
  publication: Publication,
  under = [publication.entry, ...(publication.before ? [publication.before] : [])],
): StaticFile[] {
  const { origin, view, entry, year, newest, open, offices } = publication;
  const office = publication.office ?? view.office;
  const y = yearOf(entry);
  const years = offices.find((o) => o.slug === entry.office.slug)?.years ?? [];
  const register = { origin, office, years, offices };
  return [
    page(Address.registerPath(office.office), <RegisterPage {...register} newest={newest} open={open} />),
    page(Address.yearPath(office.office, y), <YearPage {...register} year={y} entries={year} open={open} />),
    ...FILTERS.flatMap((filter) =>
      valuesOf(filter, under).map((value) =>
        page(
          Address.filterPath(office.office, y, filter.id, value.slug),
          <FilterPage {...register} year={y} filter={filter} value={value} entries={year} />,
        ),
      ),
    ),
  ];
}

function valuesOf(filter: Filter, entries: RegisterEntry[]): FilterValue[] {
  return [...new Map(entries.flatMap((e) => filter.values(e)).map((value) => [value.slug, value])).values()];
}

/** The notice alone, to write again when another record comes to link to this one. */
export function noticeFile({
  origin,
  view,
  entry,
  linked,
  linkedFrom,
  offices,
}: Pick<Publication, "origin" | "view" | "entry" | "linked" | "linkedFrom"> & {
  offices?: OfficeRegister[];
}): StaticFile {
  const shown = entry.status === "published";
  return page(
    Address.noticePath(entry.office.slug, entry.slug),
    <NoticePage
      origin={origin}
      office={view.office}
      offices={offices}
      entry={entry}
      {...(shown && { paper: compose(view, "public"), ...openingOf(view) })}
      linked={linked}
      linkedFrom={linkedFrom}
      attached={shown ? publishedWith(view) : []}
    />,
  );
}

/** The page of a version that another has replaced: as it was, under a banner, or a stub. */
export function versionFile({
  origin,
  view,
  entry,
  replaced,
  hidden,
  current,
  offices,
}: Version): StaticFile {
  const shown = entry.status === "published" && !hidden;
  return page(
    Address.versionPath(entry.office.slug, entry.slug, entry.publication),
    <NoticePage
      origin={origin}
      office={view.office}
      offices={offices}
      entry={entry}
      old={{ replaced, current }}
      {...(shown && { paper: compose(view, "public"), ...openingOf(view) })}
      attached={shown ? publishedWith(view) : []}
    />,
  );
}

/** What stands before the full text: the plain-English summary and the operative words. */
function openingOf(view: RecordView): Pick<NoticeProps, "summary" | "decision"> {
  const { answers } = discloseRecord(view);
  const summary = read(view.form, answers, "publicSummary");
  const decision = read(view.form, answers, "decision") ?? read(view.form, answers, "recommendations");
  return {
    summary: summary ? richText(summary) : undefined,
    decision: decision ? blocksOf(decision) : undefined,
  };
}

function blocksOf(decision: string | string[]): PaperBlock[] {
  if (typeof decision === "string") return richText(decision);
  return [{ t: "list", items: decision.map((clause) => ({ blocks: richText(clause) })) }];
}

function page(path: string, content: Child): StaticFile {
  return file(path, "text/html; charset=utf-8", String(content));
}
