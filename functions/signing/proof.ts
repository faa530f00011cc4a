/** A link as its page has it, and the proof that a browser keeps of who opened it. */
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { proofOf } from "#core/signoff/code.ts";
import { linkKeys } from "#core/signoff/token.ts";
import type { AppEnv } from "../http/app.ts";

type C = Context<AppEnv>;

export function linkOf(c: C): string {
  return c.req.param("link") ?? "";
}

export function pathOf(c: C): string {
  return `/s/${linkOf(c)}`;
}

export function proofIn(c: C, { tokenId }: { tokenId: string }): string | undefined {
  return getCookie(c, `proof-${tokenId}`, "secure");
}

/** For this link alone, and only while its page is read: an hour. */
export function keepProof(c: C, tokenId: string): void {
  const proof = proofOf(tokenId, c.var.now, linkKeys());
  const options = {
    prefix: "secure",
    path: pathOf(c),
    httpOnly: true,
    secure: true,
    sameSite: "Strict",
    maxAge: 3600,
  } as const;
  setCookie(c, `proof-${tokenId}`, proof, options);
}
