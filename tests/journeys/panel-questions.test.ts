/**
 * What a panel asks an office, end to end: an officer enters it, is reminded, answers and publishes; anyone
 * reads it on its page, on the notice of the record, in the data and in the pack; what was put in
 * confidence is nowhere.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkPdf } from "#core/document/check.ts";
import { loadOffices } from "#core/offices/index.ts";
import { MAX_FILES_OF_ITEM } from "#core/scrutiny/projecting.ts";
import type { Browser, WebPage } from "#infra/local/browser.ts";
import { play } from "#infra/local/play.ts";
import { formOf, formWith, signIn } from "#infra/local/play-pages.ts";
import { playQuestion } from "#infra/local/play-question.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { useSystem } from "#tests/support/system.ts";
import { paperText } from "./paper-text.ts";

const system = useSystem();
const { office, examples, questions } = loadOffices().find((o) => o.questions.length > 0)!;
const [report] = examples;
const [evaluation] = questions;
const HOME = `/decisions/${office.office}/questions/`;
const CANARY = "CANARY the witness lives at number nine";
const governance = office.people!.find((p) => p.roles?.includes("governance"))!;
const author = office.people!.find((p) => p.roles?.includes("author"))!;

let browser: TestBrowser;
let officer: Browser;
let record: string;
const pages: [name: string, html: string][] = [];

beforeAll(async () => {
  const { id } = await play(system(), office, report!.example);
  record = (await latest()).url;
  await playQuestion(system(), office, evaluation!.example, { [report!.name]: id });
  system().setClock("2026-03-02T09:00:00Z");
  officer = await signIn(system(), author.email);
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());

const text = async (path: string) => (await fetch(system().origin + path)).text();
const bare = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const latest = async () => {
  const feed = JSON.parse(await text(`/decisions/${office.office}/feed.json`)) as {
    items: { url: string }[];
  };
  return { url: new URL(feed.items[0]!.url).pathname };
};
const items = () =>
  text(HOME).then((html) => [...html.matchAll(new RegExp(`${HOME}\\d[^"/]+/`, "g"))].map(([a]) => a));
const files = (folder = join(system().dataDir, "files")) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
const send = (page: WebPage, typed: Record<string, string> = {}, form = formOf(page)) =>
  officer.submit(page, form, typed);
const day = (path: string, [y, m, d]: [number, number, number]) => ({
  [`${path}.day`]: `${d}`,
  [`${path}.month`]: `${m}`,
  [`${path}.year`]: `${y}`,
});
const ASKED = {
  kind: "question",
  askedBy: "Councillor Ann Other",
  meeting: "Meeting of 2 March 2026",
  words: "How many <b>wardens</b> are there?\n\nAnd when do they begin?",
  public: "yes",
  ...day("askedOn", [2026, 3, 2]),
  ...day("due", [2026, 3, 20]),
};
const add = async (typed: Record<string, string> = {}) =>
  send(await officer.get("/questions/new"), { ...ASKED, ...typed });

test("the example: the evaluation that was asked for by June came in July, and its page says how late", async () => {
  const [path] = await items();
  const page = await text(path!);
  pages.push(
    ["public item", page],
    ["public list", await text(HOME)],
    ["public year", await text(`${HOME}year/2023/`)],
  );
  expect(bare(page)).toMatch(
    /Asked on 6 March 2023 .* Due on 30 June 2023 Answered On 11 July 2023 , 11 days after it was due/,
  );
  expect(page).toContain(`href="${record}"`);
  expect(bare(await text(record))).toContain(
    "Asked about it: The panel was told that the office is reviewing",
  );
  expect(await text(record)).toContain(`href="${path}"`);
  const data = JSON.parse(await text(`${HOME}year/2023/${office.office}-questions-2023.json`));
  expect(data.questions).toMatchObject([
    {
      kind: "request",
      status: "answered",
      asked_on: "2023-03-06",
      due_on: "2023-06-30",
      answered_on: "2023-07-11",
    },
  ]);
  expect(await text(`/decisions/${office.office}/`)).toContain(`href="${HOME}"`);
});

test("what is missing or wrong is said beside its field, and nothing that was typed is lost", async () => {
  const empty = await send(await officer.get("/questions/new"), { askedBy: "" });
  expect([empty.status, empty.errors]).toEqual([
    422,
    [
      "Select what it is",
      "Enter who asked",
      "Enter the date it was asked",
      "Enter what was asked",
      "Enter the date an answer is due",
      "Select whether it may be published",
    ],
  ]);
  const wrong = await add({
    ...day("askedOn", [2026, 3, 3]),
    ...day("due", [2026, 2, 28]),
    about: "12/1999",
  });
  expect(wrong.errors).toEqual([
    "The date it was asked must be today or in the past",
    "No record in your register has this number or address. Check it, or leave it out",
    "The date an answer is due must be the same as or after the date it was asked",
  ]);
  expect(formOf(wrong).values).toMatchObject({ words: ASKED.words, about: "12/1999", "due.day": "28" });
  for (const about of ["/decisions/elsewhere/x/", "https://nowhere.example/", "x".repeat(3000)])
    expect((await add({ about })).errors).toHaveLength(1);
  pages.push(["add", (await officer.get("/questions/new")).html], ["add, with errors", empty.html]);
});

test("an item is nowhere public before it is published, then at its own address; an answer likewise", async () => {
  const before = await items();
  const entered = await add({ about: `https://any.example${record}` });
  const path = new URL(entered.url).pathname;
  await system().settle();
  expect(await items()).toEqual(before);
  pages.push(["item", entered.html]);
  const written = new Map(
    files().map((f) => [join(f.parentPath, f.name), readFileSync(join(f.parentPath, f.name)).toString()]),
  );
  await send(
    entered,
    {},
    entered.forms.find((f) => f.action.endsWith("/publish")),
  );
  await system().settle();
  const [address] = (await items()).filter((a) => !before.includes(a));
  expect(bare(await text(address!))).toContain("Not answered yet. Due on 20 March 2026.");
  expect(await text(address!)).toContain("How many &lt;b&gt;wardens&lt;/b&gt; are there?");
  expect(await text(address!)).toContain(`href="${record}"`);
  const changed = files().filter(
    (f) => written.get(join(f.parentPath, f.name)) !== readFileSync(join(f.parentPath, f.name)).toString(),
  );
  const bodies = changed.filter((f) => f.parentPath.includes("/public"));
  expect(bodies.length).toBeGreaterThan(3);

  const form = await officer.get(`${path}/answer`);
  expect((await send(form, day("on", [2026, 3, 1]))).errors).toEqual([
    "The date it was answered must be the same as or after the date it was asked",
    "Enter the answer",
  ]);
  const answered = await send(form, { text: "Twelve. They begin in May.", link: record });
  await system().settle();
  expect(bare(answered.html)).toContain("Changes not published");
  expect(await text(address!)).not.toContain("Twelve");
  await send(answered, {}, formWith(answered, "Publish the changes"));
  await system().settle();
  expect(bare(await text(address!))).toMatch(
    /On 2 March 2026 , 18 days before it was due .* Twelve\. They begin in May/,
  );
  expect(bare(await text(record))).toContain("Answers what was asked: How many");
  pages.push(["answer", form.html], ["record with questions", await text(record)]);

  const correct = await officer.get(`${path}/correct`);
  expect(formOf(correct).values.text).toBe("Twelve. They begin in May.");
  expect((await send(correct)).errors).toEqual([
    "Change the answer, or the record that answers it",
    "Enter what is being corrected, and why",
    "Select whether people can still read the answer that is corrected",
  ]);
  const typed = { text: "Fourteen. They begin in May.", reason: "Two were left out", earlier: "keep" };
  const corrected = await send(correct, typed);
  expect((await text(address!)).includes("Fourteen")).toBe(false);
  await send(corrected, {}, formWith(corrected, "Publish the changes"));
  await system().settle();
  const page = bare(await text(address!));
  expect(page).toMatch(
    /Corrected on 2 March 2026: Two were left out\. Fourteen.* Answer published from .* Twelve/,
  );
  pages.push(["correct", correct.html], ["corrected in public", await text(address!)]);

  const withdraw = await officer.get(`${path}/withdraw`);
  expect((await send(withdraw)).errors).toEqual(["Enter why you are withdrawing it"]);
  await send(withdraw, { reason: "Asked of the wrong office" });
  await system().settle();
  const stub = await text(address!);
  expect(bare(stub)).toContain("Withdrawn on 2 March 2026: Asked of the wrong office.");
  expect(stub + (await text(HOME)) + (await text(record))).not.toMatch(/wardens|Fourteen|Twelve|Ann Other/);
  expect(bare((await officer.get(path)).html)).toMatch(
    /Fourteen.* History .* Answer corrected by .* Withdrawn by/,
  );
  pages.push(
    ["withdraw", withdraw.html],
    ["withdrawn", stub],
    ["withdrawn, to officers", (await officer.get(path)).html],
  );
});

test("what was put in confidence is nowhere public, and cannot be made so by a forged post", async () => {
  const entered = await add({ words: CANARY, public: "no", about: record });
  const path = new URL(entered.url).pathname;
  const answered = await send(await officer.get(`${path}/answer`), { text: `${CANARY} too`, link: record });
  expect(answered.forms.some((f) => f.action.endsWith("/publish"))).toBe(false);
  const { values } = formOf(await officer.get(`${path}/withdraw`));
  const forged = await officer.submit(answered, {
    ...formOf(await officer.get(`${path}/withdraw`)),
    action: `${path}/publish`,
    values,
  });
  expect([forged.status, bare(forged.html)]).toEqual([
    409,
    expect.stringContaining("put in confidence, so it cannot be published"),
  ]);
  await system().settle();
  pages.push(["in confidence", answered.html]);
  const pack = await Promise.all(
    ["", "-questions.csv", ".csv"].map((type) =>
      text(`/decisions/pack${type}?office=${office.office}&since=2026-01-01`),
    ),
  );
  const everything = files()
    .filter((f) => f.parentPath.includes("public"))
    .map((f) => readFileSync(join(f.parentPath, f.name)).toString());
  expect(everything.length).toBeGreaterThan(10);
  for (const body of [...everything, ...pack]) expect(body.includes("CANARY")).toBe(false);
  for (const mail of await system().inbox()) expect(mail.text + mail.subject).not.toContain("CANARY");
});

test("sent twice it is done once; sent late it says so, with what was typed; sent by others it is refused", async () => {
  const page = await officer.get("/questions/new");
  const [once, twice] = [await send(page, ASKED), await send(page, ASKED)];
  expect(twice.url).toBe(once.url);
  const path = new URL(once.url).pathname;
  const first = await officer.get(`${path}/answer`);
  const other = await officer.get(`${path}/answer`);
  const due = await officer.get(`${path}/due`);
  const moved = { ...day("due", [2026, 3, 27]), reason: "The member was away" };
  expect((await send(due, moved)).url).toBe(once.url);
  expect((await send(due, moved)).status).toBe(200);
  const stale = await send(first, { text: "Seven" });
  expect([stale.status, formOf(stale).values.text]).toEqual([409, "Seven"]);
  expect(bare(stale.html)).toContain("Someone has changed this since you opened the page");
  expect((await send(stale)).url).toBe(once.url);
  const late = await send(other, { text: "Eight" });
  expect([late.status, late.h1]).toEqual([409, once.h1]);
  expect(bare(late.html)).toMatch(/What you wrote was not saved\. .* Eight/);
  pages.push(["due", due.html], ["stale", stale.html], ["late", late.html]);
  const history = bare((await officer.get(path)).html).split("History")[1]!;
  expect(history.match(/Answer of|Day due changed|Entered/g)).toEqual([
    "Entered",
    "Day due changed",
    "Answer of",
  ]);
  expect(history).toContain("The member was away.");

  for (const wrong of [
    "/questions/01J00000000000000000000000",
    `/questions/${"9".repeat(3000)}`,
    "/questions/%00",
  ])
    expect((await officer.get(wrong)).status).toBe(404);
  const forged = await officer.submit(stale, {
    ...formOf(stale),
    values: { ...formOf(stale).values, rev: "x" },
  });
  expect(forged.status).toBe(400);
});

test("governance is reminded a working week before, the day after, and a week later; then no more", async () => {
  await add({ words: "When?" });
  const mails = async () => {
    await system().settle();
    return (await system().inbox())
      .filter((m) => /An answer is due|Overdue/.test(m.subject))
      .map((m) => [m.to, m.subject]);
  };
  const sent = (await mails()).length;
  const since = async () => (await mails()).slice(sent);
  system().setClock("2026-03-12T23:00:00Z");
  expect(await since()).toEqual([]);
  // 20 March 2026 is a Friday; 3 April is Good Friday.
  system().setClock("2026-03-13T08:01:00Z");
  expect(await since()).toEqual([[governance.email, "An answer is due on 20 March 2026"]]);
  system().setClock("2026-03-22T08:01:00Z");
  expect(await since()).toHaveLength(1);
  system().setClock("2026-03-23T08:01:00Z");
  expect((await since()).at(-1)).toEqual([
    governance.email,
    "Overdue: an answer that was due on 20 March 2026",
  ]);
  system().setClock("2026-03-30T08:01:00Z");
  expect(await since()).toHaveLength(3);
  system().setClock("2026-09-30T08:01:00Z");
  expect(await since()).toHaveLength(3);
  const mail = (await system().inbox()).findLast((m) => m.subject.startsWith("Overdue"))!;
  expect(mail.text).toContain("is 10 days overdue");
  expect(mail.text).toContain(`${system().origin}/questions/`);
  officer = await signIn(system(), author.email);
  const list = await officer.get("/questions");
  expect(bare(list.html)).toMatch(/Overdue .* When\? Question .* 194 days overdue .* Waiting for an answer/);
  pages.push(["list", list.html], ["dashboard", (await officer.get("/")).html]);
});

test("the pack has what waits for an answer, and what was answered since, as page, spreadsheet and document", async () => {
  const item = await officer.get(
    new URL((await officer.get("/questions")).links.find((l) => l.text === "When?")!.href, system().origin)
      .pathname,
  );
  await send(item, {}, formWith(item, "Publish"));
  await system().settle();
  const pack = (type: string, since: string) =>
    `/decisions/pack${type}?office=${office.office}&since=${since}`;
  const html = await text(pack("", "2026-09-30"));
  expect(bare(html)).toMatch(/1 item, of which 1 waits for an answer\. When\? Question, .* 194 days overdue/);
  expect(bare(await text(pack("", "2026-01-01")))).toContain("Withdrawn on 2 March 2026");
  pages.push(["pack", html]);
  const csv = (await text(pack("-questions.csv", "2023-07-01"))).trim().split("\r\n");
  expect(csv).toHaveLength(1 + 3);
  const pdf = await fetch(system().origin + pack(".pdf", "2026-09-30"));
  const bytes = new Uint8Array(await pdf.arrayBuffer());
  expect(await checkPdf(bytes)).toEqual([]);
  expect(await paperText(bytes)).toContain("194daysoverdue");
});

test("axe finds nothing on any of these pages, and nothing is cut off at 320 pixels", async () => {
  const page = await browser.page();
  expect(pages.length).toBeGreaterThan(18);
  for (const [name, html] of pages) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.show(html);
    expect(await page.axe(), name).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    const over = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(over, `${name} is wider than 320`).toBeLessThanOrEqual(0);
    if (process.env.SHOTS) {
      const file = (w: number) => `${process.env.SHOTS}/${name.replaceAll(/\W+/g, "-")}-${w}.png`;
      await page.screenshot({ path: file(320), fullPage: true });
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.screenshot({ path: file(1280), fullPage: true });
    }
  }
});
