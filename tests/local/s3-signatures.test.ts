/** The local S3 lets in who has signed, for as long and for what was signed, and nobody else. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createFaults } from "#infra/local/faults.ts";
import { startS3 } from "#infra/local/s3.ts";
import { postPolicy, presign } from "./signing.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "local-secret" };
const folder = mkdtempSync(join(tmpdir(), "s3-"));
const s3 = await startS3({ folder, buckets: ["papers"], credentials, faults: createFaults() });
const client = connect();
const Bucket = "papers";
let n = 0;
let Key = "";
const path = () => `/${Bucket}/${Key}`;

beforeEach(() => {
  Key = `decisions/${++n}/paper.pdf`;
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true });
});

test("no signature, or a stranger's, is refused", async () => {
  expect((await fetch(`${s3.origin}/${Bucket}/${Key}`)).status).toBe(403);
  const stranger = connect({ credentials: { ...credentials, secretAccessKey: "other" } });
  await expect(stranger.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
    name: "SignatureDoesNotMatch",
  });
});

test("a presigned address reads, with the name for saving that it asks for", async () => {
  await client.send(new PutObjectCommand({ Bucket, Key, Body: "paper" }));
  const disposition = 'attachment; filename="Decision 0022.pdf"';
  const got = await fetch(await presign(client, path(), { "response-content-disposition": disposition }));
  expect([got.status, await got.text()]).toEqual([200, "paper"]);
  expect(got.headers.get("content-disposition")).toBe(disposition);
});

test("a presigned address ends, and cannot be altered", async () => {
  await client.send(new PutObjectCommand({ Bucket, Key, Body: "paper" }));
  const ended = await presign(client, path(), {}, new Date(Date.now() - 301_000));
  expect([(await fetch(ended)).status, await (await fetch(ended)).text()]).toEqual([
    403,
    expect.stringContaining("expired"),
  ]);
  const address = await presign(client, path());
  expect((await fetch(address.replace("X-Amz-Expires=300", "X-Amz-Expires=9000"))).status).toBe(403);
  expect((await fetch(address.replace("paper.pdf", "other.pdf"))).status).toBe(403);
  expect((await fetch(address)).status).toBe(200);
});

test("a presigned form post: kept within its policy", async () => {
  const send = (fields: Record<string, string>, text: string) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", new File([text], "evidence.txt"));
    return fetch(`${s3.origin}/${Bucket}`, { method: "POST", body: form, redirect: "manual" });
  };
  const good = postPolicy(credentials, { key: Key, "Content-Type": "text/plain" }, 60_000);
  expect((await send(good, "evidence")).status).toBe(204);
  const got = await client.send(new GetObjectCommand({ Bucket, Key }));
  expect([got.ContentType, await got.Body?.transformToString()]).toEqual(["text/plain", "evidence"]);
  expect((await send(good, "x".repeat(101))).status).toBe(403);
  expect((await send({ ...good, key: "elsewhere" }, "evidence")).status).toBe(403);
  expect((await send({ ...good, "X-Amz-Signature": "0".repeat(64) }, "evidence")).status).toBe(403);
  expect((await send(postPolicy(credentials, { key: Key }, -1), "evidence")).status).toBe(403);
});

function connect(options = {}) {
  return new S3Client({ endpoint: s3.origin, region: "eu-west-2", credentials, ...options });
}
