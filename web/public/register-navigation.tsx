/** Ways through the register: the way up, the years, the filters of a year, the data to download. */
import { OPENAPI } from "#core/api/addresses.ts";
import { type Lang, say } from "#core/form/say.ts";
import * as Address from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { FILTERS, labelIn, valuesAmong } from "#core/notice/filters.ts";
import type { PageOffice } from "../layout/page.tsx";

export function YearNavigation({
  office,
  years,
  year,
  lang = "en",
}: {
  office: string;
  years: string[];
  year?: string;
  lang?: Lang;
}) {
  return (
    <nav class="app-find" aria-label={say(lang, "Years")}>
      <h2>{say(lang, "Year")}</h2>
      <ul>
        {years.map((y) => (
          <li>
            <FindLink
              href={Address.inLanguage(lang, Address.yearPath(office, y))}
              current={y === year}
              text={y}
            />
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
  lang = "en",
}: {
  office: string;
  year: string;
  entries: RegisterEntry[];
  current?: string;
  lang?: Lang;
}) {
  return (
    <>
      {FILTERS.map((filter) => ({ filter, values: valuesAmong(filter, entries) }))
        .filter(({ values }) => values.length > 0)
        .map(({ filter, values }) => (
          <nav class="app-find" aria-label={say(lang, filter.title)}>
            <h2>{say(lang, filter.title)}</h2>
            <ul>
              {values.map(({ slug, label, count }) => {
                const href = Address.inLanguage(lang, Address.filterPath(office, year, filter.id, slug));
                return (
                  <li>
                    <FindLink href={href} current={href === current} text={labelIn(lang, { slug, label })} />{" "}
                    ({count})
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

export function Downloads({ office, year, lang = "en" }: { office: string; year: string; lang?: Lang }) {
  if (lang === "cy") return <DataInEnglish office={office} year={year} lang={lang} />;
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

/** The data has English column names for every office, so that it can be read together. */
function DataInEnglish({ office, year, lang }: { office: string; year: string; lang: Lang }) {
  return (
    <>
      <h2 class="govuk-heading-m">{say(lang, "Download")}</h2>
      <p class="govuk-body">
        {say(lang, "All decisions of {year}, with the same columns for every office:", { year })}{" "}
        <a class="govuk-link" href={Address.dataPath(office, year, "csv")}>
          {say(lang, "CSV (for spreadsheets)")}
        </a>{" "}
        {say(lang, "or")}{" "}
        <a class="govuk-link" href={Address.dataPath(office, year, "json")}>
          JSON
        </a>
      </p>
    </>
  );
}

/** The page's own address, and that of the same page in the other language. */
export function addressesOf(path: string, lang: Lang, both?: boolean) {
  const other = lang === "cy" ? "en" : "cy";
  return {
    here: Address.inLanguage(lang, path),
    other: both ? ({ lang: other, path: Address.inLanguage(other, path) } as const) : undefined,
  };
}

/** Breadcrumbs down to a page: all registers, the office's, the year's. */
export function trail(here: string, office?: PageOffice, year?: string, lang: Lang = "en") {
  const at = (path: string) => Address.inLanguage(lang, path);
  return [
    { text: say(lang, "All registers"), href: Address.INDEX },
    ...(office ? [{ text: say(lang, "Register"), href: at(Address.registerPath(office.office)) }] : []),
    ...(office && year ? [{ text: year, href: at(Address.yearPath(office.office, year)) }] : []),
    { text: here },
  ];
}
