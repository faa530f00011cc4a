/**
 * Once a day, after midnight UTC: each office's ledger is anchored up to the day before. Days that were
 * missed are made good by the next run. `from` names the first day of an office that has no anchor yet.
 */
import * as v from "valibot";
import { IsoDate } from "#core/form/answers.ts";
import { anchorDays } from "#core/ledger/anchor.store.ts";
import { listOffices } from "#core/record/offices.store.ts";
import { newSalt } from "#core/signoff/words.ts";

const Event = v.object({ from: v.optional(IsoDate) });

export const handler = async (event: unknown): Promise<{ made: number }> => {
  const { from } = v.parse(Event, event ?? {});
  const now = new Date().toISOString();
  let made = 0;
  const failed: string[] = [];
  for (const { slug } of await listOffices()) {
    try {
      made += await anchorDays(slug, { now, from, salt: newSalt });
    } catch (error) {
      failed.push(slug);
      console.error(JSON.stringify({ level: "error", anchor: slug, error: String(error) }));
    }
  }
  if (failed.length) throw new Error(`No anchor was made for ${failed.join(", ")}`);
  return { made };
};
