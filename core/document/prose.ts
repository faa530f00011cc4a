/**
 * Prose in a paper: rich text with the office's numbering laid over it. Paragraphs take the scheme's
 * numbers, ordered lists the next depth's letters, and a paragraph that is bold throughout is a heading.
 */
import { richText } from "#core/form/richtext.ts";
import type { Composing } from "./composing.ts";
import type { Inline, PaperBlock } from "./paper.ts";

type List = Extract<PaperBlock, { t: "list" }>;

/** The blocks of a prose answer, numbered by a scheme where the layout names one. */
export function proseBlocks(c: Composing, text: string, scheme?: string): PaperBlock[] {
  const blocks = richText(text);
  if (!scheme) return blocks;
  let introduced = false;
  return blocks.map((block): PaperBlock => {
    if (block.t === "list") {
      const depth = c.counters.paragraphDepth(scheme);
      // An ordered list that no paragraph introduces is the numbered paragraphs themselves.
      if (!introduced && isOrdered(block)) return { ...block, items: relabel(c, block, scheme, depth) };
      return numberLists(c, block, scheme, depth + 1);
    }
    if (block.t !== "para") return block;
    introduced = !isBold(block.c);
    if (introduced) return numbered(c, scheme, block.c);
    return { t: "heading", level: headingBelow(c.level), c: (block.c[0] as { c: Inline[] }).c };
  });
}

/** One paragraph, numbered. */
export function numbered(c: Composing, scheme: string, content: Inline[]): PaperBlock {
  return { t: "para", number: c.counters.paragraph(scheme), depth: 1, c: content };
}

/** Clauses, conditions or sums: numbered paragraphs below numbered headings, else a list. */
export function itemBlocks(c: Composing, scheme: string | undefined, items: PaperBlock[][]): PaperBlock[] {
  if (!items.length) return [];
  if (!scheme) return [{ t: "list", items: items.map((blocks) => ({ blocks })) }];
  if (c.counters.paragraphDepth(scheme) === 2)
    return items.flatMap(([first, ...rest]) =>
      first?.t === "para" ? [numbered(c, scheme, first.c), ...rest] : [],
    );
  return [{ t: "list", items: items.map((blocks) => ({ label: c.counters.item(scheme, 1), blocks })) }];
}

function relabel(c: Composing, list: List, scheme: string, depth: number): List["items"] {
  return list.items.map((item) => ({
    label: c.counters.item(scheme, depth),
    blocks: item.blocks.map((b) => (b.t === "list" ? numberLists(c, b, scheme, depth + 1) : b)),
  }));
}

function numberLists(c: Composing, list: List, scheme: string, depth: number): List {
  if (isOrdered(list)) {
    c.counters.restart(scheme, depth);
    return { ...list, items: relabel(c, list, scheme, depth) };
  }
  const items = list.items.map((item) => ({
    blocks: item.blocks.map((b) => (b.t === "list" ? numberLists(c, b, scheme, depth) : b)),
  }));
  return { ...list, items };
}

function isOrdered(list: List): boolean {
  return list.items.some((item) => item.label !== undefined);
}

function isBold(content: Inline[]): boolean {
  const [only] = content;
  return content.length === 1 && typeof only === "object" && only.t === "strong";
}

function headingBelow(level: number): 2 | 3 | 4 {
  return level >= 3 ? 4 : level === 2 ? 3 : 2;
}
