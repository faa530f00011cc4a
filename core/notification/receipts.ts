/**
 * What SES tells afterwards: that it sent, delivered, or could not. Events come late, twice and out of
 * order; none of them moves an entry backwards (data design, 3.2 and 3.6).
 */
import * as v from "valibot";
import { recordUndelivered } from "#core/record/undelivered.ts";
import { change, findEntry } from "./outbox.store.ts";
import { keyOfTag } from "./outbox.ts";

/** SES event publishing, as SNS carries it ("Contents of event data", Amazon SES). Only what is used. */
export const SesEvent = v.object({
  eventType: v.picklist([
    "Send",
    "Delivery",
    "Bounce",
    "Complaint",
    "Reject",
    "DeliveryDelay",
    "Rendering Failure",
  ]),
  mail: v.object({ messageId: v.string(), tags: v.optional(v.record(v.string(), v.array(v.string()))) }),
  bounce: v.optional(v.object({ bounceType: v.string() })),
});
export type SesEvent = v.InferOutput<typeof SesEvent>;

/** Notes an event on the entry it is about; false where it is about none of ours. */
export async function note(event: SesEvent, now: string): Promise<boolean> {
  const [tag = ""] = event.mail.tags?.obx ?? [];
  const key = keyOfTag(tag);
  const entry = key && (await findEntry(key));
  if (!key || !entry) return false;
  const seen = { status: entry.status, sends: entry.sends };
  const doubted = entry.status === "SENDING" || (entry.status === "PENDING" && entry.ambiguous > 0);
  if (doubted) {
    const sent = { status: "SENT", messageId: event.mail.messageId, settledAt: now, due: undefined } as const;
    await change(key, sent, seen);
    return note(event, now);
  }
  const news = newsOf(event);
  if (!news) return true;
  if (rank(news.delivery) <= rank(entry.delivery)) return true;
  // In the ledger first: where we die in between, the event comes again and finds the entry as it was.
  if ("status" in news) await recordUndelivered({ ...entry, ...news }, now);
  return (await change(key, news, seen)) || note(event, now);
}

/** News never moves backwards: a late "delivered" does not undo a bounce. */
const ORDER = ["", "delayed", "delivered", "bounced", "complained"];
const rank = (delivery = "") => ORDER.indexOf(delivery);

function newsOf({ eventType, bounce }: SesEvent) {
  switch (eventType) {
    case "Delivery":
      return { delivery: "delivered" };
    case "DeliveryDelay":
      return { delivery: "delayed", problem: "The mailbox is not accepting mail yet" };
    case "Bounce":
      return bounce?.bounceType === "Permanent"
        ? {
            delivery: "bounced",
            status: "FLAGGED" as const,
            problem: "The mailbox does not exist or refused the email",
          }
        : { delivery: "delayed", problem: "The mailbox could not take the email" };
    case "Complaint":
      return {
        delivery: "complained",
        status: "FLAGGED" as const,
        problem: "The email was reported as spam",
      };
    case "Reject":
    case "Rendering Failure":
      return {
        delivery: "bounced",
        status: "FLAGGED" as const,
        problem: "The email service refused the email",
      };
    case "Send":
      return undefined;
  }
}
