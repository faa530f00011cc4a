/**
 * Lawfulness: what the law asks of a decision before it is taken or published. Blocks stand only where
 * the law or the order of signature leaves no choice; the rest want a reason.
 */
import { formatDate, formatInstant } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import { amountOf, read } from "#core/form/reading.ts";
import { fundingOf } from "./figures.ts";
import type { Found } from "./finding.ts";
import { OWN_MONEY } from "./money.ts";
import { at, fieldOf, type Proof, quoted } from "./proof.ts";

/** A reserved function may not go below the commissioner (Police Reform and Social Responsibility Act 2011 s18). */
export function reservedFunction(proof: Proof): Found[] {
  const asked = delegation(proof);
  if (!asked) return [];
  const reserved = asked.rows.filter(
    (r) => r.reserved && r.categories.some((c) => asked.categories.includes(c)),
  );
  if (!reserved.length || reserved.some((r) => r.maker === asked.maker)) return [];
  return [
    {
      where: { field: asked.field },
      message: "This function is reserved and may not be delegated",
      why: [
        `decision maker: ${asked.title(asked.maker)}`,
        `${asked.categories.join(", ")}: reserved to ${asked.title(reserved[0]?.maker ?? "")}`,
      ],
      suggestion: `Submit it to the ${asked.title(reserved[0]?.maker ?? "")}`,
    },
  ];
}

/** The maker chosen may not decide so much, or this kind of thing. */
export function overLimit(proof: Proof): Found[] {
  const asked = delegation(proof);
  const view = proof.record;
  if (!asked || !view) return [];
  const amount = amountOf(view.form, view.answers) ?? 0;
  const rows = asked.rows.filter(
    (r) =>
      r.maker === asked.maker &&
      (r.categories.includes("*") || r.categories.some((c) => asked.categories.includes(c))),
  );
  if (rows.some((r) => r.upTo === undefined || amount <= r.upTo)) return [];
  const limit = Math.max(...rows.map((r) => r.upTo ?? 0));
  return [
    {
      where: { field: asked.field },
      message: rows.length
        ? "The amount is over this decision maker’s limit"
        : "This decision maker may not decide this kind of thing",
      why: [
        `decision maker: ${asked.title(asked.maker)}`,
        rows.length
          ? `${formatMoney(amount)} is over ${formatMoney(limit)}`
          : `category: ${asked.categories.join(", ")}`,
      ],
      suggestion: "Submit it to a decision maker whose delegation covers it",
    },
  ];
}

function delegation(proof: Proof) {
  const view = proof.record;
  const maker = view && read(view.form, view.answers, "maker");
  const category = view && read(view.form, view.answers, "category");
  const rows = view?.office.delegation;
  if (!view || !maker || !category || !rows?.length) return undefined;
  return {
    maker,
    rows,
    field: fieldOf(view, "maker"),
    categories: Array.isArray(category) ? category : [category],
    title: (post: string) => view.office.posts.find((p) => p.id === post)?.title ?? post,
  };
}

/** A stage signed before one that comes before it. */
export function signedOutOfOrder(proof: Proof): Found[] {
  const view = proof.record;
  if (!view) return [];
  const order = new Map(
    view.form.stages.map((s, i) => [
      s.id,
      view.plan?.stages.find((p) => p.stage === s.id)?.step ?? stepOf(view.form.stages, i),
    ]),
  );
  const title = (id: string) => view.form.stages.find((s) => s.id === id)?.title ?? id;
  return view.signOffs.flatMap((late): Found[] => {
    const early = view.signOffs.find(
      (s) =>
        (order.get(s.stage) ?? 0) > (order.get(late.stage) ?? 0) && s.at < late.at && s.hash === late.hash,
    );
    if (!early) return [];
    return [
      {
        where: { stage: early.stage },
        message: "A stage was signed before one that must come first",
        why: [
          `${title(early.stage)}: ${formatInstant(early.at)}`,
          `${title(late.stage)}: ${formatInstant(late.at)}`,
        ],
        suggestion: "Sign again in order",
      },
    ];
  });
}

/** The step of a stage where no plan is frozen: stages `beside` one another share it. */
function stepOf(stages: { beside?: string }[], index: number): number {
  return stages.slice(0, index + 1).filter((s) => !s.beside).length;
}

/** The certificate that was chosen does not fit the money: no consequences, or existing budgets, for what others pay. */
export function certificateAgainstMoney(proof: Proof): Found[] {
  const view = proof.record;
  const amount = view && amountOf(view.form, view.answers);
  if (!view || !amount || amount <= 0) return [];
  const outside = (fundingOf(proof)?.funding.sources ?? []).filter(
    (s) => !OWN_MONEY.test(s.from) && !/\b(?:budget|reserve)/i.test(s.from),
  );
  return view.signOffs.flatMap((signed): Found[] => {
    const stage = view.form.stages.find((s) => s.id === signed.stage);
    const chosen = stage?.alternatives?.one.find((a) => a.id === signed.alternative)?.text ?? "";
    const none = /\bno (?:direct )?(?:financial|budgetary|cost) (?:consequences?|implications?)\b/i.test(
      chosen,
    );
    const budgets = /\bexisting\b[^.]*\bbudgets?\b|\breserves?\b/i.test(chosen) && outside.length > 0;
    if (!none && !budgets) return [];
    return [
      {
        severity: none ? undefined : "note",
        where: { stage: signed.stage },
        message: "The certificate chosen does not fit the money",
        why: [
          `certified: “${chosen}”`,
          none
            ? `the record commits ${formatMoney(amount)}`
            : outside.map((s) => `${s.from} ${formatMoney(s.amount)}`).join(", "),
        ],
        suggestion: none
          ? "Choose the alternative that says how the cost is met"
          : "Say in a comment how the outside money is covered",
      },
    ];
  });
}

/** Law that has been replaced, from the day it was. */
const REPLACED: { cited: RegExp; since: string; now: string }[] = [
  {
    cited: /\bPolicing Protocol(?: Order)? 2011\b/,
    since: "2023-07-03",
    now: "the Policing Protocol Order 2023",
  },
  { cited: /\bPublic Contracts Regulations 2015\b/, since: "2025-02-24", now: "the Procurement Act 2023" },
  {
    cited: /\bData Protection Act 1998\b/,
    since: "2018-05-25",
    now: "the UK GDPR and the Data Protection Act 2018",
  },
  {
    cited: /\b(?:Race Relations Act|Disability Discrimination Act|Sex Discrimination Act)\b/,
    since: "2010-10-01",
    now: "the Equality Act 2010",
  },
];

export function lawReplaced(proof: Proof): Found[] {
  const day = proof.decided?.date;
  if (!day) return [];
  return proof.sentences.flatMap((sentence) =>
    REPLACED.filter((law) => day >= law.since).flatMap((law): Found[] => {
      const m = law.cited.exec(sentence.text);
      if (
        !m ||
        /\b(?:formerly|previously|replaced|repealed|revoked|superseded|under the (?:old|previous))\b/i.test(
          sentence.text,
        )
      )
        return [];
      return [
        {
          where: at(sentence, [m.index, m.index + m[0].length]),
          message: "This law has been replaced",
          why: [
            quoted(sentence, [m.index, m.index + m[0].length]),
            `replaced by ${law.now} on ${formatDate(law.since)}`,
          ],
          suggestion: `Cite ${law.now}, unless the matter falls under the old law`,
        },
      ];
    }),
  );
}
