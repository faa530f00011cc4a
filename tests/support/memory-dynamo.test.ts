/**
 * The database in memory against the local one, which others made: both get every call of whole stories,
 * with their lost races and repeated transactions, and of reads that no story makes; each answer of the
 * one is the answer of the other.
 */
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { afterAll, beforeAll, expect, it } from "vitest";
import { database } from "#core/aws/clients.ts";
import { findItems, query } from "#core/aws/read.ts";
import { type Conditions, Transaction } from "#core/aws/tx.ts";
import { changeItem } from "#core/aws/write.ts";
import { type LocalDynamo, startDynamo } from "#infra/local/dynamo.ts";
import { createFaults } from "#infra/local/faults.ts";
import { runModel } from "#tests/model/model.ts";
import { openInMemory } from "#tests/model/store.ts";
import type { WireAnswer } from "#tests/support/memory-dynamo.ts";
import { setStoreEnvironment } from "#tests/support/store.ts";

const differences: string[] = [];
const calls = new Map<string, number>();
let local: LocalDynamo;
let last: Promise<unknown> = Promise.resolve();

beforeAll(async () => {
  setStoreEnvironment();
  local = await startDynamo({ faults: createFaults() });
});
afterAll(() => local.stop());

/** One call after another, so that both databases get them in the same order. */
function witness(action: string, asked: string, answer: () => WireAnswer): Promise<WireAnswer> {
  const turn = last.then(async () => {
    const given = answer();
    const response = await fetch(local.direct, {
      method: "POST",
      body: asked,
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${action}`,
        // It asks for a signature, whichever.
        "x-amz-date": "20250303T090000Z",
        authorization:
          "AWS4-HMAC-SHA256 Credential=t/20250303/eu-west-2/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
      },
    });
    const other = { status: response.status, body: await response.text() };
    const name = `${action} ${given.status}`;
    calls.set(name, (calls.get(name) ?? 0) + 1);
    if (essence(given) !== essence(other)) differences.push(`${asked}\n${given.body}\n${other.body}`);
    return given;
  });
  last = turn.catch(() => {});
  return turn;
}

/** An answer without what it costs and how an error is worded. */
function essence({ status, body }: WireAnswer): string {
  const { __type, CancellationReasons, Item, Items, LastEvaluatedKey, Responses } = JSON.parse(body || "{}");
  const name = String(__type ?? "")
    .split("#")
    .at(-1);
  const reasons = CancellationReasons?.map((reason: { Code: string }) => reason.Code);
  const found = Object.values(Responses ?? {})
    .flat()
    .map(sorted)
    .toSorted();
  return JSON.stringify([
    status,
    name,
    reasons,
    sorted(Item),
    Items?.map(sorted),
    sorted(LastEvaluatedKey),
    found,
  ]);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

it("answers as the local database does", { timeout: 300_000 }, async () => {
  const store = openInMemory(witness);
  // The local database keeps what the one in memory forgets after a story, so there is one story.
  const { failure } = await runModel({ runs: 1, seed: 11, store });
  expect(failure).toBeUndefined();

  const Row = v.looseObject({ pk: v.string(), sk: v.string() });
  const key = (n: number) => ({ pk: "Z#1", sk: `#${n}` });
  const keys = [1, 2, 3, 4, 5].map(key);
  const tx = new Transaction();
  for (const [i, each] of keys.entries())
    tx.create("row", each, { n: i, g1pk: "L", g1sk: `${9 - i}`, title: `t${i}`, hidden: true });
  expect(await tx.commit()).toEqual({ ok: true });
  const rows = async (range: object) => (await query(Row, { pk: "Z#1", ...range })).map(({ sk }) => sk);
  expect(await rows({ from: "#2", upTo: "#4" })).toEqual(["#2", "#3", "#4"]);
  expect(await rows({ from: "#4" })).toEqual(["#4", "#5"]);
  expect(await rows({ upTo: "#2" })).toEqual(["#1", "#2"]);
  expect(await rows({ prefix: "#", newestFirst: true, limit: 2 })).toEqual(["#5", "#4"]);
  expect((await query(Row, { pk: "L", index: "lists" })).map(({ sk, hidden }) => [sk, hidden])).toEqual(
    keys.map(({ sk }) => [sk, undefined]).toReversed(),
  );
  expect(await findItems(Row, [...keys, key(6)])).toHaveLength(6);
  const conditions: [Conditions, boolean][] = [
    [{ n: { oneOf: [7, 0] } }, true],
    [{ n: { oneOf: [7, 8] } }, false],
    [{ n: { below: 1 } }, true],
    [{ n: { below: 0 } }, false],
    [{ title: { above: "t" } }, true],
    [{ title: { above: 3 } }, false],
    [{ nothing: { absent: true }, hidden: true }, true],
    [{ hidden: { absent: true } }, false],
  ];
  for (const [condition, holds] of conditions) {
    expect((await new Transaction().check("c", key(1), condition).commit()).ok).toBe(holds);
    expect(await changeItem(key(1), { seen: holds, hidden: true }, condition)).toBe(holds);
  }
  expect(await changeItem(key(1), { hidden: undefined, title: "u" }, {})).toBe(true);
  const twice = new Transaction().check("a", key(1), {}).update("b", key(1), { n: 1 }, {});
  await expect(twice.commit()).rejects.toThrow();
  for (const year of ["2024", "2025", "2024"])
    await database().send(
      new UpdateCommand({
        TableName: "records",
        Key: key(9),
        UpdateExpression: "ADD #years :year",
        ExpressionAttributeNames: { "#years": "years" },
        ExpressionAttributeValues: { ":year": new Set([year]) },
      }),
    );
  await rows({});
  const tooMuch = { ...key(1), since: "2025" };
  await expect(database().send(new GetCommand({ TableName: "records", Key: tooMuch }))).rejects.toThrow(
    "schema",
  );
  // A key may come with more of its item than the key: ours are cut to size.
  expect(await findItems(Row, [tooMuch])).toHaveLength(1);
  expect(await changeItem(tooMuch, { title: "v" }, {})).toBe(true);

  expect(differences.slice(0, 3)).toEqual([]);
  expect(calls.get("Query 200")).toBeGreaterThan(200);
  expect(calls.get("TransactWriteItems 400")).toBeGreaterThan(0);
  expect(calls.get("TransactWriteItems 200")).toBeGreaterThan(20);
});
