/**
 * Objects on disk for the S3 stand-in: every version of an object is one file, a line of JSON (what it
 * is) followed by its bytes. A version is written beside its place, synced and renamed, so that kill -9
 * leaves whole objects or none. What exists is known from the files alone.
 */
import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "./whole-file.ts";

export interface StoredObject {
  key: string;
  version: string;
  /** With its quotes, as in the header. */
  etag: string;
  size: number;
  /** Milliseconds. */
  at: number;
  /** Content-Type, Cache-Control, x-amz-meta-…, x-amz-checksum-…: names in lower case. */
  headers: Record<string, string>;
  /** A delete marker: the object is gone, its versions are not. */
  deleted?: boolean;
}

export interface Disk {
  has(bucket: string): boolean;
  /** The latest version, unless one is named. A delete marker is returned as such. */
  find(bucket: string, key: string, version?: string): StoredObject | undefined;
  read(bucket: string, object: StoredObject): Buffer;
  /** Adds a version. `check` sees the current one at the moment of writing, and may throw. */
  put(
    bucket: string,
    key: string,
    body: Buffer,
    about: Pick<StoredObject, "at" | "headers" | "deleted">,
    check?: (current: StoredObject | undefined) => void,
  ): StoredObject;
  /** Removes one version for good. */
  remove(bucket: string, key: string, version: string): void;
  /** Every version of every object, by key, newest first. */
  all(bucket: string): StoredObject[][];
}

export function openDisk(folder: string, bucketNames: string[]): Disk {
  const buckets = new Map(bucketNames.map((name) => [name, loadBucket(join(folder, name))]));
  const versionsOf = (bucket: string, key: string) => buckets.get(bucket)?.get(key) ?? [];
  const folderOf = (bucket: string, key: string) =>
    join(folder, bucket, createHash("sha256").update(key).digest("hex"));

  return {
    has: (bucket) => buckets.has(bucket),
    find: (bucket, key, version) => {
      const versions = versionsOf(bucket, key);
      return version ? versions.find((v) => v.version === version) : versions[0];
    },
    read: (bucket, object) => {
      const file = readFileSync(join(folderOf(bucket, object.key), object.version));
      return file.subarray(file.indexOf("\n") + 1);
    },
    put: (bucket, key, body, about, check) => {
      const versions = versionsOf(bucket, key);
      check?.(versions[0]?.deleted ? undefined : versions[0]);
      const object: StoredObject = {
        key,
        version: String(Number(versions[0]?.version ?? 0) + 1).padStart(9, "0"),
        etag: `"${createHash("md5").update(body).digest("hex")}"`,
        size: body.length,
        ...about,
      };
      const place = folderOf(bucket, key);
      mkdirSync(place, { recursive: true });
      writeWhole(join(place, object.version), [Buffer.from(`${JSON.stringify(object)}\n`), body]);
      buckets.get(bucket)?.set(key, [object, ...versions]);
      return object;
    },
    remove: (bucket, key, version) => {
      rmSync(join(folderOf(bucket, key), version), { force: true });
      const left = versionsOf(bucket, key).filter((v) => v.version !== version);
      if (left.length) buckets.get(bucket)?.set(key, left);
      else buckets.get(bucket)?.delete(key);
    },
    all: (bucket) =>
      [...(buckets.get(bucket) ?? [])]
        .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
        .map(([, v]) => v),
  };
}

function loadBucket(folder: string): Map<string, StoredObject[]> {
  mkdirSync(folder, { recursive: true });
  const objects = new Map<string, StoredObject[]>();
  for (const name of readdirSync(folder)) {
    const versions = readdirSync(join(folder, name))
      .filter((file) => !file.endsWith(".part"))
      .sort()
      .reverse()
      .map((file) => readHeader(join(folder, name, file)));
    if (versions[0]) objects.set(versions[0].key, versions);
  }
  return objects;
}

function readHeader(path: string): StoredObject {
  const file = openSync(path, "r");
  try {
    // A header is a key of up to 1,024 bytes and up to 2 KB of metadata (limits of S3).
    const start = Buffer.alloc(16_384);
    const length = readSync(file, start);
    return JSON.parse(start.subarray(0, start.subarray(0, length).indexOf("\n")).toString());
  } finally {
    closeSync(file);
  }
}
