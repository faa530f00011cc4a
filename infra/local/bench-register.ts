/**
 * node infra/local/bench-register.ts [records …]: what a page of the register, a page of the API, a search
 * and a publication cost at 1,000, 10,000 and 400,000 synthetic records. An office has at most 10,000, which
 * is twenty years; more records are more offices. Times are of this machine with its stand-ins, and of
 * whatever else it does; units, bytes and reads are the same anywhere.
 */
import "./clock.ts";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { Resource } from "sst";
import { storage } from "#core/aws/clients.ts";
import { getFile } from "#core/aws/files.ts";
import * as Address from "#core/notice/addresses.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { decideOne, measuredOffice } from "./bench-register-record.ts";
import { machine, print, progress, type Table } from "./bench-report.ts";
import { importItems } from "./dynamo-import.ts";
import { toEvent, toReply } from "./http-event.ts";
import { randomFrom, word } from "./synthetic-records.ts";
import { indexOf, itemsOf, type Register } from "./synthetic-register.ts";
import { type LocalSystem, startSystem } from "./system.ts";

const SIZES = [1000, 10_000, 400_000];
const OFFICE = 10_000;
/** With words of their own. */
const DISTINCT = 2;
const OWN = "office-0";
const QUERIES = 30;
const API_PAGES = 30;
const FEW = 50;

interface Cost {
  ms: number;
  cpu: number;
  bytes: number;
  gets: number;
  units: number;
}
type Row = { name: string; cells: (string | number)[] };
/** By size: what is compared between sizes. */
type Compared = Map<string, number>;

/** Each size in a process of its own, which tells this one what is compared. */
async function compare(sizes: number[]): Promise<void> {
  const compared: [number, Compared][] = [];
  for (const size of sizes) {
    const child = fork(import.meta.filename, [String(size)], { serialization: "advanced" });
    child.on("message", (of) => compared.push([size, of as Compared]));
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`The measure of ${words(size)} records ended with ${code}`);
  }
  if (compared.length > 1) print(growth(compared));
}

async function measure(size: number): Promise<void> {
  const step = (what: string) => progress(`${words(size)}: ${what}`);
  const dataDir = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  let system: LocalSystem | undefined;
  try {
    const registers = registersOf(size, new Date().toISOString().slice(0, 10));
    step(`making ${words(registers.length)} ${registers.length === 1 ? "register" : "registers"}`);
    importItems(join(dataDir, "records.sqlite"), dataDir, registers.values().flatMap(itemsOf));
    step("starting the system");
    system = await startSystem({ offices: "", dataDir });
    await publishDefinition(measuredOffice(OWN));
    for (const register of registers) {
      step(`indexing ${register.office}`);
      await indexOf(register);
    }
    const of: Compared = new Map();
    const bench = benchOf(system);
    step("publishing");
    const tables = [await publications(bench, of, size), await staticPages(of)];
    step("pages of the API");
    tables.push(await apiPages(bench, of));
    step("searches");
    tables.push(await searches(bench, of, registers.length > 1));
    console.log(`\n== ${words(size)} records, offices: ${registers.length} ==`);
    for (const table of tables) print(table);
    console.log();
    process.send?.(of);
  } finally {
    await system?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function registersOf(size: number, today: string): Register[] {
  return Array.from({ length: Math.ceil(size / OFFICE) }, (_, i) => {
    const records = Math.min(OFFICE, size - i * OFFICE);
    const like = i < DISTINCT || records < OFFICE ? i : 1 + ((i - 1) % (DISTINCT - 1));
    return { office: `office-${i}`, records, like: `office-${like}`, today };
  });
}

type Bench = ReturnType<typeof benchOf>;

/** Measures one thing: its time, this process's time, and what it reads of the database and of S3. */
function benchOf(system: LocalSystem) {
  let counted = 0;
  const calls = (of: string) => system.faults.calls()[of] ?? 0;
  return {
    system,
    async cost(work: () => Promise<number>): Promise<Cost> {
      const journey = `measure ${counted++}`;
      system.journey(journey);
      const [gets, cpu, start] = [calls("s3.GetObject"), process.cpuUsage(), performance.now()];
      const bytes = await work();
      const ms = performance.now() - start;
      const { user, system: kernel } = process.cpuUsage(cpu);
      const { read = 0, write = 0 } = system.units()[journey] ?? {};
      return {
        ms,
        cpu: (user + kernel) / 1000,
        bytes,
        gets: calls("s3.GetObject") - gets,
        units: read + write,
      };
    },
  };
}

async function publications({ system, cost }: Bench, compared: Compared, size: number): Promise<Table> {
  const runs: (Cost & { files: number; written: number; reads: number; writes: number })[] = [];
  for (let run = 0; run < 3; run++) {
    await decideOne(OWN, size + run);
    await new Promise((done) => setTimeout(done, 1100));
    const since = Math.floor(Date.now() / 1000) * 1000;
    const journey = `publish ${size} ${run}`;
    const spent = await cost(async () => {
      system.journey(journey);
      await system.invoke("document", {});
      return 0;
    });
    const { read = 0, write = 0 } = system.units()[journey] ?? {};
    const files = await filesSince(Resource.PublicBucket.name, since);
    const written = files.reduce((sum, bytes) => sum + bytes, 0);
    runs.push({ ...spent, files: files.length, written, reads: read, writes: write });
  }
  // The first one starts what makes documents.
  const { ms, files, written, reads, writes } = runs.at(-1)!;
  compared.set("publication: files", files);
  compared.set("publication: kB written", written / 1000);
  compared.set("publication: units", reads + writes);
  return {
    title: "Publishing one record, its documents with it",
    columns: ["files", "kB", "read units", "write units", "ms"],
    rows: [{ name: "the third", cells: [files, kB(written), round(reads), round(writes), round(ms)] }],
  };
}

async function filesSince(bucket: string, since: number): Promise<number[]> {
  const sizes: number[] = [];
  let token: string | undefined;
  do {
    const page = await storage().send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
    for (const { LastModified, Size = 0 } of page.Contents ?? [])
      if (LastModified && LastModified.getTime() >= since) sizes.push(Size);
    token = page.NextContinuationToken;
  } while (token);
  return sizes;
}

/** Each is one GET at the edge, and none of a function or the database. */
async function staticPages(compared: Compared): Promise<Table> {
  const year = new Date().getUTCFullYear().toString();
  const pages: Record<string, string> = {
    "all registers": Address.INDEX,
    "first page of an office": Address.registerPath(OWN),
    "its feed (Atom)": Address.feedPath(OWN, "atom"),
    "a year of it": Address.yearPath(OWN, year),
    "a filter of a year": Address.filterPath(OWN, year, "category", "category-1"),
    "data of a year (CSV)": Address.dataPath(OWN, year, "csv"),
    "sitemap of all": Address.SITEMAP,
  };
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(pages)) {
    const body = await getFile(Resource.PublicBucket.name, Address.keyOf(path));
    const small = gzipSync(body).length;
    rows.push({ name, cells: [1, kB(body.length), kB(small)] });
    compared.set(`page, ${name}: kB compressed`, small / 1000);
  }
  return { title: "Pages from S3", columns: ["GETs", "kB", "kB compressed"], rows };
}

const LISTS: Record<string, string> = {
  "one office": "office=office-0",
  "one office, a category": "office=office-0&category=category-3",
  "one office, by amount": "office=office-0&sort=amount",
  "all offices": "",
  "all, March of any year": "month=03",
  "all, a category": "category=category-3",
  "all, a category and band": "category=category-3&amount=up-to-1000000",
  "all, a recipient": "recipient=Recipient+17",
  "all, a category by amount": "category=category-3&sort=amount",
  "all, oldest first": "sort=oldest",
};

/** Pages of 50 from anywhere in a list, each through the address of the one before. */
async function apiPages(bench: Bench, compared: Compared): Promise<Table> {
  const rows: Row[] = [];
  for (const [name, params] of Object.entries(LISTS)) {
    const first = `/api/v1/records?${params}`;
    let path = first;
    const runs: (Cost & { full: boolean })[] = [];
    await answerOf(bench, path);
    while (runs.length < API_PAGES) {
      let next: string | undefined;
      const cost = await bench.cost(async () => {
        const body = await answerOf(bench, path);
        ({ next } = JSON.parse(body));
        return body.length;
      });
      runs.push({ ...cost, full: next !== undefined });
      path = next ? new URL(next).pathname + new URL(next).search : first;
    }
    // A page that is not full shows fewer records, and so costs less: only full ones can be compared.
    const full = runs.filter((run) => run.full);
    const of = full.length ? full : runs;
    const cells = [
      full.length ? "50" : "fewer",
      at(of, "units", 0.5),
      at(of, "gets", 0.5),
      kB(at(of, "bytes", 0.5)),
    ];
    rows.push({ name, cells: [...cells, ...timesOf(of)] });
    if (full.length) compared.set(`API, ${name}: units`, at(full, "units", 0.5));
    if (full.length) compared.set(`API, ${name}: CPU ms`, at(full, "cpu", 0.5));
  }
  return { title: "Pages of the API", columns: ["records", "units", "GETs", "kB", ...TIMES], rows };
}

/** Queries of each kind, from words by their rank: the 12th is in most records, the ten thousandth in few. */
const KINDS: Record<string, (r: () => number) => Record<string, string>> = {
  "one rare word": (r) => ({ q: word(rank(r, 2000, 20_000)) }),
  "two rare words": (r) => ({ q: `${word(rank(r, 500, 5000))} ${word(rank(r, 500, 5000))}` }),
  "rare and common": (r) => ({ q: `${word(rank(r, 2000, 20_000))} ${word(rank(r, 12, 40))}` }),
  "three common words": (r) => ({ q: commonWords(r) }),
  "the same, best match": (r) => ({ q: commonWords(r), sort: "best" }),
  "the same, by amount": (r) => ({ q: commonWords(r), sort: "amount" }),
  "two common in a row": (r) => ({ q: `"${word(rank(r, 12, 60))} ${word(rank(r, 12, 60))}"` }),
  "one misspelt": (r) => ({ q: `${word(rank(r, 2000, 20_000))}x` }),
  "a number": (r) => ({ q: String(1_000_000 - rank(r, 0, 1000)) }),
  "common, one year": (r) => ({
    q: word(rank(r, 12, 60)),
    year: String(new Date().getUTCFullYear() - rank(r, 0, 2)),
  }),
  "a category and band": (r) => ({ category: `category-${rank(r, 0, 12)}`, amount: "up-to-1000000" }),
  "a month of any year": (r) => ({ month: String(rank(r, 1, 13)) }),
  "all, by title": () => ({ sort: "title" }),
};

async function searches(bench: Bench, compared: Compared, many: boolean): Promise<Table> {
  const rows: Row[] = [];
  const first = await bench.cost(async () => (await answerOf(bench, "/decisions/search?q=nothing")).length);
  const all: Cost[] = [];
  for (const scope of many ? ["one", "all"] : ["one"]) {
    const own: Cost[] = [];
    for (const [kind, make] of Object.entries(KINDS)) {
      const random = randomFrom(kind.length * 31);
      const addresses = Array.from({ length: QUERIES }, () => {
        const params = { ...make(random), ...(scope === "one" && { office: OWN }) };
        return `/decisions/search?${new URLSearchParams(params)}`;
      });
      const pass = async () => {
        const runs: Cost[] = [];
        for (const address of addresses)
          runs.push(await bench.cost(async () => (await answerOf(bench, address)).length));
        return runs;
      };
      const fresh = await pass();
      const again = await pass();
      own.push(...fresh);
      const cells = [at(fresh, "gets", 0.5), at(fresh, "units", 0.5), ...timesOf(fresh), ...timesOf(again)];
      rows.push({ name: `${scope === "one" ? "one office" : "all offices"}, ${kind}`, cells });
    }
    rows.push({
      name: `${scope === "one" ? "one office" : "all offices"}, every kind`,
      cells: ["", "", ...timesOf(own)],
    });
    compared.set(`search, ${scope === "one" ? "one office" : "all offices"}: p95 ms`, at(own, "ms", 0.95));
    compared.set(
      `search, ${scope === "one" ? "one office" : "all offices"}: p95 CPU ms`,
      at(own, "cpu", 0.95),
    );
    all.push(...own);
  }
  const memory = process.memoryUsage();
  return {
    title: "Searches, as a page",
    columns: ["GETs", "units", ...TIMES, ...TIMES.map((time) => `again ${time}`)],
    rows,
    notes: [
      `${QUERIES} queries of each kind, by the same function; “again” asks them a second time, with every file in memory.`,
      `The first search of all offices in a process that has not opened them: ${round(first.ms)} ms (${round(first.cpu)} of this process), ${first.gets} GETs.`,
      `Memory of this process, with the stand-ins in it: ${round(memory.rss / 1e6)} MB, ${round(memory.heapUsed / 1e6)} MB of it objects.`,
    ],
  };
}

/** What grows with the number of records, and what does not. */
function growth(compared: [number, Compared][]): Table {
  const [[, base], ...others] = compared as [[number, Compared], ...[number, Compared][]];
  const names = [...new Set(compared.flatMap(([, of]) => [...of.keys()]))];
  const cell = (value: number | undefined) => (value === undefined ? "" : round(value));
  return {
    title: `Beside ${words(compared[0]![0])} records`,
    columns: compared.flatMap(([size], i) => (i ? [words(size), "times"] : [words(size)])),
    rows: names.map((name) => {
      const one = base.get(name);
      const more = others.flatMap(([, of]) => {
        const value = of.get(name);
        return [cell(value), one && value !== undefined ? (value / one).toFixed(2) : ""];
      });
      return { name, cells: [cell(one), ...more] };
    }),
  };
}

/** Asks the search function, as the front door does. */
async function answerOf({ system }: Bench, path: string): Promise<string> {
  const [before = "", query = ""] = path.split("?");
  const { hostname, port } = new URL(system.origin);
  const event = toEvent({
    method: "GET",
    path: before,
    query,
    search: new URLSearchParams(query),
    headers: { host: `${hostname}:${port}` },
    body: Buffer.alloc(0),
    sourceIp: "127.0.0.1",
  });
  const { status, body } = toReply(await system.invoke("search", event));
  if (status !== 200) throw new Error(`${path}: ${status} ${String(body).slice(0, 200)}`);
  return String(body);
}

const TIMES = ["p50 ms", "p95 ms", "p95 CPU"];
const timesOf = (runs: Cost[]) =>
  [at(runs, "ms", 0.5), at(runs, "ms", 0.95), at(runs, "cpu", 0.95)].map(round);

function at(runs: Cost[], of: keyof Cost, quantile: number): number {
  const sorted = runs.map((run) => run[of]).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * quantile)]!;
}

const rank = (random: () => number, from: number, to: number) => Math.floor(from + random() * (to - from));
const commonWords = (r: () => number) => [0, 0, 0].map(() => word(rank(r, 12, 60))).join(" ");
const round = (n: number) => Math.round(n * 10) / 10;
const kB = (bytes: number) => round(bytes / 1000);
const words = (n: number) => n.toLocaleString("en-GB");

const sizes = process.argv.slice(2).map(Number);
if (sizes.some((n) => !Number.isInteger(n) || n < FEW)) {
  console.error(`Usage: npm run bench -- register [records …], each ${FEW} or more`);
  process.exit(1);
}
if (process.send && sizes.length === 1) await measure(sizes[0]!);
else {
  console.log(machine());
  await compare((sizes.length ? sizes : SIZES).sort((a, b) => a - b));
}
