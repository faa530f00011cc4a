/**
 * Canonical JSON (RFC 8785, JCS) and hashing: one text for one value, so that anyone can recompute a
 * hash. Refuses what JSON would change in silence: `undefined`, dates, fractions, lone surrogates.
 */
import { createHash } from "node:crypto";
import serialize from "canonicalize";

/** The canonical text of a plain JSON value. Throws where the value is not plain JSON of whole numbers. */
export function canonical(value: unknown): string {
  assertPlain(value, "$");
  return (serialize as unknown as (v: unknown) => string)(value);
}

/** SHA-256 in hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function assertPlain(value: unknown, path: string): void {
  if (value === null || typeof value === "boolean" || typeof value === "string") return;
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${path} is not a whole number`);
    return;
  }
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) assertPlain(item, `${path}[${i}]`);
    return;
  }
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, item] of Object.entries(value)) assertPlain(item, `${path}.${key}`);
    return;
  }
  throw new TypeError(`${path} is not plain JSON`);
}

/** The value without its undefined members, which JSON has no word for. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
