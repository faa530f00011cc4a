/**
 * The checker of definitions: everything that is wrong with an office.json, by path, in words that say
 * what to write. First the shape; once that holds, everything that one part says of another.
 */
import * as v from "valibot";
import { checkFields } from "./check/fields.ts";
import { type Found, type Path, pathInWords } from "./check/found.ts";
import { checkLayout } from "./check/layout.ts";
import { checkAround } from "./check/office.ts";
import { checkPrinting } from "./check/printing.ts";
import { explainShape } from "./check/shape.ts";
import { checkStages } from "./check/stages.ts";
import { checkSuccession } from "./check/succession.ts";
import { checkWelsh } from "./check/welsh.ts";
import { type Office, OfficeSchema } from "./office.ts";

export interface Finding {
  /** "forms.decision-record.layout[3].field": an item of a list goes by its id where it has one. */
  path: string;
  /** The same as keys from the top of the file. */
  at: Path;
  message: string;
  /** An error keeps the office from being published. A warning is worth a look. */
  severity: "error" | "warning";
}

/** Takes anything. An empty list means that the office can be published as it stands. */
export function checkOffice(raw: unknown): Finding[] {
  const shape = explainShape(OfficeSchema, raw);
  const found = shape.length ? shape : [...checkReferences(v.parse(OfficeSchema, raw))];
  return found.map((f) => ({ path: pathInWords(raw, f.at), ...f }));
}

/** What is wrong with what an office says of the others, of which it is one. */
export function checkAmong(office: Office, all: Office[]): Finding[] {
  return [...checkSuccession(office, all)].map((f) => ({ path: pathInWords(office, f.at), ...f }));
}

function* checkReferences(office: Office): Generator<Found> {
  const posts = office.posts.map((p) => p.id);
  yield* checkPrinting(office);
  yield* checkAround(office);
  yield* checkWelsh(office);
  for (const [i, form] of office.forms.entries()) {
    const at = ["forms", i];
    yield* checkFields(form, posts, at);
    yield* checkLayout(form, at);
    yield* checkStages(form, posts, at);
  }
}
