/** The officers' pages: the records of one's office, starting one, and all about one. GET never acts. */

import { Hono } from "hono";
import * as v from "valibot";
import { compose } from "#core/document/compose.ts";
import { AppError } from "#core/errors.ts";
import { londonDate } from "#core/form/dates.ts";
import { noNewRecords } from "#core/notice/succession.ts";
import { findClosing, findRewriting } from "#core/record/closing.store.ts";
import { findNumbersCheck } from "#core/record/numbering.store.ts";
import { getOffice } from "#core/record/offices.store.ts";
import * as Records from "#core/record/records.ts";
import * as Status from "#core/record/status.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { mayHandle } from "#core/scrutiny/items.store.ts";
import { progressOf } from "#web/fields/section.ts";
import { PaperPage, SubmittedPage, WithdrawPage } from "#web/officer/after-pages.tsx";
import { DashboardPage } from "#web/officer/dashboard-page.tsx";
import { recordPath } from "#web/officer/layout.tsx";
import { StartPage } from "#web/officer/start-page.tsx";
import { TaskListPage } from "#web/officer/task-list-page.tsx";
import type { AppEnv } from "../http/app.ts";
import { CommandId, newCommandId, parse, readForm } from "../http/forms.ts";
import { requireActor } from "../http/session.ts";
import { acting } from "./acting.ts";
import { check } from "./check.ts";
import { canWithdraw, idOf, mustExplain } from "./draft.ts";
import { ending } from "./ending.ts";
import { managing } from "./managing.ts";
import { noticeBegun } from "./noticing.ts";
import { numbers } from "./numbers.ts";
import { onPaper } from "./on-paper.ts";
import { published } from "./published.ts";
import { questions } from "./questions.ts";
import { returns } from "./returns.ts";
import { sections } from "./sections.ts";
import { statusPage } from "./status.ts";
import { textErrors, textIn } from "./words.ts";

const Rev = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number));
const Start = v.object({ cmdId: CommandId, form: v.optional(v.string(), "") });
const Publication = v.object({ cmdId: CommandId, rev: Rev });

const pages = new Hono<AppEnv>()
  .get("/", async (c) => {
    const actor = requireActor(c);
    const [office, records, check, closing] = await Promise.all([
      getOffice(actor.office),
      Status.list({ actor }),
      findNumbersCheck(actor.office),
      findClosing(actor.office, londonDate(c.var.now)),
    ]);
    const rewriting = closing && (await findRewriting(actor.office));
    const may = { starts: starts(actor) && !closing, handles: mayHandle(actor), closing, rewriting };
    return c.html(DashboardPage({ office, officer: actor, records, check, ...may }));
  })
  .get("/records/new", async (c) => {
    const actor = requireActor(c);
    if (!starts(actor)) throw new AppError("forbidden", "not-author", "You cannot start records");
    const office = await getOffice(actor.office);
    const closing = await findClosing(actor.office, londonDate(c.var.now));
    if (closing) throw new AppError("conflict", "office-closed", noNewRecords(office.body.name, closing));
    return c.html(StartPage({ office, officer: actor, cmdId: newCommandId(c.var.now) }));
  })
  .post("/records", async (c) => {
    const actor = requireActor(c);
    const { form, cmdId } = parse(Start, await readForm(c));
    const office = await getOffice(actor.office);
    if (!office.forms.some((f) => f.id === form)) {
      const error = "Select what you want to start";
      return c.html(StartPage({ office, officer: actor, cmdId, error }), 422);
    }
    const { id } = await Records.create({ office: actor.office, form, actor, now: c.var.now, cmdId });
    return c.redirect(recordPath(id), 303);
  })
  .get("/records/:id", async (c) => {
    const actor = requireActor(c);
    const draft = await Records.getDraft(idOf(c), actor);
    const { view, returned } = draft;
    if (view.state === "draft" && view.author.person === actor.person) {
      const progress = progressOf(view.office, view.form, view.answers);
      const noticed = noticeBegun(draft, c.var.now);
      return c.html(TaskListPage({ view, officer: actor, progress, noticed, returned }));
    }
    return c.html(await statusPage(c));
  })
  .get("/records/:id/paper", async (c) => {
    const actor = requireActor(c);
    const { view } = await Status.getStatus(idOf(c), actor);
    return c.html(PaperPage({ view, officer: actor, paper: compose(view, "restricted") }));
  })
  .get("/records/:id/submitted", async (c) => {
    const actor = requireActor(c);
    const { view, tasks } = await Status.getStatus(idOf(c), actor);
    if (view.state === "draft") return c.redirect(recordPath(view.id), 303);
    return c.html(SubmittedPage({ view, officer: actor, tasks }));
  })
  .get("/records/:id/withdraw", async (c) => {
    const actor = requireActor(c);
    const { view, rev } = await Records.getDraft(idOf(c), actor);
    if (!canWithdraw(view, actor)) return c.redirect(recordPath(view.id), 303);
    return c.html(WithdrawPage({ view, officer: actor, cmdId: newCommandId(c.var.now), rev }));
  })
  .post("/records/:id/withdraw", async (c) => {
    const actor = requireActor(c);
    const id = idOf(c);
    const form = await readForm(c);
    const { cmdId, rev } = parse(Publication, form);
    const reason = textIn(form, "reason");
    const explained = textIn(form, "explained");
    const { view } = await Records.getDraft(id, actor);
    const errors = [
      ...textErrors("reason", reason, "The reason", "Enter why you are withdrawing it"),
      ...(explained || mustExplain(view)
        ? textErrors(
            "explained",
            explained,
            "The reason for the register",
            "Enter why, for the public register",
          )
        : []),
    ];
    if (errors.length)
      return c.html(WithdrawPage({ view, officer: actor, cmdId, rev, reason, explained, errors }), 422);
    return acting(c, (asked) => withdraw({ ...asked, cmdId, reason, explained }));
  })
  .post("/records/:id/publish", async (c) => {
    const actor = requireActor(c);
    const id = idOf(c);
    await Records.publish({ id, ...parse(Publication, await readForm(c)), actor, now: c.var.now });
    return c.redirect(recordPath(id), 303);
  });

export const officer = new Hono<AppEnv>()
  .route("/", pages)
  .route("/", sections)
  .route("/", check)
  .route("/", managing)
  .route("/", onPaper)
  .route("/", published)
  .route("/", returns)
  .route("/", questions)
  .route("/", numbers)
  .route("/", ending);

function starts(actor: Records.Actor): boolean {
  return actor.roles.includes("author");
}
