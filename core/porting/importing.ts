/**
 * An import of an office, carried out: all that is kept, then all that is public made again from it.
 * What is owed stays noted until it is done, so that a killed import goes on with the next; one that is
 * repeated after its end writes nothing.
 */

import { londonDate } from "#core/form/dates.ts";
import { verifyOffice } from "#core/ledger/verify.mjs";
import { publishRows } from "#core/legacy/importing.ts";
import { clearPending, importedRows, notePending, pendingYears } from "#core/legacy/legacy.store.ts";
import { type RegisterEntry, yearOf } from "#core/notice/entry.ts";
import { everyOffice, findEntriesAt, noteYear } from "#core/notice/register.store.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { project, type Renderer } from "#core/record/projecting.ts";
import { getPublishedView } from "#core/record/published-view.store.ts";
import { writeRegister } from "#core/record/registers.ts";
import { type ItemRenderer, projectItem } from "#core/scrutiny/projecting.ts";
import type { Folder, Say } from "./format.ts";
import { takeIn } from "./import.store.ts";
import { type Looked, lookAtImport } from "./looking.store.ts";
import { takeQuestions } from "./questions.store.ts";
import { type Export, openExport, UnreadableExport } from "./reading.ts";

export interface Checked {
  from: Export;
  looked: Looked;
}

/** The dry run. Throws `UnreadableExport` for what does not hold: nothing is taken in that was altered. */
export async function checkImport(folder: Folder, say: Say = () => {}): Promise<Checked> {
  const from = await openExport(folder);
  const read = async (path: string) => ((await folder.look(path)) ? folder.read(path) : undefined);
  const { faults } = await verifyOffice({ read }, { say: (done, of) => say(done, of, "files checked") });
  if (faults.length)
    throw new UnreadableExport(
      ["The export does not hold. Nothing is taken in:", ...faults.map((f) => `  ${f}`)].join("\n"),
    );
  return { from, looked: await lookAtImport(from, say) };
}

/** Takes it in. Refuses where anything is in the way. Answers whether anything was written. */
export async function carryIn(
  { from, looked }: Checked,
  renderer: Renderer & ItemRenderer,
  { now, sendLinks = false, say = () => {} }: { now: string; sendLinks?: boolean; say?: Say },
): Promise<boolean> {
  if (looked.conflicts.length)
    throw new UnreadableExport(
      ["This is in the way. Nothing is taken in:", ...looked.conflicts.map((c) => `  ${c}`)].join("\n"),
    );
  const { slug } = from.manifest.office;
  const owed = await pendingYears(slug);
  const isNew =
    looked.fresh.length > 0 || looked.questions.length > 0 || owed.length > 0 || looked.there.length === 0;
  if (!isNew && !sendLinks) return false;
  // A year in which nothing was is noted too: there is something to be done until it is struck out.
  if (isNew) await notePending(slug, [now.slice(0, 4)]);
  const entries = await takeIn(from, { now, sendLinks, say });
  if (!isNew) return true;
  const asked = await takeQuestions(from, now, say);
  const today = londonDate(now);
  await publishAll(slug, entries, renderer, today, say);
  for (const [i, key] of asked.entries()) {
    await projectItem(key, renderer, today);
    say(i + 1, asked.length, "questions published again");
  }
  await clearPending(slug);
  return true;
}

async function publishAll(
  slug: string,
  entries: RegisterEntry[],
  renderer: Renderer,
  today: string,
  say: Say,
): Promise<void> {
  const [office, offices] = await Promise.all([getOffice(slug), everyOffice(today)]);
  const years = [...new Set(entries.map(yearOf))].sort();
  for (const of of new Map(entries.map((e) => [yearOf(e), e])).values()) await noteYear(of);
  const records = entries.filter((e) => !e.imported);
  // Each notice by itself; the years and the first page once at the end.
  const alone: Renderer = { ...renderer, files: renderer.notice, listings: () => [] };
  for (const [i, { id }] of records.entries()) {
    const { view, loaded } = await getPublishedView(id);
    await project(view, loaded.state, alone, today, true);
    say(i + 1, records.length, "records published again");
  }
  const rows = [...(await importedRows(slug))].filter(([, kept]) => kept.projected < kept.rev);
  for (let i = 0; i < rows.length; i += 100) {
    const some = rows.slice(i, i + 100);
    const found = await findEntriesAt(some.map(([, { sort }]) => ({ office: slug, sort })));
    const written = some.flatMap(([id], k) => (found[k] ? [{ id, entry: found[k] }] : []));
    await publishRows(office, written, offices, renderer, say);
  }
  await writeRegister(office, years, [], renderer, today, say);
}
