/**
 * Entering: a record's entry is put into the register, with its place by number and by what it links to.
 * `register.store.ts` finds it there.
 */
import { citationKey, numberKey, registerKey } from "#core/aws/keys.ts";
import { Transaction } from "#core/aws/tx.ts";
import { referenceKey } from "#core/form/series.ts";
import { isWithinRegister } from "./changes.ts";
import { type RegisterEntry, yearOf } from "./entry.ts";
import { sortOf } from "./sort-key.ts";

/** Adds an entry to the transaction that publishes its record, in place of that of an earlier publication. */
export function addEntry(tx: Transaction, entry: RegisterEntry): void {
  const { slug } = entry.office;
  const key = registerKey(slug, yearOf(entry), sortOf(entry));
  const item = {
    entry: JSON.stringify(entry),
    publication: entry.publication,
    g1pk: `RX#${slug}`,
    g1sk: `${entry.updatedAt}#${entry.id}`,
  };
  if (entry.publication === 1) tx.create("register", key, item);
  else tx.replace("register", key, item, { publication: { below: entry.publication } });
  keepNumber(tx, entry);
  const cited = new Set(entry.links.filter(isWithinRegister).map((l) => referenceKey(l.reference!)));
  for (const reference of cited) tx.keep("citation", citationKey(slug, reference, entry.id), placeOf(entry));
}

/** Adds an entry that was imported. It is no news, so it stands in no list of what was published last. */
export function addImported(tx: Transaction, entry: RegisterEntry, before?: RegisterEntry): void {
  const { slug } = entry.office;
  const key = registerKey(slug, yearOf(entry), sortOf(entry));
  const item = { entry: JSON.stringify(entry), publication: entry.publication };
  const place = before && registerKey(slug, yearOf(before), sortOf(before));
  if (before && place?.sk === key.sk)
    tx.replace("register", key, item, { publication: { below: entry.publication } });
  else {
    tx.create("register", key, item);
    if (before && place) tx.remove("register-before", place, { publication: before.publication });
  }
  keepNumber(tx, entry);
}

/** Notes where an entry stands by its number. */
export async function noteNumber(entry: RegisterEntry): Promise<void> {
  if (entry.reference) {
    const tx = new Transaction();
    keepNumber(tx, entry);
    await tx.commit();
  }
}

function keepNumber(tx: Transaction, entry: RegisterEntry): void {
  const number = referenceKey(entry.reference ?? "");
  if (number) tx.keep("number", numberKey(entry.office.slug, number, entry.id), placeOf(entry));
}

function placeOf(entry: RegisterEntry): { year: string; sort: string } {
  return { year: yearOf(entry), sort: sortOf(entry) };
}

/** Notes that a record links to a reference of its own office, of one that has come to be there later. */
export async function noteCitation(from: RegisterEntry, reference: string): Promise<void> {
  const key = citationKey(from.office.slug, referenceKey(reference), from.id);
  await new Transaction().keep("citation", key, placeOf(from)).commit();
}
