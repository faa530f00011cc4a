/**
 * npm start on an empty folder: the examples are played, one record is left to sign, and from then on
 * kill -9 costs nothing: what was there is there, and nothing is done a second time.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { loadOffices } from "#core/offices/index.ts";
import { Browser, type WebPage } from "#infra/local/browser.ts";
import type { InboxEntry } from "#infra/local/mailbox.ts";

vi.setConfig({ testTimeout: 180_000 });

const root = mkdtempSync(join(tmpdir(), "restart-"));
const START = join(import.meta.dirname, "../../infra/local/start.ts");
/** Two offices with a question and three examples, one of them left to sign; all that ship are played elsewhere. */
const OFFICES = join(root, "offices");
const SHIPPED = join(import.meta.dirname, "../../core/offices");
for (const file of [
  "cleveland/office.json",
  "cleveland/examples/perpetrator-coordinator.json",
  "cleveland/examples/waiting-navigator.json",
  "leicestershire",
])
  cpSync(join(SHIPPED, file), join(OFFICES, file), { recursive: true });
const EXAMPLES = loadOffices(OFFICES).flatMap(({ examples }) => examples.map((e) => e.name));
const QUESTIONS = loadOffices(OFFICES).flatMap(({ questions }) => questions.map((q) => q.name));
let port: number;
let origin: string;
let child: ChildProcess;

beforeAll(async () => {
  port = await freePort();
  origin = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  child?.kill("SIGKILL");
  rmSync(root, { recursive: true });
});

test("the first start plays every example, says that it is ready, and leaves one to sign", async () => {
  const said = await start();
  for (const [i, name] of EXAMPLES.entries()) {
    expect(said).toContain(`Playing example ${i + 1} of ${EXAMPLES.length}: `);
    expect(said).toContain(`, ${name}\n`);
  }
  for (const name of QUESTIONS) expect(said).toMatch(new RegExp(`Playing question: .*, ${name}\\n`));
  expect(said).toContain("waits for a signature");
  expect(said).toContain(`ready ${origin}\n`);
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);

  const inbox = await mails();
  for (const mail of inbox) {
    expect(Object.keys(mail)).toEqual(["id", "at", "to", "subject", "text", "links"]);
    expect([typeof mail.to, Array.isArray(mail.links)]).toEqual(["string", true]);
  }
  expect(inbox.at(-1)?.subject).toContain("Domestic abuse navigator");
  const asked = inbox.filter((m) =>
    m.subject.endsWith("Domestic abuse navigator: training for two providers"),
  );
  expect(asked.map((m) => m.subject.split(":")[0])).toEqual(
    expect.arrayContaining(["For your comment", "For your approval", "For your decision"]),
  );
  const page = await new Browser(origin).get(linkToSign(inbox));
  expect(page.forms.flatMap((f) => f.buttons.map((b) => b.text))).toContain("Confirm and sign");
});

test("kill -9, and again: the same inbox, the same records, the same registers", async () => {
  const officer = await signedIn("leila.marchetti@cleveland.example");
  const before = await everything(officer);
  expect(before.dashboard.match(/\/records\/[0-9A-Z]{26}/g)?.length).toBe(2);
  await kill();
  expect(await start()).not.toContain("Playing");
  expect(await everything(officer)).toEqual(before);
  // The tick comes each second: two of them find nothing to do.
  await new Promise((resolve) => setTimeout(resolve, 2200));
  expect(await everything(officer)).toEqual(before);
});

test("a signature that was taken just before kill -9 is kept, and finished once", async () => {
  const link = linkToSign(await mails());
  const commissioner = new Browser(origin);
  const page = await commissioner.get(link);
  const before = await ids();
  const asked = await commissioner.submit(page, formOf(page), { outcome: "approve" }, "Email me a code");
  const code = /\b\d{6}\b/.exec((await mailOf("Your code to sign", before)).text)?.[0] ?? "";
  const signed = await commissioner.submit(
    asked,
    formOf(asked),
    { outcome: "approve", code },
    "Confirm and sign",
  );
  expect(signed.h1).toBe("You approved this");
  await kill();
  await start();
  const published = await mailOf("Published: Domestic abuse navigator");
  const register = await (await fetch(`${origin}/decisions/cleveland/`)).text();
  expect(register).toContain("Domestic abuse navigator");
  expect((await commissioner.get(link)).h1).toBe("You approved this");
  expect(await (await fetch(published.links[0] ?? "")).text()).toContain("Tees Example Training");
  const about = (await mails()).filter((m) => m.subject.includes("Domestic abuse navigator"));
  const subjects = about.map((m) => m.subject.split(":")[0]).sort();
  // At most one more copy of an email whose sending the kill cut off; never a third, never none.
  for (const subject of ["Decided", "Published"])
    expect([1, 2]).toContain(subjects.filter((s) => s === subject).length);
  expect(await (await fetch(`${origin}/decisions/cleveland/feed.json`)).json()).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({ title: expect.stringContaining("Domestic abuse navigator") }),
    ]),
  });
});

/** Everything that a person can see of the system, by address. */
async function everything(officer: Browser): Promise<Record<"inbox" | "dashboard" | "public", string>> {
  const addresses = ["/decisions/"];
  for (const { office } of loadOffices(OFFICES))
    addresses.push(`/decisions/${office.office}/`, `/decisions/${office.office}/feed.atom`);
  const texts = await Promise.all(addresses.map(async (path) => (await fetch(origin + path)).text()));
  return {
    inbox: JSON.stringify(await mails()),
    dashboard: (await officer.get("/")).html,
    public: texts.join("\n"),
  };
}

async function signedIn(email: string): Promise<Browser> {
  const browser = new Browser(origin);
  const page = await browser.get("/sign-in");
  const before = await ids();
  await browser.submit(page, formOf(page), { email });
  const mail = await mailOf("Sign in to Countersign", before);
  const confirm = await browser.get(mail.links[0] ?? "");
  expect((await browser.submit(confirm, formOf(confirm))).h1).toBe("Records");
  return browser;
}

async function mails(): Promise<InboxEntry[]> {
  return (await fetch(`${origin}/_local/inbox.json`)).json();
}

async function ids(): Promise<Set<string>> {
  return new Set((await mails()).map((m) => m.id));
}

/** The newest email with this subject, once it has come. */
async function mailOf(subject: string, before = new Set<string>()): Promise<InboxEntry> {
  const find = async () =>
    (await mails()).findLast((m) => m.subject.startsWith(subject) && !before.has(m.id));
  await expect.poll(find, { timeout: 30_000, interval: 200 }).toBeDefined();
  return (await find())!;
}

/** The link of the record that is left to sign: that of the newest email that has one. */
function linkToSign(inbox: InboxEntry[]): string {
  const link = inbox.flatMap((m) => m.links).findLast((l) => l.includes("/s/"));
  if (!link) throw new Error("No email holds a link to sign");
  return link;
}

function formOf(page: WebPage) {
  const form = page.forms.find((f) => f.method === "POST");
  if (!form) throw new Error(`No form on ${page.url}: ${page.h1}`);
  return form;
}

async function start(): Promise<string> {
  child = spawn(process.execPath, [START], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATA_DIR: join(root, "data"),
      PORT: String(port),
      OFFICES,
    },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (text) => {
      said += text;
    });
  const started = child;
  const ready = /^ready .*\n(.*\n){3}/m;
  await expect
    .poll(() => ready.test(said) || started.exitCode !== null, { timeout: 170_000, interval: 100 })
    .toBe(true);
  expect(said).toMatch(ready);
  return said;
}

async function kill(): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
