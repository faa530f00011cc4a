/** The local S3, used through the real SDK, and by hand where the SDK does not go. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import * as fc from "fast-check";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createFaults } from "#infra/local/faults.ts";
import { startS3 } from "#infra/local/s3.ts";
import { openDisk } from "#infra/local/s3-disk.ts";
import { signedPut } from "./signing.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "local-secret" };
const folder = mkdtempSync(join(tmpdir(), "s3-"));
const faults = createFaults();
const s3 = await startS3({ folder, buckets: ["papers", "public"], credentials, faults });
const client = connect();
const Bucket = "papers";
let n = 0;
let Key = "";

beforeEach(() => {
  faults.clear();
  Key = `decisions/${++n}/paper.pdf`;
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true });
});

describe("what is put is what is got", () => {
  test("any key, any bytes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
          .filter((k) => !/[\0-\x1f\x7f-\x9f]/.test(k)),
        fc.uint8Array({ maxLength: 2000 }),
        async (name, bytes) => {
          const key = `any/${name}`;
          await client.send(new PutObjectCommand({ Bucket, Key: key, Body: bytes }));
          const got = await client.send(new GetObjectCommand({ Bucket, Key: key }));
          expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(Buffer.from(bytes));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("a stream of unknown pieces, sent as aws-chunked with its checksum after it", async () => {
    const pieces = Array.from({ length: 40 }, (_, i) => Buffer.alloc(5000 + i, i));
    const ContentLength = pieces.reduce((sum, p) => sum + p.length, 0);
    await client.send(new PutObjectCommand({ Bucket, Key, Body: Readable.from(pieces), ContentLength }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(Buffer.concat(pieces));
    expect(got.ContentEncoding).toBeUndefined();
  });

  test("type, cache control, disposition and metadata are kept, for GET and HEAD", async () => {
    const about = {
      ContentType: "application/pdf",
      CacheControl: "public, max-age=60",
      ContentDisposition: 'inline; filename="a.pdf"',
      ContentLanguage: "en-GB",
      Metadata: { hash: "abc" },
    };
    await client.send(new PutObjectCommand({ Bucket, Key, Body: "paper", ...about }));
    expect(await client.send(new GetObjectCommand({ Bucket, Key }))).toMatchObject(about);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ...about, ContentLength: 5 });
  });

  test("missing objects and buckets", async () => {
    await expect(client.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
      name: "NoSuchKey",
    });
    await expect(client.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
      name: "NotFound",
    });
    await expect(client.send(new GetObjectCommand({ Bucket: "none", Key }))).rejects.toMatchObject({
      name: "NoSuchBucket",
    });
  });
});

describe("checksums", () => {
  const wrong = Buffer.from([1, 2, 3, 4]).toString("base64");

  test("a wrong CRC32 in a header is refused, and nothing is stored", async () => {
    const put = client.send(new PutObjectCommand({ Bucket, Key, Body: "paper", ChecksumCRC32: wrong }));
    await expect(put).rejects.toMatchObject({ name: "BadDigest", $metadata: { httpStatusCode: 400 } });
    expect(s3.disk.find(Bucket, Key)).toBeUndefined();
  });

  test("a wrong CRC32 in a trailer is refused", async () => {
    const body = `5\r\npaper\r\n0\r\nx-amz-checksum-crc32:${wrong}\r\n\r\n`;
    const answer = await signedPut(client, `/${Bucket}/${Key}`, body, {
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": "5",
      "content-encoding": "aws-chunked",
    });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("BadDigest")]);
    expect(s3.disk.find(Bucket, Key)).toBeUndefined();
  });

  test("a chunk cut short is refused", async () => {
    const answer = await signedPut(client, `/${Bucket}/${Key}`, "9\r\npaper\r\n", {
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("IncompleteBody")]);
  });

  test("a body that is not what was signed is refused", async () => {
    const answer = await signedPut(client, `/${Bucket}/${Key}`, "paper", {
      "x-amz-content-sha256": "0".repeat(64),
    });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("SHA256Mismatch")]);
  });

  test("a byte changed on the disk is noticed by the SDK", async () => {
    await client.send(new PutObjectCommand({ Bucket, Key, Body: "paper" }));
    const header = JSON.stringify(s3.disk.find(Bucket, Key));
    writeFileSync(join(placeOf(Key), "000000001"), `${header}\nPaper`);
    const got = await client.send(new GetObjectCommand({ Bucket, Key }));
    await expect(got.Body?.transformToString()).rejects.toThrow(/[Cc]hecksum/);
  });
});

describe("conditions", () => {
  test("If-None-Match: * writes only what is not there; one of ten at once wins", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        client.send(new PutObjectCommand({ Bucket, Key, Body: `paper ${i}`, IfNoneMatch: "*" })).then(
          () => 200,
          (e) => e.$metadata.httpStatusCode,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual([200, ...Array(9).fill(412)]);
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
    await client.send(new PutObjectCommand({ Bucket, Key, Body: "again", IfNoneMatch: "*" }));
  });

  test("If-Match writes only over what was read", async () => {
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key, Body: "one" }));
    await client.send(new PutObjectCommand({ Bucket, Key, Body: "two", IfMatch: ETag }));
    await expect(
      client.send(new PutObjectCommand({ Bucket, Key, Body: "three", IfMatch: ETag })),
    ).rejects.toMatchObject({ name: "PreconditionFailed" });
    await expect(
      client.send(new PutObjectCommand({ Bucket, Key: `${Key}.none`, Body: "x", IfMatch: ETag })),
    ).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  test("If-None-Match on reading: 304", async () => {
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key, Body: "one" }));
    await expect(client.send(new GetObjectCommand({ Bucket, Key, IfNoneMatch: ETag }))).rejects.toMatchObject(
      {
        $metadata: { httpStatusCode: 304 },
      },
    );
    await client.send(new GetObjectCommand({ Bucket, Key, IfNoneMatch: '"other"' }));
  });
});

test.each([
  ["bytes=0-3", "0123", "bytes 0-3/10"],
  ["bytes=7-", "789", "bytes 7-9/10"],
  ["bytes=-2", "89", "bytes 8-9/10"],
  ["bytes=5-99", "56789", "bytes 5-9/10"],
])("range %s", async (Range, text, ContentRange) => {
  await client.send(new PutObjectCommand({ Bucket, Key, Body: "0123456789" }));
  const got = await client.send(new GetObjectCommand({ Bucket, Key, Range }));
  expect([got.$metadata.httpStatusCode, got.ContentRange, await got.Body?.transformToString()]).toEqual([
    206,
    ContentRange,
    text,
  ]);
});

test("a range beyond the end: 416", async () => {
  await client.send(new PutObjectCommand({ Bucket, Key, Body: "0123456789" }));
  await expect(client.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=10-" }))).rejects.toMatchObject({
    name: "InvalidRange",
  });
});

describe("versions", () => {
  test("each write is kept; a delete hides and does not destroy; one version can be removed", async () => {
    const put = (Body: string) => client.send(new PutObjectCommand({ Bucket, Key, Body }));
    const read = async (VersionId?: string) =>
      (await client.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToString();
    const one = await put("one");
    const two = await put("two");
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(read()).rejects.toMatchObject({ name: "NoSuchKey" });
    expect([await read(one.VersionId), await read(two.VersionId)]).toEqual(["one", "two"]);
    const listed = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
    expect(listed.Versions?.map((v) => v.VersionId)).toEqual([two.VersionId, one.VersionId]);
    expect(listed.DeleteMarkers).toHaveLength(1);
    const marker = listed.DeleteMarkers?.[0]?.VersionId;
    await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId: marker }));
    expect(await read()).toBe("two");
  });

  test("opened again from the files alone, everything is there; half a file is not", async () => {
    await client.send(new PutObjectCommand({ Bucket, Key, Body: "one", ContentType: "text/plain" }));
    await client.send(new PutObjectCommand({ Bucket, Key, Body: "two", ContentType: "text/plain" }));
    writeFileSync(join(placeOf(Key), "000000003.x.part"), '{"key"');
    const again = openDisk(folder, ["papers"]);
    expect(again.all(Bucket)).toEqual(s3.disk.all(Bucket));
    expect(again.read(Bucket, again.find(Bucket, Key)!).toString()).toBe("two");
  });
});

test("listing: prefix, delimiter and pages", async () => {
  const keys = ["a/1", "a/2", "a/b/3", "a/b/4", "a/c/5", "a&<b>"].map((k) => `list/${k}`);
  for (const k of keys) await client.send(new PutObjectCommand({ Bucket, Key: k, Body: k }));
  const all: string[] = [];
  for (let ContinuationToken: string | undefined; ; ) {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix: "list/", MaxKeys: 4, ContinuationToken }),
    );
    all.push(...(page.Contents ?? []).map((o) => o.Key ?? ""));
    ContinuationToken = page.NextContinuationToken;
    if (!page.IsTruncated) break;
  }
  expect(all).toEqual([...keys].sort());
  const folders = await client.send(new ListObjectsV2Command({ Bucket, Prefix: "list/a/", Delimiter: "/" }));
  expect(folders.CommonPrefixes?.map((p) => p.Prefix)).toEqual(["list/a/b/", "list/a/c/"]);
  expect(folders.Contents?.map((o) => o.Key)).toEqual(["list/a/1", "list/a/2"]);
});

test("faults: a lost answer is repeated by the SDK, and the object is whole", async () => {
  faults.plan({ kind: "drop-after" });
  await client.send(new PutObjectCommand({ Bucket, Key, Body: "paper" }));
  expect(s3.disk.read(Bucket, s3.disk.find(Bucket, Key)!).toString()).toBe("paper");
  faults.plan({ kind: "throttle", match: (c) => c.action === "GetObject", every: 1 });
  await expect(connect({ maxAttempts: 1 }).send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject(
    {
      name: "SlowDown",
    },
  );
});

function connect(options = {}) {
  return new S3Client({ endpoint: s3.origin, region: "eu-west-2", credentials, ...options });
}

/** Where the versions of an object lie on disk. */
function placeOf(key: string): string {
  return join(folder, Bucket, createHash("sha256").update(key).digest("hex"));
}
