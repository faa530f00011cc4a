/** What SES lets the account send. */
import { GetSendQuotaCommand } from "@aws-sdk/client-ses";
import { mailer } from "./clients.ts";

/** Emails: at most so many in 24 hours, how many of them are sent, and at most so many a second. */
export async function mailQuota(): Promise<{ aDay: number; sent: number; aSecond: number }> {
  const {
    Max24HourSend = 0,
    SentLast24Hours = 0,
    MaxSendRate = 0,
  } = await mailer().send(new GetSendQuotaCommand({}));
  // -1: without limit (SES API, "GetSendQuota").
  const aDay = Max24HourSend < 0 ? Number.POSITIVE_INFINITY : Max24HourSend;
  return { aDay, sent: SentLast24Hours, aSecond: MaxSendRate };
}
