/**
 * play: one record, the whole way, as people would: the author signs in by the emailed link, fills in
 * each page of the form, checks and submits; each signatory opens the link in their mail and signs; the
 * service numbers, seals and publishes. Only the pages and the mailbox are used.
 */

import type { Example } from "#core/form/example.ts";
import { getForm, type Office } from "#core/form/office.ts";
import { outcomesOf, PASSING } from "#core/signoff/plan.ts";
import { Browser } from "./browser.ts";
import {
  expectOk,
  fillIn,
  formOf,
  formWith,
  linkFor,
  type Playground,
  type Progress,
  personOf,
  SIGN,
  sign,
  signIn,
  signLinks,
  submit,
} from "./play-pages.ts";
import { runScript } from "./play-script.ts";

export interface Played {
  id: string;
  /** Links to sign that nobody has used, in the order sent. */
  waiting: string[];
}

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
  if (example.script) await runScript({ system, office, example, id, used, progress });
  for (const signOff of example.signOffs ?? []) {
    if (signOff.at) system.setClock(signOff.at);
    const { name, email } = personOf(office, signOff.by);
    await sign(system, await linkFor(system, email, used), used, signOff);
    progress(`${name}: ${signOff.outcome}`);
  }
  if (!example.signOffs && !example.script)
    await everyoneApproves(system, office, example.form, used, progress);
  await system.settle();
  return (await signLinks(system)).filter((l) => !used.has(l.link)).map((l) => l.link);
}

export async function start(browser: Browser, office: Office, formId: string): Promise<string> {
  const page = await browser.get("/records/new");
  const form = page.forms.find((f) => f.action.endsWith("/records")) ?? formOf(page);
  const list = expectOk(await browser.submit(page, form, { form: getForm(office, formId).id }));
  const id = /\/records\/([0-9A-Z]{26})/.exec(list.url)?.[1];
  if (!id) throw new Error(`No record was started: ${list.h1} at ${list.url}`);
  return id;
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
