/**
 * The public's search, /decisions/search, and the API: a function of its own, bounded by its reserved concurrency, so
 * that no flood of searches takes anything from people who write and sign. Reads only. As JSON where a
 * program asks for it.
 */
import type { Context } from "hono";
import { Resource } from "sst";
import { InvalidAnswers } from "#core/errors.ts";
import { SEARCH } from "#core/notice/addresses.ts";
import { decisionOf } from "#core/notice/open-data.ts";
import { officeRegisters } from "#core/notice/register.store.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { addressOf, MAX_PAGES, PAGE_SIZE, parseQuery, type Query } from "#core/search/query.ts";
import { type Results, search } from "#core/search/search.store.ts";
import { SearchPage } from "#web/public/search.tsx";
import { returnRoutes } from "./api/returns.ts";
import { api } from "./api/routes.ts";
import { type AppEnv, newApp } from "./http/app.ts";
import { wantsJson } from "./http/errors.ts";
import { lambda } from "./http/lambda.ts";

export const app = newApp();

app.get(SEARCH, async (c) => {
  c.header("Vary", "Accept");
  const asked = c.req.queries();
  let query: Query;
  try {
    query = parseQuery(asked);
  } catch (error) {
    if (!(error instanceof InvalidAnswers) || wantsJson(c)) throw error;
    const lang = asked.lang?.at(-1) === "cy" ? "cy" : "en";
    return c.html(SearchPage({ asked, offices: await officeRegisters(), errors: error.fields, lang }), 400);
  }
  const { lang } = query;
  const nothing = Object.keys(asked).every((name) => name === "lang");
  if (nothing && !wantsJson(c))
    return keep(c).html(SearchPage({ asked, offices: await officeRegisters(), lang }));
  const [office, results] = await Promise.all([
    query.office ? getOffice(query.office) : undefined,
    search(query, c.var.now),
  ]);
  if (wantsJson(c)) return keep(c).json(dataOf(query, results));
  return keep(c).html(
    SearchPage({ asked, offices: results.offices, office, found: { query, results }, lang }),
  );
});

app.route("/", api);
app.route("/", returnRoutes);

export const handler = lambda(app);

/** The edge keeps an answer a minute, as it does every page of the register. */
function keep(c: Context<AppEnv>): Context<AppEnv> {
  c.header("Cache-Control", "public, max-age=60");
  return c;
}

function dataOf(query: Query, { total, hits, instead }: Results) {
  const { origin } = Resource.Site;
  const pages = Math.min(MAX_PAGES, Math.ceil(total / PAGE_SIZE));
  const address = (page: number) => origin + addressOf(query, page);
  return {
    total,
    page: query.page,
    pages,
    ...(query.page < pages && { next: address(query.page + 1) }),
    instead,
    results: hits.map(({ entry, snippet }) => ({
      decision: decisionOf(entry, origin),
      snippet: snippet.map((part) => part.text).join(""),
    })),
  };
}
