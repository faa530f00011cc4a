/**
 * References to other records in prose: "DRF 2021-0007335", "Decision 15/2024", "decision notice number
 * 048/2021", "PCC3-0045".
 */
import type { Span } from "#core/checks/finding.ts";

export interface Reference {
  typed: string;
  span: Span;
}

const NUMBER = String.raw`[A-Z]{0,6}\d{0,2}[-/ ]?\d{1,7}(?:\s?[-/]\s?\d{1,7}){1,2}|[A-Z]{2,6}\d?[-/]\d{2,7}`;
const AFTER_WORD = new RegExp(
  String.raw`\b(?:[Dd]ecision(?: [Rr]ecord| [Nn]otice| [Ff]orm| [Rr]eport)?|[Nn]otice|[Rr]ecord)\s*(?:\(?(?:[Nn]o\.?|[Nn]umber|[Rr]ef(?:erence)?\.?(?: number)?)\)?\s*:?)?\s*(?<REF>(?:${NUMBER}))(?![\d/])`,
  "g",
);
/** Letters and a number of two parts; or the letters that offices put before decisions, and one number. */
const WITH_LETTERS =
  /(?<![\w/-])(?<REF>[A-Z]{1,6}\d?[- /]?\d{2,4}\s?[-/]\s?\d{2,7}|(?:[A-Z]{0,2}PF?CC[A-Z]?\d?-?|PCD|DRF|DMR|DN|DR)[- ]?\d{3,7})(?![\w/])/g;

/** Every reference to a record in a text. Years and financial years alone are none. */
export function findReferences(text: string): Reference[] {
  const found: Reference[] = [];
  for (const pattern of [WITH_LETTERS, AFTER_WORD])
    for (const m of text.matchAll(pattern)) {
      const typed = m.groups?.REF?.trim() ?? "";
      const start = m.index + m[0].lastIndexOf(typed);
      const span: Span = [start, start + typed.length];
      if (isYears(typed) || found.some((r) => r.span[0] < span[1] && span[0] < r.span[1])) continue;
      found.push({ typed, span });
    }
  return found;
}

/** "2024/25", "2013-18", "01/04/2024": time, not a record. */
function isYears(typed: string): boolean {
  const years = typed.replace(/^[A-Z]+\d?[- ]?(?=\d{2,4}\s?[-/])/, "");
  return (
    /^20\d\d\s?[-/]\s?(?:20)?\d\d$/.test(years) ||
    /^\d{1,2}[-/]\d{1,2}[-/]\d{2,4}$/.test(years) ||
    /^\d\d[-/]\d\d$/.test(years)
  );
}
