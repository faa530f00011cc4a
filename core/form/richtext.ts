/**
 * Rich text: the limited Markdown of prose answers, read into paper blocks. Paragraphs, emphasis,
 * strong, strike, code, nested lists, http, https and mailto links, tables and line breaks (a typed line
 * end stays one). Everything else (HTML, images, headings, quotes, other links) comes out as the text
 * typed. Pure; nothing typed is ever markup for whatever draws the paper.
 */
import type { ListItem, Nodes, PhrasingContent, RootContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Cell, Inline, PaperBlock } from "#core/document/paper.ts";

/** Deeper nesting than this prints as typed. No paper needs it, and it bounds every later recursion. */
export const MAX_NESTING = 30;
/** A wider table cannot be read on A4, and prints as typed. */
const MAX_COLUMNS = 30;

/** Markdown that an officer would only write by accident: switched off, it stays text. */
const OFF = [
  "blockQuote",
  "characterReference",
  "codeFenced",
  "codeIndented",
  "definition",
  "gfmFootnoteCall",
  "gfmFootnoteDefinition",
  "gfmPotentialFootnoteCall",
  "headingAtx",
  "htmlFlow",
  "htmlText",
  "setextUnderline",
  "tasklistCheck",
];

const SYNTAX = [gfm({ singleTilde: false }), { disable: { null: OFF } }];
const TREE = [gfmFromMarkdown()];

/** Paragraphs, lists and tables of a prose answer. */
export function richText(typed: string): PaperBlock[] {
  const lines = typed.replace(/\r\n?/g, "\n");
  if (!MARKED.test(lines)) return asTyped(lines);
  if (count(lines) > MAX_MARKS) return asTyped(lines);
  const source = shallow(lines);
  const tree = fromMarkdown(source, { extensions: SYNTAX, mdastExtensions: TREE });
  return tree.children.flatMap((node) => blockOf(node, source, 0));
}

/** The text alone, for emails and search: paragraphs apart by a blank line, list items on lines of their own. */
export function plainText(typed: string): string {
  return blocksText(richText(typed));
}

/** The text of inline content. */
export function inlineText(content: Inline[]): string {
  return content.map((i) => (typeof i === "string" ? i : i.t === "break" ? "\n" : inlineText(i.c))).join("");
}

/** The text of paragraphs, lists and tables. */
export function blocksText(blocks: PaperBlock[]): string {
  return blocks.map(blockText).filter(Boolean).join("\n\n");
}

/** A typed line or several, not read as Markdown: text with its line ends. */
export function typedText(text: string): Inline[] {
  return text.split("\n").flatMap((line, i): Inline[] => (i === 0 ? [line] : [{ t: "break" }, line]));
}

/** Whether an address leads to a page or to an email address, and so may be a link. */
export function isWebAddress(url: string): boolean {
  return /^(https?:\/\/[^\s/]|mailto:[^\s@]+@[^\s@]+$)/i.test(url) && URL.canParse(url);
}

const UNPRINTABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\ue000-\uf8ff]|[\u{e0000}-\u{e0fff}\u{f0000}-\u{10ffff}]|\p{Cs}/gu;

/**
 * Text fit to print: without control characters, byte order marks, direction overrides, private-use
 * characters and lone surrogates, which no archive format can hold. `removed` names each, once: "U+0000".
 */
export function sanitise(text: string): { text: string; removed: string[] } {
  const removed = new Set<string>();
  const clean = text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ")
    .replace(UNPRINTABLE, (c) => {
      removed.add(`U+${c.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`);
      return "";
    });
  return { text: clean, removed: [...removed] };
}

/**
 * The parser's time grows with the square of nesting and of emphasis marks. What no officer writes is
 * escaped before it sees it: list markers beyond the cap, and marks beyond a few hundred a paragraph.
 * A text with thousands of marks is not read as Markdown at all.
 */
function shallow(source: string): string {
  return source
    .split(/(\n(?=[ \t]*(?:\n|[-+*|]|\d+[.)])))/)
    .map((part) => (count(part) > MAX_MARKS_A_PARAGRAPH ? part.replace(MARKS, escapeRun) : part))
    .join("")
    .split("\n")
    .map((line) => (isDeep(line) ? line.trimStart().replace(/^(\d*)([-+*.)])/, "$1\\$2") : line))
    .join("\n");
}

/** Anything that the parser might read as more than paragraphs and line ends. Most answers have none of it. */
const MARKED =
  /[*_~[\]`\\|<>&@\t\u0000-\u0009\u000b-\u001f\u007f-\u00a0]|:\/\/|www\.| $|^[ ]|^(?:[-+#=]|\d+[.)])/im;

const MARKS = /[*_~[\]`]+/g;
const MAX_MARKS = 5_000;
const MAX_MARKS_A_PARAGRAPH = 200;

function count(text: string): number {
  return text.match(MARKS)?.length ?? 0;
}

function asTyped(lines: string): PaperBlock[] {
  return lines
    .replace(/^\n+|\n+$/g, "")
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => ({ t: "para", c: tidy(typedText(part)) }));
}

function escapeRun(run: string): string {
  return run.replace(/./g, "\\$&");
}

function isDeep(line: string): boolean {
  const markers = /^(?:[ \t]*(?:[-+*]|\d{1,9}[.)])(?=[ \t]))+/.exec(line)?.[0] ?? "";
  const indent = (/^[ \t]*/.exec(line)?.[0] ?? "").replaceAll("\t", "    ").length;
  return (markers.match(/\S+/g) ?? []).length > MAX_NESTING || indent > MAX_NESTING * 6;
}

function blockOf(node: RootContent, source: string, depth: number): PaperBlock[] {
  if (depth > MAX_NESTING) return [{ t: "para", c: typedText(slice(node, source)) }];
  switch (node.type) {
    case "paragraph":
      return [{ t: "para", c: tidy(inlineOf(node.children, source, 0)) }];
    case "list":
      return [
        {
          t: "list",
          items: node.children.map((item, i) => ({
            ...(node.ordered && { label: `${(node.start ?? 1) + i}${delimiter(item, source)}` }),
            blocks: item.children.flatMap((child) => blockOf(child, source, depth + 1)),
          })),
        },
      ];
    case "table":
      if ((node.children[0]?.children.length ?? 0) > MAX_COLUMNS) break;
      return [tableOf(node, source)];
  }
  return [{ t: "para", c: typedText(slice(node, source)) }];
}

function inlineOf(nodes: PhrasingContent[], source: string, depth: number): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    if (depth > MAX_NESTING) return typedText(slice(node, source));
    const inside = () =>
      "children" in node ? inlineOf(node.children as PhrasingContent[], source, depth + 1) : [];
    switch (node.type) {
      case "text":
        return typedText(node.value);
      case "break":
        return [{ t: "break" }];
      case "strong":
        return [{ t: "strong", c: inside() }];
      case "emphasis":
        return [{ t: "emph", c: inside() }];
      case "delete":
        return [{ t: "strike", c: inside() }];
      case "inlineCode":
        return [{ t: "code", c: [node.value] }];
      case "link":
        return isWebAddress(node.url) && inlineText(inside()).trim()
          ? [{ t: "link", url: node.url, c: inside() }]
          : typedText(slice(node, source));
      default:
        return typedText(slice(node, source));
    }
  });
}

function tableOf(node: Table, source: string): PaperBlock {
  const [head, ...rows] = node.children.map((row) =>
    row.children.map((cell, i): Cell => {
      const align = node.align?.[i];
      return {
        c: tidy(inlineOf(cell.children, source, 0)),
        ...(align && { align: align === "center" ? ("centre" as const) : align }),
      };
    }),
  );
  const width = head?.length ?? 0;
  const filled = rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? { c: [] }));
  return { t: "table", head: head ?? [], rows: filled };
}

/** Joins neighbouring strings and trims the ends of lines. */
function tidy(content: Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const item of content) {
    const last = joined.at(-1);
    if (typeof item === "string" && typeof last === "string") joined[joined.length - 1] = last + item;
    else if (item !== "") joined.push(item);
  }
  return joined;
}

function delimiter(item: ListItem, source: string): string {
  return /^\d+([.)])/.exec(slice(item, source))?.[1] ?? ".";
}

function slice(node: Nodes, source: string): string {
  return source.slice(node.position?.start.offset, node.position?.end.offset);
}

function blockText(block: PaperBlock): string {
  if (block.t === "para") return inlineText(block.c);
  if (block.t === "list")
    return block.items
      .map((item) => `${item.label ?? "-"} ${blocksText(item.blocks).replaceAll("\n\n", "\n")}`)
      .join("\n");
  if (block.t === "table")
    return [block.head, ...block.rows]
      .map((row) => row.map((cell) => inlineText(cell.c)).join(" | "))
      .join("\n");
  return "";
}
