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
  type Notice,
  type ProgrammePage as ProgrammeFile,
  type Publication,
  type StaticFile,
  settled,
  type Version,
} from "#core/notice/files.ts";
import { FILTERS, type Filter, type FilterValue } from "#core/notice/filters.ts";
import { bodiesOf } from "#core/notice/recipients.ts";
import type { RecordView } from "#core/record/view.ts";
import { AllRegistersPage } from "./all-registers.tsx";
import { NoticePage, type NoticeProps } from "./notice.tsx";
import { ProgrammeMovedPage, ProgrammePage } from "./programme.tsx";
import { FilterPage, RegisterPage, YearPage } from "./register.tsx";

/** Every file that publishing this record writes, but its PDF. */
export function publicFilesFor(publication: Publication): StaticFile[] {
  const p = settled(publication);
  const { origin, latest, offices } = p;
  return [
    noticeFile(p),
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
  const { origin, view, entry, before, year, newest, open, offices, programmes } = publication;
  const { office } = view;
  const y = yearOf(entry);
  const years = offices.find((o) => o.slug === entry.office.slug)?.years ?? [];
  const register = { origin, office, years };
  return [
    page(
      Address.registerPath(office.office),
      <RegisterPage {...register} newest={newest} open={open} programmes={programmes} />,
    ),
    page(Address.yearPath(office.office, y), <YearPage {...register} year={y} entries={year} open={open} />),
    ...FILTERS.flatMap((filter) =>
      valuesOf(filter, [entry, ...(before ? [before] : [])]).map((value) =>
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
  programme,
  questions,
}: Notice): StaticFile {
  const shown = entry.status === "published";
  return page(
    Address.noticePath(entry.office.slug, entry.slug),
    <NoticePage
      origin={origin}
      office={view.office}
      entry={entry}
      {...(shown && { paper: compose(view, "public"), ...openingOf(view) })}
      linked={linked}
      linkedFrom={linkedFrom}
      questions={questions}
      programme={programme}
      attached={shown ? publishedWith(view) : []}
    />,
  );
}

/** The page of a version that another has replaced: as it was, under a banner, or a stub. */
export function versionFile({ origin, view, entry, replaced, hidden, current }: Version): StaticFile {
  const shown = entry.status === "published" && !hidden;
  return page(
    Address.versionPath(entry.office.slug, entry.slug, entry.publication),
    <NoticePage
      origin={origin}
      office={view.office}
      entry={entry}
      old={{ replaced, current }}
      {...(shown && { paper: compose(view, "public"), ...openingOf(view) })}
      attached={shown ? publishedWith(view) : []}
    />,
  );
}

/** A programme's page; where it has gone into another one, a page that leads there. */
export function programmeFile({ origin, office, at, programme, recipients }: ProgrammeFile): StaticFile {
  const { home, records = [], cut = false } = programme;
  return page(
    Address.programmePath(office.office, at.slug),
    at.id === home.id ? (
      <ProgrammePage
        origin={origin}
        office={office}
        programme={{ home, records, cut }}
        bodies={bodiesOf(recipients)}
      />
    ) : (
      <ProgrammeMovedPage origin={origin} office={office} at={at} home={home} />
    ),
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
