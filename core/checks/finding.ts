/**
 * Findings: what the proof-reader noticed in a paper, said so that its author can put it right or say
 * why it stands. A finding quotes the values that disagree and points to where the first of them is.
 */

export const SEVERITIES = ["note", "warning", "block"] as const;
export type Severity = (typeof SEVERITIES)[number];

export type Span = [start: number, end: number];

/** In a record: the field, the row of a list or table, the stage. In plain text: only the span. */
export interface Where {
  field?: string;
  row?: number;
  stage?: string;
  /** Characters of the field's text (or of the row's, or of the plain text). */
  span?: Span;
}

export interface Finding {
  /** The id of the rule in `rules.ts`. */
  rule: string;
  /** A note informs; a warning wants a correction or a reason; a block stops the paper. */
  severity: Severity;
  where: Where;
  message: string;
  /** The values that disagree, quoted. */
  why: string[];
  suggestion?: string;
}

/** What a rule reports: its id is the table's, and its severity too unless this case is a lesser one. */
export interface Found extends Omit<Finding, "rule" | "severity"> {
  severity?: Severity;
}
