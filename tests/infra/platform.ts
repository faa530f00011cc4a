/**
 * SST's platform: the TypeScript of its components, which `sst install` extracts to .sst/platform from
 * the npm registry alone. No AWS account, GitHub download or Pulumi command is needed, and nothing is
 * reported to anybody.
 */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

export const root = resolve(import.meta.dirname, "../..");
export const work = join(root, ".sst");
export const platform = join(work, "platform");

const run = promisify(execFile);
const bin = (name: string) => join(root, "node_modules/.bin", name);

const bun = join(root, "node_modules/@oven/bun-linux-x64/bin/bun");

/** Settings under which SST's command asks nothing of the network but the npm registry. */
export const quietly = {
  ...process.env,
  SST_TELEMETRY_DISABLED: "1",
  SST_SKIP_DEPENDENCY_CHECK: "1",
  ...(existsSync(bun) ? { SST_BUN_PATH: bun } : { SST_NO_BUN: "1" }),
  SST_STAGE: "ci",
  AWS_EC2_METADATA_DISABLED: "true",
};

/** Extracts the platform unless this version is there already: 5 to 20 seconds the first time. */
export async function installPlatform(): Promise<void> {
  await alone(join(root, ".test"), "sst-install", async () => {
    if (isInstalled()) return;
    await rm(work, { recursive: true, force: true });
    await run(bin("sst"), ["install"], { cwd: root, env: quietly, timeout: 240_000 });
    if (!isInstalled()) throw new Error("sst install left no platform in .sst/platform");
  });
}

/** Everything that the TypeScript compiler has against a project, a line for each error. */
export async function typeErrors(project: string): Promise<string[]> {
  try {
    await run(bin("tsc"), ["-p", project], { cwd: root });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (!stdout) throw error;
    return stdout.split("\n").filter((line) => /error TS\d+/.test(line));
  }
}

function isInstalled(): boolean {
  const file = join(platform, "version");
  const wanted = JSON.parse(readFileSync(join(root, "node_modules/sst/package.json"), "utf8")).version;
  const providers = join(work, "provider-lock.json");
  return existsSync(providers) && existsSync(join(platform, "node_modules")) && versionOf(file) === wanted;
}

function versionOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").trim() : "";
}

/** One at a time over all processes; a lock older than five minutes was left by one that died. */
async function alone(folder: string, name: string, task: () => Promise<void>): Promise<void> {
  const lock = join(folder, `${name}.lock`);
  await mkdir(folder, { recursive: true });
  for (;;) {
    try {
      await mkdir(lock);
      break;
    } catch {
      const age = Date.now() - (await stat(lock).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
      if (age > 300_000) await rm(lock, { recursive: true, force: true });
      await sleep(200);
    }
  }
  try {
    await task();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}
