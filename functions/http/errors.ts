/**
 * The one table of errors: AppError to status, as a page or, for programs, as problem details
 * (RFC 9457). Anything else is a bug: 500, logged once, nothing shown.
 */
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { API } from "#core/api/addresses.ts";
import { AppError, type ErrorKind, InvalidAnswers } from "#core/errors.ts";
import { FOLLOW } from "#core/follow/addresses.ts";
import { ErrorPage } from "#web/errors/error-page.tsx";
import type { AppEnv } from "./app.ts";

const STATUS: Record<ErrorKind, ContentfulStatusCode> = {
  invalid: 400,
  "sign-in": 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  gone: 410,
  "too-large": 413,
  unavailable: 503,
};

const TITLE: Record<ErrorKind, string> = {
  invalid: "There is a problem",
  "sign-in": "Sign in",
  forbidden: "You cannot do this",
  "not-found": "Page not found",
  conflict: "This has changed",
  gone: "This link does not work any more",
  "too-large": "This is too large",
  unavailable: "Sorry, the service is busy",
};

/** Where someone who meets this error, by its code, most likely wants to go. */
const NEXT: Record<string, { text: string; href: string }> = {
  "sign-in-expired": { text: "Ask for another link", href: "/sign-in" },
  "follow-link": { text: "Follow decisions by email", href: FOLLOW },
  "not-signed-in": { text: "Sign in", href: "/sign-in" },
};

export function respond(error: Error, c: Context<AppEnv>): Response | Promise<Response> {
  const known = asAppError(error);
  if (!known) {
    console.error(
      JSON.stringify({ level: "error", path: safePath(c.req.path), error: error.stack ?? String(error) }),
    );
    return reply(
      c,
      500,
      "server-error",
      "Sorry, there is a problem with the service",
      "Try again later. What you had saved is safe.",
    );
  }
  if (known.kind === "sign-in" && c.req.method === "GET" && !wantsJson(c)) return c.redirect("/sign-in");
  return reply(c, STATUS[known.kind], known.code, TITLE[known.kind], known.message, known);
}

export function notFound(c: Context<AppEnv>): Response | Promise<Response> {
  return reply(c, 404, "not-found", TITLE["not-found"], "If you typed the address, check it is correct.");
}

function reply(
  c: Context<AppEnv>,
  status: ContentfulStatusCode,
  code: string,
  title: string,
  detail: string,
  error?: AppError,
) {
  c.header("Cache-Control", "no-store");
  if (wantsJson(c)) {
    const errors = error instanceof InvalidAnswers ? { errors: error.fields } : {};
    return c.body(
      JSON.stringify({ type: `urn:countersign:${code}`, title, status, detail, ...errors }),
      status,
      {
        "Content-Type": "application/problem+json",
      },
    );
  }
  return c.html(ErrorPage({ title, detail, next: NEXT[code] }), status);
}

function asAppError(error: Error): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException && error.status < 500)
    return new AppError("invalid", "bad-request", "This request cannot be read");
  return undefined;
}

/** Whether a program asks, and no browser. What is asked of the API is asked by a program. */
export function wantsJson(c: Context): boolean {
  if (c.req.path.startsWith(`${API}/`)) return true;
  const accept = c.req.header("accept") ?? "";
  return accept.includes("json") && !accept.includes("text/html");
}

/** A link's token is a secret: it never reaches a log. */
function safePath(path: string): string {
  return path.replace(/^\/(s|sign-in|follow\/\w+)\/.*/, "/$1/…");
}
