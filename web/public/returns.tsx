/** The statutory returns of an office in one year, as the public reads them: each a table with its file. */
import { returnAddress } from "#core/api/addresses.ts";
import { formatDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import type { Office } from "#core/form/office.ts";
import { noticePath, returnsPath } from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { callOf } from "#core/notice/words.ts";
import { type PublishedLine, publishedLines } from "#core/returns/file.ts";
import { type Line, RETURNS, type Return } from "#core/returns/lines.ts";
import type { Child } from "../components/markup.ts";
import { trail } from "./register-navigation.tsx";
import { RegisterShell } from "./register-shell.tsx";

export interface ReturnsPageProps {
  origin: string;
  office: Office;
  /** Newest first; the year shown among them. */
  years: string[];
  year: string;
  entries: RegisterEntry[];
}

const HEADINGS: Record<keyof Line, string> = {
  recipient: "Recipient",
  amount: "Amount",
  purpose: "Purpose",
  conditions: "Conditions",
  reasons: "How it reduces crime and disorder",
  value: "Why it is good value",
  route: "How the supplier was chosen",
  power: "Legal power",
  year: "Year",
};

export function ReturnsPage({ origin, office, years, year, entries }: ReturnsPageProps) {
  const title = `Grants, spending and contracts in ${year}`;
  return (
    <RegisterShell
      origin={origin}
      path={returnsPath(office.office)}
      title={title}
      description={`What ${office.body.name} decided in ${year} to give, spend and buy, from its published decisions.`}
      office={office}
      breadcrumbs={trail("Returns", office)}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        From the office’s published decisions. A decision commits money; what is then paid, and when, is in
        the office’s accounts.
      </p>
      <nav class="app-find" aria-label="Years">
        <h2>Year</h2>
        <ul>
          {years.map((y) => (
            <li>
              <a
                class="govuk-link"
                href={`${returnsPath(office.office)}?year=${y}`}
                aria-current={y === year ? "page" : undefined}
              >
                {y}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {RETURNS.map((item) => (
        <OneReturn item={item} office={office.office} year={year} lines={publishedLines(item, entries)} />
      ))}
    </RegisterShell>
  );
}

interface OneReturnProps {
  item: Return;
  office: string;
  year: string;
  lines: PublishedLine[];
}

function OneReturn({ item, office, year, lines }: OneReturnProps) {
  return (
    <>
      <h2 class="govuk-heading-m" id={item.id}>
        {item.title}
      </h2>
      <p class="govuk-body">
        {item.law}.{" "}
        {lines.length === 0 ? (
          `None in ${year}.`
        ) : (
          <a class="govuk-link" href={returnAddress(item.id, office, year)}>
            Download as CSV (for spreadsheets)<span class="govuk-visually-hidden">: {item.title}</span>
          </a>
        )}
      </p>
      {lines.map(({ line, entry, due }) => (
        <dl class="app-return">
          {[...item.asks.map(([name]) => name), ...item.also].map((name) => (
            <Fact term={HEADINGS[name]} words={wordsOf(line, name)} />
          ))}
          <Fact
            term="Decision"
            words={
              <>
                <a class="govuk-link" href={noticePath(entry.office.slug, entry.slug)}>
                  {callOf(entry)}
                </a>
                {entry.decidedOn && `, ${formatDate(entry.decidedOn)}`}
              </>
            }
          />
          {item.id === "subsidies" && <Fact term="Entry due" words={due.words} />}
        </dl>
      ))}
    </>
  );
}

/** What is not said is not shown, but for the particulars that the law asks. */
function Fact({ term, words }: { term: string; words: Child | undefined }) {
  if (words === undefined) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{words}</dd>
    </div>
  );
}

function wordsOf(line: Line, name: keyof Line): string | undefined {
  return name === "amount" ? (line.amount === undefined ? undefined : formatMoney(line.amount)) : line[name];
}
