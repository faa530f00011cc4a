/**
 * The front door: one address for everybody, as CloudFront gives it (infra/front-door.ts). Published
 * pages and assets come from the public bucket, and no function is called for them; /s/* goes to the
 * sign function, /follow to follow, searches and the API to search, packs to pack, the rest to web. Only /_local/* is of this machine alone.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { API } from "#core/api/addresses.ts";
import { PACK, PACK_QUESTIONS, SEARCH } from "#core/notice/addresses.ts";
import { toEvent, toReply } from "./http-event.ts";
import { localPage } from "./inbox.ts";
import type { Functions } from "./lambda.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Disk } from "./s3-disk.ts";
import { S3Error } from "./s3-error.ts";
import { getObject } from "./s3-read.ts";
import type { Reply, WireRequest } from "./wire.ts";

/** Lambda takes and gives at most 6 MB a call. */
export const MAX_BODY = 6 * 1024 * 1024;

/** The same headers as `pageHeaders` of infra/front-door.ts, without those that need HTTPS. */
const PAGE_HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "strict-origin-when-cross-origin",
};
const FILE_HEADERS = { "x-content-type-options": "nosniff", "x-frame-options": "DENY" };

export interface FrontDoor {
  functions: Functions;
  disk: Disk;
  publicBucket: string;
  mailbox: Mailbox;
}

/** What answers each request. */
export function frontDoor(door: FrontDoor): (request: WireRequest) => Promise<Reply> {
  const indexPage = loadIndexPage();
  return async (request) => {
    if (request.path.startsWith("/_local/")) return local(request, door.mailbox);
    if (functionOf(request.path) === "web" && /^\/(decisions(\/|$)|assets\/)/.test(request.path)) {
      const published = publicObject(request, door, indexPage);
      if (!("path" in published)) return published;
      return callFunction({ ...request, ...published }, door.functions);
    }
    return callFunction(request, door.functions);
  };
}

/** An object of the public bucket; where there is none, the path by which the web function is asked instead. */
function publicObject(request: WireRequest, door: FrontDoor, indexPage: IndexPage): Reply | { path: string } {
  if (!["GET", "HEAD"].includes(request.method))
    return { status: 403, body: "This distribution is not configured to allow this method" };
  const isAsset = request.path.startsWith("/assets/");
  const found = isAsset ? { uri: request.path } : indexPage({ request: { uri: request.path } });
  if ("statusCode" in found)
    return {
      status: found.statusCode,
      headers: Object.fromEntries(Object.entries(found.headers).map(([name, { value }]) => [name, value])),
    };
  // Nothing of the request but its path, its conditions and its range reaches the bucket.
  const { "if-none-match": etag, "if-modified-since": since, range } = request.headers;
  const headers = Object.fromEntries(
    Object.entries({ "if-none-match": etag, "if-modified-since": since, range }).filter(([, value]) => value),
  ) as Record<string, string>;
  try {
    const key = decodeURIComponent(found.uri.slice(1));
    const reply = getObject(door.disk, door.publicBucket, key, {
      method: request.method,
      headers,
      search: new URLSearchParams(),
    });
    const isPdf = found.uri.endsWith(".pdf");
    return { ...reply, headers: { ...reply.headers, ...FILE_HEADERS, ...(isPdf ? {} : PAGE_HEADERS) } };
  } catch (error) {
    if (error instanceof S3Error && error.status !== 404)
      return { status: error.status, body: error.message };
    if (error instanceof S3Error || error instanceof URIError) return { path: found.uri };
    throw error;
  }
}

/** The routes of infra/events.ts. */
function functionOf(path: string): string {
  if (/^\/s\/./.test(path)) return "sign";
  if (/^\/follow(\/|$)/.test(path)) return "follow";
  if (path === SEARCH || path.startsWith(`${API}/`) || path.startsWith("/returns/")) return "search";
  return [PACK, `${PACK}.csv`, `${PACK}.pdf`, PACK_QUESTIONS].includes(path) ? "pack" : "web";
}

async function callFunction(request: WireRequest, functions: Functions): Promise<Reply> {
  try {
    return toReply(await functions.invoke(functionOf(request.path), toEvent(request)));
  } catch (error) {
    console.error(error);
    return {
      status: 500,
      headers: { "content-type": "application/json" },
      body: '{"message":"Internal Server Error"}',
    };
  }
}

async function local(request: WireRequest, mailbox: Mailbox): Promise<Reply> {
  const page = await localPage(request.path, mailbox);
  return (
    page ?? { status: 404, headers: { "content-type": "text/plain" }, body: "Not here. Try /_local/inbox\n" }
  );
}

type IndexPage = (event: {
  request: { uri: string };
}) => { uri: string } | { statusCode: number; headers: Record<string, { value: string }> };

/** The CloudFront function itself: it is a script that defines `handler`. */
function loadIndexPage(): IndexPage {
  const file = join(import.meta.dirname, "../index-page.js");
  return runInNewContext(`${readFileSync(file, "utf8")}\nhandler`) as IndexPage;
}
