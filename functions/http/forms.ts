/**
 * Forms as they arrive: parsed once, at the edge. A control character (NUL above all) is refused with a
 * message, since no keyboard types one and no page could show it.
 */
import type { Context } from "hono";
import { ulid } from "ulid";
import * as v from "valibot";
import { AppError } from "#core/errors.ts";

export type Form = Record<string, string>;

/** For what no page of ours sends: the reader cannot mend it, only begin afresh. */
const AGAIN = "Open the page again, then try again";
/** All of C0 but tab and line breaks, and DEL. */
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** The id of a command, made with the form that will post it. */
export function newCommandId(now: string): string {
  return ulid(Date.parse(now));
}

export const CommandId = v.pipe(v.string(), v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, AGAIN));

/** What was posted, files too. A body that is not what its type says is refused in words. */
export function readBody(c: Context): Promise<Record<string, string | File>> {
  return c.req.parseBody().catch(() => {
    throw new AppError("invalid", "bad-body", AGAIN);
  });
}

/** The posted fields, the last value of each name; files are not read here. */
export async function readForm(c: Context): Promise<Form> {
  const form: Form = {};
  for (const [name, value] of Object.entries(await readBody(c)))
    if (typeof value === "string") form[name] = value;
  return form;
}

/**
 * Parses with a schema. A message that the schema words itself is for people; valibot's own is about a
 * request that none of our pages makes.
 */
export function parse<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(
  schema: S,
  input: unknown,
): v.InferOutput<S> {
  const result = v.safeParse(schema, input);
  if (!result.success) {
    const [{ message }] = result.issues;
    throw new AppError("invalid", "bad-form", message.startsWith("Invalid ") ? AGAIN : message);
  }
  if (Object.values(result.output).some((value) => typeof value === "string" && UNPRINTABLE.test(value)))
    throw new AppError(
      "invalid",
      "unprintable",
      "Remove the characters that cannot be printed, then try again",
    );
  return result.output;
}
