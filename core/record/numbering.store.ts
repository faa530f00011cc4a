/**
 * Whether every number of an office is accounted for (data design, 1.6): in each period the claims run from
 * the first to the last without a gap, each leads to a record that carries that number, and whatever is
 * out has its entry in the register. Reads alone, but for what it found, which officers are shown.
 */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { database, tables } from "#core/aws/clients.ts";
import { claimKey, countersKey, numbersKey, placeKey, recordKey } from "#core/aws/keys.ts";
import { findItem, findItems, query } from "#core/aws/read.ts";
import type { Office } from "#core/form/office.ts";
import { firstNumber } from "#core/form/series.ts";
import { openNumbers } from "#core/notice/numbers.store.ts";
import { permanentId } from "#core/notice/permanent-id.ts";
import { findEntriesAt } from "#core/notice/register.store.ts";
import { unpackState } from "./compress.ts";
import { NumberSchema } from "./events.ts";
import { isPublic } from "./state.ts";

const Counter = v.object({ pk: v.string(), last: v.number() });
const Claim = v.object({ sk: v.string(), record: v.string(), reference: v.string() });
const Place = v.object({ office: v.string(), sort: v.string() });
const Meta = v.object({ st: v.instance(Uint8Array) });
const Carried = v.object({
  state: v.picklist(["draft", "review", "decided", "published", "withheld", "withdrawn", "unpublished"]),
  publication: v.number(),
  projected: v.number(),
  number: v.optional(NumberSchema),
  correction: v.optional(v.unknown()),
});
const CheckItem = v.object({ at: v.string(), checked: v.number(), faults: v.array(v.string()) });

export type NumbersCheck = v.InferOutput<typeof CheckItem>;

/** What one item may hold of it: the first of many say enough. */
const MOST_FAULTS = 50;
/** Periods of a series that are looked at each day; of the older ones, each in its turn. */
const NEWEST = 2;
const AT_ONCE = 100;

/** Looks, and keeps what it found. `every`: all periods, not only the newest and one older. */
export async function checkNumbers(office: Office, now: string, every = false): Promise<NumbersCheck> {
  const faults: string[] = [];
  let checked = 0;
  const open = await openNumbers(office.office);
  for (const period of chosen(await periodsOf(office.office), now, every))
    checked += await checkPeriod(office, period, open, faults);
  const check = { at: now, checked, faults: faults.slice(0, MOST_FAULTS) };
  const Item = { ...check, ...numbersKey(office.office) };
  await database().send(new PutCommand({ TableName: tables.records, Item }));
  return check;
}

/** What the last check found. */
export async function findNumbersCheck(office: string): Promise<NumbersCheck | undefined> {
  return findItem(CheckItem, numbersKey(office));
}

interface Period {
  series: string;
  period: string;
}

async function periodsOf(office: string): Promise<Period[]> {
  const rows = await query(v.object({ g1sk: v.string() }), { pk: countersKey(office), index: "lists" });
  return rows.map(({ g1sk }) => {
    const [series = "", period = ""] = g1sk.split("#");
    return { series, period };
  });
}

function chosen(periods: Period[], now: string, every: boolean): Period[] {
  if (every) return periods;
  const day = Math.floor(Date.parse(now) / 86_400_000);
  return [...Map.groupBy(periods, (p) => p.series).values()].flatMap((own) => {
    const newest = own.toSorted((a, b) => b.period.localeCompare(a.period));
    const older = newest.slice(NEWEST);
    return [...newest.slice(0, NEWEST), ...older.slice(day % (older.length || 1)).slice(0, 1)];
  });
}

async function checkPeriod(
  office: Office,
  { series, period }: Period,
  open: { series: string; period: string; n: number }[],
  faults: string[],
): Promise<number> {
  const { office: slug } = office;
  const { pk } = claimKey(slug, series, period, 0);
  const [counter] = await query(Counter, { pk, from: "CTR", upTo: "CTR" });
  const claims = await query(Claim, { pk, prefix: "#" });
  const numbers = claims.map(({ sk }) => Number(sk.slice(1)));
  const last = Math.max(counter?.last ?? 0, ...numbers);
  const given = new Set(numbers);
  const set = office.series?.[series];
  const first = Math.min(set ? firstNumber(set, period) : last, ...numbers);
  const where = period === "all" ? `of the series “${series}”` : `of ${period} (“${series}”)`;
  for (let n = first; n <= last; n++) if (!given.has(n)) faults.push(`Number ${n} ${where} was never given`);
  if (counter?.last !== numbers.at(-1))
    faults.push(`The last number ${where} is ${numbers.at(-1)}, and its counter says ${counter?.last}`);
  const unentered = new Set(open.filter((o) => o.series === series && o.period === period).map((o) => o.n));
  for (let i = 0; i < claims.length; i += AT_ONCE)
    faults.push(...(await claimFaults(slug, { series, period }, claims.slice(i, i + AT_ONCE), unentered)));
  return claims.length;
}

async function claimFaults(
  office: string,
  { series, period }: Period,
  claims: v.InferOutput<typeof Claim>[],
  unentered: Set<number>,
): Promise<string[]> {
  const records = [...new Set(claims.map((c) => c.record))];
  const metas = await findItems(
    Meta,
    records.map((id) => recordKey(id)),
  );
  const places = await findItems(
    Place,
    records.map((id) => placeKey(permanentId("record", id))),
  );
  const filed = places.flatMap((place) => place ?? []);
  const entries = (await findEntriesAt(filed)).flatMap((entry) => entry ?? []);
  return claims.flatMap(({ sk, record, reference }): string[] => {
    const n = Number(sk.slice(1));
    const meta = metas[records.indexOf(record)];
    const state = meta && v.parse(Carried, unpackState(meta.st));
    const own = state?.number;
    if (!own || own.series !== series || own.period !== period || own.n !== n || own.reference !== reference)
      return [`${reference} was given to a record that does not carry it`];
    const out = isPublic(state) || state.correction !== undefined;
    if (out === unentered.has(n))
      return [out ? `${reference} is out, and listed as not out` : `${reference} is not out, and not listed`];
    // Its place is noted as its pages are written, which may still be under way.
    if (!out || state.projected < 1) return [];
    const entry = entries.find((e) => e.id === record);
    return entry?.office.slug === office && entry.reference === reference
      ? []
      : [`${reference} has no entry in the register`];
  });
}
