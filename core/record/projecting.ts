/**
 * Projecting: the public files of a publication. PDFs and attachments come before the pages that link to
 * them, and go after the pages that no longer do. Everything can be repeated, and writes the same again.
 */
import { Resource } from "sst";
import { putFile, removeFile } from "#core/aws/files.ts";
import { linksTo } from "#core/notice/changes.ts";
import { noteEnding } from "#core/notice/ending.store.ts";
import { CHANGING, type RegisterEntry, slugOf, yearOf } from "#core/notice/entry.ts";
import type {
  Notice,
  OfficeRegister,
  ProgrammePage,
  Publication,
  StaticFile,
  Version,
} from "#core/notice/files.ts";
import { notePlace } from "#core/notice/places.store.ts";
import { findHome, listProgrammes, noteProgrammes, type Programmes } from "#core/notice/programme.store.ts";
import { type ListedProgramme, MOST_LISTED, withListed } from "#core/notice/programme.ts";
import { everyOffice, linkedOf, markChanged, noteYear, surroundingsOf } from "#core/notice/register.store.ts";
import { entryInBoth } from "#core/notice/welsh.ts";
import type { Front, ImportedNotice, WholeYear } from "#core/notice/whole-register.ts";
import { itemsBearingOn } from "#core/scrutiny/published.store.ts";
import { addToIndex, removeFromIndex } from "#core/search/index.store.ts";
import { searchableOf } from "#core/search/searchable.ts";
import { monthsBeforeEnd } from "./ending.ts";
import { getOffice } from "./offices.store.ts";
import { hiddenKeys, type Replaced, writeDocuments, writeOldDocument } from "./public-documents.ts";
import { getPublishedView } from "./published-view.store.ts";
import { publicationFacts } from "./renditions.ts";
import type { State } from "./state.ts";
import type { RecordView } from "./view.ts";

/** Makes the public files. Pages are HTML, which core knows nothing of, so the caller brings these. */
export interface Renderer {
  /** Everything that one publication writes, but its PDF. */
  files(publication: Publication): StaticFile[];
  /** The notice alone, in each of its languages, of a record that another one now links to. */
  notice(notice: Notice): StaticFile[];
  /** The pages and data of a year that list an entry. */
  listings(publication: Publication): StaticFile[];
  /** The page of a version that another has replaced, in each of its languages. */
  version(version: Version): StaticFile[];
  /** The notice of an entry that was imported. */
  imported(notice: ImportedNotice): StaticFile;
  /** The pages, filters and data of a year as a whole. */
  year(year: WholeYear): StaticFile[];
  /** What stands before the years: first page, feeds, the page of all registers. */
  front(front: Front): StaticFile[];
  programme(page: ProgrammePage): StaticFile;
}

/** Notices written again because this record links to them; more than a few links is a list, not a chain. */
export const MAX_RELINKED = 4;

/**
 * Writes them all; answers how many, and the entry that they show. `today` is a civil date. `whole`: every
 * earlier version's too, where nothing is there yet.
 */
export async function project(
  view: RecordView,
  state: State,
  renderer: Renderer,
  today: string,
  whole = false,
): Promise<{ files: number; entry: RegisterEntry }> {
  const { publication, publishedAt = "" } = state;
  const { origin } = Resource.Site;
  const made = entryInBoth(view, publicationFacts(state, publication, publishedAt));
  const replaced = await replacedVersions(view, state, whole);
  const before = replaced.at(-1)?.entry;
  await noteYear(made);
  const offices = await everyOffice(today);
  const others = await linkedWith(made, offices, before);
  const marked = await Promise.all(others.map((other) => markChanged(other, offices)));
  const entry = await markChanged(made, offices);
  await notePlace(entry);
  await noteEnding(entry, monthsBeforeEnd(view.office));
  const changed = await noteProgrammes(entry, before);
  const [around, office] = await Promise.all([
    surroundingsOf(entry, today, offices),
    getOffice(view.office.office),
  ]);

  const kept = await writeDocuments(view, state, entry);
  for (const version of replaced) kept.push(...(await writeOldDocument(version)));
  const [programme, listed] = await Promise.all([
    findHome(entry),
    listProgrammes(entry.office.slug, MOST_LISTED),
  ]);
  const programmes = withListed(listed, changed.programmes);
  const files = renderer.files({ origin, office, view, entry, before, ...around, programme, programmes });
  for (const page of programmePages(changed)) {
    const recipients = around.offices.flatMap((o) => o.recipients ?? []);
    files.push(renderer.programme({ origin, office, recipients, ...page }));
  }
  for (const version of replaced)
    files.push(...renderer.version({ origin, offices, current: entry, ...version }));
  const parted = changed.parted.filter(({ id }) => !marked.some((other) => other.id === id));
  const by = [made, ...(before ? [before] : [])];
  for (const other of [...marked, ...parted])
    files.push(...(await pagesOf(other, by, { programmes, today }, renderer)));
  for (const file of files) await putFile(Resource.PublicBucket.name, file);
  const gone = hiddenKeys(view, replaced).filter((key) => !kept.includes(key));
  for (const key of gone) await removeFile(Resource.PublicBucket.name, key);

  if (gone.length > 0) await removeFromIndex(office.office, view.id, publication);
  await addToIndex(office.office, searchableOf(view, entry));
  return { files: files.length + kept.length, entry };
}

function programmePages({ programmes, merged }: Programmes): Pick<ProgrammePage, "at" | "programme">[] {
  return [
    ...programmes.map((programme) => ({ at: programme.home, programme })),
    ...merged.map(({ from, to }) => ({ at: from, programme: { home: to } })),
  ];
}

/** The version that this publication replaces; all of them where none is to be readable any more. */
async function replacedVersions(
  view: RecordView,
  { earlier = [] }: State,
  whole: boolean,
): Promise<Replaced[]> {
  const last = earlier.at(-1);
  return versionsOf(view, last?.hidden || whole ? earlier : earlier.slice(-1));
}

async function versionsOf(view: RecordView, wanted: NonNullable<State["earlier"]>): Promise<Replaced[]> {
  return Promise.all(
    wanted.map(async ({ publication: n, publishedAt }) => {
      const { view: was, loaded } = await getPublishedView(view.id, n);
      const made = entryInBoth(was, publicationFacts(loaded.state, n, publishedAt));
      const entry = { ...made, slug: slugOf(view) };
      const why = view.earlier?.find((e) => e.publication === n);
      return { view: was, entry, state: loaded.state, replaced: why!, hidden: why?.hidden ?? false };
    }),
  );
}

/** The records that this one links to or did, and, since its title may have changed, those that link to it. */
async function linkedWith(
  entry: RegisterEntry,
  offices: OfficeRegister[],
  before?: RegisterEntry,
): Promise<RegisterEntry[]> {
  const linked = (await linkedOf(entry, offices)).linked.slice(0, MAX_RELINKED);
  if (!before) return linked;
  const was = (await linkedOf(before, offices)).linked;
  const { linkedFrom } = await linkedOf(entry, offices);
  return [...new Map([...linked, ...was, ...linkedFrom].map((e) => [e.id, e])).values()];
}

/** What shows a record that another links to: its notice; and where it is changed by that one, its year. */
async function pagesOf(
  entry: RegisterEntry,
  by: RegisterEntry[],
  { programmes, today }: { programmes: ListedProgramme[]; today: string },
  renderer: Renderer,
): Promise<StaticFile[]> {
  if (entry.imported) return importedPages(entry, by, today, renderer);
  const { view } = await getPublishedView(entry.id);
  const [around, office, programme] = await Promise.all([
    surroundingsOf(entry, today),
    getOffice(view.office.office),
    findHome(entry),
  ]);
  const publication = {
    origin: Resource.Site.origin,
    office,
    view,
    entry,
    ...around,
    programme,
    programmes,
  };
  return [...renderer.notice(publication), ...(isChanged(entry, by) ? renderer.listings(publication) : [])];
}

/** The notice of a published record as it is now, in each of its languages, since something that it names, or that names it, has come. */
export async function noticeOf(
  entry: RegisterEntry,
  offices: OfficeRegister[],
  { notice }: Pick<Renderer, "notice">,
): Promise<StaticFile[]> {
  const { view } = await getPublishedView(entry.id, entry.publication);
  const [links, programme, questions] = await Promise.all([
    linkedOf(entry, offices),
    findHome(entry),
    itemsBearingOn(entry.office.slug, entry.id),
  ]);
  return notice({ origin: Resource.Site.origin, view, entry, offices, ...links, programme, questions });
}

/** The pages of a record alone: its notice, and each version before it. */
export async function recordPages(
  entry: RegisterEntry,
  offices: OfficeRegister[],
  renderer: Pick<Renderer, "notice" | "version" | "imported">,
): Promise<StaticFile[]> {
  const { origin } = Resource.Site;
  if (entry.imported) return [await importedNotice(entry, offices, renderer)];
  const { view, loaded } = await getPublishedView(entry.id, entry.publication);
  const versions = await versionsOf(view, loaded.state.earlier ?? []);
  return [
    ...(await noticeOf(entry, offices, renderer)),
    ...versions.flatMap((version) => renderer.version({ origin, offices, current: entry, ...version })),
  ];
}

/** Whether any of these records changes how the entry is to be read. */
function isChanged(entry: RegisterEntry, by: RegisterEntry[]): boolean {
  return by.some((other) =>
    linksTo(other, entry).some(({ relation }) => CHANGING.some((r) => r === relation)),
  );
}

async function importedPages(
  entry: RegisterEntry,
  by: RegisterEntry[],
  today: string,
  renderer: Renderer,
): Promise<StaticFile[]> {
  const { origin } = Resource.Site;
  const office = await getOffice(entry.office.slug);
  const { year: entries, offices, open } = await surroundingsOf(entry, today);
  const notice = await importedNotice(entry, offices, renderer);
  if (!isChanged(entry, by)) return [notice];
  const years = (offices.find((o) => o.slug === office.office)?.years ?? []).sort().reverse();
  const register = { origin, office, years, offices, open };
  return [notice, ...renderer.year({ ...register, year: yearOf(entry), entries, under: [entry] })];
}

async function importedNotice(
  entry: RegisterEntry,
  offices: OfficeRegister[],
  { imported }: Pick<Renderer, "imported">,
): Promise<StaticFile> {
  const office = await getOffice(entry.office.slug);
  const { linkedFrom } = await linkedOf(entry, offices);
  return imported({ origin: Resource.Site.origin, office, entry, linkedFrom });
}
