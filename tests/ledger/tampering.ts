/** What can be done to an export, and a test of whether the verifier names it. */
import fc from "fast-check";
import { expect } from "vitest";
import type { ExportBundle } from "#core/ledger/export.ts";
import { verify } from "#core/ledger/verify.mjs";
import { type Story, story } from "./stories.ts";

export const RUNS = { numRuns: 12 };

/**
 * Holds what a manipulation does against what the verifier says of it. Undefined: it cannot be done to this
 * story, so that another is told in its place and every run counts.
 */
export function named(
  manipulation: (
    told: Story,
    pick: (n: number) => number,
  ) => { bundle: ExportBundle; pdf?: Uint8Array; anchors?: unknown[]; says: RegExp } | undefined,
) {
  return fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const told = story(g, fc);
      const pick = (n: number) => g(fc.integer, { min: 0, max: n - 1 });
      const tampered = manipulation({ ...told, bundle: structuredClone(told.bundle) }, pick);
      fc.pre(tampered !== undefined);
      const { bundle, says, ...given } = tampered;
      const report = await verify(bundle, given);
      expect(report.faults.join("\n")).toMatch(says);
    }),
    RUNS,
  );
}

/** A copy in which one value, anywhere that counts, is another. */
export function damage(bundle: ExportBundle, g: fc.GeneratorValue): { damaged: ExportBundle; where: string } {
  const copy = structuredClone(bundle) as unknown as Record<string, unknown>;
  const places: { holder: Record<string, unknown>; name: string; where: string }[] = [];
  const walk = (holder: Record<string, unknown>, path = "") => {
    for (const [name, value] of Object.entries(holder)) {
      const where = `${path}.${name}`;
      if (typeof value === "object" && value !== null) walk(value as Record<string, unknown>, where);
      else places.push({ holder, name, where });
    }
  };
  for (const part of [
    "events",
    "head",
    "state",
    "content",
    "words",
    "number",
    "documents",
    "publications",
    "proofs",
    "anchors",
  ])
    if (copy[part]) walk({ [part]: copy[part] });
  const { holder, name, where } = places[g(fc.integer, { min: 0, max: places.length - 1 })]!;
  const value = holder[name];
  holder[name] = typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : `${value}0`;
  return { damaged: copy as unknown as ExportBundle, where };
}
