/**
 * npm start: the whole system on this machine. Data is in .data (or DATA_DIR), the address ends in 8080
 * (or PORT), the offices those that ship (or a folder of office folders, OFFICES). The first start plays
 * their examples. Stop it with Ctrl-C; kill -9 loses nothing.
 */
import "./clock.ts";
import { join, resolve } from "node:path";
import { playExamples } from "./first-start.ts";
import { startSystem } from "./system.ts";

const ROOT = join(import.meta.dirname, "../..");
const dataDir = resolve(process.env.DATA_DIR ?? join(ROOT, ".data"));
const port = Number(process.env.PORT ?? 8080);
const offices = process.env.OFFICES && resolve(process.env.OFFICES);
const say = (line: string) => console.log(line);

/** How often the minute's tick comes: often, so that nobody waits a minute for what AWS does at once. */
const TICK_MS = 1000;

try {
  const played = await playExamples(dataDir, port, offices, say);
  const system = await startSystem({
    dataDir,
    port,
    offices,
    tickMs: TICK_MS,
    // What was said and built for the examples holds still.
    freshAssets: !played,
    say: played ? undefined : say,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, async () => {
      say("Stopping");
      await system.stop();
      process.exit(0);
    });
  say(`ready ${system.origin}`);
  say(`  Officers' pages   ${system.origin}/`);
  say(`  Inbox             ${system.origin}/_local/inbox`);
  say(`  Public register   ${system.origin}/decisions/`);
} catch (error) {
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") console.error(`Port ${port} is taken. Choose another one: PORT=8081 npm start`);
  else if (code === "EACCES")
    console.error(`This machine does not allow port ${port}. Choose another one: PORT=8081 npm start`);
  else console.error(process.env.DEBUG ? stack : message);
  process.exit(1);
}
