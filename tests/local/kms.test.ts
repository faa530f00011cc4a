/** The local KMS: its signatures verify with its certificate, and the key is the same after a restart. */
import { createHash, createPublicKey, randomBytes, verify, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetPublicKeyCommand, KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { afterAll, expect, test } from "vitest";
import { createFaults } from "#infra/local/faults.ts";
import { startKms } from "#infra/local/kms.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "local-secret" };
const folder = mkdtempSync(join(tmpdir(), "kms-"));
const options = { file: join(folder, "key.json"), credentials, faults: createFaults() };
const kms = await startKms(options);
const client = new KMSClient({ endpoint: kms.origin, region: "eu-west-2", credentials });
const SigningAlgorithm = "ECDSA_SHA_256";

afterAll(async () => {
  await kms.stop();
  rmSync(folder, { recursive: true });
});

test("signatures of a message and of its digest verify, every time", async () => {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: kms.keyId }));
  const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: "der", type: "spki" });
  for (let i = 0; i < 20; i++) {
    const message = randomBytes(200);
    const digest = createHash("sha256").update(message).digest();
    for (const [Message, MessageType] of [
      [message, "RAW"],
      [digest, "DIGEST"],
    ] as const) {
      const { Signature } = await client.send(
        new SignCommand({ KeyId: kms.keyId, Message, MessageType, SigningAlgorithm }),
      );
      expect(verify("sha256", message, key, Buffer.from(Signature ?? []))).toBe(true);
      expect(
        verify("sha256", Buffer.concat([message, Buffer.of(0)]), key, Buffer.from(Signature ?? [])),
      ).toBe(false);
    }
  }
});

test("the certificate is of that key, named, self-signed and in force at the time of old papers", async () => {
  const certificate = new X509Certificate(kms.certificate);
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: kms.keyId }));
  expect(certificate.subject).toBe("CN=Countersign local seal");
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.publicKey.export({ type: "spki", format: "der" })).toEqual(Buffer.from(PublicKey ?? []));
  expect(certificate.validFromDate.getTime()).toBeLessThan(Date.parse("2016-10-09"));
});

test("another key, another algorithm, a digest of another length: refused", async () => {
  const Message = randomBytes(32);
  const sign = (more: object) =>
    client.send(
      new SignCommand({ KeyId: kms.keyId, Message, MessageType: "DIGEST", SigningAlgorithm, ...more }),
    );
  await expect(sign({ KeyId: "other" })).rejects.toMatchObject({ name: "NotFoundException" });
  await expect(sign({ SigningAlgorithm: "RSASSA_PSS_SHA_256" })).rejects.toMatchObject({
    name: "InvalidKeyUsageException",
  });
  await expect(sign({ Message: randomBytes(31) })).rejects.toMatchObject({ name: "ValidationException" });
});

test("started again, it has the same key and certificate", async () => {
  const again = await startKms(options);
  expect([again.keyId, again.certificate]).toEqual([kms.keyId, kms.certificate]);
  await again.stop();
});
