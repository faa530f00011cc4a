/**
 * Reads: one item or one partition, parsed by its schema. A corrupted item is reported and never
 * rendered: reading fails closed.
 */
import { BatchGetCommand, type BatchGetCommandOutput, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { database, tables } from "./clients.ts";
import type { Key } from "./keys.ts";

/** One item, read consistently; undefined where there is none. */
export function findItem<S extends v.GenericSchema>(
  schema: S,
  key: Key,
): Promise<v.InferOutput<S> | undefined> {
  return get(schema, key, true);
}

/**
 * The same for half a read unit: perhaps a moment old, and read again consistently where there seems to
 * be none. For what never changes, and for what the write that follows holds by a condition.
 */
export async function findSettled<S extends v.GenericSchema>(
  schema: S,
  key: Key,
): Promise<v.InferOutput<S> | undefined> {
  return (await get(schema, key, false)) ?? findItem(schema, key);
}

async function get<S extends v.GenericSchema>(
  schema: S,
  key: Key,
  consistent: boolean,
): Promise<v.InferOutput<S> | undefined> {
  const { Item } = await database().send(
    new GetCommand({
      TableName: key.table ?? tables.records,
      Key: { pk: key.pk, sk: key.sk },
      ConsistentRead: consistent,
      ReturnConsumedCapacity: "TOTAL",
    }),
  );
  return Item && parse(schema, Item, `${key.pk} ${key.sk}`);
}

/**
 * Up to 100 items at once, read consistently, in the order of their keys; undefined for each that is not
 * there. Each key may be named once.
 */
export async function findItems<S extends v.GenericSchema>(
  schema: S,
  keys: Key[],
): Promise<(v.InferOutput<S> | undefined)[]> {
  const name = ({ pk, sk }: Key) => JSON.stringify([pk, sk]);
  const found = new Map<string, v.InferOutput<S>>();
  let left: Record<string, unknown>[] | undefined = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (let attempt = 0; left?.length; attempt++) {
    if (attempt > 0)
      await new Promise((done) => setTimeout(done, Math.random() * Math.min(2000, 40 * 2 ** attempt)));
    const { Responses, UnprocessedKeys }: BatchGetCommandOutput = await database().send(
      new BatchGetCommand({
        RequestItems: { [tables.records]: { Keys: left, ConsistentRead: true } },
        ReturnConsumedCapacity: "TOTAL",
      }),
    );
    for (const item of Responses?.[tables.records] ?? []) {
      const key = { pk: String(item.pk), sk: String(item.sk) };
      found.set(name(key), parse(schema, item, `${key.pk} ${key.sk}`));
    }
    left = UnprocessedKeys?.[tables.records]?.Keys;
  }
  return keys.map((key) => found.get(name(key)));
}

/** The key attributes of each index. `day` is the ledger's. */
const INDEXES = { lists: ["g1pk", "g1sk"], due: ["g2pk", "g2sk"], day: ["dpk", "dsk"] } as const;

export interface Range {
  pk: string;
  /** Sort keys that begin so. */
  prefix?: string;
  /** Sort keys from here on. */
  from?: string;
  upTo?: string;
  newestFirst?: boolean;
  limit?: number;
  index?: keyof typeof INDEXES;
  /** The name of its table, where that is not the records table. */
  table?: string;
}

/** Items of one partition in order, page after page, at most `limit`. The base table is read consistently. */
export async function query<S extends v.GenericSchema>(schema: S, range: Range): Promise<v.InferOutput<S>[]> {
  const { index, table = tables.records, from, upTo } = range;
  // The database refuses a range that ends before it begins, which anyone may ask for.
  if (from !== undefined && upTo !== undefined && from > upTo) return [];
  const [pk, sk] = index ? INDEXES[index] : ["pk", "sk"];
  const sort = range.prefix !== undefined ? "begins_with(#sk, :a)" : bounds(range);
  const found: v.InferOutput<S>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await database().send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        ConsistentRead: index === undefined,
        KeyConditionExpression: sort ? `#pk = :pk AND ${sort}` : "#pk = :pk",
        ExpressionAttributeNames: { "#pk": pk, ...(sort && { "#sk": sk }) } as Record<string, string>,
        ExpressionAttributeValues: {
          ":pk": range.pk,
          ...(sort && { ":a": range.prefix ?? range.from ?? range.upTo }),
          ...(sort.includes(":b") && { ":b": range.upTo }),
        },
        ScanIndexForward: !range.newestFirst,
        Limit: range.limit && range.limit - found.length,
        ExclusiveStartKey: start,
        ReturnConsumedCapacity: "TOTAL",
      }),
    );
    for (const item of page.Items ?? []) found.push(parse(schema, item, `${range.pk}`));
    start = page.LastEvaluatedKey;
  } while (start && (range.limit === undefined || found.length < range.limit));
  return found;
}

function bounds({ from, upTo }: Range): string {
  if (from !== undefined && upTo !== undefined) return "#sk BETWEEN :a AND :b";
  if (from !== undefined) return "#sk >= :a";
  return upTo !== undefined ? "#sk <= :a" : "";
}

function parse<S extends v.GenericSchema>(schema: S, item: unknown, where: string): v.InferOutput<S> {
  const result = v.safeParse(schema, item);
  if (result.success) return result.output;
  const path = v.getDotPath(result.issues[0]) ?? "";
  throw new Error(`Corrupted item ${where}: ${path} ${result.issues[0].message}`);
}
