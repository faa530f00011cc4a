/**
 * The register of an office: its newest records, its years, a year by month, and a year filtered by
 * one thing. Static pages of plain links, so that every view is an address and nothing needs a script.
 */

import { monthName } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { type Lang, say } from "#core/form/say.ts";
import * as Address from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { numberLines, numberWords, type OpenNumber, runsIn } from "#core/notice/numbers.ts";
import type { ListedProgramme } from "#core/notice/programme.ts";
import { bodiesOf } from "#core/notice/recipients.ts";
import { successionOf } from "#core/notice/succession.ts";
import { yearMoneyOf } from "#core/notice/year-money.ts";
import { panelWords } from "#core/scrutiny/words.ts";
import { FollowLinks } from "./follow-links.tsx";
import { ProgrammeList } from "./programme-list.tsx";
import { addressesOf, Downloads, Filters, trail, YearNavigation } from "./register-navigation.tsx";
import { MonthsOfAnyYear, Orders } from "./register-orders.tsx";
import { RegisterShell } from "./register-shell.tsx";
import { RegisterTable } from "./register-table.tsx";
import { SearchForm } from "./search-form.tsx";
import { Earlier } from "./succession.tsx";
import { MONEY, YearMoneyPart } from "./year-money.tsx";

export interface RegisterProps {
  origin: string;
  office: Office;
  /** Newest first. */
  years: string[];
  /** Every office that has a register, this one too. */
  offices?: OfficeRegister[];
  lang?: Lang;
  /** The office writes in both languages: there is a page of each. */
  both?: boolean;
}

/** The first page: the newest records of any year. */
export function RegisterPage({
  origin,
  office,
  years,
  newest,
  open = [],
  programmes = [],
  offices = [],
  lang = "en",
  both,
}: RegisterProps & { newest: RegisterEntry[]; open?: OpenNumber[]; programmes?: ListedProgramme[] }) {
  const { here, other } = addressesOf(Address.registerPath(office.office), lang, both);
  const title = say(lang, "Register of decisions");
  const latest = years[0];
  return (
    <RegisterShell
      origin={origin}
      path={here}
      title={title}
      description={say(
        lang,
        "Every decision published by {name}: who decided, when, for how much and to whom.",
        { name: office.body.name },
      )}
      office={office}
      offices={offices}
      breadcrumbs={trail(say(lang, "Register"), undefined, undefined, lang)}
      other={other}
      lang={lang}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {say(
          lang,
          "Every numbered decision is here, with those that are withheld or were withdrawn. Each title opens the full text.",
        )}
      </p>
      {latest ? (
        <Newest {...{ office, years, latest, newest, open, programmes, lang }} />
      ) : (
        <p class="govuk-body">{say(lang, "No decisions have been published yet.")}</p>
      )}
      <Earlier before={successionOf(offices, office.office).before} lang={lang} />
    </RegisterShell>
  );
}

function Newest({
  office: definition,
  years,
  latest,
  newest,
  open,
  programmes,
  lang,
}: Pick<RegisterProps, "office" | "years"> & {
  latest: string;
  newest: RegisterEntry[];
  open: OpenNumber[];
  programmes: ListedProgramme[];
  lang: Lang;
}) {
  const { office, body } = definition;
  return (
    <>
      <SearchForm office={office} lang={lang} />
      <YearNavigation office={office} years={years} lang={lang} />
      <MonthsOfAnyYear office={office} lang={lang} />
      <Orders of={{ office }} lang={lang} />
      <h2 class="govuk-heading-m">{say(lang, "Newest")}</h2>
      <RegisterTable caption={say(lang, "The newest decisions")} entries={newest} lang={lang} />
      <Numbers office={definition} entries={newest} open={open} lang={lang} />
      {programmes.length > 0 && <ProgrammeList office={office} programmes={programmes} lang={lang} />}
      <Downloads office={office} year={latest} lang={lang} />
      <h2 class="govuk-heading-m">{say(lang, "Follow this register")}</h2>
      <FollowLinks
        chosen={{ office }}
        address={(type) => Address.inLanguage(lang, Address.feedPath(office, type))}
        lang={lang}
      />
      <p class="govuk-body">
        {say(lang, "For a panel or a committee:")}{" "}
        <a class="govuk-link" href={`${Address.PACK}?${new URLSearchParams({ office })}`}>
          {say(lang, "everything since a date")}
        </a>
        {body.scrutiny && (
          <>
            {" "}
            {say(lang, "and")}{" "}
            <a class="govuk-link" href={Address.questionsPath(office)}>
              {say(lang, "questions from {who}", { who: panelWords({ body }, lang) })}
            </a>
          </>
        )}
        .
      </p>
    </>
  );
}

/** Every number accounted for: how far each series runs, and which of it is not published yet. */
function Numbers({
  office,
  entries,
  open,
  lang,
}: {
  office: Office;
  entries: RegisterEntry[];
  open: OpenNumber[];
  lang: Lang;
}) {
  const lines = numberLines(office, runsIn(entries, open), lang);
  if (lines.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{say(lang, "Numbers")}</h2>
      {lines.map((line) => (
        <p class="govuk-body">{numberWords(line, lang)}</p>
      ))}
    </>
  );
}

/** All decisions of a year, by month, with their money and how far its numbers run. */
export function YearPage({
  origin,
  office,
  years,
  year,
  entries,
  open = [],
  offices = [],
  lang = "en",
  both,
}: RegisterProps & { year: string; entries: RegisterEntry[]; open?: OpenNumber[] }) {
  const { here, other } = addressesOf(Address.yearPath(office.office, year), lang, both);
  const title = say(lang, "Decisions in {when}", { when: year });
  const money = yearMoneyOf(entries, bodiesOf(offices.flatMap((o) => o.recipients ?? [])));
  const monthWords = (month: string) => monthName(month, lang);
  const months = Object.groupBy(entries, (e) => e.filedOn.slice(0, 7)) as Record<string, RegisterEntry[]>;
  return (
    <RegisterShell
      origin={origin}
      path={here}
      title={title}
      description={say(lang, "All {n} decisions of {year} published by {name}.", {
        n: entries.length,
        year,
        name: office.body.name,
      })}
      office={office}
      offices={offices}
      breadcrumbs={trail(year, office, undefined, lang)}
      other={other}
      lang={lang}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <SearchForm office={office.office} lang={lang} />
      <YearNavigation office={office.office} years={years} year={year} lang={lang} />
      <Filters office={office.office} year={year} entries={entries} lang={lang} />
      <nav class="app-find" aria-label={say(lang, "Months")}>
        <h2>{say(lang, "Month")}</h2>
        <ul>
          {Object.entries(months).map(([month, inMonth]) => (
            <li>
              <a class="govuk-link" href={`#month-${month}`}>
                {monthWords(month)}
              </a>{" "}
              ({inMonth.length})
            </li>
          ))}
        </ul>
      </nav>
      <Orders of={{ office: office.office, year }} lang={lang} />
      {money && (
        <nav class="app-find" aria-label={say(lang, "Money")}>
          <h2>{say(lang, "Money")}</h2>
          <ul>
            <li>
              <a class="govuk-link" href={`#${MONEY}`}>
                {say(lang, "By financial year, funder, category and recipient")}
              </a>
            </li>
          </ul>
        </nav>
      )}
      {Object.entries(months).map(([month, inMonth]) => (
        <>
          <h2 class="govuk-heading-m" id={`month-${month}`}>
            {monthWords(month)} {year}
          </h2>
          <RegisterTable
            caption={say(lang, "Decisions in {when}", { when: `${monthWords(month)} ${year}` })}
            entries={inMonth}
            lang={lang}
          />
        </>
      ))}
      {money && <YearMoneyPart office={office.office} year={year} money={money} lang={lang} />}
      <Numbers office={office} entries={entries} open={open} lang={lang} />
      <Downloads office={office.office} year={year} lang={lang} />
    </RegisterShell>
  );
}
