/**
 * The public part of the returns: what the register's entries add to each, as lines of a page and of a
 * CSV. Only decisions that were approved and are published; what is withheld is in none.
 */
import { noticePath } from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { csvCell } from "#core/notice/open-data.ts";
import { poundsOf } from "#core/notice/words.ts";
import { type Line, linesFor, type Return, type Subject } from "./lines.ts";

export interface PublishedLine {
  line: Line;
  entry: RegisterEntry;
  due: { on: string; words: string };
}

const HEADINGS: Record<keyof Line, string> = {
  recipient: "recipient",
  amount: "amount",
  purpose: "purpose",
  conditions: "conditions",
  reasons: "reasons",
  value: "value_for_money",
  route: "procurement_route",
  power: "legal_power",
  year: "year",
};

/** A published decision as the returns see it; nothing for any other entry. */
export function subjectOf(entry: RegisterEntry): (Subject & { decidedOn: string }) | undefined {
  const { particulars, decidedOn, outcome } = entry;
  const stands = outcome === "approve" || outcome === "approve-with-changes";
  if (!particulars || !decidedOn || !stands || entry.status !== "published") return undefined;
  const { title, awards, amount, powers } = entry;
  return { title, awards, amount, powers, decidedOn, particulars };
}

export function publishedLines(item: Return, entries: RegisterEntry[]): PublishedLine[] {
  return entries.flatMap((entry) => {
    const subject = subjectOf(entry);
    if (!subject) return [];
    const due = item.due(subject.decidedOn);
    return linesFor(item, subject).map((line) => ({ line, entry, due }));
  });
}

/** RFC 4180, with the byte order mark that Excel needs. */
export function returnCsv(item: Return, entries: RegisterEntry[], origin: string): string {
  const particulars = [...item.asks.map(([name]) => name), ...item.also];
  const head = [
    ...particulars.map((name) => HEADINGS[name]),
    "decided_on",
    "due_on",
    "reference",
    "title",
    "office_name",
    "page",
  ];
  const rows = publishedLines(item, entries).map(({ line, entry, due }) => [
    ...particulars.map((name) => (name === "amount" ? (poundsOf(line.amount) ?? "") : csvCell(line[name]))),
    ...[entry.decidedOn, due.on, entry.reference, entry.title, entry.office.name].map(csvCell),
    csvCell(origin + noticePath(entry.office.slug, entry.slug)),
  ]);
  return `\ufeff${[head, ...rows].map((row) => row.join(",")).join("\r\n")}\r\n`;
}
