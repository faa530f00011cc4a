/** Writes down each event of an email. */
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { SQSEvent } from "aws-lambda";
import { Resource } from "sst";

const dynamo = new DynamoDBClient({});

export async function handler(event: SQSEvent): Promise<void> {
  for (const { body } of event.Records) {
    const { eventType, mail } = JSON.parse(JSON.parse(body).Message);
    const Item = { pk: { S: `EV#${mail.tags.obx[0]}` }, sk: { S: eventType } };
    await dynamo.send(new PutItemCommand({ TableName: Resource.RecordsTable.name, Item }));
  }
}
