/**
 * The register of an office: its newest records, its years, a year by month, and a year filtered by
 * one thing. Static pages of plain links, so that every view is an address and nothing needs a script.
 */

import { feedAddress } from "#core/api/addresses.ts";
import type { Office } from "#core/form/office.ts";
import * as Address from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { type Filter, type FilterValue, having } from "#core/notice/filters.ts";
import { numberLines, numberWords, type OpenNumber, runsIn } from "#core/notice/numbers.ts";
import type { ListedProgramme } from "#core/notice/programme.ts";
import { successionOf } from "#core/notice/succession.ts";
import { panelWords } from "#core/scrutiny/words.ts";
import { addressOf } from "#core/search/query.ts";
import { Page } from "../layout/page.tsx";
import { FollowLinks } from "./follow-links.tsx";
import { Head } from "./head.tsx";
import { ProgrammeList } from "./programme-list.tsx";
import { Downloads, Filters, trail, YearNavigation } from "./register-navigation.tsx";
import { MonthsOfAnyYear, Orders } from "./register-orders.tsx";
import { RegisterTable } from "./register-table.tsx";
import { SearchForm } from "./search-form.tsx";
import { closedBanner, Earlier } from "./succession.tsx";

export interface RegisterProps {
  origin: string;
  office: Office;
  /** Newest first. */
  years: string[];
  /** Every office that has a register, this one too. */
  offices?: OfficeRegister[];
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
}: RegisterProps & { newest: RegisterEntry[]; open?: OpenNumber[]; programmes?: ListedProgramme[] }) {
  const { name } = office.body;
  const path = Address.registerPath(office.office);
  const latest = years[0];
  return (
    <Page
      title="Register of decisions"
      office={office}
      wide
      reading
      banner={closedBanner(offices, office.office)}
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
        <Newest {...{ office, years, latest, newest, open, programmes }} />
      ) : (
        <p class="govuk-body">No decisions have been published yet.</p>
      )}
      <Earlier before={successionOf(offices, office.office).before} />
    </Page>
  );
}

function Newest({
  office: definition,
  years,
  latest,
  newest,
  open,
  programmes,
}: Omit<RegisterProps, "origin"> & {
  latest: string;
  newest: RegisterEntry[];
  open: OpenNumber[];
  programmes: ListedProgramme[];
}) {
  const { office, body } = definition;
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
      <Numbers office={definition} entries={newest} open={open} />
      {programmes.length > 0 && <ProgrammeList office={office} programmes={programmes} />}
      <Downloads office={office} year={latest} />
      <h2 class="govuk-heading-m">Follow this register</h2>
      <FollowLinks chosen={{ office }} address={(type) => Address.feedPath(office, type)} />
      <p class="govuk-body">
        For a panel or a committee:{" "}
        <a class="govuk-link" href={`${Address.PACK}?${new URLSearchParams({ office })}`}>
          everything since a date
        </a>
        {body.scrutiny && (
          <>
            {" "}
            and{" "}
            <a class="govuk-link" href={Address.questionsPath(office)}>
              questions from {panelWords({ body })}
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
}: {
  office: Office;
  entries: RegisterEntry[];
  open: OpenNumber[];
}) {
  const lines = numberLines(office, runsIn(entries, open));
  if (lines.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Numbers</h2>
      {lines.map((line) => (
        <p class="govuk-body">{numberWords(line)}</p>
      ))}
    </>
  );
}

/** All decisions of a year, by month, with how far its numbers run. */
export function YearPage({
  origin,
  office,
  years,
  year,
  entries,
  open = [],
  offices,
}: RegisterProps & { year: string; entries: RegisterEntry[]; open?: OpenNumber[] }) {
  const path = Address.yearPath(office.office, year);
  const title = `Decisions in ${year}`;
  const months = Object.groupBy(entries, (e) => e.filedOn.slice(0, 7)) as Record<string, RegisterEntry[]>;
  return (
    <Page
      title={title}
      office={office}
      wide
      reading
      banner={closedBanner(offices, office.office)}
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
      <Numbers office={office} entries={entries} open={open} />
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
export function FilterPage({
  origin,
  office,
  years,
  offices,
  year,
  filter,
  value,
  entries,
}: FilterPageProps) {
  const path = Address.filterPath(office.office, year, filter.id, value.slug);
  const title = `${filter.title}: ${value.label}, ${year}`;
  const shown = having(filter, value.slug, entries);
  const params = new URLSearchParams({ office: office.office, [filter.id]: value.slug });
  const feeds = { title: value.label, address: (type: "atom" | "json") => feedAddress(type, params) };
  const inAnyYear = { office: office.office, filters: { [filter.id]: [value.slug] } };
  return (
    <Page
      title={title}
      office={office}
      wide
      reading
      banner={closedBanner(offices, office.office)}
      breadcrumbs={trail(value.label, office, year)}
      head={
        <Head
          origin={origin}
          path={path}
          title={`${title}: ${office.body.name}`}
          description={`${countWords(shown.length)} of ${year} published by ${office.body.name}.`}
          office={{ slug: office.office, name: office.body.name }}
          feeds={filter.id === "category" ? feeds : undefined}
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
      {filter.id === "category" && (
        <>
          <h2 class="govuk-heading-m">Follow this category</h2>
          <FollowLinks chosen={{ office: office.office, category: value.slug }} address={feeds.address} />
        </>
      )}
      <Downloads office={office.office} year={year} />
    </Page>
  );
}

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });
const monthWords = (month: string) => MONTH.format(new Date(`${month}-01T00:00:00Z`));
const countWords = (n: number) => `${n} ${n === 1 ? "decision" : "decisions"}`;
