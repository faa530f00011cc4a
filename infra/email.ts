/**
 * Sending, and hearing what became of it. SES reports every event of a message to a topic, the topic
 * to a queue, the queue to functions/ses-events.ts. Not EventBridge: its delivery of SES events is best
 * effort and may be out of order, and the bound of one duplicate rests on these events.
 */
import { dataKey } from "#infra/keys.ts";
import { mailEventsQueue } from "#infra/queues.ts";
import { developerEmail } from "#infra/secrets.ts";
import { account, domain } from "#infra/stage.ts";

export const mailEvents = new sst.aws.SnsTopic("MailEvents", {
  transform: { topic: { kmsMasterKeyId: dataKey.arn } },
});

export const email = new sst.aws.Email("Email", {
  sender: domain ?? developerEmail.value,
  ...(domain && {
    dmarc: "v=DMARC1; p=reject; adkim=s; aspf=s;",
    mailFrom: { domain: `bounce.${domain}` },
  }),
  transform: {
    configurationSet: {
      reputationOptions: { reputationMetricsEnabled: true },
      suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
      deliveryOptions: { tlsPolicy: "REQUIRE" },
    },
  },
});

/** The From address. An identity that is a domain may send from any mailbox of it. */
export const sender = domain ? `decisions@${domain}` : developerEmail.value;

const mailEventsPolicy = new aws.sns.TopicPolicy("MailEventsPolicy", {
  arn: mailEvents.arn,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ["sns:Publish"],
        resources: [mailEvents.arn],
        principals: [{ type: "Service", identifiers: ["ses.amazonaws.com"] }],
        conditions: [
          { test: "StringEquals", variable: "aws:SourceAccount", values: [account] },
          { test: "StringEquals", variable: "aws:SourceArn", values: [email.nodes.configurationSet.arn] },
        ],
      },
    ],
  }).json,
});

// Not by `events` of the component above: SES must find the topic's policy in place.
new aws.sesv2.ConfigurationSetEventDestination(
  "MailEventsDestination",
  {
    configurationSetName: email.configSet,
    eventDestinationName: "MailEvents",
    eventDestination: {
      enabled: true,
      matchingEventTypes: [
        "SEND",
        "DELIVERY",
        "BOUNCE",
        "COMPLAINT",
        "REJECT",
        "DELIVERY_DELAY",
        "RENDERING_FAILURE",
      ],
      snsDestination: { topicArn: mailEvents.arn },
    },
  },
  { dependsOn: [mailEventsPolicy] },
);

// SST's subscribeQueue lets SNS, S3 and EventBridge of any account send to the queue.
const queuePolicy = new aws.sqs.QueuePolicy("MailEventsQueuePolicy", {
  queueUrl: mailEventsQueue.url,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ["sqs:SendMessage"],
        resources: [mailEventsQueue.arn],
        principals: [{ type: "Service", identifiers: ["sns.amazonaws.com"] }],
        conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [mailEvents.arn] }],
      },
    ],
  }).json,
});

new aws.sns.TopicSubscription(
  "MailEventsSubscription",
  { topic: mailEvents.arn, protocol: "sqs", endpoint: mailEventsQueue.arn },
  { dependsOn: [queuePolicy] },
);
