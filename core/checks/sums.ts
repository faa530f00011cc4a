/**
 * Sums in prose and in tables of text: parts that are listed beside a total must come to it. A sum is
 * only reckoned where the words or the lines say that it is one.
 */
import { formatMoney, parseMoney } from "#core/form/money.ts";
import type { Found, Where } from "./finding.ts";
import { at, type Passage, type Proof, type Sentence } from "./proof.ts";
import { type Amount, agrees } from "./text/amounts.ts";
import { excerpt, quoteOf } from "./text/words.ts";

interface Part {
  pence: number;
  slack: number;
  quote: string;
}

/** Sums stated with their parts before them, in one breath, or in a table. */
export function statedSums(proof: Proof): Found[] {
  return [...listSums(proof), ...sentenceSums(proof), ...partsOverWhole(proof), ...tableSums(proof)];
}

const BREAKDOWN =
  /\b(?:break ?down|broken down|split|made up|compris\w+|consist\w*|fund(?:ed|ing) (?:by|from|is)|as follows|allocat\w+|namely|being|contributions?|of which|awarded? to|sources?|costs?)\b/i;

/** "A total of £169,674.48. Funded by:" and a list of amounts. */
function listSums(proof: Proof): Found[] {
  const found: Found[] = [];
  for (let i = 0; i < proof.passages.length; i++) {
    const lead = proof.passages[i] as Passage;
    const opens = /:\s*$/.test(lead.text) && lead.kind !== "row";
    if (!opens) continue;
    const items = listAfter(proof.passages, i);
    const parts = items.flatMap((p) => onlyAmount(p) ?? []);
    if (parts.length < 2 || parts.length < items.length * 0.6) continue;
    const before = proof.passages[i - 1];
    const own = lead.sentences.flatMap((s) => s.amounts.map((amount) => ({ amount, s })));
    const total =
      totalOf(own) ??
      (own.length === 1 && BREAKDOWN.test(lead.text) ? own[0] : undefined) ??
      (own.length === 0 && BREAKDOWN.test(lead.text) && before && before.where.field === lead.where.field
        ? totalOf(before.sentences.flatMap((s) => s.amounts.map((amount) => ({ amount, s }))))
        : undefined);
    if (!total || total.amount.rate || total.amount.about) continue;
    if (items.some((p) => /^\W*(?:grand )?total\b/i.test(p.text))) continue; // the table rule reads these
    const wrong = disagreement(parts, total.amount, at(total.s, total.amount.span));
    if (wrong) found.push(wrong);
  }
  return found;
}

/** The items that follow a passage, one after another. */
export function listAfter(passages: Passage[], index: number): Passage[] {
  const items: Passage[] = [];
  for (const passage of passages.slice(index + 1)) {
    if (passage.kind !== "item" && passage.kind !== "row") break;
    if (passage.where.field !== passages[index]?.where.field || /:\s*$/.test(passage.text)) break;
    items.push(passage);
  }
  return items;
}

/** The one amount of an item, if it has one and no other. */
export function onlyAmount(passage: Passage): Part | undefined {
  const amounts = passage.sentences.flatMap((s) => s.amounts.filter((a) => !a.about && !a.rate));
  const [amount] = amounts;
  return amounts.length === 1 && amount ? { ...amount, quote: amount.quote } : undefined;
}

function totalOf(said: { amount: Amount; s: Sentence }[]): { amount: Amount; s: Sentence } | undefined {
  const totals = said.filter(({ amount }) => amount.total && !amount.rate && !amount.about);
  return totals.length === 1 ? totals[0] : undefined;
}

const SPLIT =
  /\b(?:split(?: down)?|broken down|break ?down|made up|compris\w+|consist\w*|funded by|namely|i\.e\.|being|this is|as follows|divided)\b/i;
const JOINS = /^[^.;]{0,60}$/;
const ADDED =
  /\b(?:totalling|totaling|making (?:up )?a (?:grand |combined )?total of|giving a (?:grand |combined )?total of|(?:a|to a) (?:combined|grand|joint) total of|which totals?|together (?:totalling|making)|in total,?|bringing the total to)\s*(?:of\s+)?$/i;

/** "Totals £741,942. This can be split as £370,083 for the first year and £371,859 for year 2"; "£a and £b, totalling £c". */
function sentenceSums(proof: Proof): Found[] {
  return proof.passages.flatMap((passage): Found[] => {
    const said = passage.sentences.flatMap((s) => s.amounts.map((amount) => ({ amount, s })));
    const clean = said.filter(({ amount }) => !amount.about && !amount.rate);
    if (said.length < 3) return [];
    for (const [i, { amount, s }] of said.entries()) {
      if (amount.about || amount.rate) continue;
      const before = s.text.slice(0, amount.span[0]);
      if (ADDED.test(before)) {
        const parts = clean
          .filter((x) => x.s === s && x.amount.span[1] <= amount.span[0])
          .map((x) => x.amount);
        if (
          parts.length < 2 ||
          said.filter((x) => x.s === s && x.amount.span[0] < amount.span[0]).length !== parts.length ||
          !chained(s, parts)
        )
          continue;
        const wrong = disagreement(parts, amount, at(s, amount.span));
        return wrong ? [wrong] : [];
      }
      if (!amount.total) continue;
      const next = said[i + 1];
      if (!next) continue;
      const follows = passage.sentences.indexOf(next.s) - passage.sentences.indexOf(s);
      const joint =
        follows === 0
          ? s.text.slice(amount.span[1], next.amount.span[0])
          : next.s.text.slice(0, next.amount.span[0]);
      if (follows > 1 || !(SPLIT.test(joint) || /^\s*[:(–—]\s*$/.test(joint))) continue;
      const rest = said.slice(i + 1).filter((x) => x.s === next.s);
      const parts = rest.map((x) => x.amount);
      if (parts.length < 2 || parts.some((a) => a.about || a.rate || a.total) || !chained(next.s, parts))
        continue;
      const wrong = disagreement(parts, amount, at(s, amount.span));
      return wrong ? [wrong] : [];
    }
    return [];
  });
}

/** The parts follow one another in one breath, with no other business between them. */
function chained(s: Sentence, parts: Amount[]): boolean {
  return parts.slice(1).every((p, i) => {
    const joint = s.text.slice(parts[i]?.span[1], p.span[0]);
    return (
      joint.length < 160 &&
      JOINS.test(joint.replace(/[.;](?=\s)/g, "").slice(0, 60)) &&
      !/\b(?:of which|including|instead|rather than|compared|previously|from)\b/i.test(joint)
    );
  });
}

/** "£50,000, of which £60,000 …". */
function partsOverWhole(proof: Proof): Found[] {
  return proof.sentences.flatMap((s) =>
    s.amounts.flatMap((whole, i): Found[] => {
      const part = s.amounts[i + 1];
      if (!part || whole.about || whole.rate || part.rate || part.about) return [];
      if (!/^[^£.;]{0,25}\bof which\b[^£.;]{0,40}$/i.test(s.text.slice(whole.span[1], part.span[0])))
        return [];
      if (part.pence <= whole.pence + whole.slack + part.slack) return [];
      return [
        {
          where: at(s, part.span),
          message: "The part is more than the whole",
          why: [`“${whole.quote}”`, `“of which ${part.quote}”`],
          suggestion: "Correct one of the two",
        },
      ];
    }),
  );
}

const TOTAL_ROW = /^\W*(?:grand |overall )?totals?\b/i;
/** Columns that subtract are not added up. */
const TAKEN_AWAY = /^\W*less\b/i;
const SUBTOTAL_ROW = /^\W*sub-? ?totals?\b/i;

/** Rows of text that end in "Total": every column is added up. */
function tableSums(proof: Proof): Found[] {
  const found: Found[] = [];
  let rows: { cells: Cell[]; sub: boolean }[] = [];
  for (const [i, passage] of proof.passages.entries()) {
    const previous = proof.passages[i - 1];
    if (previous && previous.where.field !== passage.where.field) rows = [];
    const label = quoteOf(passage.text.replace(/^[\s|*-]+/, ""));
    const cells = cellsOf(passage);
    if (!cells.length) {
      if (passage.kind !== "row") rows = [];
      continue;
    }
    if (SUBTOTAL_ROW.test(label)) {
      const since = rows.slice(rows.findLastIndex((r) => r.sub) + 1);
      const wrong = compare([since], cells, passage);
      if (wrong) found.push(wrong);
      rows.push({ cells, sub: true });
    } else if (TOTAL_ROW.test(label)) {
      const since = rows.slice(rows.findLastIndex((r) => r.sub) + 1);
      const wrong = compare([rows.filter((r) => !r.sub), rows.filter((r) => r.sub), since], cells, passage);
      if (wrong) found.push(wrong);
      rows = [];
    } else if (TAKEN_AWAY.test(label)) rows = [];
    else rows.push({ cells, sub: false });
  }
  return found;
}

interface Cell extends Part {
  span: [number, number];
}

/** The figures of a row: cells that hold nothing but a number; of a line or an item, its one amount. */
function cellsOf(passage: Passage): Cell[] {
  const found: Cell[] = [];
  let at = 0;
  if (passage.kind === "row" && /\t|\||\s{3,}/.test(passage.text.trim())) {
    for (const piece of passage.text.split(/(\t|\||\s{3,})/)) {
      const typed = piece.trim();
      const pence = /^\(?-?£?\s?\d[\d,]*(?:\.\d+)?\s?(?:k|m)?\)?$/i.test(typed)
        ? parseMoney(typed.replace(/[()]/g, ""))
        : undefined;
      const start = at + piece.indexOf(typed);
      if (pence !== undefined && typed && !/^(?:19|20)\d\d$/.test(typed))
        found.push({
          pence: typed.startsWith("(") ? -pence : pence,
          slack: /[.]\d|k|m/i.test(typed) ? 0 : 50,
          quote: typed,
          span: [start, start + typed.length],
        });
      at += piece.length;
    }
    return found;
  }
  const amounts = passage.sentences.flatMap((s) =>
    s.amounts.map((a) => ({
      ...a,
      span: [a.span[0] + s.start - passage.start, a.span[1] + s.start - passage.start] as [number, number],
    })),
  );
  const lone = passage.kind === "row" || passage.kind === "item" || TOTAL_ROW.test(passage.text.trim());
  return lone && amounts.length === 1 && amounts[0] ? [amounts[0]] : [];
}

function compare(groups: { cells: Cell[] }[][], total: Cell[], passage: Passage): Found | undefined {
  for (const [column, cell] of total.entries()) {
    const sums = groups
      .map((rows) => rows.filter((r) => r.cells.length === total.length).map((r) => r.cells[column] as Cell))
      .filter((parts) => parts.length > 1);
    const [parts] = sums;
    if (!parts || (groups[0]?.length ?? 0) !== parts.length) continue;
    if (
      sums.some((list) =>
        agrees(
          cell,
          sum(list),
          list.reduce((n, p) => n + p.slack, 0),
        ),
      )
    )
      continue;
    return disagreement(
      parts,
      cell,
      { ...passage.where, span: [passage.start + cell.span[0], passage.start + cell.span[1]] },
      `“${excerpt(passage.text, [0, 60])}”`,
    );
  }
  return undefined;
}

function sum(parts: { pence: number }[]): number {
  return parts.reduce((n, p) => n + p.pence, 0);
}

/** What is wrong where parts do not come to their total. */
export function disagreement(
  parts: Part[],
  total: Part,
  where: Where,
  quote = `“${total.quote}”`,
): Found | undefined {
  const reckoned = sum(parts);
  if (
    agrees(
      total,
      reckoned,
      parts.reduce((n, p) => n + p.slack, 0),
    )
  )
    return undefined;
  const listed = parts.length > 6 ? `${parts.length} amounts` : parts.map((p) => p.quote).join(" + ");
  return {
    where,
    message: `The parts come to ${formatMoney(Math.abs(total.pence - reckoned))} ${reckoned > total.pence ? "more" : "less"} than the total stated`,
    why: [quote, `${listed} = ${formatMoney(reckoned)}`],
    suggestion: "Correct the part or the total that is wrong",
  };
}
