/**
 * The money of the decisions of one year of a register: by financial year, by who gives it, by category and
 * by who receives most. Records that are linked to one another state a sum once, by the rule of a programme
 * (programme-money.ts); records that nothing links are decisions of their own, however alike their sums.
 * Made from the entries of that year alone: what another year's record replaces or announces adds nothing.
 */
import { referenceKey } from "#core/form/series.ts";
import { isWithinRegister } from "./changes.ts";
import type { RegisterEntry } from "./entry.ts";
import { tiesOf } from "./programme.ts";
import { type Item, rowsOf, sumsOf, total, type YearRow, yearsOf } from "./programme-money.ts";
import type { Bodies } from "./recipients.ts";

/** How many of each list are shown by name. */
export const LARGEST = 10;

export interface Share {
  name: string;
  amount: number;
  members?: string[];
  /** The category of a row that is of one alone. */
  category?: string;
}

export interface Largest {
  rows: Share[];
  /** All that come after these. */
  others?: { count: number; amount: number };
}

export interface YearMoney {
  years: YearRow[];
  funders: Largest;
  categories: Largest;
  recipients: Largest;
  /** Committed by decisions that do not say who receives how much: in every other total. */
  together: number;
  /** Confirmed funding, and what the decisions commit. */
  funded: number;
  committed: number;
}

/** Undefined where the year's decisions commit nothing, and no funding is confirmed by them. */
export function yearMoneyOf(entries: RegisterEntry[], bodies: Bodies): YearMoney | undefined {
  const sums = linkedAmong(standingAmong(entries)).map((records) => sumsOf(records, bodies));
  const confirmed = sums.flatMap((s) => s.confirmed);
  const given = sums.flatMap((s) => s.given);
  if (confirmed.length + given.length === 0) return undefined;
  return {
    years: yearsOf(confirmed, given),
    funders: largest(rowsOf(confirmed, bodies)),
    categories: largest(categoriesOf(given)),
    recipients: largest(
      rowsOf(
        given.filter((i) => i.key),
        bodies,
      ),
    ),
    together: total(given.filter((i) => !i.key)),
    funded: total(confirmed),
    committed: total(given),
  };
}

/** The entries without those that a record of another year has replaced, and without what announces such a one. */
function standingAmong(entries: RegisterEntry[]): RegisterEntry[] {
  const here = new Set(entries.map((e) => e.id));
  const isReplaced = ({ changedBy = [] }: RegisterEntry) =>
    changedBy.some(({ relation, id }) => relation !== "corrects" && !here.has(id));
  const standing = entries.filter((e) => !isReplaced(e));
  const numbers = new Set(standing.flatMap((e) => (e.reference ? [referenceKey(e.reference)] : [])));
  return standing.filter((e) =>
    e.links
      .filter((link) => link.relation === "publishes" && isWithinRegister(link))
      .every(({ reference = "" }) => numbers.has(referenceKey(reference))),
  );
}

/** In groups, each of the records that carry one another on. */
function linkedAmong(entries: RegisterEntry[]): RegisterEntry[][] {
  const byNumber = Map.groupBy(
    entries.filter((e) => e.reference),
    (e) => referenceKey(e.reference!),
  );
  const beside = new Map<string, RegisterEntry[]>(entries.map((e) => [e.id, []]));
  for (const entry of entries)
    for (const other of tiesOf(entry).flatMap((key) => byNumber.get(key) ?? [])) {
      beside.get(entry.id)!.push(other);
      beside.get(other.id)!.push(entry);
    }
  const seen = new Set<string>();
  return entries.flatMap((first) => {
    const found: RegisterEntry[] = [];
    for (const next = [first]; next.length > 0; ) {
      const entry = next.pop()!;
      if (seen.has(entry.id)) continue;
      seen.add(entry.id);
      found.push(entry);
      next.push(...beside.get(entry.id)!);
    }
    return found.length > 0 ? [found] : [];
  });
}

/** A decision in several categories is in a row of these together, so that each sum is in one row. */
function categoriesOf(given: Item[]): Share[] {
  const rows = Map.groupBy(given, ({ entry }) => entry.categories.map((c) => c.id).join("|"));
  return [...rows.values()]
    .map((items) => {
      const { categories } = items[0]!.entry;
      return {
        name: categories.map((c) => c.label).join("; "),
        amount: total(items),
        ...(categories.length === 1 && { category: categories[0]!.id }),
      };
    })
    .sort((a, b) => b.amount - a.amount || a.name.localeCompare(b.name));
}

function largest(sorted: Share[]): Largest {
  const rest = sorted.slice(LARGEST);
  const rows = sorted
    .slice(0, LARGEST)
    .map(({ name, amount, members, category }) => ({ name, amount, members, category }));
  return { rows, ...(rest.length > 0 && { others: { count: rest.length, amount: total(rest) } }) };
}
