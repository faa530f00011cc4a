/**
 * Composing: what every part of a composition reads. The record, the edition, the answers that this
 * edition may show, and the counters. Made once per paper; nothing of it outlives the paper.
 */
import { type Answers, type Entry, entry } from "#core/form/answers.ts";
import { type DatePattern, formatDate } from "#core/form/dates.ts";
import type { Field } from "#core/form/fields.ts";
import type { Office } from "#core/form/office.ts";
import { disclose, factsOf } from "#core/form/reading.ts";
import type { Facts } from "#core/form/rules.ts";
import type { Lang } from "#core/form/say.ts";
import type { RecordView } from "#core/record/view.ts";
import { type Counters, startCounters } from "./numbering.ts";
import type { Paper } from "./paper.ts";

export interface Composing {
  view: RecordView;
  edition: Paper["edition"];
  /** What this edition may show. Parts print from these and from nothing else. */
  answers: Answers;
  /** Fields that are never in this edition, not even their labels. */
  closed: Set<string>;
  /** The ground of each field withheld from this edition. */
  withheld: Map<string, string>;
  /** The whole record is withheld from this edition. */
  whole: boolean;
  /** What the public may call the record where its title is withheld. */
  safeTitle?: string;
  /** All answers, for rules alone: a signature that was asked for prints, whatever the rule read. */
  facts: Facts;
  dates: DatePattern | undefined;
  lang: Lang;
  counters: Counters;
  /** The level of the last heading: a bold paragraph of numbered text is a heading below it. */
  level: number;
  /** What the layout has printed of what every paper must show in its body. */
  printed: Set<"reference" | "marking">;
}

/** Starts a composition. The public edition keeps only what `disclose` lets the public see. */
export function startComposing(view: RecordView, edition: Paper["edition"]): Composing {
  const { form, office } = view;
  const grounds = Object.fromEntries((office.withholding ?? []).map((g) => [g.id, g.label]));
  const open = disclose(form, view.answers, grounds);
  const isPublic = edition === "public";
  const closed = new Set(isPublic ? closedFields(view) : []);
  return {
    view,
    edition,
    answers: isPublic ? omit(open.answers, closed) : view.answers,
    closed,
    withheld: new Map(isPublic ? open.withheld.map((part) => [part.field, part.ground]) : []),
    whole: isPublic && open.whole,
    safeTitle: open.withholding?.safeTitle,
    facts: factsOf(form, view.answers),
    dates: form.dates,
    lang: languageOf(office),
    counters: startCounters(form.numbering),
    level: 1,
    printed: new Set(),
  };
}

export function fieldOf(c: Composing, id: string): Field {
  const field = c.view.form.fields[id];
  if (!field) throw new Error(`The form ${c.view.form.id} has no field ${id}`);
  return field;
}

/** A field with what this edition may show of its answer. */
export function shown(c: Composing, id: string): Entry {
  return entry(id, fieldOf(c, id), c.answers);
}

/** Never in this edition, not even its label. */
export function isClosed(c: Composing, id: string): boolean {
  return c.closed.has(id);
}

/** The ground on which this edition withholds a field, if it does. */
export function groundOf(c: Composing, id: string): string | undefined {
  return c.withheld.get(id);
}

/** A civil date as the paper prints it. */
export function dateIn(c: Pick<Composing, "dates" | "lang">, iso: string): string {
  return formatDate(iso, c.dates, c.lang);
}

/** The language of the office's own words. */
export function languageOf({ body }: Pick<Office, "body">): Lang {
  return body.languages?.length && !body.languages.includes("en") ? "cy" : "en";
}

/** A marking above OFFICIAL is never on a public paper (Government Security Classifications, 2014; legacy terms too). */
const ABOVE_OFFICIAL = /SENSITIVE|SECRET|RESTRICTED|CONFIDENTIAL|\bPROTECT\b/i;

function closedFields({ form, answers }: RecordView): string[] {
  return Object.entries(form.fields).flatMap(([id, field]) => {
    const answer = answers[id];
    const high = field.type === "marking" && typeof answer === "string" && ABOVE_OFFICIAL.test(answer);
    return field.public === "no" || high ? [id] : [];
  });
}

function omit(answers: Answers, ids: Set<string>): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.has(id)));
}
