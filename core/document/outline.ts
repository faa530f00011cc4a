/**
 * Outline: a paper's headings and lists made sound whatever the layout left out. The first heading is
 * level 1 and none stands more than one level below the one before (PDF/UA-1, 7.4.2; WCAG 1.3.1). A list
 * that follows a numbered paragraph stands under it.
 */
import { inlineText } from "#core/form/richtext.ts";
import type { PaperBlock } from "./paper.ts";

/** The same blocks, sound; headed by the title where no heading comes first. */
export function settleOutline(blocks: PaperBlock[], title: string): PaperBlock[] {
  const first = blocks.find((b) => isSaid(b) || b.t === "appendix" || (b.t === "signature" && b.level));
  if (first?.t === "heading") return settle(blocks, { last: 0 });
  return [{ t: "heading", level: 1, c: [title] }, ...settle(blocks, { last: 1 })];
}

function settle(blocks: PaperBlock[], outline: { last: number }): PaperBlock[] {
  let numbered = false;
  return blocks.flatMap((block): PaperBlock[] => {
    const under = numbered && block.t === "list";
    numbered = under || (block.t === "para" && block.number !== undefined);
    if (under) return [{ ...block, depth: 1 }];
    if (block.t === "heading")
      return isSaid(block) ? [{ ...block, level: next(outline, block.level) as 1 | 2 | 3 | 4 }] : [];
    if (block.t === "signature" && block.level && block.title)
      return [{ ...block, level: next(outline, block.level, 2) as 2 | 3 | 4 }];
    if (block.t === "appendix") {
      outline.last = 2;
      return [{ ...block, blocks: settle(block.blocks, outline) }];
    }
    return [block];
  });
}

/** A heading with words: one made of an answer has none until it is given. */
function isSaid(block: PaperBlock): boolean {
  return block.t === "heading" && inlineText(block.c).trim() !== "";
}

function next(outline: { last: number }, wanted: number, least = 1): number {
  outline.last = Math.max(least, Math.min(wanted, outline.last + 1));
  return outline.last;
}
