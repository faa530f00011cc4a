/**
 * Writes what another installation had, and nothing over what is here: an item is put where there is none,
 * and one that is there must be the same. So an import can be repeated, and can never destroy.
 */
import { isDeepStrictEqual } from "node:util";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { database, tables } from "./clients.ts";
import type { Key } from "./keys.ts";

/** "written", "there" where the same is there already, "other" where something else is. */
export async function restoreItem(
  item: Key & Record<string, unknown>,
  table: "records" | "ledger" = "records",
  /** Attributes that say nothing of whether two are the same. */
  except: string[] = [],
): Promise<"written" | "there" | "other"> {
  const TableName = tables[table];
  try {
    await database().send(
      new PutCommand({ TableName, Item: item, ConditionExpression: "attribute_not_exists(pk)" }),
    );
    return "written";
  } catch (error) {
    if ((error as Error).name !== "ConditionalCheckFailedException") throw error;
  }
  const { pk, sk } = item;
  const { Item } = await database().send(
    new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }),
  );
  const plain = (value: Record<string, unknown> = {}) =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([name, v]) => v !== undefined && !except.includes(name))
        .map(([name, v]) => [name, v instanceof Uint8Array ? Buffer.from(v).toString("base64") : v]),
    );
  return isDeepStrictEqual(plain(Item), plain(item)) ? "there" : "other";
}
