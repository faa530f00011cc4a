/**
 * What arrives with an upload: the body out of its chunks, its checksums compared, and the headers that
 * are kept with the object. A wrong checksum is refused, as S3 does.
 */
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { S3Error } from "./s3-error.ts";
import type { WireRequest } from "./wire.ts";

/** The body, freed of `aws-chunked` where the SDK streamed it, and the trailers that followed it. */
export function contentOf({ headers, body }: WireRequest): {
  body: Buffer;
  trailers: Record<string, string>;
} {
  if (!headers["x-amz-content-sha256"]?.startsWith("STREAMING-")) return { body, trailers: {} };
  const chunks: Buffer[] = [];
  let at = 0;
  const line = () => {
    const end = body.indexOf("\r\n", at);
    if (end < 0) throw new S3Error(400, "IncompleteBody", "The chunked body ends too early");
    const text = body.subarray(at, end).toString();
    at = end + 2;
    return text;
  };
  for (;;) {
    const size = Number.parseInt(line(), 16);
    if (!(size >= 0) || at + size > body.length)
      throw new S3Error(400, "IncompleteBody", "A chunk is not as long as it says");
    if (size === 0) break;
    chunks.push(body.subarray(at, at + size));
    at += size + 2;
  }
  const trailers: Record<string, string> = {};
  while (at < body.length) {
    const [name, value] = line().split(/:(.*)/s);
    if (name && value) trailers[name.toLowerCase()] = value.trim();
  }
  const whole = Buffer.concat(chunks);
  if (whole.length !== Number(headers["x-amz-decoded-content-length"] ?? whole.length))
    throw new S3Error(400, "IncompleteBody", "The body is not as long as x-amz-decoded-content-length says");
  return { body: whole, trailers };
}

/** Compares the body with the checksums sent with it; returns those that S3 keeps. */
export function checkContent(body: Buffer, headers: Record<string, string>): Record<string, string> {
  const hash = (name: string) => createHash(name).update(body).digest("base64");
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  const known: Record<string, () => string> = {
    "content-md5": () => hash("md5"),
    "x-amz-checksum-crc32": () => crc.toString("base64"),
    "x-amz-checksum-sha1": () => hash("sha1"),
    "x-amz-checksum-sha256": () => hash("sha256"),
  };
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name === "x-amz-checksum-crc32c" || name === "x-amz-checksum-crc64nvme")
      throw new S3Error(501, "NotImplemented", `The local S3 cannot check ${name}`);
    if (!known[name]) continue;
    if (known[name]() !== value)
      throw new S3Error(400, "BadDigest", `The ${name} you specified did not match what we received.`);
    if (name !== "content-md5") kept[name] = value;
  }
  return kept;
}

/** What S3 keeps of an upload's headers or form fields, and gives back. */
const KEPT = /^(content-(type|disposition|language)|cache-control|expires|x-amz-meta-.+)$/;
export function keptHeaders(headers: Record<string, string>): Record<string, string> {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT.test(name)));
  const encoding = headers["content-encoding"]
    ?.split(",")
    .map((e) => e.trim())
    .filter((e) => e !== "aws-chunked")
    .join(", ");
  return {
    "content-type": "binary/octet-stream",
    ...kept,
    ...(encoding ? { "content-encoding": encoding } : {}),
  };
}
