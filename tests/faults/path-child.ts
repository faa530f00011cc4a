/**
 * The whole system and its people in a process of its own, for tests that kill it:
 * `path-child.ts <data folder> <port> <bundles> <n> <s>` takes one record of s sign-offs the whole way and
 * prints what it came to, or dies as by kill -9 right after its nth write (0: never).
 */
import "#infra/local/clock.ts";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { database } from "#core/aws/clients.ts";
import { getForm } from "#core/form/office.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import { loadOffices } from "#core/offices/index.ts";
import { unpackState } from "#core/record/compress.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import type { State } from "#core/record/state.ts";
import { openDisk } from "#infra/local/s3-disk.ts";
import { type LocalSystem, startSystem } from "#infra/local/system.ts";

export interface CameTo {
  /** Writes since the people began. */
  writes: number;
  /** What must be the same however often it was killed, without ids, times and hashes. */
  end: object;
  /** Copies of the email that was sent most often. */
  mostCopies: number;
}

/** What differs from run to run. */
const UNTIMED = {
  id: undefined,
  hash: undefined,
  createdAt: undefined,
  submittedAt: undefined,
  decidedAt: undefined,
  publishedAt: undefined,
};

type Item = Record<string, unknown> & { pk: string; sk: string };

const [dataDir = "", port = "", built = "{}", nth = "0", signOffs = "3"] = process.argv.slice(2);
const { journey = "", ...bundles } = JSON.parse(built) as Record<string, string>;
const { finish } = (await import(pathToFileURL(journey).href)) as typeof import("./journey.ts");
const [found] = loadOffices().flatMap(({ office, examples }) =>
  examples
    .filter(
      ({ example }) => example.signOffs?.length === Number(signOffs) && getForm(office, example.form).series,
    )
    .map(({ example }) => ({ office, example })),
);
if (!found) throw new Error(`No shipped example has ${signOffs} sign-offs and a number`);
const { office, example } = found;
const system = await startSystem({ dataDir, port: Number(port), bundles, at: example.at, offices: "" });
await publishDefinition(office);
const before = system.faults.writes();
if (Number(nth)) system.faults.plan({ kind: "kill-after", nth: Number(nth) });
await finish(system, office, example);
console.log(JSON.stringify(await cameTo(system, system.faults.writes() - before)));
await system.stop();
process.exit(0);

async function cameTo({ inbox }: LocalSystem, writes: number): Promise<CameTo> {
  const [records, ledger] = [await scan("records"), await scan("ledger")];
  const metas = records.filter(({ sk }) => sk === "META");
  const id = metas[0]?.pk.slice(2) ?? "";
  const state = unpackState(metas[0]?.st as Uint8Array) as State;
  const events = ledger.toSorted((a, b) => a.sk.localeCompare(b.sk));
  const outbox = records.filter(({ pk }) => pk.startsWith("OBX#"));
  const disk = openDisk(join(dataDir, "files"), ["public"]);
  const copies = Map.groupBy(await inbox(), (m) => `${m.to} ${m.subject} ${m.text}`);
  const subjects = (await inbox()).map((m) => `${m.to}: ${m.subject}`);
  const mail = new Set(subjects.filter((subject) => !/Sign in|code/.test(subject)));
  return {
    writes,
    mostCopies: Math.max(...[...copies.values()].map((c) => c.length)),
    end: {
      records: metas.length,
      state: { ...state, tasks: undefined, renditions: Object.keys(state.renditions), ...UNTIMED },
      tasks: state.tasks.map(({ task, person, status, outcome, method }) => [
        task,
        person,
        status,
        outcome,
        method,
      ]),
      events: events.map(({ body }) => {
        const { type, actor } = JSON.parse(String(body)) as LedgerEvent;
        return `${actor}: ${type}`;
      }),
      numbers: records
        .filter(({ pk }) => pk.startsWith("N#"))
        .map(({ sk, last }) => `${sk} ${last ?? ""}`)
        .toSorted(),
      register: records.filter(({ pk }) => pk.startsWith("R#")).map(({ pk }) => pk),
      due: records.filter(({ g2pk, sk }) => g2pk && !sk.startsWith("S#") && sk !== "END").map(({ pk }) => pk),
      unsettled: outbox
        .filter(({ status }) => status !== "SENT" && status !== "SKIPPED")
        .map(({ status }) => status),
      mail: [...mail].toSorted(),
      files: disk
        .all("public")
        .flatMap(([latest]) => (latest ? [essence(latest.key, disk.read("public", latest), id)] : []))
        .toSorted(),
    },
  };
}

/** A file's name and what it says, without what differs from run to run: id, address, instants and hashes. */
function essence(key: string, body: Buffer, id: string): string {
  const name = key.replaceAll(id, "ID");
  if (!/\.(html|json|xml|csv)$/.test(key)) return name;
  const text = body
    .toString()
    .replaceAll(id, "ID")
    .replaceAll(system.origin, "ORIGIN")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "INSTANT")
    .replace(/\b\d{1,2}(:\d\d)?(am|pm)\b|\b\d\d:\d\d (BST|GMT)\b/g, "TIME")
    // A document that says 9:59am is a few bytes longer than one that says 10am.
    .replace(/("size_in_bytes": ?)\d+|\d+( kB)/g, "$1SIZE$2")
    .replace(/\b[0-9a-f]{64}\b|urn:uuid:[\da-f-]{36}/g, "HASH");
  return `${name} ${sha256(text)}`;
}

async function scan(TableName: string): Promise<Item[]> {
  const { Items = [] } = await database().send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Items as Item[];
}
