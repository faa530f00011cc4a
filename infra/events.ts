/**
 * What wakes each function: requests, changes of the records table, the minute, events of mail.
 * A stream gives up early and leaves its record in a queue, since the minute's sweep does the same
 * work: a poison record must not hold up the emails behind it (AWS would retry it for a day).
 */
import { STREAM_FILTERS } from "#core/aws/streams.ts";
import { api } from "#infra/front-door.ts";
import {
  anchor,
  document,
  fanOut,
  follow,
  notify,
  pack,
  search,
  sesEvents,
  sign,
  sweep,
  web,
} from "#infra/functions.ts";
import { documentDlq, mailEventsQueue, notifyDlq } from "#infra/queues.ts";
import { records } from "#infra/storage.ts";

api.route("ANY /s/{proxy+}", sign.arn);
api.route("ANY /decisions/search", search.arn);
for (const path of ["/api/v1", "/returns"]) api.route(`ANY ${path}/{proxy+}`, search.arn);
for (const type of ["", ".csv", ".pdf", "-questions.csv"]) api.route(`ANY /decisions/pack${type}`, pack.arn);
for (const path of ["/follow", "/follow/{proxy+}"]) api.route(`ANY ${path}`, follow.arn);
api.route("$default", web.arn);

subscribe("Notify", notify, STREAM_FILTERS.notify, 10, notifyDlq);
subscribe("Document", document, STREAM_FILTERS.document, 5, documentDlq);

mailEventsQueue.subscribe(sesEvents.arn, { batch: { size: 10, partialResponses: true } });

// A tick that fails or is missed is made good by the next one.
new sst.aws.CronV2("SweepTick", { schedule: "rate(1 minute)", function: sweep.arn, retries: 0 });
new sst.aws.CronV2("DocumentTick", { schedule: "rate(1 minute)", function: document.arn, retries: 0 });
new sst.aws.CronV2("FanOutTick", { schedule: "rate(1 minute)", function: fanOut.arn, retries: 0 });
// After midnight UTC, so that the day before is whole.
new sst.aws.CronV2("AnchorDaily", { schedule: "cron(40 0 * * ? *)", function: anchor.arn, retries: 2 });

function subscribe(
  name: string,
  reader: sst.aws.Function,
  filter: object,
  batchSize: number,
  dlq: sst.aws.Queue,
) {
  records.subscribe(name, reader.arn, {
    filters: [filter],
    transform: {
      eventSourceMapping: {
        batchSize,
        maximumRetryAttempts: 3,
        maximumRecordAgeInSeconds: 3600,
        bisectBatchOnFunctionError: true,
        functionResponseTypes: ["ReportBatchItemFailures"],
        // A dead letter holds a position in the stream, not the item (Lambda developer guide): it names no person.
        destinationConfig: { onFailure: { destinationArn: dlq.arn } },
      },
    },
  });
}
