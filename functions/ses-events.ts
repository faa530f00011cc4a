/** What SES reports of our emails, through SNS and SQS (EventBridge may drop or reorder them). */
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as v from "valibot";
import { noteWord } from "#core/follow/receipts.ts";
import { note, SesEvent } from "#core/notification/receipts.ts";

const Envelope = v.object({ Message: v.string() });

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const failures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    try {
      const { Message } = v.parse(Envelope, JSON.parse(record.body));
      const parsed = v.safeParse(SesEvent, JSON.parse(Message));
      const now = new Date().toISOString();
      if (parsed.success && !(await noteWord(parsed.output, now))) await note(parsed.output, now);
    } catch (error) {
      console.error(JSON.stringify({ level: "error", message: record.messageId, error: String(error) }));
      failures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures: failures };
};
