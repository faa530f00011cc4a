/**
 * A segment: records made searchable. Its columns say what each record is, newest first, and what the
 * register's filters hold of it; its terms say where the words are. An index is some large segments, its
 * bases, and one small one, its delta; every change of them is a merge (merge.ts).
 */
import { type Postings, PostingsWriter } from "./postings.ts";
import { numberKeys, tokensOf } from "./words.ts";

/** One published record, as the index takes it. Made from what the public may see and from nothing else. */
export interface Searchable {
  /** The sort key of its register entry, which ends in "#" and its id. */
  key: string;
  /** The slug of the office in whose register it is. */
  office: string;
  /** Which publication of the record this is. */
  publication: number;
  reference?: string;
  /** Its number in its series. */
  n?: number;
  /** What the register's filters hold of it. */
  values: FilterLabel[];
  /** What it can be put in order by: pence, and the title as it is shown. */
  amount?: number;
  title: string;
  /** Its words. A phrase never reaches from one part into the next. */
  parts: { kind: "title" | "summary" | "text"; text: string }[];
}

export interface FilterLabel {
  filter: string;
  slug: string;
  label: string;
}

/** What each record is, by its number in the segment. Newest first, as the register lists them. */
export interface Columns {
  keys: string[];
  publications: number[];
  /** Every value of a filter that any record has, and every office. */
  labels: FilterLabel[];
  /** By record: which of `labels` it has, its office's first. */
  values: number[][];
  /** By record: pence, or `NO_AMOUNT`. */
  amounts: number[];
  /** By record: its title as `titleKey` makes it. */
  titles: string[];
}

const NO_AMOUNT = -1;
/** The label of an office stands among those of the filters. */
const OFFICE = "office";

export interface Segment {
  columns: Columns;
  terms: Map<string, Postings>;
}

/** A very long paper is found by its first 40 pages: what one record adds to an index must have a bound. */
export const MAX_TOKENS = 20_000;
/** Further apart than a phrase can reach. */
const BETWEEN_PARTS = 10;

export const noColumns = (): Columns => ({
  keys: [],
  publications: [],
  labels: [],
  values: [],
  amounts: [],
  titles: [],
});
export const EMPTY: Segment = { columns: noColumns(), terms: new Map() };

export const idOf = (key: string): string => key.slice(key.lastIndexOf("#") + 1);
export const yearOf = (key: string): string => key.slice(0, 4);
/** The slug of a record's office. */
export const officeOf = ({ labels, values }: Columns, doc: number): string => labels[values[doc]![0]!]!.slug;
/** By which titles are put in order: letters and digits alone, without case and accents, and not for ever. */
export const titleKey = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, "")
    .replace(/[^\p{L}\p{Nd}]+/gu, " ")
    .trim()
    .slice(0, 32);
/** The term under which a number is looked up; no text has a "#" in its terms. */
export const numberTerm = (key: string): string => `#${key}`;

export function segmentOf(records: Searchable[]): Segment {
  const found = new Map<string, PostingsWriter>();
  const columns = noColumns();
  const labels = new Map<string, number>();
  const newestFirst = [...records].sort((a, b) => (a.key < b.key ? 1 : -1));
  for (const [doc, record] of newestFirst.entries()) {
    columns.keys.push(record.key);
    columns.publications.push(record.publication);
    const all = [{ filter: OFFICE, slug: record.office, label: "" }, ...record.values];
    columns.values.push(all.map((label) => labelIn(columns, labels, label)));
    columns.amounts.push(record.amount ?? NO_AMOUNT);
    columns.titles.push(titleKey(record.title));
    for (const [term, { impact, places }] of termsOf(record)) {
      const writer = found.get(term) ?? new PostingsWriter();
      found.set(term, writer);
      writer.add(doc, impact, places);
    }
  }
  const terms = new Map([...found].map(([term, writer]) => [term, writer.done()]));
  return { columns, terms };
}

/** Each term of a record with its places and what it counts: more in the title than in the text, more if repeated. */
export function termsOf(record: Searchable): Map<string, { impact: number; places: number[] }> {
  const found = new Map<string, { impact: number; places: number[] }>();
  const bonus = { title: 3, summary: 1, text: 0 };
  const kinds = new Map<string, Set<keyof typeof bonus>>();
  let place = 0;
  let left = MAX_TOKENS;
  for (const { kind, text } of record.parts) {
    const tokens = tokensOf(text).slice(0, left);
    left -= tokens.length;
    for (const [i, { term, common }] of tokens.entries()) {
      if (common) continue;
      const entry = found.get(term) ?? { impact: 0, places: [] };
      found.set(term, entry);
      entry.places.push(place + i);
      kinds.set(term, (kinds.get(term) ?? new Set()).add(kind));
    }
    place += tokens.length + BETWEEN_PARTS;
  }
  for (const [term, entry] of found) {
    const repeated = Math.min(2, Math.floor(Math.log2(entry.places.length)));
    entry.impact = 1 + repeated;
    for (const kind of kinds.get(term) ?? []) entry.impact += bonus[kind];
  }
  for (const key of record.reference ? numberKeys(record.reference, record.n) : [])
    found.set(numberTerm(key), { impact: 7, places: [] });
  return found;
}

/** The place of a label in the columns, to which it comes where it is new. */
export function labelIn(columns: Columns, known: Map<string, number>, label: FilterLabel): number {
  const name = `${label.filter}/${label.slug}`;
  const index = known.get(name) ?? columns.labels.push(label) - 1;
  known.set(name, index);
  return index;
}
