/**
 * What a signatory wrote stands beside the ledger, which holds a salted hash of it: the words can be
 * erased under a retention rule, and nobody can guess them from the hash.
 */
import { randomBytes } from "node:crypto";
import { sha256 } from "#core/ledger/canonical.ts";

export function newSalt(): string {
  return randomBytes(16).toString("hex");
}

/** The salt of words that anyone may read: it is published with them, and must open nothing that stands beside them. */
export function openSalt(salt: string): string {
  return sha256(`open|${salt}`);
}

/** Undefined for nothing written. */
export function saltedHash(salt: string, words: string | undefined): string | undefined {
  return words?.trim() ? sha256(`${salt}|${words}`) : undefined;
}
