/**
 * What a search found: how many decisions, each with the words that were looked for marked in its title
 * and in a piece of its text, twenty to a page. Looks like the register and needs no script. In Welsh, what
 * is in English alone stays so: a record, and the name and values of an office.
 */
import { isBilingual, officeInWelsh } from "#core/form/bilingual.ts";
import type { Office } from "#core/form/office.ts";
import { countOf, isOwn, type Lang, say, type Words } from "#core/form/say.ts";
import { SEARCH } from "#core/notice/addresses.ts";
import { addressOf, PAGE_SIZE, type Query } from "#core/search/query.ts";
import type { Results } from "#core/search/search.store.ts";
import { Page } from "../layout/page.tsx";
import { Feeds } from "./head.tsx";
import { trail } from "./register-navigation.tsx";
import { namesOf, SearchFilters, type SearchFiltersProps } from "./search-filters.tsx";
import { Nothing, Pages } from "./search-pages.tsx";
import { AwardsTo, LikeNamed, recipientFeeds } from "./search-recipients.tsx";
import { SearchResult } from "./search-result.tsx";

export interface SearchPageProps extends Pick<SearchFiltersProps, "asked" | "offices"> {
  office?: Office;
  /** What was asked and found; nothing before the first search, or where what was asked is wrong. */
  found?: { query: Query; results: Results };
  errors?: { id: string; message: string }[];
  lang?: Lang;
}

/** The controls that are there before anything was found; an error of another one has nowhere to lead. */
const ALWAYS = ["q", "office"];

export function SearchPage({ office, asked, offices, found, errors = [], lang = "en" }: SearchPageProps) {
  const heading = say(lang, "Search decisions");
  const recipient = found?.results.recipient;
  const wrong = errors.map(({ id, message }) => ({
    id,
    message: isOwn(message) ? say(lang, message) : message,
  }));
  const shown = writtenIn(lang, office);
  return (
    <Page
      title={
        found
          ? say(lang, "{count}: search decisions", { count: countWords(lang, found.results.total) })
          : heading
      }
      office={shown}
      lang={lang}
      other={otherOf(lang, asked, offices)}
      navigation={shown ? undefined : []}
      breadcrumbs={trail(say(lang, "Search"), shown, undefined, lang)}
      errors={wrong.map(({ id, message }) => ({
        text: message,
        href: ALWAYS.includes(id) ? `#${id}` : undefined,
      }))}
      head={
        <>
          <meta name="robots" content="noindex" />
          {recipient && <Feeds title={recipient.name} address={recipientFeeds(recipient.key)} />}
        </>
      }
    >
      <h1 class="govuk-heading-l">{heading}</h1>
      <SearchFilters
        asked={asked}
        offices={offices}
        office={office}
        years={found?.results.years}
        values={found?.results.values}
        before={found?.results.before}
        errors={Object.fromEntries(wrong.map(({ id, message }) => [id, message]))}
        lang={lang}
      />
      {found && <Found {...found} register={shown ? lang : "en"} />}
    </Page>
  );
}

/** The office as the page has it around what was found. One that has no Welsh has no page in Welsh to lead to. */
function writtenIn(lang: Lang, office: Office | undefined): Office | undefined {
  if (lang === "en" || !office) return office;
  return isBilingual(office) ? officeInWelsh(office) : undefined;
}

/** The same search in the other language. English offers Welsh where there is any to be found. */
function otherOf(lang: Lang, asked: SearchPageProps["asked"], offices: Results["offices"]) {
  const slug = asked.office?.at(-1);
  const searched = slug ? offices.filter((o) => o.slug === slug) : offices;
  if (lang === "en" && !searched.some((o) => o.cy)) return undefined;
  const params = new URLSearchParams();
  for (const [name, values] of Object.entries(asked))
    if (name !== "lang") for (const value of values) params.append(name, value);
  if (lang === "en") params.set("lang", "cy");
  const path = params.size > 0 ? `${SEARCH}?${params}` : SEARCH;
  return { lang: lang === "en" ? "cy" : "en", path } as const;
}

/** `register`: the language in which the office's register can be read. */
function Found({ query, results, register }: { query: Query; results: Results; register: Lang }) {
  const { total, hits } = results;
  const { lang } = query;
  const from = (query.page - 1) * PAGE_SIZE + 1;
  const range = { from, to: from + hits.length - 1, order: say(lang, ORDERS_WITHIN[orderOf(query)]) };
  return (
    <>
      <h2 class="govuk-heading-m">{countWords(lang, total)}</h2>
      {results.recipient && <AwardsTo recipient={results.recipient} query={query} />}
      <LikeNamed recipients={results.like} query={query} />
      <EarlierOffices query={query} before={results.before} />
      {results.instead.map(({ typed, words }) => (
        <p class="govuk-body">
          {say(lang, "No decision has “{typed}”. These have {words}.", {
            typed,
            words: words
              .map((word) => `“${word}”`)
              .reduce((first, second) => say(lang, "{first} or {second}", { first, second })),
          })}
        </p>
      ))}
      {total > PAGE_SIZE && hits.length > 0 && (
        <p class="govuk-body">{say(lang, "{from} to {to}, {order}", range)}</p>
      )}
      <ul class="govuk-list app-results">
        {hits.map((hit) => (
          <SearchResult
            hit={hit}
            named={!query.office || query.earlier === true}
            recipient={results.recipient}
            lang={lang}
          />
        ))}
      </ul>
      {total === 0 && <Nothing query={query} register={register} />}
      <Pages query={query} total={total} />
    </>
  );
}

/** Whether the registers of the offices before this one are searched too, and the way to the other. */
function EarlierOffices({ query, before }: { query: Query; before: Results["before"] }) {
  if (before.length === 0) return null;
  const { earlier, ...rest } = query;
  const { lang } = query;
  const names = { names: namesOf(before, lang) };
  return (
    <p class="govuk-body">
      {say(lang, earlier ? "With decisions of {names}." : "Without decisions of {names}.", names)}{" "}
      <a class="govuk-link" href={addressOf(earlier ? rest : { ...rest, earlier: true })}>
        {say(lang, earlier ? "Leave out earlier decisions" : "Include earlier decisions")}
      </a>
    </p>
  );
}

const countWords = (lang: Lang, n: number) => countOf(lang, n, "{n} decision", "{n} decisions");

/** In the middle of a sentence. */
const ORDERS_WITHIN = {
  newest: "newest first",
  oldest: "oldest first",
  best: "best match first",
  amount: "highest amount first",
  title: "title, A to Z",
} as const satisfies Record<Query["sort"], Words>;

/** Without words nothing matches better than anything else. */
function orderOf({ q, sort }: Query): Query["sort"] {
  return sort === "best" && !q ? "newest" : sort;
}
