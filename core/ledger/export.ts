/**
 * The export of one record: everything that an outsider needs to check it without us, as one JSON file.
 * `core/ledger/verify.mjs` reads it. The office's edition has all there is. The public edition leaves out
 * what the public may not see, never a hash: the verifier says what it could not check for that reason.
 */
import * as v from "valibot";
import { NumberSchema } from "#core/record/events.ts";
import { StateSchema } from "#core/record/state.ts";
import { AnchorSchema, ProofSchema } from "./anchor.ts";

export const EXPORT_FORMAT = "countersign-export-1";

const Text = v.string();

export const ExportSchema = v.strictObject({
  format: v.literal(EXPORT_FORMAT),
  edition: v.picklist(["office", "public"]),
  /** ISO instant. */
  exportedAt: Text,
  record: Text,
  office: v.strictObject({ slug: Text, name: Text }),
  form: v.strictObject({ id: Text, title: Text }),
  /** The ledger as it is stored. No body: its text may not be seen. */
  events: v.array(v.strictObject({ seq: v.number(), h: Text, body: v.optional(Text) })),
  /** The last event, as the record's state names it. */
  head: v.strictObject({ seq: v.number(), h: Text }),
  /** The state as it is stored. Absent where too many events have no body to add up to it. */
  state: v.optional(StateSchema),
  /** Each version submitted: the canonical text whose hash was signed. */
  content: v.array(v.strictObject({ version: v.number(), hash: Text, text: v.optional(Text) })),
  /**
   * Words that stand beside an event, which holds their SHA-256: of "salt|text", or of the text alone
   * where it is no secret. A signatory is "name\ncapacity"; a statement is everything they signed to.
   */
  words: v.array(
    v.strictObject({
      seq: v.number(),
      of: v.picklist(["statement", "signatory", "reason", "comment", "question", "answer", "findings"]),
      salt: v.optional(Text),
      text: Text,
    }),
  ),
  /** The number, and to which record the office's series gave it. */
  number: v.optional(
    v.strictObject({
      ...NumberSchema.entries,
      claim: v.optional(v.strictObject({ record: Text, reference: Text })),
    }),
  ),
  /** SHA-256 of each sealed PDF: the files stand beside the export. */
  documents: v.array(
    v.strictObject({
      edition: v.picklist(["public", "restricted", "welsh"]),
      sha256: Text,
      bytes: v.number(),
      pages: v.number(),
    }),
  ),
  publications: v.array(v.strictObject({ n: v.number(), at: Text, pdf: v.optional(Text) })),
  proofs: v.array(ProofSchema),
  /** Every anchor of the office from the first proof to the last. */
  anchors: v.array(AnchorSchema),
});

export type ExportBundle = v.InferOutput<typeof ExportSchema>;
export type Words = ExportBundle["words"][number];
