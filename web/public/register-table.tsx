/**
 * Decisions in a table, the same on every page of the register. On a narrow screen each row becomes a
 * card (register.scss), with the column's name beside each value.
 */
import { formatDate, londonDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import { type Lang, say } from "#core/form/say.ts";
import { inLanguage, pdfPath } from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { noticeOf } from "#core/notice/welsh.ts";
import {
  callOf,
  changeWords,
  makerWords,
  outcomeWords,
  publishedOnOf,
  sizeWords,
} from "#core/notice/words.ts";
import type { Child } from "../components/markup.ts";
import { Day } from "./day.tsx";

/** More than this many recipients are counted, not named: the notice names them all. */
const NAMED = 3;

// Safari drops a table's meaning with `display: block`, which makes the cards; roles keep it.
const ROLE = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  column: { role: "columnheader", scope: "col" },
  header: { role: "rowheader", scope: "row" },
  cell: { role: "cell" },
};

const COLUMNS = [
  ["Number", "number"],
  ["Title", "title"],
  ["Decided", "date"],
  ["Published", "date"],
  ["Decided by", "maker"],
  ["Amount", "amount"],
  ["Download", "download"],
] as const;

export interface RegisterTableProps {
  /** Says what the table holds; shown to screen readers only, since a heading stands above it. */
  caption: string;
  entries: RegisterEntry[];
  /** Name the office in each row: for pages across offices. */
  offices?: boolean;
  lang?: Lang;
}

export function RegisterTable({ caption, entries, offices, lang = "en" }: RegisterTableProps) {
  return (
    <table class="govuk-table app-register" {...ROLE.table}>
      <caption class="govuk-visually-hidden">{caption}</caption>
      <thead {...ROLE.group}>
        <tr {...ROLE.row}>
          {COLUMNS.map(([text, id]) => (
            <th {...ROLE.column} class={`app-register__${id}`}>
              {say(lang, text)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLE.group}>
        {entries.map((entry) => (
          <Row entry={entry} office={offices} lang={lang} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry, office, lang }: { entry: RegisterEntry; office?: boolean; lang: Lang }) {
  const published = publishedOnOf(entry);
  return (
    <tr {...ROLE.row}>
      <th {...ROLE.header}>{entry.reference ?? say(lang, "No number")}</th>
      <td {...ROLE.cell} class="app-register__title">
        <Title entry={entry} lang={lang} />
        {office && <small>{entry.office.name}</small>}
        <Notes entry={entry} lang={lang} />
      </td>
      <Cell label={say(lang, "Decided")}>
        {entry.decidedOn && <Day date={entry.decidedOn} pattern="d MMM yyyy" lang={lang} />}
      </Cell>
      <Cell label={say(lang, "Published")}>
        {published && <Day date={published} pattern="d MMM yyyy" lang={lang} />}
      </Cell>
      <Cell label={say(lang, "Decided by")}>{decidedBy(entry, lang)}</Cell>
      <Cell label={say(lang, "Amount")} classes="app-register__amount">
        {entry.amount !== undefined && formatMoney(entry.amount)}
      </Cell>
      <Cell label={say(lang, "Download")}>
        {entry.pdf && <Download entry={entry} pdf={entry.pdf} lang={lang} />}
      </Cell>
    </tr>
  );
}

/** An empty cell is empty; a card leaves it out. */
function Cell({ label, classes, children }: { label: string; classes?: string; children: Child }) {
  return (
    <td {...ROLE.cell} class={classes}>
      {children ? (
        <>
          <span class="app-register__label" aria-hidden="true">
            {label}
          </span>
          {children}
        </>
      ) : null}
    </td>
  );
}

function Title({ entry, lang }: { entry: RegisterEntry; lang: Lang }) {
  return (
    <a class="govuk-link" href={noticeOf(entry, lang)}>
      {entry.status === "withdrawn"
        ? say(lang, "Withdrawn before publication")
        : entry.status === "unpublished"
          ? say(lang, "Withdrawn from publication")
          : entry.title}
    </a>
  );
}

/** What the columns do not say: what kind of paper, what became of it, for whom, what is withheld. */
function Notes({ entry, lang }: { entry: RegisterEntry; lang: Lang }) {
  const outcome =
    entry.kind === "decision" && entry.outcome !== "approve" ? outcomeWords(entry, lang) : undefined;
  const more = entry.recipients.length - NAMED;
  const named = entry.recipients.slice(0, NAMED).map((r) => r.name);
  const to = [...named, ...(more > 0 ? [say(lang, "{n} more", { n: more })] : [])].join(", ");
  const notes = [
    ...(entry.changedBy ?? []).map((change) => changeWords(change, lang)),
    entry.earlier &&
      entry.status !== "unpublished" &&
      say(lang, "Corrected on {when}", { when: formatDate(londonDate(entry.updatedAt), undefined, lang) }),
    entry.kind === "decision" ? undefined : entry.form.title,
    entry.imported && say(lang, "Imported from an earlier register"),
    outcome,
    to && say(lang, "To {who}", { who: to }),
    entry.status === "withdrawn" && entry.reason,
    entry.withheld &&
      `${say(lang, entry.withheld.whole ? "Withheld" : "Part withheld")}: ${entry.withheld.ground}`,
  ];
  return (
    <>
      {notes.filter(Boolean).map((note) => (
        <small>{note}</small>
      ))}
    </>
  );
}

function Download({ entry, pdf, lang }: { entry: RegisterEntry; pdf: { bytes: number }; lang: Lang }) {
  const [, of] = say(lang, "{what} of {record}", { record: callOf(entry) }).split("{what}");
  return (
    <a class="govuk-link" href={inLanguage(entry.cy ? lang : "en", pdfPath(entry.office.slug, entry.slug))}>
      PDF<span class="govuk-visually-hidden">{of}</span>, {sizeWords(pdf.bytes)}
    </a>
  );
}

/** A report or notice is nobody's decision: it says who released it. */
function decidedBy(entry: RegisterEntry, lang: Lang): string {
  const makers = entry.makers.map((maker) => makerWords(maker, lang)).join("; ");
  return makers && entry.kind !== "decision" ? say(lang, "Released by {who}", { who: makers }) : makers;
}
