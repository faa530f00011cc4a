/**
 * A paper as a page shows it: what the PDF says (core/document/paper.ts), in headings, paragraphs with
 * their printed numbers, real tables and description lists. The page has its own h1, so the paper's
 * first level is an h2 unless told otherwise. Nothing in it is markup but what is made here.
 */
import type { Paper, PaperBlock } from "#core/document/paper.ts";
import { type Child, classNames, type HeadingLevel, headingTag } from "./components/markup.ts";
import { Words } from "./paper/inline.tsx";
import { Signature } from "./paper/signature.tsx";
import { Facts, MatrixTable, PaperTable } from "./paper/tables.tsx";
import { PAPER_WORDS, type PaperWords } from "./paper/words.ts";

export interface PaperProps {
  paper: Paper;
  /** Added to each heading's level: 1 (an h2 first) unless given. */
  headingOffset?: number;
}

/** How a paper is drawn: in which words, and how far down its headings start. */
interface Drawing {
  words: PaperWords;
  offset: number;
}

export function PaperView({ paper, headingOffset = 1 }: PaperProps) {
  return (
    <div class="app-paper" lang={paper.lang}>
      <Blocks blocks={paper.blocks} drawing={{ words: PAPER_WORDS[paper.lang], offset: headingOffset }} />
    </div>
  );
}

function Blocks({ blocks, drawing }: { blocks: PaperBlock[]; drawing: Drawing }) {
  return (
    <>
      {blocks.map((block) => (
        <Block block={block} drawing={drawing} />
      ))}
    </>
  );
}

function Block({ block, drawing }: { block: PaperBlock; drawing: Drawing }) {
  const { words, offset } = drawing;
  switch (block.t) {
    case "heading":
      return (
        <Heading level={block.level + offset} centred={block.align === "centre"}>
          <Numbered number={block.number}>
            <Words c={block.c} />
          </Numbered>
        </Heading>
      );
    case "para":
      return <Paragraph block={block} />;
    case "labelled":
      return (
        <p class="govuk-body">
          <strong>{block.label}</strong> <Words c={block.c} />
          <Note note={block.note} />
        </p>
      );
    case "label":
      return (
        <p class="govuk-body app-paper__label">
          <strong>{block.label}</strong>
          <Note note={block.note} />
        </p>
      );
    case "list":
      return <List block={block} drawing={drawing} />;
    case "table":
      return <PaperTable block={block} words={words} />;
    case "facts":
      return <Facts block={block} />;
    case "matrix":
      return <MatrixTable block={block} words={words} />;
    case "signature":
      return <Signature block={block} level={within((block.level ?? 2) + offset)} words={words} />;
    case "withheld":
      return (
        <p class="govuk-body app-paper__withheld">
          <strong>{block.label}</strong> {words.withheld}: {block.ground}
        </p>
      );
    case "rule":
      return <hr class="govuk-section-break govuk-section-break--m govuk-section-break--visible" />;
    case "pageBreak":
      return <div class="app-paper__page-break" />;
    case "appendix":
      return (
        <div class="app-paper__appendix">
          <Heading level={1 + offset}>{block.title}</Heading>
          <Blocks blocks={block.blocks} drawing={drawing} />
        </div>
      );
  }
}

const SIZES = { 1: "xl", 2: "l", 3: "m", 4: "s", 5: "s", 6: "s" } as const;

function Heading({ level, centred, children }: { level: number; centred?: boolean; children: Child }) {
  const tag = within(level);
  const Tag = headingTag(tag);
  return (
    <Tag class={classNames(`govuk-heading-${SIZES[tag]}`, centred && "app-paper__centre")}>{children}</Tag>
  );
}

function Paragraph({ block }: { block: Extract<PaperBlock, { t: "para" }> }) {
  const text = <Words c={block.c} />;
  return (
    <p
      class={classNames(
        "govuk-body",
        depthClass((block.depth ?? 0) - 1),
        block.number && "app-paper__numbered",
        block.style === "note" && "app-paper__note",
        block.align && "app-paper__centre",
      )}
    >
      <Numbered number={block.number}>
        {block.style === "strong" && <strong>{text}</strong>}
        {block.style === "emphasis" && <em>{text}</em>}
        {(block.style === "note" || !block.style) && text}
      </Numbered>
    </p>
  );
}

/** A list whose items print their own numbers or letters, or a plain bulleted one. */
function List({ block, drawing }: { block: Extract<PaperBlock, { t: "list" }>; drawing: Drawing }) {
  const labelled = block.items.some((item) => item.label);
  return (
    // The role for Safari, which forgets that a list without bullets is one.
    <ul
      class={classNames(
        "govuk-list",
        labelled ? "app-paper__list" : "govuk-list--bullet",
        depthClass(block.depth),
      )}
      role={labelled ? "list" : undefined}
    >
      {block.items.map((item) => (
        <li class={classNames(labelled && "app-paper__item")}>
          {item.label && <span class="app-paper__number">{item.label}</span>}{" "}
          <div class="app-paper__words">
            <Blocks blocks={item.blocks} drawing={drawing} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** A number is text, as printed: a reader may quote it, and no browser counts it anew. */
function Numbered({ number, children }: { number?: string; children: Child }) {
  if (!number) return <>{children}</>;
  return (
    <>
      <span class="app-paper__number">{number}</span> <span>{children}</span>
    </>
  );
}

function Note({ note }: { note?: string }) {
  return note ? (
    <>
      {" "}
      <span class="app-paper__note">{note}</span>
    </>
  ) : null;
}

function depthClass(depth = 0): string | undefined {
  return depth > 0 ? `app-paper__depth-${Math.min(depth, 3)}` : undefined;
}

function within(level: number): HeadingLevel {
  return Math.min(level, 6) as HeadingLevel;
}
