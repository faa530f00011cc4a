/** The officers' page of numbers: which are not in the register yet, and what the daily check found. */
import { Hono } from "hono";
import { findNumbersCheck } from "#core/record/numbering.store.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { waitingNumbers } from "#core/record/open-numbers.store.ts";
import { NumbersPage } from "#web/officer/numbers-page.tsx";
import type { AppEnv } from "../http/app.ts";
import { requireActor } from "../http/session.ts";

export const numbers = new Hono<AppEnv>().get("/numbers", async (c) => {
  const actor = requireActor(c);
  const [office, waiting, check] = await Promise.all([
    getOffice(actor.office),
    waitingNumbers(actor.office),
    findNumbersCheck(actor.office),
  ]);
  return c.html(NumbersPage({ office, officer: actor, waiting, check }));
});
