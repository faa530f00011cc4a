/** The ways on from what a search found: to its other pages, or, where it found nothing, to another search. */
import { type Lang, say } from "#core/form/say.ts";
import { INDEX, inLanguage, registerPath } from "#core/notice/addresses.ts";
import { addressOf, MAX_PAGES, PAGE_SIZE, type Query } from "#core/search/query.ts";
import { Pagination } from "../components/pagination.tsx";

/** `register`: the language in which the office's register can be read. */
export function Nothing({ query, register }: { query: Query; register: Lang }) {
  const { lang, office } = query;
  const narrowed =
    [query.year, query.month, query.recipient].some((value) => value !== undefined) ||
    Object.keys(query.filters).length > 0;
  const path = office ? inLanguage(register, registerPath(office)) : INDEX;
  const wide = { ...query, year: undefined, month: undefined, recipient: undefined, filters: {} };
  return (
    <>
      <p class="govuk-body">{say(lang, "No published decision has all of this. You can:")}</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>{say(lang, "use fewer or more general words")}</li>
        <li>{say(lang, "check the spelling")}</li>
        {query.q.includes('"') && <li>{say(lang, "take away the quotes")}</li>}
        {narrowed && (
          <li>
            <a class="govuk-link" href={addressOf(wide)}>
              {say(lang, "take away the filters")}
            </a>
          </li>
        )}
        {office && (
          <li>
            <a class="govuk-link" href={addressOf({ ...query, office: undefined, earlier: undefined })}>
              {say(lang, "search all offices")}
            </a>
          </li>
        )}
        <li>
          <a class="govuk-link" href={path}>
            {say(lang, office ? "look through the register" : "look through the registers")}
          </a>
        </li>
      </ul>
    </>
  );
}

export function Pages({ query, total }: { query: Query; total: number }) {
  const all = Math.ceil(total / PAGE_SIZE);
  const last = Math.min(MAX_PAGES, all);
  const { page, lang } = query;
  if (last < 2) return null;
  const near = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last);
  const numbers = [...new Set(near)].sort((a, b) => a - b);
  const to = (n: number, text: "Previous page" | "Next page") => ({
    href: addressOf(query, n),
    ...(lang === "cy" && { text: say(lang, text) }),
  });
  return (
    <>
      <Pagination
        landmarkLabel={say(lang, "Pages of the search")}
        previous={page > 1 ? to(page - 1, "Previous page") : undefined}
        next={page < last ? to(page + 1, "Next page") : undefined}
        items={numbers.flatMap((number, i) => [
          ...(i > 0 && number - numbers[i - 1]! > 1 ? [{ ellipsis: true }] : []),
          {
            number,
            href: addressOf(query, number),
            current: number === page,
            visuallyHiddenText: say(lang, "Page {n}", { n: number }),
          },
        ])}
      />
      {all > last && (
        <p class="govuk-body">{say(lang, "To see what lies further back, narrow the search.")}</p>
      )}
    </>
  );
}
