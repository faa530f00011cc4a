/**
 * Documents and publication: woken by the stream when a record is decided or released, and each minute
 * for whatever is still owed, without limit. Each record's steps can be repeated, so a crash is finished
 * by the next tick; what is owed for too long raises an alarm.
 */
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { PermanentFailure } from "#core/errors.ts";
import { type Due, dueKeys } from "#core/notification/outbox.store.ts";
import { advance } from "#core/record/publishing.ts";
import { isOverdue } from "#core/record/renditions.ts";
import { listingsFor, noticeFiles, publicFilesFor, versionFiles } from "#web/public/files.tsx";
import { count, OVERDUE } from "./metrics/count.ts";
import { keyOf } from "./notify.ts";

const RENDERER = { files: publicFilesFor, notice: noticeFiles, listings: listingsFor, version: versionFiles };

export const handler = async (event: Partial<DynamoDBStreamEvent>): Promise<DynamoDBBatchResponse> => {
  if (!event.Records) {
    await tick(new Date().toISOString());
    return { batchItemFailures: [] };
  }
  const failures: { itemIdentifier: string }[] = [];
  for (const { dynamodb } of event.Records) {
    const failure = await attempt(keyOf(dynamodb)?.pk ?? "");
    if (failure && !(failure instanceof PermanentFailure))
      failures.push({ itemIdentifier: dynamodb?.SequenceNumber ?? "" });
  }
  return { batchItemFailures: failures };
};

async function tick(now: string): Promise<void> {
  const failed: Due[] = [];
  for (const due of await dueKeys(now)) if (due.sk === "META" && (await attempt(due.pk))) failed.push(due);
  const overdue = failed.filter(({ since }) => isOverdue(since, now));
  if (overdue.length) count(OVERDUE, overdue.length, now);
}

/** Does what a record is owed; answers with why it could not be done. */
async function attempt(pk: string): Promise<Error | undefined> {
  try {
    await advance(pk.slice(2), new Date().toISOString(), RENDERER);
    return undefined;
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    console.error(JSON.stringify({ level: "error", record: pk, error: error.stack }));
    return error;
  }
}
