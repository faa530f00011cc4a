/**
 * The layout of a form: every block refers to something that exists, and its headings make an outline
 * that a screen reader can follow (first level 1, none skipped: WCAG 1.3.1, PDF/UA-1 7.4).
 */
import type { Block, Form } from "../definition.ts";
import type { Rule } from "../rules.ts";
import { error, type Found, type Path, unknown, warning } from "./found.ts";
import { checkRule } from "./rules.ts";

interface Place {
  block: Block;
  at: Path;
  /** The rules of the groups it stands in. */
  groups: Rule[];
}

/** Every block in printed order, with those inside groups and appendices. */
export function* everyBlock(blocks: Block[], at: Path = [], groups: Rule[] = []): Generator<Place> {
  for (const [i, block] of blocks.entries()) {
    yield { block, at: [...at, i], groups };
    if (block.block === "group")
      yield* everyBlock(block.blocks, [...at, i, "blocks"], [...groups, block.when]);
    if (block.block === "appendix") yield* everyBlock(block.blocks, [...at, i, "blocks"], groups);
  }
}

/** The ids that the text of a block asks for: "{title}". */
export function placeholders(block: Block): string[] {
  const texts =
    block.block === "text" || block.block === "heading"
      ? [block.text]
      : block.block === "facts"
        ? block.rows.flatMap((r) => (r.value.show === "text" ? [r.value.text] : []))
        : [];
  return texts.flatMap((t) => [...t.matchAll(/\{([^{}]*)\}/g)].map((m) => m[1] ?? ""));
}

export function* checkLayout(form: Form, at: Path): Generator<Found> {
  const here = [...at, "layout"];
  const places = [...everyBlock(form.layout, here)];
  for (const place of places) yield* checkBlock(form, place);
  yield* checkOutline(places, here);
  yield* checkNumbering(form, places, at);
  if (form.kind === "decision") yield* checkSignatures(form, places, here);
}

function* checkBlock(form: Form, { block, at }: Place): Generator<Found> {
  const fields = Object.keys(form.fields);
  for (const id of placeholders(block))
    if (id === "reference" ? !form.series : !fields.includes(id))
      yield error(
        at,
        id === "reference"
          ? "This form has no number to print. Give the form a series, or remove {reference}"
          : `{${id}} stands for an answer. ${unknown("field", id, fields)}`,
      );
  if ("number" in block && block.number && !form.numbering?.[block.number])
    yield error([...at, "number"], unknown("numbering", block.number, Object.keys(form.numbering ?? {})));
  if ("restart" in block && block.restart && !block.number)
    yield error([...at, "restart"], "Say which numbering restarts: add “number”");
  switch (block.block) {
    case "reference":
      if (!form.series)
        yield error(at, "This form has no number to print. Give the form a series, or remove this");
      break;
    case "field": {
      const field = form.fields[block.field];
      if (!field) yield error([...at, "field"], unknown("field", block.field, fields));
      else if (block.part && field.type !== "funding")
        yield error([...at, "part"], "Only a field of type “funding” has sources and awards");
      break;
    }
    case "facts":
      for (const [i, { value }] of block.rows.entries()) {
        if (value.show === "field" && !form.fields[value.field])
          yield error([...at, "rows", i, "value", "field"], unknown("field", value.field, fields));
        if (value.show === "reference" && !form.series)
          yield error(
            [...at, "rows", i],
            "This form has no number to print. Give the form a series, or remove this",
          );
      }
      break;
    case "group":
      yield* checkRule(form, block.when, [...at, "when"]);
      break;
    case "signature": {
      const stages = form.stages.map((s) => s.id);
      if (!stages.includes(block.stage)) yield error([...at, "stage"], unknown("stage", block.stage, stages));
      break;
    }
  }
}

function* checkOutline(places: Place[], here: Path): Generator<Found> {
  let before = 0;
  for (const { block, at } of places) {
    const level = levelOf(block);
    if (level === undefined) continue;
    if (before === 0 && level !== 1)
      yield error([...at, "level"], "The first heading must be level 1: the title of the paper");
    else if (before > 0 && level > before + 1)
      yield error(
        [...at, "level"],
        `A heading of level ${level} cannot follow one of level ${before}. Use level ${before + 1}`,
      );
    else if (before > 0 && level === 1)
      yield warning([...at, "level"], "A paper has one heading of level 1. Use level 2");
    before = level;
  }
  if (before === 0) yield error(here, "Add a heading of level 1: the title of the paper");
}

function levelOf(block: Block): number | undefined {
  if (block.block === "heading") return block.level;
  if (block.block === "field" || block.block === "signature") return block.level;
  return block.block === "appendix" ? 2 : undefined;
}

function* checkNumbering(form: Form, places: Place[], at: Path): Generator<Found> {
  const used = places.map(({ block }) => ("number" in block ? block.number : undefined));
  for (const id of Object.keys(form.numbering ?? {}))
    if (!used.includes(id))
      yield warning(
        [...at, "numbering", id],
        `No block uses this numbering. Write "number": "${id}" where it belongs`,
      );
}

/** A decision that does not show who took it is no record. */
function* checkSignatures(form: Form, places: Place[], here: Path): Generator<Found> {
  const signed = places.flatMap(({ block }) => (block.block === "signature" ? block.stage : []));
  for (const stage of form.stages)
    if (stage.kind === "decide" && !signed.includes(stage.id))
      yield warning(
        here,
        `Nothing prints the signature of “${stage.id}”. Add { "block": "signature", "stage": "${stage.id}", … }`,
      );
}
