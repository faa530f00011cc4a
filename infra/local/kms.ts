/**
 * KMS on one machine: one asymmetric key (EC P-256) that signs, and its certificate, made at first start
 * and kept in the data folder. As in KMS, the private key never leaves: callers get signatures.
 */
import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  randomUUID,
} from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import type { Faults } from "./faults.ts";
import { type Credentials, refusalOf } from "./sigv4.ts";
import { writeWhole } from "./whole-file.ts";
import { type Reply, type Served, serve, withFaults } from "./wire.ts";

interface KeyFile {
  keyId: string;
  privateKey: string;
  certificate: string;
}

export interface LocalKms extends Served {
  keyId: string;
  /** PEM. */
  certificate: string;
}

export async function startKms(options: {
  /** Where the key is kept. */
  file: string;
  credentials: Credentials;
  faults: Faults;
  port?: number;
}): Promise<LocalKms> {
  if (!existsSync(options.file))
    writeWhole(options.file, [Buffer.from(JSON.stringify(await makeKey(), null, 2))]);
  const { keyId, privateKey, certificate } = JSON.parse(readFileSync(options.file, "utf8")) as KeyFile;
  const key = createPrivateKey(privateKey);
  const arn = `arn:aws:kms:eu-west-2:000000000000:key/${keyId}`;

  const answer = (action: string, asked: Record<string, string>): Reply => {
    if (asked.KeyId !== keyId && asked.KeyId !== arn)
      return refusal("NotFoundException", `Key '${asked.KeyId}' does not exist`);
    switch (action) {
      case "GetPublicKey":
        return ok({
          KeyId: arn,
          KeySpec: "ECC_NIST_P256",
          KeyUsage: "SIGN_VERIFY",
          SigningAlgorithms: ["ECDSA_SHA_256"],
          PublicKey: createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64"),
        });
      case "Sign": {
        if (asked.SigningAlgorithm !== "ECDSA_SHA_256")
          return refusal("InvalidKeyUsageException", `This key does not sign with ${asked.SigningAlgorithm}`);
        const message = Buffer.from(asked.Message ?? "", "base64");
        const isDigest = asked.MessageType === "DIGEST";
        if (isDigest ? message.length !== 32 : message.length > 4096 || message.length === 0)
          return refusal(
            "ValidationException",
            isDigest ? "Digest is invalid length" : "Message is invalid length",
          );
        const digest = isDigest ? message : createHash("sha256").update(message).digest();
        return ok({
          KeyId: arn,
          SigningAlgorithm: "ECDSA_SHA_256",
          Signature: signDigest(digest, key).toString("base64"),
        });
      }
      default:
        return refusal("UnsupportedOperationException", `The local KMS has no ${action}`);
    }
  };
  const served = await serve(
    (request) => {
      const action = request.headers["x-amz-target"]?.split(".")[1] ?? "";
      return withFaults(
        options.faults,
        { service: "kms", action },
        async () => {
          const denied = refusalOf(request, options.credentials, Date.now());
          if (denied) return refusal(denied.code, denied.message);
          return answer(action, JSON.parse(request.body.toString()));
        },
        (kind) =>
          kind === "error"
            ? { ...refusal("KMSInternalException", "The request failed"), status: 500 }
            : refusal("ThrottlingException", "Rate exceeded"),
      );
    },
    { port: options.port },
  );
  return { ...served, keyId, certificate };
}

async function makeKey(): Promise<KeyFile> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ]);
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ valueHex: new Uint8Array([1, ...randomBytes(15)]).buffer });
  for (const name of [certificate.issuer, certificate.subject]) {
    const commonName = new asn1js.Utf8String({ value: "Countersign local seal" });
    name.typesAndValues.push(new pkijs.AttributeTypeAndValue({ type: "2.5.4.3", value: commonName }));
  }
  // Wide enough for records played at the times of old papers.
  certificate.notBefore.value = new Date("2000-01-01T00:00:00Z");
  certificate.notAfter.value = new Date("2049-12-31T23:59:59Z");
  // digitalSignature and contentCommitment: what signs a document (RFC 5280, 4.2.1.3).
  const usage = new asn1js.BitString({ valueHex: new Uint8Array([0b11000000]).buffer, unusedBits: 6 });
  certificate.extensions = [
    new pkijs.Extension({ extnID: "2.5.29.15", critical: true, extnValue: usage.toBER() }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  await certificate.sign(pair.privateKey, "SHA-256");
  return {
    keyId: randomUUID(),
    privateKey: pem("PRIVATE KEY", await crypto.subtle.exportKey("pkcs8", pair.privateKey)),
    certificate: pem("CERTIFICATE", certificate.toSchema(true).toBER()),
  };
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * ECDSA over a digest that is already made, which node:crypto cannot do: it always hashes. The random k
 * and its point come from a fresh ECDH key pair; the rest is s = (e + r d) / k mod n (FIPS 186-5, 6.4.1).
 */
function signDigest(digest: Buffer, key: KeyObject): Buffer {
  const d = toNumber(Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url"));
  for (;;) {
    const once = createECDH("prime256v1");
    const point = once.generateKeys();
    const k = toNumber(once.getPrivateKey());
    const r = toNumber(point.subarray(1, 33)) % ORDER;
    const s = ((toNumber(digest) + r * d) * inverse(k)) % ORDER;
    if (r === 0n || s === 0n) continue;
    return Buffer.from(
      new asn1js.Sequence({ value: [asn1js.Integer.fromBigInt(r), asn1js.Integer.fromBigInt(s)] }).toBER(),
    );
  }
}

/** By Fermat's theorem: the order is prime. */
function inverse(a: bigint): bigint {
  let result = 1n;
  for (let base = a % ORDER, exponent = ORDER - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return result;
}

const toNumber = (bytes: Buffer) => BigInt(`0x${bytes.toString("hex")}`);

function pem(label: string, bytes: ArrayBuffer): string {
  const lines =
    Buffer.from(bytes)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

function ok(body: object): Reply {
  return {
    status: 200,
    headers: { "content-type": "application/x-amz-json-1.1" },
    body: JSON.stringify(body),
  };
}

function refusal(type: string, message: string): Reply {
  return { ...ok({ __type: type, message }), status: 400 };
}
