/**
 * All the files of one publication: its notice, the front of its register and its year. At most `MAX_FILES`
 * with the PDF, which is stored beside them by its own path; repeating it writes the same again.
 */
import type { Child } from "hono/jsx";
import { publishedWith } from "#core/attachment/attached.ts";
import { compose } from "#core/document/compose.ts";
import { inWelsh } from "#core/document/in-welsh.ts";
import type { PaperBlock } from "#core/document/paper.ts";
import { isBilingual, languagesOf } from "#core/form/bilingual.ts";
import { read } from "#core/form/reading.ts";
import { richText } from "#core/form/richtext.ts";
import type { Lang } from "#core/form/say.ts";
import * as Address from "#core/notice/addresses.ts";
import { discloseRecord, type RegisterEntry, yearOf } from "#core/notice/entry.ts";
import {
  file,
  type Notice,
  type ProgrammePage as ProgrammeFile,
  type Publication,
  type StaticFile,
  settled,
  type Version,
} from "#core/notice/files.ts";
import { bodiesOf } from "#core/notice/recipients.ts";
import { entryIn } from "#core/notice/welsh.ts";
import type { Front, WholeYear } from "#core/notice/whole-register.ts";
import type { RecordView } from "#core/record/view.ts";
import { NoticePage, type NoticeProps } from "./notice.tsx";
import { ProgrammeMovedPage, ProgrammePage } from "./programme.tsx";
import { frontFiles, registerFiles, yearFiles } from "./register-files.tsx";

/** Every file that publishing this record writes, but its PDF. */
export function publicFilesFor(publication: Publication): StaticFile[] {
  const p = settled(publication);
  return [...noticeFiles(p), ...frontFiles(frontIn(p)), ...yearFiles(yearIn(p))];
}

/** What lists an entry, to write again when another record changes how it is to be read. */
export function listingsFor(publication: Publication): StaticFile[] {
  const p = settled(publication);
  return [...registerFiles(frontIn(p)), ...yearFiles(yearIn(p))];
}

function frontIn(p: Publication): Front {
  const { newest, updated = newest, latest, programmes } = p;
  return { ...registerIn(p), newest, updated, latest, programmes };
}

/** The year of an entry, with each filter that it stands under, or stood. */
function yearIn(p: Publication): WholeYear {
  const { entry, before, year } = p;
  return { ...registerIn(p), year: yearOf(entry), entries: year, under: before ? [entry, before] : [entry] };
}

/** By the office's name of today. */
function registerIn({ origin, view, office = view.office, entry, offices, open = [] }: Publication) {
  const years = offices.find((o) => o.slug === entry.office.slug)?.years ?? [];
  return { origin, office, years, offices, open };
}

/** The notice alone, in each of its languages, to write again when another record comes to link to this one. */
export function noticeFiles(notice: Notice): StaticFile[] {
  return languagesOf(notice.view.office).map((lang) => noticeFile(notice, lang));
}

export function noticeFile(
  { origin, linked, linkedFrom, offices, programme, questions, ...notice }: Notice,
  lang: Lang = "en",
): StaticFile {
  const { view, entry } = inLanguage(lang, notice.view, notice.entry);
  const shown = entry.status === "published";
  return page(
    Address.inLanguage(lang, Address.noticePath(entry.office.slug, entry.slug)),
    <NoticePage
      origin={origin}
      office={view.office}
      offices={offices}
      entry={entry}
      lang={lang}
      both={isBilingual(notice.view.office)}
      {...(shown && { paper: compose(view, "public"), ...openingOf(view) })}
      linked={linked?.map((e) => entryIn(lang, e))}
      linkedFrom={linkedFrom?.map((e) => entryIn(lang, e))}
      questions={questions}
      programme={programme}
      attached={shown ? publishedWith(notice.view) : []}
    />,
  );
}

/** The pages of a version that another has replaced: as it was, under a banner, or a stub. */
export function versionFiles(version: Version): StaticFile[] {
  return languagesOf(version.view.office).map((lang) => versionFile(version, lang));
}

export function versionFile(
  { origin, replaced, hidden, current, offices, ...version }: Version,
  lang: Lang = "en",
): StaticFile {
  const { view, entry } = inLanguage(lang, version.view, version.entry);
  const shown = entry.status === "published" && !hidden;
  return page(
    Address.inLanguage(lang, Address.versionPath(entry.office.slug, entry.slug, entry.publication)),
    <NoticePage
      origin={origin}
      office={view.office}
      offices={offices}
      entry={entry}
      lang={lang}
      both={isBilingual(version.view.office)}
      old={{ replaced, current: entryIn(lang, current) }}
      {...(shown && { paper: compose(view, "public"), ...openingOf(view) })}
      attached={shown ? publishedWith(version.view) : []}
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
