/**
 * A paper: a record composed for reading, before it is drawn. One composition, drawn twice: by Typst
 * as the PDF and by `web/paper.tsx` as the page a signatory or the public reads, so that both always
 * say the same. Everything a user typed is text in this tree, never markup.
 */

export type Inline =
  | string
  | { t: "strong" | "emph" | "strike" | "code"; c: Inline[] }
  | { t: "link"; url: string; c: Inline[] }
  | { t: "break" };

export interface Cell {
  c: Inline[];
  align?: "left" | "right" | "centre";
  /** A row header (the first cell of a row that names it). */
  header?: boolean;
}

export type PaperBlock =
  | { t: "heading"; level: 1 | 2 | 3 | 4; number?: string; align?: "centre"; c: Inline[] }
  /** `depth` indents: 1 for a numbered paragraph, 2 for one below it. */
  | {
      t: "para";
      number?: string;
      depth?: number;
      style?: "strong" | "emphasis" | "note";
      align?: "centre";
      c: Inline[];
    }
  /** Label and value on one line. A label is printed exactly as it stands, with its own colon or none. */
  | { t: "labelled"; label: string; note?: string; c: Inline[] }
  /** A label that stands above its value but is not a heading. */
  | { t: "label"; label: string; note?: string }
  /** `label` of an item is its number or letter as printed; absent: a bullet. `depth` 1 stands under a numbered paragraph. */
  | { t: "list"; depth?: number; items: { label?: string; blocks: PaperBlock[] }[] }
  | { t: "table"; caption?: string; head: Cell[]; rows: Cell[][]; foot?: Cell[] }
  /** Labels and values side by side. */
  | { t: "facts"; as: "table" | "lines"; rows: { label: string; c: Inline[] }[] }
  /** A yes/no matrix: words and boxes. `answers` are per column: true yes, false no, null unanswered. */
  | {
      t: "matrix";
      caption?: string;
      /** What the rows ask, above the first column: "Has consideration been taken of the following:". */
      heading?: string;
      columns: string[];
      show: "boxes" | "words";
      rows: { label: string; answers: (boolean | null)[]; detail?: Inline[] }[];
    }
  | {
      t: "signature";
      stage: string;
      title?: string;
      level?: 2 | 3 | 4;
      style?: "emphasis";
      statement: Inline[];
      /** All the alternatives as the form prints them, and which was chosen. */
      alternatives?: {
        one: { id: string; label: string; text: string; chosen: boolean }[];
        and: { id: string; label: string; text: string }[];
      };
      /** "Signed", "Date": the value is empty until signed. */
      lines: { label: string; value: string }[];
      state: "signed" | "waiting" | "not-needed";
      /** Why the stage was not needed, or what the signatory said with it. */
      note?: string;
    }
  /** A part that the public paper does not show, with its ground. */
  | { t: "withheld"; label: string; ground: string }
  | { t: "rule" }
  | { t: "pageBreak" }
  | { t: "appendix"; title: string; blocks: PaperBlock[] };

export interface Paper {
  /** The document's title, for metadata and the window. */
  title: string;
  /** "2023/2024 - 0022", or undefined while it has none. */
  reference?: string;
  /** "Decision record", the form's title. */
  kind: string;
  body: { name: string; short: string; colour: string; contact: string[] };
  lang: "en" | "cy";
  marking?: string;
  edition: "public" | "restricted";
  /** The restricted edition holds something that the public one does not. */
  notForPublication?: true;
  /** ISO instant that the document is dated (decision, else submission). Set, never the clock. */
  date: string;
  /** The names of who decided it, for metadata. */
  author: string;
  blocks: PaperBlock[];
}

/** A paragraph. */
export function para(...c: Inline[]): PaperBlock {
  return { t: "para", c };
}

/** A label and its value on one line; nothing where there is no value. */
export function labelled(label: string, value: string | undefined): PaperBlock[] {
  return value ? [{ t: "labelled", label, c: [value] }] : [];
}
