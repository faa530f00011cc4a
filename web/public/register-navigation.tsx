/** Ways through the register: the way up, the years, the filters of a year, the data to download. */
import { OPENAPI } from "#core/api/addresses.ts";
import type { Office } from "#core/form/office.ts";
import * as Address from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { FILTERS, valuesAmong } from "#core/notice/filters.ts";

export function YearNavigation({ office, years, year }: { office: string; years: string[]; year: string }) {
  return (
    <nav class="app-find" aria-label="Years">
      <h2>Year</h2>
      <ul>
        {years.map((y) => (
          <li>
            <FindLink href={Address.yearPath(office, y)} current={y === year} text={y} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function Filters({
  office,
  year,
  entries,
  current,
}: {
  office: string;
  year: string;
  entries: RegisterEntry[];
  current?: string;
}) {
  return (
    <>
      {FILTERS.map((filter) => ({ filter, values: valuesAmong(filter, entries) }))
        .filter(({ values }) => values.length > 0)
        .map(({ filter, values }) => (
          <nav class="app-find" aria-label={filter.title}>
            <h2>{filter.title}</h2>
            <ul>
              {values.map(({ slug, label, count }) => {
                const href = Address.filterPath(office, year, filter.id, slug);
                return (
                  <li>
                    <FindLink href={href} current={href === current} text={label} /> ({count})
                  </li>
                );
              })}
            </ul>
          </nav>
        ))}
    </>
  );
}

function FindLink({ href, text, current }: { href: string; text: string; current: boolean }) {
  return (
    <a class="govuk-link" href={href} aria-current={current ? "page" : undefined}>
      {text}
    </a>
  );
}

export function Downloads({ office, year }: { office: string; year: string }) {
  return (
    <>
      <h2 class="govuk-heading-m">Download</h2>
      <p class="govuk-body">
        All decisions of {year} as{" "}
        <a class="govuk-link" href={Address.dataPath(office, year, "csv")}>
          CSV (for spreadsheets)
        </a>{" "}
        or{" "}
        <a class="govuk-link" href={Address.dataPath(office, year, "json")}>
          JSON
        </a>
        , with the same columns for every office (
        <a class="govuk-link" href={Address.DATA_SCHEMA}>
          schema
        </a>
        ). Programs can ask for any part of it by the{" "}
        <a class="govuk-link" href={OPENAPI}>
          JSON API (OpenAPI)
        </a>
        .
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`${Address.returnsPath(office)}?year=${year}`}>
          Grants, spending and contracts of {year}
        </a>
        , as the law asks for them
      </p>
    </>
  );
}

/** Breadcrumbs down to a page: all registers, the office's, the year's. */
export function trail(here: string, office?: Office, year?: string) {
  return [
    { text: "All registers", href: Address.INDEX },
    ...(office ? [{ text: "Register", href: Address.registerPath(office.office) }] : []),
    ...(office && year ? [{ text: year, href: Address.yearPath(office.office, year) }] : []),
    { text: here },
  ];
}
