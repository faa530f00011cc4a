/** A throw-away local system for a test file: started before its tests, gone after them. */
import "#infra/local/clock.ts";
import { afterAll, beforeAll, inject } from "vitest";
import { type LocalSystem, type SystemOptions, startSystem } from "#infra/local/system.ts";

/** `const system = useSystem()`; then `system().origin` in a test. */
export function useSystem(options: SystemOptions = {}): () => LocalSystem {
  let system: LocalSystem | undefined;
  beforeAll(async () => {
    system = await startSystem(options.functions ? options : { bundles: inject("bundles"), ...options });
  });
  afterAll(async () => {
    await system?.stop();
  });
  return () => {
    if (!system) throw new Error("The system runs only while tests run: call it inside one");
    return system;
  };
}
