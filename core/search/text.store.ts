/**
 * The public words of each record, kept for the snippets of a search: one item beside the register
 * entry, replaced by each publication, so that what a correction took out is nowhere.
 */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { database, tables } from "#core/aws/clients.ts";
import { publicTextKey } from "#core/aws/keys.ts";
import { findItems } from "#core/aws/read.ts";
import { pack, unpack } from "#core/record/compress.ts";

const Stored = v.object({ publication: v.number(), packed: v.instance(Uint8Array) });

/** Keeps the words of a publication, in place of those of an earlier one. */
export async function putText(office: string, id: string, publication: number, text: string): Promise<void> {
  const Item = { ...publicTextKey(office, id), publication, packed: pack(text) };
  await database().send(new PutCommand({ TableName: tables.records, Item }));
}

/** The words of records, as of one publication each; "" where there are none of it. */
export async function textsOf(
  records: { office: string; id: string; publication: number }[],
): Promise<string[]> {
  const items = await findItems(
    Stored,
    records.map(({ office, id }) => publicTextKey(office, id)),
  );
  return items.map((item, i) => (item?.publication === records[i]?.publication ? unpack(item!.packed) : ""));
}
