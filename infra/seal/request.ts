/**
 * The seal's certificate: `npx sst shell --stage <stage> -- node infra/seal/request.ts "<body's name>"`
 * prints a certificate request (PKCS #10) for the seal key, signed by it inside KMS, to send to a
 * certificate authority. With `--self-signed` it prints a certificate for a stage that needs no
 * authority's. Either way the private key never leaves KMS.
 */
import { randomBytes } from "node:crypto";
import { GetPublicKeyCommand, KMSClient, SignCommand } from "@aws-sdk/client-kms";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { Resource } from "sst";

export interface SealKeyAccess {
  /** SubjectPublicKeyInfo, DER. */
  publicKey: Uint8Array;
  /** An ECDSA signature with SHA-256, DER, of a message of at most 4,096 bytes (KMS's limit). */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** PEM of a request for a certificate in the name of this body. */
export async function certificateRequest(body: string, key: SealKeyAccess): Promise<string> {
  const request = new pkijs.CertificationRequest();
  request.subject = nameOf(body);
  request.subjectPublicKeyInfo = publicKeyInfo(key);
  request.attributes = [];
  await seal(request, key);
  return pem("CERTIFICATE REQUEST", request.toSchema(true).toBER());
}

/** PEM of a certificate that vouches for itself, for ten years from now. */
export async function selfSigned(body: string, key: SealKeyAccess, now: Date): Promise<string> {
  const certificate = new pkijs.Certificate();
  certificate.version = 2; // X.509 v3
  certificate.serialNumber = new asn1js.Integer({ valueHex: positive(randomBytes(16)) });
  certificate.issuer = nameOf(body);
  certificate.subject = nameOf(body);
  certificate.notBefore.value = now;
  certificate.notAfter.value = new Date(
    Date.UTC(now.getUTCFullYear() + 10, now.getUTCMonth(), now.getUTCDate()),
  );
  certificate.subjectPublicKeyInfo = publicKeyInfo(key);
  certificate.extensions = [documentSigning()];
  await seal(certificate, key);
  return pem("CERTIFICATE", certificate.toSchema(true).toBER());
}

/**
 * The body is both the organisation and the common name: a seal is a body's, not a person's. Written in
 * ASN.1, since pkijs would put all three parts into one set, which means one many-valued part.
 */
function nameOf(body: string): pkijs.RelativeDistinguishedNames {
  const part = (type: string, value: asn1js.Utf8String | asn1js.PrintableString) =>
    new asn1js.Set({ value: [new pkijs.AttributeTypeAndValue({ type, value }).toSchema()] });
  const parts = [
    part("2.5.4.6", new asn1js.PrintableString({ value: "GB" })),
    part("2.5.4.10", new asn1js.Utf8String({ value: body })),
    part("2.5.4.3", new asn1js.Utf8String({ value: body })),
  ];
  return pkijs.RelativeDistinguishedNames.fromBER(new asn1js.Sequence({ value: parts }).toBER());
}

/** digitalSignature and contentCommitment, and nothing else (RFC 5280, 4.2.1.3). */
function documentSigning(): pkijs.Extension {
  const usage = new asn1js.BitString({ valueHex: new Uint8Array([0b1100_0000]).buffer, unusedBits: 6 });
  return new pkijs.Extension({ extnID: "2.5.29.15", critical: true, extnValue: usage.toBER() });
}

async function seal(
  signed: pkijs.CertificationRequest | pkijs.Certificate,
  key: SealKeyAccess,
): Promise<void> {
  const ecdsaWithSha256 = () => new pkijs.AlgorithmIdentifier({ algorithmId: "1.2.840.10045.4.3.2" });
  signed.signatureAlgorithm = ecdsaWithSha256();
  if (signed instanceof pkijs.Certificate) signed.signature = ecdsaWithSha256();
  const [toBeSigned] = signed.toSchema(true).valueBlock.value;
  const signature = await key.sign(new Uint8Array(toBeSigned!.toBER()));
  signed.signatureValue = new asn1js.BitString({ valueHex: Uint8Array.from(signature).buffer });
}

function publicKeyInfo(key: SealKeyAccess): pkijs.PublicKeyInfo {
  return pkijs.PublicKeyInfo.fromBER(Uint8Array.from(key.publicKey));
}

/** DER integers are signed: a leading bit of 1 would make a negative serial number. */
function positive(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes, (byte, index) => (index === 0 ? (byte & 0x7f) | 1 : byte)).buffer;
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

async function keyInKms(): Promise<SealKeyAccess> {
  const kms = new KMSClient({});
  const KeyId = Resource.SealKey.keyId;
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId }));
  return {
    publicKey: PublicKey!,
    async sign(Message) {
      const SigningAlgorithm = "ECDSA_SHA_256";
      const { Signature } = await kms.send(
        new SignCommand({ KeyId, Message, MessageType: "RAW", SigningAlgorithm }),
      );
      return Signature!;
    },
  };
}

if (import.meta.main) {
  const body = process.argv.slice(2).find((word) => !word.startsWith("--"));
  if (!body) {
    console.error('Give the name of the body whose seal it is: node infra/seal/request.ts "Its name"');
    process.exit(1);
  }
  const key = await keyInKms();
  const isSelfSigned = process.argv.includes("--self-signed");
  console.log(await (isSelfSigned ? selfSigned(body, key, new Date()) : certificateRequest(body, key)));
}
