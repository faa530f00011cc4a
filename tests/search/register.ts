/** A database and a bucket of a test's own, and the shortest way to records in the register and its index. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { database, tables } from "#core/aws/clients.ts";
import { officesKey } from "#core/aws/keys.ts";
import { Transaction } from "#core/aws/tx.ts";
import { addEntry } from "#core/notice/entering.store.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { INDEXED } from "#core/notice/filters.ts";
import { notePlace } from "#core/notice/places.store.ts";
import { noteYear } from "#core/notice/register.store.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import { parseQuery } from "#core/search/query.ts";
import { type Results, search } from "#core/search/search.store.ts";
import type { Searchable } from "#core/search/segment.ts";
import { startDynamo } from "#infra/local/dynamo.ts";
import { createFaults, type Faults } from "#infra/local/faults.ts";
import { startS3 } from "#infra/local/s3.ts";
import type { Disk } from "#infra/local/s3-disk.ts";
import { busyYear } from "#tests/notice/published.ts";

export interface Register {
  faults: Faults;
  disk: Disk;
  stop(): Promise<void>;
}

export const BUCKET = "private";

/** Once per test file: clients are kept for the process. */
export async function openRegister(): Promise<Register> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const faults = createFaults();
  const folder = mkdtempSync(join(tmpdir(), "countersign-search-"));
  Object.assign(process.env, {
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    SST_RESOURCES_JSON: JSON.stringify({
      App: { name: "countersign", stage: "test" },
      RecordsTable: { name: "records" },
      LedgerTable: { name: "ledger" },
      PrivateBucket: { name: BUCKET },
      Site: { origin: "https://decisions.example" },
    }),
  });
  const dynamo = await startDynamo({ faults });
  const s3 = await startS3({ folder, buckets: [BUCKET], credentials, faults });
  process.env.AWS_ENDPOINT_URL_DYNAMODB = dynamo.origin;
  process.env.AWS_ENDPOINT_URL_S3 = s3.origin;
  const stop = async () => {
    await s3.stop();
    await dynamo.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { faults, disk: s3.disk, stop };
}

let like: RegisterEntry | undefined;

/** A record of an office as the register lists it. `n` tells records apart. */
export function entryOf(office: string, n: number, change: Partial<RegisterEntry> = {}): RegisterEntry {
  like ??= busyYear(1)[0]!;
  const name = `Office of ${office}`;
  return {
    ...like,
    id: idOf(office, n),
    office: { slug: office, name },
    reference: `DRF 2023-${String(n).padStart(7, "0")}`,
    number: { series: "drf", period: "2023", n },
    slug: `drf-2023-${n}`,
    title: `Record ${n}`,
    ...change,
  };
}

/** An id that no other office has. */
function idOf(office: string, n: number): string {
  const number = [...office].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 10 ** 8, 0);
  return `01HF${String(number).padStart(8, "0")}${String(n).padStart(14, "0")}`;
}

/** As the index takes it: the title, and the text given. */
export function found(entry: RegisterEntry, text: string): Searchable {
  return {
    key: sortOf(entry),
    office: entry.office.slug,
    publication: entry.publication,
    reference: entry.reference,
    n: entry.number?.n,
    values: INDEXED.flatMap((filter) => filter.values(entry).map((v) => ({ filter: filter.id, ...v }))),
    amount: entry.amount,
    title: entry.title,
    parts: [
      { kind: "title", text: entry.title },
      { kind: "text", text },
    ],
  };
}

export async function enter(entry: RegisterEntry): Promise<void> {
  const tx = new Transaction();
  addEntry(tx, entry);
  const outcome = await tx.commit();
  if (!outcome.ok) throw new Error(outcome.failed);
  await database().send(
    new UpdateCommand({
      TableName: tables.records,
      Key: { ...officesKey(entry.office.slug) },
      UpdateExpression: "SET #name = :name, #short = :name",
      ExpressionAttributeNames: { "#name": "name", "#short": "short" },
      ExpressionAttributeValues: { ":name": entry.office.name },
    }),
  );
  await noteYear(entry);
  await notePlace(entry);
}

let asked = 0;

/** Searches as somebody would who comes later than anybody before. */
export function ask(params: Record<string, string>): Promise<Results> {
  asked += 10_000;
  const lists = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, [value]]));
  return search(parseQuery(lists), new Date(Date.UTC(2024, 0, 1) + asked).toISOString());
}

/** How many there are, whether or not the register has them. */
export async function totalOf(params: Record<string, string>): Promise<number> {
  return (await ask({ ...params, page: "100" })).total;
}

export async function idsFound(params: Record<string, string>): Promise<string[]> {
  return (await ask(params)).hits.map(({ entry }) => entry.id);
}
