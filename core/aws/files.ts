/**
 * Files in S3. Private objects are written once under a name that is their content's, so that writing
 * again after a crash is harmless; public objects are replaced whole; an object that several writers
 * change is swapped by its ETag.
 */
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { storage } from "./clients.ts";

/** Writes an object unless there is one already; answers with the bytes that are there in the end. */
export async function putOnce(
  bucket: string,
  key: string,
  body: Uint8Array,
  contentType: string,
): Promise<Uint8Array> {
  try {
    await storage().send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: contentType,
        IfNoneMatch: "*",
      }),
    );
    return body;
  } catch (error) {
    if ((error as Error).name !== "PreconditionFailed") throw error;
    return getFile(bucket, key);
  }
}

export async function putFile(
  bucket: string,
  file: {
    key: string;
    body: string | Uint8Array;
    contentType: string;
    cacheControl: string;
    /** "attachment; …": how a browser saves it, where it is not to show it. */
    disposition?: string;
  },
): Promise<void> {
  const { key, body, contentType, cacheControl, disposition } = file;
  await storage().send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: contentType,
      CacheControl: cacheControl,
      ContentDisposition: disposition,
    }),
  );
}

export async function getFile(bucket: string, key: string): Promise<Uint8Array> {
  const { Body } = await storage().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (!Body) throw new Error(`Empty object ${key}`);
  return Body.transformToByteArray();
}

/**
 * An object with its ETag; undefined where there is none. "unchanged": it still has the ETag given. S3
 * answers 403 for a missing key to a reader who may not list the bucket, as no function of ours may.
 */
export async function findFile(
  bucket: string,
  key: string,
  known?: string,
): Promise<{ body: Uint8Array; etag: string } | "unchanged" | undefined> {
  try {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key, IfNoneMatch: known });
    const { Body, ETag } = await storage().send(command);
    if (!Body || !ETag) throw new Error(`Empty object ${key}`);
    return { body: await Body.transformToByteArray(), etag: ETag };
  } catch (error) {
    const status = statusOf(error);
    if (status === 304) return "unchanged";
    if (status === 403 || status === 404) return undefined;
    throw error;
  }
}

/**
 * Writes an object only if it is still the one that was read (without an ETag: only if there is none).
 * False: somebody else was first. Also after a retry of our own whose answer was lost, so a caller that
 * reads again and does the same once more must come to the same.
 */
export async function swapFile(
  bucket: string,
  key: string,
  body: Uint8Array,
  etag: string | undefined,
): Promise<boolean> {
  const condition = etag ? { IfMatch: etag } : { IfNoneMatch: "*" };
  try {
    await storage().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...condition }));
    return true;
  } catch (error) {
    // 409: a write at the same moment; 404: what was to be replaced is gone (S3 user guide, "Conditional writes").
    if ([404, 409, 412].includes(statusOf(error) ?? 0)) return false;
    throw error;
  }
}

export async function removeFile(bucket: string, key: string): Promise<void> {
  await storage().send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
