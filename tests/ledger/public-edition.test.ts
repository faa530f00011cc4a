/** The public edition of an export: what it may not say of people, and that what it leaves out is not a fault. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import { verify } from "#core/ledger/verify.mjs";
import { publicEdition } from "#core/record/public-export.ts";
import type { RecordView } from "#core/record/view.ts";
import { exampleOf, officeOf } from "#tests/support/store.ts";
import { fitted, ledgerOf } from "./bundles.ts";
import { story } from "./stories.ts";

const office = officeOf("cleveland");
const { form: formId, answers } = exampleOf("cleveland", "perpetrator-coordinator");
const form = office.forms.find((f) => f.id === formId)!;
const view = { office, form, answers, state: "published" } as RecordView;

it("has no fault, and neither what people wrote, nor an earlier version, nor the address of an outsider", async () => {
  let outsiders = 0;
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const { bundle, pdfs } = story(g, fc);
      const ledger = JSON.parse(
        JSON.stringify(ledgerOf(bundle))
          .replaceAll("di-ebb", "mail:di@outside.example")
          .replaceAll("cy-dunn", "mail:cy@outside.example"),
      ) as LedgerEvent[];
      const own = { ...fitted(bundle, ledger), proofs: [], anchors: [] };
      const open = publicEdition(own, view);
      const { faults, unchecked } = await verify(open, { pdf: pdfs.public });
      expect(faults.filter((f) => !f.includes("that may be published"))).toEqual([]);
      const hidden = open.events.filter((e) => e.body === undefined).length;
      if (hidden)
        expect(unchecked.join()).toContain(`The text of ${hidden} of the events was not checked: withheld`);
      const text = JSON.stringify(open);
      if (JSON.stringify(own).includes("@outside.example")) outsiders += 1;
      expect(text).not.toContain("@outside.example");
      expect(open.words.filter((w) => w.of !== "statement" && w.of !== "signatory")).toEqual([]);
      expect(open.content.filter((c) => c.text && c.hash !== own.state?.hash)).toEqual([]);
      expect(open.documents.filter((d) => d.edition !== "public")).toEqual([]);
    }),
    { numRuns: 60 },
  );
  expect(outsiders).toBeGreaterThan(10);
});

it("of a record withheld whole says that it is withheld, and of what it says nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const { bundle } = story(g, fc);
      const ledger = ledgerOf(bundle)
        .filter((e) => e.type !== "Sealed" || e.data.edition === "restricted")
        .map((e) =>
          e.type === "Published"
            ? { ...e, type: "Withheld", data: { publication: 1, ground: "foia-43" } }
            : e,
        );
      const own = { ...fitted(bundle, ledger), proofs: [], anchors: [] };
      own.publications = own.publications.map(({ n, at }) => ({ n, at }));
      const open = publicEdition(own, { ...view, state: "withheld" });
      const types = open.events.flatMap((e) => (e.body ? (JSON.parse(e.body) as LedgerEvent).type : []));
      expect(types.filter((t) => t !== "Withheld" && t !== "Projected")).toEqual([]);
      expect([open.state, open.words]).toEqual([undefined, []]);
      const { faults } = await verify(open);
      expect(faults).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
