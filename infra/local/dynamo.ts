/**
 * DynamoDB on one machine: dynoxide (one native program over SQLite) behind a pass-through that adds up
 * what each journey consumes and can inject faults. Data is in one file, or in memory without one.
 * Where there is no dynoxide for the platform, DYNAMODB_ENDPOINT may name any other DynamoDB.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient, UpdateTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { TABLES, type TableShape } from "#core/aws/tables.ts";
import { type PassThrough, passThrough } from "./dynamo-pass.ts";
import type { Faults } from "./faults.ts";

export const PROGRAM = join(import.meta.dirname, "../../node_modules/@dynoxide/linux-x64/dynoxide");

export interface LocalDynamo extends PassThrough {
  /** The database itself, without the pass-through: reads here are not counted. */
  direct: string;
}

/** Starts the database and creates the tables that are not there yet. */
export async function startDynamo(options: {
  /** Path of the database; in memory without it. */
  file?: string;
  port?: number;
  faults: Faults;
}): Promise<LocalDynamo> {
  const other = process.env.DYNAMODB_ENDPOINT;
  const database = other ? { origin: other, stop: async () => {} } : await startDynoxide(options.file);
  await createTables(database.origin);
  const pass = await passThrough({ to: database.origin, port: options.port, faults: options.faults });
  return {
    ...pass,
    direct: database.origin,
    stop: async () => {
      await pass.stop();
      await database.stop();
    },
  };
}

async function startDynoxide(file?: string) {
  if (!existsSync(PROGRAM))
    throw new Error(
      `There is no DynamoDB for ${process.platform}-${process.arch} among the packages. ` +
        "Start one (such as amazon/dynamodb-local) and give its address: DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start",
    );
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const child = spawnTied([PROGRAM, "serve", "--port", String(port), ...(file ? ["--db-path", file] : [])]);
    try {
      await answering(origin, child);
      return { origin, stop: () => release(child) };
    } catch (error) {
      await release(child);
      // Another process may have taken the port in between.
      if (attempt === 5) throw error;
    }
  }
}

/**
 * A child that cannot outlive this process, however it ends: a shell waits for its standard input to
 * close, which even kill -9 brings about, and then ends the program. In a session of its own, so that
 * Ctrl-C stops this process first.
 */
function spawnTied(command: string[]): ChildProcess {
  const script = '"$@" </dev/null & p=$!; cat >/dev/null; kill -9 $p 2>/dev/null; wait $p 2>/dev/null';
  return spawn("sh", ["-c", script, "sh", ...command], { stdio: ["pipe", "ignore", "pipe"], detached: true });
}

async function release(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.stdin?.end();
  await ended;
}

async function answering(origin: string, child: ChildProcess): Promise<void> {
  let said = "";
  child.stderr?.on("data", (text) => {
    said = `${said}${text}`.slice(-500);
  });
  const until = performance.now() + 10_000;
  while (!said.includes("listening")) {
    if (performance.now() > until || /error|in use/i.test(said))
      throw new Error(`The database did not start at ${origin}: ${said.trim() || "no answer in 10 seconds"}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function createTables(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint });
  try {
    for (const [name, shape] of Object.entries(TABLES) as [string, TableShape][]) {
      try {
        await client.send(new CreateTableCommand(tableInput(name, shape)));
      } catch (error) {
        if ((error as Error).name === "ResourceInUseException") continue;
        throw error;
      }
      if (shape.ttl)
        await client.send(
          new UpdateTimeToLiveCommand({
            TableName: name,
            TimeToLiveSpecification: { Enabled: true, AttributeName: shape.ttl },
          }),
        );
    }
  } finally {
    client.destroy();
  }
}

export function tableInput(name: string, shape: TableShape) {
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: "HASH" as const },
    { AttributeName: range, KeyType: "RANGE" as const },
  ];
  const indexes = Object.entries(shape.indexes);
  const attributes = [shape, ...Object.values(shape.indexes)].flatMap((k) => [k.hashKey, k.rangeKey]);
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST" as const,
    KeySchema: keys(shape.hashKey, shape.rangeKey),
    AttributeDefinitions: [...new Set(attributes)].map((AttributeName) => ({
      AttributeName,
      AttributeType: "S" as const,
    })),
    GlobalSecondaryIndexes: indexes.map(([IndexName, index]) => ({
      IndexName,
      KeySchema: keys(index.hashKey, index.rangeKey),
      Projection: { ProjectionType: "INCLUDE" as const, NonKeyAttributes: index.include },
    })),
    StreamSpecification: shape.stream && { StreamEnabled: true, StreamViewType: shape.stream },
  };
}
