/**
 * Following by email: /follow. The public's, so a function of its own, bounded by its reserved concurrency.
 * GET shows and POST acts; a mail program's one-click post needs no page of ours and no session (RFC 8058).
 */
import type { Context } from "hono";
import * as v from "valibot";
import { AppError } from "#core/errors.ts";
import { confirmPath, FOLLOW, managePath, stopPath } from "#core/follow/addresses.ts";
import * as Subscribers from "#core/follow/subscribers.store.ts";
import { categoriesOf, categoryTopic, officeTopic, recipientTopic, type Topic } from "#core/follow/topics.ts";
import { type Office, SlugSchema } from "#core/form/office.ts";
import { officeRegisters } from "#core/notice/register.store.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { RecipientName } from "#core/search/query.ts";
import { linkKeys, makeToken } from "#core/signoff/token.ts";
import {
  CheckMailPage,
  ConfirmFollowPage,
  categoryBox,
  FollowPage,
  ManagePage,
  StopPage,
  StoppedPage,
} from "#web/follow/pages.tsx";
import { type AppEnv, newApp } from "./http/app.ts";
import { type Form, parse, readForm } from "./http/forms.ts";
import { lambda } from "./http/lambda.ts";

const Email = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email());
const AskForm = v.object({
  office: v.optional(v.string(), ""),
  recipient: v.optional(v.string(), ""),
  email: v.optional(v.string(), ""),
});
const StopForm = v.object({ topic: v.optional(v.pipe(v.string(), v.maxLength(1000)), "") });

type C = Context<AppEnv>;
type Errors = { id: string; message: string }[];

export const app = newApp();

app.get(FOLLOW, async (c) => {
  const { office: slug = "", category, recipient } = c.req.query();
  const office = await officeOf(slug);
  const typed = {
    ...(recipient && { recipient: recipient.slice(0, 200) }),
    ...(category ? { [categoryBox(category)]: "yes" } : office && !recipient && { all: "yes" }),
  };
  return form(c, office, typed);
});

app.post(FOLLOW, async (c) => {
  const typed = await readForm(c);
  const asked = parse(AskForm, typed);
  const office = await officeOf(asked.office);
  const { topics, errors } = chosen(office, typed);
  const email = v.safeParse(Email, asked.email);
  if (!email.success) errors.push({ id: "email", message: emailWords(asked.email) });
  if (errors.length > 0 || !email.success) return form(c, office, typed, errors);
  await Subscribers.askToFollow(email.output, topics, c.var.now);
  return c.html(CheckMailPage({ email: email.output }));
});

app.get(confirmPath(":link"), async (c) => {
  const { topics } = await Subscribers.lookAtRequest(linkOf(c), c.var.now);
  return c.html(ConfirmFollowPage({ action: c.req.path, topics }));
});

app.post(confirmPath(":link"), async (c) => {
  const subscriber = await Subscribers.confirm(linkOf(c), c.var.now);
  return c.redirect(managePath(makeToken("follow-manage", subscriber, linkKeys())), 303);
});

app.get(managePath(":link"), async (c) => {
  const { email, topics } = await Subscribers.getSubscriber(linkOf(c));
  return c.html(ManagePage({ action: c.req.path, email, topics }));
});

app.post(managePath(":link"), async (c) => {
  const { id, topics } = await Subscribers.getSubscriber(linkOf(c));
  const { topic } = parse(StopForm, await readForm(c));
  const isLast = topics.length === 1 && topics[0]?.id === topic;
  if (topic === "all" || isLast) {
    await Subscribers.stopAll(id);
    return c.html(StoppedPage());
  }
  await Subscribers.stopTopic(id, topic);
  return c.redirect(c.req.path, 303);
});

app.get(stopPath(":link"), (c) => {
  Subscribers.stoppedBy(linkOf(c));
  return c.html(StopPage({ action: c.req.path }));
});

app.post(stopPath(":link"), async (c) => {
  await Subscribers.stopAll(Subscribers.stoppedBy(linkOf(c)));
  return c.html(StoppedPage());
});

export const handler = lambda(app);

function linkOf(c: C): string {
  return c.req.param("link") ?? "";
}

/** What a form asks to follow, and what is wrong with that. */
function chosen(office: Office | undefined, typed: Form): { topics: Topic[]; errors: Errors } {
  const { all, recipient = "" } = typed;
  const categories = office ? categoriesOf(office).filter(({ slug }) => typed[categoryBox(slug)]) : [];
  const topics = office
    ? all
      ? [officeTopic(office)]
      : categories.map((category) => categoryTopic(office, category))
    : [];
  const errors: Errors = [];
  if (recipient.trim()) {
    const name = v.safeParse(RecipientName, recipient);
    if (name.success) topics.push(recipientTopic(name.output));
    else errors.push({ id: "recipient", message: name.issues[0].message });
  } else if (topics.length === 0)
    errors.push(
      office
        ? { id: "all", message: "Select what you want to follow, or enter a recipient" }
        : { id: "recipient", message: "Enter the name of a recipient, or select an office" },
    );
  return { topics, errors };
}

function emailWords(typed: string): string {
  return typed.trim()
    ? "Enter an email address in the correct format, like name@example.com"
    : "Enter your email address";
}

async function officeOf(slug: string): Promise<Office | undefined> {
  if (!slug) return undefined;
  if (!v.is(SlugSchema, slug)) throw new AppError("not-found", "no-office", "There is no such office");
  return getOffice(slug);
}

async function form(
  c: C,
  office: Office | undefined,
  typed: Record<string, string>,
  errors: Errors = [],
): Promise<Response> {
  const offices = office ? [] : await officeRegisters();
  const categories = office ? categoriesOf(office) : [];
  const byName = offices.toSorted((a, b) => a.name.localeCompare(b.name));
  const page = FollowPage({ office, categories, offices: byName, typed, errors });
  return c.html(page, errors.length > 0 ? 400 : 200);
}
