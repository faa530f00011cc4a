/**
 * The app every HTTP function starts from: security headers, the check that a form was posted from our
 * own pages, the size of a post, and one table of errors.
 */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import { getPath } from "hono/utils/url";
import { Resource } from "sst";
import { AppError } from "#core/errors.ts";
import type { Actor } from "#core/record/records.ts";
import { notFound, respond } from "./errors.ts";

export interface AppEnv {
  Variables: { actor: Actor | undefined; now: string };
}

/** A form of ours is far below this. */
const MAX_TEXT = 1024 * 1024;
/** A form with a file: Lambda takes 6 MB a call, and such a form comes in base64. */
const MAX_FILE = 4.4 * 1024 * 1024;
/** A mail program posts here by itself (RFC 8058): what the link in the path allows is all that it can do. */
const ONE_CLICK = /^\/follow\/stop\/[^/]+$/;
const WITH_FILE = /^\/verify$|^\/records\/[^/]+\/(attachments\/[^/]+|copy)$/;

export function newApp(): Hono<AppEnv> {
  // A page that is not in the bucket is asked for here by the name of its file (infra/index-page.js).
  const app = new Hono<AppEnv>({ getPath: (request) => getPath(request).replace(/\/index\.html$/, "/") });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // "no-referrer" would make Chromium send `Origin: null` with our own forms.
      referrerPolicy: "same-origin",
      strictTransportSecurity: "max-age=63072000; includeSubDomains",
      xFrameOptions: "DENY",
    }),
  );
  app.use(async (c, next) => {
    c.set("now", new Date().toISOString());
    await next();
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
  });
  const text = limit(
    MAX_TEXT,
    "You have entered too much text. Shorten it to less than 1 MB, then try again",
  );
  const file = limit(MAX_FILE, "The selected file must be smaller than 4MB");
  app.use((c, next) => (WITH_FILE.test(c.req.path) ? file : text)(c, next));
  app.use(sameOrigin);
  app.onError(respond);
  app.notFound(notFound);
  return app;
}

/**
 * Every request that could change something must be a form or JSON, posted from our own origin. Browsers
 * send Origin with every POST; a request without one is not a browser's form, and is refused too.
 */
const sameOrigin = createMiddleware<AppEnv>(async (c, next) => {
  if (["GET", "HEAD", "OPTIONS"].includes(c.req.method)) return next();
  const type = c.req.header("content-type")?.split(";")[0]?.trim() ?? "";
  const known = ["application/x-www-form-urlencoded", "multipart/form-data", "application/json"].includes(
    type,
  );
  if (!known) throw new AppError("invalid", "content-type", "Send a form");
  if (c.req.header("origin") !== Resource.Site.origin && !ONE_CLICK.test(c.req.path))
    throw new AppError(
      "forbidden",
      "cross-site",
      "This form was not sent from this site. Open the page again, then try again",
    );
  await next();
});

function limit(maxSize: number, message: string) {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new AppError("too-large", "post-too-large", message);
    },
  });
}
