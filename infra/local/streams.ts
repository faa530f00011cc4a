/**
 * The records table's stream, handed to functions as an event source mapping does: filtered, in batches,
 * in order; a failed batch is tried again from its first failure, then halved, and a record that keeps
 * failing is let go (the sweep finds its work). Each subscription keeps its place on disk, and moves it
 * only after its batch is done, so that nothing is skipped by a crash.
 */
import { existsSync, readFileSync } from "node:fs";
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { matchesPattern } from "./event-filter.ts";
import { writeWhole } from "./whole-file.ts";

const MOST_ATTEMPTS = 3;

export interface Subscription {
  name: string;
  filter: object;
  batchSize: number;
  handle: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse | undefined>;
}

export interface Streams {
  /** Hands over all that is there; returns how many records passed the filters. */
  drain(): Promise<number>;
}

export async function followStream(options: {
  endpoint: string;
  table: string;
  subscriptions: Subscription[];
  /** Where each subscription's place is kept. */
  file: string;
}): Promise<Streams & { stop(): void }> {
  const client = new DynamoDBStreamsClient({ endpoint: options.endpoint });
  const arn = await streamArn(options.endpoint, options.table);
  const places: Record<string, string> = existsSync(options.file)
    ? JSON.parse(readFileSync(options.file, "utf8"))
    : {};
  const iterators = new Map<string, string | undefined>();
  let running: Promise<number> = Promise.resolve(0);

  const place = (subscription: Subscription, shard: string) => `${subscription.name} ${arn} ${shard}`;
  const read = async (subscription: Subscription, shard: string) => {
    const name = place(subscription, shard);
    const iterator = iterators.get(name) ?? (await iteratorAfter(client, arn, shard, places[name]));
    try {
      const { Records = [], NextShardIterator } = await client.send(
        new GetRecordsCommand({ ShardIterator: iterator, Limit: 100 }),
      );
      return { records: Records, next: NextShardIterator };
    } catch (error) {
      // An iterator lives for minutes; the place is for ever.
      if ((error as Error).name !== "ExpiredIteratorException") throw error;
      iterators.delete(name);
      return { records: [], next: undefined };
    }
  };
  const drainShard = async (subscription: Subscription, shard: string) => {
    const name = place(subscription, shard);
    for (let passed = 0; ; ) {
      const { records, next } = await read(subscription, shard);
      const wanted = records
        .map(toLambdaRecord)
        .filter((record) => matchesPattern(subscription.filter, record));
      for (let i = 0; i < wanted.length; i += subscription.batchSize)
        await hand(subscription, wanted.slice(i, i + subscription.batchSize));
      passed += wanted.length;
      iterators.set(name, next);
      const last = records.at(-1)?.dynamodb?.SequenceNumber;
      if (!last) return passed;
      places[name] = last;
      writeWhole(options.file, [Buffer.from(JSON.stringify(places, null, 2))]);
    }
  };
  const round = async () => {
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: arn }));
    const shards = (StreamDescription?.Shards ?? []).map((s) => s.ShardId ?? "");
    const counts = await Promise.all(
      options.subscriptions.map(async (subscription) => {
        let passed = 0;
        for (const shard of shards) passed += await drainShard(subscription, shard);
        return passed;
      }),
    );
    return counts.reduce((sum, n) => sum + n, 0);
  };
  return {
    drain() {
      running = running.catch(() => 0).then(round);
      return running;
    },
    stop: () => client.destroy(),
  };
}

/** Hands over a batch until it is done: retried from its first failure, halved where the function threw. */
async function hand(subscription: Subscription, batch: DynamoDBRecord[], attempt = 1): Promise<void> {
  if (batch.length === 0) return;
  const rest = await failedFrom(subscription, batch);
  if (rest.length === 0) return;
  const [first, ...others] = rest;
  const advanced = rest.length < batch.length;
  if (advanced || attempt < MOST_ATTEMPTS) return hand(subscription, rest, advanced ? 1 : attempt + 1);
  if (rest.length > 1) {
    // One of them is the cause: alone it fails, and lets the others through.
    await hand(subscription, [first!]);
    return hand(subscription, others);
  }
  const { Keys } = first!.dynamodb ?? {};
  console.error(`${subscription.name} failed ${MOST_ATTEMPTS} times on ${JSON.stringify(Keys)}: let go.`);
}

/** The records still to do: from the first that the function reported, or all when it threw. */
async function failedFrom(subscription: Subscription, batch: DynamoDBRecord[]): Promise<DynamoDBRecord[]> {
  try {
    const answer = await subscription.handle({ Records: batch });
    const failed = new Set((answer?.batchItemFailures ?? []).map((f) => f.itemIdentifier));
    if (failed.size === 0) return [];
    const at = batch.findIndex((record) => failed.has(record.dynamodb?.SequenceNumber ?? ""));
    return batch.slice(Math.max(0, at));
  } catch (error) {
    console.error(error);
    return batch;
  }
}

async function streamArn(endpoint: string, table: string): Promise<string> {
  const client = new DynamoDBClient({ endpoint });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  client.destroy();
  if (!Table?.LatestStreamArn) throw new Error(`The table ${table} has no stream`);
  return Table.LatestStreamArn;
}

async function iteratorAfter(client: DynamoDBStreamsClient, arn: string, shard: string, after?: string) {
  const ask = (where: {
    ShardIteratorType: "TRIM_HORIZON" | "AFTER_SEQUENCE_NUMBER";
    SequenceNumber?: string;
  }) => client.send(new GetShardIteratorCommand({ StreamArn: arn, ShardId: shard, ...where }));
  try {
    if (after)
      return (await ask({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after })).ShardIterator;
  } catch (error) {
    // A stream keeps a day. What it has lost, the sweep finds.
    if ((error as Error).name !== "TrimmedDataAccessException") throw error;
  }
  return (await ask({ ShardIteratorType: "TRIM_HORIZON" })).ShardIterator;
}

/** A record as Lambda passes it on: binary as base64, time in seconds. */
function toLambdaRecord(record: StreamRecord): DynamoDBRecord {
  const { ApproximateCreationDateTime, ...change } = record.dynamodb ?? {};
  const json = JSON.stringify(
    { ...record, dynamodb: change, eventSourceARN: "arn:aws:dynamodb:eu-west-2:000000000000:table/local" },
    (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value),
  );
  const plain = JSON.parse(json) as DynamoDBRecord;
  if (plain.dynamodb && ApproximateCreationDateTime)
    plain.dynamodb.ApproximateCreationDateTime = ApproximateCreationDateTime.getTime() / 1000;
  return plain;
}
