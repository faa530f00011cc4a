/** The page of one filter of a year: the decisions that share who decided, a category, an amount band. */
import { feedAddress } from "#core/api/addresses.ts";
import { countOf, say } from "#core/form/say.ts";
import * as Address from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { type Filter, type FilterValue, having, labelIn } from "#core/notice/filters.ts";
import { addressOf } from "#core/search/query.ts";
import { FollowLinks } from "./follow-links.tsx";
import type { RegisterProps } from "./register.tsx";
import { addressesOf, Downloads, Filters, trail, YearNavigation } from "./register-navigation.tsx";
import { Orders } from "./register-orders.tsx";
import { RegisterShell } from "./register-shell.tsx";
import { RegisterTable } from "./register-table.tsx";

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
  lang = "en",
  both,
}: FilterPageProps) {
  const { here, other } = addressesOf(
    Address.filterPath(office.office, year, filter.id, value.slug),
    lang,
    both,
  );
  const label = labelIn(lang, value);
  const title = `${say(lang, filter.title)}: ${label}, ${year}`;
  const shown = having(filter, value.slug, entries);
  const count = countOf(lang, shown.length, "{n} decision", "{n} decisions");
  const params = new URLSearchParams({ office: office.office, [filter.id]: value.slug });
  const feeds = { title: label, address: (type: "atom" | "json") => feedAddress(type, params) };
  const inAnyYear = { lang, office: office.office, filters: { [filter.id]: [value.slug] } };
  return (
    <RegisterShell
      origin={origin}
      path={here}
      title={title}
      description={say(lang, "{count} of {year} published by {name}.", {
        count,
        year,
        name: office.body.name,
      })}
      office={office}
      offices={offices}
      breadcrumbs={trail(label, office, year, lang)}
      feeds={filter.id === "category" ? feeds : undefined}
      other={other}
      lang={lang}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {count}.{" "}
        <a class="govuk-link" href={Address.inLanguage(lang, Address.yearPath(office.office, year))}>
          {say(lang, "All decisions in {year}", { year })}
        </a>
        {" · "}
        <a class="govuk-link" href={addressOf(inAnyYear)}>
          {say(lang, "{label}, in any year", { label })}
        </a>
      </p>
      <YearNavigation office={office.office} years={years} year={year} lang={lang} />
      <Filters office={office.office} year={year} entries={entries} current={here} lang={lang} />
      <Orders of={{ ...inAnyYear, year }} lang={lang} />
      <h2 class="govuk-heading-m">{say(lang, "Decisions")}</h2>
      <RegisterTable caption={title} entries={shown} lang={lang} />
      {filter.id === "category" && (
        <>
          <h2 class="govuk-heading-m">{say(lang, "Follow this category")}</h2>
          <FollowLinks
            chosen={{ office: office.office, category: value.slug }}
            address={feeds.address}
            lang={lang}
          />
        </>
      )}
      <Downloads office={office.office} year={year} lang={lang} />
    </RegisterShell>
  );
}
