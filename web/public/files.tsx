/**
 * All the files of one publication: the pages here, the feeds and data from core. At most `MAX_FILES`
 * with the PDF, which is stored beside them by its own path; repeating it writes the same again.
 */
import type { Child } from "hono/jsx";
import { publishedWith } from "#core/attachment/attached.ts";
import { compose } from "#core/document/compose.ts";
import { inWelsh } from "#core/document/in-welsh.ts";
import type { PaperBlock } from "#core/document/paper.ts";
import { isBilingual, officeInWelsh } from "#core/form/bilingual.ts";
import { read } from "#core/form/reading.ts";
import { richText } from "#core/form/richtext.ts";
import type { Lang } from "#core/form/say.ts";
import * as Address from "#core/notice/addresses.ts";
import { discloseRecord, type RegisterEntry, yearOf } from "#core/notice/entry.ts";
import {
  dataFor,
  file,
  filesFor,
  type Publication,
  type StaticFile,
  settled,
  type Version,
} from "#core/notice/files.ts";
import { FILTERS, type Filter, type FilterValue } from "#core/notice/filters.ts";
import { entryInWelsh } from "#core/notice/welsh.ts";
import type { RecordView } from "#core/record/view.ts";
import { AllRegistersPage } from "./all-registers.tsx";
import { NoticePage, type NoticeProps } from "./notice.tsx";
import { FilterPage, RegisterPage, YearPage } from "./register.tsx";

/** Every file that publishing this record writes, but its PDF. */
export function publicFilesFor(publication: Publication): StaticFile[] {
  const p = settled(publication);
  const { origin, latest, offices } = p;
  return [
    ...noticeFiles(p),
    ...registerPages(p),
    page(Address.INDEX, <AllRegistersPage origin={origin} offices={offices} latest={latest} />),
    ...filesFor(p),
  ];
}

/** What lists an entry, to write again when another record changes how it is to be read. */
export function listingsFor(publication: Publication): StaticFile[] {
  const p = settled(publication);
  return [...registerPages(p), ...dataFor(p)];
}

/** The office's first page, the page of the year, and each filter that this entry stands under, or stood. */
function registerPages(publication: Publication): StaticFile[] {
  return languagesOf(publication.view).flatMap((lang) => registerPagesIn(lang, publication));
}

function registerPagesIn(lang: Lang, { origin, offices, ...p }: Publication): StaticFile[] {
  const entries = (list: RegisterEntry[]) => list.map((entry) => entryIn(lang, entry));
  const office = lang === "cy" ? officeInWelsh(p.view.office) : p.view.office;
  const y = yearOf(p.entry);
  const years = offices.find((o) => o.slug === p.entry.office.slug)?.years ?? [];
  const register = { origin, office, years, lang, both: isBilingual(p.view.office) };
  const year = entries(p.year);
  const at = (path: string) => Address.inLanguage(lang, path);
  return [
    page(at(Address.registerPath(office.office)), <RegisterPage {...register} newest={entries(p.newest)} />),
    page(at(Address.yearPath(office.office, y)), <YearPage {...register} year={y} entries={year} />),
    ...FILTERS.flatMap((filter) =>
      valuesOf(filter, entries([p.entry, ...(p.before ? [p.before] : [])])).map((value) =>
        page(
          at(Address.filterPath(office.office, y, filter.id, value.slug)),
          <FilterPage {...register} year={y} filter={filter} value={value} entries={year} />,
        ),
      ),
    ),
  ];
}

function valuesOf(filter: Filter, entries: RegisterEntry[]): FilterValue[] {
  return [...new Map(entries.flatMap((e) => filter.values(e)).map((value) => [value.slug, value])).values()];
}

type Noticed = Pick<Publication, "origin" | "view" | "entry" | "linked" | "linkedFrom">;

/** The notice alone, in each of its languages, to write again when another record comes to link to this one. */
export function noticeFiles(publication: Noticed): StaticFile[] {
  return languagesOf(publication.view).map((lang) => noticeFile(publication, lang));
}

export function noticeFile(
  { origin, view: own, entry: stored, linked, linkedFrom }: Noticed,
  lang: Lang = "en",
): StaticFile {
  const { view, entry } = inLanguage(lang, own, stored);
  const shown = entry.status === "published";
  return page(
    Address.inLanguage(lang, Address.noticePath(entry.office.slug, entry.slug)),
    <NoticePage
      origin={origin}
      office={view.office}
      entry={entry}
      lang={lang}
      both={isBilingual(own.office)}
      {...(shown && { paper: compose(view, "public"), ...openingOf(view) })}
      linked={linked?.map((e) => entryIn(lang, e))}
      linkedFrom={linkedFrom?.map((e) => entryIn(lang, e))}
      attached={shown ? publishedWith(own) : []}
    />,
  );
}

/** The pages of a version that another has replaced: as it was, under a banner, or a stub. */
export function versionFiles(version: Version): StaticFile[] {
  return languagesOf(version.view).map((lang) => versionFile(version, lang));
}

export function versionFile(
  { origin, replaced, hidden, ...version }: Version,
  lang: Lang = "en",
): StaticFile {
  const { view, entry } = inLanguage(lang, version.view, version.entry);
  const shown = entry.status === "published" && !hidden;
  return page(
    Address.inLanguage(lang, Address.versionPath(entry.office.slug, entry.slug, entry.publication)),
    <NoticePage
      origin={origin}
      office={view.office}
      entry={entry}
      lang={lang}
      both={isBilingual(version.view.office)}
      old={{ replaced, current: entryIn(lang, version.current) }}
      {...(shown && { paper: compose(view, "public"), ...openingOf(view) })}
      attached={shown ? publishedWith(version.view) : []}
    />,
  );
}

function languagesOf({ office }: RecordView): Lang[] {
  return isBilingual(office) ? ["en", "cy"] : ["en"];
}

const entryIn = (lang: Lang, entry: RegisterEntry) => (lang === "cy" ? entryInWelsh(entry) : entry);

function inLanguage(lang: Lang, view: RecordView, entry: RegisterEntry) {
  return { view: lang === "cy" ? inWelsh(view) : view, entry: entryIn(lang, entry) };
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
