/**
 * The register of an office: its newest records, its years, a year by month, and a year filtered by
 * one thing. Static pages of plain links, so that every view is an address and nothing needs a script.
 */

import { monthName } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { countOf, type Lang, say } from "#core/form/say.ts";
import * as Address from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { type Filter, type FilterValue, having, labelIn } from "#core/notice/filters.ts";
import { missingNumbers } from "#core/notice/numbers.ts";
import { Page } from "../layout/page.tsx";
import { Head } from "./head.tsx";
import { Downloads, Filters, trail, YearNavigation } from "./register-navigation.tsx";
import { RegisterTable } from "./register-table.tsx";
import { SearchForm } from "./search-form.tsx";

export interface RegisterProps {
  origin: string;
  office: Office;
  /** Newest first. */
  years: string[];
  lang?: Lang;
  /** The office writes in both languages: there is a page of each. */
  both?: boolean;
}

/** The page's own address, and that of the same page in the other language. */
function addressesOf(path: string, lang: Lang, both?: boolean) {
  const other = lang === "cy" ? "en" : "cy";
  return {
    here: Address.inLanguage(lang, path),
    other: both ? ({ lang: other, path: Address.inLanguage(other, path) } as const) : undefined,
  };
}

/** The first page: the newest records of any year. */
export function RegisterPage({
  origin,
  office,
  years,
  newest,
  lang = "en",
  both,
}: RegisterProps & { newest: RegisterEntry[] }) {
  const { name } = office.body;
  const { here, other } = addressesOf(Address.registerPath(office.office), lang, both);
  const title = say(lang, "Register of decisions");
  const latest = years[0];
  return (
    <Page
      title={title}
      lang={lang}
      other={other}
      office={office}
      wide
      reading
      breadcrumbs={trail(say(lang, "Register"), undefined, undefined, lang)}
      head={
        <Head
          origin={origin}
          path={here}
          other={other}
          title={`${title}: ${name}`}
          description={say(
            lang,
            "Every decision published by {name}: who decided, when, for how much and to whom.",
            { name },
          )}
          office={{ slug: office.office, name }}
        />
      }
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {say(
          lang,
          "Every numbered decision is here, with those that are withheld or were withdrawn. Each title opens the full text.",
        )}
      </p>
      {latest ? (
        <Newest office={office} years={years} latest={latest} newest={newest} lang={lang} />
      ) : (
        <p class="govuk-body">{say(lang, "No decisions have been published yet.")}</p>
      )}
    </Page>
  );
}

function Newest({
  office: { office },
  years,
  latest,
  newest,
  lang = "en",
}: Omit<RegisterProps, "origin"> & { latest: string; newest: RegisterEntry[] }) {
  return (
    <>
      <SearchForm office={office} lang={lang} />
      <YearNavigation office={office} years={years} lang={lang} />
      <h2 class="govuk-heading-m">{say(lang, "Newest")}</h2>
      <RegisterTable caption={say(lang, "The newest decisions")} entries={newest} lang={lang} />
      <Downloads office={office} year={latest} lang={lang} />
      <h2 class="govuk-heading-m">{say(lang, "Follow this register")}</h2>
      <p class="govuk-body">
        {say(lang, "In a feed reader:")}{" "}
        <a class="govuk-link" href={Address.feedPath(office, "atom")}>
          {say(lang, "Atom feed")}
        </a>{" "}
        {say(lang, "or")}{" "}
        <a class="govuk-link" href={Address.feedPath(office, "json")}>
          {say(lang, "JSON feed")}
        </a>
        .
      </p>
      <p class="govuk-body">
        {say(lang, "For a panel or a committee:")}{" "}
        <a class="govuk-link" href={`${Address.PACK}?${new URLSearchParams({ office })}`}>
          {say(lang, "everything since a date")}
        </a>
        .
      </p>
    </>
  );
}

/** All decisions of a year, by month, with the numbers that are not among them. */
export function YearPage({
  origin,
  office,
  years,
  year,
  entries,
  lang = "en",
  both,
}: RegisterProps & { year: string; entries: RegisterEntry[] }) {
  const { here, other } = addressesOf(Address.yearPath(office.office, year), lang, both);
  const title = say(lang, "Decisions in {when}", { when: year });
  const monthWords = (month: string) => monthName(month, lang);
  const months = Object.groupBy(entries, (e) => e.filedOn.slice(0, 7)) as Record<string, RegisterEntry[]>;
  const missing = missingNumbers(office, entries, year);
  return (
    <Page
      title={title}
      office={office}
      wide
      reading
      lang={lang}
      other={other}
      breadcrumbs={trail(year, office, undefined, lang)}
      head={
        <Head
          origin={origin}
          path={here}
          other={other}
          title={`${title}: ${office.body.name}`}
          description={say(lang, "All {n} decisions of {year} published by {name}.", {
            n: entries.length,
            year,
            name: office.body.name,
          })}
          office={{ slug: office.office, name: office.body.name }}
        />
      }
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
      {missing.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{say(lang, "Numbers not on this page")}</h2>
          <p class="govuk-body">
            {say(
              lang,
              "{numbers}. These are given to records that are not published yet, that were withdrawn before a decision, or that stand on another year’s page.",
              { numbers: missing.join(", ") },
            )}
          </p>
        </>
      )}
      <Downloads office={office.office} year={year} lang={lang} />
    </Page>
  );
}

export interface FilterPageProps extends RegisterProps {
  year: string;
  filter: Filter;
  value: FilterValue;
  /** All entries of the year. */
  entries: RegisterEntry[];
}

/** The decisions of a year that share one thing: who decided, a category, an amount band. */
export function FilterPage({
  origin,
  office,
  years,
  year,
  filter,
  value,
  entries,
  lang = "en",
}: FilterPageProps) {
  const path = Address.inLanguage(lang, Address.filterPath(office.office, year, filter.id, value.slug));
  const label = labelIn(lang, value);
  const title = `${say(lang, filter.title)}: ${label}, ${year}`;
  const shown = having(filter, value.slug, entries);
  const count = countOf(lang, shown.length, "{n} decision", "{n} decisions");
  return (
    <Page
      title={title}
      office={office}
      wide
      reading
      lang={lang}
      breadcrumbs={trail(label, office, year, lang)}
      head={
        <Head
          origin={origin}
          path={path}
          title={`${title}: ${office.body.name}`}
          description={say(lang, "{count} of {year} published by {name}.", {
            count,
            year,
            name: office.body.name,
          })}
          office={{ slug: office.office, name: office.body.name }}
        />
      }
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {count}.{" "}
        <a class="govuk-link" href={Address.inLanguage(lang, Address.yearPath(office.office, year))}>
          {say(lang, "All decisions in {year}", { year })}
        </a>
      </p>
      <YearNavigation office={office.office} years={years} year={year} lang={lang} />
      <Filters office={office.office} year={year} entries={entries} current={path} lang={lang} />
      <h2 class="govuk-heading-m">{say(lang, "Decisions")}</h2>
      <RegisterTable caption={title} entries={shown} lang={lang} />
      <Downloads office={office.office} year={year} lang={lang} />
    </Page>
  );
}
