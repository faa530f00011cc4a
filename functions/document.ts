/**
 * Documents and publication: woken by the stream when a record is decided or released, and each minute
 * for whatever is still owed, without limit. Each record's steps can be repeated, so a crash is finished
 * by the next tick; what is owed for too long raises an alarm. Each tick also writes some of the pages of an
 * office that has closed anew.
 */
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import type { Key } from "#core/aws/keys.ts";
import { PermanentFailure } from "#core/errors.ts";
import { londonDate } from "#core/form/dates.ts";
import { type Due, dueKeys } from "#core/notification/outbox.store.ts";
import { advance } from "#core/record/publishing.ts";
import { isOverdue } from "#core/record/renditions.ts";
import { rewriteSome } from "#core/record/rewriting.ts";
import { projectItem } from "#core/scrutiny/projecting.ts";
import { RENDERER } from "#web/public/renderer.ts";
import { count, OVERDUE } from "./metrics/count.ts";
import { keyOf } from "./notify.ts";

export const handler = async (event: Partial<DynamoDBStreamEvent>): Promise<DynamoDBBatchResponse> => {
  if (!event.Records) {
    await tick(new Date().toISOString());
    return { batchItemFailures: [] };
  }
  const failures: { itemIdentifier: string }[] = [];
  for (const { dynamodb } of event.Records) {
    const key = keyOf(dynamodb);
    const failure = key && (await attempt(key));
    if (failure && !(failure instanceof PermanentFailure))
      failures.push({ itemIdentifier: dynamodb?.SequenceNumber ?? "" });
  }
  return { batchItemFailures: failures };
};

async function tick(now: string): Promise<void> {
  const failed: Due[] = [];
  for (const due of await dueKeys(now)) if (isOurs(due) && (await attempt(due))) failed.push(due);
  const overdue = failed.filter(({ since }) => isOverdue(since, now));
  if (overdue.length) count(OVERDUE, overdue.length, now);
  // Last, so that nothing that is decided waits for it.
  const progress = await rewriteSome(now, RENDERER);
  if (progress) console.log(JSON.stringify({ level: "info", rewriting: progress }));
}

/** A record, or a public item of scrutiny. */
function isOurs({ pk, sk }: Key): boolean {
  return sk === "META" || pk.startsWith("RQ#");
}

/** Does what a record or an item is owed; answers with why it could not be done. */
async function attempt(key: Key): Promise<Error | undefined> {
  const { pk } = key;
  try {
    const now = new Date().toISOString();
    if (pk.startsWith("RQ#")) await projectItem(key, RENDERER, londonDate(now));
    else await advance(pk.slice(2), now, RENDERER);
    return undefined;
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    console.error(JSON.stringify({ level: "error", record: pk, error: error.stack }));
    return error;
  }
}
