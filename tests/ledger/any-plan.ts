/** Plans of any shape: steps one after another, stages beside one another, as many signatures as chance wants. */
import type fc from "fast-check";
import type { GeneratorValue } from "fast-check";
import type { FrozenPlan } from "#core/record/events.ts";

export type Chance = GeneratorValue;
export type Arbitraries = typeof fc;

const PEOPLE = ["ana-bell", "bo-carr", "cy-dunn", "di-ebb"];

export function anyPlan(g: Chance, fc: Arbitraries): FrozenPlan {
  const steps = g(fc.integer, { min: 1, max: 3 });
  const stages: FrozenPlan["stages"] = [];
  for (let step = 0; step < steps; step++)
    for (let beside = 0; beside < g(fc.integer, { min: 1, max: 2 }); beside++) {
      const slots = PEOPLE.slice(0, g(fc.integer, { min: 1, max: 3 })).map((person) => ({
        post: "post",
        person,
      }));
      const need = g(fc.integer, { min: 1, max: slots.length });
      stages.push({ stage: `stage-${step}-${beside}`, step, need, slots });
    }
  return { stages, skipped: [{ stage: "skipped", why: "Not needed" }] };
}
