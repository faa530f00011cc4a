import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import type { Field } from "#core/form/fields.ts";
import {
  amountOf,
  disclose,
  factsOf,
  isAsked,
  isRequired,
  read,
  recipientsOf,
  titleOf,
  totalOf,
} from "#core/form/reading.ts";

const FIELDS: Record<string, Field> = {
  title: { type: "line", label: "Title", means: "title" },
  summary: { type: "prose", label: "Summary", means: "summary", public: "decided" },
  price: { type: "prose", label: "Price", print: "Price:", public: "decided" },
  advice: { type: "prose", label: "Legal advice", public: "no" },
  contact: { type: "person", label: "Contact", contact: true, means: "contact" },
  files: { type: "attachments", label: "Files", means: "attachments" },
  amount: { type: "money", label: "Amount", means: "amount" },
  funding: { type: "funding", label: "Money", means: "funding" },
  recipient: { type: "organisation", label: "Recipient", means: "recipient" },
  matrix: {
    type: "matrix",
    label: "Considered",
    columns: [
      { id: "considered", label: "Considered" },
      { id: "has", label: "Has implications" },
    ],
    rows: [{ id: "legal", label: "Legal" }],
  },
  ask: { type: "yesno", label: "More?" },
  more: {
    type: "line",
    label: "What more?",
    when: { field: "ask", is: true },
    required: { field: "matrix.legal.has", is: true },
  },
  confidential: { type: "withholding", label: "Confidential?", means: "withholding" },
};
const form: Form = {
  id: "f",
  title: "A form",
  kind: "decision",
  fields: FIELDS,
  sections: [{ id: "s", title: "S", fields: Object.keys(FIELDS) }],
  layout: [{ block: "rule" }],
  stages: [{ id: "d", kind: "decide", by: { post: "pcc" } }],
};

describe("reading by meaning", () => {
  it("finds what was answered, whatever the form calls it", () => {
    expect(read(form, { price: "9", title: "T" }, "title")).toBe("T");
    expect(read(form, {}, "title")).toBeUndefined();
    expect(read(form, {}, "risk")).toBeUndefined();
    expect(titleOf(form, { title: "  T " })).toBe("T");
    expect(titleOf(form, { title: "  " })).toBe("A form");
  });

  it("takes the amount from the sum stated, else awards, else sources", () => {
    const funding = {
      sources: [
        { from: "A", amount: 5 },
        { from: "B", amount: 6 },
      ],
      awards: [
        { recipient: "C", amount: 3, retained: true },
        { recipient: " C ", amount: 4 },
      ],
      statedTotal: 99,
    };
    expect(amountOf(form, { amount: 1, funding })).toBe(1);
    expect(amountOf(form, { amount: 0, funding })).toBe(0);
    expect(amountOf(form, { funding })).toBe(7);
    expect(amountOf(form, { funding: { ...funding, awards: [] } })).toBe(11);
    expect(amountOf(form, { funding: { statedTotal: 99 } })).toBe(99);
    expect(amountOf(form, {})).toBeUndefined();
    expect(totalOf([])).toBeUndefined();
    expect(recipientsOf(form, { funding, recipient: [{ name: "D" }, { name: "C" }] })).toEqual(["C", "D"]);
  });

  it("answers rules by path and by meaning", () => {
    const facts = factsOf(form, {
      ask: { answer: "no" },
      matrix: { legal: { answers: { considered: "yes", has: "no" } } },
      funding: { awards: [{ recipient: "C", amount: 4 }] },
      confidential: { withheld: "yes" },
    });
    expect(facts.field("ask")).toBe(false);
    expect(facts.field("matrix.legal")).toBe(true);
    expect(facts.field("matrix.legal.has")).toBe(false);
    expect(facts.field("matrix.other")).toBeUndefined();
    expect(facts.field("funding")).toBe(4);
    expect(facts.field("nowhere")).toBeUndefined();
    expect(facts.means("amount")).toBe(4);
    expect(facts.means("withholding")).toBe(true);
    expect(isAsked(FIELDS.more!, facts)).toBe(false);
    expect(isRequired(FIELDS.more!, facts)).toBe(false);
    expect(isRequired(FIELDS.title!, facts)).toBe(false);
  });
});

const CANARY = "CANARY-7f3a";
const word = fc.stringMatching(/^[a-z]{1,12}$/);

/** Answers in which whatever must stay in the office carries the canary. */
function answersWith(secret: string[], reason: boolean): Answers {
  const say = (id: string, words: string) => (secret.includes(id) ? `${words} ${CANARY}` : words);
  return {
    title: say("title", "Title"),
    summary: say("summary", "Summary"),
    price: say("price", "Price"),
    advice: `Advice ${CANARY}`,
    contact: [{ name: "Jo Ayre", role: "Officer", email: `${CANARY}@example.org` }],
    files: [
      { name: `${CANARY}.pdf`, sha256: "0".repeat(64), size: 1, type: "application/pdf" },
      { name: "map.pdf", sha256: "1".repeat(64), size: 1, type: "application/pdf", public: true },
    ],
    confidential: {
      withheld: secret.length ? "yes" : "no",
      parts: secret,
      ground: "foia-43",
      publicInterest: "Weighed",
      ...(reason && { reason: CANARY }),
      safeTitle: "Something",
    },
  };
}

describe("what the public may see", () => {
  it("never holds what is withheld, closed or personal, whatever is chosen", () => {
    fc.assert(
      fc.property(
        fc.subarray(["title", "summary", "price"], { minLength: 1 }),
        fc.boolean(),
        word,
        (secret, reason, label) => {
          const seen = disclose(form, answersWith(secret, reason), { "foia-43": label });
          expect(JSON.stringify(seen.answers)).not.toContain(CANARY);
          expect(seen.whole).toBe(false);
          expect(seen.withheld.map((w) => w.field)).toEqual(secret);
          expect(seen.withheld.every((w) => w.ground === label)).toBe(true);
        },
      ),
    );
  });

  it("shows the rest, and labels as printed", () => {
    const seen = disclose(form, answersWith(["price"], true), {});
    expect(seen.answers.title).toBe("Title");
    expect(seen.answers.contact).toEqual([{ name: "Jo Ayre", role: "Officer" }]);
    expect(seen.answers.files).toHaveLength(1);
    expect(seen.answers.advice).toBeUndefined();
    expect(seen.withheld).toEqual([{ field: "price", label: "Price:", ground: "foia-43" }]);
  });

  it.each([["whole" as const], [undefined]])("shows nothing of a record withheld whole (%s)", (parts) => {
    const answers = answersWith(["title"], true);
    const seen = disclose(form, { ...answers, confidential: { withheld: "yes", parts, ground: "foia-43" } });
    expect(seen.whole).toBe(true);
    expect(seen.answers).toEqual({});
  });

  it("shows no reason that was left behind by a changed mind", () => {
    const reason = { reason: CANARY, safeTitle: CANARY, opinionOf: CANARY };
    for (const confidential of [
      { withheld: "no", ...reason },
      { withheld: "yes", parts: [], ...reason },
    ] as const)
      expect(
        JSON.stringify(disclose(form, { title: "T", confidential: { ...confidential, parts: [] } }).answers),
      ).not.toContain(CANARY);
  });

  it("shows all that is not closed where nothing is withheld", () => {
    const seen = disclose(form, answersWith([], false));
    expect(Object.keys(seen.answers)).toEqual([
      "title",
      "summary",
      "price",
      "contact",
      "files",
      "confidential",
    ]);
    expect(seen.withheld).toEqual([]);
  });
});
