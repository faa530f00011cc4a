/**
 * A script: what people do with a record one after another, through the pages: sign, ask, pass on, step
 * back, return, change, pause, withdraw, sign on paper. Each step is one person at their own browser.
 */
import type { Answers } from "#core/form/answers.ts";
import { formatDate, londonDate } from "#core/form/dates.ts";
import type { Example, Step } from "#core/form/example.ts";
import { getForm, type Office, postTitle } from "#core/form/office.ts";
import { Browser, type WebPage } from "./browser.ts";
import {
  expectOk,
  fillIn,
  formWith,
  linkFor,
  openProven,
  type Playground,
  type Progress,
  personOf,
  sign,
  signIn,
  signLinks,
  submit,
} from "./play-pages.ts";

interface Scene {
  system: Playground;
  office: Office;
  example: Example;
  id: string;
  /** Links that were used, so that the newest other one is the one to open. */
  used: Set<string>;
  progress: Progress;
}

type StepOf<D extends Step["do"]> = Extract<Step, { do: D }>;

export async function runScript(scene: Scene): Promise<void> {
  let day = scene.example.at;
  for (const [i, step] of (scene.example.script ?? []).entries()) {
    day = step.at ?? day;
    if (step.at) scene.system.setClock(step.at);
    try {
      await take(scene, step, londonDate(day ?? new Date().toISOString()));
    } catch (error) {
      throw new Error(`Step ${i + 1} of the script, “${step.do}”: ${(error as Error).message}`);
    }
    await scene.system.settle();
    scene.progress(`${nameOf(scene, step)}: ${"outcome" in step ? `${step.do}, ${step.outcome}` : step.do}`);
  }
}

async function take(scene: Scene, step: Step, today: string): Promise<unknown> {
  const { system, used, example, id } = scene;
  switch (step.do) {
    case "sign":
      return sign(system, await linkOf(scene, step.by, step.stage), used, step);
    case "recuse":
      return recuse(scene, step);
    case "ask": {
      const { browser, page } = await openProven(
        system,
        `${await linkOf(scene, step.by, step.stage)}/ask`,
        ASK,
      );
      return press(browser, page, ASK, { question: step.question });
    }
    case "pass-on": {
      const link = await linkOf(scene, step.by, step.stage);
      const { browser, page } = await openProven(system, `${link}/pass-on`, PASS_ON);
      used.add(link);
      return press(browser, page, PASS_ON, { to: step.to, ...(step.reason && { reason: step.reason }) });
    }
    case "sign-on-paper":
      return signOnPaper(scene, step, today);
    case "answer":
      return atRecord(scene, example.author, "Send your answer", { answer: step.answer });
    case "pause":
      return atRecord(
        scene,
        step.by ?? example.author,
        "Pause this record",
        { reason: step.reason },
        "pause",
      );
    case "resume":
      return atRecord(scene, step.by ?? example.author, "Let it go on");
    case "withdraw":
      return atRecord(
        scene,
        step.by ?? example.author,
        "Withdraw this record",
        { reason: step.reason },
        "withdraw",
      );
    case "publish":
      return atRecord(scene, step.by, "Publish");
    case "give": {
      const page = `give?task=${encodeURIComponent(await taskOf(scene, step.by, "Give to someone else", step.from))}`;
      return atRecord(scene, step.by, "Give it to them", { to: step.to, reason: step.reason }, page);
    }
    case "change": {
      const browser = await officer(scene, example.author);
      await fillIn(browser, scene.office, { ...example, answers: step.answers as Answers }, id);
      return submit(browser, id);
    }
  }
}

const ASK = "Send my question";
const PASS_ON = "Pass it on";

/** Whoever has an interest says so where they would sign, and the request moves on. */
async function recuse(scene: Scene, step: StepOf<"recuse">): Promise<void> {
  const { system, used } = scene;
  const link = await linkOf(scene, step.by, step.stage);
  await sign(system, link, used, { outcome: "approve", interest: "declared", reason: step.reason });
}

/** Printed, signed, brought by one officer and confirmed by another. */
async function signOnPaper(scene: Scene, step: StepOf<"sign-on-paper">, today: string): Promise<void> {
  const { id } = scene;
  const bringer = await officer(scene, step.brought);
  const record = expectOk(await bringer.get(`/records/${id}`));
  const print = record.links.find((l) => l.href.includes("/on-paper?") && isOf(l.href, step.stage));
  if (!print) throw new Error(`${step.stage} cannot be signed on paper: ${record.h1}`);
  const printed = expectOk(await bringer.get(print.href));
  const fingerprint = /Fingerprint of this paper: <strong>([^<]+)</.exec(printed.html)?.[1] ?? "";
  const upload = expectOk(await bringer.get(print.href.replace("/on-paper?", "/copy?")));
  const [year = "", month = "", day = ""] = (step.on ?? today).split("-");
  const form = formWith(upload, "Upload it");
  const { outcome, alternative, comment, reason, clauses } = step;
  const shown: Record<string, string> = {
    fingerprint,
    signedBy: step.by,
    outcome,
    "on.day": day,
    "on.month": month,
    "on.year": year,
  };
  for (const [name, value] of Object.entries({ alternative, comment, reason }))
    if (value !== undefined) shown[name] = value;
  if (form.names.has("interest")) shown.interest = "none";
  for (const name of form.names)
    if (name.startsWith("clause-"))
      shown[name] = clauses?.[name.slice(7)] ?? (outcome === "refuse" ? "refuse" : "approve");
  const file = new File([SCAN], "signed-sheet.png", { type: "image/png" });
  expectOk(await bringer.submit(upload, form, shown, "Upload it", { name: "file", file }));
  await scene.system.settle();

  const confirmer = await officer(scene, step.confirmed);
  const waiting = expectOk(await confirmer.get(`/records/${id}`));
  const check = waiting.links.find((l) => l.href.includes("/confirm?") && isOf(l.href, step.stage));
  if (!check) throw new Error(`${step.confirmed} has no copy to confirm`);
  const page = expectOk(await confirmer.get(check.href));
  if (!page.html.includes(formatDate(step.on ?? today)))
    throw new Error("The copy is not shown with its date");
  await press(confirmer, page, "Confirm what the copy shows", {});
}

/** A white page of one pixel: what a scanner would send, for who tries the pages out. */
const SCAN = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==",
  "base64",
);

/** Does what a button on the record's page, or on a page below it, does. */
async function atRecord(
  scene: Scene,
  person: string,
  button: string,
  values: Record<string, string> = {},
  below = "",
): Promise<void> {
  const browser = await officer(scene, person);
  const page = expectOk(await browser.get(`/records/${scene.id}${below && `/${below}`}`));
  await press(browser, page, button, values);
}

async function press(
  browser: Browser,
  page: WebPage,
  button: string,
  values: Record<string, string>,
): Promise<void> {
  expectOk(await browser.submit(page, formWith(page, button), values, button));
}

/** The request that a link on the record's page is about, by who holds it. */
async function taskOf(scene: Scene, person: string, text: string, holder: string): Promise<string> {
  const browser = await officer(scene, person);
  const page = expectOk(await browser.get(`/records/${scene.id}`));
  const name = personOf(scene.office, holder).name;
  for (const { href, text: words } of page.links) {
    if (!words.startsWith(text)) continue;
    const asked = expectOk(await browser.get(href));
    if (asked.html.includes(`${name} is asked`)) return new URL(asked.url).searchParams.get("task") ?? "";
  }
  throw new Error(`${name} is not asked`);
}

function officer({ system, office }: Scene, person: string): Promise<Browser> {
  return signIn(system, personOf(office, person).email);
}

/** The newest link that somebody has not used; of several, the one for this stage's post. */
async function linkOf(scene: Scene, person: string, stageId: string): Promise<string> {
  const { system, office, example, used } = scene;
  const { name, email } = personOf(office, person);
  const newest = await linkFor(system, email, used);
  const by = getForm(office, example.form).stages.find((s) => s.id === stageId)?.by;
  if (!by || !("post" in by)) return newest;
  const browser = new Browser(system.origin);
  for (const { to, link } of (await signLinks(system)).toReversed()) {
    if (to !== email || used.has(link)) continue;
    if ((await browser.get(link)).html.includes(`${name}, ${postTitle(office, by.post)}`)) return link;
  }
  return newest;
}

function isOf(href: string, stage: string): boolean {
  return decodeURIComponent(href).includes(`#${stage}#`);
}

function nameOf({ office, example }: Scene, step: Step): string {
  const person = "by" in step && step.by ? step.by : example.author;
  return personOf(office, person).name;
}
