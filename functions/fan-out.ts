/**
 * Emails to subscribers, each minute: a function of its own with one place to run in, so that whatever
 * the public follows takes nothing from the people who sign. Killed at any point, it goes on at the next.
 */
import { run } from "#core/follow/run.ts";

/** Less than the minute until the next one, with room for the last emails. */
const RUN_MS = 45_000;

export const handler = (): Promise<{ sent: number }> =>
  run({
    clock: () => new Date().toISOString(),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    ms: RUN_MS,
    failed: ({ pk }, error) =>
      console.error(JSON.stringify({ level: "error", key: pk, error: String(error) })),
  });
