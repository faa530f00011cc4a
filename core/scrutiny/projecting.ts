/**
 * Projecting: the public files of an item. Its page, the list, its year with the data, the sitemaps, and the
 * notices of the records that it names: at most `MAX_FILES_OF_ITEM`, however many items there are. Repeatable; what
 * changes while it writes is written once more, so that no older list ends on top of a newer one.
 */
import { Resource } from "sst";
import { putFile } from "#core/aws/files.ts";
import type { Key } from "#core/aws/keys.ts";
import type { Office } from "#core/form/office.ts";
import type { OfficeRegister, StaticFile } from "#core/notice/files.ts";
import { everyOffice, markChanged, withRegister } from "#core/notice/register.store.ts";
import { entryInBoth } from "#core/notice/welsh.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { noticeOf, type Renderer } from "#core/record/projecting.ts";
import { getPublishedView } from "#core/record/published-view.store.ts";
import { publicationFacts } from "#core/record/renditions.ts";
import type { PublicItem } from "./public-item.ts";
import { findWanted, noteQuestions, publicItems, settleWanted } from "./published.store.ts";

/**
 * Of an item, with a record that it is about, one that answers it, and one that did before; of an office that
 * writes in both languages, each twice.
 */
const MAX_NOTICES = 3;
export const MAX_FILES_OF_ITEM = 6 + MAX_NOTICES;
const MAX_ROUNDS = 10;

export interface ItemRenderer extends Pick<Renderer, "notice"> {
  questions(of: ItemPages): StaticFile[];
}

/** What the page of an item is made from, and the list, year, data and sitemaps that it stands in. */
export interface ItemPages {
  origin: string;
  office: Office;
  item: PublicItem;
  /** Every public item of the office, newest first. */
  items: PublicItem[];
  /** Every office that has a register. */
  offices: OfficeRegister[];
}

/** `today` is a civil date. */
export async function projectItem(key: Key, renderer: ItemRenderer, today: string): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const wanted = await findWanted(key);
    if (!wanted) return;
    const { item, rev, records } = wanted;
    const { slug } = item.office;
    await noteQuestions(slug);
    const [office, items, every] = await Promise.all([
      getOffice(slug),
      publicItems(slug),
      everyOffice(today),
    ]);
    const offices = withRegister(every);
    const files = renderer.questions({ origin: Resource.Site.origin, office, item, items, offices });
    for (const record of records.slice(-MAX_NOTICES))
      files.push(...(await noticeWith(record, every, renderer)));
    for (const file of files) await putFile(Resource.PublicBucket.name, file);
    const now = await publicItems(slug);
    if (JSON.stringify(now) !== JSON.stringify(items)) continue;
    await settleWanted(key, rev);
    return;
  }
  throw new Error(`The public items around ${key.sk} do not stop changing`);
}

/** The notice of a record, which says which items bear on it. */
async function noticeWith(
  record: string,
  offices: OfficeRegister[],
  renderer: ItemRenderer,
): Promise<StaticFile[]> {
  const { view, loaded } = await getPublishedView(record);
  const { publication, publishedAt = "" } = loaded.state;
  const made = entryInBoth(view, publicationFacts(loaded.state, publication, publishedAt));
  return noticeOf(await markChanged(made, offices), offices, renderer);
}
