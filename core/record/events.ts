/**
 * What can happen to a record: the events of its ledger, as data. Persons by id; texts by salted
 * hash (their words stand beside, in the task or the publication). Numbers are whole.
 */
import * as v from "valibot";
import { OUTCOMES } from "#core/form/definition.ts";

const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Outcome = v.picklist(OUTCOMES);

export const NumberSchema = v.strictObject({
  series: v.string(),
  period: v.string(),
  n: Count,
  reference: v.string(),
});

/** Earlier versions are readable no more. */
const Hides = v.optional(v.literal(true));

const SlotSchema = v.strictObject({
  post: v.optional(v.string()),
  person: v.string(),
  /** Whom this person stands in for. */
  for: v.optional(v.string()),
});

export const PlanSchema = v.strictObject({
  stages: v.array(
    v.strictObject({ stage: v.string(), step: Count, need: Count, slots: v.array(SlotSchema) }),
  ),
  skipped: v.array(v.strictObject({ stage: v.string(), why: v.string() })),
});

const event = <T extends string, E extends v.ObjectEntries>(type: T, data: E) =>
  v.strictObject({ type: v.literal(type), data: v.strictObject(data) });

export const EventSchema = v.variant("type", [
  event("Created", {
    form: v.string(),
    kind: v.picklist(["decision", "report", "notice"]),
    definition: Count,
    author: v.string(),
  }),
  event("Submitted", {
    version: Count,
    hash: Hash,
    cycle: Count,
    definition: Count,
    plan: PlanSchema,
    number: v.optional(NumberSchema),
    /** Salted hash of what the proof-reader found, with the author's reasons. */
    findings: v.optional(Hash),
  }),
  event("TaskOpened", {
    task: v.string(),
    stage: v.string(),
    slot: Count,
    post: v.optional(v.string()),
    person: v.string(),
    for: v.optional(v.string()),
    hash: Hash,
  }),
  event("SignedOff", {
    task: v.string(),
    person: v.string(),
    outcome: Outcome,
    alternative: v.optional(v.string()),
    /** The content that the form showed, not what the server holds now. */
    hash: Hash,
    /** SHA-256 of the exact wording signed. */
    statement: Hash,
    method: v.string(),
    for: v.optional(v.string()),
    /** "none": declared no interest. Asked of deciders. */
    interest: v.optional(v.literal("none")),
    /** By index of the recommendation list: what was decided on each. */
    clauses: v.optional(v.record(v.string(), v.picklist(["approve", "refuse"]))),
    /** Salted hashes of what they wrote. */
    reason: v.optional(Hash),
    comment: v.optional(Hash),
    /** Salted hash of their name and capacity as they stood. */
    signatory: v.optional(Hash),
    /** Of a signature with a pen: the day, the copy, who brought it and who confirmed what it shows. */
    paper: v.optional(v.strictObject({ on: v.string(), scan: Hash, by: v.string(), confirmed: v.string() })),
  }),
  /** A copy of a signature made with a pen. It counts for nothing until somebody else confirms it. */
  event("PaperReceived", {
    task: v.string(),
    person: v.string(),
    /** The civil date that it bears. */
    on: v.string(),
    hash: Hash,
    /** SHA-256 of the copy. */
    scan: Hash,
    by: v.string(),
    /** Who is asked to confirm it. */
    asked: v.array(v.string()),
    outcome: Outcome,
    alternative: v.optional(v.string()),
    interest: v.optional(v.literal("none")),
    clauses: v.optional(v.record(v.string(), v.picklist(["approve", "refuse"]))),
    reason: v.optional(Hash),
    comment: v.optional(Hash),
  }),
  event("PaperRejected", { task: v.string(), scan: Hash, to: v.string(), reason: Hash }),
  event("TaskReassigned", {
    task: v.string(),
    from: v.string(),
    to: v.string(),
    for: v.optional(v.string()),
    why: v.picklist(["delegated", "recused", "reassigned"]),
    reason: v.optional(Hash),
  }),
  /** They declared an interest, and nobody could take it: the seat is vacant until governance names someone. */
  event("SteppedAside", {
    task: v.string(),
    person: v.string(),
    reason: v.optional(Hash),
    /** Who is asked to name someone. */
    asked: v.array(v.string()),
  }),
  event("Queried", { task: v.string(), question: Hash }),
  event("Answered", { task: v.string(), answer: Hash }),
  event("Reminded", {
    task: v.string(),
    why: v.picklist(["by-hand", "due", "escalated"]),
    /** Whom an escalation goes to; a reminder goes to whoever is asked. */
    to: v.optional(v.string()),
  }),
  /** An email about a task could not be delivered, as SES reported. */
  event("MailFailed", { task: v.string(), problem: v.string() }),
  event("Paused", { reason: Hash }),
  event("Resumed", {}),
  event("TaskVoided", { task: v.string(), why: v.string() }),
  event("Returned", { task: v.optional(v.string()), outcome: v.picklist(["return", "refuse", "defer"]) }),
  event("Decided", { outcome: Outcome, on: v.string(), number: v.optional(NumberSchema) }),
  event("Sealed", {
    edition: v.picklist(["public", "restricted", "welsh"]),
    /** Of the PDF before its seal: the same record gives the same bytes. */
    rendered: Hash,
    sha256: Hash,
    bytes: Count,
    pages: Count,
  }),
  event("PublicationApproved", {}),
  event("Published", { publication: Count, pdf: v.optional(Hash), hides: Hides }),
  event("Withheld", { publication: Count, ground: v.string(), hides: Hides }),
  event("Projected", { publication: Count, files: Count }),
  /** `publication`: it had a number, which enters the register as withdrawn; `comment` is what that says of why. */
  event("Withdrawn", {
    reason: v.optional(Hash),
    publication: v.optional(Count),
    comment: v.optional(Hash),
  }),
  /** A correction of what is published begins. `author` writes it; the reason becomes public with it. */
  event("Reopened", { author: v.string(), person: v.string(), reason: Hash, hides: Hides }),
  /** The correction is given up: what is published stands. */
  event("CorrectionWithdrawn", { reason: v.optional(Hash) }),
  /** Withdrawn from publication: a stub takes the place of every version. */
  event("Unpublished", { publication: Count, reason: Hash }),
]);

export type RecordEvent = v.InferOutput<typeof EventSchema>;
export type EventOf<T extends RecordEvent["type"]> = Extract<RecordEvent, { type: T }>;
export type RecordNumber = v.InferOutput<typeof NumberSchema>;
export type FrozenPlan = v.InferOutput<typeof PlanSchema>;
