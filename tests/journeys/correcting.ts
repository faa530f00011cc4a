/** What people do about a published record, by its pages: open a correction, write it, sign it, withdraw. */
import type { Answers } from "#core/form/answers.ts";
import type { Example } from "#core/form/example.ts";
import { getForm, type Office } from "#core/form/office.ts";
import type { Browser, WebPage } from "#infra/local/browser.ts";
import { type Playground, sign, signIn, signLinks, submit } from "#infra/local/play-pages.ts";
import { fill } from "#web/fields/controls.tsx";

export async function officer(system: Playground, office: Office, person: string): Promise<Browser> {
  const found = office.people?.find((p) => p.id === person);
  if (!found) throw new Error(`no ${person}`);
  return signIn(system, found.email);
}

/** Posts the form of a short page about a record: "correct", "unpublish", "withdraw". */
export async function post(
  browser: Browser,
  id: string,
  verb: string,
  values: Record<string, string>,
): Promise<WebPage> {
  const page = await browser.get(`/records/${id}/${verb}`);
  const form = page.forms.find((f) => f.action.endsWith(`/${verb}`));
  if (!form) throw new Error(`No such form on ${page.url}: ${page.h1}`);
  return browser.submit(page, form, values);
}

/** Writes these answers into the correction, and submits it. */
export async function write(
  browser: Browser,
  office: Office,
  formId: string,
  id: string,
  answers: Answers,
): Promise<void> {
  const form = getForm(office, formId);
  for (const [field, answer] of Object.entries(answers)) {
    const section = form.sections.find((s) => s.fields.includes(field));
    const page = await browser.get(`/records/${id}/sections/${section?.id}`);
    const own = page.forms.find((f) => f.buttons.some((b) => b.text === "Save and continue"))!;
    const done = await browser.submit(
      page,
      own,
      fill(field, form.fields[field]!, answer!),
      "Save and continue",
    );
    if (done.errors.length) throw new Error(done.errors.join("; "));
  }
  await submit(browser, id);
}

/** Everyone who signed the example signs again, at the time of the system. */
export async function signAgain(
  system: Playground,
  office: Office,
  example: Example,
  from = 0,
): Promise<void> {
  const used = new Set((await signLinks(system)).slice(0, from).map((l) => l.link));
  for (const { by, at: _, stage: _stage, ...signature } of example.signOffs ?? []) {
    await system.settle();
    const email = office.people?.find((p) => p.id === by)?.email;
    const found = (await signLinks(system)).findLast((l) => l.to === email && !used.has(l.link));
    if (!found) throw new Error(`${by} was not asked`);
    await sign(system, found.link, used, signature);
  }
  await system.settle();
}
