/**
 * Transactions with named items: the only place that talks TransactWriteItems. DynamoDB answers a
 * cancelled transaction by position; here each item has a name, so a caller learns *which* condition
 * failed ("rev", "task-open", "command"). Conflicts and throttling are retried with full jitter; a
 * failed condition never is, since what was decided must be decided again on what is there now.
 */
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { AppError } from "../errors.ts";
import { database, tables } from "./clients.ts";
import type { Key } from "./keys.ts";

type TableName = "records" | "ledger";
/** What an attribute must be. `absent`: it must not be there. `below`: less than a number or string. */
export type Expected =
  | string
  | number
  | boolean
  | { absent: true }
  | { oneOf: (string | number)[] }
  | { above: string | number }
  | { below: string | number };
export type Conditions = Record<string, Expected>;
type Item = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

const MAX_ITEMS = 60;
const TRANSIENT = new Set([
  "TransactionConflict",
  "ThrottlingError",
  "ProvisionedThroughputExceeded",
  "RequestLimitExceeded",
]);

export type Outcome = { ok: true } | { ok: false; failed: string };

export class Transaction {
  readonly #items: { name: string; item: Item }[] = [];

  /** Puts a whole item that must not exist yet. */
  create(name: string, key: Key, attributes: object, table: TableName = "records"): this {
    return this.#add(name, {
      Put: {
        TableName: key.table ?? tables[table],
        Item: itemOf(key, attributes),
        ConditionExpression: "attribute_not_exists(pk)",
      },
    });
  }

  /** Puts an item that follows from its key: whoever puts it again puts the same. */
  keep(name: string, key: Key, attributes: object): this {
    return this.#add(name, {
      Put: { TableName: key.table ?? tables.records, Item: itemOf(key, attributes) },
    });
  }

  /** Puts a whole item in place of one that meets the conditions. */
  replace(name: string, key: Key, attributes: object, conditions: Conditions): this {
    return this.#add(name, {
      Put: {
        TableName: key.table ?? tables.records,
        Item: itemOf(key, attributes),
        ...conditionOf(conditions),
      },
    });
  }

  /** Sets (and, for undefined, removes) attributes of an item that meets the conditions. */
  update(name: string, key: Key, set: Record<string, unknown>, conditions: Conditions): this {
    return this.#add(name, {
      Update: {
        TableName: key.table ?? tables.records,
        Key: { pk: key.pk, sk: key.sk },
        ...updateOf(set, conditions),
      },
    });
  }

  /** Takes an item away; with conditions, only one that meets them. */
  remove(name: string, key: Key, conditions?: Conditions): this {
    return this.#add(name, {
      Delete: {
        TableName: key.table ?? tables.records,
        Key: { pk: key.pk, sk: key.sk },
        ...(conditions && conditionOf(conditions)),
      },
    });
  }

  /** Demands that an item meets the conditions, and leaves it alone. */
  check(name: string, key: Key, conditions: Conditions): this {
    return this.#add(name, {
      ConditionCheck: {
        TableName: key.table ?? tables.records,
        Key: { pk: key.pk, sk: key.sk },
        ...conditionOf(conditions),
      },
    });
  }

  async commit(): Promise<Outcome> {
    if (this.#items.length > MAX_ITEMS)
      throw new AppError(
        "too-large",
        "transaction-too-large",
        "This step would change too many things at once",
      );
    for (let attempt = 0; ; attempt++) {
      try {
        await database().send(
          new TransactWriteCommand({
            TransactItems: this.#items.map((i) => i.item),
            ReturnConsumedCapacity: "TOTAL",
          }),
        );
        return { ok: true };
      } catch (error) {
        const failed = this.#failedCondition(error);
        if (failed) return { ok: false, failed };
        if (!isTransient(error) || attempt >= 11) throw error;
        await jitter(attempt);
      }
    }
  }

  #add(name: string, item: Item): this {
    this.#items.push({ name, item });
    return this;
  }

  /** The first item whose own condition failed; undefined where the reasons do not say so. */
  #failedCondition(error: unknown): string | undefined {
    if (!(error instanceof TransactionCanceledException)) return undefined;
    const reasons = error.CancellationReasons ?? [];
    if (reasons.length !== this.#items.length) return undefined;
    const at = reasons.findIndex((r) => r.Code === "ConditionalCheckFailed");
    return at < 0 ? undefined : this.#items[at]?.name;
  }
}

/** A whole item: a key's two attributes, and nothing else that comes with it. */
export function itemOf({ pk, sk }: Key, attributes: object): Record<string, unknown> {
  return { ...attributes, pk, sk };
}

/** An update expression for a single conditional write outside a transaction. */
export function updateOf(set: Record<string, unknown>, conditions: Conditions) {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const sets: string[] = [];
  const removes: string[] = [];
  for (const [i, [attribute, value]] of Object.entries(set).entries()) {
    names[`#s${i}`] = attribute;
    if (value === undefined) removes.push(`#s${i}`);
    else {
      values[`:s${i}`] = value;
      sets.push(`#s${i} = :s${i}`);
    }
  }
  const condition = conditionOf(conditions);
  return {
    UpdateExpression: [
      sets.length && `SET ${sets.join(", ")}`,
      removes.length && `REMOVE ${removes.join(", ")}`,
    ]
      .filter(Boolean)
      .join(" "),
    ConditionExpression: condition.ConditionExpression,
    ExpressionAttributeNames: { ...names, ...condition.ExpressionAttributeNames },
    ...valuesOf({ ...values, ...condition.ExpressionAttributeValues }),
  };
}

function conditionOf(conditions: Conditions) {
  const names: Record<string, string> = { "#pk": "pk" };
  const values: Record<string, unknown> = {};
  const parts = ["attribute_exists(#pk)"];
  for (const [i, [attribute, expected]] of Object.entries(conditions).entries()) {
    const name = `#c${i}`;
    const value = `:c${i}`;
    names[name] = attribute;
    if (typeof expected !== "object") {
      values[value] = expected;
      parts.push(`${name} = ${value}`);
    } else if ("absent" in expected) parts.push(`attribute_not_exists(${name})`);
    else if ("above" in expected) {
      values[value] = expected.above;
      parts.push(`${name} > ${value}`);
    } else if ("below" in expected) {
      values[value] = expected.below;
      parts.push(`${name} < ${value}`);
    } else {
      const options = expected.oneOf.map((option, k) => {
        values[`${value}x${k}`] = option;
        return `${value}x${k}`;
      });
      parts.push(`${name} IN (${options.join(", ")})`);
    }
  }
  return { ConditionExpression: parts.join(" AND "), ExpressionAttributeNames: names, ...valuesOf(values) };
}

/** DynamoDB refuses an empty ExpressionAttributeValues. */
function valuesOf(values: Record<string, unknown>): { ExpressionAttributeValues?: Record<string, unknown> } {
  return Object.keys(values).length ? { ExpressionAttributeValues: values } : {};
}

function isTransient(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map((r) => r.Code ?? "None");
    // A missing or short list of reasons proves nothing: try again, never assume that it was done.
    return codes.length === 0 || codes.some((c) => TRANSIENT.has(c));
  }
  const name = (error as { name?: string }).name ?? "";
  return [
    "TransactionInProgressException",
    "ThrottlingException",
    "ProvisionedThroughputExceededException",
  ].includes(name);
}

function jitter(attempt: number): Promise<void> {
  const ceiling = Math.min(4000, 60 * 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling));
}
