/**
 * The panel's pack: everything that an office has decided or published since a date, stubs of what is
 * withheld included, and its own questions, so that those who scrutinise it have it all before they meet (Police Reform and
 * Social Responsibility Act 2011, s28(6)). Made from the register's entries alone. Pure.
 */
import { bodyOf } from "#core/document/compose.ts";
import { languageOf } from "#core/document/composing.ts";
import { type Cell, type Inline, labelled, type Paper, type PaperBlock, para } from "#core/document/paper.ts";
import { formatDate, londonDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import type { Office } from "#core/form/office.ts";
import { itemBlocks } from "#core/scrutiny/in-pack.ts";
import type { PublicItem } from "#core/scrutiny/public-item.ts";
import { noticePath } from "./addresses.ts";
import { newestFirst, type RegisterEntry } from "./entry.ts";
import { importedWords } from "./imported.ts";
import {
  callOf,
  changeWords,
  correctionWords,
  delayWords,
  makerWords,
  outcomeWords,
  publishedOnOf,
  withdrawnWords,
} from "./words.ts";

/** Those decided, or published for the first time or anew, on the day or after it. Newest first. */
export function entriesSince(entries: RegisterEntry[], since: string): RegisterEntry[] {
  return (
    entries
      // What was imported is no news: only its decision counts.
      .filter((e) =>
        (e.imported ? [e.filedOn] : [e.filedOn, londonDate(e.publishedAt), londonDate(e.updatedAt)]).some(
          (d) => d >= since,
        ),
      )
      .sort(newestFirst)
  );
}

/** What an entry of the pack may be filed under: a year before, since a paper may be published late. */
export function yearsSince(years: string[], since: string): string[] {
  const first = String(Number(since.slice(0, 4)) - 1);
  return years.filter((year) => year >= first);
}

/** "12 decisions, 1 of them withheld; £40,000 in all." */
export function summaryWords(entries: RegisterEntry[]): string {
  if (entries.length === 0) return "Nothing has been decided or published since then.";
  const withheld = entries.filter((e) => e.withheld?.whole).length;
  const withdrawn = entries.filter((e) => e.status === "withdrawn" || e.status === "unpublished").length;
  const total = entries.reduce((sum, e) => sum + (e.amount ?? 0), 0);
  const parts = [
    `${entries.length} ${entries.length === 1 ? "record" : "records"}`,
    withheld > 0 && `${withheld} of them withheld, with the ground`,
    withdrawn > 0 && `${withdrawn} withdrawn`,
  ].filter(Boolean);
  return `${parts.join(", ")}.${total > 0 ? ` The amounts that are public come to ${formatMoney(total)}.` : ""}`;
}

/** The pack as a paper to print. `today` is a civil date: the same day gives the same document. */
export function packPaper(
  office: Office,
  since: string,
  { entries, questions = [] }: { entries: RegisterEntry[]; questions?: PublicItem[] },
  { today, origin }: { today: string; origin: string },
): Paper {
  const title = `Decisions since ${formatDate(since)}`;
  return {
    title,
    kind: "Pack for scrutiny",
    body: bodyOf(office),
    lang: languageOf(office),
    edition: "public",
    date: `${today}T00:00:00.000Z`,
    author: office.body.name,
    blocks: [
      { t: "heading", level: 1, c: [title] },
      para(
        `Everything that ${office.body.name} has decided or published since ${formatDate(since)}, as its public register stood on ${formatDate(today)}. ${summaryWords(entries)}`,
      ),
      ...(entries.length > 0 ? [listOf(entries)] : []),
      ...entries.flatMap((entry) => partOf(entry, origin)),
      ...itemBlocks(office, questions, { today, origin }),
    ],
  };
}

function listOf(entries: RegisterEntry[]): PaperBlock {
  const cell = (text: string): Cell => ({ c: [text] });
  return {
    t: "table",
    caption: "The records, newest first",
    head: [cell("Number"), cell("Title"), cell("Decided"), { ...cell("Amount"), align: "right" }],
    rows: entries.map((e) => [
      { ...cell(callOf(e)), header: true },
      cell(titleOf(e)),
      cell(e.decidedOn ? formatDate(e.decidedOn, "d MMM yyyy") : ""),
      { ...cell(e.amount === undefined ? "" : formatMoney(e.amount)), align: "right" },
    ]),
  };
}

function partOf(entry: RegisterEntry, origin: string): PaperBlock[] {
  const address = origin + noticePath(entry.office.slug, entry.slug);
  const publishedOn = publishedOnOf(entry);
  const published = publishedOn && formatDate(publishedOn);
  const delay = delayWords(entry);
  const link: Inline = { t: "link", url: address, c: [address] };
  return [
    { t: "heading", level: 2, c: [`${callOf(entry)}: ${titleOf(entry)}`] },
    ...labelled("Outcome:", outcomeWords(entry)),
    ...labelled(
      entry.kind === "decision" ? "Decided by:" : "Released by:",
      entry.makers.map((maker) => makerWords(maker)).join("; "),
    ),
    ...labelled("Decided on:", entry.decidedOn && formatDate(entry.decidedOn)),
    ...labelled("Published on:", delay ? `${published}, ${delay}` : published),
    ...labelled("Imported:", entry.imported && importedWords(entry.imported)),
    ...labelled("Amount:", entry.amount === undefined ? undefined : formatMoney(entry.amount)),
    ...labelled("To:", entry.recipients.map(awardWords).join("; ")),
    ...labelled("Power:", entry.powers.join("; ")),
    ...labelled("Since then:", sinceWords(entry)),
    ...labelled("Withheld:", entry.withheld && withheldWords(entry.withheld)),
    ...(entry.summary ? [para(entry.summary)] : []),
    { t: "labelled", label: "Full text:", c: [link] },
  ];
}

/** That it was corrected or withdrawn, and what later records changed about it. */
function sinceWords(entry: RegisterEntry): string | undefined {
  const own = entry.status === "unpublished" ? withdrawnWords(entry) : correctionWords(entry);
  return [own, ...(entry.changedBy ?? []).map((change) => `${changeWords(change)}.`)]
    .filter(Boolean)
    .join(" ");
}

function titleOf(entry: RegisterEntry): string {
  if (entry.status === "unpublished") return "Withdrawn from publication";
  return entry.status === "withdrawn" ? "Withdrawn before publication" : entry.title;
}

function awardWords({ name, amount }: RegisterEntry["recipients"][number]): string {
  return amount === undefined ? name : `${name}, ${formatMoney(amount)}`;
}

function withheldWords({ whole, parts, ground }: NonNullable<RegisterEntry["withheld"]>): string {
  return whole || parts.length === 0 ? ground : `${parts.join(", ")}: ${ground}`;
}
