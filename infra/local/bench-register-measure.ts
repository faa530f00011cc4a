/**
 * A measure of the register: what one thing costs in time, in units of the database and in reads of S3, and
 * what is compared between sizes. A question is asked of the search function as the front door asks it.
 */
import { toEvent, toReply } from "./http-event.ts";
import type { LocalSystem } from "./system.ts";

/** The office that publishes, and that is asked for alone. */
export const OWN = "office-0";

export interface Cost {
  ms: number;
  cpu: number;
  bytes: number;
  gets: number;
  units: number;
}
export type Row = { name: string; cells: (string | number)[] };
/** By size: what is compared between sizes. */
export type Compared = Map<string, number>;

export type Bench = ReturnType<typeof benchOf>;

/** Measures one thing: its time, this process's time, and what it reads of the database and of S3. */
export function benchOf(system: LocalSystem) {
  let counted = 0;
  const calls = (of: string) => system.faults.calls()[of] ?? 0;
  return {
    system,
    async cost(work: () => Promise<number>): Promise<Cost> {
      const journey = `measure ${counted++}`;
      system.journey(journey);
      const [gets, cpu, start] = [calls("s3.GetObject"), process.cpuUsage(), performance.now()];
      const bytes = await work();
      const ms = performance.now() - start;
      const { user, system: kernel } = process.cpuUsage(cpu);
      const { read = 0, write = 0 } = system.units()[journey] ?? {};
      return {
        ms,
        cpu: (user + kernel) / 1000,
        bytes,
        gets: calls("s3.GetObject") - gets,
        units: read + write,
      };
    },
  };
}

/** Asks the search function, as the front door does. */
export async function answerOf({ system }: Bench, path: string): Promise<string> {
  const [before = "", query = ""] = path.split("?");
  const { hostname, port } = new URL(system.origin);
  const event = toEvent({
    method: "GET",
    path: before,
    query,
    search: new URLSearchParams(query),
    headers: { host: `${hostname}:${port}` },
    body: Buffer.alloc(0),
    sourceIp: "127.0.0.1",
  });
  const { status, body } = toReply(await system.invoke("search", event));
  if (status !== 200) throw new Error(`${path}: ${status} ${String(body).slice(0, 200)}`);
  return String(body);
}

export const TIMES = ["p50 ms", "p95 ms", "p95 CPU"];
export const timesOf = (runs: Cost[]) =>
  [at(runs, "ms", 0.5), at(runs, "ms", 0.95), at(runs, "cpu", 0.95)].map(round);

export function at(runs: Cost[], of: keyof Cost, quantile: number): number {
  const sorted = runs.map((run) => run[of]).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * quantile)]!;
}

export const round = (n: number) => Math.round(n * 10) / 10;
export const kB = (bytes: number) => round(bytes / 1000);
