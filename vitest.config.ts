import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Those that start a system or a browser come first, so that none is left running alone at the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      /\/tests\/(journeys|faults|routes|infra|model|bundles)\/|browser\.test/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Tests of the pure centre and of components start nothing and set nothing, so they may share a process. */
const PURE = [
  "form",
  "checks",
  "document",
  "notice",
  "web/components",
  "web/fields",
  "web/layout",
  "web/paper",
].map((folder) => `tests/${folder}/**/!(browser|*.store).test.{ts,tsx}`);

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    testTimeout: 180_000,
    hookTimeout: 300_000,
    // One more than the processors of the smallest machine: systems wait for streams, browsers and one another.
    maxWorkers: 3,
    globalSetup: "tests/support/build.ts",
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "whole",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [...configDefaults.exclude, ...PURE],
        },
      },
      { extends: true, test: { name: "pure", include: PURE, isolate: false } },
    ],
  },
});
