/**
 * Fields in a paper: one field as one of the layout's ways of printing it. A field that this edition
 * withholds prints its ground; one that never leaves the restricted document prints nothing at all.
 */
import type { AnswerOf, Entry } from "#core/form/answers.ts";
import type { Block } from "#core/form/definition.ts";
import { isAsked } from "#core/form/reading.ts";
import { richText } from "#core/form/richtext.ts";
import { say } from "#core/form/say.ts";
import { type Composing, dateIn, fieldOf, groundOf, isClosed, shown } from "./composing.ts";
import { type Inline, labelled, type PaperBlock, para } from "./paper.ts";
import { itemBlocks, numbered, proseBlocks } from "./prose.ts";
import { commentsInto } from "./signatures.ts";
import { fundingBlocks, gridBlock, matrixBlock, optionsTable } from "./tables.ts";
import {
  isAnswered,
  joined,
  labelOf,
  lineOf,
  linkWords,
  organisationWords,
  personWords,
  yesNo,
} from "./values.ts";

type FieldBlock = Extract<Block, { block: "field" }>;

/** What a field prints. */
export function fieldBlocks(c: Composing, block: FieldBlock): PaperBlock[] {
  const field = fieldOf(c, block.field);
  if (isClosed(c, block.field) || !isAsked(field, c.facts)) return [];
  if (field.type === "marking") c.printed.add("marking");
  const label = block.label ?? field.print ?? field.label;
  const ground = groundOf(c, block.field);
  if (ground !== undefined)
    return [...headingOf(c, block, label), { t: "withheld", label: label.replace(/:\s*$/, ""), ground }];
  if (block.restart && block.number)
    c.counters.restart(block.number, c.counters.paragraphDepth(block.number));

  const e = shown(c, block.field);
  const comments = commentsInto(c, block.field);
  if (!isAnswered(e.answer) || isPartEmpty(e, block.part))
    return [...emptyBlocks(c, block, label, comments.length > 0), ...comments];
  return [...labelledBlocks(c, e, block, label), ...comments];
}

/** The value under, beside or without its label, as the layout asks. */
function labelledBlocks(c: Composing, e: Entry, block: FieldBlock, label: string): PaperBlock[] {
  const as = block.as ?? (isLine(e) && !block.level ? "inline" : "below");
  const note = e.field.note && { note: e.field.note };
  if (as === "sentence") return [{ t: "para", c: [`${label} `, ...(lineOf(c, e) ?? [])] }];
  if (as === "value" || (label === "" && !block.level)) return valueBlocks(c, e, block, as);
  if (block.level) return [...headingOf(c, block, label, e.field.note), ...valueBlocks(c, e, block, as)];
  if (as === "inline" && isLine(e)) {
    const [first, ...rest] = valueBlocks(c, e, block, as);
    return [{ t: "labelled", label, ...note, c: first?.t === "para" ? first.c : [] }, ...rest];
  }
  if (as !== "below" && hasCaption(e, block)) return valueBlocks(c, e, block, as, label);
  return [{ t: "label", label, ...note }, ...valueBlocks(c, e, block, as)];
}

/** The label as a heading, where the layout gives it a level. */
function headingOf(c: Composing, block: FieldBlock, label: string, note?: string): PaperBlock[] {
  if (!block.level || !label) return [];
  c.level = block.level;
  const heading: PaperBlock = { t: "heading", level: block.level, c: [label] };
  return note ? [heading, { t: "para", style: "note", c: [note] }] : [heading];
}

/** Where nothing was answered: the label alone, or the words the layout gives. */
function emptyBlocks(c: Composing, block: FieldBlock, label: string, commented: boolean): PaperBlock[] {
  const empty = block.empty ?? "label";
  if (empty === "omit" && !commented) return [];
  const note = fieldOf(c, block.field).note;
  const words: Inline[] = empty === "label" || empty === "omit" || commented ? [] : [empty];
  if (block.as !== "value" && label && !block.level)
    return [{ t: "labelled", label, ...(note && { note }), c: words }];
  const heading = block.as === "value" ? [] : headingOf(c, block, label, note);
  return words.length ? [...heading, para(...words)] : heading;
}

function valueBlocks(
  c: Composing,
  e: Entry,
  block: FieldBlock,
  as: NonNullable<FieldBlock["as"]>,
  caption?: string,
): PaperBlock[] {
  const scheme = block.number;
  switch (e.type) {
    case "prose":
      return proseBlocks(c, e.answer ?? "", scheme);
    case "clauses": {
      const items = (e.answer ?? []).map((clause) => proseBlocks(c, clause));
      return [...lead(e.field.lead), ...itemBlocks(c, scheme, items)];
    }
    case "conditions": {
      const items = (e.answer ?? []).map(({ text, on }) =>
        proseBlocks(c, on && !text.includes(on) ? `${text} (${on})` : text),
      );
      return [...lead(e.field.lead), ...itemBlocks(c, scheme, items)];
    }
    case "matrix":
      return [matrixBlock(e, caption)];
    case "grid":
      return [gridBlock(c, e, caption)];
    case "funding":
      return fundingBlocks(c, e.answer ?? {}, {
        as: as === "list" ? "list" : "table",
        part: block.part,
        caption,
        scheme,
      });
    case "options":
      return as === "table" ? [optionsTable(c, e, caption)] : optionBlocks(c, e, scheme);
    case "choices":
      return several(e.answer?.map((id) => [labelOf(e.field.options, id)]) ?? [], as);
    case "person":
      return several(e.answer?.map((p) => [personWords(p)]) ?? [], as);
    case "organisation":
      return several(e.answer?.map((o) => [organisationWords(o)]) ?? [], as);
    case "attachments":
      return several(e.answer?.map((a) => [a.name]) ?? [], as);
    case "links":
      return several(e.answer?.map((link) => linkWords(c, link)) ?? [], as);
    case "yesno": {
      const { answer, detail } = e.answer as AnswerOf<"yesno">;
      const said: PaperBlock = { t: "para", style: "strong", c: [yesNo(c, answer)] };
      const detailLabel: PaperBlock[] = e.field.detailLabel
        ? [{ t: "label", label: e.field.detailLabel }]
        : [];
      return detail ? [said, ...detailLabel, ...proseBlocks(c, detail, scheme)] : [said];
    }
    case "withholding":
      return withholdingBlocks(c, e.answer as AnswerOf<"withholding">, e.field.reasonLabel);
    case "declaration":
      return [para(say(c.lang, "Confirmed: {what}", { what: e.field.statement }))];
    default: {
      const words = lineOf(c, e) ?? [];
      return [scheme ? numbered(c, scheme, words) : para(...words)];
    }
  }
}

/** Prose under a label, where there is any. */
function under(label: string, c: Composing, text: string | undefined): PaperBlock[] {
  return text ? [{ t: "label", label }, ...proseBlocks(c, text)] : [];
}

/** One on a line of its own; several as bullets, or on one line where the layout says inline. */
function several(each: Inline[][], as: FieldBlock["as"]): PaperBlock[] {
  if (each.length === 1 && as !== "list") return [para(...(each[0] ?? []))];
  if (as === "inline") return [para(...joined(each, "; "))];
  return [{ t: "list", items: each.map((words) => ({ blocks: [para(...words)] })) }];
}

function lead(words: string | undefined): PaperBlock[] {
  return words ? [para(words)] : [];
}

/** Each option under its own name, its words numbered on where the layout numbers them. */
function optionBlocks(
  c: Composing,
  { answer = [] }: Extract<Entry, { type: "options" }>,
  scheme: string | undefined,
): PaperBlock[] {
  const level = Math.min(c.level + 1, 4) as 2 | 3 | 4;
  return answer.flatMap((o): PaperBlock[] => [
    {
      t: "heading",
      level,
      c: [o.preferred ? say(c.lang, "{option} (preferred)", { option: o.label }) : o.label],
    },
    ...proseBlocks(c, o.description ?? "", scheme),
    ...labelled(say(c.lang, "Cost:"), o.cost),
    ...under(say(c.lang, "Risks:"), c, o.risks),
    ...labelled(say(c.lang, "Outcome:"), o.outcome),
  ]);
}

function withholdingBlocks(c: Composing, w: AnswerOf<"withholding">, reasonLabel?: string): PaperBlock[] {
  const ground = w.ground && labelOf(c.view.office.withholding ?? [], w.ground);
  return [
    { t: "para", style: "strong", c: [yesNo(c, w.withheld)] },
    ...labelled(say(c.lang, "Ground:"), ground),
    ...under(reasonLabel ?? say(c.lang, "Reason:"), c, w.reason),
    ...labelled(say(c.lang, "In the opinion of:"), w.opinionOf),
    ...under(say(c.lang, "Public interest:"), c, w.publicInterest),
    ...labelled(say(c.lang, "To be reviewed on:"), w.review && dateIn(c, w.review)),
  ];
}

/** Answers that stand beside their label; any words of detail follow below. */
function isLine(e: Entry): boolean {
  if (e.type === "prose") return lineCount(e.answer ?? "") === 1;
  return !["clauses", "matrix", "grid", "funding", "options", "conditions", "declaration"].includes(e.type);
}

function lineCount(prose: string): number {
  const blocks = richText(prose);
  return blocks.every((block) => block.t === "para") ? blocks.length : 2;
}

/** Tables take the label as the heading of their rows, or as their caption. */
function hasCaption(e: Entry, { as, part }: FieldBlock): boolean {
  if (e.type === "matrix" || e.type === "grid") return true;
  if (e.type === "funding")
    return as === "table" && (part !== undefined || !(e.answer?.sources?.length && e.answer.awards?.length));
  return as === "table" && e.type === "options";
}

function isPartEmpty(e: Entry, part: FieldBlock["part"]): boolean {
  return part !== undefined && e.type === "funding" && !e.answer?.[part]?.length;
}
