/** Sends an email for each entry that it is woken for. An entry "poison" always fails. */
import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { Resource } from "sst";

const dynamo = new DynamoDBClient({});
const ses = new SESClient({ maxAttempts: 1 });

export async function handler(event: DynamoDBStreamEvent) {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { dynamodb } of event.Records) {
    const pk = dynamodb?.Keys?.pk?.S ?? "";
    if (!pk.startsWith("OBX#")) throw new Error(`Not filtered: ${pk}`);
    if (pk.endsWith("poison")) {
      batchItemFailures.push({ itemIdentifier: dynamodb?.SequenceNumber ?? "" });
      break;
    }
    await deliver(pk);
  }
  return { batchItemFailures };
}

/** Sends, then notes it: at least once. */
async function deliver(pk: string): Promise<void> {
  const entry = { TableName: Resource.RecordsTable.name, Key: { pk: { S: pk }, sk: { S: "M" } } };
  const { Item } = await dynamo.send(new GetItemCommand(entry));
  if (!Item || Item.sent) return;
  const { sender, configSet } = Resource.Mailer;
  const text = `Read ${Resource.Site.origin}/s/${encodeURIComponent(pk)}`;
  const raw = `From: ${sender}\r\nTo: jo@office.example\r\nSubject: ${pk}\r\n\r\n${text}\r\n`;
  await ses.send(
    new SendRawEmailCommand({
      RawMessage: { Data: Buffer.from(raw) },
      ConfigurationSetName: configSet,
      Tags: [{ Name: "obx", Value: pk.replaceAll("#", "_") }],
    }),
  );
  await dynamo.send(
    new UpdateItemCommand({
      ...entry,
      UpdateExpression: "SET sent = :now",
      ExpressionAttributeValues: { ":now": { S: new Date().toISOString() } },
    }),
  );
}
