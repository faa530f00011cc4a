/**
 * node infra/local/bench-search.ts [records …]: what a search costs at 1,000 and 10,000 synthetic records,
 * or at as many as given (400000: some minutes and 4 GB). An office has at most 10,000, so more records
 * are more offices, searched together. Times are of this machine with its stand-ins; reads are the same
 * anywhere.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { BatchWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { parseRecordsQuery } from "#core/api/query.ts";
import { listRecords } from "#core/api/records.store.ts";
import { database, storage, tables } from "#core/aws/clients.ts";
import { newestKey, officesKey, publicTextKey, registerKey } from "#core/aws/keys.ts";
import { pack } from "#core/record/compress.ts";
import { addToIndex, indexAll } from "#core/search/index.store.ts";
import { inParallel } from "#core/search/parallel.ts";
import { parseQuery } from "#core/search/query.ts";
import { search } from "#core/search/search.store.ts";
import type { Found } from "#core/search/searchable.ts";
import { idOf } from "#core/search/segment.ts";
import { startDynamo } from "./dynamo.ts";
import { createFaults } from "./faults.ts";
import { startS3 } from "./s3.ts";
import { BUCKETS, CREDENTIALS } from "./settings.ts";
import { randomFrom, syntheticEntry, syntheticRecord, word } from "./synthetic-records.ts";

const OFFICE = 10_000;
const BATCH = 2500;
const QUERIES = 200;
const API_PAGES = 100;
/** The words of more records than these are not kept for snippets: their files would be gigabytes. */
const MAX_TEXTS = 20_000;
/** Of the first measure: the clients of this process keep to them. */
const ports: { dynamo?: number; s3?: number } = {};

async function measure(records: number): Promise<void> {
  const random = randomFrom(7);
  const offices = Math.ceil(records / OFFICE);
  // In memory where there is a place for it, so that a disk's pace is not measured.
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "countersign-bench-"));
  setEnvironment();
  const faults = createFaults();
  const dynamo = await startDynamo({ faults, port: ports.dynamo });
  const buckets = Object.values(BUCKETS);
  const s3 = await startS3({ folder, buckets, credentials: CREDENTIALS, faults, port: ports.s3 });
  Object.assign(ports, { dynamo: dynamo.port, s3: s3.port });
  process.env.AWS_ENDPOINT_URL_DYNAMODB = dynamo.origin;
  process.env.AWS_ENDPOINT_URL_S3 = s3.origin;
  const read = countReads();
  try {
    const start = performance.now();
    for (let office = 0; office < offices; office++)
      await publishAll(office, Math.min(OFFICE, records - office * OFFICE), random, records <= MAX_TEXTS);
    const built = (performance.now() - start) / 1000;
    const stored = s3.disk
      .all(BUCKETS.private)
      .flatMap(([o]) => (o?.key.includes("/text/") ? [] : [o?.size ?? 0]));
    const bytes = stored.reduce((a, b) => a + b, 0);
    console.log(
      `${records.toLocaleString("en-GB")} records, ${offices} ${offices === 1 ? "office" : "offices"}: built in ${built.toFixed(0)} s, ` +
        `index ${(bytes / 1e6).toFixed(1)} MB in ${stored.length} files, memory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
    );
    await publishOne(records, read);
    await apiPages(read);
    console.log(
      "  searches                     p50 ms   p95 ms     GETs kB read p50 / p95   (again: p50 ms, p95 ms)",
    );
    for (const kind of Object.keys(KINDS))
      await searches(kind, offices > 1 ? undefined : "office-0", read, random);
    if (offices > 1) await searches("rare and common", "office-0", read, random);
    console.log();
  } finally {
    await s3.stop();
    await dynamo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Queries of each kind, from words by their rank: the third is in most records, the ten thousandth in few. */
const KINDS: Record<string, (r: () => number) => Record<string, string[]>> = {
  "one rare word": (r) => ({ q: [word(rank(r, 2000, 20_000))] }),
  "two rare words": (r) => ({ q: [`${word(rank(r, 500, 5000))} ${word(rank(r, 500, 5000))}`] }),
  "rare and common": (r) => ({ q: [`${word(rank(r, 2000, 20_000))} ${word(rank(r, 12, 40))}`] }),
  "three common words": (r) => ({ q: [[0, 0, 0].map(() => word(rank(r, 12, 60))).join(" ")] }),
  "the same, best match": (r) => ({
    q: [[0, 0, 0].map(() => word(rank(r, 12, 60))).join(" ")],
    sort: ["best"],
  }),
  "two common in a row": (r) => ({ q: [`"${word(rank(r, 12, 60))} ${word(rank(r, 12, 60))}"`] }),
  "one misspelt": (r) => ({ q: [`${word(rank(r, 2000, 20_000))}x`] }),
  "common, one year": (r) => ({ q: [word(rank(r, 12, 60))], year: [`20${Math.floor(10 + r() * 15)}`] }),
};

async function searches(
  kind: string,
  office: string | undefined,
  read: Reads,
  random: () => number,
): Promise<void> {
  const make = KINDS[kind]!;
  const queries = Array.from({ length: QUERIES }, () =>
    parseQuery({ ...make(random), ...(office && { office: [office] }) }),
  );
  const now = new Date().toISOString();
  for (let i = 0; i < 10; i++) await search(parseQuery(make(random)), now);
  const pass = async () => {
    const runs: { ms: number; gets: number; bytes: number }[] = [];
    for (const query of queries) {
      const before = { ...read };
      const start = performance.now();
      await search(query, now);
      runs.push({
        ms: performance.now() - start,
        gets: read.gets - before.gets,
        bytes: read.bytes - before.bytes,
      });
    }
    return runs;
  };
  const first = await pass();
  const again = await pass();
  const cells = [
    at(first, "ms", 0.5).toFixed(1),
    at(first, "ms", 0.95).toFixed(1),
    at(first, "gets", 0.5),
    (at(first, "bytes", 0.5) / 1000).toFixed(0),
    (at(first, "bytes", 0.95) / 1000).toFixed(0),
    at(again, "ms", 0.5).toFixed(1),
    at(again, "ms", 0.95).toFixed(1),
  ];
  const name = office && kind === "rare and common" ? `${kind}, one office` : kind;
  console.log(`  ${name.padEnd(28)}${cells.map((c) => String(c).padStart(9)).join("")}`);
}

/** Pages of the API from anywhere in its lists, each through its cursor; 50 records a page. */
async function apiPages(read: Reads): Promise<void> {
  const cells: string[] = [];
  for (const params of [
    "office=office-0",
    "office=office-0&category=category-3",
    "",
    "category=category-3",
  ]) {
    const asked = parseRecordsQuery(
      Object.fromEntries([...new URLSearchParams(params)].map(([name, value]) => [name, [value]])),
    );
    const runs: { ms: number; gets: number; bytes: number }[] = [];
    for (let after: string | undefined; runs.length < API_PAGES; ) {
      const before = read.gets;
      const start = performance.now();
      const page = await listRecords({ ...asked, after }, new Date().toISOString());
      runs.push({ ms: performance.now() - start, gets: read.gets - before, bytes: 0 });
      after = page.next;
    }
    const [half, most] = [at(runs, "ms", 0.5).toFixed(1), at(runs, "ms", 0.95).toFixed(1)];
    cells.push(`${params || "all offices"} ${half} / ${most} ms, ${at(runs, "gets", 0.5)} GET`);
  }
  console.log(`  a page of the API (50 records), p50 / p95: ${cells.join("; ")}`);
}

/** One record more, as its publication adds it. */
async function publishOne(n: number, read: Reads): Promise<void> {
  const before = { ...read };
  const start = performance.now();
  await addToIndex("office-0", syntheticRecord(0, n + 1, randomFrom(n)));
  const ms = performance.now() - start;
  console.log(
    `  publishing one record: ${ms.toFixed(0)} ms, ${read.gets - before.gets} GET, ${read.puts - before.puts} PUT, ` +
      `${((read.bytes - before.bytes) / 1000).toFixed(0)} kB read, ${((read.written - before.written) / 1000).toFixed(0)} kB written`,
  );
}

async function publishAll(
  office: number,
  count: number,
  random: () => number,
  texts: boolean,
): Promise<void> {
  const slug = `office-${office}`;
  const years = new Set<string>();
  for (let from = 0; from < count; from += BATCH) {
    const found = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) =>
      syntheticRecord(office, from + i + 1, random),
    );
    for (const { searchable } of found) years.add(searchable.key.slice(0, 4));
    const entries = found.map(({ searchable: { key, n } }) => ({
      ...registerKey(slug, key.slice(0, 4), key),
      g1pk: newestKey(key.slice(0, 7)),
      g1sk: `${key.slice(0, 10)}#${slug}#${idOf(key)}`,
      entry: JSON.stringify(syntheticEntry(office, n!)),
    }));
    await writeAll(entries);
    if (texts) await writeAll(found.map((f) => textItem(slug, f)));
    await indexAll(
      slug,
      found.map((f) => f.searchable),
    );
  }
  await database().send(
    new UpdateCommand({
      TableName: tables.records,
      Key: { ...officesKey(slug) },
      UpdateExpression: "SET #name = :name, #years = :years",
      ExpressionAttributeNames: { "#name": "name", "#years": "years" },
      ExpressionAttributeValues: { ":name": `Office ${office}`, ":years": years },
    }),
  );
}

interface Reads {
  gets: number;
  puts: number;
  bytes: number;
  written: number;
}

/** Counts what goes between the client and S3. */
function countReads(): Reads {
  const reads: Reads = { gets: 0, puts: 0, bytes: 0, written: 0 };
  storage().middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const { Body } = args.input as { Body?: Uint8Array };
        if (commandName === "GetObjectCommand") reads.gets++;
        if (commandName === "PutObjectCommand") reads.puts++;
        reads.written += Body?.length ?? 0;
        const result = await next(args);
        reads.bytes += (result.output as { ContentLength?: number }).ContentLength ?? 0;
        return result;
      },
    { step: "initialize", name: "countReads", override: true },
  );
  return reads;
}

function setEnvironment(): void {
  Object.assign(process.env, {
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    SST_RESOURCES_JSON: JSON.stringify({
      App: { name: "countersign", stage: "bench" },
      RecordsTable: { name: "records" },
      LedgerTable: { name: "ledger" },
      PrivateBucket: { name: BUCKETS.private },
    }),
  });
}

function at(
  runs: { ms: number; gets: number; bytes: number }[],
  of: "ms" | "gets" | "bytes",
  quantile: number,
): number {
  const sorted = runs.map((run) => run[of]).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * quantile)]!;
}

function textItem(office: string, { searchable: { key, publication }, text }: Found) {
  return { ...publicTextKey(office, idOf(key)), publication, packed: pack(text) };
}

async function writeAll(items: object[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, i) =>
    items.slice(i * 25, i * 25 + 25),
  );
  await inParallel(batches, 8, (batch) =>
    database().send(
      new BatchWriteCommand({
        RequestItems: { [tables.records]: batch.map((Item) => ({ PutRequest: { Item } })) },
      }),
    ),
  );
}

function rank(random: () => number, from: number, to: number): number {
  return Math.floor(from + random() * (to - from));
}

const sizes = process.argv.slice(2).map(Number);
console.log(`Machine: ${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}\n`);
for (const size of sizes.length ? sizes : [1000, 10_000]) await measure(size);
