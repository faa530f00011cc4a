/** The request for the seal's certificate, with a key that only signs, as one in KMS does. */
import { execFile } from "node:child_process";
import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as pkijs from "pkijs";
import { expect, it } from "vitest";
import { createFaults } from "#infra/local/faults.ts";
import { startKms } from "#infra/local/kms.ts";
import { certificateRequest, type SealKeyAccess, selfSigned } from "#infra/seal/request.ts";
import { root } from "./platform.ts";

const BODY = "The Police and Crime Commissioner for Árdal";
const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });

it("makes a request that its own key has signed", async () => {
  const pem = await certificateRequest(BODY, accessTo(pair));
  const request = pkijs.CertificationRequest.fromBER(derOf(pem));
  expect(await request.verify()).toBe(true);
  const names = request.subject.typesAndValues.map(({ type, value }) => [type, value.valueBlock.value]);
  expect(names).toEqual([
    ["2.5.4.6", "GB"],
    ["2.5.4.10", BODY],
    ["2.5.4.3", BODY],
  ]);
});

it("makes a certificate that vouches for itself, for ten years", async () => {
  const pem = await selfSigned(BODY, accessTo(pair), new Date("2026-03-01T00:00:00Z"));
  const certificate = new X509Certificate(pem);
  expect(certificate.verify(pair.publicKey)).toBe(true);
  expect(certificate.issuer).toBe(certificate.subject);
  expect(certificate.subject).toBe(`C=GB\nO=${BODY}\nCN=${BODY}`);
  expect(certificate.validFrom).toBe("Mar  1 00:00:00 2026 GMT");
  expect(certificate.validTo).toBe("Mar  1 00:00:00 2036 GMT");
  expect(certificate.publicKey.equals(pair.publicKey)).toBe(true);
});

it("is refused by another key", async () => {
  const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const forged = { ...accessTo(pair), sign: accessTo(other).sign };
  const request = pkijs.CertificationRequest.fromBER(derOf(await certificateRequest(BODY, forged)));
  expect(await request.verify()).toBe(false);
});

it("is a command that asks KMS for the key and the signature", async () => {
  const folder = await mkdtemp(join(tmpdir(), "seal-"));
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const kms = await startKms({ file: join(folder, "key.json"), credentials, faults: createFaults() });
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["infra/seal/request.ts", BODY, "--self-signed"],
      {
        cwd: root,
        env: {
          ...process.env,
          AWS_REGION: "eu-west-2",
          AWS_ACCESS_KEY_ID: credentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
          AWS_ENDPOINT_URL_KMS: kms.origin,
          SST_RESOURCES_JSON: JSON.stringify({ App: {}, SealKey: { keyId: kms.keyId, certificate: "" } }),
        },
      },
    );
    const ours = new X509Certificate(stdout);
    expect(ours.publicKey.equals(new X509Certificate(kms.certificate).publicKey)).toBe(true);
    expect(ours.verify(ours.publicKey)).toBe(true);
  } finally {
    await kms.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

function accessTo({ publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject }): SealKeyAccess {
  return {
    publicKey: publicKey.export({ type: "spki", format: "der" }),
    sign: async (message) => sign("sha256", message, privateKey),
  };
}

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(pem.replaceAll(/-----.*-----|\s/g, ""), "base64"));
}
