/**
 * Many items into a new database at once: dynoxide's own import of a DynamoDB export, thirty times as fast
 * as its writes. The file is then served as any other. Nothing of it comes through the streams.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { TABLES } from "#core/aws/tables.ts";
import { PROGRAM, tableInput } from "./dynamo.ts";

type Value = string | number | Uint8Array | Set<string>;

/** Makes the database file `file` with these items in its records table, batch by batch. `folder` is for what is between. */
export function importItems(file: string, folder: string, batches: Iterable<Record<string, Value>[]>): void {
  const data = join(folder, "export", "records", "data");
  mkdirSync(data, { recursive: true });
  let count = 0;
  for (const batch of batches) {
    const lines = batch.map((item) => JSON.stringify({ Item: marshalled(item) }));
    writeFileSync(
      join(data, `${String(count++).padStart(4, "0")}.json.gz`),
      gzipSync(lines.join("\n"), { level: 1 }),
    );
  }
  const schema = join(folder, "export", "schema.json");
  writeFileSync(schema, JSON.stringify({ Table: tableInput("records", TABLES.records) }));
  const { status, stderr } = spawnSync(
    PROGRAM,
    ["import", "--source", join(folder, "export"), "--schema", schema, "--output", file],
    { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`The items could not be imported: ${stderr.slice(-500)}`);
  rmSync(join(folder, "export"), { recursive: true });
}

function marshalled(item: Record<string, Value>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(value)]));
}

function attribute(value: Value): Record<string, unknown> {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  return value instanceof Set ? { SS: [...value] } : { B: Buffer.from(value).toString("base64") };
}
