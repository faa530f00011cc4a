/** Says which path it was asked for. */
import type { APIGatewayProxyEventV2 } from "aws-lambda";

export const handler = async (event: APIGatewayProxyEventV2) => ({
  statusCode: 200,
  body: `sign ${event.rawPath}`,
});
