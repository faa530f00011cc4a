/**
 * The seal's key: asymmetric, made in KMS and never out of it. The only part of a document that talks to
 * AWS. The certificate says which algorithm the key signs with.
 */
import { X509Certificate } from "node:crypto";
import { KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { Resource } from "sst";
import type { Sign } from "./cms.ts";

let client: KMSClient | undefined;

/** The certificate to seal with, and what signs for it. */
export function sealKey(): { certificate: string; sign: Sign } {
  const { keyId, certificate } = Resource.SealKey;
  const isEc = new X509Certificate(certificate).publicKey.asymmetricKeyType === "ec";
  client ??= new KMSClient({});
  const kms = client;
  return {
    certificate,
    async sign(digest) {
      const { Signature } = await kms.send(
        new SignCommand({
          KeyId: keyId,
          Message: digest,
          MessageType: "DIGEST",
          SigningAlgorithm: isEc ? "ECDSA_SHA_256" : "RSASSA_PKCS1_V1_5_SHA_256",
        }),
      );
      if (!Signature) throw new Error("KMS gave no signature");
      return Signature;
    },
  };
}
