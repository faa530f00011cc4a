/** The officers' pages of managing a record and of the proof-reader, in a real browser: WCAG 2.2 AA, wide and narrow. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Office } from "#core/form/office.ts";
import { getForm } from "#core/form/office.ts";
import { ask } from "#core/signoff/signing.ts";
import { app as signing } from "#functions/sign.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { publishBare } from "#tests/support/published.ts";
import { requestOf, signAll, submitted } from "#tests/support/signing.ts";
import { cmd, exampleOf, officeOf } from "#tests/support/store.ts";
import { fill } from "#web/fields/controls.tsx";
import { type Desk, openDesk } from "./desk.ts";

const EXAMPLE = exampleOf("norfolk", "change-project");
/** A shipped office that lets no paper pass which names a body that is not there. */
const OFFICE: Office = {
  ...officeOf("norfolk"),
  forms: officeOf("norfolk").forms.map((f) => ({ ...f, checks: { "body-name": "block" } })),
};
const FORM = getForm(OFFICE, EXAMPLE.form);

let desk: Desk;
let browser: TestBrowser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk([TESTSHIRE, OFFICE]), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

/** A draft with a whole paper in it: its pages, as they are while it is written and checked. */
async function drafting(): Promise<[name: string, html: string][]> {
  desk.as(EXAMPLE.author, OFFICE.office);
  const { path } = await desk.send(await desk.get("/records/new"), { form: FORM.id });
  for (const section of FORM.sections) {
    const typed = section.fields.flatMap((id) => {
      const answer = EXAMPLE.answers[id];
      return answer === undefined ? [] : [fill(id, FORM.fields[id]!, answer)];
    });
    await desk.send(
      await desk.get(`${path}/sections/${section.id}`),
      Object.assign({ do: "continue" }, ...typed),
    );
  }
  const check = await desk.get(`${path}/check`);
  expect(check.errors.length).toBeGreaterThan(0);
  const box = Object.keys(check.form).find((name) => name.startsWith("reason."))!;
  const sections = await Promise.all(
    FORM.sections.map(async (s) => [s.title, (await desk.get(`${path}/sections/${s.id}`)).html] as const),
  );
  const noticed = sections.filter(([, html]) => html.includes("app-finding"));
  expect(noticed.length).toBeGreaterThan(2);
  return [
    ["task list", (await desk.get(path)).html],
    ...noticed.slice(0, 3).map(([title, html]): [string, string] => [title, html]),
    ["check", check.html],
    ["a reason that is too long", (await desk.send(check, { [box]: "x".repeat(2001) })).html],
  ];
}

/** A record that waits: its page with a question and with a pause, and what can be done about it. */
async function waiting(): Promise<[name: string, html: string][]> {
  const now = new Date().toISOString();
  const answers = {
    title: "A plan",
    category: "plan",
    maker: "pcc",
    recommendations: ["Adopt the the plan"],
  };
  const id = await submitted(TESTSHIRE, "ada", answers, now);
  const path = `/records/${id}`;
  const { link, hash } = await requestOf(id, "legal");
  const sign = await (await signing.request(`https://countersign.example/s/${link}`)).text();
  expect(sign).toContain("app-finding");
  await ask(link, { cmdId: cmd(), hash, question: "Which power?" }, now);
  desk.as("ada");
  const asked = await desk.get(path);
  const unanswered = await desk.sendTo(asked, "/answer");
  const pause = await desk.get(`${path}/pause`);
  desk.as("ced");
  const give = await desk.get(`${path}/give?task=${encodeURIComponent("1#legal#0")}`);
  const ungiven = await desk.send(give, {});
  await desk.send(pause, { reason: "An election" });
  return [
    ["sign", sign],
    ["question", asked.html],
    ["no answer", unanswered.html],
    ["pause", pause.html],
    ["give", give.html],
    ["given to nobody", ungiven.html],
    ["paused", (await desk.get(path)).html],
    ["too late", (await desk.send(give, { to: "mia", reason: "Away" })).html],
  ];
}

/** A record that is published: what can be done about it, and a correction of it. */
async function published(): Promise<[name: string, html: string][]> {
  const now = new Date().toISOString();
  const answers = { title: "A grant", category: "grant", amount: 0, maker: "pcc", recommendations: ["Pay"] };
  const id = await submitted(TESTSHIRE, "ada", answers, now);
  await signAll(id, now);
  await publishBare(id, TESTSHIRE, now);
  const path = `/records/${id}`;
  desk.as("ced");
  const unpublish = await desk.get(`${path}/unpublish`);
  const status = await desk.get(path);
  expect(status.html).toContain("Withdraw from publication");
  desk.as("ada");
  const correct = await desk.get(`${path}/correct`);
  const incorrect = await desk.send(correct, {});
  const draft = await desk.send(correct, { reason: "The sum was wrong", earlier: "keep" });
  expect(draft.says).toContain("Reason: The sum was wrong");
  const late = await desk.post(`${path}/correct`, {
    ...correct.form,
    cmdId: cmd(),
    reason: "x",
    earlier: "keep",
  });
  expect(late.says).toContain("A correction of this record is already open");
  const giveUp = await desk.get(`${path}/withdraw`);
  expect(giveUp.title).toContain("Give up this correction");
  desk.as("ced");
  return [
    ["withdraw from publication", unpublish.html],
    ["no reason", (await desk.send(unpublish, {})).html],
    ["published", status.html],
    ["correct", correct.html],
    ["correct, with errors", incorrect.html],
    ["a correction to be written", draft.html],
    ["a correction is open already", late.html],
    ["give up", giveUp.html],
    ["a correction, seen by others", (await desk.get(path)).html],
  ];
}

test("axe finds nothing, and nothing is cut off at 320 pixels", async () => {
  const pages = [...(await drafting()), ...(await waiting()), ...(await published())];
  const page = await browser.page();
  for (const [name, html] of pages) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.show(html);
    expect(await page.axe(), name).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    const over = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(over, `${name} is wider than 320`).toBeLessThanOrEqual(0);
  }
}, 120_000);
