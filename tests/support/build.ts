/** Once before all tests: the functions, built. Each system that a test starts then loads what is there. */
import type { TestProject } from "vitest/node";
import { buildFunctions } from "#infra/local/bundles.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The bundle of each function, by name. */
    bundles: Record<string, string>;
  }
}

export default async function setup({ provide }: TestProject): Promise<void> {
  provide("bundles", await buildFunctions());
}
