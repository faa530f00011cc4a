/**
 * The register's filters within a year, each on its own and each a page: who decided, category,
 * amount band, key decisions, withheld. One row here is one filter. A record touches at most
 * `MAX_FILTER_PAGES` of these pages however many there are.
 */
import { type Lang, say, type Words } from "#core/form/say.ts";
import { referenceSlug } from "#core/form/series.ts";
import { MAX_CATEGORIES } from "./disclosed.ts";
import type { RegisterEntry } from "./entry.ts";
import { recipientKey } from "./recipients.ts";
import { capacityWords } from "./words.ts";

export interface FilterValue {
  /** The last part of the address. */
  slug: string;
  label: string;
}

export interface Filter {
  id: string;
  title: Words;
  values(entry: RegisterEntry): FilterValue[];
}

/** Pence, inclusive. £500 and £10,000 are the thresholds of the Specified Information Order 2011. */
export const AMOUNT_BANDS: (FilterValue & { label: Words; upTo: number })[] = [
  { slug: "up-to-500", label: "Up to £500", upTo: 500_00 },
  { slug: "up-to-10000", label: "Over £500, up to £10,000", upTo: 10_000_00 },
  { slug: "up-to-100000", label: "Over £10,000, up to £100,000", upTo: 100_000_00 },
  { slug: "up-to-1000000", label: "Over £100,000, up to £1 million", upTo: 1_000_000_00 },
  { slug: "over-1000000", label: "Over £1 million", upTo: Number.POSITIVE_INFINITY },
];

const KEY_DECISIONS = { slug: "key-decisions", label: "Key decisions" } as const;
const WITHHELD = { slug: "withheld", label: "Withheld in whole or part" } as const;
const WITHDRAWN = { slug: "withdrawn", label: "Withdrawn" } as const;
const OWN = [KEY_DECISIONS, WITHHELD, WITHDRAWN];
export const ONLY: FilterValue[] = [...OWN];

export const FILTERS: Filter[] = [
  {
    id: "decided-by",
    title: "Decided by",
    // Whoever released a report or a notice decided nothing. Both languages have one address.
    values: (e) => {
      const label = e.kind === "decision" ? capacityWords(e, e.english ? "cy" : "en") : "";
      return label ? [{ slug: referenceSlug(capacityWords({ ...e, ...e.english })), label }] : [];
    },
  },
  {
    id: "category",
    title: "Category",
    values: (e) => e.categories.map(({ id, label }) => ({ slug: referenceSlug(id), label })),
  },
  {
    id: "amount",
    title: "Amount",
    values: (e) => {
      const band = e.amount === undefined ? undefined : AMOUNT_BANDS.find((b) => e.amount! <= b.upTo);
      return band ? [{ slug: band.slug, label: band.label }] : [];
    },
  },
  {
    id: "only",
    title: "Only",
    values: (e) => [
      ...(e.keyDecision ? [KEY_DECISIONS] : []),
      ...(e.withheld ? [WITHHELD] : []),
      ...(e.status === "withdrawn" || e.status === "unpublished" ? [WITHDRAWN] : []),
    ],
  },
];

/**
 * Who receives money, across spellings. Found by search and by the API, and no page of the register: a
 * record may have sixty recipients, and what one publication writes must have a bound.
 */
export const RECIPIENT: Filter = {
  id: "recipient",
  title: "Recipient",
  values: (e) => {
    const byKey = new Map(e.recipients.map(({ name }) => [recipientKey(name), name]));
    byKey.delete("");
    return [...byKey].slice(0, MAX_RECIPIENTS).map(([slug, label]) => ({ slug, label }));
  },
};
const MAX_RECIPIENTS = 200;

/** What the index holds of a record. */
export const INDEXED: Filter[] = [...FILTERS, RECIPIENT];

export const MAX_FILTER_PAGES = 1 + MAX_CATEGORIES + 1 + 2;

/** The values that a filter has among these entries, with how many each; in the order of the bands, else by label. */
export function valuesAmong(filter: Filter, entries: RegisterEntry[]): (FilterValue & { count: number })[] {
  const found = new Map<string, FilterValue & { count: number }>();
  for (const value of entries.flatMap((e) => filter.values(e)))
    found.set(value.slug, { ...value, count: (found.get(value.slug)?.count ?? 0) + 1 });
  return sortValues([...found.values()]);
}

/** In the order of the bands, else by label. */
export function sortValues<V extends FilterValue>(values: V[]): V[] {
  const band = (slug: string) => AMOUNT_BANDS.findIndex((b) => b.slug === slug);
  return values.sort((a, b) => band(a.slug) - band(b.slug) || a.label.localeCompare(b.label));
}

/** A value's label: an office's own words as they are, the service's own in the language of the page. */
export function labelIn(lang: Lang, { slug, label }: FilterValue): string {
  const own = [...AMOUNT_BANDS, ...OWN].find((value) => value.slug === slug && value.label === label);
  return own ? say(lang, own.label) : label;
}

/** The entries that carry a value of a filter. */
export function having(filter: Filter, slug: string, entries: RegisterEntry[]): RegisterEntry[] {
  return entries.filter((e) => filter.values(e).some((value) => value.slug === slug));
}
