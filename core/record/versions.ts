/**
 * Versions: what becomes of a record after it is published. A correction sets aside what stands, so that
 * giving it up puts all of it back; publishing it makes an earlier version of what stood. The number and
 * the date of the decision stay what they were. Pure.
 */
import * as v from "valibot";
import { OUTCOMES } from "#core/form/definition.ts";
import { type EventOf, PlanSchema } from "./events.ts";
import type { State } from "./state.ts";

const RenditionSchema = v.strictObject({
  rendered: v.string(),
  sha256: v.string(),
  bytes: v.number(),
  pages: v.number(),
});

export const RenditionsSchema = v.strictObject({
  public: v.optional(RenditionSchema),
  restricted: v.optional(RenditionSchema),
  /** The public one in Welsh. */
  welsh: v.optional(RenditionSchema),
});

/** The part of a state that a correction works on. */
const StandingSchema = v.strictObject({
  state: v.picklist(["published", "withheld"]),
  author: v.string(),
  definition: v.number(),
  version: v.number(),
  cycle: v.number(),
  hash: v.optional(v.string()),
  plan: v.optional(PlanSchema),
  step: v.number(),
  submittedAt: v.optional(v.string()),
  outcome: v.optional(v.picklist(OUTCOMES)),
  renditions: RenditionsSchema,
  releasedToPublic: v.optional(v.boolean()),
  correctedAt: v.optional(v.string()),
});
const STANDING = Object.keys(StandingSchema.entries) as (keyof v.InferOutput<typeof StandingSchema>)[];

export const CorrectionSchema = v.strictObject({
  /** Salted hash of why. */
  reason: v.string(),
  /** Who opened it. */
  person: v.string(),
  openedAt: v.string(),
  /** Earlier versions are to be withdrawn when it is published. */
  hides: v.optional(v.literal(true)),
  /** What is published meanwhile. */
  before: StandingSchema,
});

export const EarlierSchema = v.strictObject({
  publication: v.number(),
  publishedAt: v.string(),
  state: v.picklist(["published", "withheld"]),
  /** Content and round of signatures that it rests on. */
  version: v.number(),
  cycle: v.number(),
  hash: v.string(),
  /** When another version, or a stub, took its place. */
  replacedAt: v.string(),
  /** Salted hash of why. */
  reason: v.string(),
  hidden: v.optional(v.literal(true)),
});
type Earlier = v.InferOutput<typeof EarlierSchema>;

/** Back with an author, unsigned: every signature is asked for anew. */
export function reopened(
  state: State,
  { author, person, reason, hides }: EventOf<"Reopened">["data"],
  at: string,
): State {
  const before = v.parse(StandingSchema, Object.fromEntries(STANDING.map((name) => [name, state[name]])));
  return {
    ...state,
    state: "draft",
    author,
    correction: { reason, person, openedAt: at, ...(hides && { hides }), before },
    hash: undefined,
    plan: undefined,
    step: 0,
    submittedAt: undefined,
    outcome: undefined,
    returned: undefined,
    renditions: {},
    releasedToPublic: undefined,
    correctedAt: undefined,
  };
}

/** The version that stood stands. Numbers of versions and rounds that were used are not used again. */
export function putBack(state: State): State {
  const { correction, ...rest } = state;
  if (!correction) throw new Error("There is no correction to give up");
  const cleared = Object.fromEntries(STANDING.map((name) => [name, undefined]));
  const next = nextRound(state);
  return {
    ...rest,
    ...cleared,
    ...correction.before,
    hold: undefined,
    paused: undefined,
    returned: undefined,
    correction: undefined,
    latest: { version: next.version - 1, cycle: next.cycle - 1 },
  };
}

/** A publication, after which what stood before is an earlier version. */
export function publishedAs(
  state: State,
  as: "published" | "withheld",
  { publication, hides }: { publication: number; hides?: true },
  at: string,
): State {
  const { correction } = state;
  const earlier = correction && withEarlier(state, correction.before, correction.reason, at, hides);
  return {
    ...state,
    state: as,
    publication,
    publishedAt: at,
    correction: undefined,
    ...(earlier && { earlier }),
  };
}

/** Withdrawn before it was published. Its number, where it has one, is entered in the register as that. */
export function withdrawn(
  state: State,
  { publication, comment }: EventOf<"Withdrawn">["data"],
  at: string,
): State {
  const entered = publication ? { publication, publishedAt: at, ...(comment && { explained: comment }) } : {};
  return { ...state, state: "withdrawn", ...entered };
}

/** Withdrawn from publication: no version is readable any more. */
export function unpublished(
  state: State,
  { publication, reason }: EventOf<"Unpublished">["data"],
  at: string,
): State {
  if (state.state !== "published" && state.state !== "withheld")
    throw new Error(`A record in ${state.state} is not published`);
  const { state: was, version, cycle, hash } = state;
  const standing = { state: was, version, cycle, hash };
  const earlier = withEarlier(state, standing, reason, at, true);
  return { ...state, state: "unpublished", publication, publishedAt: at, earlier };
}

/** What the next submission is numbered: content and round of signatures. */
export function nextRound(state: State): { version: number; cycle: number } {
  const { version = 0, cycle = 0 } = state.latest ?? {};
  return { version: Math.max(state.version, version) + 1, cycle: Math.max(state.cycle, cycle) + 1 };
}

function withEarlier(
  state: State,
  stood: Pick<Earlier, "state" | "version" | "cycle"> & { hash?: string },
  reason: string,
  at: string,
  hides?: true,
): Earlier[] {
  const { publication, publishedAt = at, earlier = [] } = state;
  const { state: was, version, cycle, hash = "" } = stood;
  const replaced = { publication, publishedAt, state: was, version, cycle, hash, replacedAt: at, reason };
  const all = [...earlier, replaced];
  return hides ? all.map((e) => ({ ...e, hidden: true as const })) : all;
}
