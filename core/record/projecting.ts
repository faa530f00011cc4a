/**
 * Projecting: the public files of a publication. PDFs and attachments come before the pages that link to
 * them, and go after the pages that no longer do. Everything can be repeated, and writes the same again.
 */
import { Resource } from "sst";
import { publishedWith } from "#core/attachment/attached.ts";
import { readFile } from "#core/attachment/attachment.store.ts";
import { dispositionOf } from "#core/attachment/name.ts";
import { getFile, putFile, removeFile } from "#core/aws/files.ts";
import { isBilingual } from "#core/form/bilingual.ts";
import * as Address from "#core/notice/addresses.ts";
import { linksTo } from "#core/notice/changes.ts";
import { CHANGING, type RegisterEntry, slugOf } from "#core/notice/entry.ts";
import type { Publication, StaticFile, Version } from "#core/notice/files.ts";
import { notePlace } from "#core/notice/places.store.ts";
import { linkedOf, markChanged, noteYear, surroundingsOf } from "#core/notice/register.store.ts";
import { entryInBoth } from "#core/notice/welsh.ts";
import { addToIndex, removeFromIndex } from "#core/search/index.store.ts";
import { searchableOf } from "#core/search/searchable.ts";
import { getPublishedView } from "./published-view.store.ts";
import { publicationFacts, renditionKey } from "./renditions.ts";
import type { State } from "./state.ts";
import type { RecordView } from "./view.ts";

/** Makes the public files. Pages are HTML, which core knows nothing of, so the caller brings these. */
export interface Renderer {
  /** Everything that one publication writes, but its PDF. */
  files(publication: Publication): StaticFile[];
  /** The notice alone, of a record that another one now links to. */
  notice(publication: Pick<Publication, "origin" | "view" | "entry" | "linked" | "linkedFrom">): StaticFile[];
  /** The pages and data of a year that list an entry. */
  listings(publication: Publication): StaticFile[];
  /** The page of a version that another has replaced. */
  version(version: Version): StaticFile[];
}

/** Notices written again because this record links to them; more than a few links is a list, not a chain. */
const MAX_RELINKED = 5;

/** A minute at the edge: what is withdrawn must be gone there too. */
const FOR_A_MINUTE = "public, max-age=60, s-maxage=60";

/** Writes them all; answers how many. */
export async function project(view: RecordView, state: State, renderer: Renderer): Promise<number> {
  const { publication, publishedAt = "" } = state;
  const { origin } = Resource.Site;
  const made = entryInBoth(view, publicationFacts(state, publication, publishedAt));
  const replaced = await replacedVersions(view, state);
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
  for (const version of replaced) files.push(...renderer.version({ origin, current: entry, ...version }));
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
async function replacedVersions(view: RecordView, { earlier = [] }: State): Promise<Replaced[]> {
  const last = earlier.at(-1);
  const wanted = last?.hidden ? earlier : earlier.slice(-1);
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
    keys.push(...(await copyPdfs(view, state, Address.pdfPath(office, slugOf(view)))));
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
  const { office, slug, publication } = entry;
  return copyPdfs(view, state, Address.versionPdfPath(office.slug, slug, publication));
}

/** In each language that it has. */
async function copyPdfs(view: RecordView, { renditions }: State, path: string): Promise<string[]> {
  const keys: string[] = [];
  for (const [lang, rendition] of [
    ["en", renditions.public],
    ["cy", renditions.welsh],
  ] as const) {
    if (!rendition) continue;
    const key = Address.keyOf(Address.inLanguage(lang, path));
    const source = renditionKey(view.office.office, view.id, rendition.rendered);
    await putFile(Resource.PublicBucket.name, {
      key,
      body: await getFile(Resource.PrivateBucket.name, source),
      contentType: "application/pdf",
      cacheControl: FOR_A_MINUTE,
    });
    keys.push(key);
  }
  return keys;
}

/** Every file of versions that nobody may read any more, under the address that they had. */
function hiddenKeys(view: RecordView, replaced: Replaced[]): string[] {
  const office = view.office.office;
  const keys = replaced
    .filter(({ hidden }) => hidden)
    .flatMap(({ view: was, entry: { publication: n } }) => {
      const slug = slugOf(was);
      const pages = [Address.noticePath(office, slug), Address.versionPath(office, slug, n)];
      const documents = [Address.pdfPath(office, slug), Address.versionPdfPath(office, slug, n)];
      const shown = [...documents, ...publishedWith(was).map(({ path }) => path)];
      return [...(was.state === "published" ? shown : []), ...(slug === slugOf(view) ? [] : pages)];
    });
  const all = keys.flatMap((path) => [
    path,
    ...(isBilingual(view.office) ? [Address.inLanguage("cy", path)] : []),
  ]);
  return [...new Set(all.map(Address.keyOf))];
}

/** What shows a record that another links to: its notice; and where it is changed by that one, its year. */
async function pagesOf(
  entry: RegisterEntry,
  by: RegisterEntry[],
  { notice, listings }: Renderer,
): Promise<StaticFile[]> {
  const { view } = await getPublishedView(entry.id);
  const around = await surroundingsOf(entry);
  const publication = { origin: Resource.Site.origin, view, entry, ...around };
  const changes = by.some((other) =>
    linksTo(other, entry).some(({ relation }) => CHANGING.some((r) => r === relation)),
  );
  return [...notice(publication), ...(changes ? listings(publication) : [])];
}
