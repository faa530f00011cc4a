/**
 * Numbers in the store: which of an office's numbers the register has no entry of yet. A claim stands in
 * that list from the moment its number is given until its record is published, withheld or withdrawn, in
 * the same transactions, so that one short read accounts for a series however long it is.
 */
import * as v from "valibot";
import { claimKey, openNumbersKey } from "#core/aws/keys.ts";
import { query } from "#core/aws/read.ts";
import type { Transaction } from "#core/aws/tx.ts";
import type { RegisterEntry } from "./entry.ts";
import type { OpenNumber } from "./numbers.ts";

const InList = v.object({ g1sk: v.string(), reference: v.string() });

/** Takes an entry's number off the list, in the transaction that enters it. The claim must be its record's own. */
export function enterNumber(tx: Transaction, { id, office, number }: RegisterEntry): void {
  if (!number) return;
  const { series, period, n } = number;
  const unlisted = { g1pk: undefined, g1sk: undefined };
  tx.update("claim", claimKey(office.slug, series, period, n), unlisted, { record: id });
}

/** Every number of an office that is given and not entered yet: as many as there is work under way. */
export async function openNumbers(office: string): Promise<OpenNumber[]> {
  const rows = await query(InList, { pk: openNumbersKey(office), index: "lists" });
  return rows.map(({ g1sk, reference }) => {
    const [series = "", period = "", n] = g1sk.split("#");
    return { series, period, n: Number(n), reference };
  });
}
