/**
 * Blocks: a text cut into paragraphs, list items, table rows and headings, each a slice of the original
 * so that spans hold. It reads limited Markdown, and text taken from a PDF, where lines wrap and a page
 * break falls in the middle of a paragraph.
 */

export interface TextBlock {
  start: number;
  end: number;
  kind: "paragraph" | "item" | "row" | "heading";
}

const ITEM =
  /^\s*(?:[-*•–▪]\s+)?(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})[.)]\s+|\d{1,2}(?:\.\d{1,2})+\s+(?=\S))/;
const BULLET = /^\s*[-*•–▪]\s+\S/;
const ROW = /\t|^\s*\|.*\||\S\s{3,}\S+.*\d/;
/** One of several lines that end in an amount: a table whose columns the PDF's text has lost. */
const PRICED = /^.{2,90}\s£\s?\d[\d,]*(?:\.\d\d)?\s*$/;

/** The blocks of a text, in order. */
export function blocksOf(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let open: TextBlock | undefined;
  let gap = false;
  let at = 0;
  const lines = text.split("\n");
  for (const [i, line] of lines.entries()) {
    const [start, end] = [at, at + line.length];
    at = end + 1;
    if (!line.trim()) {
      gap = true;
      continue;
    }
    const priced =
      PRICED.test(line) && [lines[i - 1], lines[i + 1]].some((near) => near && PRICED.test(near));
    const item = ITEM.test(line) || BULLET.test(line);
    const fresh = item ? "item" : priced || ROW.test(line) ? "row" : undefined;
    if (open && !fresh && !startsAnew(text, open, line, gap)) open.end = end;
    else {
      open = { start, end, kind: fresh ?? "paragraph" };
      blocks.push(open);
    }
    gap = false;
  }
  let label = false;
  for (const [i, block] of blocks.entries()) {
    const words = text.slice(block.start, block.end).trim();
    const marked = /^#|:\**$/.test(words);
    if ((isHeading(words, block.kind) || isNumberedHeading(text, blocks, i)) && (marked || !label))
      block.kind = "heading";
    label = block.kind === "heading" && words.endsWith(":"); // what follows a bare label is its answer
  }
  return blocks;
}

/** A line longer than any page's is a paragraph of its own: the text was not wrapped. */
const UNWRAPPED = 120;

/** Whether a line begins a new block, though nothing marks it as an item or a row. */
function startsAnew(text: string, open: TextBlock, line: string, gap: boolean): boolean {
  if (open.kind === "row" || /^\s*#/.test(line)) return true;
  const before = text.slice(open.start, open.end);
  const last = before.slice(before.lastIndexOf("\n") + 1).trim();
  const unfinished = /\s(?:of|the|and|or|for|to|in|a|by|with)$/.test(last);
  const broken = /[a-z,;–-]$/.test(last) && (last.length > 40 || unfinished) && /^\s*[a-z(]/.test(line);
  if (gap) return !broken; // a page break falls inside a paragraph
  if (/:$/.test(last) && last.length < 60) return true;
  if (/^\s*[A-Z][\w &/()'’-]{2,60}:(?:\s|$)/.test(line)) return true; // "Risk: none"
  if (last.length > UNWRAPPED && /[.:;!?)]$/.test(last)) return true;
  return last.length < 60 && !/[,;]$/.test(last) && /^\s*["“‘]?[A-Z]/.test(line) && !unfinished;
}

/** "5. Financial implications": a numbered item of a few words, with no sixth item right after it. */
function isNumberedHeading(text: string, blocks: TextBlock[], index: number): boolean {
  const [block, before, after] = [blocks[index], blocks[index - 1], blocks[index + 1]];
  const words = block ? text.slice(block.start, block.end).trim() : "";
  const number = Number(/^\**(\d{1,2})[.)]\s+\**[A-Z]/.exec(words)?.[1]);
  if (!after || Number.isNaN(number) || /[.;,!?£]\**$|[£\n]/.test(words) || words.split(/\s+/).length > 9)
    return false;
  const numbered = (b: TextBlock | undefined, n: number) =>
    b !== undefined && new RegExp(`^\\W*${n}[.)]\\s`).test(text.slice(b.start, b.end));
  return !numbered(after, number + 1) && !(before?.kind === "item" && numbered(before, number - 1));
}

function isHeading(text: string, kind: TextBlock["kind"]): boolean {
  const words = text.trim();
  if (kind === "row" || words.includes("\n") || words.length > 110) return false;
  if (/^#+\s/.test(words)) return true;
  if (/[£]/.test(words)) return false;
  const count = words.split(/\s+/).length;
  if (kind === "item") return count <= 9 && /:\s*\**$/.test(words);
  return count <= 12 && !/[.;,!?]\**$/.test(words) && /^[A-Z*("“\d]/.test(words) && !/:\s*\S/.test(words);
}
