/**
 * Sections of a plain text: a heading or label, the note in brackets after it, and what was written
 * under it. They stand in for a form's fields where there is no form.
 */
import type { Where } from "./finding.ts";
import type { Proof } from "./proof.ts";
import { quoteOf } from "./text/words.ts";

export interface Section {
  label: string;
  /** "(Must include comments of …)". */
  note: string;
  text: string;
  /** Of what was written; of the label, where nothing was. */
  where: Where;
}

/** The sections of a plain text, in order; none for a record, which has fields. */
export function sectionsOf(proof: Proof): Section[] {
  const sections: Section[] = [];
  if (proof.record) return sections;
  let open: Section | undefined;
  for (const p of proof.passages) {
    const label = /^\s*(?:[A-Z][^:.\n]{2,90}):/.exec(p.text)?.[0] ?? "";
    if (p.kind === "heading" || (label && quoteOf(label.slice(0, -1)) === p.heading)) {
      const lead = p.kind === "heading" ? p.text.length : label.length;
      open = { label: p.heading, note: "", text: "", where: { span: [p.start, p.start + lead] } };
      sections.push(open);
      add(open, p.text.slice(lead), p.start + lead);
    } else if (open && p.kind !== "row") add(open, p.text, p.start);
  }
  return sections;
}

function add(section: Section, text: string, start: number): void {
  const note = /^\s*(\([^()]{12,}\))\s*/.exec(text);
  if (note && !section.text) section.note = quoteOf(note[1] ?? "");
  const lead = (note?.[0].length ?? 0) + (/^\s*/.exec(text.slice(note?.[0].length ?? 0))?.[0].length ?? 0);
  const words = text.slice(lead).trimEnd();
  if (!words) return;
  const end = start + lead + words.length;
  section.where = { span: [section.text ? (section.where.span?.[0] ?? start) : start + lead, end] };
  section.text = section.text ? `${section.text}\n${words}` : words;
}
