/**
 * What can be done about a published record: a correction, and withdrawal from publication. GET shows;
 * each POST is one command that names the publication its page showed.
 */
import { type Context, Hono } from "hono";
import * as v from "valibot";
import * as Correcting from "#core/record/correcting.ts";
import * as Status from "#core/record/status.ts";
import { recordPath } from "#web/officer/layout.tsx";
import { CorrectPage, UnpublishPage } from "#web/officer/published-pages.tsx";
import type { AppEnv } from "../http/app.ts";
import { CommandId, newCommandId } from "../http/forms.ts";
import { requireActor } from "../http/session.ts";
import { acting, posted } from "./acting.ts";
import { idOf } from "./draft.ts";
import { canCorrect, canUnpublish } from "./status.ts";
import { textErrors, textIn } from "./words.ts";

type C = Context<AppEnv>;
type Typed = { reason?: string; earlier?: string; errors?: { id: string; message: string }[] };

const Publication = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number));
const Command = v.object({ cmdId: CommandId, publication: Publication });
const Correction = v.object({
  ...Command.entries,
  earlier: v.optional(v.picklist(["keep", "withdraw", ""]), ""),
});

export const published = new Hono<AppEnv>()
  .get("/records/:id/correct", async (c) => {
    const page = await correctPage(c);
    return page ? c.html(page) : c.redirect(recordPath(idOf(c)), 303);
  })
  .post("/records/:id/correct", async (c) => {
    const { cmdId, publication, earlier, form } = await posted(c, Correction);
    const reason = textIn(form, "reason");
    const errors = [
      ...textErrors("reason", reason, "The reason", "Enter what is being corrected, and why"),
      ...(earlier
        ? []
        : [{ id: "earlier", message: "Select whether people can still read the version that is corrected" }]),
    ];
    const page = errors.length ? await correctPage(c, { reason, earlier, errors }) : undefined;
    if (page) return c.html(page, 422);
    const hides = earlier === "withdraw";
    return acting(c, (asked) => Correcting.correct({ ...asked, cmdId, publication, reason, hides }));
  })
  .get("/records/:id/unpublish", async (c) => {
    const page = await unpublishPage(c);
    return page ? c.html(page) : c.redirect(recordPath(idOf(c)), 303);
  })
  .post("/records/:id/unpublish", async (c) => {
    const { cmdId, publication, form } = await posted(c, Command);
    const reason = textIn(form, "reason");
    const errors = textErrors("reason", reason, "The reason", "Enter why you are withdrawing it");
    const page = errors.length ? await unpublishPage(c, { reason, errors }) : undefined;
    if (page) return c.html(page, 422);
    return acting(c, (asked) => Correcting.unpublish({ ...asked, cmdId, publication, reason }));
  });

/** Undefined where this person may not correct it, or it is not published. */
async function correctPage(c: C, typed: Typed = {}) {
  const actor = requireActor(c);
  const { view } = await Status.getStatus(idOf(c), actor);
  if (!canCorrect(view, actor)) return undefined;
  const writer = Correcting.writerOf(view, actor);
  const another = writer !== actor.person ? view.author.name : undefined;
  return CorrectPage({ view, officer: actor, cmdId: newCommandId(c.var.now), writer: another, ...typed });
}

async function unpublishPage(c: C, typed: Typed = {}) {
  const actor = requireActor(c);
  const { view } = await Status.getStatus(idOf(c), actor);
  if (!canUnpublish(view, actor)) return undefined;
  return UnpublishPage({ view, officer: actor, cmdId: newCommandId(c.var.now), ...typed });
}
