/**
 * Every word that an author wrote in a record: each text of each field, with the field's label and
 * meaning, the row it stands in, and whether the public may read it. The one place where the checks
 * walk a form's fields.
 */
import { type Answers, type Entry, entry } from "#core/form/answers.ts";
import type { Field } from "#core/form/fields.ts";
import type { Meaning } from "#core/form/meaning.ts";
import type { RecordView } from "#core/record/view.ts";
import type { Where } from "./finding.ts";

export interface Words {
  text: string;
  where: Where;
  label: string;
  means?: Meaning;
  public: boolean;
}

/** The words of a record, in the order of its fields. `shown` is what the public may see. */
export function wordsOf(view: RecordView, shown: Answers): Words[] {
  return Object.entries(view.form.fields).flatMap(([id, field]) =>
    textsOf(entry(id, field, view.answers)).map(({ text, row, label }) => ({
      text,
      where: { field: id, ...(row !== undefined && { row }) },
      label: label ?? labelOf(field),
      means: field.means,
      public: shown[id] !== undefined && field.type !== "withholding",
    })),
  );
}

/** A field's label as printed, without its colon. */
export function labelOf(field: Field): string {
  return (field.print || field.label).replace(/\s*:\s*$/, "");
}

type Text = { text: string; row?: number; label?: string };

function textsOf(found: Entry): Text[] {
  if (found.answer === undefined) return [];
  switch (found.type) {
    case "line":
    case "prose":
      return [{ text: found.answer }];
    case "clauses":
      return found.answer.map((text, row) => ({ text, row }));
    case "yesno":
      return some(found.answer.detail);
    case "matrix":
      return found.field.rows.flatMap((row, i) =>
        some(found.answer?.[row.id]?.detail, i).map((t) => ({ ...t, label: row.label })),
      );
    case "options":
      return found.answer.flatMap((o, row) =>
        [o.description, o.cost, o.risks, o.outcome].flatMap((t) => some(t, row)),
      );
    case "conditions":
      return found.answer.map(({ text }, row) => ({ text, row }));
    case "funding":
      return (found.answer.awards ?? []).flatMap((a, row) =>
        [a.purpose, a.value].flatMap((t) => some(t, row)),
      );
    case "withholding":
      return [found.answer.reason, found.answer.publicInterest].flatMap((t) => some(t));
    default:
      return [];
  }
}

function some(text: string | undefined, row?: number): Text[] {
  return text?.trim() ? [{ text, row }] : [];
}
