/**
 * Search: the index of one office or of all, asked, and what it finds read from the register itself. The
 * index only says where to look: a record that was withdrawn, withheld or corrected since is never shown
 * from it. All offices have an index of their own in bases of some 100,000 records, so that a search reads
 * a few files for each word, not one for each office. Beyond some millions of records, the way on is to ask
 * the bases newest first until a page is full, and to say "more than" instead of how many there are.
 */
import { londonDate } from "#core/form/dates.ts";
import type { Lang, Words } from "#core/form/say.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { FILTERS, type FilterValue, RECIPIENT, sortValues } from "#core/notice/filters.ts";
import { bodiesOf } from "#core/notice/recipients.ts";
import { findEntriesAt, officeRegisters } from "#core/notice/register.store.ts";
import { successionOf } from "#core/notice/succession.ts";
import type { List } from "./bucket.ts";
import { type Hit, hitOf } from "./hit.ts";
import { countOf, type Instead, matchSegment, type Ranked, type Searched, topOf, weightOf } from "./match.ts";
import { type OpenSegment, ofAll, openIndex, StaleIndex } from "./open.store.ts";
import { compare, type FixedSort, type Standing, standingOf } from "./order.ts";
import { inParallel } from "./parallel.ts";
import { PAGE_SIZE, type Query } from "./query.ts";
import { type NamedRecipient, recipientsIn } from "./recipients.ts";
import { type Columns, type FilterLabel, idOf, numberTerm, officeOf } from "./segment.ts";
import { isCorrectable, nearest } from "./spelling.ts";
import { textsOf } from "./text.store.ts";
import { tokensOf } from "./words.ts";

export interface Results {
  /** How many records answer the query, on all pages. */
  total: number;
  hits: Hit[];
  /** The words taken for one that no record has. */
  instead: { typed: string; words: string[] }[];
  /** The recipient that was asked for. */
  recipient?: NamedRecipient;
  /** Recipients whose name has the words that were typed. */
  like: NamedRecipient[];
  /** Every office that has a register. */
  offices: Pick<OfficeRegister, "slug" | "name" | "cy">[];
  /** The offices before the one that was asked for. */
  before: Pick<OfficeRegister, "slug" | "name" | "cy">[];
  /** What can be chosen to narrow a search, whatever was asked. Newest year first. */
  years: string[];
  values: { id: string; title: Words; values: FilterValue[] }[];
}

const SEGMENTS_AT_ONCE = 16;

interface Scope {
  segment: OpenSegment;
  lists: Map<string, List>;
}
type Place = Ranked & Standing & { office: string; publication: number };

/** `now` is the time of asking, ISO. */
export async function search(query: Query, now: string): Promise<Results> {
  try {
    return await searchOnce(query, now, false);
  } catch (error) {
    if (!(error instanceof StaleIndex)) throw error;
    return searchOnce(query, now, true);
  }
}

async function searchOnce(query: Query, now: string, afresh: boolean): Promise<Results> {
  const offices = await officeRegisters(londonDate(now));
  const at = Date.parse(now);
  const one = query.office;
  const before = one ? successionOf(offices, one).before : [];
  const own = one && (offices.find((o) => o.slug === one) ?? { slug: one });
  const asked = own ? [own, ...(query.earlier ? before : [])] : [ofAll(offices)];
  const indexes = await inParallel(asked, SEGMENTS_AT_ONCE, (of) => openIndex(of, at, afresh));
  const all = await scopesOf(indexes.flat(), query);
  const instead = await correct(query, all);
  const recipients = recipientsIn(
    query,
    bodiesOf(offices.flatMap((o) => o.recipients ?? [])),
    all.map(({ segment }) => segment),
  );
  const { total, places } = rank(query, all, instead, recipients.keys);
  const terms = new Set([
    ...query.clauses.flatMap((clause) => clause.terms.map((t) => t.term)),
    ...[...instead.values()].flat(),
  ]);
  const from = (query.page - 1) * PAGE_SIZE;
  const page = places.slice(from, from + PAGE_SIZE);
  const hits = await hydrate(page, terms, query.lang);
  return {
    total: total - (page.length - hits.length),
    hits,
    offices: offices.map(({ slug, name, cy }) => ({ slug, name, cy })),
    before: before.map(({ slug, name, cy }) => ({ slug, name, cy })),
    ...recipients.found,
    instead: [...instead].map(([term, words]) => ({ typed: asTyped(query.q, term), words })),
    ...choicesIn(all),
  };
}

async function scopesOf(segments: OpenSegment[], query: Query): Promise<Scope[]> {
  const phrases = query.clauses.filter((clause) => clause.terms.length > 1);
  const inPhrases = new Set(phrases.flatMap((clause) => clause.terms.map((t) => t.term)));
  const terms = new Set(query.clauses.flatMap((clause) => clause.terms.map((t) => t.term)));
  if (query.number) terms.add(numberTerm(query.number));
  return inParallel(segments, SEGMENTS_AT_ONCE, async (segment) => ({
    segment,
    lists: await segment.lists(terms, inPhrases),
  }));
}

/** For each word alone that nothing has, the nearest ones, whose lists come to the others. */
async function correct(query: Query, scopes: Scope[]): Promise<Instead> {
  const unknown = query.clauses
    .filter((clause) => clause.terms.length === 1 && isCorrectable(clause.terms[0]!.term))
    .filter((clause) => scopes.every((scope) => countOf(clause, searched(scope), new Map()) === 0))
    .map((clause) => clause.terms[0]!.term);
  const instead: Instead = new Map();
  if (unknown.length === 0) return instead;
  const vocabularies = await inParallel(scopes, SEGMENTS_AT_ONCE, (scope) => scope.segment.vocabulary());
  for (const term of unknown) {
    const words = nearest(term, vocabularies);
    if (words.length) instead.set(term, words);
  }
  const words = new Set([...instead.values()].flat());
  await inParallel(scopes, SEGMENTS_AT_ONCE, async ({ segment, lists }) => {
    for (const [term, list] of await segment.lists(words, new Set()))
      if (!lists.has(term)) lists.set(term, list);
  });
  return instead;
}

function asTyped(q: string, term: string): string {
  const token = tokensOf(q).find((t) => t.term === term);
  return token ? q.slice(token.start, token.end) : term;
}

/** How many match, and the places up to the end of the page asked for, in order. */
function rank(
  query: Query,
  scopes: Scope[],
  instead: Instead,
  recipients?: Set<string>,
): { total: number; places: Place[] } {
  const weights = query.sort === "best" ? weightsOf(query, scopes, instead) : undefined;
  const last = query.page * PAGE_SIZE;
  // What has the same score is newest first.
  const sort: FixedSort = query.sort === "best" ? "newest" : query.sort;
  let total = 0;
  const places = scopes.flatMap((scope) => {
    const matches = matchSegment(searched(scope), query, instead, recipients);
    total += matches.docs.length;
    const { columns } = scope.segment;
    return topOf(columns, matches, last, sort, weights).map((ranked) => ({
      ...ranked,
      ...standingOf(columns, ranked.doc, sort),
      office: officeOf(columns, ranked.doc),
      publication: columns.publications[ranked.doc]!,
    }));
  });
  return { total, places: places.sort((a, b) => inOrder(a, b, sort)) };
}

function inOrder(a: Place, b: Place, sort: FixedSort): number {
  return Number(b.numbered) - Number(a.numbered) || b.score - a.score || compare(a, b, sort);
}

function weightsOf(query: Query, scopes: Scope[], instead: Instead): number[] {
  const total = scopes.reduce((sum, { segment: { columns, gone } }) => {
    const left = gone ? gone.reduce((n, is) => n + is, 0) : 0;
    return sum + columns.keys.length - left;
  }, 0);
  return query.clauses.map((clause) =>
    weightOf(
      scopes.reduce((sum, scope) => sum + countOf(clause, searched(scope), instead), 0),
      total,
    ),
  );
}

function searched({ segment: { columns, gone }, lists }: Scope): Searched {
  return { columns, gone, lists };
}

/** The entries as the register has them now, without those that are not the publication that was indexed. */
async function hydrate(places: Place[], terms: Set<string>, lang: Lang): Promise<Hit[]> {
  const [entries, texts] = await Promise.all([
    findEntriesAt(places.map(({ office, key }) => ({ office, sort: key }))),
    terms.size ? textsOf(places.map((place) => ({ ...place, id: idOf(place.key) }))) : [],
  ]);
  return places.flatMap(({ publication }, i) => {
    const entry = entries[i];
    if (!entry || entry.publication !== publication) return [];
    return [hitOf(entry, texts[i] ?? "", terms, lang)];
  });
}

function choicesIn(scopes: Scope[]): Pick<Results, "years" | "values"> {
  const years = new Set<string>();
  const labels = new Map<string, FilterLabel>();
  for (const { segment } of scopes) {
    for (const [name, label] of choicesOf(segment.columns)) labels.set(name, label);
    for (const year of segment.years) years.add(year);
  }
  const values = FILTERS.map(({ id, title }) => ({
    id,
    title,
    values: sortValues(
      [...labels.values()].filter((l) => l.filter === id).map(({ slug, label }) => ({ slug, label })),
    ),
  }));
  return { years: [...years].sort().reverse(), values };
}

const choices = new WeakMap<Columns, Map<string, FilterLabel>>();

/** The values that somebody can choose among, which are few beside the recipients. */
function choicesOf(columns: Columns): Map<string, FilterLabel> {
  const known = choices.get(columns);
  if (known) return known;
  const labels = columns.labels.filter((label) => label.filter !== RECIPIENT.id);
  const made = new Map(labels.map((label) => [`${label.filter}/${label.slug}`, label]));
  choices.set(columns, made);
  return made;
}
