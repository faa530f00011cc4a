/**
 * The stand-ins reached without a socket: the SDK makes its request as ever (validated, serialised,
 * signed, retried), and it is answered in this process. What a story costs is then the product's own work.
 */
import { database, mailer } from "#core/aws/clients.ts";
import { createFaults, type Faults } from "#infra/local/faults.ts";
import type { Accepted } from "#infra/local/mailbox.ts";
import { answerSes, type MailQuota } from "#infra/local/ses.ts";
import type { Reply, WireRequest } from "#infra/local/wire.ts";
import { MemoryDynamo, type WireAnswer } from "./memory-dynamo.ts";

/** What the SDK hands to whatever carries its requests. */
interface SdkRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}
interface SdkResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: Uint8Array;
}
interface Carrier {
  handle(request: SdkRequest): Promise<{ response: SdkResponse }>;
}

/** Stands by at each call to the database, and lets it be answered. */
export type Witness = (action: string, asked: string, answer: () => WireAnswer) => Promise<WireAnswer>;

export interface InProcess {
  dynamo: MemoryDynamo;
  faults: Faults;
  /** What SES accepted, newest last. */
  emails: Accepted[];
}

/** Steps of the SDK that no answer depends on here, and that cost more than the answer. */
const NEEDED_BY_A_NETWORK = [
  "loggerMiddleware",
  "httpAuthSchemeMiddleware",
  "httpSigningMiddleware",
  "getUserAgentMiddleware",
  "hostHeaderMiddleware",
  "recursionDetectionMiddleware",
  "contentLengthMiddleware",
];

/** From here on the SDK's calls to DynamoDB and SES stay in this process. `witness` is told of each answer. */
export function answerInProcess(
  credentials: { accessKeyId: string; secretAccessKey: string },
  witness?: Witness,
  quota?: MailQuota,
): InProcess {
  const dynamo = new MemoryDynamo();
  const faults = createFaults();
  const emails: Accepted[] = [];
  const mailbox = {
    accept(about: Omit<Accepted, "id" | "at">): Accepted {
      const email = { id: String(emails.length + 1), at: new Date().toISOString(), ...about };
      emails.push(email);
      return email;
    },
  };
  const ses = answerSes({ mailbox, credentials, faults, quota });
  carry(database(), async (request) => {
    const action = request.headers["x-amz-target"]?.split(".")[1] ?? "";
    const asked = request.body.toString();
    const { status, body } = await (witness
      ? witness(action, asked, () => dynamo.answer(action, asked))
      : dynamo.answer(action, asked));
    return { status, body, headers: { "content-type": "application/x-amz-json-1.0" } };
  });
  for (const name of NEEDED_BY_A_NETWORK) database().middlewareStack.remove(name);
  carry(mailer(), ses);
  return { dynamo, faults, emails };
}

function carry(client: { config: object }, answer: (request: WireRequest) => Promise<Reply | "drop">): void {
  const carrier: Carrier = {
    async handle(request) {
      const reply = await answer(wireOf(request));
      // As the SDK's own carrier names a connection that was reset.
      if (reply === "drop") throw Object.assign(new Error("socket hang up"), { name: "TimeoutError" });
      const headers = Object.fromEntries(Object.entries(reply.headers ?? {}).map(([k, v]) => [k, String(v)]));
      return { response: { statusCode: reply.status, headers, body: Buffer.from(reply.body ?? "") } };
    },
  };
  Object.assign(client.config, { requestHandler: carrier });
}

function wireOf({ method, path, headers, body = "" }: SdkRequest): WireRequest {
  return {
    method,
    path,
    query: "",
    search: new URLSearchParams(),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body:
      typeof body === "string" ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.length),
    sourceIp: "127.0.0.1",
  };
}
