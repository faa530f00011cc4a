/**
 * DynamoDB in this process's memory: the SDK's own requests, on the wire's JSON, answered without a
 * socket, so that a thousand stories run in minutes. It knows the calls and expressions that we use and
 * refuses any other; memory-dynamo.test.ts holds its answers against those of the local database.
 */
import { TABLES, type TableShape } from "#core/aws/tables.ts";
import { conditionOf, type Item, type Parameters, updated } from "./memory-expressions.ts";

type Operation = Parameters & {
  TableName: string;
  Item?: Item;
  Key?: Item;
  ConditionExpression?: string;
  UpdateExpression?: string;
};
interface Range extends Parameters {
  TableName: string;
  IndexName?: string;
  KeyConditionExpression?: string;
  ScanIndexForward?: boolean;
  Limit?: number;
  ExclusiveStartKey?: Item;
}
type Write = { kind: "Put" | "Update" | "Delete" | "ConditionCheck"; operation: Operation };
export interface WireAnswer {
  status: number;
  body: string;
}

interface Transaction {
  TransactItems: Record<string, Operation>[];
  ClientRequestToken?: string;
}
interface Batch {
  RequestItems: Record<string, { Keys: Item[] }>;
}
type Asked = Operation & Range & Transaction & Batch;

/** What DynamoDB refuses, by the name of its exception. */
class Refused extends Error {
  readonly more: object;
  constructor(name: string, message: string, more: object = {}) {
    super(message);
    this.name = name;
    this.more = more;
  }
}

export class MemoryDynamo {
  readonly #tables = new Map<string, Map<string, Map<string, Item>>>();
  /** Transactions that were done, by the token that the SDK repeats them with. */
  readonly #done = new Set<string>();
  readonly #versions = new Map<string, number>();

  /** Answers one call, named as in X-Amz-Target. */
  answer(action: string, body: string): WireAnswer {
    try {
      return { status: 200, body: JSON.stringify(this.#perform(action, JSON.parse(body) as Asked)) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { name, message, more } = error;
      const __type = `com.amazonaws.dynamodb.v20120810#${name}`;
      return { status: 400, body: JSON.stringify({ __type, message, ...more }) };
    }
  }

  /** Every item of a table, as stored. */
  items(table: string): Item[] {
    return [...this.#table(table).values()].flatMap((partition) => [...partition.values()]);
  }

  /** Rises with every write to a partition. */
  version(table: string, pk: string): number {
    return this.#versions.get(`${table} ${pk}`) ?? 0;
  }

  /** Forgets every partition but those named so. */
  wipe(keep: (pk: string) => boolean): void {
    for (const table of this.#tables.values()) for (const pk of table.keys()) if (!keep(pk)) table.delete(pk);
    this.#done.clear();
  }

  #perform(action: string, asked: Asked): object {
    switch (action) {
      case "GetItem":
        return { Item: this.#find(asked) };
      case "BatchGetItem":
        return this.#batchGet(asked);
      case "Query":
      case "Scan":
        return this.#read(asked);
      case "PutItem":
        return this.#single("Put", asked);
      case "UpdateItem":
        return this.#single("Update", asked);
      case "DeleteItem":
        return this.#single("Delete", asked);
      case "TransactWriteItems":
        return this.#transact(asked);
      default:
        throw new Error(`The database in memory has no ${action}`);
    }
  }

  #single(kind: Write["kind"], operation: Operation): object {
    if (!this.#holds(operation))
      throw new Refused("ConditionalCheckFailedException", "The conditional request failed");
    this.#write({ kind, operation });
    return {};
  }

  #transact({ TransactItems, ClientRequestToken = "" }: Transaction): object {
    if (this.#done.has(ClientRequestToken)) return {};
    const writes = TransactItems.map((item) => {
      const [entry] = Object.entries(item) as [Write["kind"], Operation][];
      return { kind: entry![0], operation: entry![1] };
    });
    const names = writes.map(({ operation }) => nameOf(operation));
    if (new Set(names).size < names.length)
      throw new Refused(
        "ValidationException",
        "Transaction request cannot include multiple operations on one item",
      );
    const reasons = writes.map(({ operation }) =>
      this.#holds(operation)
        ? { Code: "None" }
        : { Code: "ConditionalCheckFailed", Message: "The conditional request failed" },
    );
    if (reasons.some(({ Code }) => Code !== "None"))
      throw new Refused("TransactionCanceledException", "Transaction cancelled", {
        Message: "Transaction cancelled, please refer cancellation reasons for specific reasons",
        CancellationReasons: reasons,
      });
    for (const write of writes) this.#write(write);
    if (ClientRequestToken) this.#done.add(ClientRequestToken);
    return {};
  }

  #holds(operation: Operation): boolean {
    const { ConditionExpression: condition } = operation;
    return condition === undefined || conditionOf(condition)(this.#find(operation), operation);
  }

  #write({ kind, operation }: Write): void {
    if (kind === "ConditionCheck") return;
    const { TableName, Item, UpdateExpression } = operation;
    const { pk, sk } = keyOf(operation);
    const table = this.#table(TableName);
    this.#versions.set(`${TableName} ${pk}`, this.version(TableName, pk) + 1);
    const partition = table.get(pk) ?? new Map<string, Item>();
    table.set(pk, partition);
    if (kind === "Put") partition.set(sk, Item ?? {});
    else if (kind === "Delete") partition.delete(sk);
    else {
      const before = partition.get(sk) ?? { pk: { S: pk }, sk: { S: sk } };
      partition.set(sk, updated(before, UpdateExpression ?? "", operation));
    }
  }

  #find(operation: Operation): Item | undefined {
    const { pk, sk } = keyOf(operation);
    return this.#table(operation.TableName).get(pk)?.get(sk);
  }

  #batchGet({ RequestItems }: Batch): object {
    const Responses = Object.fromEntries(
      Object.entries(RequestItems).map(([TableName, { Keys }]) => [
        TableName,
        Keys.flatMap((Key) => this.#find({ TableName, Key }) ?? []),
      ]),
    );
    return { Responses, UnprocessedKeys: {} };
  }

  #read(asked: Range): object {
    const { TableName, IndexName, KeyConditionExpression: wanted, Limit, ExclusiveStartKey: after } = asked;
    const { hashKey, rangeKey } = shapeOf(TableName, IndexName);
    const partition = IndexName || !wanted ? undefined : asked.ExpressionAttributeValues?.[":pk"]?.S;
    const among =
      partition === undefined
        ? this.items(TableName)
        : [...(this.#table(TableName).get(partition)?.values() ?? [])];
    const order = (item: Item) => [hashKey, rangeKey, "pk", "sk"].map((k) => item[k]?.S ?? "").join("\0");
    const holds = wanted ? conditionOf(wanted) : () => true;
    const found = among
      .filter((item) => item[hashKey] && item[rangeKey] && holds(item, asked))
      .map((item) => ({ item, at: order(item) }))
      .sort((a, b) => (a.at < b.at ? -1 : 1));
    if (asked.ScanIndexForward === false) found.reverse();
    const start = after ? found.findIndex(({ at }) => at === order(after)) + 1 : 0;
    const page = found.slice(start, Limit ? start + Limit : undefined).map(({ item }) => item);
    const more = start + page.length < found.length;
    return {
      Items: IndexName ? page.map((item) => projected(item, TableName, IndexName)) : page,
      Count: page.length,
      LastEvaluatedKey: more ? pick(page.at(-1)!, [...new Set(["pk", "sk", hashKey, rangeKey])]) : undefined,
    };
  }

  #table(name: string): Map<string, Map<string, Item>> {
    const table = this.#tables.get(name) ?? new Map<string, Map<string, Item>>();
    this.#tables.set(name, table);
    return table;
  }
}

function keyOf({ Item, Key }: Operation): { pk: string; sk: string } {
  const key = Item ?? Key;
  if (Key && Object.keys(Key).toSorted().join() !== "pk,sk")
    throw new Refused("ValidationException", "The provided key element does not match the schema");
  return { pk: key?.pk?.S ?? "", sk: key?.sk?.S ?? "" };
}

function nameOf(operation: Operation): string {
  const { pk, sk } = keyOf(operation);
  return JSON.stringify([operation.TableName, pk, sk]);
}

function shapeOf(table: string, index?: string): { hashKey: string; rangeKey: string } {
  const shape: TableShape = TABLES[table as keyof typeof TABLES];
  return index ? shape.indexes[index]! : shape;
}

/** An item as an index has it: its keys, the table's, and what the index includes. */
function projected(item: Item, table: string, index: string): Item {
  const shape: TableShape = TABLES[table as keyof typeof TABLES];
  const { hashKey, rangeKey, include } = shape.indexes[index]!;
  return pick(item, ["pk", "sk", hashKey, rangeKey, ...include]);
}

function pick(item: Item, names: string[]): Item {
  return Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}
