/** What is asserted of streams, queues, schedules and the way of an email's events. */
import { expect, it } from "vitest";
import { STREAM_FILTERS } from "#core/aws/streams.ts";
import { type Stages, statements } from "./graph.ts";

const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const QUEUE = "aws:sqs/queue:Queue";

export function deliverySuite(stages: Stages) {
  it.each([
    ["Notify", STREAM_FILTERS.notify],
    ["Document", STREAM_FILTERS.document],
  ])("wakes %s by its filter alone, gives up early and keeps what failed", (name, filter) => {
    for (const stage of Object.values(stages)) {
      const { inputs } = stage.one(MAPPING, `RecordsSubscriber${name}EventSourceMapping`);
      expect(inputs.eventSourceArn).toMatch(/RecordsTable-\w+\/stream\//);
      expect(inputs.functionName).toContain(`${name}Function`);
      expect(
        inputs.filterCriteria.filters.map((one: { pattern: string }) => JSON.parse(one.pattern)),
      ).toEqual([filter]);
      expect(inputs).toMatchObject({
        startingPosition: "LATEST",
        bisectBatchOnFunctionError: true,
        functionResponseTypes: ["ReportBatchItemFailures"],
        maximumRetryAttempts: 3,
        maximumRecordAgeInSeconds: 3600,
      });
      expect(inputs.batchSize).toBeLessThanOrEqual(10);
      expect(inputs.maximumBatchingWindowInSeconds ?? 0).toBe(0);
      expect(inputs.destinationConfig.onFailure.destinationArn).toContain(`${name}DlqQueue`);
    }
  });

  it("has no other source of events than two streams and the queue of mail events", () => {
    expect(stages.production.all(MAPPING)).toHaveLength(3);
  });

  it("ticks sweep, document and fan-out each minute, in every stage, with no retry: the next tick is the retry", () => {
    for (const stage of Object.values(stages)) {
      const all = stage.all("aws:scheduler/schedule:Schedule");
      const anchoring = stage.one("aws:scheduler/schedule:Schedule", "AnchorDailySchedule");
      expect(anchoring.inputs).toMatchObject({ scheduleExpression: "cron(40 0 * * ? *)", state: "ENABLED" });
      const schedules = all.filter((schedule) => schedule !== anchoring);
      expect(schedules.map((schedule) => schedule.name).sort()).toEqual([
        "DocumentTickSchedule",
        "FanOutTickSchedule",
        "SweepTickSchedule",
      ]);
      for (const { name, inputs } of schedules) {
        expect(inputs).toMatchObject({ scheduleExpression: "rate(1 minute)", state: "ENABLED" });
        expect(inputs.target).toMatchObject({ input: "{}", retryPolicy: { maximumRetryAttempts: 0 } });
        expect(inputs.target.arn).toContain(name.replace("TickSchedule", "Function"));
      }
      for (const config of stage.all("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"))
        expect(config.inputs.maximumRetryAttempts, config.name).toBe(0);
    }
  });

  it("hears of every event of an email that the outbox waits for", () => {
    const destination = stages.production.one(
      "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
      "MailEventsDestination",
    ).inputs;
    expect(destination.configurationSetName).toContain("emailconfig");
    expect(destination.eventDestination).toMatchObject({
      enabled: true,
      snsDestination: { topicArn: expect.stringContaining("MailEventsTopic") },
    });
    expect([...destination.eventDestination.matchingEventTypes].sort()).toEqual(
      ["BOUNCE", "COMPLAINT", "DELIVERY", "DELIVERY_DELAY", "REJECT", "RENDERING_FAILURE", "SEND"].sort(),
    );
  });

  it("takes mail events from our configuration set alone, and passes them from our topic alone", () => {
    for (const stage of Object.values(stages)) {
      const topic = statements(
        stage.one("aws:sns/topicPolicy:TopicPolicy", "MailEventsPolicy").inputs.policy,
      );
      expect(topic).toHaveLength(1);
      expect(topic[0]).toMatchObject({
        Action: ["sns:Publish"],
        Principal: { Service: ["ses.amazonaws.com"] },
        Condition: {
          StringEquals: {
            "aws:SourceAccount": ["123456789012"],
            "aws:SourceArn": [expect.stringMatching(/EmailConfig$/)],
          },
        },
      });
      const queue = statements(
        stage.one("aws:sqs/queuePolicy:QueuePolicy", "MailEventsQueuePolicy").inputs.policy,
      );
      expect(queue).toHaveLength(1);
      expect(queue[0]).toMatchObject({
        Action: ["sqs:SendMessage"],
        Principal: { Service: ["sns.amazonaws.com"] },
        Condition: { ArnEquals: { "aws:SourceArn": [expect.stringContaining("MailEventsTopic")] } },
      });
      expect(stage.all("aws:sqs/queuePolicy:QueuePolicy")).toHaveLength(1);
    }
  });

  it("subscribes the queue with SNS's envelope, as functions/ses-events.ts reads it", () => {
    const { inputs } = stages.production.one(
      "aws:sns/topicSubscription:TopicSubscription",
      "MailEventsSubscription",
    );
    expect(inputs).toMatchObject({
      protocol: "sqs",
      endpoint: expect.stringContaining("MailEventsQueueQueue"),
    });
    expect(inputs.rawMessageDelivery ?? false).toBe(false);
    const [mapping] = stages.production
      .all(MAPPING)
      .filter(({ inputs }) => String(inputs.eventSourceArn).includes("MailEventsQueueQueue"));
    expect(mapping?.inputs).toMatchObject({
      batchSize: 10,
      functionResponseTypes: ["ReportBatchItemFailures"],
    });
    expect(mapping?.inputs.functionName).toContain("SesEventsFunction");
  });

  it("encrypts what waits, keeps it fourteen days, and puts aside what fails five times", () => {
    for (const stage of Object.values(stages)) {
      for (const queue of stage.all(QUEUE))
        expect(queue.inputs, queue.name).toMatchObject({
          sqsManagedSseEnabled: true,
          messageRetentionSeconds: 1_209_600,
        });
      expect(stage.one("aws:sns/topic:Topic", "MailEventsTopic").inputs.kmsMasterKeyId).toMatch(/DataKey$/);
      const queue = stage.one(QUEUE, "MailEventsQueueQueue").inputs;
      const redrive = JSON.parse(queue.redrivePolicy);
      expect(redrive).toMatchObject({ maxReceiveCount: 5 });
      expect(redrive.deadLetterTargetArn).toContain("MailEventsDlqQueue");
      const timeout = stage.one("aws:lambda/function:Function", "SesEventsFunction").inputs.timeout;
      expect(queue.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(6 * timeout);
    }
  });

  it("sends over TLS from its own domain, with bounces and complaints suppressed by SES too", () => {
    const { inputs } = stages.production.one("aws:sesv2/configurationSet:ConfigurationSet", "EmailConfig");
    expect(inputs).toMatchObject({
      deliveryOptions: { tlsPolicy: "REQUIRE" },
      reputationOptions: { reputationMetricsEnabled: true },
      suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
    });
    const identity = (stage: keyof Stages) =>
      stages[stage].one("aws:sesv2/emailIdentity:EmailIdentity", "EmailIdentity").inputs.emailIdentity;
    expect(identity("production")).toBe("decisions.example.org");
    expect(identity("own")).toBe("developer@example.org");
    const mailer = (stage: keyof Stages) =>
      stages[stage].builds.find((build) => build.functionID === "Notify")?.links.Mailer;
    expect(mailer("production")).toMatchObject({ sender: "decisions@decisions.example.org" });
    expect(mailer("own")).toMatchObject({ sender: "developer@example.org" });
    const dmarc = stages.production
      .all("aws:route53/record:Record")
      .find((record) => String(record.inputs.name).startsWith("_dmarc."));
    expect(JSON.stringify(dmarc?.inputs.records)).toContain("p=reject");
  });
}
