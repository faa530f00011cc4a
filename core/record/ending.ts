/**
 * Reminds an office, months ahead, that funding which it has published ends: its author, and governance.
 * Each reminder once; none where a later record goes on from it, takes its place or revokes it.
 */
import { endingKey } from "#core/aws/keys.ts";
import { Transaction } from "#core/aws/tx.ts";
import { londonDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { dueAt, endingOf, findEnding } from "#core/notice/ending.store.ts";
import { MONTHS_BEFORE, nextReminder } from "#core/notice/ending.ts";
import { newEntry } from "#core/notification/outbox.ts";
import { directoryEntry } from "./commit.store.ts";
import { getView } from "./view.store.ts";

/** Whom one reminder goes to at most. */
export const MOST_TOLD = 5;

export function monthsBeforeEnd({ publication }: Office): number[] {
  return publication?.remindFunding ?? MONTHS_BEFORE;
}

/** Sends the reminder that is due, once, however often this is called for it. */
export async function remindEnding(id: string, now: string): Promise<void> {
  const row = await findEnding(id);
  const { to, months } = row ?? {};
  if (!row?.g2sk || row.g2sk > `${now}~` || !to || months === undefined) return;
  const { view } = await getView(id);
  const today = londonDate(now);
  const ending = await endingOf(row);
  const next = nextReminder(to, monthsBeforeEnd(view.office), today);
  const tx = new Transaction().update("ending", endingKey(id), dueAt(id, next), { to, months });
  if (ending && !ending.onward && today <= to)
    for (const [i, person] of toldOf(view.office, view.author.person).entries()) {
      const { name, email } = directoryEntry(view.office, person);
      const wanted = { kind: "ending" as const, office: row.office, record: id, person, to: email, name };
      const { key, item } = newEntry(wanted, id, `ending-${to}-${months}`, i, now);
      tx.create("mail", key, item);
    }
  // A condition that fails means that another sweep was first, or that a correction has moved the day.
  await tx.commit();
}

/** Those who are still in the office: the author first. */
function toldOf({ people = [] }: Office, author: string): string[] {
  const governance = people.filter((p) => p.roles?.includes("governance")).map((p) => p.id);
  const known = people.some((p) => p.id === author) ? [author] : [];
  return [...new Set([...known, ...governance])].slice(0, MOST_TOLD);
}
