/**
 * Once a day, after midnight UTC: each office's ledger is anchored up to the day before, and its numbers
 * are looked over. Days that were missed are made good by the next run. `from` names the first day of an
 * office that has no anchor yet; `numbers: "all"` looks over every period, not only the newest.
 */
import * as v from "valibot";
import { IsoDate } from "#core/form/answers.ts";
import { anchorDays } from "#core/ledger/anchor.store.ts";
import { checkNumbers } from "#core/record/numbering.store.ts";
import { getOffice, listOffices } from "#core/record/offices.store.ts";
import { newSalt } from "#core/signoff/words.ts";
import { count, NUMBERS } from "./metrics/count.ts";

const Event = v.object({ from: v.optional(IsoDate), numbers: v.optional(v.literal("all")) });

export const handler = async (event: unknown): Promise<{ made: number }> => {
  const { from, numbers } = v.parse(Event, event ?? {});
  const now = new Date().toISOString();
  let made = 0;
  const failed: string[] = [];
  for (const { slug } of await listOffices()) {
    try {
      made += await anchorDays(slug, { now, from, salt: newSalt });
      await lookOver(slug, now, numbers === "all");
    } catch (error) {
      failed.push(slug);
      console.error(JSON.stringify({ level: "error", anchor: slug, error: String(error) }));
    }
  }
  if (failed.length) throw new Error(`No anchor was made for ${failed.join(", ")}`);
  return { made };
};

/** A number that is not accounted for raises an alarm, and stands on the officers' pages. */
async function lookOver(slug: string, now: string, every: boolean): Promise<void> {
  const { faults } = await checkNumbers(await getOffice(slug), now, every);
  if (faults.length === 0) return;
  console.error(JSON.stringify({ level: "error", numbers: slug, faults }));
  count(NUMBERS, faults.length, now);
}
