/**
 * The verifier is a second implementation on purpose: here it is held against the first. Whoever adds an
 * event, or something that an event hashes, is told by these tests that the verifier must learn it too.
 */
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { canonical } from "#core/ledger/canonical.ts";
import { faults, type LedgerEvent, type StoredEvent, seal } from "#core/ledger/chain.ts";
import * as Verifier from "#core/ledger/verify.mjs";
import { EventSchema } from "#core/record/events.ts";
import { ledgerOf, stateOf } from "./bundles.ts";
import { story } from "./stories.ts";
import { RUNS } from "./tampering.ts";

/** What can be done to a chain, at any event but the last. */
const SPOILT: Record<string, (events: StoredEvent[], at: number) => void> = {
  "an event removed": (events, at) => void events.splice(at, 1),
  "two exchanged": (events, at) => void events.splice(at, 2, events[at + 1]!, events[at]!),
  "one that stands there twice": (events, at) => void events.splice(at, 0, events[at]!),
  "one edited": (events, at) => {
    events[at]!.body = events[at]!.body.replace('"actor":"', '"actor":"x');
  },
  "one of another record": (events, at) => forge(events, at, { record: "01HE0000000000000000000099" }),
  "one that says another number": (events, at) => forge(events, at, { seq: at + 7 }),
  "one stored under another number": (events, at) => {
    events[at]!.seq += 7;
  },
  "one that follows nothing": (events, at) => forge(events, at, { prev: "0".repeat(64) }),
};

/** Hashed again, as whoever forges it would; kept where it was. */
function forge(events: StoredEvent[], at: number, change: Partial<LedgerEvent>): void {
  const { seq, body } = events[at]!;
  events[at] = { ...seal({ ...(JSON.parse(body) as LedgerEvent), ...change }), seq };
}

describe("the two implementations agree", () => {
  it.each(Object.entries(SPOILT))(
    "on what is wrong with a chain, in the same words: %s",
    async (_, spoil) => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (g) => {
          const { bundle } = story(g, fc, "anything");
          const events = bundle.events.map(({ seq, h, body = "" }) => ({ seq, h, body }));
          spoil(events, g(fc.integer, { min: 0, max: events.length - 2 }));
          const core = faults(bundle.record, events);
          expect(core).not.toEqual([]);
          const own = await Verifier.verify({ ...bundle, events });
          expect(own.faults.filter((f) => core.includes(f))).toEqual(core);
          const untold = own.faults.filter((f) =>
            /^Event \d+ (was edited|is out of place|does not follow|belongs)/.test(f),
          );
          expect(untold).toEqual(core);
        }),
        { numRuns: 4 },
      );
    },
  );

  it("on the state that any beginning of a ledger adds up to", () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const ledger = ledgerOf(story(g, fc, "anything").bundle);
        for (let n = 1; n <= ledger.length; n++)
          expect(Verifier.fold(ledger.slice(0, n))).toEqual(stateOf(ledger.slice(0, n)));
      }),
      RUNS,
    );
  });

  it("on every type of event there is", () => {
    expect([...Verifier.EVENTS].sort()).toEqual(
      EventSchema.options.map((o) => o.entries.type.literal).sort(),
    );
  });

  it("on every hash that an event holds: of words beside it, of content, of a document, or of a copy", () => {
    const checkedElsewhere = ["hash", "rendered", "sha256", "pdf", "scan"];
    const known = new Set([...Verifier.WORDS, ...checkedElsewhere]);
    const hashed = EventSchema.options.flatMap(({ entries }) =>
      Object.entries(entries.data.entries)
        .filter(
          ([, schema]) =>
            v.is(schema as v.GenericSchema, "0".repeat(64)) && !v.is(schema as v.GenericSchema, "words"),
        )
        .map(([name]) => name),
    );
    expect(hashed.length).toBeGreaterThan(10);
    expect(hashed.filter((name) => !known.has(name))).toEqual([]);
  });

  it("on canonical JSON", () => {
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc.string({ unit: "binary" }),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.string({ unit: "grapheme" }), tie("value"), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        const own = attempt(() => Verifier.canonical(plain));
        expect(own).toEqual(attempt(() => canonical(plain)));
      }),
      { numRuns: 500 },
    );
  });
});

function attempt<T>(run: () => T): T | string {
  try {
    return run();
  } catch {
    return "refused";
  }
}
