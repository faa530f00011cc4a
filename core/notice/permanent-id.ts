/**
 * Permanent identifiers for feeds and data: a UUID (version 5, RFC 9562) made from what the thing is
 * to us. An address can move to a successor body's site; Atom asks that an id never does (RFC 4287, 4.2.6).
 */
import { createHash } from "node:crypto";

/** Chosen once at random; every id hangs on it. */
const NAMESPACE = Buffer.from("5e1f1c2d8c0b4b7e9a63d0f4a7c1e835", "hex");

/** "urn:uuid:…" of a record by its ULID, of an office's feed by its slug, of a part of one by its parameters. */
export function permanentId(kind: "record" | "register" | "feed", key: string): string {
  const hash = createHash("sha1").update(NAMESPACE).update(`${kind}:${key}`).digest().subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")}`;
}
