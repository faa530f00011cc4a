import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { compose } from "#core/document/compose.ts";
import type { Answers } from "#core/form/answers.ts";
import { checkExample } from "#core/form/check/example.ts";
import { checkOffice } from "#core/form/check.ts";
import { getForm, OfficeSchema } from "#core/form/office.ts";
import { formatReference } from "#core/form/series.ts";
import type { RecordView } from "#core/record/view.ts";
import { makePlan } from "#core/signoff/plan.ts";
import { sixthOffice } from "./sixth-office.ts";

const NOW = "2026-02-03T10:00:00Z";
const office = v.parse(OfficeSchema, JSON.parse(JSON.stringify(sixthOffice)));
const form = getForm(office, "joint-decision");
const answers: Answers = {
  subject: "Sale of the old quay",
  leads: [
    { name: "Flo Ide", role: "Estates Officer" },
    { name: "Gus Wray", role: "Inspector" },
  ],
  plain: "The old quay is sold.",
  resolve: ["The quay is sold.", "The money is spent on boats."],
  kind: ["estate", "grants"],
  awards: {
    awards: [
      {
        recipient: "Boat Trust",
        payee: "Estuary Council",
        amount: 10_000,
        ofWhich: [{ label: "Fees", amount: 500 }],
      },
      { recipient: "Estuary", amount: 5_000, retained: true },
    ],
  },
  price: 12_345_600,
  terms: "The buyer pays SECRET-TERMS on completion.\n\n1. Half at once.",
  counsel: "SECRET-COUNSEL",
  valuer: [{ name: "Val Uer", email: "val@valuer.example" }],
  interests: { answer: "no" },
  equality: {
    age: { answers: { considered: "yes", has: "no" } },
    welsh: { answers: { considered: "yes", has: "yes" }, detail: "Signs are in both languages." },
  },
  secret: {
    withheld: "yes",
    parts: ["price", "terms"],
    ground: "sch12a-3",
    reason: "SECRET-REASON",
    publicInterest: "Weighed.",
  },
  truth: true,
};

function viewOf(given: Answers): RecordView {
  const { plan } = makePlan(office, form, given, "flo-ide", "2026-02-03");
  const sign = (person: string, capacity: string, slot: number) => ({
    stage: "together",
    slot,
    person,
    name: person,
    capacity,
    outcome: "approve" as const,
    hash: "0",
    at: NOW,
    method: "link",
  });
  return {
    id: "1",
    office,
    form,
    answers: given,
    state: "published",
    outcome: "approve",
    reference: formatReference(office.series!.joint!, 41, "2026-02-03"),
    plan: {
      ...plan,
      stages: plan.stages.map((s) => ({
        ...s,
        slots: s.slots.map((slot) => ({ ...slot, name: slot.person, email: "", capacity: slot.post ?? "" })),
      })),
    },
    signOffs: [sign("bo-marsh", "Mayor", 0), sign("cy-quill", "Chief Constable", 1)],
    author: { person: "flo-ide", name: "Flo Ide" },
    createdAt: NOW,
    decidedAt: NOW,
  };
}

describe("an office of another kind, as data alone", () => {
  it("has nothing wrong with it", () => expect(checkOffice(sixthOffice)).toEqual([]));

  it("takes a record that is filled in and signed", () => {
    const example = {
      form: "joint-decision",
      author: "flo-ide",
      at: NOW,
      answers,
      signOffs: [
        { stage: "officers", by: "di-frost", outcome: "approve" },
        { stage: "valuation", by: "val@valuer.example", outcome: "approve" },
      ],
      expect: { state: "review", reference: "ECA/J041" },
    };
    expect(checkExample(office, example, NOW)).toEqual([]);
    const stranger = {
      ...example,
      signOffs: [{ stage: "valuation", by: "x@y.example", outcome: "approve" }],
    };
    expect(checkExample(office, stranger, NOW)).toMatchObject([{ path: "signOffs[0].by" }]);
  });

  it("asks several at once, two of three, beside a witness outside the office, then two together", () => {
    const { plan, problems } = makePlan(office, form, answers, "flo-ide", "2026-02-03");
    expect(problems).toEqual([]);
    expect(plan.stages.map((s) => [s.stage, s.step, s.need, s.slots.map((slot) => slot.person)])).toEqual([
      ["officers", 0, 2, ["di-frost", "di-frost", "ed-vane"]],
      ["valuation", 0, 1, ["mail:val@valuer.example"]],
      ["together", 1, 2, ["bo-marsh", "cy-quill"]],
    ]);
    const cheap = makePlan(office, form, { ...answers, price: 100 }, "flo-ide", "2026-02-03");
    expect(cheap.plan.skipped.map((s) => s.stage)).toEqual(["valuation"]);
  });

  it("prints its own number, numbering and signatures, and keeps the confidential part out of public", () => {
    const open = JSON.stringify(compose(viewOf(answers), "public"));
    const closed = JSON.stringify(compose(viewOf(answers), "restricted"));
    for (const words of [
      "JOINT DECISION ECA/J041",
      "We resolve:",
      "Chief Constable",
      "Every award",
      "Boat Trust",
    ])
      expect(open).toContain(words);
    for (const secret of ["SECRET", "123,456", "val@valuer.example", "Counsel"])
      expect(open).not.toContain(secret);
    for (const kept of ["SECRET-TERMS", "SECRET-COUNSEL", "123,456"]) expect(closed).toContain(kept);
    expect(open).toContain("Schedule 12A, paragraph 3");
  });
});
