/**
 * Officer, signatory and member of the public in a real browser over a running system, from a blank
 * form to the download, some with JavaScript and some without. Every kind of page they meet is looked
 * over for WCAG 2.2 AA, and at 320 px.
 */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import { getForm } from "#core/form/office.ts";
import { loadOffices } from "#core/offices/index.ts";
import { play } from "#infra/local/play.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { useSystem } from "#tests/support/system.ts";
import { fill } from "#web/fields/controls.tsx";
import { secretive } from "./canaries.ts";
import { followed, met, Person } from "./person.ts";

// A whole form is typed, and each page looked over as it is met.
vi.setConfig({ testTimeout: 180_000 });

const system = useSystem();
let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const shipped = (slug: string, name: string) => {
  const found = loadOffices().find(({ office }) => office.office === slug)!;
  return { office: found.office, example: found.examples.find((e) => e.name === name)!.example };
};
const norfolk = shipped("norfolk", "change-project");
const AUTHOR = "dominic.sayer@norfolk.example";

test("an officer without JavaScript writes a decision notice and submits it", async () => {
  const { office, example } = norfolk;
  const form = getForm(office, example.form);
  const dominic = await Person.at(system(), browser, { javaScript: false });
  await dominic.signIn(AUTHOR);
  expect(await dominic.h1()).toBe("Records");
  await dominic.meets("dashboard, empty");
  await dominic.press("Start a record");
  await dominic.meets("start");
  await dominic.type({ form: form.id });
  await dominic.press("Start");
  await dominic.meets("task list, begun");
  const record = new URL(dominic.page.url()).pathname;

  for (const section of form.sections) {
    await dominic.open(`${record}/sections/${section.id}`);
    for (const id of section.fields) {
      const answer = (example.answers as Answers)[id];
      if (answer !== undefined) await dominic.type(fill(id, form.fields[id]!, answer));
    }
    await dominic.meets(`section page, ${section.title}`);
    await dominic.press("Save and continue");
    expect(await dominic.page.locator(".govuk-error-summary").allInnerTexts()).toEqual([]);
  }
  expect(await dominic.h1()).toContain("The Change Project");
  await dominic.meets("task list, complete");
  await dominic.open(`${record}/paper`);
  await dominic.meets("the paper");
  await dominic.open(`${record}/check`);
  await dominic.meets("check answers");
  await dominic.press("Submit");
  expect(await dominic.h1()).toBe("Submitted");
  await dominic.meets("submitted");
  await dominic.follow("See where it is");
  await dominic.meets("status, in review");
  await dominic.open("/");
  await dominic.meets("dashboard");
});

test("the signatories sign from their links, the last by a code", async () => {
  const jonah = await Person.at(system(), browser, { width: 320 });
  const link = await jonah.linkFor("jonah.abara@norfolk.example", "/s/");
  await jonah.open(link);
  await jonah.meets("page to sign");
  await jonah.press("Confirm and sign");
  await jonah.meets("page to sign, with errors");
  await jonah.page.locator(".govuk-error-summary a").first().click();
  expect(await jonah.page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("outcome");
  await jonah.follow(/^Ask .* a question/);
  await jonah.meets("ask a question");
  await jonah.open(link);
  await jonah.type({ outcome: "approve" });
  await jonah.press("Confirm and sign");
  expect(await jonah.h1()).toBe("You approved this");
  await jonah.meets("signed");

  const ruth = await Person.at(system(), browser, { javaScript: false });
  await ruth.open(await ruth.linkFor("ruth.penhallow@norfolk.example", "/s/"));
  await ruth.meets("page to sign, with a certificate");
  await ruth.type({ outcome: "approve", alternative: "b" });
  await ruth.press("Confirm and sign");
  expect(await ruth.h1()).toBe("You approved this");

  const eleanor = await Person.at(system(), browser);
  await eleanor.open(await eleanor.linkFor("eleanor.thackwray@norfolk.example", "/s/"));
  await eleanor.type({ outcome: "approve" });
  const code = await eleanor.code();
  // The page comes back at the box for the code, not at the top of a long paper.
  const box = await eleanor.page.locator('[name="code"]').boundingBox();
  expect(box?.y).toBeLessThan(900);
  await eleanor.meets("page to sign, code sent");
  expect(await eleanor.page.locator('[name="outcome"][value="approve"]').isChecked()).toBe(true);
  await eleanor.type({ code: "000000" });
  await eleanor.press("Confirm and sign");
  expect(await eleanor.page.locator(".govuk-error-summary").textContent()).toMatch(/code/i);
  await eleanor.type({ code });
  await eleanor.enter("code");
  expect(await eleanor.h1()).toBe("You approved this");
  await system().settle();
});

test("a member of the public finds it, reads it and downloads it, and calls no function for that", async () => {
  const before = system().invocations();
  const reader = await Person.at(system(), browser, { javaScript: false });
  await reader.open("/decisions/");
  await reader.follow("Police and Crime Commissioner for Norfolk");
  const register = reader.page.url();
  await reader.follow(/The Change Project/);
  const notice = reader.page.url();
  const download = await reader.page.locator('a[href$=".pdf"]').first().getAttribute("href");
  const pdf = await reader.page.request.get(new URL(download ?? "", notice).href);
  expect([pdf.status(), pdf.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  await reader.page.goBack();
  await reader.follow(/^20\d\d$/);
  const year = reader.page.url();
  expect(system().invocations()).toEqual(before);

  const pages = { "all registers": "/decisions/", register, "register of a year": year, notice };
  for (const [kind, address] of Object.entries({ ...pages, ...OTHERS })) {
    await reader.open(address);
    await reader.meets(kind);
  }
});

/** What anybody can open beside the registers. */
const OTHERS = {
  "a register with nothing in it": "/decisions/surrey/",
  search: "/decisions/search?q=change",
  "check a document": "/verify",
  accessibility: "/accessibility",
  privacy: "/privacy",
};

test("an officer with JavaScript makes mistakes, mends them, and withdraws", async () => {
  const niamh = await Person.at(system(), browser);
  await niamh.signIn("niamh.corrigan@cleveland.example");
  await niamh.open("/records/new");
  await niamh.press("Start");
  await niamh.meets("start, with errors");
  await niamh.type({ form: "public-notice" });
  await niamh.press("Start");
  const record = new URL(niamh.page.url()).pathname;
  for (const section of getForm(shipped("cleveland", "waiting-navigator").office, "public-notice").sections) {
    await niamh.open(`${record}/sections/${section.id}`);
    await niamh.meets(`section page, ${section.title}`);
  }
  await niamh.type({ "funding.awards.0.recipient": "Harbour", "funding.awards.0.amount": "lots" });
  await niamh.press("Add another award");
  expect(await niamh.page.locator('[name="funding.awards.0.recipient"]').inputValue()).toBe("Harbour");
  await niamh.page.locator('[name="funding.awards.1.recipient"]').fill("My Sister’s Place");
  await niamh.press("Save and continue");
  await niamh.meets("section page, with errors");
  await niamh.follow(/amount/i);
  expect(await niamh.page.evaluate(() => document.activeElement?.getAttribute("name"))).toMatch(
    /^funding\.awards\.\d\.amount$/,
  );
  await niamh.type({ "funding.awards.0.amount": "£121,197", "funding.awards.1.amount": "99k" });
  await niamh.press("Save and come back later");
  expect(new URL(niamh.page.url()).pathname).toBe(record);
  await niamh.open(`${record}/check`);
  await niamh.meets("check answers, with errors");
  await niamh.open(`${record}/withdraw`);
  await niamh.meets("withdraw");
  await niamh.type({ reason: "Started by mistake" });
  await niamh.press("Withdraw this record");
  await niamh.meets("status, withdrawn");
  await niamh.open("/sign-out");
  await niamh.meets("sign out");
});

test("a panel report's pages, on a narrow screen", async () => {
  const { office, example } = shipped("leicestershire", "jenkins-centre-report");
  const { id } = await play(system(), office, { ...example, at: undefined, signOffs: [] });
  const bethan = await Person.at(system(), browser, { width: 320 });
  await bethan.signIn("bethan.cole@leicestershire.example");
  await bethan.open("/records/new");
  await bethan.type({ form: example.form });
  await bethan.press("Start");
  const record = new URL(bethan.page.url()).pathname;
  for (const section of getForm(office, example.form).sections) {
    await bethan.open(`${record}/sections/${section.id}`);
    await bethan.meets(`section page, ${section.title}`);
  }
  await bethan.open(`/records/${id}`);
  await bethan.meets("status, on a narrow screen");
});

test("a confidential paper asks for a code first; a link no longer wanted, or of nobody, says so", async () => {
  const { office, example } = norfolk;
  const secret = secretive(office, { ...example, at: undefined, signOffs: [] }, ["background"], {
    withheld: "yes",
    parts: ["background"],
    ground: "foia-43",
    reason: "A tender is open.",
    opinionOf: "The Chief Executive",
    publicInterest: "Openness was weighed against a fair tender.",
    review: "2030-01-31",
  });
  const { id, waiting } = await play(system(), office, secret);
  const jonah = await Person.at(system(), browser);
  await jonah.open(waiting[0] ?? "");
  expect(await jonah.h1()).toBe("Confirm it is you");
  await jonah.meets("prove who you are");
  const code = await jonah.code();
  await jonah.meets("prove who you are, code sent");
  await jonah.type({ code });
  await jonah.enter("code");
  expect(await jonah.page.locator("main").textContent()).toContain("CANARY-background");
  await jonah.meets("page to sign, confidential");

  const dominic = await Person.at(system(), browser);
  await dominic.signIn(AUTHOR);
  await dominic.open(`/records/${id}/withdraw`);
  await dominic.type({ reason: "To be written again" });
  await dominic.press("Withdraw this record");
  await system().settle();
  await jonah.open(waiting[0] ?? "");
  expect(await jonah.h1()).toMatch(/not needed|does not work/);
  await jonah.meets("closed");
  await jonah.open(`/s/${"a".repeat(23)}.${"b".repeat(22)}`);
  expect(await jonah.h1()).toBe("This link does not work");
  await jonah.meets("bad link");
  await dominic.open("/records/none");
  await dominic.meets("error, not found");
  await dominic.open(`/records/${id}/sections/none`);
  await dominic.meets("error, conflict");
  await dominic.open("/sign-in/none");
  await dominic.meets("error, gone");
});

test("the local inbox", async () => {
  const reader = await Person.at(system(), browser);
  await reader.open("/_local/inbox");
  await reader.meets("inbox");
  await reader.follow(/Your record/);
  await reader.meets("email");
});

test("every kind of page was met, and many a link followed", () => {
  expect(met.size).toBeGreaterThan(45);
  expect(followed.size).toBeGreaterThan(60);
});
