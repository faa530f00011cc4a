/**
 * Compose: a record as a paper, by the form's layout alone. The public edition is a rendering of its
 * own, from the answers that `disclose` lets the public see; what is confidential is not in it at all.
 * Pure: the same view gives the same paper.
 */
import { londonDate } from "#core/form/dates.ts";
import type { Block, ShownValue } from "#core/form/definition.ts";
import type { Office } from "#core/form/office.ts";
import { isAsked, read, titleOf } from "#core/form/reading.ts";
import { holds } from "#core/form/rules.ts";
import { say, type Words } from "#core/form/say.ts";
import type { RecordView } from "#core/record/view.ts";
import { type Composing, dateIn, fieldOf, groundOf, isClosed, shown, startComposing } from "./composing.ts";
import { fieldBlocks } from "./fields.ts";
import { settleOutline } from "./outline.ts";
import { type Inline, labelled, type Paper, type PaperBlock, para } from "./paper.ts";
import { numbered } from "./prose.ts";
import { outcomeWord, signatureBlocks, signedAt } from "./signatures.ts";
import { fill, lineOf, noReference } from "./values.ts";

/** The paper of a record: "restricted" shows all, "public" what the public may see. */
export function compose(view: RecordView, edition: Paper["edition"]): Paper {
  const paper = composeEdition(view, edition);
  if (edition === "public") return paper;
  const open = composeEdition(view, "public");
  const same = JSON.stringify(open.blocks) === JSON.stringify(paper.blocks) && open.title === paper.title;
  return same ? paper : { ...paper, notForPublication: true };
}

function composeEdition(view: RecordView, edition: Paper["edition"]): Paper {
  const c = startComposing(view, edition);
  const title = titleFor(c);
  const marking = read(view.form, c.answers, "marking");
  const blocks = c.whole ? stubBlocks(c, title) : withIdentity(c, layoutBlocks(c, view.form.layout), marking);
  return {
    title,
    ...(view.reference && { reference: view.reference }),
    kind: view.form.title,
    body: bodyOf(view.office),
    lang: c.lang,
    ...(marking && { marking }),
    edition,
    date: view.corrects?.decidedAt ?? view.decidedAt ?? view.submittedAt ?? view.createdAt,
    author:
      deciders(c)
        .map((s) => s.name)
        .join(", ") || view.office.body.name,
    blocks: settleOutline(blocks, title),
  };
}

function layoutBlocks(c: Composing, layout: Block[]): PaperBlock[] {
  return layout.flatMap((block) => layoutBlock(c, block));
}

function layoutBlock(c: Composing, block: Block): PaperBlock[] {
  switch (block.block) {
    case "heading": {
      c.level = block.level;
      if (block.number && block.restart) c.counters.restart(block.number, 1);
      return [
        {
          t: "heading",
          level: block.level,
          ...(block.number && { number: c.counters.heading(block.number) }),
          ...centred(block),
          c: [fill(c, block.text)],
        },
      ];
    }
    case "reference":
      if (!c.view.form.series && !c.view.reference) return [];
      c.printed.add("reference");
      return [
        {
          t: "labelled",
          label: block.label ?? say(c.lang, "Reference:"),
          c: [c.view.reference ?? noReference(c)],
        },
      ];
    case "text": {
      const style = block.style && block.style !== "normal" && { style: block.style };
      const words = fill(c, block.text);
      const plain = block.number ? numbered(c, block.number, [words]) : para(words);
      return [{ ...plain, ...style, ...centred(block) } as PaperBlock];
    }
    case "field":
      return fieldBlocks(c, block);
    case "facts": {
      const rows = block.rows.flatMap(({ label, value }) => {
        const words = factOf(c, value);
        return words ? [{ label, c: words }] : [];
      });
      return [{ t: "facts", as: block.as ?? "table", rows }];
    }
    case "group":
      return holds(block.when, c.facts) ? layoutBlocks(c, block.blocks) : [];
    case "signature":
      return signatureBlocks(c, block);
    case "rule":
      return [{ t: "rule" }];
    case "pageBreak":
      return [{ t: "pageBreak" }];
    case "appendix":
      c.level = 2;
      return [{ t: "appendix", title: fill(c, block.title), blocks: layoutBlocks(c, block.blocks) }];
  }
}

/** A value in a table of facts; undefined where this edition has no such row. */
function factOf(c: Composing, value: ShownValue): Inline[] | undefined {
  switch (value.show) {
    case "reference":
      c.printed.add("reference");
      return [c.view.reference ?? (c.view.form.series ? noReference(c) : "")];
    case "decisionDate":
      return [c.view.decidedAt ? dateIn(c, londonDate(c.view.decidedAt)) : ""];
    case "text":
      return [fill(c, value.text)];
    case "field": {
      if (isClosed(c, value.field) || !isAsked(fieldOf(c, value.field), c.facts)) return undefined;
      if (fieldOf(c, value.field).type === "marking") c.printed.add("marking");
      const ground = groundOf(c, value.field);
      return ground === undefined
        ? (lineOf(c, shown(c, value.field)) ?? [])
        : [say(c.lang, "Withheld: {ground}", { ground })];
    }
  }
}

/**
 * Headers and footers are not part of the text that a screen reader reads (PDF/UA-1, 7.8), so a paper
 * whose layout prints neither its number nor its marking gets them under its first heading.
 */
function withIdentity(c: Composing, blocks: PaperBlock[], marking: string | undefined): PaperBlock[] {
  const missing: PaperBlock[] = [];
  if (c.view.reference && !c.printed.has("reference"))
    missing.push(...labelled(say(c.lang, "Reference:"), c.view.reference));
  if (marking && !c.printed.has("marking")) missing.push(...labelled(say(c.lang, "Marking:"), marking));
  const { corrects } = c.view;
  if (corrects)
    missing.push(
      ...labelled(say(c.lang, "Version:"), versionWords(c)),
      ...labelled(say(c.lang, "Reason for the correction:"), corrects.reason),
    );
  const after = blocks.findIndex((block) => block.t === "heading") + 1;
  return [...blocks.slice(0, after), ...missing, ...blocks.slice(after)];
}

/** "2, in place of the one published on 3 March 2026". */
function versionWords(c: Composing): string {
  const { publication: n = 1, publishedAt = "" } = c.view.corrects ?? {};
  const when = dateIn(c, londonDate(publishedAt));
  return say(c.lang, "{n}, in place of the one published on {when}", { n, when });
}

/** What the public sees of a record that is withheld whole: that it was decided, by whom, when and why it is withheld. */
function stubBlocks(c: Composing, title: string): PaperBlock[] {
  const { view } = c;
  const withholding = read(view.form, view.answers, "withholding");
  const ground =
    view.office.withholding?.find((g) => g.id === withholding?.ground)?.label ?? say(c.lang, "Confidential");
  const rows: [Words, string | undefined][] = [
    ["Reference", view.reference],
    [
      "Decided by",
      deciders(c)
        .map((s) => `${s.name}, ${s.capacity}`)
        .join("; "),
    ],
    ["Date", view.decidedAt && dateIn(c, londonDate(view.decidedAt))],
    ["Outcome", view.outcome && outcomeWord(c.lang, view.outcome)],
    ["Version", view.corrects && versionWords(c)],
    ["Reason for the correction", view.corrects?.reason],
    ["To be reviewed on", withholding?.review && dateIn(c, withholding.review)],
  ];
  return [
    { t: "heading", level: 1, c: [title] },
    {
      t: "facts",
      as: "table",
      rows: rows.flatMap(([label, words]) => (words ? [{ label: say(c.lang, label), c: [words] }] : [])),
    },
    { t: "withheld", label: view.form.title, ground },
    ...(withholding?.publicInterest ? [para(withholding.publicInterest)] : []),
  ];
}

function titleFor(c: Composing): string {
  const { form } = c.view;
  return c.edition === "public" && (c.whole || read(form, c.answers, "title") === undefined)
    ? (c.safeTitle ?? form.title)
    : titleOf(form, c.answers);
}

/** Who took the decision; of a report or notice, who released it. */
function deciders(c: Composing) {
  const { stages } = c.view.form;
  const kind = stages.some((stage) => stage.kind === "decide") ? "decide" : "release";
  return stages.filter((stage) => stage.kind === kind).flatMap((stage) => signedAt(c, stage.id));
}

export function bodyOf({ body }: Office): Paper["body"] {
  const { address = [], email, phone, website } = body.contact;
  const contact = [address.join(", "), email, phone, website].filter(
    (line) => line !== undefined && line !== "",
  );
  return { name: body.name, short: body.short, colour: body.brand.colour, contact: contact as string[] };
}

function centred(block: { align?: "left" | "centre" }): { align?: "centre" } {
  return block.align === "centre" ? { align: "centre" } : {};
}
