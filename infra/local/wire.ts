/**
 * HTTP for the stand-ins and the front door: a request with its whole body goes in, a reply comes out.
 * Faults are applied here, so that every service fails in the same ways. The Date header follows the
 * local clock, since the AWS SDK corrects its own clock by it.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Call, Faults } from "./faults.ts";

export interface WireRequest {
  method: string;
  /** As sent: percent-encoded. */
  path: string;
  /** As sent, without the question mark. */
  query: string;
  search: URLSearchParams;
  /** Names in lower case; several of one name joined by ", " (cookies by "; "). */
  headers: Record<string, string>;
  body: Buffer;
  sourceIp: string;
}

export interface Reply {
  status: number;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
}

export interface Served {
  origin: string;
  port: number;
  stop(): Promise<void>;
}

/** Serves on 127.0.0.1: with an address for a host name, the AWS SDK puts buckets in the path. */
export async function serve(
  handle: (request: WireRequest) => Promise<Reply | "drop">,
  { port = 0, limit = 64 * 1024 * 1024 }: { port?: number; limit?: number } = {},
): Promise<Served> {
  const server = createServer((req, res) => {
    respond(handle, limit, req, res).catch((error) => {
      console.error(error);
      if (!res.headersSent) send(res, { status: 500, body: "Internal Server Error" });
      else res.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const bound = (server.address() as AddressInfo).port;
  return {
    origin: `http://127.0.0.1:${bound}`,
    port: bound,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers one call of an AWS service, with the fault that is planned for it, if any. */
export async function withFaults(
  faults: Faults,
  call: Call,
  answer: () => Promise<Reply>,
  refuse: (fault: "throttle" | "conflict" | "bare-cancel" | "error") => Reply,
): Promise<Reply | "drop"> {
  const fault = faults.take(call);
  switch (fault) {
    case undefined:
      return answer();
    case "drop-before":
    case "cut-before":
      return "drop";
    case "drop-after":
    case "cut-after":
      await answer();
      return "drop";
    case "kill-before":
      process.kill(process.pid, "SIGKILL");
      return "drop";
    case "kill-after":
      await answer();
      process.kill(process.pid, "SIGKILL");
      return "drop";
    default:
      return refuse(fault);
  }
}

/** Text made safe inside XML and HTML. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

async function respond(
  handle: (request: WireRequest) => Promise<Reply | "drop">,
  limit: number,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const body = await readBody(req, limit);
  if (!body) {
    send(res, {
      status: 413,
      headers: { "content-type": "application/json", connection: "close" },
      body: '{"message":"Request Entity Too Large"}',
    });
    return;
  }
  const [path = "/", ...rest] = (req.url ?? "/").split("?");
  const query = rest.join("?");
  const reply = await handle({
    method: req.method ?? "GET",
    path,
    query,
    search: new URLSearchParams(query),
    headers: Object.fromEntries(
      Object.entries(req.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(", ") : value!,
      ]),
    ),
    body,
    sourceIp: req.socket.remoteAddress?.replace(/^::ffff:/, "") ?? "127.0.0.1",
  });
  if (reply === "drop") req.socket.destroy();
  else send(res, reply);
}

/** The whole body, or nothing when it is over the limit (the rest is then read and thrown away). */
async function readBody(req: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}

function send(res: ServerResponse, { status, headers = {}, body = "" }: Reply): void {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const bare = status === 204 || status === 304;
  res.sendDate = false;
  res.writeHead(status, {
    date: new Date().toUTCString(),
    ...(bare ? {} : { "content-length": bytes.length }),
    ...headers,
  });
  res.end(bare ? undefined : bytes);
}
