/**
 * What a search found: how many decisions, each with the words that were looked for marked in its title
 * and in a piece of its text, twenty to a page. Looks like the register and needs no script.
 */

import { formatDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import type { Office } from "#core/form/office.ts";
import { INDEX, noticePath, registerPath } from "#core/notice/addresses.ts";
import { capacityWords } from "#core/notice/words.ts";
import { addressOf, MAX_PAGES, PAGE_SIZE, type Query } from "#core/search/query.ts";
import type { NamedRecipient } from "#core/search/recipients.ts";
import type { Hit, Results } from "#core/search/search.store.ts";
import type { Part } from "#core/search/snippet.ts";
import { Pagination } from "../components/pagination.tsx";
import { Page } from "../layout/page.tsx";
import { Feeds } from "./head.tsx";
import { trail } from "./register-navigation.tsx";
import { ORDERS } from "./register-orders.tsx";
import { SearchFilters, type SearchFiltersProps } from "./search-filters.tsx";
import { AwardsTo, awardWords, LikeNamed, recipientFeeds } from "./search-recipients.tsx";

export interface SearchPageProps extends Pick<SearchFiltersProps, "asked" | "offices"> {
  office?: Office;
  /** What was asked and found; nothing before the first search, or where what was asked is wrong. */
  found?: { query: Query; results: Results };
  errors?: { id: string; message: string }[];
}

export function SearchPage({ office, asked, offices, found, errors = [] }: SearchPageProps) {
  const count = found && countWords(found.results.total);
  const recipient = found?.results.recipient;
  return (
    <Page
      title={count ? `${count}: search decisions` : "Search decisions"}
      office={office}
      navigation={office ? undefined : []}
      breadcrumbs={trail("Search", office)}
      errors={errors.map(({ id, message }) => ({ text: message, href: `#${id}` }))}
      head={
        <>
          <meta name="robots" content="noindex" />
          {recipient && <Feeds title={recipient.name} address={recipientFeeds(recipient.key)} />}
        </>
      }
    >
      <h1 class="govuk-heading-l">Search decisions</h1>
      <SearchFilters
        asked={asked}
        offices={offices}
        years={found?.results.years}
        values={found?.results.values}
        before={found?.results.before}
        errors={Object.fromEntries(errors.map(({ id, message }) => [id, message]))}
      />
      {found && <Found {...found} office={office} />}
    </Page>
  );
}

function Found({ query, results, office }: { query: Query; results: Results; office?: Office }) {
  const { total, hits } = results;
  const from = (query.page - 1) * PAGE_SIZE + 1;
  return (
    <>
      <h2 class="govuk-heading-m">{countWords(total)}</h2>
      {results.recipient && <AwardsTo recipient={results.recipient} query={query} />}
      <LikeNamed recipients={results.like} query={query} />
      <EarlierOffices query={query} before={results.before} />
      {results.instead.map(({ typed, words }) => (
        <p class="govuk-body">
          No decision has “{typed}”. These have {words.map((word) => `“${word}”`).join(" or ")}.
        </p>
      ))}
      {total > PAGE_SIZE && hits.length > 0 && (
        <p class="govuk-body">
          {from} to {from + hits.length - 1}, {orderOf(query)}
        </p>
      )}
      <ul class="govuk-list app-results">
        {hits.map((hit) => (
          <Result hit={hit} named={!query.office || query.earlier === true} recipient={results.recipient} />
        ))}
      </ul>
      {total === 0 && <Nothing query={query} office={office} />}
      <Pages query={query} total={total} />
    </>
  );
}

/** Whether the registers of the offices before this one are searched too, and the way to the other. */
function EarlierOffices({ query, before }: { query: Query; before: Results["before"] }) {
  if (before.length === 0) return null;
  const names = before.map((o) => o.name).join(", ");
  const { earlier, ...rest } = query;
  return (
    <p class="govuk-body">
      {earlier ? `With decisions of ${names}. ` : `Without decisions of ${names}. `}
      <a class="govuk-link" href={addressOf(earlier ? rest : { ...rest, earlier: true })}>
        {earlier ? "Leave out earlier decisions" : "Include earlier decisions"}
      </a>
    </p>
  );
}

function Result({
  hit: { entry, title, snippet },
  named,
  recipient,
}: {
  hit: Hit;
  named: boolean;
  recipient?: NamedRecipient;
}) {
  const facts = [
    entry.reference,
    entry.decidedOn && formatDate(entry.decidedOn),
    entry.kind === "decision" ? capacityWords(entry) : entry.form.title,
    recipient ? awardWords(entry, recipient) : entry.amount !== undefined && formatMoney(entry.amount),
    entry.withheld && (entry.withheld.whole ? "Withheld" : "Part withheld"),
    named && entry.office.name,
  ];
  return (
    <li>
      <h3 class="govuk-heading-s">
        <a class="govuk-link" href={noticePath(entry.office.slug, entry.slug)}>
          {entry.status === "withdrawn" ? "Withdrawn before publication" : <Marked parts={title} />}
        </a>
      </h3>
      <p class="app-results__facts">{facts.filter(Boolean).join(" · ")}</p>
      <p class="govuk-body">
        <Marked parts={snippet} />
      </p>
    </li>
  );
}

function Marked({ parts }: { parts: Part[] }) {
  return <>{parts.map(({ text, mark }) => (mark ? <mark>{text}</mark> : text))}</>;
}

function Nothing({ query, office }: { query: Query; office?: Office }) {
  const narrowed =
    [query.year, query.month, query.recipient].some((value) => value !== undefined) ||
    Object.keys(query.filters).length > 0;
  const register = office ? registerPath(office.office) : INDEX;
  return (
    <>
      <p class="govuk-body">No published decision has all of this. You can:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>use fewer or more general words</li>
        <li>check the spelling</li>
        {query.q.includes('"') && <li>take away the quotes</li>}
        {narrowed && (
          <li>
            <a
              class="govuk-link"
              href={addressOf({
                ...query,
                year: undefined,
                month: undefined,
                recipient: undefined,
                filters: {},
              })}
            >
              take away the filters
            </a>
          </li>
        )}
        {query.office && (
          <li>
            <a class="govuk-link" href={addressOf({ ...query, office: undefined, earlier: undefined })}>
              search all offices
            </a>
          </li>
        )}
        <li>
          <a class="govuk-link" href={register}>
            look through the {office ? "register" : "registers"}
          </a>
        </li>
      </ul>
    </>
  );
}

function Pages({ query, total }: { query: Query; total: number }) {
  const all = Math.ceil(total / PAGE_SIZE);
  const last = Math.min(MAX_PAGES, all);
  const { page } = query;
  if (last < 2) return null;
  const near = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last);
  const numbers = [...new Set(near)].sort((a, b) => a - b);
  return (
    <>
      <Pagination
        landmarkLabel="Pages of the search"
        previous={page > 1 ? { href: addressOf(query, page - 1) } : undefined}
        next={page < last ? { href: addressOf(query, page + 1) } : undefined}
        items={numbers.flatMap((number, i) => [
          ...(i > 0 && number - numbers[i - 1]! > 1 ? [{ ellipsis: true }] : []),
          { number, href: addressOf(query, number), current: number === page },
        ])}
      />
      {all > last && <p class="govuk-body">To see what lies further back, narrow the search.</p>}
    </>
  );
}

const countWords = (n: number) => `${n.toLocaleString("en-GB")} ${n === 1 ? "decision" : "decisions"}`;

function orderOf({ q, sort }: Query): string {
  if (sort === "best") return q ? "best match first" : "newest first";
  const order = ORDERS[sort];
  return order.charAt(0).toLowerCase() + order.slice(1);
}
