/** The pages of the service as play goes through them: signing in, the form, the page behind a link. */
import type { Answers } from "#core/form/answers.ts";
import type { Example } from "#core/form/example.ts";
import { getForm, type Office } from "#core/form/office.ts";
import { fill } from "#web/fields/controls.tsx";
import { Browser, type WebForm, type WebPage } from "./browser.ts";
import type { InboxEntry } from "./mailbox.ts";

export const SIGN = "Confirm and sign";

export type Progress = (words: string) => void;

/** What play needs of a running system. */
export interface Playground {
  origin: string;
  inbox(): Promise<InboxEntry[]>;
  /** Lets everything that is due happen. */
  settle(): Promise<void>;
  setClock(iso: string): void;
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
  interest?: string;
  clauses?: Record<string, "approve" | "refuse">;
  alternative?: string;
  comment?: string;
  reason?: string;
}

export async function sign(
  system: Playground,
  link: string,
  used: Set<string>,
  { outcome, alternative, comment, reason, interest = "none", clauses }: Signing,
): Promise<void> {
  const browser = new Browser(system.origin);
  let page = expectOk(await browser.get(link));
  if (!offers(page, SIGN)) page = await prove(system, browser, page);
  const form = formWith(page, SIGN);
  const choices: Record<string, string> = { outcome };
  for (const [name, value] of Object.entries({ alternative, comment, reason }))
    if (value !== undefined) choices[name] = value;
  if (form.names.has("interest")) choices.interest = interest;
  for (const name of form.names)
    if (name.startsWith("clause-"))
      choices[name] = clauses?.[name.slice(7)] ?? (outcome === "refuse" ? "refuse" : "approve");
  const asked = form.names.has("code") ? await askForCode(system, browser, page, form, choices) : undefined;
  const done = asked
    ? await browser.submit(asked.page, formWith(asked.page, SIGN), { ...choices, code: asked.code }, SIGN)
    : await browser.submit(page, form, choices, SIGN);
  expectOk(done);
  if (offers(done, SIGN)) throw new Error(`The signature was not taken: ${done.url}`);
  used.add(link);
  await system.settle();
}

/** A page behind a link, when its code was asked for and given. */
export async function openProven(
  system: Playground,
  link: string,
  button: string,
): Promise<{ browser: Browser; page: WebPage }> {
  const browser = new Browser(system.origin);
  const page = expectOk(await browser.get(link));
  if (offers(page, button)) return { browser, page };
  await prove(system, browser, page);
  return { browser, page: expectOk(await browser.get(link)) };
}

function offers(page: WebPage, button: string): boolean {
  return page.forms.some((f) => f.buttons.some((b) => b.text === button));
}

/** A confidential paper asks for the code before it shows anything. */
async function prove(system: Playground, browser: Browser, page: WebPage): Promise<WebPage> {
  const { page: again, code } = await askForCode(system, browser, page, formOf(page), {});
  return expectOk(await browser.submit(again, formOf(again), { code }, "Continue"));
}

export async function askForCode(
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

export async function linkFor(system: Playground, email: string, used: Set<string>): Promise<string> {
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

/** Someone of the office by their id, or someone outside it by their address. */
export function personOf(office: Office, id: string) {
  if (id.includes("@")) return { id, name: id, email: id };
  const person = office.people?.find((p) => p.id === id);
  if (!person) throw new Error(`${office.office} has no person “${id}”`);
  return person;
}

export function formOf(page: WebPage) {
  const [form] = page.forms;
  if (!form) throw new Error(`There is no form on ${page.url}: ${page.h1}`);
  return form;
}

export function formWith(page: WebPage, button: string) {
  const form = page.forms.find((f) => f.buttons.some((b) => b.text === button));
  if (!form) throw new Error(`There is no “${button}” on ${page.url}: ${page.h1}`);
  return form;
}

/** The page, where it is one and reports no errors. */
export function expectOk(page: WebPage): WebPage {
  if (page.status < 400 && page.errors.length === 0) return page;
  throw new Error(`${page.h1} (${page.status}) at ${page.url}: ${page.errors.join("; ")}`);
}
