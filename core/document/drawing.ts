/**
 * Drawing: a paper as the data its template reads. Every string made fit to print, the office's colour
 * made dark enough to read, and what stands in headers and footers.
 */
import { inlineText, sanitise } from "#core/form/richtext.ts";
import { say } from "#core/form/say.ts";
import type { Paper, PaperBlock } from "./paper.ts";

/** What core/document/typst/paper.typ reads. */
export interface Drawing {
  title: string;
  author: string;
  description: string;
  lang: string;
  /** What the template itself says, by its English. */
  words: Record<string, string>;
  /** ISO instant. */
  date: string;
  kind: string;
  reference?: string;
  marking?: string;
  closed: boolean;
  /** Prints the body's name at the head of the first page, where no heading does. */
  letterhead: boolean;
  body: string;
  short: string;
  contact: string[];
  /** The office's colour, and the colour of words: the same where it is dark enough. */
  colour: string;
  ink: string;
  blocks: unknown[];
  /** What list items hold, by number, each after whatever it holds itself. */
  items: unknown[][];
}

const TEMPLATE_WORDS = [
  "Not for publication",
  "Page {n} of {all}",
  "Not answered",
  "Yes",
  "No",
  "Question",
  "Withheld: {ground}",
  "Ground:",
  "Not yet signed",
  " (chosen)",
  "Or",
  "And",
] as const;

/** The drawing of a paper, and which characters were taken out of it: "U+0000". */
export function drawingOf(paper: Paper): { drawing: Drawing; removed: string[] } {
  const removed = new Set<string>();
  const { body, reference, marking } = paper;
  const drawing: Drawing = {
    title: paper.title,
    author: paper.author,
    description: [paper.kind, reference, body.name].filter(Boolean).join(", "),
    lang: paper.lang,
    words: Object.fromEntries(TEMPLATE_WORDS.map((words) => [words, say(paper.lang, words)])),
    date: new Date(paper.date).toISOString(),
    kind: paper.kind,
    ...(reference && { reference }),
    ...(marking && { marking }),
    closed: paper.notForPublication === true,
    letterhead: !isNamed(paper),
    body: body.name,
    short: body.short,
    contact: body.contact,
    colour: body.colour,
    ink: isReadable(body.colour) ? body.colour : "#0b0c0c",
    ...withoutNesting(paper.blocks),
  };
  const clean = mapStrings(drawing, (s) => {
    const { text, removed: found } = sanitise(s);
    for (const code of found) removed.add(code);
    return text;
  });
  return { drawing: clean, removed: [...removed] };
}

/** The same data with every string changed, but for addresses: those are as a browser would write them. */
export function mapStrings<T>(data: T, change: (s: string) => string): T {
  if (typeof data === "string") return change(data) as T;
  if (Array.isArray(data)) return data.map((item) => mapStrings(item, change)) as T;
  if (typeof data !== "object" || data === null) return data;
  const changed = (key: string, value: unknown) =>
    key === "url" && typeof value === "string" ? new URL(value).href : mapStrings(value, change);
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, changed(key, value)])) as T;
}

type List = Extract<PaperBlock, { t: "list" }>;

/** A4 has no room to indent further, nor the template's engine for elements deeper in one another. */
const MAX_INDENTS = 12;

/**
 * The blocks of list items are taken out, innermost first: the template's JSON reader refuses to go
 * 128 deep and its functions 80, and lists stand 30 deep in one another.
 */
function withoutNesting(blocks: PaperBlock[]): { blocks: unknown[]; items: unknown[][] } {
  const items: unknown[][] = [];
  const flat = (block: PaperBlock, indents: number): unknown => {
    if (block.t === "appendix") return { ...block, blocks: block.blocks.map((b) => flat(b, 0)) };
    if (block.t === "table") return { ...block, short: isShort(block) };
    if (block.t !== "list") return block;
    const shown = indents < MAX_INDENTS ? block.items : block.items.flatMap(levelled);
    const held = shown.map(({ label, blocks }) => {
      const inside = blocks.map((b) => flat(b, indents + 1));
      return { label, holds: items.push(inside) - 1 };
    });
    return { ...block, items: held };
  };
  return { blocks: blocks.map((block) => flat(block, 1)), items };
}

/** A table that takes less than half a page, whatever is in it. */
function isShort({ rows }: Extract<PaperBlock, { t: "table" }>): boolean {
  return rows.length <= 10 && JSON.stringify(rows).length < 2000;
}

/** An item with the items of its lists beside it, at one level and in the order they stood. */
function levelled(item: List["items"][number]): List["items"] {
  const first: List["items"] = [{ ...item, blocks: item.blocks.filter((b) => b.t !== "list") }];
  return first.concat(item.blocks.flatMap((b) => (b.t === "list" ? b.items.flatMap(levelled) : [])));
}

/** Whether a main heading names the body already: "THE POLICE & CRIME COMMISSIONER FOR …". */
function isNamed({ blocks, body }: Paper): boolean {
  const plain = (s: string) => s.toLowerCase().replaceAll("&", "and").replace(/\s+/g, " ");
  return blocks.some(
    (block) =>
      block.t === "heading" && block.level === 1 && plain(inlineText(block.c)).includes(plain(body.name)),
  );
}

/** At least 4.5 to 1 on white (WCAG 2.2, 1.4.3). */
function isReadable(colour: string): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) >= 4.5;
}
