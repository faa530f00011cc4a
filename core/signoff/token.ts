/**
 * Link tokens: kid + token id + MAC. Derived, not stored: the database holds the id only, and without
 * the key it gives no link; a retry or a reminder of the same request makes the same link again. The
 * MAC is checked, in constant time, before anything is read, so guessing costs us no database call.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Resource } from "sst";
import * as v from "valibot";

/** What a token lets its bearer ask: the purpose is in the MAC, so one kind never passes for another. */
export type Purpose = "sign" | "sign-in" | "follow" | "follow-manage" | "follow-stop";

const KeysSchema = v.object({ current: v.string(), keys: v.record(v.string(), v.string()) });
export type LinkKeys = v.InferOutput<typeof KeysSchema>;

/** The keys of this installation: two may live at once, so that the current one can be rotated. */
export function linkKeys(): LinkKeys {
  return v.parse(KeysSchema, JSON.parse(Resource.LinkKeys.value));
}

/** 128 random bits: 22 characters of base64url. */
export function newTokenId(): string {
  return randomBytes(16).toString("base64url");
}

/** "a" + 22 characters + "." + 22 characters. */
export function makeToken(purpose: Purpose, tokenId: string, keys: LinkKeys): string {
  return `${keys.current}${tokenId}.${mac(purpose, tokenId, keys.keys[keys.current] ?? "")}`;
}

/** The token id, where the MAC holds; undefined for anything else. */
export function readToken(purpose: Purpose, text: string, keys: LinkKeys): string | undefined {
  const match = /^([a-z0-9])([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})$/.exec(text);
  if (!match) return undefined;
  const [, kid = "", tokenId = "", given = ""] = match;
  const key = keys.keys[kid];
  if (!key) return undefined;
  const expected = Buffer.from(mac(purpose, tokenId, key));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual) ? tokenId : undefined;
}

function mac(purpose: Purpose, tokenId: string, key: string): string {
  const digest = createHmac("sha256", Buffer.from(key, "base64")).update(`v1|${purpose}|${tokenId}`).digest();
  return digest.subarray(0, 16).toString("base64url");
}
