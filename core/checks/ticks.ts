/**
 * Ticks: rows answered yes or no, in a record's matrices or in the rows of a plain text, each with the
 * field or section in which the paper gives that row's details ("Equality & Diversity" goes with
 * "Equality and Diversity Implications").
 */
import { type Answers, entry } from "#core/form/answers.ts";
import type { Field } from "#core/form/fields.ts";
import type { Meaning } from "#core/form/meaning.ts";
import type { Where } from "./finding.ts";
import type { Passage, Proof } from "./proof.ts";
import { labelOf } from "./record-words.ts";
import { type Section, sectionsOf } from "./sections.ts";
import { quoteOf, shared } from "./text/words.ts";

export interface Tick {
  where: Where;
  label: string;
  answer: "yes" | "no";
  detail?: string;
  /** A question of a checklist, rather than a subject with implications. */
  question: boolean;
  partner?: {
    where: Where;
    label: string;
    text?: string /** A table of figures, filled in. */;
    figures: boolean;
  };
}

/** The meanings of fields in which a paper says what it considered. */
export const CONSIDERED: Meaning[] = [
  "financialComment",
  "legalComment",
  "equality",
  "humanRights",
  "sustainability",
  "risk",
  "consultation",
];
const SUBJECT =
  /\b(?:financ\w*|legal|equalit\w*|diversity|human rights?|sustainab\w*|risks?|consultation|environment\w*)\b/gi;

/** Every row of the paper answered yes or no. */
export function ticksOf(proof: Proof): Tick[] {
  const view = proof.record;
  if (!view) return textTicks(proof);
  return Object.entries(view.form.fields).flatMap(([id, field]) => {
    const found = entry(id, field, view.answers);
    if (found.type !== "matrix") return [];
    const column = found.field.columns[0]?.id ?? "";
    return found.field.rows.flatMap((row, i): Tick[] => {
      const given = found.answer?.[row.id];
      const answer = given?.answers[column];
      if (!answer) return [];
      const partner = partnerField(view.form.fields, view.answers, row.label);
      const question = field.means === "checklist" || row.label.trim().endsWith("?");
      return [
        { where: { field: id, row: i }, label: row.label, answer, detail: given.detail, question, partner },
      ];
    });
  });
}

/** Whether a label is of a subject that papers must consider: finance, law, equality, risk and so on. */
export function isSubject(label: string): boolean {
  return themes(label).size > 0;
}

function partnerField(fields: Record<string, Field>, answers: Answers, label: string): Tick["partner"] {
  const about = themes(label);
  for (const [id, field] of Object.entries(fields)) {
    if (!field.means || !CONSIDERED.includes(field.means) || !["prose", "line", "grid"].includes(field.type))
      continue;
    const name = labelOf(field);
    if (!goesWith(about, new Set([...themes(name), ...themes(field.means)]))) continue;
    const answer = answers[id];
    const text = typeof answer === "string" ? answer : undefined;
    return {
      where: { field: id },
      label: name,
      text,
      figures: field.type === "grid" && answer !== undefined,
    };
  }
  return undefined;
}

function goesWith(about: Set<string>, own: Set<string>): boolean {
  const common = shared(about, own);
  return common > 0 && (about.size === 1 || common >= about.size - 1);
}

function themes(label: string): Set<string> {
  const words = label.replace(/([a-z])([A-Z])/g, "$1 $2").match(SUBJECT) ?? [];
  const short = words.map((w) => w.toLowerCase().slice(0, 5));
  return new Set(short.map((w) => (w === "diver" ? "equal" : w === "envir" ? "susta" : w)));
}

function textTicks(proof: Proof): Tick[] {
  const sections = sectionsOf(proof);
  return proof.passages.flatMap((p): Tick[] => {
    const row = p.kind === "row" || /\?\s+\**(?:yes|no)\W*$/i.test(p.text) ? rowOf(p) : undefined;
    if (!row || (!row.question && !isSubject(row.label))) return [];
    const partner = row.question ? undefined : partnerSection(sections, row.label);
    return [{ where: { span: [p.start, p.start + p.text.length] }, ...row, partner }];
  });
}

/** A label and one answer: a word, or the first of two boxes ticked. */
function rowOf(passage: Passage): { label: string; answer: "yes" | "no"; question: boolean } | undefined {
  const [first = "", ...rest] = passage.raw
    .replace(/<(?!input)[^>]*>/gi, "")
    .split(/\t|\||\s{3,}|(?<=\?)\s+/)
    .map((c) => c.trim())
    .filter(Boolean);
  const label = quoteOf(first.replace(/\*/g, ""));
  const boxes = rest.join(" ").match(/<input[^>]*>|[☐☒☑✓✔✗]|\[[ xX]\]/g);
  const ticked = boxes?.map((b) => /checked|[☒☑✓✔✗]|\[[xX]\]/.test(b));
  const word = /^\**(yes|no)\**\W*$/i.exec(rest.at(-1) ?? "")?.[1]?.toLowerCase();
  const answer = word ?? (ticked?.[0] ? "yes" : ticked?.[1] ? "no" : undefined);
  if ((answer !== "yes" && answer !== "no") || label.length < 4) return undefined;
  return { label, answer, question: label.endsWith("?") || /\?/.test(label) };
}

function partnerSection(sections: Section[], label: string): Tick["partner"] {
  const section = sections.find((s) => goesWith(themes(label), themes(s.label)));
  return section && { where: section.where, label: section.label, text: section.text, figures: false };
}
