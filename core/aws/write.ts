/** One conditional write outside a transaction. */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { database, tables } from "./clients.ts";
import type { Key } from "./keys.ts";
import { type Conditions, updateOf } from "./tx.ts";

/** Changes an item that still is as it was read; false where it is not. Undefined removes an attribute. */
export async function changeItem(key: Key, set: Record<string, unknown>, seen: Conditions): Promise<boolean> {
  try {
    await database().send(
      new UpdateCommand({
        TableName: tables.records,
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
