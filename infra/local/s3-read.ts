/**
 * Reading one object over HTTP: conditions, ranges and versions as in RFC 9110, and the overrides of
 * response headers that a signed address may ask for. Also used by the front door for public objects.
 */
import type { Disk, StoredObject } from "./s3-disk.ts";
import { S3Error } from "./s3-error.ts";
import type { Reply, WireRequest } from "./wire.ts";

const OVERRIDES = ["type", "language", "disposition", "encoding"]
  .map((n) => `content-${n}`)
  .concat("cache-control", "expires");

/** Answers GET and HEAD for one object. Throws S3Error where there is none or a condition fails. */
export function getObject(
  disk: Disk,
  bucket: string,
  key: string,
  request: Pick<WireRequest, "method" | "headers" | "search">,
): Reply {
  const object = disk.find(bucket, key, request.search.get("versionId") ?? undefined);
  if (!object || object.deleted) throw new S3Error(404, "NoSuchKey", "The specified key does not exist.");
  const headers: Record<string, string> = {
    ...Object.fromEntries(
      Object.entries(object.headers).filter(([name]) => !name.startsWith("x-amz-checksum-")),
    ),
    ...overridesOf(request.search),
    etag: object.etag,
    "last-modified": new Date(object.at).toUTCString(),
    "x-amz-version-id": object.version,
    "accept-ranges": "bytes",
  };
  const refused = conditionOfRead(request.headers, object);
  if (refused === 304) return { status: 304, headers };
  if (refused === 412)
    throw new S3Error(412, "PreconditionFailed", "At least one of the pre-conditions did not hold");
  const body = disk.read(bucket, object);
  const range = rangeOf(request.headers, object);
  if (range) {
    const [from, to] = range;
    headers["content-range"] = `bytes ${from}-${to}/${object.size}`;
    return { status: 206, headers, body: body.subarray(from, to + 1) };
  }
  if (request.headers["x-amz-checksum-mode"] === "ENABLED")
    for (const [name, value] of Object.entries(object.headers))
      if (name.startsWith("x-amz-checksum-")) headers[name] = value;
  return { status: 200, headers, body };
}

/** If-None-Match: * and If-Match on a write, against what is there at that moment. */
export function preconditionOfWrite(
  headers: Record<string, string>,
  current: StoredObject | undefined,
): void {
  const refuse = () => {
    throw new S3Error(
      412,
      "PreconditionFailed",
      "At least one of the pre-conditions you specified did not hold",
    );
  };
  if (headers["if-none-match"] === "*" && current) refuse();
  const wanted = headers["if-match"];
  if (!wanted) return;
  if (!current) throw new S3Error(404, "NoSuchKey", "The specified key does not exist.");
  if (!matches(wanted, current.etag)) refuse();
}

function conditionOfRead(headers: Record<string, string>, object: StoredObject): 304 | 412 | undefined {
  const { "if-match": match, "if-none-match": noneMatch, "if-modified-since": since } = headers;
  if (match && !matches(match, object.etag)) return 412;
  if (noneMatch) return matches(noneMatch, object.etag) ? 304 : undefined;
  // HTTP dates have whole seconds.
  if (since && Math.floor(object.at / 1000) * 1000 <= Date.parse(since)) return 304;
  return undefined;
}

function matches(header: string, etag: string): boolean {
  const bare = (text: string) => text.trim().replace(/^W\//, "").replaceAll('"', "");
  return header.trim() === "*" || header.split(",").some((one) => bare(one) === bare(etag));
}

/** First and last byte of a single range; nothing for no range or several, which S3 answers in full. */
function rangeOf(
  headers: Record<string, string>,
  { size, etag }: StoredObject,
): [number, number] | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? "") ?? [];
  if (first === undefined || last === undefined || (!first && !last)) return undefined;
  if (headers["if-range"] && !matches(headers["if-range"], etag)) return undefined;
  const from = first ? Number(first) : Math.max(0, size - Number(last));
  const to = first && last ? Math.min(Number(last), size - 1) : size - 1;
  if (first && last && Number(last) < from) return undefined;
  if (from >= size || (!first && Number(last) === 0))
    throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
  return [from, to];
}

function overridesOf(search: URLSearchParams): Record<string, string> {
  const overrides: Record<string, string> = {};
  for (const name of OVERRIDES) {
    const value = search.get(`response-${name}`);
    if (value) overrides[name] = value;
  }
  return overrides;
}
