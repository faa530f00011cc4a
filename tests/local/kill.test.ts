/** kill -9 at one write after another: what was acknowledged is there after a restart, and work goes on. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openMailbox } from "#infra/local/mailbox.ts";

const folder = mkdtempSync(join(tmpdir(), "kill-"));
let child: ChildProcess | undefined;

afterAll(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

/** The writes of one entry: it is put, its email sent, that noted; then two events of the email. */
test("killed after one write and another, then left alone", async () => {
  for (const nth of [1, 2, 4]) {
    const origin = await start(nth);
    await fetch(`${origin}/put?pk=OBX%23${nth}`).catch(() => "the answer is lost with the process");
    await dead();
  }
  const origin = await start(0);
  const emails = await atRest(3);
  const inbox = (await (await fetch(`${origin}/_local/inbox.json`)).json()) as { subject: string }[];
  expect([...new Set(inbox.map((e) => e.subject))].sort()).toEqual(["OBX#1", "OBX#2", "OBX#4"]);
  // This small service sends, then notes it: a death in between costs a second copy, and each kill only one.
  expect(inbox.length).toBeLessThanOrEqual(6);
  expect(emails.flatMap((email) => email.owed)).toEqual([]);
  child?.kill("SIGKILL");
  await dead();
}, 120_000);

async function start(nth: number): Promise<string> {
  const started = spawn(process.execPath, [join(import.meta.dirname, "child.ts"), folder, String(nth)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = started;
  const [line] = await once(started.stdout, "data");
  return String(line).trim();
}

/** Until it is dead, and its database with it. */
async function dead(): Promise<void> {
  if (child?.exitCode === null && child.signalCode === null) await once(child, "exit");
  expect(child?.signalCode).toBe("SIGKILL");
  await expect.poll(() => processesOf(folder), { timeout: 10_000 }).toEqual([]);
}

/** Until so many entries at least have their email, and no email owes an event. */
async function atRest(entries: number) {
  const all = () => openMailbox(join(folder, "mail")).all();
  const done = () => all().length >= entries && all().every((email) => email.owed.length === 0);
  await expect.poll(done, { timeout: 30_000, interval: 200 }).toBe(true);
  return all();
}

function processesOf(data: string): string[] {
  const all = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).split("\n");
  return all.filter((line) => line.includes(data) && !line.startsWith("ps "));
}
