/**
 * Documents and publication: woken by the stream when a record is decided or released, and each minute
 * for whatever is still owed. Each record's steps can be repeated, so a crash is finished by the next tick.
 */
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { PermanentFailure } from "#core/errors.ts";
import { dueKeys } from "#core/notification/outbox.store.ts";
import { advance } from "#core/record/publishing.ts";
import { noticeFile, publicFilesFor } from "#web/public/files.tsx";
import { keyOf } from "./notify.ts";

export const handler = async (event: Partial<DynamoDBStreamEvent>): Promise<DynamoDBBatchResponse> => {
  const woken = event.Records?.map((r) => ({
    pk: keyOf(r.dynamodb)?.pk ?? "",
    token: r.dynamodb?.SequenceNumber ?? "",
  }));
  const work = woken ?? (await dueRecords(new Date().toISOString()));
  const failures: { itemIdentifier: string }[] = [];
  for (const { pk, token } of work) {
    try {
      await advance(pk.slice(2), new Date().toISOString(), { files: publicFilesFor, notice: noticeFile });
    } catch (error) {
      const stack = error instanceof Error ? error.stack : String(error);
      console.error(JSON.stringify({ level: "error", record: pk, error: stack }));
      if (!(error instanceof PermanentFailure)) failures.push({ itemIdentifier: token });
    }
  }
  return { batchItemFailures: woken ? failures : [] };
};

async function dueRecords(now: string): Promise<{ pk: string; token: string }[]> {
  const due = await dueKeys(now);
  return due.filter(({ sk }) => sk === "META").map(({ pk }) => ({ pk, token: "" }));
}
