/**
 * One-time codes: six digits sent to the mailbox on file, so that a forwarded link, a scanner that
 * presses buttons, or someone at an open screen cannot sign. Derived from the link's token like the
 * link itself, so that neither the database nor the outbox ever holds one (data design, 4.2).
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import * as v from "valibot";
import { tokenKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { Transaction } from "#core/aws/tx.ts";
import { changeItem } from "#core/aws/write.ts";
import { AppError } from "#core/errors.ts";
import type { Stage } from "#core/form/definition.ts";
import { newEntry, type Wanted } from "#core/notification/outbox.ts";
import type { LinkKeys } from "./token.ts";

const LIFE_MS = 10 * 60_000;
const TRIES = 5;
/** Codes an hour: with five tries each, a guesser's chance is below 1 in 66,000. */
const AN_HOUR = 3;
const PROOF_MS = 60 * 60_000;

const CodeItem = v.object({
  record: v.string(),
  codes: v.optional(v.number(), 0),
  codeExp: v.optional(v.string(), ""),
  codeTries: v.optional(v.number(), 0),
  codeHour: v.optional(v.string(), ""),
  codesInHour: v.optional(v.number(), 0),
});

/** Deciders always prove themselves by a code; other stages where their office asks for it. */
export function needsCode(stage: Stage): boolean {
  return stage.kind === "decide" || stage.assurance === "code";
}

/** The nth code of a token. */
export function codeOf(tokenId: string, n: number, keys: LinkKeys): string {
  const digest = mac(`v1|code|${tokenId}|${n}`, keys);
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, "0");
}

/** Sends the next code to the mailbox on file. Throws where too many were asked for. */
export async function sendCode(
  tokenId: string,
  to: Omit<Wanted, "kind" | "token">,
  now: string,
): Promise<void> {
  const item = await findItem(CodeItem, tokenKey(tokenId));
  if (!item) throw new AppError("gone", "bad-link", "This link does not work any more");
  const hour = now.slice(0, 13);
  const inHour = item.codeHour === hour ? item.codesInHour : 0;
  if (inHour >= AN_HOUR)
    throw new AppError(
      "conflict",
      "too-many-codes",
      "You have asked for several codes. Wait an hour, then ask again",
    );
  const n = item.codes + 1;
  const set = {
    codes: n,
    codeExp: new Date(Date.parse(now) + LIFE_MS).toISOString(),
    codeTries: 0,
    codeHour: hour,
    codesInHour: inHour + 1,
  };
  const entry = newEntry(
    { ...to, kind: "code", token: `${tokenId}.${n}` },
    `code-${tokenId}`.replace(/_/g, "-"),
    n,
    0,
    now,
  );
  await new Transaction()
    .update("token", tokenKey(tokenId), set, item.codes ? { codes: item.codes } : { codes: { absent: true } })
    .create("mail", entry.key, entry.item)
    .commit();
}

/** Whether this is the current code. Each wrong one counts against five; then a new code is needed. */
export async function checkCode(
  tokenId: string,
  typed: string,
  now: string,
  keys: LinkKeys,
): Promise<string | undefined> {
  const item = await findItem(CodeItem, tokenKey(tokenId));
  const code = typed.replace(/\s/g, "");
  if (!item?.codes) return "Ask for a code first";
  if (item.codeExp <= now) return "This code is out of date. Ask for a new one";
  if (item.codeTries >= TRIES) return "The code was wrong too often. Ask for a new one";
  if (!/^\d{6}$/.test(code)) return "Enter the 6-digit code from the email";
  if (same(code, codeOf(tokenId, item.codes, keys))) return undefined;
  await changeItem(
    tokenKey(tokenId),
    { codeTries: item.codeTries + 1 },
    { codes: item.codes, codeTries: item.codeTries },
  );
  return "The code is wrong. Check the newest email and enter it again";
}

/** What a browser keeps once a code was right: it proves it for an hour, for this link alone. */
export function proofOf(tokenId: string, now: string, keys: LinkKeys): string {
  const exp = String(Date.parse(now) + PROOF_MS);
  return `${exp}.${mac(`v1|proof|${tokenId}|${exp}`, keys).subarray(0, 16).toString("base64url")}`;
}

export function isProof(proof: string | undefined, tokenId: string, now: string, keys: LinkKeys): boolean {
  const [exp = "", given = ""] = proof?.split(".") ?? [];
  if (!/^\d{13}$/.test(exp) || Number(exp) <= Date.parse(now)) return false;
  return same(given, mac(`v1|proof|${tokenId}|${exp}`, keys).subarray(0, 16).toString("base64url"));
}

function mac(text: string, keys: LinkKeys): Buffer {
  const key = Buffer.from(keys.keys[keys.current] ?? "", "base64");
  return createHmac("sha256", key).update(text).digest();
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
