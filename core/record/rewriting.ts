/**
 * Writing a register anew once its office has closed, or has come after others: each of its pages then says
 * so. Done by the minute's tick, some records at a time, newest year first; how far it has come is kept
 * after each few, so that a crash repeats no more than those. A page that changed meanwhile is written again.
 */
import { Resource } from "sst";
import * as v from "valibot";
import { putFile } from "#core/aws/files.ts";
import { officesKey } from "#core/aws/keys.ts";
import { query } from "#core/aws/read.ts";
import { changeItem } from "#core/aws/write.ts";
import { londonDate } from "#core/form/dates.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { OfficeRegister, StaticFile } from "#core/notice/files.ts";
import { listProgrammes } from "#core/notice/programme.store.ts";
import { MOST_LISTED } from "#core/notice/programme.ts";
import { entriesOf, findEntryAt, frontOf, officeRegisters } from "#core/notice/register.store.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import { successionOf } from "#core/notice/succession.ts";
import { type Rewriting, readRewriting } from "./closing.store.ts";
import { getOffice } from "./offices.store.ts";
import { type Renderer, recordPages } from "./projecting.ts";

const Row = v.object({ sk: v.string(), rewriting: v.optional(v.string()) });

/** Records that one tick writes, and after how many it notes where it is. */
const A_TICK = 100;
const A_STEP = 10;
/** Somebody is publishing all the time: the publication writes what it changes itself. */
const TRIES = 5;

/** Writes some of what is to be written anew, of the first office that has any. Nothing: there is none. */
export async function rewriteSome(
  now: string,
  renderer: Renderer,
  most = A_TICK,
): Promise<(Rewriting & { office: string }) | undefined> {
  const today = londonDate(now);
  const [offices, rows] = await Promise.all([officeRegisters(today), query(Row, { pk: officesKey("").pk })]);
  for (const { slug } of offices) {
    const stored = rows.find((row) => row.sk === slug)?.rewriting;
    const job = await openJob({ office: slug, offices, today, renderer, stored });
    if (job) return carryOn(job, most);
  }
  return undefined;
}

interface Job {
  office: string;
  offices: OfficeRegister[];
  today: string;
  renderer: Renderer;
  /** As it is stored, and what that says. */
  stored: string | undefined;
  taken: Rewriting;
  years: string[];
}

async function openJob(asked: Omit<Job, "taken" | "years">): Promise<Job | undefined> {
  const { office, offices, stored } = asked;
  const succession = successionOf(offices, office);
  const closed = JSON.stringify(succession.closed ?? {});
  const before = JSON.stringify(succession.before.map((o) => [o.slug, o.name, o.closed?.on]));
  const told: Rewriting = stored ? readRewriting(stored) : { closed: "{}", before: "[]", records: 0 };
  const years = [...(offices.find((o) => o.slug === office)?.years ?? [])].sort().reverse();
  const job = { ...asked, years };
  const same = told.closed === closed && told.before === before;
  if (same) return told.year === undefined ? undefined : { ...job, taken: told };
  // What its pages say of its own end stands on every one; of the offices before it, on the first alone.
  const all = told.closed !== closed || told.year !== undefined;
  const taken = { closed, before, records: 0, ...(all && years[0] && { year: years[0] }) };
  await writeFront(job);
  return { ...job, taken };
}

async function carryOn(job: Job, most: number): Promise<Rewriting & { office: string }> {
  let { taken, stored } = job;
  const note = async (next: typeof taken): Promise<boolean> => {
    const text = JSON.stringify(next);
    const seen = stored === undefined ? { absent: true as const } : stored;
    if (!(await changeItem(officesKey(job.office), { rewriting: text }, { rewriting: seen }))) return false;
    [taken, stored] = [next, text];
    return true;
  };
  let left = most;
  // Where another tick is at it too, that one goes on.
  let ours = await note(taken);
  while (ours && taken.year && left > 0) {
    const { year, after } = taken;
    const entries = await entriesOf(job.office, year);
    const some = entries
      .filter((e) => after === undefined || sortOf(e) < after)
      .slice(0, Math.min(A_STEP, left));
    for (const entry of some) await writeRecord(job, entry);
    left -= some.length;
    const last = some.at(-1);
    if (last) {
      const records = taken.records + some.length;
      ours = await note({ ...taken, after: sortOf(last), records, of: entries.length });
      continue;
    }
    await writeYear(job, year);
    const { year: _, after: __, of: ___, ...rest } = taken;
    const next = job.years.find((y) => y < year);
    ours = await note(next ? { ...rest, year: next } : rest);
  }
  return { ...taken, office: job.office };
}

function writeRecord({ office, offices, renderer }: Job, listed: RegisterEntry): Promise<void> {
  return steadily(
    () => findEntryAt(office, sortOf(listed)),
    async (entry) => (entry ? recordPages(entry, offices, renderer) : []),
  );
}

async function writeYear(job: Job, year: string): Promise<void> {
  const register = await registerOf(job);
  await steadily(
    () => entriesOf(job.office, year),
    async (entries) => job.renderer.year({ ...register, year, entries, under: entries }),
  );
}

async function writeFront(job: Omit<Job, "taken" | "stored">): Promise<void> {
  const programmes = await listProgrammes(job.office, MOST_LISTED);
  await steadily(
    () => registerOf(job),
    async (register) => job.renderer.front({ ...register, programmes }),
  );
}

async function registerOf({ office: slug, today, years }: Pick<Job, "office" | "today" | "years">) {
  const [office, front] = await Promise.all([getOffice(slug), frontOf(slug, today)]);
  return { origin: Resource.Site.origin, office, years, ...front };
}

/** Writes what follows from what is there, until that is still there after it was written. */
async function steadily<T>(read: () => Promise<T>, make: (seen: T) => Promise<StaticFile[]>): Promise<void> {
  let seen = await read();
  for (let attempt = 0; attempt < TRIES; attempt++) {
    for (const file of await make(seen)) await putFile(Resource.PublicBucket.name, file);
    const now = await read();
    if (JSON.stringify(now) === JSON.stringify(seen)) return;
    seen = now;
  }
}
