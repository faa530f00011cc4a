import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    globalSetup: "tests/support/build.ts",
  },
});
