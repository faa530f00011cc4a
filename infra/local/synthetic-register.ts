/**
 * Synthetic registers: the items that the stores of the service write of each record, and the search index,
 * by those stores. The first offices have words of their own; each further one has the words of one of
 * them under its own name, since making them is most of the work; the index of all is made of theirs.
 */
import { Resource } from "sst";
import { getFile, putFile } from "#core/aws/files.ts";
import {
  changesKey,
  filedKey,
  newestKey,
  numberKey,
  officesKey,
  placeKey,
  publicTextKey,
  registerKey,
} from "#core/aws/keys.ts";
import { referenceKey } from "#core/form/series.ts";
import { type RegisterEntry, yearOf } from "#core/notice/entry.ts";
import { permanentId } from "#core/notice/permanent-id.ts";
import { noteHead } from "#core/notice/register.store.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import { pack } from "#core/record/compress.ts";
import { writeBase } from "#core/search/compaction.store.ts";
import {
  ALL,
  type Base,
  columnsKey,
  decodeHead,
  encodeHead,
  filesOf,
  type Head,
  headKey,
  NEW,
  packJson,
  parseColumns,
} from "#core/search/head.ts";
import { indexAll, indexInto } from "#core/search/index.store.ts";
import { inParallel } from "#core/search/parallel.ts";
import type { Columns } from "#core/search/segment.ts";
import { A_YEAR, idsOf, syntheticEntry, syntheticRecord } from "./synthetic-records.ts";

/** Records at once: the more, the fewer merges of an index. */
const BATCH = 5000;
/** The words of an office's records beyond these are not kept for snippets: they would be gigabytes. */
const TEXTS = 2 * A_YEAR;
/** Of how many of the newest there is what is read of single records: their places by id, by change and by number. */
const PLACED = 100;

export interface Register {
  office: string;
  records: number;
  /** Whose words its records have. */
  like: string;
  /** The newest is of the day before. */
  today: string;
}

/** Every item of a register, batch by batch. */
export function* itemsOf({ office, records, like, today }: Register) {
  const years = new Set<string>();
  for (let first = 0; first < records; first += BATCH) {
    const items: Record<string, string | number | Uint8Array | Set<string>>[] = [];
    for (let nth = first; nth < Math.min(records, first + BATCH); nth++) {
      const entry = syntheticEntry(office, nth, today);
      years.add(yearOf(entry));
      items.push(...entryItems(entry));
      if (nth < PLACED) items.push(...placeItems(entry));
      if (nth < TEXTS) items.push(textItem(entry, syntheticRecord(office, nth, today, like).text));
    }
    yield items;
  }
  yield [{ ...officesKey(office), name: `Register of ${office}`, years }];
}

/** The index of a register whose items are there; `alone`: it is the only one, and so that of all. */
export async function indexOf({ office, records, like, today }: Register, alone: boolean): Promise<void> {
  if (like !== office) return copyIndex(like, office);
  for (let first = 0; first < records; first += BATCH)
    await (alone ? indexAll : indexInto)(
      office,
      Array.from(
        { length: Math.min(BATCH, records - first) },
        (_, i) => syntheticRecord(office, first + i, today).searchable,
      ),
    );
}

/** As `addEntry` writes them, and `notePlace` for the list of all offices. */
function entryItems(entry: RegisterEntry) {
  const { slug } = entry.office;
  const sort = sortOf(entry);
  const { filedOn, updatedAt } = entry;
  const register = {
    ...registerKey(slug, yearOf(entry), sort),
    entry: JSON.stringify(entry),
    publication: 1,
    g1pk: `RX#${slug}`,
    g1sk: `${updatedAt}#${entry.id}`,
  };
  const filed = {
    ...filedKey(permanentId("record", entry.id)),
    updatedAt,
    g1pk: newestKey(filedOn.slice(0, 7)),
    g1sk: `${filedOn}#${slug}#${sort}`,
  };
  return [register, filed];
}

function placeItems(entry: RegisterEntry) {
  const { slug } = entry.office;
  const sort = sortOf(entry);
  const { updatedAt } = entry;
  const changed = { g1pk: changesKey(updatedAt.slice(0, 4)), g1sk: `${updatedAt}#${slug}#${sort}` };
  const place = { ...placeKey(permanentId("record", entry.id)), updatedAt, office: slug, sort, ...changed };
  const number = { ...numberKey(slug, referenceKey(entry.reference!), entry.id), year: yearOf(entry), sort };
  return [place, number];
}

function textItem({ id, office, publication }: RegisterEntry, text: string) {
  return { ...publicTextKey(office.slug, id), publication, packed: pack(text) };
}

async function copyIndex(from: string, to: string): Promise<void> {
  const head = await headOf(from);
  const { delta, added } = head;
  const renamed = (text: string) => text.replace(idsOf(from), idsOf(to));
  const rename = (columns: Columns): Columns => ({
    ...columns,
    keys: columns.keys.map(renamed),
    labels: columns.labels.map((label) => (label.slug === from ? { ...label, slug: to } : label)),
  });
  for (const base of head.bases) await copyBase([from, base], [to, base], rename);
  const copy = {
    ...head,
    delta: { ...delta, columns: rename(delta.columns) },
    added: Object.fromEntries(Object.entries(added).map(([id, sequence]) => [renamed(id), sequence])),
  };
  await put(headKey(to), encodeHead(copy));
  await noteHead(to, head.sequence);
}

/** Of so many records each base of the index of all offices is made, as compaction leaves them. */
const OFFICES_IN_BASE = 10;

/** The index of all offices, from their own, in place of what there is of it. */
export async function indexOfAll(registers: Register[], step: (base: number) => void): Promise<void> {
  const bases: Base[] = [];
  for (let first = 0; first < registers.length; first += OFFICES_IN_BASE) {
    step(bases.length + 1);
    const opened = await inParallel(
      registers.slice(first, first + OFFICES_IN_BASE),
      4,
      async ({ office }) => {
        const [own] = (await headOf(office)).bases;
        if (!own) throw new Error(`The index of ${office} has no base`);
        const base = { ...own, generation: office };
        await copyBase([office, own], [ALL, base]);
        const columns = parseColumns(await getFile(Resource.PrivateBucket.name, columnsKey(ALL, base)));
        return { base, columns };
      },
    );
    bases.push(await writeBase(ALL, { ...NEW, sequence: first }, opened));
  }
  await put(headKey(ALL), encodeHead({ ...NEW, sequence: registers.length, bases }));
}

async function headOf(index: string): Promise<Head> {
  return decodeHead(await getFile(Resource.PrivateBucket.name, headKey(index)));
}

async function copyBase(
  from: [string, Base],
  to: [string, Base],
  change = (columns: Columns): Columns => columns,
): Promise<void> {
  const targets = filesOf(...to);
  const names = filesOf(...from).map((key, i) => [key, targets[i]!] as const);
  await inParallel(names, 8, async ([source, key]) => {
    const file = await getFile(Resource.PrivateBucket.name, source);
    await put(key, source === columnsKey(...from) ? packJson(change(parseColumns(file))) : file);
  });
}

function put(key: string, body: Uint8Array): Promise<void> {
  const file = { key, body, contentType: "application/octet-stream", cacheControl: "private" };
  return putFile(Resource.PrivateBucket.name, file);
}
