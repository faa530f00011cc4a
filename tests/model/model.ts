/**
 * The model: random sequences of what people and machines do, over the real store, with invariants held
 * against what is stored after each. There is no second implementation to compare with: what must hold
 * holds whatever the order, whoever was first and whatever died on the way.
 */
import fc from "fast-check";
import { publishDefinition } from "#core/record/offices.store.ts";
import { ACTS, type ActName } from "#tests/model/acts.ts";
import { FAULTS, type Fate, startChaos } from "#tests/model/chaos.ts";
import { faultsIn } from "#tests/model/invariants.ts";
import { report, rest, SES_FAULTS, stream, sweep } from "#tests/model/mail.ts";
import { MODELSHIRE } from "#tests/model/office.ts";
import { type ModelStore, openInMemory } from "#tests/model/store.ts";
import { type Act, type Counts, World } from "#tests/model/world.ts";

type Misfortune = { fault?: (typeof FAULTS)[number]; nth: number; again: boolean };
type Step =
  | { step: "act"; act: ActName; a: number; b: number; later: boolean; bad: Misfortune; slip?: Slip }
  | { step: "post" | "replay"; a: number; bad: Misfortune }
  | { step: "race"; first: Slip; second: Slip }
  | { step: "stream"; a: number; bad: Misfortune; ses?: (typeof SES_FAULTS)[number] }
  | { step: "sweep"; bad: Misfortune }
  | { step: "report"; a: number; bad: Misfortune }
  | { step: "wait"; minutes: number };
/** What somebody else does between two calls of a command, or at the same time. */
type Slip = { act: ActName; a: number; b: number; nth: number };

/** How often each is chosen. Signing and submitting lead somewhere; the rest gets in the way. */
const WEIGHTS: Record<ActName, number> = {
  create: 2,
  save: 6,
  submit: 8,
  sign: 26,
  signByCode: 3,
  query: 2,
  answer: 4,
  passOn: 3,
  reassign: 3,
  resend: 2,
  pause: 1,
  resume: 3,
  withdraw: 1,
};
const n = fc.nat(9999);
const some = <T>(percent: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 100 - percent, arbitrary: fc.constant(undefined) }, { weight: percent, arbitrary });
const actName = fc.oneof(
  ...Object.entries(WEIGHTS).map(([act, weight]) => ({ weight, arbitrary: fc.constant(act as ActName) })),
);
const bad: fc.Arbitrary<Misfortune> = fc.record({
  fault: some(35, fc.constantFrom(...FAULTS)),
  nth: fc.constantFrom(1, 1, 1, 1, 2, 3),
  again: fc.boolean(),
});
const slip: fc.Arbitrary<Slip> = fc.record({
  act: actName,
  a: n,
  b: n,
  nth: fc.integer({ min: 2, max: 14 }),
});
const STEP: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 50,
    arbitrary: fc.record({
      step: fc.constant("act" as const),
      act: actName,
      a: n,
      b: n,
      later: fc.nat(9).map((x) => x === 0),
      bad,
      slip: some(35, slip),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ step: fc.constantFrom("post" as const, "replay" as const), a: n, bad }),
  },
  { weight: 4, arbitrary: fc.record({ step: fc.constant("race" as const), first: slip, second: slip }) },
  {
    weight: 5,
    arbitrary: fc.record({
      step: fc.constant("stream" as const),
      a: n,
      bad,
      ses: some(40, fc.constantFrom(...SES_FAULTS)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ step: fc.constant("sweep" as const), bad }) },
  { weight: 2, arbitrary: fc.record({ step: fc.constant("report" as const), a: n, bad }) },
  {
    weight: 4,
    arbitrary: fc.record({
      step: fc.constant("wait" as const),
      minutes: fc.constantFrom(1, 3, 20, 60, 1440, 2880, 7200),
    }),
  },
);

export interface Outcome {
  sequences: number;
  counts: Counts & { crashes: number; lostRaces: number; faults: number; slips: number };
  /** The first sequence that broke something: what was broken, and what was done. */
  failure?: string;
}

export interface ModelOptions {
  runs: number;
  seed: number;
  /** Where in the sequences of a seed to begin, as a failure names it. */
  path?: string;
  /** Look for a short sequence where one fails. */
  shrink?: boolean;
  /** In memory, where nothing else is given. */
  store?: ModelStore;
  /** Is told after each sequence. */
  progress?: (soFar: Pick<Outcome, "sequences" | "counts">) => void;
}

/** Runs so many sequences. */
export async function runModel(options: ModelOptions): Promise<Outcome> {
  const store = options.store ?? openInMemory();
  await publishDefinition(MODELSHIRE);
  const luck = startChaos();
  const counts: Counts = { commands: 0, decided: 0, emails: 0, doubles: 0, flagged: 0 };
  let sequences = 0;
  const property = fc.asyncProperty(
    fc.array(STEP, { minLength: 30, maxLength: 45, size: "max" }),
    async (steps) => {
      sequences++;
      const world = new World(store, luck, counts);
      try {
        await sequence(world, steps);
      } catch (error) {
        const { message, stack } = error as Error;
        throw new Error(`${message.startsWith("(") ? message : stack}\n${world.log.join("\n")}`);
      } finally {
        await store.wipe();
        options.progress?.({ sequences, counts: { ...counts, ...luck } });
      }
    },
  );
  try {
    const { runs, seed, path, shrink } = options;
    const details = await fc.check(property, { numRuns: runs, seed, path, endOnFailure: !shrink });
    const failure = details.failed
      ? `seed ${seed}, path ${details.counterexamplePath}: ${(details.errorInstance as Error)?.message}`
      : undefined;
    return { sequences, counts: { ...counts, ...luck }, failure };
  } finally {
    await store.stop();
  }
}

async function sequence(world: World, steps: Step[]): Promise<void> {
  for (const [act, a, b] of OPENING) await perform(world, { act, a, b });
  for (const [i, step] of steps.entries()) {
    await take(world, step);
    if (i % 12 === 11) await hold(world, false);
  }
  await rest(world);
  await hold(world, true);
  await tally(world);
}

/** Every sequence begins with two records that wait for signatures. */
const OPENING: [ActName, number, number][] = [
  ["create", 0, 0],
  ["save", 0, 2],
  ["submit", 0, 0],
  ["create", 1, 1],
  ["save", 0, 0],
  ["submit", 0, 0],
];

async function take(world: World, step: Step): Promise<void> {
  switch (step.step) {
    case "act": {
      const built = (await build(world, step)) ?? (await instead(world, step));
      if (!built) return;
      if (step.later) {
        world.opened.push(built);
        return;
      }
      const { slip, bad } = step;
      // Half of those who slip in act on the very thing that is being acted on.
      const other = slip && { ...slip, a: slip.nth % 2 ? step.a : slip.a };
      const between = other && { nth: other.nth, run: () => perform(world, other) };
      return attempt(world, built, { ...fateOf(bad), slip: between }, bad.again);
    }
    case "post":
    case "replay": {
      const from = step.step === "post" ? world.opened : [...world.asked.values()].map(({ act }) => act);
      const found = from[step.a % from.length];
      return found && attempt(world, found, fateOf(step.bad), step.bad.again);
    }
    case "race": {
      const both = [await build(world, step.first), await build(world, step.second)];
      await Promise.all(both.map((act) => act && world.perform(act)));
      return;
    }
    case "stream":
      return stream(world, step.a, fateOf(step.bad), step.ses);
    case "sweep":
      return sweep(world, fateOf(step.bad));
    case "report":
      return report(world, step.a, fateOf(step.bad));
    case "wait":
      return world.advance(step.minutes);
  }
}

/** Where the answer never came, some people post the same page again, and some do not. */
async function attempt(world: World, act: Act, fate: Fate, again: boolean): Promise<void> {
  const answer = await world.perform(act, fate);
  if (again && (answer === "died" || answer === "throttled")) await world.perform(act);
}

/** Where nobody can do what chance chose, something that leads on. */
async function instead(world: World, { a, b }: { a: number; b: number }): Promise<Act | undefined> {
  for (const act of ["sign", "submit", "save", "create"] as const) {
    const built = await ACTS[act](world, a, b);
    if (built) return built;
  }
  return undefined;
}

async function perform(world: World, slip: { act: ActName; a: number; b: number }): Promise<void> {
  const act = await build(world, slip);
  if (act) await world.perform(act);
}

function build(
  world: World,
  { act, a, b }: { act: ActName; a: number; b: number },
): Promise<Act | undefined> {
  return ACTS[act](world, a, b);
}

function fateOf({ fault, nth }: Misfortune): Fate {
  return { fault, nth };
}

async function hold(world: World, atRest: boolean): Promise<void> {
  const faults = await faultsIn(world, MODELSHIRE, atRest);
  if (faults.length) throw new Error(faults.join("\n"));
}

async function tally(world: World): Promise<void> {
  const { counts } = world;
  counts.decided += (await world.load()).filter(({ state }) => state.state === "decided").length;
  const tags = world.mails().map((m) => m.tags.obx);
  counts.emails += tags.length;
  counts.doubles += tags.length - new Set(tags).size;
  counts.flagged += (await world.scan("records")).filter(({ status }) => status === "FLAGGED").length;
}
