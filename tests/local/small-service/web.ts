/** A service in miniature, for the tests of the local system: what it is given, and an outbox of one kind. */
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { Resource } from "sst";

const dynamo = new DynamoDBClient({});
let loaded = 0;

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  loaded++;
  const { rawPath, queryStringParameters: query = {} } = event;
  if (rawPath === "/echo")
    return {
      statusCode: 200,
      headers: { "Content-Type": "application/json" },
      cookies: ["a=1; Path=/", "b=2; Path=/; HttpOnly"],
      body: JSON.stringify({ event, site: Resource.Site.origin, now: new Date().toISOString(), loaded }),
    };
  if (rawPath === "/bytes")
    return { statusCode: 200, body: Buffer.from([0, 255, 1, 254]).toString("base64"), isBase64Encoded: true };
  if (rawPath === "/broken") throw new Error("a bug");
  if (rawPath === "/put") {
    const { pk = "", sk = "M", ...rest } = query;
    const Item = Object.fromEntries(
      Object.entries({ pk, sk, ...rest }).map(([name, value]) => [name, { S: value ?? "" }]),
    );
    await dynamo.send(new PutItemCommand({ TableName: Resource.RecordsTable.name, Item }));
    return { statusCode: 201 };
  }
  return { statusCode: 404, headers: { "content-type": "text/html" }, body: "<h1>Page not found</h1>" };
}
