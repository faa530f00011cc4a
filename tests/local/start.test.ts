/** npm start: says when it is ready, answers, stops when asked, and says plainly when its port is taken. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

// The folder is there, so this is not the first start and no examples are played.
const folder = mkdtempSync(join(tmpdir(), "start-"));
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

test("ready, then stopped cleanly", async () => {
  const { child, until } = start(0);
  const said = await until(/^ready .*\n(.*\n){3}/m);
  const [, origin] = /^ready (http:\/\/127\.0\.0\.1:\d+)$/m.exec(said) ?? [];
  expect(said.slice(said.indexOf("ready"))).toBe(
    `ready ${origin}\n` +
      `  Officers' pages   ${origin}/\n` +
      `  Inbox             ${origin}/_local/inbox\n` +
      `  Public register   ${origin}/decisions/\n`,
  );
  const health = await fetch(`${origin}/healthz`);
  expect([health.status, await health.json()]).toEqual([200, { ok: true }]);
  expect(await (await fetch(`${origin}/_local/inbox`)).text()).toContain("No emails yet");
  child.kill("SIGTERM");
  expect(await ended(child)).toBe(0);
});

test("a port that is taken", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const { child, until } = start(port);
  expect(await until(/\n/)).toBe(`Port ${port} is taken. Choose another one: PORT=8081 npm start\n`);
  expect(await ended(child)).toBe(1);
  other.close();
});

function start(port: number) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../infra/local/start.ts")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: String(port) },
  });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      said += text;
    });
  const until = async (pattern: RegExp) => {
    await expect.poll(() => said, { timeout: 50_000 }).toMatch(pattern);
    return said;
  };
  return { child, until };
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, "exit");
  return child.exitCode;
}
