/**
 * What a panel asks an office, end to end: an officer enters it, is reminded, answers and publishes; anyone
 * reads it on its page, on the notice of the record, in the data and in the pack; what was put in
 * confidence is nowhere.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkPdf } from "#core/document/check.ts";
import { MAX_FILES_OF_ITEM } from "#core/scrutiny/projecting.ts";
import { formOf, formWith } from "#infra/local/play-pages.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { useSystem } from "#tests/support/system.ts";
import { ASKED, type Asking, bare, day, GOVERNANCE, HOME, OFFICE, startAsking } from "./asking.ts";
import { paperText } from "./paper-text.ts";
import { publicObjects } from "./public-side.ts";

const CANARY = "CANARY the witness lives at number nine";

const system = useSystem();
let browser: TestBrowser;
let at: Asking;
/** Looked at by axe in the end. */
const pages: [name: string, html: string][] = [];

beforeAll(async () => {
  [at, browser] = await Promise.all([startAsking(system()), openBrowser()]);
}, 60_000);
afterAll(() => browser.close());

const get = (path: string) => at.officer.get(path);
const pathOf = (url: string) => new URL(url).pathname;

test("the example: the evaluation that was asked for by June came in July, and its page says how late", async () => {
  const [path = ""] = await at.items();
  const page = await at.text(path);
  expect(bare(page)).toMatch(
    /Asked on 6 March 2023 .* Due on 30 June 2023 Answered On 11 July 2023 , 11 days after it was due/,
  );
  expect(bare(page)).toContain("It sets out the funding acquired from the Home Office");
  expect(page).toContain(`href="${at.record}"`);
  expect(await at.words(at.record)).toContain(
    "Asked about it: Evaluation of the programme at the Jenkins Centre (Answered on 11 July 2023",
  );
  expect(await at.text(at.record)).toContain(`href="${path}"`);
  const data = JSON.parse(await at.text(`${HOME}year/2023/${OFFICE}-questions-2023.json`));
  const days = { asked_on: "2023-03-06", due_on: "2023-06-30", answered_on: "2023-07-11" };
  expect(data.questions).toMatchObject([{ kind: "request", status: "answered", ...days }]);
  expect(await at.text(`/decisions/${OFFICE}/`)).toContain(`href="${HOME}"`);
  expect(await at.text("/decisions/sitemap.xml")).toContain(`${HOME}sitemap.xml</loc>`);
  expect(await at.text(`${HOME}sitemap.xml`)).toContain(`${path}</loc>`);
  expect(await at.words(`${HOME}year/2023/`)).toContain("Asked in 2023 Evaluation of the programme");
  pages.push(["public item", page]);
});

test("what is missing or wrong is said beside its field, and nothing that was typed is lost", async () => {
  const empty = await at.send(await get("/questions/new"), { askedBy: "" });
  expect([empty.status, empty.errors]).toEqual([
    422,
    [
      "Select what it is",
      "Enter who asked",
      "Enter the date it was asked",
      "Enter what it is about, in a few words",
      "Enter what was asked",
      "Enter the date an answer is due",
      "Select whether it may be published",
    ],
  ]);
  const dates = { ...day("askedOn", [2026, 3, 3]), ...day("due", [2026, 2, 28]) };
  const wrong = await at.add({ ...dates, about: "12/1999" });
  expect(wrong.errors).toEqual([
    "The date it was asked must be today or in the past",
    "No record in your register has this number or address. Check it, or leave it out",
    "The date an answer is due must be the same as or after the date it was asked",
  ]);
  expect(formOf(wrong).values).toMatchObject({ words: ASKED.words, about: "12/1999", "due.day": "28" });
  for (const about of ["/decisions/elsewhere/x/", "https://nowhere.example/", "x".repeat(3000)])
    expect((await at.add({ about })).errors).toHaveLength(1);
  pages.push(["add, with errors", empty.html]);
});

test("an item is nowhere public before it is published, then at its own address; an answer likewise", async () => {
  const before = await at.items();
  const entered = await at.add({ about: `https://any.example${at.record}` });
  const path = pathOf(entered.url);
  await system().settle();
  expect(await at.items()).toEqual(before);
  const objects = publicObjects(system()).length;
  await at.send(entered, {}, formWith(entered, "Publish"));
  await system().settle();
  // Each object that is written is kept as one more version.
  const written = publicObjects(system()).length - objects;
  expect(written).toBeGreaterThanOrEqual(5);
  expect(written).toBeLessThanOrEqual(MAX_FILES_OF_ITEM);
  const [address = ""] = (await at.items()).filter((a) => !before.includes(a));
  expect(await at.words(address)).toContain("Not answered yet. Due on 20 March 2026.");
  expect(await at.text(address)).toContain("How many &lt;b&gt;wardens&lt;/b&gt; are there?");
  expect(await at.text(address)).toContain(`href="${at.record}"`);

  const form = await get(`${path}/answer`);
  expect((await at.send(form, day("on", [2026, 3, 1]))).errors).toEqual([
    "The date it was answered must be the same as or after the date it was asked",
    "Enter the answer",
  ]);
  const answered = await at.send(form, { text: "Twelve. They begin in May.", link: at.record });
  await system().settle();
  expect(bare(answered.html)).toContain("Changes not published");
  expect(await at.text(address)).not.toContain("Twelve");
  await at.send(answered, {}, formWith(answered, "Publish the changes"));
  await system().settle();
  expect(await at.words(address)).toMatch(
    /On 2 March 2026 , 18 days before it was due .* Twelve\. They begin in May/,
  );
  expect(await at.words(at.record)).toContain("Answers what was asked: Number of");
  pages.push(["item", answered.html], ["record", await at.text(at.record)]);

  const correct = await get(`${path}/correct`);
  expect(formOf(correct).values.text).toBe("Twelve. They begin in May.");
  expect((await at.send(correct)).errors).toEqual([
    "Change the answer, or the record that answers it",
    "Enter what is being corrected, and why",
    "Select whether people can still read the answer that is corrected",
  ]);
  const draft = { text: "Thirteen. They begin in May.", reason: "One was left out", earlier: "keep" };
  await at.send(correct, draft);
  const typed = { text: "Fourteen. They begin in May.", reason: "Two were left out", earlier: "keep" };
  const corrected = await at.send(await get(`${path}/correct`), typed);
  await system().settle();
  expect(await at.text(address)).not.toMatch(/Thirteen|Fourteen/);
  await at.send(corrected, {}, formWith(corrected, "Publish the changes"));
  await system().settle();
  const page = await at.text(address);
  expect(bare(page)).toMatch(
    /Corrected on 2 March 2026: Two were left out\. Fourteen.* Answer published from .* Twelve/,
  );
  expect(page).not.toContain("Thirteen");
  pages.push(["correct", correct.html], ["corrected in public", page]);
  const hiding = await at.send(await get(`${path}/correct`), {
    ...{ text: "Fifteen", reason: "It named one of them", earlier: "hide" },
  });
  await at.send(hiding, {}, formWith(hiding, "Publish the changes"));
  await system().settle();
  expect(await at.text(address)).not.toMatch(/Twelve|Fourteen/);

  const withdraw = await get(`${path}/withdraw`);
  expect((await at.send(withdraw)).errors).toEqual(["Enter why you are withdrawing it"]);
  await at.send(withdraw, { reason: "Asked of the wrong office" });
  await system().settle();
  const stub = await at.text(address);
  expect(bare(stub)).toContain("Withdrawn on 2 March 2026: Asked of the wrong office.");
  expect(stub + (await at.text(HOME)) + (await at.text(at.record))).not.toMatch(
    /wardens|Fifteen|Fourteen|Twelve|Ann Other/,
  );
  const kept = await get(path);
  expect(bare(kept.html)).toMatch(/Fifteen.* History .* Answer corrected by .* Withdrawn by/);
  pages.push(["withdraw", withdraw.html], ["withdrawn", stub]);
});

test("what was put in confidence is nowhere public, and cannot be made so by a forged post", async () => {
  const entered = await at.add({ subject: CANARY, words: CANARY, public: "no", about: at.record });
  const path = pathOf(entered.url);
  const answered = await at.send(await get(`${path}/answer`), { text: `${CANARY} too`, link: at.record });
  expect(answered.forms).toEqual([]);
  const withdraw = formOf(await get(`${path}/withdraw`));
  const forged = await at.send(answered, {}, { ...withdraw, action: `${path}/publish` });
  expect(forged.status).toBe(409);
  expect(bare(forged.html)).toContain("This was put in confidence, so it cannot be published");
  await system().settle();
  const pack = await Promise.all(
    ["", "-questions.csv", ".csv"].map((type) =>
      at.text(`/decisions/pack${type}?office=${OFFICE}&since=2026-01-01`),
    ),
  );
  const everything = publicObjects(system()).map((object) => object.text);
  expect(everything.length).toBeGreaterThan(10);
  for (const body of [...everything, ...pack]) expect(body.includes("CANARY")).toBe(false);
  system().setClock("2026-03-13T08:01:00Z");
  await system().settle();
  const mails = await system().inbox();
  expect(mails.some((mail) => mail.subject.includes("CANARY") || mail.text.includes("CANARY"))).toBe(false);
  system().setClock("2026-03-02T09:30:00Z");
});

test("sent twice it is done once; sent late it says so, with what was typed; forged it is refused", async () => {
  const page = await get("/questions/new");
  const [once, twice] = [await at.send(page, ASKED), await at.send(page, ASKED)];
  expect(twice.url).toBe(once.url);
  const path = pathOf(once.url);
  const [first, other, due] = await Promise.all(["answer", "answer", "due"].map((v) => get(`${path}/${v}`)));
  const moved = { ...day("due", [2026, 3, 27]), reason: "The member was away" };
  for (const _ of ["once", "twice"]) {
    const done = await at.send(due!, moved);
    expect([done.status, done.url]).toEqual([200, once.url]);
  }
  const stale = await at.send(first!, { text: "Seven" });
  expect([stale.status, formOf(stale).values.text]).toEqual([409, "Seven"]);
  expect(bare(stale.html)).toContain("Someone has changed this since you opened the page");
  expect((await at.send(stale)).url).toBe(once.url);
  const late = await at.send(other!, { text: "Eight" });
  expect([late.status, late.h1]).toEqual([409, once.h1]);
  expect(bare(late.html)).toMatch(/What you wrote was not saved\. .* Eight/);
  const history = bare((await get(path)).html).split("History")[1]!;
  expect(history.match(/Answer of|Day due changed|Entered/g)).toEqual([
    "Entered",
    "Day due changed",
    "Answer of",
  ]);
  expect(history).toContain("The member was away.");
  pages.push(["stale", stale.html], ["late", late.html]);

  for (const wrong of ["01J00000000000000000000000", "9".repeat(3000), "%00"])
    expect((await get(`/questions/${wrong}`)).status).toBe(404);
  expect((await at.send(stale, { rev: "x" })).status).toBe(400);
  const stranger = await at.stranger();
  expect((await stranger.get(path)).status).toBe(404);
  expect((await stranger.submit(first!, formOf(first!), { text: "Nine" })).status).toBe(404);
});

test("governance is reminded a working week before, the day after, and a week later; then no more", async () => {
  await at.add({ subject: "When?" });
  const mails = async () => {
    await system().settle();
    const sent = (await system().inbox()).filter((m) => /An answer is due|Overdue/.test(m.subject));
    return sent.map((m) => `${m.to}: ${m.subject}`);
  };
  const before = (await mails()).length;
  const since = async (now: string) => {
    system().setClock(now);
    return (await mails()).slice(before);
  };
  const soon = `${GOVERNANCE.email}: An answer is due on 20 March 2026`;
  const late = `${GOVERNANCE.email}: Overdue: an answer that was due on 20 March 2026`;
  // 20 March 2026 is a Friday.
  expect(await since("2026-03-12T23:00:00Z")).toEqual([]);
  expect(await since("2026-03-13T08:01:00Z")).toEqual([soon]);
  expect(await since("2026-03-22T08:01:00Z")).toEqual([soon]);
  expect(await since("2026-03-23T08:01:00Z")).toEqual([soon, late]);
  expect(await since("2026-03-30T08:01:00Z")).toEqual([soon, late, late]);
  expect(await since("2026-09-30T08:01:00Z")).toEqual([soon, late, late]);
  const mail = (await system().inbox()).findLast((m) => m.subject.startsWith("Overdue"))!;
  expect(mail.text).toContain("is 10 days overdue");
  expect(mail.text).toContain(`${system().origin}/questions/`);
  await at.signIn();
  const list = await get("/questions");
  expect(bare(list.html)).toMatch(/Overdue .* When\? Question .* 194 days overdue .* Waiting for an answer/);
  expect((await get("/")).links.map((l) => l.href)).toContain("/questions");
  pages.push(["list", list.html]);
});

test("publishing survives an answer that is lost and files that cannot be written, and is done once", async () => {
  const link = (await get("/questions")).links.find((l) => l.text === "When?")!;
  const item = await get(link.href);
  const { faults } = system();
  faults.plan({ kind: "drop-after", match: ({ action }) => action === "TransactWriteItems" });
  const writes = ({ service, action }: { service: string; action: string }) =>
    service === "s3" && action === "PutObject";
  // More than the client tries by itself.
  faults.plan({ kind: "error", match: writes, nth: 2, every: 1, times: 4 });
  const done = await at.send(item, {}, formWith(item, "Publish"));
  expect([done.status, done.url]).toEqual([200, item.url]);
  await system().settle();
  expect(faults.calls()["s3.PutObject"]).toBeGreaterThan(0);
  faults.clear();
  expect(bare((await get(link.href)).html).match(/Published by/g)).toHaveLength(1);
  expect(await at.text(HOME)).toContain("When?");
  expect(await at.text(`${HOME}year/2026/`)).toContain("When?");
});

test("the pack has what waits for an answer, and what was answered since, as page, spreadsheet and document", async () => {
  const pack = (type: string, since: string) => `/decisions/pack${type}?office=${OFFICE}&since=${since}`;
  const html = await at.text(pack("", "2026-09-30"));
  expect(bare(html)).toMatch(/1 item, of which 1 waits for an answer\. When\? Question, .* 194 days overdue/);
  expect(await at.words(pack("", "2026-01-01"))).toContain("Withdrawn on 2 March 2026");
  const csv = (await at.text(pack("-questions.csv", "2023-07-01"))).trim().split("\r\n");
  expect(csv).toHaveLength(1 + 3);
  const pdf = await fetch(system().origin + pack(".pdf", "2026-09-30"));
  const bytes = new Uint8Array(await pdf.arrayBuffer());
  expect(await checkPdf(bytes)).toEqual([]);
  expect(await paperText(bytes)).toContain("194daysoverdue");
  pages.push(["pack", html], ["public list", await at.text(HOME)]);
});

test("axe finds nothing on any of these pages, and nothing is cut off at 320 pixels", async () => {
  const page = await browser.page();
  expect(pages.length).toBeGreaterThan(12);
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
}, 60_000);
