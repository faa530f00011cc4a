/**
 * Projecting: the public files of a publication. PDFs and attachments come before the pages that link to
 * them, and go after the pages that no longer do. Everything can be repeated, and writes the same again.
 */
import { Resource } from "sst";
import { publishedWith } from "#core/attachment/attached.ts";
import { readFile } from "#core/attachment/attachment.store.ts";
import { dispositionOf } from "#core/attachment/name.ts";
import { getFile, putFile, removeFile } from "#core/aws/files.ts";
import * as Address from "#core/notice/addresses.ts";
import { linksTo } from "#core/notice/changes.ts";
import { CHANGING, entryOf, type RegisterEntry, slugOf, yearOf } from "#core/notice/entry.ts";
import type { Publication, StaticFile, Version } from "#core/notice/files.ts";
import { notePlace } from "#core/notice/places.store.ts";
import { linkedOf, markChanged, noteYear, surroundingsOf } from "#core/notice/register.store.ts";
import type { Front, ImportedNotice, WholeYear } from "#core/notice/whole-register.ts";
import { addToIndex, removeFromIndex } from "#core/search/index.store.ts";
import { searchableOf } from "#core/search/searchable.ts";
import { getOffice } from "./offices.store.ts";
import { getPublishedView } from "./published-view.store.ts";
import { publicationFacts, renditionKey } from "./renditions.ts";
import type { State } from "./state.ts";
import type { RecordView } from "./view.ts";

/** Makes the public files. Pages are HTML, which core knows nothing of, so the caller brings these. */
export interface Renderer {
  /** Everything that one publication writes, but its PDF. */
  files(publication: Publication): StaticFile[];
  /** The notice alone, of a record that another one now links to. */
  notice(publication: Pick<Publication, "origin" | "view" | "entry" | "linked" | "linkedFrom">): StaticFile;
  /** The pages and data of a year that list an entry. */
  listings(publication: Publication): StaticFile[];
  /** The page of a version that another has replaced. */
  version(version: Version): StaticFile;
  /** The notice of an entry that was imported. */
  imported(notice: ImportedNotice): StaticFile;
  /** The pages, filters and data of a year as a whole. */
  year(year: WholeYear): StaticFile[];
  /** What stands before the years: first page, feeds, the page of all registers. */
  front(front: Front): StaticFile[];
}

/** Notices written again because this record links to them; more than a few links is a list, not a chain. */
const MAX_RELINKED = 5;

/** A minute at the edge: what is withdrawn must be gone there too. */
const FOR_A_MINUTE = "public, max-age=60, s-maxage=60";

/** Writes them all; answers how many. `whole`: every earlier version's too, where nothing is there yet. */
export async function project(
  view: RecordView,
  state: State,
  renderer: Renderer,
  whole = false,
): Promise<number> {
  const { publication, publishedAt = "" } = state;
  const { origin } = Resource.Site;
  const made = entryOf(view, publicationFacts(state, publication, publishedAt));
  const replaced = await replacedVersions(view, state, whole);
  const before = replaced.at(-1)?.entry;
  await noteYear(made);
  const others = await linkedWith(made, before);
  const marked = await Promise.all(others.map(markChanged));
  const entry = await markChanged(made);
  await notePlace(entry);
  const around = await surroundingsOf(entry);

  const kept = await writeDocuments(view, state, entry);
  for (const version of replaced) kept.push(...(await writeOldDocument(version)));
  const files = renderer.files({ origin, view, entry, before, ...around });
  for (const version of replaced) files.push(renderer.version({ origin, current: entry, ...version }));
  for (const other of marked)
    files.push(...(await pagesOf(other, [made, ...(before ? [before] : [])], renderer)));
  for (const file of files) await putFile(Resource.PublicBucket.name, file);
  const gone = hiddenKeys(view, replaced).filter((key) => !kept.includes(key));
  for (const key of gone) await removeFile(Resource.PublicBucket.name, key);

  const office = view.office.office;
  if (gone.length > 0) await removeFromIndex(office, view.id, publication);
  await addToIndex(office, searchableOf(view, entry));
  return files.length + kept.length;
}

type Replaced = Omit<Version, "origin" | "current"> & { state: State };

/** The version that this publication replaces; all of them where none is to be readable any more. */
async function replacedVersions(
  view: RecordView,
  { earlier = [] }: State,
  whole: boolean,
): Promise<Replaced[]> {
  const last = earlier.at(-1);
  const wanted = last?.hidden || whole ? earlier : earlier.slice(-1);
  return Promise.all(
    wanted.map(async ({ publication: n, publishedAt }) => {
      const { view: was, loaded } = await getPublishedView(view.id, n);
      const entry = entryOf(was, publicationFacts(loaded.state, n, publishedAt));
      const why = view.earlier?.find((e) => e.publication === n);
      return { view: was, entry, state: loaded.state, replaced: why!, hidden: why?.hidden ?? false };
    }),
  );
}

/** The records that this one links to or did, and, since its title may have changed, those that link to it. */
async function linkedWith(entry: RegisterEntry, before?: RegisterEntry): Promise<RegisterEntry[]> {
  const linked = (await linkedOf(entry)).linked.slice(0, MAX_RELINKED);
  if (!before) return linked;
  const was = (await linkedOf(before)).linked;
  const { linkedFrom } = await linkedOf(entry);
  return [...new Map([...linked, ...was, ...linkedFrom].map((e) => [e.id, e])).values()];
}

/** The PDF and the attachments of what is published; answers their keys. */
async function writeDocuments(view: RecordView, state: State, entry: RegisterEntry): Promise<string[]> {
  if (view.state !== "published") return [];
  const office = view.office.office;
  const keys: string[] = [];
  if (state.renditions.public) {
    keys.push(Address.keyOf(Address.pdfPath(office, slugOf(view))));
    await copyPdf(view, state, keys[0]!);
  }
  for (const { file, path } of publishedWith(view)) {
    keys.push(Address.keyOf(path));
    await putFile(Resource.PublicBucket.name, {
      key: Address.keyOf(path),
      body: await readFile(entry.office.slug, file),
      contentType: file.type,
      disposition: dispositionOf(file.name),
      cacheControl: FOR_A_MINUTE,
    });
  }
  return keys;
}

async function writeOldDocument({ view, state, entry, hidden }: Replaced): Promise<string[]> {
  if (hidden || !entry.pdf) return [];
  const key = oldPdfKey(entry);
  await copyPdf(view, state, key);
  return [key];
}

async function copyPdf(view: RecordView, { renditions }: State, key: string): Promise<void> {
  const source = renditionKey(view.office.office, view.id, renditions.public?.rendered ?? "");
  const body = await getFile(Resource.PrivateBucket.name, source);
  await putFile(Resource.PublicBucket.name, {
    key,
    body,
    contentType: "application/pdf",
    cacheControl: FOR_A_MINUTE,
  });
}

/** Every file of versions that nobody may read any more. */
function hiddenKeys(view: RecordView, replaced: Replaced[]): string[] {
  const hidden = replaced.filter((v) => v.hidden && v.view.state === "published");
  const pdf = Address.keyOf(Address.pdfPath(view.office.office, slugOf(view)));
  const keys = hidden.flatMap((v) => [
    oldPdfKey(v.entry),
    ...publishedWith(v.view).map(({ path }) => Address.keyOf(path)),
  ]);
  return hidden.length ? [...new Set([pdf, ...keys])] : [];
}

function oldPdfKey({ office, slug, publication }: RegisterEntry): string {
  return Address.keyOf(Address.versionPdfPath(office.slug, slug, publication));
}

/** What shows a record that another links to: its notice; and where it is changed by that one, its year. */
async function pagesOf(entry: RegisterEntry, by: RegisterEntry[], renderer: Renderer): Promise<StaticFile[]> {
  if (entry.imported) return importedPages(entry, by, renderer);
  const { notice, listings } = renderer;
  const { view } = await getPublishedView(entry.id);
  const around = await surroundingsOf(entry);
  const publication = { origin: Resource.Site.origin, view, entry, ...around };
  return [notice(publication), ...(isChanged(entry, by) ? listings(publication) : [])];
}

/** The notice of a published record, written again since something that it links to has come. */
export async function writeNotice(entry: RegisterEntry, { notice }: Renderer): Promise<void> {
  const { view } = await getPublishedView(entry.id);
  const links = await linkedOf(entry);
  const file = notice({ origin: Resource.Site.origin, view, entry, ...links });
  await putFile(Resource.PublicBucket.name, file);
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
  renderer: Renderer,
): Promise<StaticFile[]> {
  const { origin } = Resource.Site;
  const office = await getOffice(entry.office.slug);
  const { linkedFrom, year: entries, offices } = await surroundingsOf(entry);
  const notice = renderer.imported({ origin, office, entry, linkedFrom });
  if (!isChanged(entry, by)) return [notice];
  const years = (offices.find((o) => o.slug === office.office)?.years ?? []).sort().reverse();
  return [notice, ...renderer.year({ origin, office, years, year: yearOf(entry), entries, before: [] })];
}
