/**
 * play: one record, the whole way, as people would: the author signs in by the emailed link, fills in
 * each page of the form, checks and submits; each signatory opens the link in their mail and signs; the
 * service numbers, seals and publishes. Only the pages and the mailbox are used.
 */

import type { Answers } from "#core/form/answers.ts";
import type { Example } from "#core/form/example.ts";
import { getForm, type Office } from "#core/form/office.ts";
import { outcomesOf, PASSING } from "#core/signoff/plan.ts";
import { fill } from "#web/fields/controls.tsx";
import { Browser, type WebForm, type WebPage } from "./browser.ts";
import type { InboxEntry } from "./mailbox.ts";

/** What play needs of a running system. */
export interface Playground {
  origin: string;
  inbox(): Promise<InboxEntry[]>;
  /** Lets everything that is due happen. */
  settle(): Promise<void>;
  setClock(iso: string): void;
}

export interface Played {
  id: string;
  /** Links to sign that nobody has used, in the order sent. */
  waiting: string[];
}

const SIGN = "Confirm and sign";

export type Progress = (words: string) => void;

/**
 * Plays an example to its end. Throws, naming the page, where a page refuses what the example says; the
 * error carries the id of the record, once there is one.
 */
export async function play(
  system: Playground,
  office: Office,
  example: Example,
  progress: Progress = () => {},
): Promise<Played> {
  const author = personOf(office, example.author);
  if (example.at) system.setClock(example.at);
  const browser = await signIn(system, author.email);
  // What stands in the mailbox already is of other records.
  const used = new Set((await signLinks(system)).map((l) => l.link));
  const id = await start(browser, office, example.form);
  progress(`started a ${getForm(office, example.form).title}`);
  try {
    const waiting = await carryThrough(system, office, example, { browser, id, used }, progress);
    return { id, waiting };
  } catch (error) {
    throw Object.assign(error as Error, { record: id });
  }
}

/** From the empty form to the last signature; the links that are then left. */
async function carryThrough(
  system: Playground,
  office: Office,
  example: Example,
  { browser, id, used }: { browser: Browser; id: string; used: Set<string> },
  progress: Progress,
): Promise<string[]> {
  await fillIn(browser, office, example, id);
  await submit(browser, id);
  progress("filled in and submitted");
  for (const signOff of example.signOffs ?? []) {
    if (signOff.at) system.setClock(signOff.at);
    const { name, email } = personOf(office, signOff.by);
    await sign(system, await linkFor(system, email, used), used, signOff);
    progress(`${name}: ${signOff.outcome}`);
  }
  if (!example.signOffs) await everyoneApproves(system, office, example.form, used, progress);
  await system.settle();
  return (await signLinks(system)).filter((l) => !used.has(l.link)).map((l) => l.link);
}

/** Signs in by the link in the newest sign-in email. */
export async function signIn(system: Playground, email: string): Promise<Browser> {
  const browser = new Browser(system.origin);
  const page = await browser.get("/sign-in");
  await browser.submit(page, formOf(page), { email });
  await system.settle();
  const mail = (await system.inbox()).findLast(
    (m) => m.to === email && m.links.some((l) => l.includes("/sign-in/")),
  );
  const link = mail?.links.find((l) => l.includes("/sign-in/"));
  if (!link) throw new Error(`No sign-in email came for ${email}`);
  const confirm = await browser.get(link);
  expectOk(await browser.submit(confirm, formOf(confirm)));
  return browser;
}

export async function start(browser: Browser, office: Office, formId: string): Promise<string> {
  const page = await browser.get("/records/new");
  const form = page.forms.find((f) => f.action.endsWith("/records")) ?? formOf(page);
  const list = expectOk(await browser.submit(page, form, { form: getForm(office, formId).id }));
  const id = /\/records\/([0-9A-Z]{26})/.exec(list.url)?.[1];
  if (!id) throw new Error(`No record was started: ${list.h1} at ${list.url}`);
  return id;
}

export async function fillIn(browser: Browser, office: Office, example: Example, id: string): Promise<void> {
  const form = getForm(office, example.form);
  for (const section of form.sections) {
    const answered = section.fields.filter((field) => example.answers[field] !== undefined);
    if (answered.length === 0) continue;
    const page = expectOk(await browser.get(`/records/${id}/sections/${section.id}`));
    const typed = Object.assign(
      {},
      ...answered.map((field) => fill(field, form.fields[field]!, (example.answers as Answers)[field]!)),
    );
    const post = formWith(page, "Save and continue");
    expectOk(await browser.submit(page, post, typed, "Save and continue"));
  }
}

export async function submit(browser: Browser, id: string): Promise<void> {
  const page = expectOk(await browser.get(`/records/${id}/check`));
  const form = page.forms.find((f) => f.action.includes("/check") || f.names.has("saveNo"));
  if (!form) throw new Error(`This record cannot be submitted: ${page.errors.join("; ") || page.h1}`);
  expectOk(await browser.submit(page, form));
}

interface Signing {
  outcome: string;
  alternative?: string;
  comment?: string;
  reason?: string;
}

export async function sign(
  system: Playground,
  link: string,
  used: Set<string>,
  { outcome, alternative, comment, reason }: Signing,
): Promise<void> {
  const browser = new Browser(system.origin);
  let page = expectOk(await browser.get(link));
  if (!page.forms.some((f) => f.buttons.some((b) => b.text === SIGN)))
    page = await prove(system, browser, page);
  const form = formWith(page, SIGN);
  const choices: Record<string, string> = { outcome };
  for (const [name, value] of Object.entries({ alternative, comment, reason }))
    if (value !== undefined) choices[name] = value;
  if (form.names.has("interest")) choices.interest = "none";
  for (const name of form.names)
    if (name.startsWith("clause-")) choices[name] = outcome === "refuse" ? "refuse" : "approve";
  const asked = form.names.has("code") ? await askForCode(system, browser, page, form, choices) : undefined;
  const done = asked
    ? await browser.submit(asked.page, formWith(asked.page, SIGN), { ...choices, code: asked.code }, SIGN)
    : await browser.submit(page, form, choices, SIGN);
  expectOk(done);
  if (done.forms.some((f) => f.buttons.some((b) => b.text === SIGN)))
    throw new Error(`The signature was not taken: ${done.url}`);
  used.add(link);
  await system.settle();
}

/** A confidential paper asks for the code before it shows anything. */
async function prove(system: Playground, browser: Browser, page: WebPage): Promise<WebPage> {
  const { page: again, code } = await askForCode(system, browser, page, formOf(page), {});
  return expectOk(await browser.submit(again, formOf(again), { code }, "Continue"));
}

async function askForCode(
  system: Playground,
  browser: Browser,
  page: WebPage,
  form: WebForm,
  typed: Record<string, string>,
) {
  const before = (await system.inbox()).length;
  const next = expectOk(await browser.submit(page, form, typed, "Email me a code"));
  await system.settle();
  const mails = (await system.inbox()).slice(before);
  const code = mails.map((m) => /\b\d{6}\b/.exec(m.text)?.[0]).find(Boolean);
  if (!code) throw new Error("No code came by email");
  return { page: next, code };
}

/** Where an example does not say who signs what: everyone lets it pass, by the first statement offered. */
async function everyoneApproves(
  system: Playground,
  office: Office,
  formId: string,
  used: Set<string>,
  progress: Progress,
): Promise<void> {
  const form = getForm(office, formId);
  for (let i = 0; i < 40; i++) {
    await system.settle();
    const next = (await signLinks(system)).find((l) => !used.has(l.link));
    if (!next) return;
    const page = await new Browser(system.origin).get(next.link);
    const offered = formWith(page, SIGN);
    const stage = form.stages.find((s) =>
      outcomesOf(s).some((o) => PASSING.has(o.id) && page.html.includes(`value="${o.id}"`)),
    );
    const outcome =
      stage && outcomesOf(stage).find((o) => PASSING.has(o.id) && page.html.includes(`value="${o.id}"`));
    if (!outcome) throw new Error(`Nobody can let ${next.link} pass`);
    const alternative = /name="alternative"[^>]*value="([^"]*)"/.exec(page.html)?.[1];
    const comment = offered.names.has("comment") ? "I have no objection." : undefined;
    await sign(system, next.link, used, { outcome: outcome.id, alternative, comment });
    progress(`${next.to}: ${outcome.id}`);
  }
}

async function linkFor(system: Playground, email: string, used: Set<string>): Promise<string> {
  await system.settle();
  const found = (await signLinks(system)).findLast((l) => l.to === email && !used.has(l.link));
  if (!found) throw new Error(`No link to sign came for ${email}`);
  return found.link;
}

export async function signLinks(system: Playground): Promise<{ to: string; link: string }[]> {
  return (await system.inbox()).flatMap((m) =>
    m.links.filter((l) => l.includes("/s/")).map((link) => ({ to: m.to, link })),
  );
}

function personOf(office: Office, id: string) {
  const person = office.people?.find((p) => p.id === id);
  if (!person) throw new Error(`${office.office} has no person “${id}”`);
  return person;
}

function formOf(page: WebPage) {
  const [form] = page.forms;
  if (!form) throw new Error(`There is no form on ${page.url}: ${page.h1}`);
  return form;
}

function formWith(page: WebPage, button: string) {
  const form = page.forms.find((f) => f.buttons.some((b) => b.text === button));
  if (!form) throw new Error(`There is no “${button}” on ${page.url}: ${page.h1}`);
  return form;
}

/** The page, where it is one and reports no errors. */
function expectOk(page: WebPage): WebPage {
  if (page.status < 400 && page.errors.length === 0) return page;
  throw new Error(`${page.h1} (${page.status}) at ${page.url}: ${page.errors.join("; ")}`);
}
