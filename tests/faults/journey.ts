/**
 * The whole path by someone who may be interrupted at any point and takes up where they find things: the
 * author signs in and looks whether the record is there, each signatory whether their link still asks.
 */
import type { Example } from "#core/form/example.ts";
import type { Office } from "#core/form/office.ts";
import type { Browser } from "#infra/local/browser.ts";
import { start } from "#infra/local/play.ts";
import * as Pages from "#infra/local/play-pages.ts";
import type { LocalSystem } from "#infra/local/system.ts";

/** Takes the one record of an example to its end, from wherever it is. */
export async function finish(system: LocalSystem, office: Office, example: Example): Promise<void> {
  const author = office.people?.find((p) => p.id === example.author);
  if (!author) throw new Error(`${office.office} has no ${example.author}`);
  const browser = await signedIn(system, author.email);
  const id = (await mine(browser)) ?? (await start(browser, office, example.form));
  if ((await browser.get(`/records/${id}/check`)).status === 200) {
    await Pages.fillIn(browser, office, example, id);
    await Pages.submit(browser, id);
  }
  for (const signOff of example.signOffs ?? []) {
    const email = office.people?.find((p) => p.id === signOff.by)?.email;
    const sent = async () => (await Pages.signLinks(system)).filter((mail) => mail.to === email);
    await system.settle();
    if ((await sent()).length === 0) await unsure(system);
    for (const { link } of await sent()) {
      const page = await browser.get(link);
      const asks = page.forms.some((f) => f.buttons.some((b) => b.text === "Confirm and sign"));
      if (asks) await Pages.sign(system, link, new Set(), signOff);
    }
  }
  await unsure(system);
}

/** Whoever gets no email, or one whose link has been used, asks again when an address may: a minute later. */
async function signedIn(system: LocalSystem, email: string): Promise<Browser> {
  for (let asked = 1; ; asked++) {
    try {
      return await Pages.signIn(system, email);
    } catch (error) {
      if (asked === 3) throw error;
      system.advance(2 * 60_000);
    }
  }
}

/** Time enough for an email that nobody can tell of to be sent again. */
async function unsure(system: LocalSystem): Promise<void> {
  await system.settle();
  system.advance(20 * 60_000);
  await system.settle();
}

async function mine(browser: Browser): Promise<string | undefined> {
  const { html } = await browser.get("/");
  return /\/records\/([0-9A-HJKMNP-TV-Z]{26})/.exec(html)?.[1];
}
