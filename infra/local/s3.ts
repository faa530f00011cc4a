/**
 * S3 on one machine, over the wire format: what the service uses of it, and what it relies on. Signatures
 * are checked, in headers, presigned addresses and form posts; checksums are checked; conditional writes
 * hold; versions are kept. An operation that is not here answers 501.
 */
import type { Faults } from "./faults.ts";
import { checkContent, contentOf, keptHeaders } from "./s3-content.ts";
import { type Disk, openDisk } from "./s3-disk.ts";
import { errorReply, S3Error, xmlReply } from "./s3-error.ts";
import { listObjects, listVersions } from "./s3-list.ts";
import { getObject, preconditionOfWrite } from "./s3-read.ts";
import { type Credentials, refusalOf, refusalOfPost } from "./sigv4.ts";
import { type Reply, type Served, serve, type WireRequest, withFaults } from "./wire.ts";

export interface LocalS3 extends Served {
  disk: Disk;
}

export async function startS3(options: {
  folder: string;
  buckets: string[];
  credentials: Credentials;
  faults: Faults;
  port?: number;
}): Promise<LocalS3> {
  const disk = openDisk(options.folder, options.buckets);
  const served = await serve(
    (request) => {
      const action = actionOf(request);
      const answer = async () => {
        try {
          return await perform(action, request, disk, options.credentials);
        } catch (error) {
          if (error instanceof S3Error) return errorReply(error);
          throw error;
        }
      };
      return withFaults(options.faults, { service: "s3", action }, answer, (kind) =>
        errorReply(
          kind === "error"
            ? new S3Error(500, "InternalError", "We encountered an internal error. Please try again.")
            : new S3Error(503, "SlowDown", "Please reduce your request rate."),
        ),
      );
    },
    { port: options.port },
  );
  return { ...served, disk };
}

function actionOf({ method, path, search }: WireRequest): string {
  if (/^\/[^/]*\/?$/.test(path)) {
    if (method === "GET") return search.has("versions") ? "ListObjectVersions" : "ListObjectsV2";
    return { HEAD: "HeadBucket", POST: "PostObject" }[method] ?? "Unknown";
  }
  return (
    { GET: "GetObject", HEAD: "HeadObject", PUT: "PutObject", DELETE: "DeleteObject" }[method] ?? "Unknown"
  );
}

async function perform(action: string, request: WireRequest, disk: Disk, keys: Credentials): Promise<Reply> {
  const [, bucket = "", ...rest] = request.path.split("/");
  const key = decodeURIComponent(rest.join("/"));
  if (action === "PostObject") return postObject(bucket, request, disk, keys);
  const refusal = refusalOf(request, keys, Date.now());
  if (refusal) throw new S3Error(refusal.status, refusal.code, refusal.message);
  if (!disk.has(bucket)) throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
  switch (action) {
    case "HeadBucket":
      return { status: 200 };
    case "ListObjectsV2":
      return xmlReply(200, listObjects(disk, bucket, request.search));
    case "ListObjectVersions":
      return xmlReply(200, listVersions(disk, bucket, request.search));
    case "GetObject":
    case "HeadObject":
      return getObject(disk, bucket, key, request);
    case "PutObject":
      return putObject(disk, bucket, key, request);
    case "DeleteObject":
      return deleteObject(disk, bucket, key, request.search.get("versionId"));
    default:
      throw new S3Error(501, "NotImplemented", `The local S3 has no ${request.method} for ${request.path}`);
  }
}

function putObject(disk: Disk, bucket: string, key: string, request: WireRequest): Reply {
  if (request.headers["x-amz-copy-source"] || request.search.has("uploadId") || request.search.has("tagging"))
    throw new S3Error(501, "NotImplemented", "The local S3 has no copies, multipart uploads or tags");
  const { body, trailers } = contentOf(request);
  const checksums = checkContent(body, { ...request.headers, ...trailers });
  const object = disk.put(
    bucket,
    key,
    body,
    { at: Date.now(), headers: { ...keptHeaders(request.headers), ...checksums } },
    (current) => preconditionOfWrite(request.headers, current),
  );
  return {
    status: 200,
    headers: { etag: object.etag, "x-amz-version-id": object.version, ...checksums },
  };
}

async function postObject(
  bucket: string,
  request: WireRequest,
  disk: Disk,
  keys: Credentials,
): Promise<Reply> {
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data"))
    throw new S3Error(
      412,
      "PreconditionFailed",
      "Bucket POST must be of the enclosure-type multipart/form-data",
    );
  const form = await new Response(new Uint8Array(request.body), {
    headers: { "content-type": type },
  }).formData();
  const fields: Record<string, string> = { bucket };
  let file: File | undefined;
  for (const [name, value] of form) {
    if (typeof value === "string") fields[name.toLowerCase()] = value;
    else file = value;
  }
  if (!file || !fields.key)
    throw new S3Error(400, "InvalidArgument", "POST requires a key and one file per request");
  const body = Buffer.from(await file.arrayBuffer());
  const key = fields.key.replace(/\$\{filename\}/g, () => file.name);
  const refusal = refusalOfPost({ ...fields, key }, body.length, keys, Date.now());
  if (refusal) throw new S3Error(refusal.status, refusal.code, refusal.message);
  if (!disk.has(bucket)) throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
  const checksums = checkContent(body, fields);
  const object = disk.put(bucket, key, body, {
    at: Date.now(),
    headers: { ...keptHeaders(fields), ...checksums },
  });
  const redirect = fields.success_action_redirect;
  if (redirect) {
    const to = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket, key, etag: object.etag }))
      to.searchParams.set(name, value);
    return { status: 303, headers: { location: to.href } };
  }
  return { status: Number(fields.success_action_status ?? 204), headers: { etag: object.etag } };
}

function deleteObject(disk: Disk, bucket: string, key: string, version: string | null): Reply {
  if (version) {
    disk.remove(bucket, key, version);
    return { status: 204, headers: { "x-amz-version-id": version } };
  }
  const marker = disk.put(bucket, key, Buffer.alloc(0), { at: Date.now(), headers: {}, deleted: true });
  return { status: 204, headers: { "x-amz-version-id": marker.version, "x-amz-delete-marker": "true" } };
}
