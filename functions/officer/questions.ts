/**
 * The officers' pages of questions from those who scrutinise the office. GET shows; each POST is one
 * command on the revision that its page showed. What came too late is said on the page as it is now, with
 * everything that was typed; what was sent twice is done once.
 */
import { type Context, Hono } from "hono";
import * as v from "valibot";
import { AppError } from "#core/errors.ts";
import { londonDate } from "#core/form/dates.ts";
import { noticePath } from "#core/notice/addresses.ts";
import { getOffice } from "#core/record/offices.store.ts";
import * as Item from "#core/scrutiny/item.ts";
import * as Items from "#core/scrutiny/items.store.ts";
import { dateTyped } from "#web/fields/dates.tsx";
import { type Typed, typedFrom } from "#web/fields/typed.ts";
import { AddQuestionPage, QuestionFormPage, type Verb } from "#web/officer/question-forms.tsx";
import { QuestionPage } from "#web/officer/question-page.tsx";
import { itemPath, QuestionsPage } from "#web/officer/questions-page.tsx";
import type { AppEnv } from "../http/app.ts";
import { CommandId, newCommandId } from "../http/forms.ts";
import { requireActor } from "../http/session.ts";
import { posted } from "./acting.ts";
import { type Read, readAnswer, readAsked, readCorrection, readDue, readReason } from "./questions-typed.ts";

type C = Context<AppEnv>;

const Command = v.object({ cmdId: CommandId });
const OnItem = v.object({
  ...Command.entries,
  rev: v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number)),
});

const pages = new Hono<AppEnv>()
  .get("/questions", async (c) => {
    const actor = requireActor(c);
    const [items, office] = await Promise.all([Items.listItems(actor), getOffice(actor.office)]);
    return c.html(QuestionsPage({ office, officer: actor, items, today: today(c) }));
  })
  .get("/questions/new", async (c) => {
    const office = await getOffice(handler(c).office);
    return c.html(await addPage(c, { askedBy: office.body.scrutiny ?? "" }));
  })
  .post("/questions", async (c) => {
    const actor = handler(c);
    const { cmdId, form } = await posted(c, Command);
    if (await Items.wasDone(actor.office, cmdId, cmdId)) return c.redirect(itemPath(cmdId), 303);
    const typed = typedFrom(Object.entries(form));
    const { errors, value } = await readAsked(actor.office, typed, today(c));
    if (!value) return c.html(await addPage(c, typed, errors), 422);
    const { id } = await Items.enter(value, { cmdId, actor, now: c.var.now });
    return c.redirect(itemPath(id), 303);
  })
  .get("/questions/:item", async (c) => c.html(await itemPage(c)))
  .post("/questions/:item/publish", async (c) => {
    const { cmdId, rev } = await posted(c, OnItem);
    try {
      await Items.act({ ...asked(c), cmdId, rev }, Item.publish);
    } catch (error) {
      return c.html(await itemPage(c, { why: whyLate(error) }), 409);
    }
    return c.redirect(itemPath(asked(c).id), 303);
  });

/** What each form begins with, and the event that is made of what comes back. */
const FORMS: Record<
  Verb,
  {
    begin(item: Item.Item, today: string): Typed;
    read(item: Item.Item, typed: Typed, today: string): Promise<Read<(item: Item.Item) => Item.ItemEvent>>;
  }
> = {
  answer: {
    begin: (_, today) => dateTyped("on", today),
    read: async (item, typed, today) =>
      deciding(await readAnswer(item, typed, today), (given) => (now) => Item.answer(now, given)),
  },
  correct: {
    begin: ({ answer, office }) => ({
      text: answer?.text ?? "",
      link: answer?.link ? noticePath(office, answer.link.slug) : "",
    }),
    read: async (item, typed) =>
      deciding(await readCorrection(item, typed), (given) => (now) => Item.correct(now, given)),
  },
  due: {
    begin: ({ due }) => dateTyped("due", due),
    read: async (item, typed) =>
      deciding(
        readDue(item, typed),
        ({ due, reason }) =>
          (now) =>
            Item.changeDue(now, due, reason),
      ),
  },
  withdraw: {
    begin: () => ({}),
    read: async (_, typed) => deciding(readReason(typed), (reason) => (now) => Item.withdraw(now, reason)),
  },
};

export const questions = new Hono<AppEnv>().route("/", pages);
for (const verb of ["answer", "correct", "due", "withdraw"] as const)
  questions
    .get(`/questions/:item/${verb}`, async (c) => {
      const { item } = await Items.getItem(asked(c).id, handler(c));
      if (!Item.may(item, verb)) return c.redirect(itemPath(item.id), 303);
      return c.html(await formPage(c, verb, item, FORMS[verb].begin(item, today(c))));
    })
    .post(`/questions/:item/${verb}`, async (c) => {
      const { cmdId, rev, form } = await posted(c, OnItem);
      const { id, actor, now } = asked(c);
      const { item } = await Items.getItem(id, actor);
      if (await Items.wasDone(actor.office, id, cmdId)) return c.redirect(itemPath(id), 303);
      const typed = typedFrom(Object.entries(form));
      // What can no longer be done is refused as such, whatever is wrong with how it was typed.
      if (!Item.may(item, verb))
        return tooLate(c, verb, typed, "Someone has changed this since you opened the page");
      const { errors, value } = await FORMS[verb].read(item, typed, today(c));
      if (!value) return c.html(await formPage(c, verb, item, typed, { errors }), 422);
      try {
        await Items.act({ id, actor, now, cmdId, rev }, value);
      } catch (error) {
        return tooLate(c, verb, typed, whyLate(error));
      }
      return c.redirect(itemPath(id), 303);
    });

/** The form again, with what was typed, where it can still be sent; else the item, with what was written. */
async function tooLate(c: C, verb: Verb, typed: Typed, why: string): Promise<Response> {
  const { item } = await Items.getItem(asked(c).id, handler(c));
  if (Item.may(item, verb)) return c.html(await formPage(c, verb, item, typed, { stale: why }), 409);
  const wrote = [typed.text, typed.reason].filter(Boolean).join("\n");
  return c.html(await itemPage(c, { why, wrote }), 409);
}

function whyLate(error: unknown): string {
  if (error instanceof AppError && error.kind === "conflict") return error.message;
  throw error;
}

function deciding<T>(
  { errors, value }: Read<T>,
  decide: (value: T) => (item: Item.Item) => Item.ItemEvent,
): Read<(item: Item.Item) => Item.ItemEvent> {
  return value === undefined ? { errors } : { errors, value: decide(value) };
}

async function addPage(c: C, typed: Typed, errors: Read<unknown>["errors"] = []) {
  const actor = handler(c);
  const office = await getOffice(actor.office);
  return AddQuestionPage({ office, officer: actor, cmdId: newCommandId(c.var.now), typed, errors });
}

async function formPage(
  c: C,
  verb: Verb,
  item: Item.Item,
  typed: Typed,
  more: { errors?: Read<unknown>["errors"]; stale?: string } = {},
) {
  const actor = handler(c);
  const office = await getOffice(actor.office);
  return QuestionFormPage({
    verb,
    office,
    officer: actor,
    item,
    cmdId: newCommandId(c.var.now),
    typed,
    ...more,
  });
}

async function itemPage(c: C, refused?: { why: string; wrote?: string }) {
  const actor = handler(c);
  const [office, { item, history }] = await Promise.all([
    getOffice(actor.office),
    Items.getItem(asked(c).id, actor),
  ]);
  const cmdId = newCommandId(c.var.now);
  return QuestionPage({ office, officer: actor, item, history, cmdId, today: today(c), refused });
}

function asked(c: C) {
  return { id: c.req.param("item") ?? "", actor: requireActor(c), now: c.var.now };
}

/** Whoever is signed in, where this is theirs to deal with. */
function handler(c: C) {
  const actor = requireActor(c);
  if (Items.mayHandle(actor)) return actor;
  throw new AppError(
    "forbidden",
    "not-handling",
    "Only authors and governance deal with questions from the panel",
  );
}

function today(c: C): string {
  return londonDate(c.var.now);
}
