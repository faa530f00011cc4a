/** The one import of Hono's Lambda adapter: everything else sees a plain Hono app. */
import type { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import type { AppEnv } from "./app.ts";

/** Pages and JSON go as text; a file goes byte by byte, in base64, a table of text no less. */
const isFile = (contentType: string) => !/^text\/html\b|json\b/.test(contentType);

export const lambda = (app: Hono<AppEnv>) => handle(app, { isContentTypeBinary: isFile });
