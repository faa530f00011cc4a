/**
 * Generated lives of records, as the events and the words beside them: plans of any shape, sign-offs by
 * several people, questions, returns, refusals, publication, corrections.
 */

import { sha256 } from "#core/ledger/canonical.ts";
import type { ExportBundle } from "#core/ledger/export.ts";
import type { Arbitraries, Chance } from "./any-plan.ts";
import { bundleOf } from "./bundles.ts";
import { Teller } from "./teller.ts";

export interface Story {
  bundle: ExportBundle;
  /** The sealed PDFs, by edition. */
  pdfs: Partial<Record<"public" | "restricted", Uint8Array>>;
}

/**
 * One life, from chance. It ends published unless chance has it withdrawn, refused or still in review;
 * `after`: what is published may then be corrected, and withdrawn from publication.
 */
export function story(g: Chance, fc: Arbitraries, after: "published" | "anything" = "published"): Story {
  const teller = new Teller(g, fc);
  teller.created();
  const cycles = g(fc.integer, { min: 1, max: 3 });
  for (let cycle = 1; cycle <= cycles; cycle++) {
    const end =
      cycle < cycles
        ? "returned"
        : g(fc.constantFrom, "approved", "approved", "refused", "withdrawn", "open");
    teller.submitted(cycle);
    teller.signed(end);
  }
  if (after === "anything") teller.corrected();
  const others = () => g(fc.integer, { min: 0, max: 5 });
  const salt = () => sha256(String(g(fc.nat))).slice(0, 32);
  return { bundle: bundleOf(teller.told(), { others, salt }), pdfs: teller.pdfs };
}
