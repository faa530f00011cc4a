/**
 * What SES tells of emails to subscribers. A complaint, or a mailbox that is not there, ends it at once:
 * the subscriber is in the message's tag, so that this holds however old the message is.
 */
import { findItem } from "#core/aws/read.ts";
import { changeItem } from "#core/aws/write.ts";
import type { SesEvent } from "#core/notification/receipts.ts";
import { forgetRequest, stopAll } from "./subscribers.store.ts";
import { addresseeOfTag, WordSchema } from "./word.ts";

/** Notes an event; false where it is about none of these emails. */
export async function noteWord(event: SesEvent, now: string): Promise<boolean> {
  const addressee = addresseeOfTag(event.mail.tags?.obx?.[0] ?? "");
  if (!addressee) return false;
  const { key, to, kind } = addressee;
  if (isEnd(event)) await (kind === "confirmation" ? forgetRequest(to) : stopAll(to));
  const word = await findItem(WordSchema, key);
  const doubted = word?.status === "SENDING" || (word?.status === "PENDING" && word.ambiguous > 0);
  if (word && doubted)
    await changeItem(
      key,
      { status: "SENT", messageId: event.mail.messageId, settledAt: now, g2pk: undefined, g2sk: undefined },
      { status: word.status, sends: word.sends },
    );
  return true;
}

function isEnd({ eventType, bounce }: SesEvent): boolean {
  return eventType === "Complaint" || (eventType === "Bounce" && bounce?.bounceType === "Permanent");
}
