/**
 * Programmes in the store. A programme is walked anew with each publication, from record to linked record,
 * never further than a page holds; beside each record stands where its programme's page is, so that an
 * address once given is kept. All of it follows from the register's entries and can be written again.
 */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { database, tables } from "#core/aws/clients.ts";
import { programmeKey, programmesKey } from "#core/aws/keys.ts";
import { findItem, findItems, query } from "#core/aws/read.ts";
import { inParallel } from "#core/search/parallel.ts";
import type { RegisterEntry } from "./entry.ts";
import {
  type Home,
  homeOf,
  isTied,
  type ListedProgramme,
  listedOf,
  MOST_RECORDS,
  oldestFirst,
  type Programme,
  tiesOf,
} from "./programme.ts";
import { citing, findEntry } from "./register.store.ts";

const HomeSchema = v.object({ id: v.string(), slug: v.string(), filedOn: v.string() });
const Row = v.object({
  home: v.optional(HomeSchema),
  /** No other record carries it on, or no more. */
  alone: v.optional(v.boolean()),
  listed: v.optional(v.string()),
});
type Row = v.InferOutput<typeof Row>;

const AT_ONCE = 8;

/** What a publication changes: the programmes to write, and what must lead to them. */
export interface Programmes {
  programmes: Programme[];
  /** Addresses of pages that have gone into another one. */
  merged: { from: Home; to: Home }[];
  /** Records that a correction has left in another programme than before, whose notices must say so. */
  parted: RegisterEntry[];
}

/**
 * The programme of an entry that was just published; and, where the version before it linked to other
 * records, theirs. Notes beside each record where the page is.
 */
export async function noteProgrammes(entry: RegisterEntry, before?: RegisterEntry): Promise<Programmes> {
  const was = before ? await carriedBy(before) : [];
  const found: Programmes = { programmes: [], merged: [], parted: [] };
  const done = new Set<string>();
  for (const start of [entry, ...was]) {
    if (done.has(start.id)) continue;
    const { records, cut } = await walk(start);
    for (const { id } of records) done.add(id);
    await settle({ records, cut }, found);
  }
  return { ...found, parted: found.parted.filter(({ id }) => id !== entry.id) };
}

/** Where the page of a record's programme is, where it has one. */
export async function findHome({ id, office }: RegisterEntry): Promise<Home | undefined> {
  const row = await findItem(Row, programmeKey(office.slug, id));
  return row?.alone ? undefined : row?.home;
}

/** The programmes of an office that changed last. */
export async function listProgrammes(office: string, limit: number): Promise<ListedProgramme[]> {
  const keys = await query(v.object({ pk: v.string(), sk: v.string() }), {
    pk: programmesKey(office),
    index: "lists",
    newestFirst: true,
    limit,
  });
  const rows = await Promise.all(keys.map((key) => findItem(Row, key)));
  return rows.flatMap((row) => (row?.listed ? [JSON.parse(row.listed) as ListedProgramme] : []));
}

async function settle({ records, cut }: Omit<Programme, "home">, found: Programmes): Promise<void> {
  const office = records[0]!.office.slug;
  const rows = await findItems(
    Row,
    records.map((e) => programmeKey(office, e.id)),
  );
  const known = [...new Map(rows.flatMap((r) => (r?.home ? [[r.home.id, r.home] as const] : []))).values()];
  const alone = records.length === 1;
  const isHere = ({ id }: Home) => records.some((e) => e.id === id);
  // One that was never in a programme needs no page that says so.
  if (alone && known.length === 0) return;
  const home = homeOf(records, known, cut);
  if (!alone || known.some(({ id }) => id === home.id)) found.programmes.push({ home, records, cut });
  for (const from of known) if (from.id !== home.id && isHere(from)) found.merged.push({ from, to: home });
  for (const [i, entry] of records.entries()) {
    const row = rows[i];
    if (row?.home && row.home.id !== home.id && !isHere(row.home)) found.parted.push(entry);
    const isHome = entry.id === home.id;
    const same = row?.home?.id === home.id && Boolean(row.alone) === alone;
    if (isHome || !same)
      await note(
        entry,
        { home, ...(alone && { alone }) },
        isHome && !alone ? { home, records, cut } : undefined,
      );
  }
}

async function note(entry: RegisterEntry, row: Row, programme?: Programme): Promise<void> {
  const office = entry.office.slug;
  const listed = programme && listedOf(programme);
  const Item = {
    ...row,
    ...(listed && {
      listed: JSON.stringify(listed),
      g1pk: programmesKey(office),
      g1sk: `${listed.updatedAt}#${listed.id}`,
    }),
    ...programmeKey(office, entry.id),
  };
  await database().send(new PutCommand({ TableName: tables.records, Item }));
}

/** From record to record, the nearest first, until nothing is left or a page is full. */
async function walk(start: RegisterEntry): Promise<{ records: RegisterEntry[]; cut: boolean }> {
  const found = new Map([[start.id, start]]);
  let cut = false;
  for (let wave = [start]; wave.length > 0 && !cut; ) {
    const beside = await inParallel(wave, AT_ONCE, besideOf);
    wave = [];
    for (const next of beside.flat()) {
      if (found.has(next.id)) continue;
      if (found.size === MOST_RECORDS) {
        cut = true;
        break;
      }
      found.set(next.id, next);
      wave.push(next);
    }
  }
  return { records: [...found.values()].sort(oldestFirst), cut };
}

async function besideOf(entry: RegisterEntry): Promise<RegisterEntry[]> {
  const [carried, carriers] = await Promise.all([carriedBy(entry), citing(entry, [], MOST_RECORDS + 1)]);
  return [...carried, ...carriers.filter((other) => isTied(other, entry))].sort(oldestFirst);
}

/** The records that one carries on, of its own office: a programme has its page in one register. */
async function carriedBy(entry: RegisterEntry): Promise<RegisterEntry[]> {
  const { slug } = entry.office;
  const found = await Promise.all(tiesOf(entry).map((reference) => findEntry(slug, reference)));
  return found.flatMap((e) => e ?? []);
}
