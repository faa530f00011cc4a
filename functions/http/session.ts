/**
 * The session cookie: `__Host-` (secure, this host only, whole site), HttpOnly, SameSite=Lax so that
 * following a link from an email stays signed in. What it holds means nothing without the store.
 */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { AppError } from "#core/errors.ts";
import type { Actor } from "#core/record/records.ts";
import { findActor } from "#core/session/sign-in.store.ts";
import type { AppEnv } from "./app.ts";

const COOKIE = "session";
const OPTIONS = { prefix: "host", httpOnly: true, sameSite: "Lax", secure: true, path: "/" } as const;

/** Who asks, if they are signed in. */
export const withActor = createMiddleware<AppEnv>(async (c, next) => {
  const session = sessionOf(c);
  c.set("actor", session ? await findActor(session, c.var.now) : undefined);
  await next();
});

/** Throws "sign-in", which a page answers with the way to the sign-in page. */
export function requireActor(c: Context<AppEnv>): Actor {
  if (c.var.actor) return c.var.actor;
  throw new AppError("sign-in", "not-signed-in", "Sign in to see this page");
}

export function sessionOf(c: Context): string | undefined {
  return getCookie(c, COOKIE, "host");
}

export function openSession(c: Context, session: string, seconds: number): void {
  setCookie(c, COOKIE, session, { ...OPTIONS, maxAge: seconds });
}

export function closeSession(c: Context): void {
  deleteCookie(c, COOKIE, OPTIONS);
}
