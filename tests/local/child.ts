/**
 * The service in miniature in a process of its own, for tests that kill it: `child.ts <data folder>
 * <n>` says where it is, and dies as by kill -9 right after its nth write from then on (0: never).
 */
import "#infra/local/clock.ts";
import { join } from "node:path";
import { startSystem } from "#infra/local/system.ts";

const [dataDir, nth] = process.argv.slice(2);
const functions = join(import.meta.dirname, "small-service");
const system = await startSystem({ dataDir, functions, offices: "", tickMs: 200 });
if (Number(nth)) system.faults.plan({ kind: "kill-after", nth: Number(nth) });
console.log(system.origin);
