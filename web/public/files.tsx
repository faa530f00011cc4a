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
import { discloseRecord, yearOf } from "#core/notice/entry.ts";
import { file, filesFor, type Publication, type StaticFile, settled } from "#core/notice/files.ts";
import { FILTERS } from "#core/notice/filters.ts";
import type { RecordView } from "#core/record/view.ts";
import { AllRegistersPage } from "./all-registers.tsx";
import { NoticePage, type NoticeProps } from "./notice.tsx";
import { FilterPage, RegisterPage, YearPage } from "./register.tsx";

/** Every file that publishing this record writes, but its PDF. */
export function publicFilesFor(publication: Publication): StaticFile[] {
  const p = settled(publication);
  const { origin, entry, newest, latest, offices } = p;
  const { office } = p.view;
  const year = yearOf(entry);
  const years = offices.find((o) => o.slug === entry.office.slug)?.years ?? [];
  const register = { origin, office, years };
  return [
    noticeFile(p),
    page(Address.registerPath(office.office), <RegisterPage {...register} newest={newest} />),
    page(Address.yearPath(office.office, year), <YearPage {...register} year={year} entries={p.year} />),
    ...FILTERS.flatMap((filter) =>
      filter
        .values(entry)
        .map((value) =>
          page(
            Address.filterPath(office.office, year, filter.id, value.slug),
            <FilterPage {...register} year={year} filter={filter} value={value} entries={p.year} />,
          ),
        ),
    ),
    page(Address.INDEX, <AllRegistersPage origin={origin} offices={offices} latest={latest} />),
    ...filesFor(p),
  ];
}

/** The notice alone, to write again when another record comes to link to this one. */
export function noticeFile({
  origin,
  view,
  entry,
  linked,
  linkedFrom,
}: Pick<Publication, "origin" | "view" | "entry" | "linked" | "linkedFrom">): StaticFile {
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
