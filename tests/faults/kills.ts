/** Runs the whole path in processes that are killed on the way, in a folder that lasts. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { buildFunctions, bundle } from "#infra/local/bundles.ts";
import type { CameTo } from "#tests/faults/path-child.ts";

const CHILD = join(import.meta.dirname, "path-child.ts");
const BUILT = join(import.meta.dirname, "../../.build/path");

/** What each process needs built, once for all: the functions, and the journey, which imports pages. */
export async function build(): Promise<Record<string, string>> {
  const journey = await bundle([join(import.meta.dirname, "journey.ts")], BUILT);
  return { ...(await buildFunctions({ to: BUILT })), ...journey };
}

/** Killed after these writes, one process after another, and then left alone: what the record came to. */
export async function killedAfter(
  bundles: Record<string, string>,
  writes: number[],
  signOffs: number,
): Promise<CameTo & { kills: number }> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-path-"));
  // Links in emails lead to the address of their time, so all processes have the same.
  const port = await freePort();
  try {
    let kills = 0;
    for (const nth of writes) {
      const came = await run(folder, port, bundles, [nth, signOffs]);
      if (came) return { ...came, kills };
      kills++;
    }
    const came = await run(folder, port, bundles, [0, signOffs]);
    if (!came) throw new Error("The process died by itself");
    return { ...came, kills };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The whole system killed after each write of the path in turn, each time in a folder of its own: whether
 * all ended as undisturbed. A death right after a write is a death right before the next: the tables and
 * files are the same.
 */
export async function killAtEachWrite(
  say: (line: string) => void,
  { jobs, signOffs }: { jobs: number; signOffs: number },
): Promise<boolean> {
  const started = performance.now();
  const bundles = await build();
  const undisturbed = await killedAfter(bundles, [], signOffs);
  const { writes } = undisturbed;
  say(`The path has ${writes} writes; undisturbed it took ${seconds(started)} s`);
  const wrong: number[] = [];
  let next = 1;
  const worker = async () => {
    while (next <= writes) {
      const nth = next++;
      const came = await killedAfter(bundles, [nth], signOffs);
      const alike = isDeepStrictEqual(came.end, undisturbed.end) && came.mostCopies <= 2 && came.kills === 1;
      if (!alike) wrong.push(nth);
      if (!alike) say(`Write ${nth}: ${JSON.stringify(came)}\nUndisturbed: ${JSON.stringify(undisturbed)}`);
      if (nth % 10 === 0) say(`  ${seconds(started)} s: killed after ${nth} of ${writes}`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  if (next <= writes) throw new Error("Nobody did the killing");
  say(
    wrong.length
      ? `Killed after write ${wrong.toSorted((a, b) => a - b).join(", ")} it ended otherwise`
      : `Killed after each of the ${writes} writes in turn, it ended as undisturbed each time (${seconds(started)} s)`,
  );
  return wrong.length === 0;
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 1000);
}

/** What it came to; nothing where it was killed. */
async function run(
  folder: string,
  port: number,
  bundles: Record<string, string>,
  path: number[],
): Promise<CameTo | undefined> {
  const given = [folder, String(port), JSON.stringify(bundles), ...path.map(String)];
  const child = spawn(process.execPath, [CHILD, ...given], {
    stdio: ["ignore", "pipe", "pipe"],
    // Starting is most of what a death costs.
    env: { ...process.env, NODE_COMPILE_CACHE: join(BUILT, "cache") },
  });
  let [said, complained] = ["", ""];
  child.stdout.on("data", (text) => {
    said += text;
  });
  child.stderr.on("data", (text) => {
    complained += text;
  });
  const [code, signal] = await once(child, "close");
  if (signal === "SIGKILL") return undefined;
  const line = said.trim().split("\n").at(-1) ?? "";
  if (code !== 0 || !line.startsWith("{"))
    throw new Error(`The path ended with ${code}: ${complained.slice(-3000)}`);
  return JSON.parse(line) as CameTo;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
