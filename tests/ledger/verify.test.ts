/** Whatever is done to an export, the verifier names it; and of one that is untouched it says nothing. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "#core/ledger/canonical.ts";
import { hashOf, type LedgerEvent, seal } from "#core/ledger/chain.ts";
import * as Verifier from "#core/ledger/verify.mjs";
import { fitted, ledgerOf } from "./bundles.ts";
import { story } from "./stories.ts";
import { damage, named, RUNS } from "./tampering.ts";

const replaced = <T>(list: T[], at: number, item: T): T[] => list.map((old, i) => (i === at ? item : old));

describe("an export nobody touched", () => {
  it("has no fault, nor has its PDF", async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const { bundle, pdfs } = story(g, fc);
        for (const pdf of [undefined, pdfs.public, pdfs.restricted]) {
          const { faults, holds } = await Verifier.verify(bundle, { pdf, anchors: bundle.anchors });
          expect(faults).toEqual([]);
          expect(holds.length).toBeGreaterThan(3);
        }
      }),
      RUNS,
    );
  });
});

describe("the verifier names", () => {
  it("a flipped bit in a PDF", () =>
    named(({ bundle, pdfs }, pick) => {
      const pdf = pdfs.public && Uint8Array.from(pdfs.public);
      if (!pdf) return undefined;
      pdf[pick(pdf.length)]! ^= 1 << pick(8);
      return { bundle, pdf, says: /^This PDF is none of the documents of this record/m };
    }));

  it("an edited event", () =>
    named(({ bundle }, pick) => {
      const at = pick(bundle.events.length);
      const { body = "", ...event } = bundle.events[at]!;
      bundle.events[at] = { ...event, body: body.replace('"actor":"', '"actor":"x') };
      return { bundle, says: new RegExp(`^Event ${at + 1} was edited`, "m") };
    }));

  it("an event that is edited and hashed again", () =>
    named(({ bundle }, pick) => {
      const at = pick(bundle.events.length);
      const body = bundle.events[at]!.body!.replace('"actor":"', '"actor":"x');
      bundle.events[at] = { seq: at + 1, body, h: hashOf(body) };
      const isLast = at === bundle.events.length - 1;
      const says = isLast
        ? /^The last event is not the one/m
        : new RegExp(`^Event ${at + 2} does not follow`, "m");
      return { bundle, says };
    }));

  it("a removed event", () =>
    named(({ bundle }, pick) => {
      const at = pick(bundle.events.length - 1);
      bundle.events.splice(at, 1);
      return {
        bundle,
        says: new RegExp(`^Event ${at + 1} is out of place: it says it is number ${at + 2}`, "m"),
      };
    }));

  it("events in another order", () =>
    named(({ bundle }, pick) => {
      const at = pick(bundle.events.length - 1);
      bundle.events.splice(at, 2, bundle.events[at + 1]!, bundle.events[at]!);
      return { bundle, says: new RegExp(`^Event ${at + 1} is out of place`, "m") };
    }));

  it("an inserted event, whatever its own hash says", () =>
    named(({ bundle }, pick) => {
      const at = pick(bundle.events.length - 1) + 1;
      const before = JSON.parse(bundle.events[at - 1]!.body!) as LedgerEvent;
      const forged = seal({
        ...before,
        seq: at + 1,
        prev: bundle.events[at - 1]!.h,
        type: "Resumed",
        data: {},
      });
      bundle.events.splice(at, 0, forged);
      bundle.head.seq += 1;
      return { bundle, says: new RegExp(`^Event ${at + 2} (is out of place|does not follow)`, "m") };
    }));

  it("a cut tail, by the anchor, though all the rest was made to fit", () =>
    named(({ bundle }, pick) => {
      const kept = ledgerOf(bundle).slice(0, pick(bundle.events.length - 1) + 1);
      const cut = fitted(bundle, kept);
      return {
        bundle: cut,
        says: /^The anchor of \S+ holds event \d+, and the export ends with event \d+: its tail was cut off/m,
      };
    }));

  it("a rewritten chain, by the anchor, though every hash in it is right", () =>
    named(({ bundle }, pick) => {
      const at = pick(bundle.events.length);
      const ledger = ledgerOf(bundle);
      const changed = fitted(bundle, replaced(ledger, at, { ...ledger[at]!, cmd: "other" }));
      return {
        bundle: changed,
        says: /^The ledger was rewritten after \d{4}-\d\d-\d\d: event \d+ is not the one/m,
      };
    }));

  it("a rewritten chain with an anchor to match, by the copy of the anchor that a reader holds", () =>
    named(({ bundle }, pick) => {
      const anchors = structuredClone(bundle.anchors);
      const at = pick(anchors.length);
      bundle.anchors[at]!.root = sha256("another");
      return {
        bundle,
        anchors,
        says: new RegExp(`^The anchor of ${anchors[at]!.date} is not the one that you hold`, "m"),
      };
    }));

  it("an anchor that was exchanged among the others", () =>
    named(({ bundle }, pick) => {
      if (bundle.anchors.length < 2) return undefined;
      const at = pick(bundle.anchors.length - 1);
      bundle.anchors[at]!.size += 16;
      return {
        bundle,
        says: new RegExp(`^The anchor of ${bundle.anchors[at + 1]!.date} does not follow`, "m"),
      };
    }));

  it("altered content", () =>
    named(({ bundle }, pick) => {
      const content = bundle.content[pick(bundle.content.length || 1)];
      if (!content?.text) return undefined;
      content.text = content.text.replace('"amount":', '"amount":1');
      return { bundle, says: new RegExp(`^Version ${content.version} of the content was altered`, "m") };
    }));

  it("altered content with a hash to match", () =>
    named(({ bundle }, pick) => {
      const content = bundle.content[pick(bundle.content.length || 1)];
      if (!content?.text) return undefined;
      content.text = content.text.replace('"amount":', '"amount":1');
      content.hash = sha256(content.text);
      return {
        bundle,
        says: new RegExp(`^Version ${content.version} of the content is not one that was submitted`, "m"),
      };
    }));

  it.each([
    ["reason", "The reason in"],
    ["comment", "The comment in"],
    ["question", "The question in"],
    ["answer", "The answer in"],
    ["statement", "The statement signed in"],
    ["signatory", "The name and capacity in"],
  ])("an altered %s", (of, called) =>
    named(({ bundle }, pick) => {
      const some = bundle.words.filter((w) => w.of === of);
      const words = some[pick(some.length || 1)];
      if (!words) return undefined;
      words.text = `Not ${words.text}`;
      return { bundle, says: new RegExp(`^${called} event ${words.seq} was altered`, "m") };
    }),
  );

  it("words that nobody recorded", () =>
    named(({ bundle }) => {
      bundle.words.push({ seq: 1, of: "reason", salt: "00", text: "Because" });
      return { bundle, says: /^The reason in event 1 was never recorded/m };
    }));

  it("an altered number, in the number, in the state and in the claim", async () => {
    await named(({ bundle }) => {
      if (!bundle.number) return undefined;
      bundle.number = { ...bundle.number, reference: "2023/2024 - 0023", n: 23 };
      return { bundle, says: /^The number is not the one that the events gave/m };
    });
    await named(({ bundle }) => {
      if (!bundle.state?.number) return undefined;
      bundle.state.number.reference = "2023/2024 - 0023";
      return { bundle, says: /^The record's state is not what its events add up to: “number” differs/m };
    });
    await named(({ bundle }) => {
      if (!bundle.number?.claim) return undefined;
      bundle.number.claim.record = "01J90000000000000000000000";
      return { bundle, says: /^The number 2023\/2024 - 0022 was not given to this record/m };
    });
  });

  it("a state that was altered, whichever part of it", () =>
    named(({ bundle }, pick) => {
      const names = Object.keys(bundle.state!);
      const name = names[pick(names.length)]!;
      delete (bundle.state as Record<string, unknown>)[name];
      return { bundle, says: new RegExp(`“${name}” differs|The export cannot be read`, "m") };
    }));

  it("a sign-off on other content, and a decision without enough of them, in a chain made to fit", async () => {
    await named(({ bundle }) => {
      const ledger = ledgerOf(bundle);
      const at = ledger.findIndex((e) => e.type === "SignedOff");
      if (at < 0) return undefined;
      const signed = ledger[at]!;
      const stale = { ...signed, data: { ...signed.data, hash: sha256("an older paper") } };
      const changed = fitted(bundle, replaced(ledger, at, stale));
      return {
        bundle: changed,
        says: new RegExp(`^Event ${at + 1} signs a paper that is not the current one`, "m"),
      };
    });
    await named(({ bundle }) => {
      const ledger = ledgerOf(bundle);
      const decided = ledger.find((e) => e.type === "Decided" && e.data.outcome === "approve");
      if (!decided) return undefined;
      const plan = ledger.findLast((e) => e.type === "Submitted")!;
      const { stages } = plan.data.plan as { stages: { need: number }[] };
      stages[0]!.need = 9;
      const changed = fitted(bundle, ledger);
      return { bundle: changed, says: /^The stage “stage-0-0” does not have the 9 sign-offs it needs/m };
    });
  });

  it("something that is not an export at all", async () => {
    for (const bundle of [undefined, null, 1, "x", [], {}, { format: "countersign-export-1" }])
      expect((await Verifier.verify(bundle)).faults).toHaveLength(1);
  });

  it("damage of any kind, and never breaks off", async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const { bundle } = story(g, fc);
        const { damaged, where } = damage(bundle, g);
        const { faults } = await Verifier.verify(damaged, { anchors: bundle.anchors });
        expect(faults, where).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
