import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    // One more than the machine has processors: much of a journey waits for a browser or a database.
    maxWorkers: 3,
    globalSetup: "tests/support/build.ts",
  },
});
