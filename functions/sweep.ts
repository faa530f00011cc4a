/**
 * Each minute: every email that is due is delivered, whatever became of the stream; whoever has not signed
 * by the due day is reminded, and so is the office of an answer it owes, or of funding that ends in some
 * months. The sweep is the truth, the stream is speed.
 */
import type { Key } from "#core/aws/keys.ts";
import { deliver } from "#core/notification/deliver.ts";
import { dueKeys } from "#core/notification/outbox.store.ts";
import { remindEnding } from "#core/record/ending.ts";
import { remindDue } from "#core/record/reminding.ts";
import { remind } from "#core/scrutiny/items.store.ts";

export const handler = async (): Promise<{ due: number; failed: number }> => {
  const now = new Date().toISOString();
  const due = await dueKeys(now);
  let failed = 0;
  for (const key of due) {
    try {
      await settle(key, now);
    } catch (error) {
      failed += 1;
      console.error(JSON.stringify({ level: "error", key: key.pk, error: String(error) }));
    }
  }
  return { due: due.length, failed };
};

async function settle({ pk, sk }: Key, now: string): Promise<void> {
  if (pk.startsWith("OBX#")) await deliver({ pk, sk }, now);
  else if (pk.startsWith("Q#")) await remind({ pk, sk }, now);
  else if (sk.startsWith("S#")) await remindDue(pk.slice(2), sk.slice(2), now);
  else if (sk === "END") await remindEnding(pk.slice(2), now);
}
