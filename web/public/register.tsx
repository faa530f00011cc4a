/**
 * The register of an office: its newest records, its years, a year by month, and a year filtered by
 * one thing. Static pages of plain links, so that every view is an address and nothing needs a script.
 */

import type { Office } from "#core/form/office.ts";
import * as Address from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { type Filter, type FilterValue, having } from "#core/notice/filters.ts";
import { missingNumbers } from "#core/notice/numbers.ts";
import { addressOf } from "#core/search/query.ts";
import { Page } from "../layout/page.tsx";
import { Head } from "./head.tsx";
import { Downloads, Filters, trail, YearNavigation } from "./register-navigation.tsx";
import { MonthsOfAnyYear, Orders } from "./register-orders.tsx";
import { RegisterTable } from "./register-table.tsx";
import { SearchForm } from "./search-form.tsx";

export interface RegisterProps {
  origin: string;
  office: Office;
  /** Newest first. */
  years: string[];
}

/** The first page: the newest records of any year. */
export function RegisterPage({ origin, office, years, newest }: RegisterProps & { newest: RegisterEntry[] }) {
  const { name } = office.body;
  const path = Address.registerPath(office.office);
  const latest = years[0];
  return (
    <Page
      title="Register of decisions"
      office={office}
      wide
      reading
      breadcrumbs={trail("Register")}
      head={
        <Head
          origin={origin}
          path={path}
          title={`Register of decisions: ${name}`}
          description={`Every decision published by ${name}: who decided, when, for how much and to whom.`}
          office={{ slug: office.office, name }}
        />
      }
    >
      <h1 class="govuk-heading-l">Register of decisions</h1>
      <p class="govuk-body">
        Every numbered decision is here, with those that are withheld or were withdrawn. Each title opens the
        full text.
      </p>
      {latest ? (
        <Newest office={office} years={years} latest={latest} newest={newest} />
      ) : (
        <p class="govuk-body">No decisions have been published yet.</p>
      )}
    </Page>
  );
}

function Newest({
  office: { office },
  years,
  latest,
  newest,
}: Omit<RegisterProps, "origin"> & { latest: string; newest: RegisterEntry[] }) {
  return (
    <>
      <SearchForm office={office} />
      <nav class="app-find" aria-label="Years">
        <h2>Year</h2>
        <ul>
          {years.map((year) => (
            <li>
              <a class="govuk-link" href={Address.yearPath(office, year)}>
                {year}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <MonthsOfAnyYear office={office} />
      <Orders of={{ office }} />
      <h2 class="govuk-heading-m">Newest</h2>
      <RegisterTable caption="The newest decisions" entries={newest} />
      <Downloads office={office} year={latest} />
      <h2 class="govuk-heading-m">Follow this register</h2>
      <p class="govuk-body">
        In a feed reader:{" "}
        <a class="govuk-link" href={Address.feedPath(office, "atom")}>
          Atom feed
        </a>{" "}
        or{" "}
        <a class="govuk-link" href={Address.feedPath(office, "json")}>
          JSON feed
        </a>
        .
      </p>
      <p class="govuk-body">
        For a panel or a committee:{" "}
        <a class="govuk-link" href={`${Address.PACK}?${new URLSearchParams({ office })}`}>
          everything since a date
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
}: RegisterProps & { year: string; entries: RegisterEntry[] }) {
  const path = Address.yearPath(office.office, year);
  const title = `Decisions in ${year}`;
  const months = Object.groupBy(entries, (e) => e.filedOn.slice(0, 7)) as Record<string, RegisterEntry[]>;
  const missing = missingNumbers(office, entries, year);
  return (
    <Page
      title={title}
      office={office}
      wide
      reading
      breadcrumbs={trail(year, office)}
      head={
        <Head
          origin={origin}
          path={path}
          title={`${title}: ${office.body.name}`}
          description={`All ${entries.length} decisions of ${year} published by ${office.body.name}.`}
          office={{ slug: office.office, name: office.body.name }}
        />
      }
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <SearchForm office={office.office} />
      <YearNavigation office={office.office} years={years} year={year} />
      <Filters office={office.office} year={year} entries={entries} />
      <nav class="app-find" aria-label="Months">
        <h2>Month</h2>
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
      <Orders of={{ office: office.office, year }} />
      {Object.entries(months).map(([month, inMonth]) => (
        <>
          <h2 class="govuk-heading-m" id={`month-${month}`}>
            {monthWords(month)} {year}
          </h2>
          <RegisterTable caption={`Decisions in ${monthWords(month)} ${year}`} entries={inMonth} />
        </>
      ))}
      {missing.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Numbers not on this page</h2>
          <p class="govuk-body">
            {missing.join(", ")}. These are given to records that are not published yet, that were withdrawn
            before a decision, or that stand on another year’s page.
          </p>
        </>
      )}
      <Downloads office={office.office} year={year} />
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
export function FilterPage({ origin, office, years, year, filter, value, entries }: FilterPageProps) {
  const path = Address.filterPath(office.office, year, filter.id, value.slug);
  const title = `${filter.title}: ${value.label}, ${year}`;
  const shown = having(filter, value.slug, entries);
  const inAnyYear = { office: office.office, filters: { [filter.id]: [value.slug] } };
  return (
    <Page
      title={title}
      office={office}
      wide
      reading
      breadcrumbs={trail(value.label, office, year)}
      head={
        <Head
          origin={origin}
          path={path}
          title={`${title}: ${office.body.name}`}
          description={`${countWords(shown.length)} of ${year} published by ${office.body.name}.`}
          office={{ slug: office.office, name: office.body.name }}
        />
      }
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {countWords(shown.length)}.{" "}
        <a class="govuk-link" href={Address.yearPath(office.office, year)}>
          All decisions in {year}
        </a>
        {" · "}
        <a class="govuk-link" href={addressOf(inAnyYear)}>
          {value.label}, in any year
        </a>
      </p>
      <YearNavigation office={office.office} years={years} year={year} />
      <Filters office={office.office} year={year} entries={entries} current={path} />
      <Orders of={{ ...inAnyYear, year }} />
      <h2 class="govuk-heading-m">Decisions</h2>
      <RegisterTable caption={title} entries={shown} />
      <Downloads office={office.office} year={year} />
    </Page>
  );
}

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });
const monthWords = (month: string) => MONTH.format(new Date(`${month}-01T00:00:00Z`));
const countWords = (n: number) => `${n} ${n === 1 ? "decision" : "decisions"}`;
