/** What a publication, a page of the register and a page of the API cost. */
import { gzipSync } from "node:zlib";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { Resource } from "sst";
import { storage } from "#core/aws/clients.ts";
import { getFile } from "#core/aws/files.ts";
import * as Address from "#core/notice/addresses.ts";
import {
  answerOf,
  at,
  type Bench,
  type Compared,
  type Cost,
  kB,
  OWN,
  type Row,
  round,
  TIMES,
  timesOf,
} from "./bench-register-measure.ts";
import { decideOne } from "./bench-register-record.ts";
import type { Table } from "./bench-report.ts";

const API_PAGES = 30;

export async function publications(
  { system, cost }: Bench,
  compared: Compared,
  size: number,
): Promise<Table> {
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
export async function staticPages(compared: Compared): Promise<Table> {
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
export async function apiPages(bench: Bench, compared: Compared): Promise<Table> {
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
