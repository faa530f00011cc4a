/**
 * The particulars that a paper carries about itself: its number, its date, its maker. A number in the
 * title must be the number of the paper, and a date that has a label must be filled in.
 */
import { referenceKey } from "#core/form/series.ts";
import type { Found, Span, Where } from "./finding.ts";
import { numberInTitle } from "./paper-facts.ts";
import type { Passage, Proof } from "./proof.ts";
import { quoteOf } from "./text/words.ts";

/** A decision is not published without its number, its date and its maker. */
export function publishedBare(proof: Proof): Found[] {
  const view = proof.record;
  if (!view) return dateBlank(proof);
  if (view.form.kind !== "decision" || !["decided", "published", "withheld"].includes(view.state)) return [];
  const deciding = view.form.stages.filter((s) => s.kind === "decide").map((s) => s.id);
  const missing = [
    ...(view.form.series && !view.reference ? ["number"] : []),
    ...(view.decidedAt ? [] : ["date of decision"]),
    ...(view.signOffs.some((s) => deciding.includes(s.stage)) ? [] : ["decision maker"]),
  ];
  if (!missing.length) return [];
  return [
    {
      where: {},
      message: "A decision may not be published without its number, date and decision maker",
      why: [`state: ${view.state}`, `missing: ${missing.join(", ")}`],
      suggestion: "Complete the record before it is published",
    },
  ];
}

const DATE_LABEL =
  /^\W*(?:date (?:signed|of (?:the )?decision|decided|approved)|decision date|date)\s*:\s*$/i;

/** "Date signed:", and the next label after it. */
function dateBlank({ passages, decided }: Proof): Found[] {
  const blank = passages.find((p, i) => {
    const next = passages[i + 1];
    return DATE_LABEL.test(p.text) && (!next || /^\s*[A-Z][^:.\n]{2,60}:/.test(next.text));
  });
  if (!blank || decided) return [];
  return [
    {
      severity: "note",
      where: { span: [blank.start, blank.start + blank.text.length] },
      message: "The date of the decision is blank",
      why: [`“${quoteOf(blank.text)}” and nothing after it`],
      suggestion: "Give the date on which it was decided",
    },
  ];
}

/** "Decision Log 044/2020" in the title, and "Decision number: 44/2020", or another number altogether. */
export function numberTwoWays(proof: Proof): Found[] {
  const own = proof.reference;
  if (!own) return [];
  return titlesOf(proof).flatMap((title): Found[] => {
    const typed = numberInTitle(title.text);
    if (!typed || quoteOf(typed) === quoteOf(own.quote)) return [];
    const start = title.start + title.text.indexOf(typed);
    const same = referenceKey(typed) === referenceKey(own.quote);
    if (!same && !alike(typed, own.quote)) return [];
    return [
      {
        severity: same ? "note" : undefined,
        where: placeIn(title, [start, start + typed.length]),
        message: same
          ? "The number of this paper is written in two ways"
          : "The number in the title is not the number of the paper",
        why: [`“${quoteOf(typed)}”`, `“${own.quote}”`],
        suggestion: same ? "Write it as the register does" : "Correct the one that is wrong",
      },
    ];
  });
}

function titlesOf({ record, passages }: Proof): Passage[] {
  return record
    ? passages.filter((p) => p.means === "title")
    : passages.slice(0, 8).filter((p) => !/^\W*[A-Z][^:\n]{2,40}(?:no\.?|number|ref\w*)\s*:/i.test(p.text));
}

/** Numbers of one shape: of two shapes they may be of two registers. */
function alike(a: string, b: string): boolean {
  const shape = (typed: string) =>
    referenceKey(typed)
      .replace(/\d+/g, "0")
      .replace(/[a-z]+/g, "a");
  return shape(a) === shape(b);
}

function placeIn(passage: Passage, span: Span): Where {
  return { ...passage.where, span };
}
