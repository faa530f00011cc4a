/**
 * The events that SES publishes about an email, as the service receives them: SES's JSON in an SNS
 * envelope in an SQS record. Each is handed over until it is taken; after a few refusals it is dropped
 * with a line of log, where AWS would keep it in a dead-letter queue.
 * Source: AWS, "Examples of event data that Amazon SES publishes to Amazon SNS".
 */
import { createHash, randomUUID } from "node:crypto";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { Accepted, Mailbox, OwedEvent } from "./mailbox.ts";

const MOST_RECEIVES = 3;

export interface SesEvents {
  /** Hands over all that is owed; returns how many were taken. */
  drain(): Promise<number>;
}

export function publishEvents(
  mailbox: Mailbox,
  handle: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>,
): SesEvents {
  const refusals = new Map<string, number>();
  let running: Promise<number> = Promise.resolve(0);

  const round = async () => {
    let taken = 0;
    for (const email of mailbox.all()) {
      for (const event of [...email.owed]) {
        const record = sqsRecord(email, await sesEvent(email, event, mailbox));
        const failure = await attempt(handle, record);
        if (failure) {
          const name = `${email.id} ${event.type}`;
          const count = (refusals.get(name) ?? 0) + 1;
          refusals.set(name, count);
          if (count < MOST_RECEIVES) continue;
          console.error(
            `The ${event.type} event of email ${email.id} was refused ${count} times: dropped.`,
            failure,
          );
        } else taken++;
        email.owed = email.owed.filter((owed) => owed !== event);
        mailbox.update(email);
      }
    }
    return taken;
  };
  return {
    drain() {
      running = running.catch(() => 0).then(round);
      return running;
    },
  };
}

async function attempt(
  handle: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>,
  record: SQSEvent["Records"][number],
): Promise<unknown> {
  try {
    const answer = await handle({ Records: [record] });
    return answer?.batchItemFailures?.length ? "reported as a failed item" : undefined;
  } catch (error) {
    return error;
  }
}

async function sesEvent(email: Accepted, { type, recipients }: OwedEvent, mailbox: Mailbox) {
  const { headers, subject, from, to, messageId } = await mailbox.parsed(email.id);
  const timestamp = new Date().toISOString();
  const suppressed = (address: string) => address.startsWith("suppressionlist");
  const about = {
    Send: {},
    Delivery: {
      timestamp,
      processingTimeMillis: 500,
      recipients,
      smtpResponse: "250 2.6.0 Message received",
      reportingMTA: "local",
    },
    Bounce: {
      feedbackId: randomUUID(),
      bounceType: "Permanent",
      bounceSubType: recipients.every(suppressed) ? "OnAccountSuppressionList" : "General",
      bouncedRecipients: recipients.map((emailAddress) => ({
        emailAddress,
        action: "failed",
        status: "5.1.1",
        diagnosticCode: "smtp; 550 5.1.1 user unknown",
      })),
      timestamp,
      reportingMTA: "dns; local",
    },
    Complaint: {
      feedbackId: randomUUID(),
      complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
      timestamp,
      userAgent: "Amazon SES Mailbox Simulator",
      complaintFeedbackType: "abuse",
      arrivalDate: timestamp,
    },
  }[type];
  return {
    eventType: type,
    mail: {
      timestamp: email.at,
      source: email.from,
      sendingAccountId: "000000000000",
      messageId: email.id,
      destination: email.to,
      headersTruncated: false,
      headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
      commonHeaders: {
        from: [from?.address ?? email.from],
        to: (to ?? []).map((a) => a.address),
        messageId: messageId ?? email.id,
        subject,
      },
      tags: {
        "ses:configuration-set": [email.configurationSet],
        ...Object.fromEntries(Object.entries(email.tags).map(([name, value]) => [name, [value]])),
      },
    },
    [type.toLowerCase()]: about,
  };
}

function sqsRecord(email: Accepted, event: { eventType: string }): SQSEvent["Records"][number] {
  const body = JSON.stringify({
    Type: "Notification",
    MessageId: randomUUID(),
    TopicArn: "arn:aws:sns:eu-west-2:000000000000:ses-events",
    Subject: "Amazon SES Email Event Notification",
    Message: JSON.stringify(event),
    Timestamp: new Date().toISOString(),
    SignatureVersion: "1",
  });
  const now = String(Date.now());
  return {
    messageId: `${email.id}-${event.eventType}`,
    receiptHandle: randomUUID(),
    body,
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: now,
      SenderId: "local",
      ApproximateFirstReceiveTimestamp: now,
    },
    messageAttributes: {},
    md5OfBody: createHash("md5").update(body).digest("hex"),
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-west-2:000000000000:ses-events",
    awsRegion: "eu-west-2",
  };
}
