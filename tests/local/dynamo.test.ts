/** The local DynamoDB: durable, metered by journey, and failing where it is told to. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type LocalDynamo, startDynamo } from "#infra/local/dynamo.ts";
import { createFaults } from "#infra/local/faults.ts";

process.env.AWS_REGION = "eu-west-2";
process.env.AWS_ACCESS_KEY_ID = "local";
process.env.AWS_SECRET_ACCESS_KEY = "local-secret";

const folder = mkdtempSync(join(tmpdir(), "dynamo-"));
const faults = createFaults();
let dynamo: LocalDynamo = await startDynamo({ file: join(folder, "d.db"), faults });
let client = connect();
let n = 0;

beforeEach(() => faults.clear());
afterAll(async () => {
  await dynamo.stop();
  rmSync(folder, { recursive: true });
});

describe("transactions", () => {
  test("all or nothing, with the reason by position", async () => {
    const taken = await put();
    const fresh = { pk: { S: `P#${++n}` }, sk: { S: "M" } };
    const error = await client
      .send(transaction([fresh, taken], "attribute_not_exists(pk)"))
      .catch((e: unknown) => e as TransactionCanceledException);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect((error as TransactionCanceledException).CancellationReasons?.map((r) => r.Code)).toEqual([
      "None",
      "ConditionalCheckFailed",
    ]);
    expect(await find(fresh)).toBeUndefined();
  });

  test("a conflict is retried by nobody but the caller, and says so", async () => {
    faults.plan({ kind: "conflict", match: (c) => c.action === "TransactWriteItems" });
    const item = { pk: { S: `P#${++n}` }, sk: { S: "M" } };
    const error = await client.send(transaction([item])).catch((e: unknown) => e);
    expect((error as TransactionCanceledException).CancellationReasons?.[0]?.Code).toBe(
      "TransactionConflict",
    );
    expect(await find(item)).toBeUndefined();
    await client.send(transaction([item]));
    expect(await find(item)).toBeDefined();
  });

  test("cancelled without reasons", async () => {
    faults.plan({ kind: "bare-cancel" });
    const error = await client
      .send(transaction([{ pk: { S: `P#${++n}` }, sk: { S: "M" } }]))
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect((error as TransactionCanceledException).CancellationReasons).toBeUndefined();
  });

  test("a connection lost after the commit: the repeat of the same call changes nothing more", async () => {
    faults.plan({ kind: "drop-after" });
    const item = { pk: { S: `P#${++n}` }, sk: { S: "M" } };
    // The SDK repeats with the same ClientRequestToken, so the condition does not fail on its own write.
    await client.send(transaction([item], "attribute_not_exists(pk)"));
    expect(await find(item)).toBeDefined();
    expect(faults.calls()["dynamodb.TransactWriteItems"]).toBeGreaterThan(1);
  });
});

describe("faults", () => {
  test("the second of three writes is throttled, once", async () => {
    const once = connect({ maxAttempts: 1 });
    faults.plan({ kind: "throttle", nth: 2 });
    const outcomes = [];
    for (let i = 0; i < 3; i++)
      outcomes.push(
        await put(once).then(
          () => "done",
          (e: Error) => e.name,
        ),
      );
    expect(outcomes).toEqual(["done", "ThrottlingException", "done"]);
  });

  test("every second call, until cleared", async () => {
    const once = connect({ maxAttempts: 1 });
    faults.plan({ kind: "error", every: 2 });
    const outcomes = [];
    for (let i = 0; i < 4; i++)
      outcomes.push(
        await put(once).then(
          () => "done",
          (e: Error) => e.name,
        ),
      );
    expect(outcomes).toEqual(["InternalServerError", "done", "InternalServerError", "done"]);
    faults.clear();
    await put(once);
  });

  test("cut after a write: it took effect, and nothing after it does", async () => {
    const once = connect({ maxAttempts: 1 });
    faults.plan({ kind: "cut-after" });
    const first = { pk: { S: `P#${++n}` }, sk: { S: "M" } };
    const second = { pk: { S: `P#${++n}` }, sk: { S: "M" } };
    await expect(once.send(new PutItemCommand({ TableName: "records", Item: first }))).rejects.toThrow();
    await expect(once.send(new PutItemCommand({ TableName: "records", Item: second }))).rejects.toThrow();
    await expect(once.send(new GetItemCommand({ TableName: "records", Key: first }))).rejects.toThrow();
    faults.clear();
    expect(await find(first)).toBeDefined();
    expect(await find(second)).toBeUndefined();
  });

  test("dropped before it is forwarded: no effect", async () => {
    const once = connect({ maxAttempts: 1 });
    faults.plan({ kind: "drop-before" });
    const item = { pk: { S: `P#${++n}` }, sk: { S: "M" } };
    await expect(once.send(new PutItemCommand({ TableName: "records", Item: item }))).rejects.toThrow();
    expect(await find(item)).toBeUndefined();
  });
});

test("units are added up by journey, asked for or not", async () => {
  dynamo.meter.journey("sign");
  await client.send(
    transaction([
      { pk: { S: `P#${++n}` }, sk: { S: "M" }, g1pk: { S: "B" }, g1sk: { S: "1" } },
      { pk: { S: `P#${++n}` }, sk: { S: "M" } },
    ]),
  );
  dynamo.meter.journey("read");
  await client.send(new GetItemCommand({ TableName: "records", Key: await put(), ConsistentRead: true }));
  dynamo.meter.journey("after");
  const { sign, read } = dynamo.meter.totals();
  // Two transactional writes of up to 1 KB cost two units each; the entry in the index adds at least one.
  expect(sign?.write).toBeGreaterThanOrEqual(5);
  expect(sign).toMatchObject({ read: 0, calls: 1 });
  expect(read).toEqual({ read: 1, write: 1, calls: 2 });
});

test("started again on the same file, it has what it had", async () => {
  const key = await put();
  await dynamo.stop();
  dynamo = await startDynamo({ file: join(folder, "d.db"), faults });
  client = connect();
  expect(await find(key)).toBeDefined();
});

test("DYNAMODB_ENDPOINT names another database, whose tables are taken as they are", async () => {
  const key = await put();
  process.env.DYNAMODB_ENDPOINT = dynamo.direct;
  const second = await startDynamo({ faults: createFaults() });
  delete process.env.DYNAMODB_ENDPOINT;
  const other = new DynamoDBClient({ endpoint: second.origin });
  expect((await other.send(new GetItemCommand({ TableName: "records", Key: key }))).Item).toEqual(key);
  await second.stop();
  expect(await find(key)).toBeDefined();
});

function connect(options = {}) {
  return new DynamoDBClient({ endpoint: dynamo.origin, ...options });
}

async function put(by = client) {
  const key = { pk: { S: `P#${++n}` }, sk: { S: "M" } };
  await by.send(new PutItemCommand({ TableName: "records", Item: key }));
  return key;
}

async function find({ pk, sk }: { pk: { S: string }; sk: { S: string } }) {
  return (await client.send(new GetItemCommand({ TableName: "records", Key: { pk, sk } }))).Item;
}

function transaction(items: Record<string, { S: string }>[], ConditionExpression?: string) {
  return new TransactWriteItemsCommand({
    TransactItems: items.map((Item) => ({ Put: { TableName: "records", Item, ConditionExpression } })),
  });
}
