/** The officers' page of statutory returns: what each lacks, record by record, before it is due. */
import { Hono } from "hono";
import { londonDate } from "#core/form/dates.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { dueReturns } from "#core/returns/due.store.ts";
import { ReturnsDuePage } from "#web/officer/returns-page.tsx";
import type { AppEnv } from "../http/app.ts";
import { requireActor } from "../http/session.ts";

export const returns = new Hono<AppEnv>().get("/returns-due", async (c) => {
  const actor = requireActor(c);
  const today = londonDate(c.var.now);
  const [office, due] = await Promise.all([getOffice(actor.office), dueReturns(actor, today)]);
  return c.html(ReturnsDuePage({ office, officer: actor, due, today }));
});
