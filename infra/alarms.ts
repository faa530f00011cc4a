/**
 * What wakes a person. Alarms exist in permanent stages and go to the address in the AlarmEmail secret.
 * Each says something that the system does not put right by itself.
 */
import { TABLES } from "#core/aws/tables.ts";
import { api } from "#infra/front-door.ts";
import * as Functions from "#infra/functions.ts";
import { dataKey } from "#infra/keys.ts";
import { documentDlq, mailEventsDlq, notifyDlq } from "#infra/queues.ts";
import { alarmEmail } from "#infra/secrets.ts";
import { account, isPermanent } from "#infra/stage.ts";
import { bulkmail, ledger, records } from "#infra/storage.ts";

if (isPermanent) watch();

function watch() {
  const topic = new sst.aws.SnsTopic("Alarms");
  new aws.sns.TopicSubscription("AlarmsByEmail", {
    topic: topic.arn,
    protocol: "email",
    endpoint: alarmEmail.value,
  });

  const functions = {
    Web: Functions.web,
    Sign: Functions.sign,
    Search: Functions.search,
    Pack: Functions.pack,
    Follow: Functions.follow,
    FanOut: Functions.fanOut,
    Notify: Functions.notify,
    Sweep: Functions.sweep,
    Document: Functions.document,
    SesEvents: Functions.sesEvents,
    Anchor: Functions.anchor,
  };
  for (const [name, fn] of Object.entries(functions)) {
    const lambda = { namespace: "AWS/Lambda", dimensions: { FunctionName: fn.name } };
    alarm(`${name}Errors`, `${name} fails`, { ...lambda, metricName: "Errors" });
    alarm(`${name}Throttles`, `${name} is held back by Lambda`, { ...lambda, metricName: "Throttles" });
  }

  const readers = { Notify: Functions.notify, Document: Functions.document };
  for (const [name, fn] of Object.entries(readers))
    alarm(`${name}IteratorAge`, `${name} is more than ten minutes behind the records table`, {
      namespace: "AWS/Lambda",
      dimensions: { FunctionName: fn.name },
      metricName: "IteratorAge",
      statistic: "Maximum",
      evaluationPeriods: 3,
      threshold: 600_000,
    });

  const deadLetters = { Notify: notifyDlq, Document: documentDlq, MailEvents: mailEventsDlq };
  for (const [name, queue] of Object.entries(deadLetters))
    alarm(`${name}DeadLetters`, `Something could not be handled: see the queue of ${name}`, {
      namespace: "AWS/SQS",
      dimensions: { QueueName: queue.nodes.queue.name },
      metricName: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
    });

  // Both are named in functions/metrics/count.ts, which writes them.
  alarm("NumbersUnaccounted", "A number of an office is not accounted for: see the log of Anchor", {
    namespace: $app.name,
    dimensions: { Stage: $app.stage },
    metricName: "NumbersUnaccounted",
    statistic: "Maximum",
  });
  alarm(
    "RecordsOverdue",
    "A decided record has waited for its sealed document or publication for 15 minutes",
    {
      namespace: $app.name,
      dimensions: { Stage: $app.stage },
      metricName: "RecordsOverdue",
      statistic: "Maximum",
    },
  );

  const tables = {
    Records: { table: records, shape: TABLES.records },
    Ledger: { table: ledger, shape: TABLES.ledger },
    Bulkmail: { table: bulkmail, shape: TABLES.bulkmail },
  };
  for (const [name, { table, shape }] of Object.entries(tables))
    for (const kind of ["Read", "Write"]) {
      const dynamo = { namespace: "AWS/DynamoDB", metricName: `${kind}ThrottleEvents` };
      alarm(`${name}${kind}Throttles`, `The ${name} table throttles`, {
        ...dynamo,
        dimensions: { TableName: table.name },
      });
      for (const index of Object.keys(shape.indexes))
        alarm(`${name}${kind}ThrottlesOf${index}`, `The index ${index} of ${name} throttles`, {
          ...dynamo,
          dimensions: { TableName: table.name, GlobalSecondaryIndexName: index },
        });
    }

  alarm("ApiErrors", "The front door answers with server errors", {
    namespace: "AWS/ApiGateway",
    dimensions: { ApiId: api.nodes.api.id },
    metricName: "5xx",
  });

  // AWS reviews an account at 5% bounces and 0.1% complaints (SES developer guide, "Reputation metrics").
  const reputation = { namespace: "AWS/SES", statistic: "Average", period: 3600 };
  alarm("BounceRate", "More than 3% of email bounces", {
    ...reputation,
    metricName: "Reputation.BounceRate",
    threshold: 0.03,
  });
  alarm("ComplaintRate", "Recipients report email as junk", {
    ...reputation,
    metricName: "Reputation.ComplaintRate",
    threshold: 0.0005,
  });

  watchLedger(topic);

  function alarm(name: string, alarmDescription: string, args: Partial<aws.cloudwatch.MetricAlarmArgs>) {
    new aws.cloudwatch.MetricAlarm(name, {
      alarmDescription,
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [topic.arn],
      okActions: [topic.arn],
      ...args,
    });
  }
}

/**
 * An entry of the ledger that changes or goes is by definition an incident. IAM cannot force a put to
 * be conditional, so an overwrite is possible; here it is told at once, by a pipe with no code in it.
 */
function watchLedger(topic: sst.aws.SnsTopic) {
  const stream = ledger.nodes.table.streamArn;
  const role = new aws.iam.Role("LedgerWatchRole", {
    assumeRolePolicy: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: ["pipes.amazonaws.com"] }],
          conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }],
        },
      ],
    }).json,
    inlinePolicies: [
      {
        name: "inline",
        policy: aws.iam.getPolicyDocumentOutput({
          statements: [
            {
              actions: [
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator",
                "dynamodb:ListStreams",
              ],
              resources: [stream],
            },
            { actions: ["kms:Decrypt"], resources: [dataKey.arn] },
            { actions: ["sns:Publish"], resources: [topic.arn] },
          ],
        }).json,
      },
    ],
  });
  new aws.pipes.Pipe("LedgerWatch", {
    description: "Tells the operators of any change or removal of a ledger entry",
    roleArn: role.arn,
    source: stream,
    sourceParameters: {
      dynamodbStreamParameters: { startingPosition: "LATEST", batchSize: 1 },
      filterCriteria: { filters: [{ pattern: JSON.stringify({ eventName: ["MODIFY", "REMOVE"] }) }] },
    },
    target: topic.arn,
    targetParameters: {
      inputTemplate: JSON.stringify(
        "INCIDENT: an entry of the ledger was altered or removed: <$.eventName> <$.dynamodb.Keys.pk.S> <$.dynamodb.Keys.sk.S>",
      ),
    },
  });
}
