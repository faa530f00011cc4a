/** Single writes outside a transaction: each is conditional, or an idempotent repeat. */
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { database, tables } from "./clients.ts";
import type { Key } from "./keys.ts";
import { type Conditions, itemOf, updateOf } from "./tx.ts";

/** Changes an item that still is as it was read; false where it is not. Undefined removes an attribute. */
export async function changeItem(key: Key, set: Record<string, unknown>, seen: Conditions): Promise<boolean> {
  try {
    await database().send(
      new UpdateCommand({
        TableName: key.table ?? tables.records,
        Key: { pk: key.pk, sk: key.sk },
        ...updateOf(set, seen),
        ReturnConsumedCapacity: "TOTAL",
      }),
    );
    return true;
  } catch (error) {
    if ((error as Error).name === "ConditionalCheckFailedException") return false;
    throw error;
  }
}

/** Puts a whole item that must not exist yet; false where it does. */
export async function createItem(key: Key, attributes: object): Promise<boolean> {
  try {
    await database().send(
      new PutCommand({
        TableName: key.table ?? tables.records,
        Item: itemOf(key, attributes),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnConsumedCapacity: "TOTAL",
      }),
    );
    return true;
  } catch (error) {
    if ((error as Error).name === "ConditionalCheckFailedException") return false;
    throw error;
  }
}
