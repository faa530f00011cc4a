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
type PlayQuestion = typeof import("./play-question.ts");

/** Plays every example of every office of a folder into `dataDir`, unless it is there already. True when it did. */
export async function playExamples(
  dataDir: string,
  port: number,
  offices: string | undefined,
  say: (line: string) => void,
): Promise<boolean> {
  if (existsSync(dataDir)) return false;
  const folder = `${dataDir}.first`;
  rmSync(folder, { recursive: true, force: true });
  const system = await startSystem({ dataDir: folder, port, offices, freshAssets: true, say });
  try {
    await playAll(system, offices, say);
  } finally {
    await system.stop();
  }
  renameSync(folder, dataDir);
  return true;
}

async function playAll(
  system: LocalSystem,
  folder: string | undefined,
  say: (line: string) => void,
): Promise<void> {
  const root = join(import.meta.dirname, "../..");
  const files = ["play.ts", "play-question.ts"].map((name) => join(import.meta.dirname, name));
  const bundles = await bundle(files, join(root, ".build/local"));
  const { play } = (await import(pathToFileURL(bundles.play!).href)) as Play;
  const asking = (await import(pathToFileURL(bundles["play-question"]!).href)) as PlayQuestion;
  const ids: Record<string, Record<string, string>> = {};
  const offices = loadOffices(folder);
  const all = offices.flatMap(({ office, examples }) => examples.map((e) => ({ office, ...e })));
  // In the order of their times, so that registers grow as they did; those of today, with no time, last.
  all.sort((a, b) => (a.example.at ?? "now").localeCompare(b.example.at ?? "now"));
  const playRecord = async ({ office, name, example }: (typeof all)[number]) => {
    say(
      `Playing example ${all.findIndex((one) => one.example === example) + 1} of ${all.length}: ${office.body.short}, ${name}`,
    );
    system.resetClock();
    const { id } = await play(system, office, example, (words) => say(`  ${words}`));
    ids[office.office] = { ...ids[office.office], [name]: id };
    if (example.expect?.state === "review") say("  waits for a signature: see the newest email in the inbox");
  };
  for (const one of all.filter(({ example }) => example.at)) await playRecord(one);
  for (const { office, questions } of offices)
    for (const { name, example } of questions) {
      say(`Playing question: ${office.body.short}, ${name}`);
      system.resetClock();
      await asking.playQuestion(system, office, example, ids[office.office] ?? {}, (words) =>
        say(`  ${words}`),
      );
    }
  // What waits for a signature comes last, so that the newest email asks for it.
  for (const one of all.filter(({ example }) => !example.at)) await playRecord(one);
}
