/** The search's form: the words, whose register, and what narrows it. A GET form, so every search is a link. */
import { SEARCH } from "#core/notice/addresses.ts";
import type { FilterValue } from "#core/notice/filters.ts";
import { Button } from "../components/button.tsx";
import { Checkboxes } from "../components/checkboxes.tsx";
import { Details } from "../components/details.tsx";
import { Input } from "../components/input.tsx";
import { Radios } from "../components/radios.tsx";
import { Select } from "../components/select.tsx";
import { MONTHS, ORDERS } from "./register-orders.tsx";

export interface SearchFiltersProps {
  /** What was asked, as it came: by the name of each control. */
  asked: Record<string, string[]>;
  offices: { slug: string; name: string }[];
  /** What there is to choose from; nothing before the first search. */
  years?: string[];
  values?: { id: string; title: string; values: FilterValue[] }[];
  /** Offices before the one that is searched. */
  before?: { slug: string; name: string }[];
  /** By the name of each control. */
  errors: Record<string, string>;
}

export function SearchFilters({
  asked,
  offices,
  years = [],
  values = [],
  before = [],
  errors,
}: SearchFiltersProps) {
  const one = (name: string) => asked[name]?.at(-1) ?? "";
  const error = (name: string) => (errors[name] ? { text: errors[name] } : undefined);
  const narrowing = ["year", "month", "recipient", "sort", ...values.map((v) => v.id)];
  return (
    <search>
      <form action={SEARCH} method="get" novalidate>
        <Input
          name="q"
          type="search"
          label={{ text: "Search for" }}
          hint={{
            text: "Up to 8 words, all of which must be in a decision. Put words in quotes to find them in a row. A number works too, like 2021-7335.",
          }}
          spellcheck={false}
          value={one("q")}
          errorMessage={error("q")}
        />
        <Select
          name="office"
          label={{ text: "Office" }}
          value={one("office")}
          items={[
            { value: "", text: "All offices" },
            ...offices.map((o) => ({ value: o.slug, text: o.name })),
          ]}
          errorMessage={error("office")}
        />
        {before.length > 0 && (
          <Checkboxes
            name="earlier"
            fieldset={{ legend: { text: "Earlier offices" } }}
            classes="govuk-checkboxes--small"
            values={asked.earlier ?? []}
            items={[{ value: "yes", text: `Include ${before.map((o) => o.name).join(", ")}` }]}
            errorMessage={error("earlier")}
          />
        )}
        {years.length > 0 && (
          <Details summaryText="Filters and order" open={narrowing.some((name) => one(name) !== "")}>
            <Select
              name="year"
              label={{ text: "Year" }}
              value={one("year")}
              items={[{ value: "", text: "Any" }, ...years.map((year) => ({ text: year, value: year }))]}
              errorMessage={error("year")}
            />
            <Select
              name="month"
              label={{ text: "Month" }}
              hint={{ text: "Of any year, unless you select one." }}
              value={one("month").padStart(one("month") ? 2 : 0, "0")}
              items={[{ value: "", text: "Any" }, ...MONTHS]}
              errorMessage={error("month")}
            />
            <Input
              name="recipient"
              label={{ text: "Recipient" }}
              hint={{ text: "Who receives the money. Any spelling of the name will do." }}
              spellcheck={false}
              value={one("recipient")}
              errorMessage={error("recipient")}
            />
            {values.map((filter) =>
              filter.id === "only" ? (
                <Only {...filter} chosen={asked.only ?? []} error={error("only")} />
              ) : (
                <Select
                  name={filter.id}
                  label={{ text: filter.title }}
                  value={one(filter.id)}
                  items={[
                    { value: "", text: "Any" },
                    ...filter.values.map(({ slug, label }) => ({ value: slug, text: label })),
                  ]}
                  errorMessage={error(filter.id)}
                />
              ),
            )}
            <Radios
              name="sort"
              fieldset={{ legend: { text: "Order" } }}
              classes="govuk-radios--small"
              value={one("sort") || "newest"}
              items={[
                { value: "newest", text: ORDERS.newest },
                { value: "oldest", text: ORDERS.oldest },
                { value: "best", text: "Best match first" },
                { value: "amount", text: ORDERS.amount },
                { value: "title", text: ORDERS.title },
              ]}
              errorMessage={error("sort")}
            />
          </Details>
        )}
        <Button>Search</Button>
      </form>
    </search>
  );
}

/** What a decision can be as well as anything else, so more than one can be ticked. */
function Only(only: { title: string; values: FilterValue[]; chosen: string[]; error?: { text: string } }) {
  if (only.values.length === 0) return null;
  return (
    <Checkboxes
      name="only"
      fieldset={{ legend: { text: only.title } }}
      classes="govuk-checkboxes--small"
      values={only.chosen}
      items={only.values.map(({ slug, label }) => ({ value: slug, text: label }))}
      errorMessage={only.error}
    />
  );
}
