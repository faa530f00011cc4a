/**
 * Words: answers that say nothing where something was asked, answers that contradict the paper, and
 * officers' comments that the form demands and no officer made.
 */
import { entry } from "#core/form/answers.ts";
import { formatMoney } from "#core/form/money.ts";
import { amountOf } from "#core/form/reading.ts";
import type { Found, Where } from "./finding.ts";
import type { Proof } from "./proof.ts";
import { labelOf } from "./record-words.ts";
import { sectionsOf } from "./sections.ts";
import { excerpt, quoteOf } from "./text/words.ts";
import { CONSIDERED, isSubject, ticksOf } from "./ticks.ts";

const NOTHING =
  /^\W*(?:n\s?\/?\s?a|nil|none(?: (?:arising|identified|known|applicable|at this (?:time|stage)|directly))?|no(?:ne)? (?:further )?(?:comments?|implications?|issues?)(?: (?:arising|identified))?|not applicable|not relevant|as (?:per|in|set out in|above|detailed in)(?: the)?(?: (?:report|above|paper|summary|attached|main report|body of the report))?|see (?:above|report|attached|main report)|t\.?b\.?c|tba|\?+|-+|\.+)\W*$/i;

/** Ticked yes, and then "N/A", "None", "As per the report", or nothing at all. */
export function yesWithoutDetail(proof: Proof): Found[] {
  return ticksOf(proof).flatMap(({ where, label, answer, detail, question, partner }): Found[] => {
    const words = detail ?? partner?.text;
    if (answer !== "yes" || question || (!partner && detail === undefined)) return [];
    if (words && !NOTHING.test(words)) return [];
    return [
      {
        where: partner?.where ?? where,
        message: words
          ? "The answer is yes, but the details say nothing"
          : "The answer is yes, but no details are given",
        why: [`${label}: yes`, words ? `“${quoteOf(words)}”` : "no words"],
        suggestion: "Give the details, or answer no",
      },
    ];
  });
}

/** Asked about finance, law, equality or risk, and answered with nothing, where money is committed. */
export function nothingSaid(proof: Proof): Found[] {
  const answered = ticksOf(proof).flatMap((t) => (t.partner && !t.question ? [t.partner.where] : []));
  const isAnswered = (where: Where) =>
    answered.some((a) => (a.field ? a.field === where.field : a.span?.[0] === where.span?.[0]));
  return considered(proof).flatMap(({ where, label, text, against }): Found[] => {
    if (!NOTHING.test(text) || isAnswered(where)) return [];
    return [
      {
        where,
        message: "The answer says nothing of what was asked",
        why: [`“${quoteOf(text)}”`, `${against} ${label}`],
        suggestion: "Say what was considered and what was found, even where that is that nothing arises",
      },
    ];
  });
}

function considered(proof: Proof): { where: Where; label: string; text: string; against: string }[] {
  const view = proof.record;
  if (!view)
    return sectionsOf(proof)
      .filter((s) => isSubject(s.label))
      .map((s) => ({ ...s, against: "asked:" }));
  const amount = amountOf(view.form, view.answers) ?? 0;
  if (view.form.kind !== "decision" || amount <= 0) return [];
  return Object.entries(view.form.fields).flatMap(([id, field]) => {
    const text = view.answers[id];
    if (!field.means || !CONSIDERED.includes(field.means) || typeof text !== "string") return [];
    return [
      {
        where: { field: id },
        label: labelOf(field),
        text,
        against: `${formatMoney(amount)} is committed; asked:`,
      },
    ];
  });
}

/** A checklist answered no, where no wants a reason and none is given. */
export function noWithoutReason(proof: Proof): Found[] {
  return ticksOf(proof).flatMap(({ where, label, answer, detail, question }): Found[] => {
    if (answer !== "no" || !question || (detail && !NOTHING.test(detail))) return [];
    return [
      {
        where,
        message: "The answer is no, without a reason",
        why: [`${label}: no`, detail ? `“${quoteOf(detail)}”` : "no reason"],
        suggestion: "Say why not",
      },
    ];
  });
}

/** Answered no ("not considered"), though another part of the paper considers it. */
export function noButAnswered(proof: Proof): Found[] {
  return ticksOf(proof).flatMap(({ where, label, answer, question, partner }): Found[] => {
    if (answer !== "no" || !partner || (question && !/\bconsider|\baddress|\bassess/i.test(label))) return [];
    if (!partner.figures && (!partner.text || NOTHING.test(partner.text))) return [];
    return [
      {
        where,
        message: "The answer is no, but the paper deals with it",
        why: [
          `${label}: no`,
          `${partner.label}: ${partner.figures ? "filled in" : `“${excerpt(partner.text ?? "", [0, 60])}”`}`,
        ],
        suggestion: "Answer yes, or say in what it was not considered",
      },
    ];
  });
}

const ADVICE = /\b(?:legal advice|finance officer|financial advice|section 151|s\.?151|treasurer)\b/i;

/** Money is committed, and the checklist says that legal or financial advice was not sought. */
export function adviceNotSought(proof: Proof): Found[] {
  const view = proof.record;
  const amount = view
    ? amountOf(view.form, view.answers)
    : Math.max(0, ...proof.sentences.flatMap((s) => s.amounts.map((a) => a.pence)));
  if (!amount || amount <= 0) return [];
  return ticksOf(proof)
    .filter(({ answer, question, label }) => answer === "no" && question && ADVICE.test(label))
    .map(({ where, label, detail }) => ({
      where,
      message: "Advice was not sought on a paper that commits money",
      why: [`${label}: no${detail ? `, “${quoteOf(detail)}”` : ""}`, `${formatMoney(amount)} is committed`],
      suggestion: "Seek it before the decision, or say why it is not needed",
    }));
}

const DEMAND =
  /\bcomments? (?:of|from|by) (?:the )?(?:PCC['’]s |Commissioner['’]s )?([A-Z][\w ]+?)(?= where| if|\)|\.|,|$)/;
const SPEAKS = "[^.]{0,40}(?::|comment|advis|confirm|state|note|consult|satisf|is content|has )";
const FINANCE = new RegExp(
  String.raw`\b(?:chief finance officer|cfo|section 151|s\.?151|treasurer|finance director)\b${SPEAKS}`,
  "i",
);
const LAWYER = new RegExp(
  String.raw`\b(?:monitoring officer|legal adviser|solicitor|head of legal|chief executive)\b${SPEAKS}`,
  "i",
);

/** The form demands an officer's comment in a field, and none there is theirs. */
export function officerComment(proof: Proof): Found[] {
  const denied = ticksOf(proof).flatMap((t) => (t.answer === "no" && t.partner ? [t.partner.label] : []));
  return demands(proof).flatMap(({ where, label, note, text }): Found[] => {
    const officer = DEMAND.exec(note)?.[1];
    if (!officer || denied.includes(label) || !text.trim()) return [];
    if ((/financ|treasur|151/i.test(officer) ? FINANCE : LAWYER).test(text)) return [];
    return [
      {
        where,
        message: `The form asks for the comments of the ${officer}, and none here is theirs`,
        why: [note, `“${excerpt(text, [0, 80])}”`],
        suggestion: `Add the ${officer}’s comment, with the name of who made it`,
      },
    ];
  });
}

/** The fields or sections whose label asks for a comment, but those whose officer has made it or is still to sign. */
function demands(proof: Proof): { where: Where; label: string; note: string; text: string }[] {
  const view = proof.record;
  if (!view) return sectionsOf(proof);
  const signed = (stage: string) => view.signOffs.find((s) => s.stage === stage);
  return Object.entries(view.form.fields).flatMap(([id, field]) => {
    const stages = view.form.stages.filter((s) => s.comment?.into === id).map((s) => s.id);
    const skipped = view.plan?.skipped.map((s) => s.stage) ?? [];
    const given = stages.some((s) => signed(s)?.comment?.trim());
    const toCome = stages.some((s) => !signed(s) && !skipped.includes(s));
    const text = view.answers[id];
    if (given || toCome || typeof text !== "string") return [];
    return [{ where: { field: id }, label: labelOf(field), note: field.note ?? field.label, text }];
  });
}

/** Options are weighed, and none is preferred. */
export function noPreferred(proof: Proof): Found[] {
  const view = proof.record;
  return Object.entries(view?.form.fields ?? {}).flatMap(([id, field]): Found[] => {
    const found = view && entry(id, field, view.answers);
    if (found?.type !== "options" || !found.answer || found.answer.length < 2) return [];
    if (
      !(found.field.columns ?? ["preferred"]).includes("preferred") ||
      found.answer.some((o) => o.preferred)
    )
      return [];
    return [
      {
        where: { field: id },
        message: "Options are given, and none is preferred",
        why: found.answer.map((o) => o.label),
        suggestion: "Say which is preferred, and why",
      },
    ];
  });
}
