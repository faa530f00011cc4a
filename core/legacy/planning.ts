/**
 * The dry run of an import: reads the log and looks at each of its PDFs, compares both with what the
 * register has, and says what would be written and what is odd. It writes nothing.
 */
import { londonDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { referenceKey } from "#core/form/series.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { entriesOf, findEntriesAt, officeRegisters } from "#core/notice/register.store.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { lastNumber } from "#core/record/record.store.ts";
import { readCsv } from "./csv.ts";
import { type Document, differences, entryOfRow, slugOfRow } from "./entry.ts";
import { importedRows } from "./legacy.store.ts";
import { type Mapping, parseMapping } from "./mapping.ts";
import { lookAt } from "./pdf.ts";
import type { LegacyRow, Odd } from "./reading.ts";
import { collisions, type LastGiven, periodsOf, readTable } from "./table.ts";

/** What is imported: the log, its mapping, and its PDFs by name, each read when it is needed. */
export interface Source {
  csv: Uint8Array;
  mapping: unknown;
  files: Map<string, () => Promise<Uint8Array>>;
}

export interface Planned {
  row: LegacyRow;
  entry: RegisterEntry;
  /** The entry as it stands, where the row was imported before. */
  before?: RegisterEntry;
  /** "unfinished": written, and its public files are not. */
  what: "new" | "changed" | "same" | "unfinished";
  /** The name of its PDF among the files. */
  file?: string;
}

export interface Plan {
  office: Office;
  mapping: Mapping;
  rows: Planned[];
  odd: Odd[];
  /** How many rows the log has. */
  read: number;
}

export type Say = (done: number, of: number, what: string) => void;

/** Throws `UnreadableCsv`, `UnfitMapping` or AppError for what cannot be imported at all. `now` is an instant. */
export async function planImport(source: Source, now: string, say: Say = () => {}): Promise<Plan> {
  const mapping = parseMapping(source.mapping);
  const office = await getOffice(mapping.office);
  const csv = readCsv(source.csv);
  const today = londonDate(now);
  const { rows, odd } = readTable(csv, mapping, today);
  const existing = await registered(office.office);
  const taken = [
    ...collisions(office, rows, await lastGiven(office, rows), today),
    ...alreadyOurs(rows, existing),
  ];
  const out = new Set(taken.map(({ line }) => line));
  odd.push(...taken);

  const standing = rows.filter(({ line }) => !out.has(line));
  const before = await entriesBefore(office.office);
  const slugs = new Map(existing.map((e) => [e.slug, e.id]));
  const documents = matchFiles(standing, source, odd, mapping);
  const planned: Planned[] = [];
  for (const [i, row] of standing.entries()) {
    const file = documents.get(row.id);
    const document = file === undefined ? undefined : await lookAtFile(row, file, source, odd);
    const was = before.get(row.id);
    const slug = was?.entry.slug ?? slugOfRow(row, (s) => slugs.has(s));
    const entry = entryOfRow(row, { office, mapping, document }, { slug, before: was?.entry, now });
    slugs.set(slug, entry.id);
    const isSame = was && !differences(was.entry, entry);
    const what = !was ? "new" : !isSame ? "changed" : was.finished ? "same" : "unfinished";
    planned.push({
      row,
      entry: isSame ? was.entry : entry,
      before: was?.entry,
      what,
      file: document && file,
    });
    say(i + 1, standing.length, "read");
  }
  odd.push(...noLongerThere(before, rows));
  return {
    office,
    mapping,
    rows: planned,
    odd: odd.sort((a, b) => a.line - b.line),
    read: csv.rows.length,
  };
}

/** Every entry of an office's register. */
export async function registered(office: string): Promise<RegisterEntry[]> {
  const own = (await officeRegisters()).find((o) => o.slug === office);
  const entries: RegisterEntry[] = [];
  for (const year of own?.years ?? []) entries.push(...(await entriesOf(office, year)));
  return entries;
}

async function entriesBefore(
  office: string,
): Promise<Map<string, { entry: RegisterEntry; finished: boolean }>> {
  const rows = [...(await importedRows(office))];
  const found = new Map<string, { entry: RegisterEntry; finished: boolean }>();
  for (let i = 0; i < rows.length; i += 100) {
    const some = rows.slice(i, i + 100);
    const entries = await findEntriesAt(some.map(([, { sort }]) => ({ office, sort })));
    for (const [k, [id, kept]] of some.entries()) {
      const entry = entries[k];
      if (!entry) throw new Error(`The register has no entry for the imported row ${id}`);
      found.set(id, { entry, finished: kept.projected === kept.rev });
    }
  }
  return found;
}

async function lastGiven(office: Office, rows: LegacyRow[]): Promise<LastGiven> {
  const given = new Map<string, number | undefined>();
  for (const { series, period } of periodsOf(office, rows))
    given.set(`${series} ${period}`, await lastNumber(office.office, series, period));
  return (series, period) => given.get(`${series} ${period}`);
}

/** Numbers that a record of this service has. */
function alreadyOurs(rows: LegacyRow[], existing: RegisterEntry[]): Odd[] {
  const ours = existing.filter((e) => !e.imported && e.reference);
  const byKey = new Map(ours.map((e) => [referenceKey(e.reference!), e]));
  return rows.flatMap(({ line, reference }): Odd[] => {
    const own = reference && byKey.get(referenceKey(reference));
    const what = own && `The number ${reference} is that of a record of this service: “${own.title}”`;
    return what ? [{ line, reference, weight: "left out", what }] : [];
  });
}

/** The PDF of each row, by the name in its cell, which may be a path or an address. */
function matchFiles(rows: LegacyRow[], { files }: Source, odd: Odd[], mapping: Mapping): Map<string, string> {
  const byName = new Map([...files.keys()].map((name) => [plainName(name), name]));
  const usedBy = new Map<string, LegacyRow>();
  const found = new Map<string, string>();
  for (const row of rows) {
    const { line, reference, file } = row;
    const say = (what: string, weight: Odd["weight"] = "odd") => odd.push({ line, reference, weight, what });
    if (!file) {
      if (mapping.columns.file) say("No PDF is named", "noted");
      continue;
    }
    const name = byName.get(plainName(file)) ?? byName.get(`${plainName(file)}.pdf`);
    if (!name) {
      say(`The PDF “${file}” is not among the files`);
      continue;
    }
    const other = usedBy.get(name);
    if (other) say(`The PDF “${name}” is that of line ${other.line} too`);
    usedBy.set(name, row);
    found.set(row.id, name);
  }
  for (const name of files.keys())
    if (!usedBy.has(name)) odd.push({ line: 0, weight: "odd", what: `No row names the file “${name}”` });
  return found;
}

function plainName(name: string): string {
  const last = name.split(/[?#]/)[0]!.split(/[/\\]/).at(-1) ?? "";
  let words = last;
  try {
    words = decodeURIComponent(last);
  } catch {
    // A per cent sign that is part of the name.
  }
  return words.normalize("NFC").trim().toLowerCase();
}

async function lookAtFile(
  { line, reference }: LegacyRow,
  name: string,
  { files }: Source,
  odd: Odd[],
): Promise<Document | undefined> {
  const bytes = await files.get(name)!();
  const { refused, odd: what, pages, reads } = await lookAt(bytes);
  if (refused ?? what)
    odd.push({ line, reference, weight: "odd", what: `The PDF “${name}” ${refused ?? what}` });
  if (refused) return undefined;
  return { bytes: bytes.length, sha256: sha256(bytes), pages, reads };
}

function noLongerThere(before: Map<string, { entry: RegisterEntry }>, rows: LegacyRow[]): Odd[] {
  const there = new Set(rows.map(({ id }) => id));
  return [...before].flatMap(([id, { entry }]): Odd[] => {
    const called = entry.reference ?? entry.title;
    const what = `${called} was imported before, and no row is it any more. Its entry stays`;
    return there.has(id) ? [] : [{ line: 0, reference: entry.reference, weight: "odd", what }];
  });
}
