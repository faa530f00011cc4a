/**
 * Between HTTP and API Gateway's events, format 2.0, as an HTTP API makes and reads them: cookies in a
 * list, headers in lower case, anything but text in base64.
 * Source: AWS, "Working with AWS Lambda proxy integrations for HTTP APIs".
 */
import { randomUUID } from "node:crypto";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Reply, WireRequest } from "./wire.ts";

/** What the gateway passes on as text; a posted form is not among it. */
const TEXT = /^(text\/|application\/(json|xml|javascript))/;

export function toEvent(request: WireRequest): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = request.headers;
  const now = new Date();
  const host = headers.host ?? "127.0.0.1";
  const text = TEXT.test(headers["content-type"] ?? "");
  const query: Record<string, string> = {};
  for (const [name, value] of request.search) query[name] = name in query ? `${query[name]},${value}` : value;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: request.path,
    rawQueryString: request.query,
    ...(cookie ? { cookies: cookie.split(/;\s*/).filter(Boolean) } : {}),
    headers: {
      ...headers,
      "x-forwarded-for": request.sourceIp,
      "x-forwarded-proto": "http",
      "x-forwarded-port": host.split(":")[1] ?? "80",
    },
    ...(request.query ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName: host,
      domainPrefix: "local",
      http: {
        method: request.method,
        path: request.path,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...(request.body.length ? { body: request.body.toString(text ? "utf8" : "base64") } : {}),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}

/** An answer without a status is a body to send as JSON, with 200: so says the format. */
export function toReply(result: APIGatewayProxyStructuredResultV2 | string | undefined): Reply {
  if (typeof result !== "object" || result === null || result.statusCode === undefined)
    return {
      status: 200,
      headers: { "content-type": "application/json" },
      body: typeof result === "string" ? result : JSON.stringify(result ?? null),
    };
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(result.headers ?? {}))
    headers[name.toLowerCase()] = String(value);
  // The length is of the bytes that are sent: the reply sets it.
  delete headers["content-length"];
  if (result.cookies?.length) headers["set-cookie"] = result.cookies;
  return {
    status: Number(result.statusCode),
    headers,
    body: Buffer.from(result.body ?? "", result.isBase64Encoded ? "base64" : "utf8"),
  };
}
