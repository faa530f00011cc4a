/**
 * Exports and imports as commands: over the installation whose links are in the environment (`sst shell`),
 * else over the one on this machine. Pages are JSX, which Node does not read by itself, so the verbs are
 * bundled as the functions are.
 */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "#infra/local/bundles.ts";
import { type Asked, parsePorting } from "./arguments.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Runs one command; answers with the exit code. */
export async function runPorting(args: string[]): Promise<number> {
  let asked: Asked;
  try {
    asked = parsePorting(args);
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  const isLinked = Object.keys(process.env).some((name) => name.startsWith("SST_RESOURCE"));
  const stop = isLinked ? async () => {} : await startHere(asked);
  try {
    const bundles = await bundle([join(import.meta.dirname, "verbs.ts")], join(ROOT, ".build/porting"));
    const verbs = (await import(pathToFileURL(bundles.verbs!).href)) as typeof import("./verbs.ts");
    const failed = await verbs.run(asked, new Date().toISOString(), progress());
    return failed ? 1 : 0;
  } catch (error) {
    console.error(process.env.DEBUG ? (error as Error).stack : (error as Error).message);
    return 1;
  } finally {
    await stop();
  }
}

async function startHere({ verb }: Asked): Promise<() => Promise<void>> {
  const { startSystem } = await import("#infra/local/system.ts");
  const dataDir = resolve(process.env.DATA_DIR ?? join(ROOT, ".data"));
  const say = (line: string) => console.error(line);
  // Addresses in pages are those that `npm start` has.
  const port = Number(process.env.PORT ?? 8080);
  // What is imported brings its offices with it.
  const offices = verb === "import" ? "" : undefined;
  const system = await startSystem({ dataDir, port, offices, say });
  return system.stop;
}

/** A line for each step, and one a second while it lasts. */
function progress(): (done: number, of: number, what: string) => void {
  let last = 0;
  return (done, of, what) => {
    if (done < of && Date.now() - last < 1000) return;
    last = Date.now();
    console.error(`  ${done} of ${of} ${what}`);
  };
}
