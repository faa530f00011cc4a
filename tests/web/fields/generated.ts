/** Any field of each type, with any answer that it may store. */
import fc from "fast-check";
import type { Answer } from "#core/form/answers.ts";
import type { Field, FieldType } from "#core/form/fields.ts";
import type { Office } from "#core/form/office.ts";

export const OFFICE: Office = {
  office: "anywhere",
  version: 1,
  body: {
    name: "Commissioner for Anywhere",
    short: "Anywhere PCC",
    kind: "pcc",
    nation: "england",
    brand: { colour: "#1d3b70" },
    contact: { email: "office@anywhere.example" },
  },
  posts: [
    { id: "pcc", title: "Commissioner" },
    { id: "ce", title: "Chief Executive" },
  ],
  markings: ["OFFICIAL", "OFFICIAL-SENSITIVE"],
  withholding: [
    { id: "foia-43", label: "Commercial interests", qualified: true },
    { id: "foia-40", label: "Personal information" },
  ],
  forms: [
    {
      id: "form",
      title: "Form",
      kind: "decision",
      fields: {
        title: { type: "line", label: "Title" },
        secret: { type: "prose", label: "Secret part", public: "decided" },
        rates: { type: "prose", label: "Rates", public: "decided" },
      },
      sections: [{ id: "all", title: "All", fields: ["title", "secret", "rates"] }],
      layout: [{ block: "rule" }],
      stages: [{ id: "decide", kind: "decide", by: { post: "pcc" } }],
    },
  ],
};
export const CONTEXT = { office: OFFICE, form: OFFICE.forms[0]! };

const CHOICES = [
  { id: "one", label: "One" },
  { id: "two", label: "Two" },
  { id: "three", label: "Three", hint: "Or more" },
];

/** A field of each type, asking all that it can ask. */
export const FIELDS: { [T in FieldType]: Extract<Field, { type: T }> } = {
  line: { type: "line", label: "Title", required: true },
  prose: { type: "prose", label: "Executive Summary", required: true },
  clauses: { type: "clauses", label: "Recommendations:", lead: "That:", required: true },
  date: { type: "date", label: "Date of meeting", required: true },
  period: { type: "period", label: "Period of the award", required: true },
  money: { type: "money", label: "Amount", required: true },
  person: {
    type: "person",
    label: "Lead Officer",
    many: true,
    role: "optional",
    contact: true,
    required: true,
  },
  organisation: { type: "organisation", label: "Contractor", many: true, required: true },
  choice: { type: "choice", label: "Category", options: CHOICES, required: true },
  choices: { type: "choices", label: "Aims supported", options: CHOICES, required: true },
  yesno: {
    type: "yesno",
    label: "Is it a key decision?",
    detail: "yes",
    detailLabel: "Reason",
    detailRequired: true,
    required: true,
  },
  matrix: {
    type: "matrix",
    label: "Has consideration been taken of the following:",
    rows: CHOICES,
    columns: [
      { id: "considered", label: "Considered" },
      { id: "has", label: "Has implications" },
    ],
    detail: { column: "considered", is: "yes", label: "Details", required: true },
    required: true,
  },
  grid: { type: "grid", label: "Carbon", rows: CHOICES, columns: CHOICES, unit: "tCO2", required: true },
  funding: {
    type: "funding",
    label: "Funding",
    sources: true,
    awards: true,
    statedTotal: true,
    columns: ["status", "members", "payee", "purpose", "power", "year", "retained", "ofWhich", "value"],
    required: true,
  },
  options: { type: "options", label: "Options considered", required: true },
  conditions: { type: "conditions", label: "Conditions", required: true },
  links: { type: "links", label: "Earlier decisions", required: true },
  marking: { type: "marking", label: "Protective Marking", required: true },
  withholding: { type: "withholding", label: "Is this report a Confidential Decision?", required: true },
  attachments: { type: "attachments", label: "Attachments" },
  maker: { type: "maker", label: "Submitted to", posts: ["pcc", "ce"], required: true },
  declaration: { type: "declaration", label: "Declaration", statement: "I have read it.", required: true },
};

export const TYPES = Object.keys(FIELDS) as FieldType[];

const hostile = fc.constantFrom(
  '"><script>alert(1)</script>',
  "a & b &amp; <b>",
  "‘quotes’ — and “more”",
  "=SUM(A1:A9)",
  "£370, 083",
  "#read('/etc/passwd')",
  "مرحبا Ŵŷ 🎉",
  "a|b",
  "0",
);
const words = fc
  .oneof(fc.string({ unit: "grapheme", maxLength: 40 }), hostile)
  .map((s) =>
    s
      .replace(/[\p{Cc}\p{Cs}\ufffd]/gu, "")
      .replace(/\s+/g, " ")
      .trim()
      .normalize("NFC"),
  )
  .filter(Boolean);
const text = fc
  .array(words, { minLength: 1, maxLength: 4 })
  .chain((lines) =>
    fc.constantFrom("\n", "\n\n", "\n- ", "\n    ").map((join) => lines.join(join).trimEnd()),
  );
const pence = fc.integer({ min: -10_000_000_000, max: 10_000_000_000_000 });
const isoDate = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const decimal = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.option(fc.integer({ min: 0, max: 999_999 })))
  .map(([whole, part]) => (part === null ? `${whole}` : `${whole}.${part}`));
const yesNo = fc.constantFrom("yes" as const, "no" as const);
const tick = fc.option(fc.constant(true as const), { nil: undefined });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 4 });
const ids = CHOICES.map((c) => c.id);
/** "Label: £5" on a line: the label may not end the line early. */
const plainWords = words.map((w) => w.replace(/[:\t]/g, "-")).filter((w) => w.trim() === w && w !== "");

/** An object with only the keys that have a value, as answers are stored. */
const row = (shape: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(shape).map((o) => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)));

export const ANSWERS: Record<Exclude<FieldType, "attachments">, fc.Arbitrary<unknown>> = {
  line: words,
  prose: text,
  clauses: some(text),
  date: isoDate,
  period: row({ from: isoDate, to: isoDate, words: maybe(words) }),
  money: pence,
  person: some(row({ name: words, role: maybe(words), email: maybe(words) })),
  organisation: some(row({ name: words, number: maybe(words) })),
  choice: fc.constantFrom(...ids),
  choices: fc.subarray(ids, { minLength: 1 }),
  yesno: row({ answer: yesNo, detail: maybe(text) }),
  matrix: fc
    .subarray(ids, { minLength: 1 })
    .chain((rows) =>
      fc.record(
        Object.fromEntries(
          rows.map((id) => [
            id,
            row({ answers: fc.record({ considered: yesNo, has: yesNo }), detail: maybe(text) }),
          ]),
        ),
      ),
    ),
  grid: fc
    .subarray(ids, { minLength: 1 })
    .chain((rows) =>
      fc.record(Object.fromEntries(rows.map((id) => [id, fc.record({ one: decimal, three: decimal })]))),
    ),
  funding: row({
    sources: some(
      row({
        from: words,
        amount: pence,
        status: maybe(fc.constantFrom("confirmed", "requested", "in-principle")),
        members: maybe(some(words)),
        year: maybe(words),
      }),
    ),
    awards: some(
      row({
        recipient: words,
        amount: pence,
        payee: maybe(words),
        purpose: maybe(words),
        power: maybe(words),
        year: maybe(words),
        value: maybe(words),
        retained: tick,
        ofWhich: maybe(some(row({ label: plainWords, amount: pence }))),
      }),
    ),
    statedTotal: maybe(pence),
  }),
  options: some(
    row({
      label: words,
      description: maybe(text),
      cost: maybe(words),
      risks: maybe(text),
      outcome: maybe(words),
      preferred: tick,
    }),
  ),
  conditions: some(row({ text, on: maybe(words) })),
  links: some(
    row({
      to: fc.constantFrom("own", "other", "legacy", "external"),
      reference: words,
      office: maybe(words),
      title: maybe(words),
      url: maybe(fc.webUrl()),
      relation: maybe(fc.constantFrom("continues", "corrects", "relates-to")),
    }),
  ),
  marking: fc.constantFrom("OFFICIAL", "OFFICIAL-SENSITIVE"),
  withholding: row({
    withheld: yesNo,
    parts: maybe(
      fc.oneof(
        fc.constant("whole"),
        fc.subarray(["title", "secret", "rates"]).filter((parts) => parts.length > 0),
      ),
    ),
    ground: maybe(fc.constantFrom("foia-43", "foia-40")),
    reason: maybe(text),
    opinionOf: maybe(words),
    publicInterest: maybe(text),
    review: maybe(isoDate),
    safeTitle: maybe(words),
  }),
  maker: fc.constantFrom("pcc", "ce"),
  declaration: fc.constant(true),
};

export type AnyAnswer = Answer;
