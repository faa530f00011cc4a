/** Signed requests that the S3 client does not make by itself, signed by the SDK's own signer. */
import { createHmac } from "node:crypto";
import type { S3Client } from "@aws-sdk/client-s3";
import type { Credentials } from "#infra/local/sigv4.ts";

interface Signable {
  method: string;
  protocol: string;
  hostname: string;
  port: number;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
}

/** An address that reads one object, for 300 seconds from `signingDate`. */
export async function presign(
  client: S3Client,
  path: string,
  query: Record<string, string> = {},
  signingDate = new Date(),
): Promise<string> {
  const { signer, origin, request } = await prepare(client, "GET", path);
  // As S3's own presigner does: whoever uses the address sends what they like.
  const headers = { ...request.headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  const signed = await signer.presign({ ...request, query, headers }, { expiresIn: 300, signingDate });
  const search = Object.entries(signed.query).map(
    ([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`,
  );
  return `${origin}${path}?${search.join("&")}`;
}

/** A PUT signed as it is, right or wrong. */
export async function signedPut(
  client: S3Client,
  path: string,
  body: string,
  headers: Record<string, string>,
) {
  const { signer, origin, request } = await prepare(client, "PUT", path);
  const signed = await signer.sign({ ...request, headers: { ...request.headers, ...headers } });
  return fetch(`${origin}${path}`, { method: "PUT", body, headers: signed.headers });
}

/** The fields of a form post: these values exactly, and a file of at most 100 bytes. */
export function postPolicy(
  { accessKeyId, secretAccessKey }: Credentials,
  values: Record<string, string>,
  forMs: number,
): Record<string, string> {
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${time.slice(0, 8)}/eu-west-2/s3/aws4_request`;
  const fields: Record<string, string> = {
    ...values,
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `${accessKeyId}/${scope}`,
    "X-Amz-Date": time,
  };
  const conditions = [
    { bucket: "papers" },
    ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
    ["content-length-range", 1, 100],
  ];
  const expiration = new Date(Date.now() + forMs).toISOString();
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString("base64");
  const key = scope
    .split("/")
    .reduce(
      (k, part) => createHmac("sha256", k).update(part).digest(),
      Buffer.from(`AWS4${secretAccessKey}`),
    );
  const signature = createHmac("sha256", key).update(policy).digest("hex");
  return { ...fields, Policy: policy, "X-Amz-Signature": signature };
}

async function prepare(client: S3Client, method: string, path: string) {
  const endpoint = await client.config.endpoint?.();
  if (!endpoint) throw new Error("The client has no endpoint");
  const { hostname, port = 80 } = endpoint;
  const host = `${hostname}:${port}`;
  const scheme = { name: "sigv4", signingName: "s3", signingRegion: "eu-west-2", properties: {} };
  const signer = (await client.config.signer(scheme)) as unknown as {
    presign(request: Signable, options: { expiresIn: number; signingDate: Date }): Promise<Signable>;
    sign(request: Signable): Promise<Signable>;
  };
  const request: Signable = { method, protocol: "http:", hostname, port, path, query: {}, headers: { host } };
  return { signer, origin: `http://${host}`, request };
}
