/** The numbers of an office that are given and not in the register yet, each with the record it waits for. */
import * as v from "valibot";
import { claimKey, recordKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { openNumbers } from "#core/notice/numbers.store.ts";

const Claim = v.object({ record: v.string() });
const Meta = v.object({ title: v.string(), state: v.string(), holder: v.optional(v.string()) });

export interface WaitingNumber {
  reference: string;
  id: string;
  title: string;
  state: string;
  holder?: string;
}

/** More at once is no list that anyone works through. */
const MOST = 100;

export async function waitingNumbers(office: string): Promise<WaitingNumber[]> {
  const open = (await openNumbers(office)).slice(0, MOST);
  const found = await Promise.all(
    open.map(async ({ series, period, n, reference }) => {
      const claim = await findItem(Claim, claimKey(office, series, period, n));
      const meta = claim && (await findItem(Meta, recordKey(claim.record)));
      return claim && meta && { reference, id: claim.record, ...meta };
    }),
  );
  return found.flatMap((waiting) => waiting ?? []);
}
