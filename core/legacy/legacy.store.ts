/**
 * Imported rows in the store: under each row's stable id its place in the register, how often it was
 * put right and how far its public files have come, so that an import which was killed goes on where it
 * stopped and one that is repeated changes nothing. What a row said before stays beside it.
 */
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { database, tables } from "#core/aws/clients.ts";
import { importedKey, importedVersionKey, importPendingKey, oldAddressKey } from "#core/aws/keys.ts";
import { findItem, query } from "#core/aws/read.ts";
import { Transaction } from "#core/aws/tx.ts";
import { changeItem } from "#core/aws/write.ts";
import { AppError } from "#core/errors.ts";
import { addImported } from "#core/notice/entering.store.ts";
import { type RegisterEntry, yearOf } from "#core/notice/entry.ts";
import { sortOf } from "#core/notice/sort-key.ts";

const RowItem = v.object({
  sk: v.string(),
  /** How many times it was written: the publication of its entry. */
  rev: v.number(),
  year: v.string(),
  sort: v.string(),
  /** The `rev` whose notice, document and words are out. */
  projected: v.number(),
});
const Pending = v.object({ years: v.optional(v.instance(Set<string>)) });
const Address = v.object({ office: v.string(), slug: v.string() });

export interface Kept {
  rev: number;
  year: string;
  sort: string;
  projected: number;
}

/** Every row that was imported for an office, by its stable id. */
export async function importedRows(office: string): Promise<Map<string, Kept>> {
  const items = await query(RowItem, { pk: importedKey(office, "").pk, prefix: "R#" });
  return new Map(items.map(({ sk, ...kept }) => [sk.slice(2), kept]));
}

/** Writes a row that is new, or in place of what it was. Throws conflict where another import was first. */
export async function keepRow(row: string, entry: RegisterEntry, before?: RegisterEntry): Promise<void> {
  const office = entry.office.slug;
  const key = importedKey(office, row);
  const { publication: rev } = entry;
  const place = { rev, year: yearOf(entry), sort: sortOf(entry) };
  const tx = new Transaction();
  if (before) {
    tx.update("row", key, place, { rev: before.publication });
    const was = { entry: JSON.stringify(before), at: entry.updatedAt };
    tx.create("version", importedVersionKey(office, row, before.publication), was);
  } else tx.create("row", key, { ...place, projected: 0 });
  addImported(tx, entry, before);
  const outcome = await tx.commit();
  if (!outcome.ok)
    throw new AppError(
      "conflict",
      "imported-meanwhile",
      `Another import wrote ${entry.reference ?? entry.title} meanwhile. Wait until it has ended, then import again`,
    );
}

/** The notice, the document and the words of a row are out. */
export async function markProjected(row: string, { office, publication }: RegisterEntry): Promise<void> {
  await changeItem(importedKey(office.slug, row), { projected: publication }, { rev: publication });
}

/** Notes that the pages of these years are to be written; they stay noted until they are. */
export async function notePending(office: string, years: string[]): Promise<void> {
  await database().send(
    new UpdateCommand({
      TableName: tables.records,
      Key: { ...importPendingKey(office) },
      UpdateExpression: "ADD #years :years",
      ExpressionAttributeNames: { "#years": "years" },
      ExpressionAttributeValues: { ":years": new Set(years) },
    }),
  );
}

export async function pendingYears(office: string): Promise<string[]> {
  const item = await findItem(Pending, importPendingKey(office));
  return [...(item?.years ?? [])].sort();
}

export async function clearPending(office: string): Promise<void> {
  await database().send(
    new DeleteCommand({ TableName: tables.records, Key: { ...importPendingKey(office) } }),
  );
}

/** Notes where an old address leads. The first that stood there keeps it. */
export async function noteOldAddress(address: string, { office, slug }: RegisterEntry): Promise<void> {
  const key = oldAddressKey(address);
  await new Transaction().create("address", key, { office: office.slug, slug }).commit();
}

/** Where an address of before leads now. */
export async function findOldAddress(address: string): Promise<{ office: string; slug: string } | undefined> {
  return findItem(Address, oldAddressKey(address));
}
