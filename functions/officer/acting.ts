/**
 * A command on a record: read from its form, carried out, and the record shown as it is then. What came
 * too late is said on the record's own page, with what it is now.
 */
import type { Context } from "hono";
import type * as v from "valibot";
import { AppError } from "#core/errors.ts";
import { recordPath } from "#web/officer/layout.tsx";
import type { AppEnv } from "../http/app.ts";
import { parse, readForm } from "../http/forms.ts";
import { requireActor } from "../http/session.ts";
import { idOf } from "./draft.ts";
import { statusPage } from "./status.ts";

type C = Context<AppEnv>;

/** What someone signed in has posted. */
export async function posted<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(c: C, schema: S) {
  requireActor(c);
  const form = await readForm(c);
  return { ...parse(schema, form), form };
}

/** Carries a command out, then shows the record: as it is now, where the command came too late. */
export async function acting(
  c: C,
  act: (asked: { id: string; actor: ReturnType<typeof requireActor>; now: string }) => Promise<void>,
): Promise<Response> {
  try {
    await act({ id: idOf(c), actor: requireActor(c), now: c.var.now });
  } catch (error) {
    const late = error instanceof AppError && (error.kind === "conflict" || error.kind === "gone");
    if (!late) throw error;
    return c.html(await statusPage(c, undefined, error.message), 409);
  }
  return c.redirect(recordPath(idOf(c)), 303);
}
