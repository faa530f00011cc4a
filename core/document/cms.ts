/**
 * CMS: the signature that a sealed PDF carries, as PAdES baseline B asks (ETSI EN 319 142-1, 6.3): over
 * a digest of the bytes, naming the certificate it was made with. The key stays elsewhere: `sign` gets
 * the SHA-256 of the signed attributes and gives the signature.
 */
import { createHash, verify, X509Certificate } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";

export type Sign = (digest: Uint8Array) => Promise<Uint8Array>;

const SHA_256 = "2.16.840.1.101.3.4.2.1";
const DATA = "1.2.840.113549.1.7.1";
const SIGNED_DATA = "1.2.840.113549.1.7.2";
const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
const ECDSA_SHA_256 = "1.2.840.10045.4.3.2";
const RSA_SHA_256 = "1.2.840.113549.1.1.11";

/** A detached signature of content, in DER. `certificate` is PEM: the signer's, then any above it. */
export async function signContent(content: Uint8Array, certificate: string, sign: Sign): Promise<Uint8Array> {
  const { signer, leaf, certificates } = readChain(certificate);
  const attributes = signedAttributes(sha256(content), signer.raw);
  const signature = await sign(sha256(derOf(new asn1js.Set({ value: attributes.map((a) => a.toSchema()) }))));
  const digestAlgorithm = new pkijs.AlgorithmIdentifier({ algorithmId: SHA_256 });
  const signed = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: DATA }),
    certificates,
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: leaf.issuer, serialNumber: leaf.serialNumber }),
        digestAlgorithm,
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
        signatureAlgorithm: algorithmOf(signer),
        signature: octets(signature),
      }),
    ],
  });
  return derOf(
    new pkijs.ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) }).toSchema(),
  );
}

/** What is wrong with a detached signature of content: nothing, where it holds. */
export function checkContent(
  content: Uint8Array,
  cms: Uint8Array,
): { faults: string[]; signer?: X509Certificate } {
  const info = pkijs.ContentInfo.fromBER(bufferOf(cms));
  const signed = new pkijs.SignedData({ schema: info.content });
  const [given, another] = signed.signerInfos;
  const certificate = signed.certificates?.find(
    (c): c is pkijs.Certificate => c instanceof pkijs.Certificate,
  );
  if (!given?.signedAttrs || !certificate) return { faults: ["The seal names no signer"] };
  const signer = new X509Certificate(derOf(certificate.toSchema()));
  const attributes = given.signedAttrs.attributes;
  const faults: string[] = [];
  if (another || !isDer(cms) || !isOwnKind(info, signed, given) || !isSignedBy(given, certificate))
    faults.push("The seal is not of the kind that seals a document here");
  if (!sha256(content).equals(octetsOf(attributes, MESSAGE_DIGEST)))
    faults.push("The document was changed after it was sealed");
  const named = attributes.find((a) => a.type === SIGNING_CERTIFICATE_V2);
  if (!named || !Buffer.from(derOf(named.toSchema())).includes(sha256(signer.raw)))
    faults.push("The seal was made with another certificate");
  const der = derOf(new asn1js.Set({ value: attributes.map((a) => a.toSchema()) }));
  if (!verify("sha256", der, signer.publicKey, given.signature.valueBlock.valueHexView))
    faults.push("The seal's signature is not that of its certificate");
  return { faults, signer };
}

/** What CMS leaves unsigned is held to what `signContent` writes, so that no byte of a seal can change unseen. */
function isOwnKind(info: pkijs.ContentInfo, signed: pkijs.SignedData, given: pkijs.SignerInfo): boolean {
  const digests = [...signed.digestAlgorithms, given.digestAlgorithm].map((a) => a.algorithmId);
  return (
    info.contentType === SIGNED_DATA &&
    signed.version === 1 &&
    given.version === 1 &&
    signed.encapContentInfo.eContentType === DATA &&
    digests.every((id) => id === SHA_256) &&
    [ECDSA_SHA_256, RSA_SHA_256].includes(given.signatureAlgorithm.algorithmId) &&
    !given.unsignedAttrs
  );
}

/** Whether bytes are the one encoding of a ContentInfo: its two parts, the same when read and written again. */
function isDer(bytes: Uint8Array): boolean {
  const { result } = asn1js.fromBER(bufferOf(bytes));
  const parts = result instanceof asn1js.Sequence ? result.valueBlock.value.length : 0;
  return parts === 2 && derOf(result).equals(bytes);
}

function isSignedBy({ sid }: pkijs.SignerInfo, certificate: pkijs.Certificate): boolean {
  return (
    sid instanceof pkijs.IssuerAndSerialNumber &&
    sid.serialNumber.isEqual(certificate.serialNumber) &&
    sid.issuer.isEqual(certificate.issuer)
  );
}

interface Chain {
  pem: string;
  signer: X509Certificate;
  leaf: pkijs.Certificate;
  certificates: pkijs.Certificate[];
}

/** The certificate of the last seal: a process seals with one, and reading it takes longer than the rest. */
let chain: Chain | undefined;

function readChain(pem: string): Chain {
  if (chain?.pem === pem) return chain;
  const read = readCertificates(pem);
  const certificates = read.map((c) => pkijs.Certificate.fromBER(c.raw));
  const [signer] = read;
  const [leaf] = certificates;
  if (!signer || !leaf) throw new Error("The seal's certificate is missing");
  chain = { pem, signer, leaf, certificates };
  return chain;
}

function readCertificates(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

/** In the order of their encodings, as DER asks of a set (X.690, 11.6). */
function signedAttributes(digest: Buffer, certificate: Uint8Array): pkijs.Attribute[] {
  const sequence = (...value: asn1js.BaseBlock[]) => new asn1js.Sequence({ value });
  // ESSCertIDv2 with its default hash, SHA-256 (RFC 5035, 3).
  const certificateId = sequence(sequence(sequence(octets(sha256(certificate)))));
  return [
    new pkijs.Attribute({ type: CONTENT_TYPE, values: [new asn1js.ObjectIdentifier({ value: DATA })] }),
    new pkijs.Attribute({ type: MESSAGE_DIGEST, values: [octets(digest)] }),
    new pkijs.Attribute({ type: SIGNING_CERTIFICATE_V2, values: [certificateId] }),
  ].sort((a, b) => Buffer.compare(derOf(a.toSchema()), derOf(b.toSchema())));
}

function algorithmOf(certificate: X509Certificate): pkijs.AlgorithmIdentifier {
  if (certificate.publicKey.asymmetricKeyType === "ec")
    return new pkijs.AlgorithmIdentifier({ algorithmId: ECDSA_SHA_256 });
  return new pkijs.AlgorithmIdentifier({ algorithmId: RSA_SHA_256, algorithmParams: new asn1js.Null() });
}

function octetsOf(attributes: pkijs.Attribute[], type: string): Uint8Array {
  const value: unknown = attributes.find((a) => a.type === type)?.values[0];
  return value instanceof asn1js.OctetString ? value.valueBlock.valueHexView : new Uint8Array();
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function octets(bytes: Uint8Array): asn1js.OctetString {
  return new asn1js.OctetString({ valueHex: bufferOf(bytes) });
}

function derOf(block: asn1js.BaseBlock | ReturnType<pkijs.Certificate["toSchema"]>): Buffer {
  return Buffer.from(block.toBER());
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
