/** The planted faults follow the sources: each still finds what it changes, and the tests that should notice. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ALL, changed } from "./all.ts";

const ROOT = join(import.meta.dirname, "../..");

it.each(ALL)("$file: $name", (fault) => {
  const text = readFileSync(join(ROOT, fault.file), "utf8");
  expect(changed(fault, text)).not.toBe(text);
  for (const test of fault.tests) expect(existsSync(join(ROOT, test)), test).toBe(true);
});
