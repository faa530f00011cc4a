/**
 * The AWS clients, made on first use and kept for the life of the process. Endpoint, region and
 * credentials come from the environment, as on Lambda. Every database call asks for its consumed
 * capacity: that costs nothing, and whoever stands between (a meter, a log) can say what a journey costs.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SESClient } from "@aws-sdk/client-ses";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";

let dynamo: DynamoDBDocumentClient | undefined;
let s3: S3Client | undefined;
let ses: SESClient | undefined;

export function database(): DynamoDBDocumentClient {
  dynamo ??= DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 8 }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return dynamo;
}

export function storage(): S3Client {
  s3 ??= new S3Client({});
  return s3;
}

/** One attempt only: the SDK's own retry after a timeout would send a second copy (data design, 3.2). */
export function mailer(): SESClient {
  ses ??= new SESClient({ maxAttempts: 1 });
  return ses;
}

/** Table names, read when first needed: links are not there while a module loads. */
export const tables = {
  get records() {
    return Resource.RecordsTable.name;
  },
  get ledger() {
    return Resource.LedgerTable.name;
  },
};
