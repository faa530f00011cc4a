/**
 * What the register's static pages leave to the search, each a link with the same filter in it, so that it
 * needs no script and no further file: other orders, all years of a filter, a month of any year.
 */
import { monthName } from "#core/form/dates.ts";
import { type Lang, say, type Words } from "#core/form/say.ts";
import type { FixedSort } from "#core/search/order.ts";
import { addressOf, type Query } from "#core/search/query.ts";

export const ORDERS = {
  newest: "Newest first",
  oldest: "Oldest first",
  amount: "Highest amount first",
  title: "Title, A to Z",
} as const satisfies Record<FixedSort, Words>;

/** In two digits, as a search names them. */
export function monthsIn(lang: Lang): { value: string; text: string }[] {
  return Array.from({ length: 12 }, (_, i) => {
    const value = String(i + 1).padStart(2, "0");
    return { value, text: monthName(`2000-${value}`, lang) };
  });
}

type Of = Pick<Query, "office"> & Partial<Query>;

/** The same decisions in each order; this page has them newest first. */
export function Orders({ of, lang = "en" }: { of: Of; lang?: Lang }) {
  return (
    <nav class="app-find" aria-label={say(lang, "Order")}>
      <h2>{say(lang, "Order")}</h2>
      <ul>
        <li>{say(lang, ORDERS.newest)}</li>
        {(["oldest", "amount", "title"] as const).map((sort) => (
          <li>
            <a class="govuk-link" href={addressOf({ ...of, sort, lang })}>
              {say(lang, ORDERS[sort])}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function MonthsOfAnyYear({ office, lang = "en" }: { office: string; lang?: Lang }) {
  return (
    <nav class="app-find" aria-label={say(lang, "Month of any year")}>
      <h2>{say(lang, "Month of any year")}</h2>
      <ul>
        {monthsIn(lang).map(({ value, text }) => (
          <li>
            <a class="govuk-link" href={addressOf({ office, month: value, lang })}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
