/**
 * The documents of a publication where the public reads them: its PDF in each language, its attachments, the
 * PDFs of the versions before it; and the keys of what nobody may read any more.
 */
import { Resource } from "sst";
import { publishedWith } from "#core/attachment/attached.ts";
import { readFile } from "#core/attachment/attachment.store.ts";
import { dispositionOf } from "#core/attachment/name.ts";
import { getFile, putFile } from "#core/aws/files.ts";
import { isBilingual } from "#core/form/bilingual.ts";
import * as Address from "#core/notice/addresses.ts";
import { type RegisterEntry, slugOf } from "#core/notice/entry.ts";
import type { Version } from "#core/notice/files.ts";
import { renditionKey } from "./renditions.ts";
import type { State } from "./state.ts";
import type { RecordView } from "./view.ts";

/** A version that another has replaced, with its documents. */
export type Replaced = Omit<Version, "origin" | "current"> & { state: State };

/** A minute at the edge: what is withdrawn must be gone there too. */
const FOR_A_MINUTE = "public, max-age=60, s-maxage=60";

/** The PDF and the attachments of what is published; answers their keys. */
export async function writeDocuments(
  view: RecordView,
  state: State,
  entry: RegisterEntry,
): Promise<string[]> {
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

export async function writeOldDocument({ view, state, entry, hidden }: Replaced): Promise<string[]> {
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
export function hiddenKeys(view: RecordView, replaced: Replaced[]): string[] {
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
