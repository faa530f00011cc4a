/** The search's form: the words, whose register, and what narrows it. A GET form, so every search is a link. */
import type { Office } from "#core/form/office.ts";
import { type Lang, say, type Words } from "#core/form/say.ts";
import { SEARCH } from "#core/notice/addresses.ts";
import type { FilterValue } from "#core/notice/filters.ts";
import { labelInWelsh } from "#core/notice/welsh.ts";
import type { Results } from "#core/search/search.store.ts";
import { Button } from "../components/button.tsx";
import { Checkboxes } from "../components/checkboxes.tsx";
import { Details } from "../components/details.tsx";
import { Input } from "../components/input.tsx";
import { Radios } from "../components/radios.tsx";
import { Select } from "../components/select.tsx";
import { monthsIn, ORDERS } from "./register-orders.tsx";

export interface SearchFiltersProps {
  /** What was asked, as it came: by the name of each control. */
  asked: Record<string, string[]>;
  offices: Results["offices"];
  /** What there is to choose from; nothing before the first search. */
  years?: string[];
  values?: Results["values"];
  /** The office that is searched, whose words the values are. */
  office?: Office;
  /** Offices before the one that is searched. */
  before?: Results["before"];
  /** By the name of each control. */
  errors: Record<string, string>;
  lang: Lang;
}

export function SearchFilters({
  asked,
  offices,
  years = [],
  values = [],
  office,
  before = [],
  errors,
  lang,
}: SearchFiltersProps) {
  const one = (name: string) => asked[name]?.at(-1) ?? "";
  const error = (name: string) => (errors[name] ? { text: errors[name] } : undefined);
  const narrowing = ["year", "month", "recipient", "sort", ...values.map((v) => v.id)];
  return (
    <search>
      <form action={SEARCH} method="get" novalidate>
        {lang === "cy" && <input type="hidden" name="lang" value={lang} />}
        <Input
          name="q"
          type="search"
          label={{ text: say(lang, "Search for") }}
          hint={{
            text: say(
              lang,
              "Up to 8 words, all of which must be in a decision. Put words in quotes to find them in a row. A number works too, like 2021-7335.",
            ),
          }}
          spellcheck={false}
          value={one("q")}
          errorMessage={error("q")}
        />
        <Select
          name="office"
          label={{ text: say(lang, "Office") }}
          value={one("office")}
          items={[
            { value: "", text: say(lang, "All offices") },
            ...offices.map((o) => ({ value: o.slug, ...named(o, lang) })),
          ]}
          errorMessage={error("office")}
        />
        {before.length > 0 && (
          <Checkboxes
            name="earlier"
            fieldset={{ legend: { text: say(lang, "Earlier offices") } }}
            classes="govuk-checkboxes--small"
            values={asked.earlier ?? []}
            items={[{ value: "yes", text: say(lang, "Include {names}", { names: namesOf(before, lang) }) }]}
            errorMessage={error("earlier")}
          />
        )}
        {years.length > 0 && (
          <Details
            summaryText={say(lang, "Filters and order")}
            open={narrowing.some((name) => one(name) !== "")}
          >
            <Select
              name="year"
              label={{ text: say(lang, "Year") }}
              value={one("year")}
              items={[
                { value: "", text: say(lang, "Any") },
                ...years.map((year) => ({ text: year, value: year })),
              ]}
              errorMessage={error("year")}
            />
            <Select
              name="month"
              label={{ text: say(lang, "Month") }}
              hint={{ text: say(lang, "Of any year, unless you select one.") }}
              value={one("month").padStart(one("month") ? 2 : 0, "0")}
              items={[{ value: "", text: say(lang, "Any") }, ...monthsIn(lang)]}
              errorMessage={error("month")}
            />
            <Input
              name="recipient"
              label={{ text: say(lang, "Recipient") }}
              hint={{ text: say(lang, "Who receives the money. Any spelling of the name will do.") }}
              spellcheck={false}
              value={one("recipient")}
              errorMessage={error("recipient")}
            />
            {values.map((filter) =>
              filter.id === "only" ? (
                <Only {...filter} chosen={asked.only ?? []} error={error("only")} lang={lang} />
              ) : (
                <Select
                  name={filter.id}
                  label={{ text: say(lang, filter.title) }}
                  value={one(filter.id)}
                  items={[
                    { value: "", text: say(lang, "Any") },
                    ...filter.values.map((value) => ({
                      value: value.slug,
                      ...labelled(value, office, lang),
                    })),
                  ]}
                  errorMessage={error(filter.id)}
                />
              ),
            )}
            <Radios
              name="sort"
              fieldset={{ legend: { text: say(lang, "Order") } }}
              classes="govuk-radios--small"
              value={one("sort") || "newest"}
              items={[
                { value: "newest", text: say(lang, ORDERS.newest) },
                { value: "oldest", text: say(lang, ORDERS.oldest) },
                { value: "best", text: say(lang, "Best match first") },
                { value: "amount", text: say(lang, ORDERS.amount) },
                { value: "title", text: say(lang, ORDERS.title) },
              ]}
              errorMessage={error("sort")}
            />
          </Details>
        )}
        <Button>{say(lang, "Search")}</Button>
      </form>
    </search>
  );
}

/** What a decision can be as well as anything else, so more than one can be ticked. */
function Only({
  lang,
  ...only
}: {
  title: Words;
  values: FilterValue[];
  chosen: string[];
  error?: { text: string };
  lang: Lang;
}) {
  if (only.values.length === 0) return null;
  return (
    <Checkboxes
      name="only"
      fieldset={{ legend: { text: say(lang, only.title) } }}
      classes="govuk-checkboxes--small"
      values={only.chosen}
      items={only.values.map((value) => ({ value: value.slug, text: labelled(value, undefined, lang).text }))}
      errorMessage={only.error}
    />
  );
}

type Named = Results["offices"][number];

export function namesOf(offices: Named[], lang: Lang): string {
  return offices.map((o) => named(o, lang).text).join(", ");
}

/** What has no Welsh stays as it is, and says so. */
function inEnglish(text: string) {
  return { text, attributes: { lang: "en" } };
}

function named({ name, cy }: Named, lang: Lang) {
  if (lang === "en") return { text: name };
  return cy ? { text: cy } : inEnglish(name);
}

function labelled(value: FilterValue, office: Office | undefined, lang: Lang) {
  if (lang === "en") return { text: value.label };
  const text = labelInWelsh(value, office);
  return text ? { text } : inEnglish(value.label);
}
