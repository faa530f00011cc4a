/** The officers' page of published funding that ends in the coming year, and what goes on from it. */
import { Hono } from "hono";
import { londonDate } from "#core/form/dates.ts";
import { endingsBetween } from "#core/notice/ending.store.ts";
import { monthsBefore } from "#core/notice/ending.ts";
import { monthsBeforeEnd } from "#core/record/ending.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { EndingPage } from "#web/officer/ending-page.tsx";
import type { AppEnv } from "../http/app.ts";
import { requireActor } from "../http/session.ts";

const MONTHS = 12;
const MOST = 200;

export const ending = new Hono<AppEnv>().get("/funding-ending", async (c) => {
  const actor = requireActor(c);
  const from = londonDate(c.var.now);
  const range = { from, to: monthsBefore(from, -MONTHS), limit: MOST + 1 };
  const [office, found] = await Promise.all([getOffice(actor.office), endingsBetween(actor.office, range)]);
  const months = monthsBeforeEnd(office);
  const endings = found.slice(0, MOST);
  return c.html(EndingPage({ office, officer: actor, endings, months, more: found.length > MOST }));
});
