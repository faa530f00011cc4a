/**
 * The whole path by someone who may be interrupted at any point and takes up where they find things: the
 * author signs in and looks whether the record is there, each signatory whether their link still asks.
 */
import type { Example } from "#core/form/example.ts";
import type { Office } from "#core/form/office.ts";
import type { Browser } from "#infra/local/browser.ts";
import * as Play from "#infra/local/play.ts";
import type { LocalSystem } from "#infra/local/system.ts";

/** Takes the one record of an example to its end, from wherever it is. */
export async function finish(system: LocalSystem, office: Office, example: Example): Promise<void> {
  const author = office.people?.find((p) => p.id === example.author);
  if (!author) throw new Error(`${office.office} has no ${example.author}`);
  const browser = await Play.signIn(system, author.email);
  const id = (await mine(browser)) ?? (await Play.start(browser, office, example.form));
  if ((await browser.get(`/records/${id}/check`)).status === 200) {
    await Play.fillIn(browser, office, example, id);
    await Play.submit(browser, id);
  }
  for (const signOff of example.signOffs ?? []) {
    const email = office.people?.find((p) => p.id === signOff.by)?.email;
    const sent = async () => (await Play.signLinks(system)).filter((mail) => mail.to === email);
    await system.settle();
    if ((await sent()).length === 0) await unsure(system);
    for (const { link } of await sent()) {
      const page = await browser.get(link);
      const asks = page.forms.some((f) => f.buttons.some((b) => b.text === "Confirm and sign"));
      if (asks) await Play.sign(system, link, new Set(), signOff);
    }
  }
  await unsure(system);
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
