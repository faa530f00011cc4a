/**
 * Funding that ends, in the store: beside each published record that gives money for a time stands when it
 * ends and when the next reminder is due. Written with each publication; a repeat changes nothing.
 */
import * as v from "valibot";
import { dueShard, endingKey, endingsKey } from "#core/aws/keys.ts";
import { findItem, query } from "#core/aws/read.ts";
import { Transaction } from "#core/aws/tx.ts";
import { changeItem } from "#core/aws/write.ts";
import { londonDate } from "#core/form/dates.ts";
import { inParallel } from "#core/search/parallel.ts";
import { endOf, nextReminder, type Onward, onwardOf, type Reminder } from "./ending.ts";
import type { RegisterEntry } from "./entry.ts";
import { citing, everyOffice, findEntriesAt } from "./register.store.ts";
import { sortOf } from "./sort-key.ts";

const Row = v.object({
  office: v.string(),
  sort: v.string(),
  publication: v.number(),
  /** Civil date; absent where it gives no money any more. */
  to: v.optional(v.string()),
  /** The reminder that is due next, in months before the end. */
  months: v.optional(v.number()),
  g2sk: v.optional(v.string()),
});
export type EndingRow = v.InferOutput<typeof Row>;

export interface Ending {
  entry: RegisterEntry;
  to: string;
  onward?: Onward;
}

const AT_ONCE = 8;

/** Notes when the money of an entry ends. `months`: how long before, each time, somebody is reminded. */
export async function noteEnding(entry: RegisterEntry, months: number[]): Promise<void> {
  const key = endingKey(entry.id);
  const to = endOf(entry);
  const row = await findItem(Row, key);
  const { slug: office } = entry.office;
  const { publication } = entry;
  const listed = to
    ? { g1pk: endingsKey(office), g1sk: `${to}#${entry.id}` }
    : { g1pk: undefined, g1sk: undefined };
  const reminder = to && nextReminder(to, months, londonDate(entry.updatedAt));
  const item = {
    office,
    sort: sortOf(entry),
    publication,
    to,
    ...listed,
    ...dueAt(entry.id, reminder || undefined),
  };
  if (!row) {
    const set = Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
    if (to) await new Transaction().create("ending", key, set).commit();
  } else if (row.publication < publication) {
    // Where the day has stayed, what was sent for it is not sent again.
    const same = row.to === to;
    await changeItem(key, same ? { publication } : item, { publication: row.publication });
  }
}

/** What stands beside a record, as it is due. */
export async function findEnding(record: string): Promise<EndingRow | undefined> {
  return findItem(Row, endingKey(record));
}

/** The entry of a row, where its money still ends on that day, and what became of it since. */
export async function endingOf({ office, sort, to }: EndingRow): Promise<Ending | undefined> {
  const [entry] = await findEntriesAt([{ office, sort }]);
  if (!entry || !to || endOf(entry) !== to) return undefined;
  // Whoever comes after the office may carry it on.
  const offices = await everyOffice(to);
  return { entry, to, onward: onwardOf(entry, await citing(entry, offices)) };
}

/** The funding of an office that ends between two days, the soonest first. */
export async function endingsBetween(
  office: string,
  range: { from: string; to: string; limit: number },
): Promise<Ending[]> {
  const keys = await query(v.object({ pk: v.string() }), {
    pk: endingsKey(office),
    from: range.from,
    upTo: `${range.to}#~`,
    index: "lists",
    limit: range.limit,
  });
  const found = await inParallel(keys, AT_ONCE, async ({ pk }) => {
    const row = await findEnding(pk.slice(2));
    return row && endingOf(row);
  });
  return found.flatMap((ending) => ending ?? []);
}

/** Attributes by which the sweep finds a reminder that is due; all absent where none is. */
export function dueAt(record: string, reminder: Reminder | undefined): Record<string, unknown> {
  const { pk } = endingKey(record);
  if (!reminder) return { months: undefined, g2pk: undefined, g2sk: undefined };
  const { months, on } = reminder;
  return { months, g2pk: dueShard(pk), g2sk: `${on}T08:00:00.000Z#${pk}` };
}
