/**
 * Queues: what SES reports on its way to a function, and what could not be handled, kept for a person.
 * Encrypted by SQS itself, which needs no key policy for the services that send.
 */
const FOURTEEN_DAYS = 14 * 24 * 3600; // the longest that SQS keeps a message

export const notifyDlq = deadLetters("NotifyDlq");
export const documentDlq = deadLetters("DocumentDlq");
export const mailEventsDlq = deadLetters("MailEventsDlq");

export const mailEventsQueue = new sst.aws.Queue("MailEventsQueue", {
  // AWS asks for six times the function's timeout (Lambda developer guide, "Using Lambda with Amazon SQS").
  visibilityTimeout: "3 minutes",
  dlq: { queue: mailEventsDlq.arn, retry: 5 },
  transform: { queue: { sqsManagedSseEnabled: true, messageRetentionSeconds: FOURTEEN_DAYS } },
});

function deadLetters(name: string) {
  return new sst.aws.Queue(name, {
    transform: { queue: { sqsManagedSseEnabled: true, messageRetentionSeconds: FOURTEEN_DAYS } },
  });
}
