/**
 * Values: each kind of answer as words on a line. What a field prints beside its label, in a table of
 * facts, or where fixed text names it in braces. Undefined where nothing was answered.
 */
import type { Answer, AnswerOf, Entry, Person, RecordLink } from "#core/form/answers.ts";
import { formatMoney } from "#core/form/money.ts";
import { postTitle } from "#core/form/office.ts";
import { blocksText, inlineText, isWebAddress, richText, typedText } from "#core/form/richtext.ts";
import { say, type Words } from "#core/form/say.ts";
import { type Composing, dateIn, groundOf, isClosed, shown } from "./composing.ts";
import type { Inline, PaperBlock } from "./paper.ts";

/** The answer on one line. */
export function lineOf(c: Composing, e: Entry): Inline[] | undefined {
  if (!isAnswered(e.answer)) return undefined;
  const { office } = c.view;
  switch (e.type) {
    case "line":
    case "marking":
      return [e.answer ?? ""];
    case "prose":
      return runOn(e.answer ?? "");
    case "clauses":
      return joined((e.answer ?? []).map(runOn), "; ");
    case "date":
      return [dateIn(c, e.answer ?? "")];
    case "period":
      return [periodWords(c, e.answer as AnswerOf<"period">)];
    case "money":
      return [formatMoney(e.answer ?? 0)];
    case "person":
      return [(e.answer ?? []).map(personWords).join("; ")];
    case "organisation":
      return [(e.answer ?? []).map(organisationWords).join("; ")];
    case "choice":
      return [labelOf(e.field.options, e.answer ?? "")];
    case "choices":
      return [(e.answer ?? []).map((id) => labelOf(e.field.options, id)).join(", ")];
    case "yesno": {
      const { answer, detail } = e.answer as AnswerOf<"yesno">;
      return detail ? [`${yesNo(c, answer)}. `, ...runOn(detail)] : [yesNo(c, answer)];
    }
    case "matrix":
      return [matrixWords(c, e.field, e.answer ?? {})];
    case "grid":
      return [gridWords(e.field, e.answer ?? {})];
    case "funding":
      return [fundingWords(c, e.answer ?? {})];
    case "options":
      return [(e.answer ?? []).map((o) => o.label).join("; ")];
    case "conditions":
      return joined(
        (e.answer ?? []).map((condition) => runOn(condition.text)),
        "; ",
      );
    case "links":
      return joined(
        (e.answer ?? []).map((link) => linkWords(c, link)),
        "; ",
      );
    case "withholding": {
      const { withheld, ground } = e.answer as AnswerOf<"withholding">;
      return [
        ground ? `${yesNo(c, withheld)}: ${labelOf(office.withholding ?? [], ground)}` : yesNo(c, withheld),
      ];
    }
    case "attachments":
      return [(e.answer ?? []).map((a) => a.name).join("; ")];
    case "maker":
      return [postTitle(office, e.answer ?? "")];
    case "declaration":
      return [say(c.lang, "Confirmed")];
  }
}

/** Fixed text with `{reference}` and `{fieldId}` replaced by what was answered, as text. */
export function fill(c: Composing, text: string): string {
  return text.replace(/\{([a-z][a-zA-Z0-9-]*)\}/g, (token, id: string) => {
    if (id === "reference") {
      c.printed.add("reference");
      return c.view.reference ?? noReference(c);
    }
    if (!c.view.form.fields[id]) return token;
    if (isClosed(c, id) || groundOf(c, id)) return say(c.lang, "[withheld]");
    return inlineText(lineOf(c, shown(c, id)) ?? []);
  });
}

export const noReference = (c: Composing): string => say(c.lang, "Not yet allocated");

export function isAnswered(answer: Answer | undefined): boolean {
  if (answer === undefined || answer === "") return false;
  return !Array.isArray(answer) || answer.length > 0;
}

export function yesNo(c: Composing, answer: "yes" | "no"): string {
  return say(c.lang, answer === "yes" ? "Yes" : "No");
}

export function labelOf(options: { id: string; label: string }[], id: string): string {
  return options.find((option) => option.id === id)?.label ?? id;
}

/** "Jo Ayre, Policy Officer"; where contacts are shown, " – jo@example.org". */
export function personWords({ name, role, email }: Person): string {
  return [[name, role].filter(Boolean).join(", "), email].filter(Boolean).join(" – ");
}

/** "Harbour (01234567)", the number being its company's or charity's. */
export function organisationWords({ name, number }: AnswerOf<"organisation">[number]): string {
  return number ? `${name} (${number})` : name;
}

/** "Continues DRF 2021-0007335, Year-one funding", the reference or title a link where it has an address. */
export function linkWords(c: Composing, link: RecordLink): Inline[] {
  const name =
    [link.office, link.reference, link.title].filter(Boolean).join(", ") ||
    link.url ||
    say(c.lang, "Another record");
  const before = link.relation ? `${say(c.lang, RELATIONS[link.relation])} ` : "";
  if (!link.url || !isWebAddress(link.url)) return [before + name];
  return [before, { t: "link", url: link.url, c: [name] }].filter((i) => i !== "") as Inline[];
}

const RELATIONS: Record<NonNullable<RecordLink["relation"]>, Words> = {
  continues: "Continues",
  supersedes: "Supersedes",
  corrects: "Corrects",
  revokes: "Revokes",
  "relates-to": "Relates to",
  "reports-on": "Reports on",
  publishes: "Publishes",
};

/** "confirmed", "in principle". */
export const STATUS = {
  confirmed: "Confirmed",
  requested: "Requested",
  "in-principle": "In principle",
} as const;

/** Prose on one line or in a cell: its paragraphs and list items with line breaks between them. */
export function runOn(text: string): Inline[] {
  return joined(richText(text).map(lineOfBlock), { t: "break" });
}

function lineOfBlock(block: PaperBlock): Inline[] {
  if (block.t === "para") return block.c;
  if (block.t !== "list") return typedText(blocksText([block]));
  return joined(
    block.items.map((item) => [
      `${item.label ?? "–"} `,
      ...joined(item.blocks.map(lineOfBlock), { t: "break" }),
    ]),
    { t: "break" },
  );
}

export function joined(parts: Inline[][], between: Inline): Inline[] {
  return parts.flatMap((part, i) => (i === 0 ? part : [between, ...part]));
}

function periodWords(c: Composing, { from, to, words }: AnswerOf<"period">): string {
  const dates = `${dateIn(c, from)} – ${dateIn(c, to)}`;
  return words ? `${dates} (${words})` : dates;
}

function matrixWords(
  c: Composing,
  field: Extract<Entry, { type: "matrix" }>["field"],
  answer: AnswerOf<"matrix">,
): string {
  return field.rows
    .map((row) => {
      const answers = field.columns.map((column) => answer[row.id]?.answers[column.id]);
      return `${row.label}: ${answers.map((a) => (a ? yesNo(c, a) : say(c.lang, "not answered"))).join(", ")}`;
    })
    .join("; ");
}

function gridWords(field: Extract<Entry, { type: "grid" }>["field"], answer: AnswerOf<"grid">): string {
  return field.rows
    .map(
      (row) =>
        `${row.label}: ${field.columns.map((col) => `${col.label} ${answer[row.id]?.[col.id] ?? ""}`).join(", ")}`,
    )
    .join("; ");
}

function fundingWords(c: Composing, { sources = [], awards = [], statedTotal }: AnswerOf<"funding">): string {
  const parts = [
    ...sources.map((s) => say(c.lang, "{sum} from {who}", { sum: formatMoney(s.amount), who: s.from })),
    ...awards.map((a) => say(c.lang, "{sum} to {who}", { sum: formatMoney(a.amount), who: a.recipient })),
  ];
  return parts.join("; ") || (statedTotal === undefined ? "" : formatMoney(statedTotal));
}
