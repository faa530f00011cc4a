/** The records table's stream: each new entry of the outbox is delivered. Never trusts the image, only the key. */
import type { DynamoDBStreamEvent, DynamoDBStreamHandler } from "aws-lambda";
import type { Key } from "#core/aws/keys.ts";
import { deliver } from "#core/notification/deliver.ts";

export const handler: DynamoDBStreamHandler = async (event) => {
  const failures: { itemIdentifier: string }[] = [];
  for (const { dynamodb } of event.Records) {
    const key = keyOf(dynamodb);
    if (!key?.pk.startsWith("OBX#")) continue;
    try {
      await deliver(key, new Date().toISOString());
    } catch (error) {
      console.error(JSON.stringify({ level: "error", key: key.pk, error: String(error) }));
      failures.push({ itemIdentifier: dynamodb?.SequenceNumber ?? "" });
    }
  }
  return { batchItemFailures: failures };
};

export function keyOf(change: DynamoDBStreamEvent["Records"][number]["dynamodb"]): Key | undefined {
  const { pk, sk } = change?.Keys ?? {};
  return pk?.S && sk?.S ? { pk: pk.S, sk: sk.S } : undefined;
}
