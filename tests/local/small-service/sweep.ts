/** Sends what "SWEEP#" entries ask for, as the sweep finds by itself what no stream told. */
import { DynamoDBClient, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { Resource } from "sst";

const dynamo = new DynamoDBClient({});

export async function handler(): Promise<void> {
  const TableName = Resource.RecordsTable.name;
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: "pk = :pk",
      FilterExpression: "attribute_not_exists(swept) AND due <= :now",
      ExpressionAttributeValues: { ":pk": { S: "SWEEP" }, ":now": { S: new Date().toISOString() } },
    }),
  );
  for (const { pk, sk } of Items)
    await dynamo.send(
      new UpdateItemCommand({
        TableName,
        Key: { pk: pk!, sk: sk! },
        UpdateExpression: "SET swept = :yes",
        ExpressionAttributeValues: { ":yes": { S: new Date().toISOString() } },
      }),
    );
}
