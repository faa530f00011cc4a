/**
 * Signature Version 4, checked as S3 does: in the Authorization header, in the query of a presigned
 * address, and over the policy of a presigned form post. Returns what is wrong, or nothing.
 * Source: AWS, "Signature Version 4 signing process" and "Authenticating requests: query parameters".
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { WireRequest } from "./wire.ts";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

export interface Refusal {
  status: number;
  code: string;
  message: string;
}

const DENIED: Refusal = { status: 403, code: "AccessDenied", message: "Access Denied" };
const MISMATCH: Refusal = {
  status: 403,
  code: "SignatureDoesNotMatch",
  message: "The request signature we calculated does not match the signature you provided.",
};
const EXPIRED: Refusal = { status: 403, code: "AccessDenied", message: "Request has expired" };

/** Checks a signed request, whichever way it carries its signature. `now`: milliseconds. */
export function refusalOf(request: WireRequest, keys: Credentials, now: number): Refusal | undefined {
  if (request.search.has("X-Amz-Signature")) return refusalOfQuery(request, keys, now);
  return refusalOfHeader(request, keys);
}

/** Checks a presigned form post: the policy's signature, its end, and that the form keeps its conditions. */
export function refusalOfPost(
  fields: Record<string, string>,
  size: number,
  keys: Credentials,
  now: number,
): Refusal | undefined {
  const { policy, "x-amz-credential": credential = "", "x-amz-signature": signature = "" } = fields;
  const scope = scopeOf(credential, keys);
  if (!policy || !scope) return DENIED;
  if (!same(hmac(signingKey(keys, scope), policy).toString("hex"), signature)) return MISMATCH;
  const { expiration, conditions } = JSON.parse(Buffer.from(policy, "base64").toString()) as {
    expiration: string;
    conditions: (Record<string, string> | [string, string | number, string | number])[];
  };
  if (!(Date.parse(expiration) > now)) return EXPIRED;
  for (const condition of conditions) {
    if (!kept(condition, fields, size))
      return {
        ...DENIED,
        message: `Invalid according to Policy: Policy Condition failed: ${JSON.stringify(condition)}`,
      };
  }
  return undefined;
}

function refusalOfHeader(request: WireRequest, keys: Credentials): Refusal | undefined {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? "",
    );
  const scope = scopeOf(parts?.[1] ?? "", keys);
  const time = request.headers["x-amz-date"];
  if (!parts || !scope || !time) return DENIED;
  const payload = request.headers["x-amz-content-sha256"] ?? sha256(request.body);
  const expected = signatureOf(request, keys, scope, time, parts[2]!.split(";"), payload);
  if (!same(expected, parts[3]!)) return MISMATCH;
  if (/^[0-9a-f]{64}$/.test(payload) && payload !== sha256(request.body))
    return {
      status: 400,
      code: "XAmzContentSHA256Mismatch",
      message: "The provided 'x-amz-content-sha256' header does not match what was computed.",
    };
  return undefined;
}

function refusalOfQuery(request: WireRequest, keys: Credentials, now: number): Refusal | undefined {
  const get = (name: string) => request.search.get(`X-Amz-${name}`) ?? "";
  const scope = scopeOf(get("Credential"), keys);
  const start = Date.parse(
    get("Date").replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"),
  );
  if (get("Algorithm") !== "AWS4-HMAC-SHA256" || !scope || Number.isNaN(start)) return DENIED;
  const payload = get("Content-Sha256") || "UNSIGNED-PAYLOAD";
  const signed = get("SignedHeaders").split(";");
  const expected = signatureOf(request, keys, scope, get("Date"), signed, payload);
  if (!same(expected, get("Signature"))) return MISMATCH;
  return now > start + Number(get("Expires")) * 1000 ? EXPIRED : undefined;
}

/** "20240212/eu-west-2/s3/aws4_request", when the credential is ours. */
function scopeOf(credential: string, keys: Credentials): string | undefined {
  const [id, ...scope] = credential.split("/");
  return id === keys.accessKeyId && scope.length === 4 ? scope.join("/") : undefined;
}

function signatureOf(
  request: WireRequest,
  keys: Credentials,
  scope: string,
  time: string,
  signedHeaders: string[],
  payload: string,
): string {
  const query = [...request.search]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const headers = signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}\n`,
  );
  const canonical = [
    request.method,
    request.path,
    query.join("&"),
    headers.join(""),
    signedHeaders.join(";"),
    payload,
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n");
  return hmac(signingKey(keys, scope), text).toString("hex");
}

function signingKey(keys: Credentials, scope: string): Buffer {
  return scope.split("/").reduce((key, part) => hmac(key, part), Buffer.from(`AWS4${keys.secretAccessKey}`));
}

function kept(
  condition: Record<string, string> | [string, string | number, string | number],
  fields: Record<string, string>,
  size: number,
): boolean {
  if (!Array.isArray(condition))
    return Object.entries(condition).every(([name, value]) => fields[name.toLowerCase()] === value);
  const [rule, a, b] = condition;
  if (rule === "content-length-range") return size >= Number(a) && size <= Number(b);
  const value = fields[String(a).replace(/^\$/, "").toLowerCase()] ?? "";
  return rule === "starts-with" ? value.startsWith(String(b)) : rule === "eq" && value === b;
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const hmac = (key: Buffer, data: string) => createHmac("sha256", key).update(data).digest();
const same = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
