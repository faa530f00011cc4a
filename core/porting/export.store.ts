/**
 * Exports an office, record by record, so that memory holds one at a time. What is in the folder already,
 * whole and unchanged since, is not fetched again: an export that was killed goes on, and one that is made
 * again next month fetches only what is new. Links, sessions and emails are never in it.
 */
import { Resource } from "sst";
import * as v from "valibot";
import { publishedWith } from "#core/attachment/attached.ts";
import { getFile } from "#core/aws/files.ts";
import { counterKey, importedKey, recordKey } from "#core/aws/keys.ts";
import { query } from "#core/aws/read.ts";
import { daysOf } from "#core/ledger/anchor.store.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import type { ExportBundle } from "#core/ledger/export.ts";
import { registered } from "#core/legacy/planning.ts";
import { type RegisterEntry, yearOf } from "#core/notice/entry.ts";
import { exportRecord } from "#core/record/export.store.ts";
import { officeFileOf } from "#core/record/offices.store.ts";
import { getPublishedView } from "#core/record/published-view.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { renditionKey } from "#core/record/renditions.ts";
import {
  type Edition,
  type Folder,
  type Manifest,
  OFFICE_FORMAT,
  type Say,
  type Stored,
  toJson,
} from "./format.ts";
import { attachmentsIn, keptItems } from "./items.ts";
import { exportQuestions } from "./questions.store.ts";

type File = Manifest["files"][number];
const Item = v.looseObject({ pk: v.string(), sk: v.string() });
const CounterItem = v.looseObject({ sk: v.string(), last: v.optional(v.number()) });

export interface Exporting {
  office: string;
  edition: Edition;
  folder: Folder;
  /** ISO instant. */
  now: string;
  say?: Say;
}

/** Answers with the manifest, and the SHA-256 of the manifest itself. */
export async function exportOffice(
  asked: Exporting,
): Promise<{ manifest: Manifest; sha256: string; fetched: number }> {
  const { office, edition, folder, now, say = () => {} } = asked;
  const files = new Map<string, File>();
  let fetched = 0;
  const put = async (path: string, body: Uint8Array) => {
    const file = { path, sha256: sha256(body), bytes: body.length };
    if ((await folder.look(path))?.sha256 !== file.sha256) await folder.write(path, body);
    files.set(path, file);
  };
  /** A file that is named by its content. */
  const keep = async (path: string, hash: string, fetch: () => Promise<Uint8Array>) => {
    if (files.has(path)) return;
    const there = await folder.look(path);
    if (there?.sha256 === hash) return void files.set(path, { path, ...there });
    fetched++;
    const body = await fetch();
    if (sha256(body) !== hash) throw new Error(`${path} is stored with other bytes than its record names`);
    await put(path, body);
  };
  const file = { put, keep };

  const about = await officeFileOf(office);
  await put("office.json", toJson(edition === "office" ? about : { ...about, people: [] }));
  const entries = await registered(office);
  const ids = edition === "office" ? await recordsOf(office, entries) : publishedIn(entries);
  const numbered = new Map<string, { series: string; period: string }>();
  for (const [i, id] of ids.entries()) {
    const number = await exportOne(id, asked, entries, file);
    if (number) numbered.set(`${number.series} ${number.period}`, number);
    say(i + 1, ids.length, "records");
  }
  const numbers = edition === "office" ? await numbersOf(office, [...numbered.values()]) : [];
  await put("numbers.json", toJson(numbers));
  for (const [year, of] of Map.groupBy(entries, yearOf)) await put(`register/${year}.json`, toJson(of));
  const days = await daysOf(office);
  for (const [year, of] of Map.groupBy(days, ({ anchor }) => anchor.date.slice(0, 4)))
    await put(
      `anchors/${year}.json`,
      toJson(edition === "office" ? of : of.map(({ anchor }) => ({ anchor }))),
    );
  await exportImported(asked, entries, file);
  const questions = await exportQuestions(office, edition, put);

  const paths = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const within = (prefix: string, end = "") =>
    paths.filter((f) => f.path.startsWith(prefix) && f.path.endsWith(end));
  const manifest: Manifest = {
    format: OFFICE_FORMAT,
    edition,
    office: { slug: office, name: about.name },
    exportedAt: now,
    counts: {
      records: ids.length,
      documents: within("records/", ".pdf").length,
      attachments: within("attachments/").length,
      entries: entries.length,
      anchors: days.length,
      numbers: numbers.reduce((sum, { claims }) => sum + claims.length, 0),
      imported: entries.filter((e) => e.imported).length,
      questions,
    },
    files: paths,
  };
  const body = toJson(manifest);
  await folder.write("manifest.json", body);
  return { manifest, sha256: sha256(body), fetched };
}

interface Files {
  put(path: string, body: Uint8Array): Promise<void>;
  keep(path: string, hash: string, fetch: () => Promise<Uint8Array>): Promise<void>;
}

/** Every record of an office, and none that its register names is missing: the index may be a moment behind. */
async function recordsOf(office: string, entries: RegisterEntry[]): Promise<string[]> {
  const rows = await query(Item, { pk: `B#${office}`, index: "lists" });
  const ids = new Set([...rows.map(({ pk }) => pk.slice(2)), ...publishedIn(entries)]);
  return [...ids].sort();
}

function publishedIn(entries: RegisterEntry[]): string[] {
  return entries.flatMap((e) => (e.imported ? [] : [e.id])).sort();
}

async function exportOne(
  id: string,
  { office, edition, folder, now }: Exporting,
  entries: RegisterEntry[],
  { put, keep }: Files,
): Promise<{ series: string; period: string } | undefined> {
  const path = `records/${id}`;
  const bundle = await exportRecord(id, { edition, now: await sameMoment(id, folder, path, now) });
  const { state } = await loadRecord(id);
  const shown =
    edition === "public"
      ? readable(
          bundle,
          entries.find((e) => e.id === id),
        )
      : undefined;
  for (const { data } of sealedIn(bundle)) {
    const hash = data.sha256 as string;
    if (shown && !shown.has(hash)) continue;
    const key = renditionKey(office, id, data.rendered as string);
    await keep(`${path}/${hash}.pdf`, hash, () => getFile(Resource.PrivateBucket.name, key));
  }
  const items = (await query(Item, { pk: recordKey(id).pk })) as Stored[];
  const attached =
    edition === "office"
      ? attachmentsIn(items)
      : shown?.size
        ? publishedWith((await getPublishedView(id)).view).map(({ file }) => file.sha256)
        : [];
  for (const hash of attached)
    await keep(`attachments/${hash}`, hash, () =>
      getFile(Resource.PrivateBucket.name, `attachments/${office}/${hash}`),
    );
  if (edition === "office") await put(`${path}/items.json`, toJson(keptItems(items)));
  await put(`${path}/record.json`, toJson(bundle));
  return state.number && { series: state.number.series, period: state.number.period };
}

/** When the record was exported before, if it is in the folder as it stands now: then its file stays the same. */
async function sameMoment(id: string, folder: Folder, path: string, now: string): Promise<string> {
  if (!(await folder.look(`${path}/record.json`))) return now;
  try {
    const before = JSON.parse(
      Buffer.from(await folder.read(`${path}/record.json`)).toString("utf8"),
    ) as ExportBundle;
    const { head } = await loadRecord(id);
    return before.head.h === head ? before.exportedAt : now;
  } catch {
    // Half a file, or none of ours: it is written anew.
    return now;
  }
}

function sealedIn({ events }: ExportBundle): LedgerEvent[] {
  return events
    .flatMap(({ body }) => (body ? [JSON.parse(body) as LedgerEvent] : []))
    .filter(({ type }) => type === "Sealed");
}

/** The documents that anyone can still read: of what stands, and of earlier versions that are not withdrawn. */
function readable({ publications }: ExportBundle, entry: RegisterEntry | undefined): Set<string> {
  const hidden = (entry?.earlier ?? []).filter((e) => e.hidden).map((e) => e.n);
  const isOut = entry?.status === "published";
  return new Set(
    publications.flatMap(({ n, pdf }) =>
      pdf && !hidden.includes(n) && (isOut || n < (entry?.publication ?? 0)) ? [pdf] : [],
    ),
  );
}

async function numbersOf(office: string, used: { series: string; period: string }[]) {
  return Promise.all(
    used.map(async ({ series, period }) => {
      const rows = await query(CounterItem, { pk: counterKey(office, series, period).pk });
      const claims = rows
        .filter(({ sk }) => sk.startsWith("#"))
        .map(({ sk, record, reference }) => ({ n: Number(sk.slice(1)), record, reference }));
      return { series, period, last: rows.find(({ sk }) => sk === "CTR")?.last ?? 0, claims };
    }),
  );
}

/** What came from the register that the office kept before. */
async function exportImported(
  { office, edition }: Exporting,
  entries: RegisterEntry[],
  { put, keep }: Files,
): Promise<void> {
  const imported = entries.filter((e) => e.imported);
  for (const { pdf } of imported)
    if (pdf)
      await keep(`imported/${pdf.sha256}.pdf`, pdf.sha256, () =>
        getFile(Resource.PrivateBucket.name, `imported/${office}/${pdf.sha256}.pdf`),
      );
  if (edition === "public" || imported.length === 0) return;
  const rows = await query(Item, { pk: importedKey(office, "").pk });
  await put("imported/rows.json", toJson(rows.filter(({ sk }) => sk !== "PENDING")));
}
