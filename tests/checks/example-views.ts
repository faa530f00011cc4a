/**
 * The shipped examples as records in their final state: what the checks of the seeds read.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadOffice } from "#core/offices/index.ts";
import type { RecordView } from "#core/record/view.ts";
import { recordOf } from "#infra/local/proofread.ts";

const OFFICES = join(import.meta.dirname, "../../core/offices");

/** The record of an example, signed and decided as its file says; a fresh copy, to change at will. */
export function exampleView(slug: string, name: string): RecordView {
  const { office, examples } = loadOffice(join(OFFICES, slug));
  const found = examples.find((e) => e.name === name);
  if (!found) throw new Error(`${slug} has no example ${name}`);
  return recordOf(office, structuredClone(found.example));
}

/** Every shipped example: office, name. */
export function allExamples(): [slug: string, name: string][] {
  return readdirSync(OFFICES, { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .flatMap((e) =>
      loadOffice(join(OFFICES, e.name)).examples.map((x): [string, string] => [e.name, x.name]),
    );
}
