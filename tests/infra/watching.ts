/** What is asserted of alarms: each function, queue, reader and table is watched, and somebody is told. */
import { expect, it } from "vitest";
import { TABLES } from "#core/aws/tables.ts";
import { NUMBERS, OVERDUE } from "#functions/metrics/count.ts";
import { type Stages, statements } from "./graph.ts";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

export function watchingSuite(stages: Stages) {
  const watched = (metric: string, dimension: string) =>
    stages.production
      .all(ALARM)
      .filter((alarm) => alarm.inputs.metricName === metric)
      .map((alarm) =>
        String(alarm.inputs.dimensions?.[dimension]).replace(/^countersign-production-(\w+)-.*/, "$1"),
      )
      .sort();
  const physical = (type: string) => stages.production.all(type).map((resource) => resource.name);

  it("has an alarm for errors and for throttles of every function", () => {
    const functions = physical("aws:lambda/function:Function").sort();
    expect(watched("Errors", "FunctionName")).toEqual(functions);
    expect(watched("Throttles", "FunctionName")).toEqual(functions);
  });

  it("has an alarm for every queue of dead letters", () => {
    const queues = physical("aws:sqs/queue:Queue").filter((name) => name.includes("Dlq"));
    expect(queues).toHaveLength(3);
    expect(watched("ApproximateNumberOfMessagesVisible", "QueueName")).toEqual(queues.sort());
  });

  it("has an alarm for both readers of the stream, ten minutes behind", () => {
    expect(watched("IteratorAge", "FunctionName")).toEqual(["DocumentFunction", "NotifyFunction"]);
    expect(stages.production.one(ALARM, "NotifyIteratorAge").inputs.threshold).toBe(600_000);
  });

  it("has an alarm for records that wait too long for their documents, by the name that the function writes", () => {
    const { inputs } = stages.production.one(ALARM, "RecordsOverdue");
    expect(inputs).toMatchObject({
      namespace: "countersign",
      metricName: OVERDUE,
      dimensions: { Stage: "production" },
      threshold: 1,
      period: 300,
    });
  });

  it("has an alarm for numbers that are not accounted for, by the name that the function writes", () => {
    const { inputs } = stages.production.one(ALARM, "NumbersUnaccounted");
    expect(inputs).toMatchObject({ metricName: NUMBERS, dimensions: { Stage: "production" }, threshold: 1 });
  });

  it("has an alarm for throttles of each table and index, by the dimensions that DynamoDB publishes", () => {
    const dimensions = stages.production
      .all(ALARM)
      .filter((alarm) => alarm.inputs.metricName === "WriteThrottleEvents")
      .map(({ inputs }) => inputs.dimensions.GlobalSecondaryIndexName ?? "");
    const indexes = Object.values(TABLES).flatMap((shape) => ["", ...Object.keys(shape.indexes)]);
    expect(dimensions.sort()).toEqual(indexes.sort());
    expect(watched("ReadThrottleEvents", "TableName")).toEqual(watched("WriteThrottleEvents", "TableName"));
  });

  it("has alarms for the front door, and for bounces and complaints below the rates at which AWS steps in", () => {
    expect(watched("5xx", "ApiId")).toEqual(["ApiApi"]);
    expect(stages.production.one(ALARM, "BounceRate").inputs.threshold).toBeLessThan(0.05);
    expect(stages.production.one(ALARM, "ComplaintRate").inputs.threshold).toBeLessThan(0.001);
  });

  it("tells an operator, by email, of each alarm and of its end", () => {
    for (const stage of [stages.production, stages.staging]) {
      for (const alarm of stage.all(ALARM)) {
        const topic = [expect.stringContaining("AlarmsTopic")];
        expect(alarm.inputs, alarm.name).toMatchObject({ alarmActions: topic, okActions: topic });
        expect(alarm.inputs.treatMissingData, alarm.name).toBe("notBreaching");
      }
      expect(stage.one(SUBSCRIPTION, "AlarmsByEmail").inputs.protocol).toBe("email");
    }
    expect(stages.own.all(ALARM)).toEqual([]);
  });

  it("tells at once of an entry of the ledger that changes or goes", () => {
    for (const stage of [stages.production, stages.staging]) {
      const { inputs } = stage.one("aws:pipes/pipe:Pipe", "LedgerWatch");
      expect(inputs.source).toMatch(/LedgerTable-\w+\/stream\//);
      expect(inputs.target).toContain("AlarmsTopic");
      const [filter] = inputs.sourceParameters.filterCriteria.filters;
      expect(JSON.parse(filter.pattern)).toEqual({ eventName: ["MODIFY", "REMOVE"] });
      const role = stage.one("aws:iam/role:Role", "LedgerWatchRole").inputs;
      const allowed = statements(role.inlinePolicies[0].policy).flatMap((statement) => statement.Action);
      expect(allowed.sort()).toEqual([
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
        "kms:Decrypt",
        "sns:Publish",
      ]);
    }
  });
}
