/**
 * The first start: the shipped examples go the whole way through the real pages and the real mailbox.
 * They are played in a folder of their own that takes its place when all is done, so that a start which
 * is broken off is simply the first start again.
 */
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadOffices } from "#core/offices/index.ts";
import { bundle } from "./bundles.ts";
import { type LocalSystem, startSystem } from "./system.ts";

type Play = typeof import("./play.ts");

/** Plays every example of every office into `dataDir`, unless it is there already. True when it did. */
export async function playExamples(
  dataDir: string,
  port: number,
  say: (line: string) => void,
): Promise<boolean> {
  if (existsSync(dataDir)) return false;
  const folder = `${dataDir}.first`;
  rmSync(folder, { recursive: true, force: true });
  const system = await startSystem({ dataDir: folder, port, freshAssets: true, say });
  try {
    await playAll(system, say);
  } finally {
    await system.stop();
  }
  renameSync(folder, dataDir);
  return true;
}

async function playAll(system: LocalSystem, say: (line: string) => void): Promise<void> {
  const root = join(import.meta.dirname, "../..");
  const bundles = await bundle([join(import.meta.dirname, "play.ts")], join(root, ".build/local"));
  const { play } = (await import(pathToFileURL(bundles.play!).href)) as Play;
  const all = loadOffices().flatMap(({ office, examples }) => examples.map((e) => ({ office, ...e })));
  // In the order of their times, so that registers grow as they did; those of today, with no time, last.
  all.sort((a, b) => (a.example.at ?? "now").localeCompare(b.example.at ?? "now"));
  for (const [i, { office, name, example }] of all.entries()) {
    say(`Playing example ${i + 1} of ${all.length}: ${office.body.short}, ${name}`);
    system.resetClock();
    await play(system, office, example, (words) => say(`  ${words}`));
    if (example.expect?.state === "review") say("  waits for a signature: see the newest email in the inbox");
  }
}
