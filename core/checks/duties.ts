/**
 * Duties that attach to an award: what must be published of a grant or of expenditure, the equality
 * duty, the subsidy question. They ask for words, and never decide the matter themselves.
 */
import { formatDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import { amountOf, read } from "#core/form/reading.ts";
import { fundingOf } from "./figures.ts";
import type { Found } from "./finding.ts";
import { paidBy } from "./parties.ts";
import { at, fieldOf, type Proof } from "./proof.ts";

const CRIME_GRANT = /crime and disorder reduction grant|\bsection 9\b|\bs\.? ?9\b(?!\d)/i;

/** A crime and disorder reduction grant is published with conditions, recipient, purpose and reasons (SI 2011/3050 Sch 3(f)). */
export function grantParticulars(proof: Proof): Found[] {
  const view = proof.record;
  const power = view && read(view.form, view.answers, "legalPower");
  const powers = [power, ...(fundingOf(proof)?.funding.awards ?? []).map((a) => a.power)]
    .flat()
    .filter((p) => p !== undefined);
  const said = powers.find((p) => CRIME_GRANT.test(String(p)));
  if (view?.form.kind !== "decision" || said === undefined) return [];
  const awards = fundingOf(proof)?.funding.awards ?? [];
  const grants = awards.filter((a) => a.power === undefined || CRIME_GRANT.test(a.power));
  const conditions = read(view.form, view.answers, "conditions");
  const reasons =
    /\b(?:reduc|prevent|tackl|secur|contribut|disrupt|divert|deter)\w*[^.]{0,90}\b(?:crime|disorder|offending|violence|abuse|behaviour|exploitation|harm|victim)/i;
  const missing = [
    ...(paidBy(proof).length ? [] : ["the recipient"]),
    ...(grants.length === 0 || grants.every((a) => a.purpose?.trim()) ? [] : ["the purpose"]),
    ...(conditions?.length ? [] : ["the conditions"]),
    ...(proof.passages.some((p) => reasons.test(p.text)) ? [] : ["why it reduces crime and disorder"]),
  ];
  if (!missing.length) return [];
  return [
    {
      where: { field: fieldOf(view, "funding") ?? fieldOf(view, "legalPower") },
      message:
        "A crime and disorder reduction grant is published with four particulars, and some are missing",
      why: [`made under “${said}”`, `missing: ${missing.join(", ")}`],
      suggestion: `Give ${missing.join(", ")}`,
    },
  ];
}

/** Expenditure over £500, other than a crime and disorder grant, is published with why it is good value (SI 2011/3050 Sch 3(g)). */
export function valueReason(proof: Proof): Found[] {
  const view = proof.record;
  if (view?.form.kind !== "decision" || read(view.form, view.answers, "valueForMoney")) return [];
  const columns = Object.values(view.form.fields).flatMap((f) =>
    f.type === "funding" ? (f.columns ?? []) : [],
  );
  const asked = fieldOf(view, "valueForMoney");
  if (!asked && !columns.includes("value")) return [];
  const category = [read(view.form, view.answers, "category") ?? []].flat();
  const grant =
    category.includes("grant") ||
    CRIME_GRANT.test([read(view.form, view.answers, "legalPower") ?? []].flat().join(" "));
  const field = fieldOf(view, "funding");
  const awards = (fundingOf(proof)?.funding.awards ?? []).map((award, row) => ({ award, row }));
  const bare = awards.filter(
    ({ award }) =>
      award.amount > 50_000 &&
      !award.retained &&
      !award.value?.trim() &&
      !(award.power ? CRIME_GRANT.test(award.power) : grant),
  );
  if (!bare.length || proof.passages.some((p) => /\bvalue for money\b/i.test(p.text))) return [];
  return bare.map(({ award, row }) => ({
    where: { field, row },
    message: "Expenditure over £500 is published with the reason why it is good value for money",
    why: [`${award.recipient} ${formatMoney(award.amount)}`, "no reason of value"],
    suggestion: "Say why it is good value for money",
  }));
}

/** Public money to an enterprise may be a subsidy: the question must be answered (Subsidy Control Act 2022). */
export function subsidyUnanswered(proof: Proof): Found[] {
  const view = proof.record;
  const field = view && fieldOf(view, "subsidy");
  const amount = view && amountOf(view.form, view.answers);
  const paid = paidBy(proof);
  if (!view || !field || view.answers[field] !== undefined || !amount || amount <= 0 || !paid.length)
    return [];
  return [
    {
      where: { field },
      message: "The subsidy question is not answered",
      why: [`${formatMoney(amount)} to ${paid.join(", ")}`, `${view.form.fields[field]?.label}: no answer`],
      suggestion: "Say whether the recipient acts as an enterprise, and if so on what footing",
    },
  ];
}

/** Due regard comes before the decision, not after (Equality Act 2010 s149). */
export function equalityAfter(proof: Proof): Found[] {
  const subject =
    /\b(?:equality (?:impact |analysis|assessment)|EqIA|EIA|impact assessment|public sector equality duty|due regard)/i;
  const later =
    /\b(?:will be|to be|is being|yet to be|has not (?:yet )?been|in due course|following (?:the|this) (?:decision|award|approval)|after (?:the|this) (?:decision|award|approval))\b/i;
  return proof.sentences.flatMap((sentence): Found[] => {
    const equal = sentence.passage.means === "equality" || /equalit/i.test(sentence.passage.heading);
    const dated = sentence.dates.find(
      (d) => proof.decided?.stated && d.precision === "day" && d.from > proof.decided.date,
    );
    if (!subject.test(sentence.text) || !(equal || /equalit|EqIA|EIA/i.test(sentence.text))) return [];
    if (
      !dated &&
      !(
        later.test(sentence.text) &&
        /\b(?:complet|carried out|undertak|conduct|done|prepar|produc|draft)/i.test(sentence.text)
      )
    )
      return [];
    return [
      {
        where: at(sentence),
        message: "The equality duty is to be met after the decision; the law asks for it before",
        why: [
          `“${sentence.text.trim()}”`,
          proof.decided?.stated ? `decided on ${formatDate(proof.decided.date)}` : "not yet decided",
        ],
        suggestion: "Complete the equality analysis first, and let the decision maker see it",
      },
    ];
  });
}
