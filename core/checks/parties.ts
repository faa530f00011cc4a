/**
 * Parties: who is named, who is paid, who owes a duty, and which other records are cited. A body that
 * the award does not bind is often a line pasted from another paper.
 */
import { read, recipientsOf } from "#core/form/reading.ts";
import { referenceKey } from "#core/form/series.ts";
import { fundingOf } from "./figures.ts";
import type { Found, Where } from "./finding.ts";
import { at, fieldOf, isOperative, type Proof, quoted, type Sentence } from "./proof.ts";
import { labelOf } from "./record-words.ts";
import { sectionsOf } from "./sections.ts";
import { findBodies, sameBody } from "./text/names.ts";
import { findReferences } from "./text/references.ts";

const DUTY =
  /^\s*(?:is|are|will be|shall be|remains)\s+(?:required|obliged|expected|bound)\s+to\b|^\s*(?:must|shall|has a duty to|have a duty to)\s+(?:(?:also|immediately|promptly)\s+)?(?:notify|inform|report|provide|submit|ensure|return|repay|deliver|keep|maintain|comply|supply|give|tell|send)\b/i;

/** A duty put on a body that is not a party to the award. */
export function strangerBound(proof: Proof): Found[] {
  const found: Found[] = [];
  const parties = partiesOf(proof);
  const conditions = proof.record && read(proof.record.form, proof.record.answers, "conditions");
  if (proof.record && parties && Array.isArray(conditions))
    for (const [row, { on }] of conditions.entries())
      if (on?.trim() && !parties.some((p) => sameBody(p, on)) && !isRole(on))
        found.push(
          bound(
            { field: fieldOf(proof.record, "conditions"), row },
            `condition ${row + 1} binds “${on}”`,
            parties,
          ),
        );
  for (const sentence of proof.sentences)
    for (const body of findBodies(sentence.text)) {
      if (!DUTY.test(sentence.text.slice(body.span[1])) || isRole(body.name)) continue;
      const { field, row } = sentence.passage.where;
      if (found.some((f) => f.where.field === field && f.where.row === row && row !== undefined)) continue;
      if (
        parties
          ? parties.some((p) => sameBody(p, body.name)) || isProvider(proof, body.name)
          : mentionedElsewhere(proof, sentence, body.name)
      )
        continue;
      found.push(bound(at(sentence, body.span), quoted(sentence, body.span), parties));
    }
  return found;
}

function bound(where: Where, quote: string, parties: string[] | undefined): Found {
  return {
    where,
    message: "A duty is put on a body that is not a party",
    why: [
      quote,
      parties ? `the parties are ${parties.join(", ")}` : "the paper does not name it anywhere else",
    ],
    suggestion: "Name the body that the award binds; this may be left from another paper",
  };
}

/** Who is paid: the record's recipients, else its contractor, else whom the decision names. */
export function paidBy(proof: Proof): string[] {
  const view = proof.record;
  const recipients = view ? recipientsOf(view.form, view.answers) : [];
  const contractor = view && read(view.form, view.answers, "contractor");
  const contractors = Array.isArray(contractor)
    ? contractor.map((c) => c.name)
    : contractor
      ? [contractor]
      : [];
  const named = [recipients, contractors].find((list) => list.length);
  return named ?? [awardedInWords(proof) ?? []].flat();
}

/** Everyone in the record's own fields who pays, is paid, decides or delivers; undefined where it names none. */
function partiesOf(proof: Proof): string[] | undefined {
  const view = proof.record;
  if (!view) return undefined;
  const { form, answers, office } = view;
  const table = fundingOf(proof)?.funding;
  const contractor = read(form, answers, "contractor");
  const named = [
    ...recipientsOf(form, answers),
    ...(table?.awards ?? []).flatMap((a) => [a.payee ?? ""]),
    ...(table?.sources ?? []).flatMap((s) => [s.from, ...(s.members ?? [])]),
    ...(Array.isArray(contractor) ? contractor.map((c) => c.name) : contractor ? [contractor] : []),
  ];
  const paid = named.map((s) => s.trim()).filter(Boolean);
  if (!paid.length) return undefined;
  return [...new Set([...paid, office.body.name, office.body.short, ...office.posts.map((p) => p.title)])];
}

/** "Delivered by X", "a contract between X and Y": a party by the paper's own words. */
function isProvider(proof: Proof, name: string): boolean {
  return proof.sentences.some((s) =>
    findBodies(s.text).some(
      (b) =>
        sameBody(b.name, name) &&
        /\b(?:by|with|between|through|from|to)\s+(?:the\s+)?$/i.test(s.text.slice(0, b.span[0])) &&
        /\b(?:provid|deliver|contract|manag|commission|fund|paid|employ|partner)/i.test(s.text),
    ),
  );
}

function mentionedElsewhere(proof: Proof, sentence: Sentence, name: string): boolean {
  return proof.passages.some(
    (p) => p !== sentence.passage && p.text.replace(/\s+/g, " ").toLowerCase().includes(name.toLowerCase()),
  );
}

/** A role or a class of bodies, not a body: "The Provider", "PCCs", "the Monitoring Officer". */
function isRole(name: string): boolean {
  return /\b(?:providers?|recipients?|grantees?|grant holders?|contractors?|suppliers?|applicants?|officers?|managers?|directors?|commissioners?|constables?|members?|organisations?|bod(?:y|ies)|authorities|partners?|holders?|PCCs?|OPCC\w*|boards?|panels?|duty|government|secretary of state)$/i.test(
    name.trim(),
  );
}

/** Money for a named body, and the question about the contractor left blank. */
export function contractorBlank(proof: Proof): Found[] {
  const view = proof.record;
  if (view && view.form.kind !== "decision") return [];
  const blank = view ? blankField(proof) : sectionsOf(proof).find((s) => CONTRACTOR.test(s.label) && !s.text);
  const name = (view && recipientsOf(view.form, view.answers)[0]) ?? awardedInWords(proof);
  if (!blank || !name) return [];
  return [
    {
      where: blank.where,
      message: "Money goes to a named body, and the contractor’s details are blank",
      why: [`awarded to ${name}`, `${blank.label}: blank`],
      suggestion: "Give the body’s details, or say that they do not apply because it is a grant",
    },
  ];
}

const CONTRACTOR =
  /^\W*(?:contractor|supplier|provider)(?:['’]?s)?\b[\w ]{0,12}(?:details|name|information)?/i;

function blankField(proof: Proof): { where: Where; label: string } | undefined {
  const view = proof.record;
  const id = view && fieldOf(view, "contractor");
  const field = id ? view.form.fields[id] : undefined;
  const answer = id ? view?.answers[id] : undefined;
  const given = Array.isArray(answer)
    ? answer.length > 0
    : typeof answer === "string" && answer.trim() !== "";
  return field && id && !given ? { where: { field: id }, label: labelOf(field) } : undefined;
}

const AWARDED =
  /\b(?:award|grant(?: fund)?|pay)\s+((?:The\s+)?[A-Z][\w’'&]*(?:\s+[A-Z][\w’'&]*){0,5})\s+(?:a (?:grant|total|sum) of\s+)?£/;

const PAID_TO =
  /\b(?:paid|payable|awarded?|granted?|grants?|funding) to\s+((?:The\s+)?[A-Z][\w’'&]*(?:\s+[A-Z][\w’'&]*){0,5})/;

/** Who is paid by the words of the decision: "To award Harbour £27,690", "paid to Harbour". */
export function awardedInWords(proof: Proof): string | undefined {
  for (const s of proof.sentences) {
    if (!s.amounts.length || !isOperative(s.passage)) continue;
    const match = AWARDED.exec(s.text) ?? PAID_TO.exec(s.text);
    if (match) return match[1];
  }
  return undefined;
}

/** The decision commits money, and names no one who receives it. */
export function noRecipient(proof: Proof): Found[] {
  const view = proof.record;
  if (view?.form.kind !== "decision" || recipientsOf(view.form, view.answers).length || awardedInWords(proof))
    return [];
  const amount = read(view.form, view.answers, "amount") ?? fundingOf(proof)?.funding.sources?.[0]?.amount;
  if (!amount || amount <= 0 || (!fieldOf(view, "funding") && !fieldOf(view, "recipient"))) return [];
  const tender = proof.sentences.find((s) =>
    /\b(?:tender|procure|competition|expressions? of interest)/i.test(s.text),
  );
  return [
    {
      where: { field: fieldOf(view, "funding") ?? fieldOf(view, "recipient") },
      message: "The decision commits money to no named recipient: it is an award in principle",
      why: ["no recipient is named", ...(tender ? [quoted(tender)] : [])],
      suggestion: "Name the recipient, or say that a later decision will",
    },
  ];
}

/** A number cited that is in no register. Matched by its parts, so that "2021-7335" is "DRF 2021-0007335". */
export function unresolvedReference(proof: Proof): Found[] {
  const { lookups, record } = proof;
  if (!lookups.registered) return [];
  const known = (typed: string) => keysOf(typed).some((key) => lookups.registered?.(key) !== undefined);
  const links = (record && read(record.form, record.answers, "links")) ?? [];
  const found: Found[] = [];
  for (const [row, link] of links.entries())
    if (link.to === "own" && link.reference && !known(link.reference))
      found.push(unresolved({ field: record && fieldOf(record, "links"), row }, link.reference));
  const elsewhere = links.filter((l) => l.to !== "own").flatMap((l) => keysOf(l.reference ?? ""));
  const own = keysOf(proof.reference?.quote ?? "");
  for (const sentence of proof.sentences)
    for (const { typed, span } of findReferences(sentence.text)) {
      const keys = keysOf(typed);
      if (known(typed) || keys.some((k) => own.includes(k) || elsewhere.includes(k))) continue;
      if (found.some((f) => f.why[0] === `“${typed}”`)) continue;
      found.push(unresolved(at(sentence, span), typed));
    }
  return found;
}

function unresolved(where: Where, typed: string): Found {
  return {
    where,
    message: "No record has this number",
    why: [`“${typed}”`, "it is not in the register"],
    suggestion: "Check the number; if it is of another body or an older scheme, link it as such",
  };
}

/** The key of a number, and its key without the letters that papers put before it. */
function keysOf(typed: string): string[] {
  const key = referenceKey(typed);
  const bare = key.replace(/^(?:[a-z]+-)+(?=\d)/, "");
  return key ? [key, bare] : [];
}

/** Called independent, paid by the programme, and a member of the board that it reports to. */
export function notIndependent(proof: Proof): Found[] {
  const claim = proof.sentences.find((s) =>
    /\bindependent(?:ly)?\b[^.]{0,40}\bevaluat|\bevaluat\w*[^.]{0,60}\bindependent/i.test(s.text),
  );
  const board = proof.sentences.find(
    (s) =>
      /\b(?:board|group|panel|committee)\b/i.test(s.text) &&
      /\b(?:compris|represent|member|sit|consist|made up|includ)/i.test(s.text) &&
      /\bevaluators?\b/i.test(s.text),
  );
  const seat = board ?? proof.sentences.find((s) => /\bevaluators?\b[^.]{0,60}\bsits? on\b/i.test(s.text));
  if (!claim || !seat) return [];
  return [
    {
      where: at(claim),
      message: "An evaluator called independent sits on the board of what it evaluates",
      why: [quoted(claim), quoted(seat, evaluatorSpan(seat))],
      suggestion: "Say how the conflict is managed, or do not call it independent",
    },
  ];
}

function evaluatorSpan(sentence: Sentence): [number, number] {
  const i = sentence.text.search(/\bevaluators?\b/i);
  return [i, i + 9];
}

const UNCONTESTED =
  /\b(?:did|does|do|would|will) not (?:intend|wish|want|plan|propose|express|be able)\b[^.]{0,80}\b(?:submit|bid|tender|apply|interest|compet)|\bnot express an interest\b|\bwithout (?:a |any )?(?:competition|competitive|tender)|\bdirect award\b|\bdirectly award(?:ed)? (?:the |a )?contract|\bsingle (?:tender|source|supplier)|\bsole (?:provider|supplier)|\bonly (?:provider|supplier|organisation) (?:able|capable|willing|that can)|\b(?:waiver|exemption) (?:of|from|to) (?:the )?(?:contract )?standing orders|\bwaiv(?:e[sd]?|ing) (?:of )?(?:the )?(?:contract )?standing orders|\bwithout (?:going out to )?tender/i;
const REASONED =
  /\bprocurement regulations?\b|\bregulation \d+|\bsection \d+ of the procurement act\b|\bstanding orders? \d|\bwaiver (?:was|has been) (?:approved|signed)|\bcontract standing orders permit|\bexemption (?:was|has been) (?:approved|granted)/i;

/** An award without competition, and no reason given under the office's rules. */
export function directAward(proof: Proof): Found[] {
  const view = proof.record;
  if (view && (view.form.kind !== "decision" || read(view.form, view.answers, "procurementRoute"))) return [];
  if (proof.passages.some((p) => REASONED.test(p.text))) return [];
  const sentence = proof.sentences.find((s) => UNCONTESTED.test(s.text));
  const match = sentence && UNCONTESTED.exec(sentence.text);
  const pays =
    view ||
    /waiv/i.test(match?.[0] ?? "") ||
    proof.sentences.some((s) => isOperative(s.passage) && s.amounts.length);
  if (!sentence || !pays) return [];
  return [
    {
      where: at(sentence, match ? [match.index, match.index + match[0].length] : undefined),
      message: "An award without competition, with no reason under the rules for contracts",
      why: [
        quoted(sentence, match ? [match.index, match.index + match[0].length] : undefined),
        "no procurement route is given",
      ],
      suggestion: "Say which rule allows a direct award and who approved it",
    },
  ];
}
