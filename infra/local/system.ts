/**
 * The whole system in one process: the built functions, called as AWS calls them, over stand-ins that
 * speak AWS's protocols. What is in the data folder survives kill -9; without a folder nothing survives
 * `stop`. One system a process at a time, since the functions read one environment.
 */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SQSEvent } from "aws-lambda";
import { STREAM_FILTERS } from "#core/aws/streams.ts";
import { buildFunctions } from "./bundles.ts";
import { advanceClock, resetClock, setClock } from "./clock.ts";
import { startDynamo } from "./dynamo.ts";
import type { Units } from "./dynamo-pass.ts";
import { createFaults, type Faults } from "./faults.ts";
import { frontDoor, MAX_BODY } from "./http.ts";
import { startKms } from "./kms.ts";
import { type Functions, loadFunctions } from "./lambda.ts";
import { type InboxEntry, openMailbox } from "./mailbox.ts";
import { publishOffices } from "./offices.ts";
import { uploadAssets } from "./public-assets.ts";
import { repeat } from "./repeat.ts";
import { startS3 } from "./s3.ts";
import { type MailQuota, startSes } from "./ses.ts";
import { publishEvents } from "./ses-events.ts";
import { BUCKETS, CREDENTIALS, setEnvironment } from "./settings.ts";
import { followStream } from "./streams.ts";
import { type Reply, serve, type WireRequest } from "./wire.ts";

export interface SystemOptions {
  /** Where data is kept. Without it: in memory and a temporary folder, gone when it stops. */
  dataDir?: string;
  /** Of the front door; any free one by default. */
  port?: number;
  /** The instant at which its clock starts (ISO). */
  at?: string;
  /** As `follow`, from the start. Without it nothing happens by itself, only in `settle`. */
  tickMs?: number;
  /** Folder of office folders to publish; the shipped ones by default, none for "". */
  offices?: string;
  /** Folder of the functions' sources. */
  functions?: string;
  /** The functions where they are built already, by name: nothing is built then. */
  bundles?: Record<string, string>;
  /** Build styles and scripts from their sources even if they are built. */
  freshAssets?: boolean;
  /** What SES lets the account send; more than anyone could want by default. */
  mailQuota?: MailQuota;
  /** Is told what is being done. */
  say?: (line: string) => void;
}

export interface LocalSystem {
  origin: string;
  dataDir: string;
  /** Every email sent, newest last. */
  inbox(): Promise<InboxEntry[]>;
  /** Runs streams, mail events and ticks until nothing is due. Throws if that does not end. */
  settle(): Promise<void>;
  /** Calls a function as AWS would, with this event. */
  invoke<Result>(name: string, event: unknown): Promise<Result>;
  invocations(): Record<string, number>;
  setClock(iso: string): void;
  advance(ms: number): void;
  resetClock(): void;
  /** From here on streams and mail events are followed, and the tick comes every so many milliseconds. */
  follow(tickMs: number): void;
  /** Capacity units from here on belong to this journey. */
  journey(name: string): void;
  units(): Record<string, Units>;
  faults: Faults;
  stop(): Promise<void>;
}

/** The ports of the first start: clients made in this process stay right after a restart. */
const ports: Record<string, number> = {};
let running = false;

export async function startSystem(options: SystemOptions = {}): Promise<LocalSystem> {
  if (running) throw new Error("A local system runs in this process already: stop it first");
  running = true;
  const stops: (() => unknown)[] = [() => (running = false), resetClock];
  const stop = async () => {
    for (const undo of stops.splice(0).reverse()) await undo();
  };
  try {
    return await start(options, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: SystemOptions,
  stops: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<LocalSystem> {
  const { say = () => {} } = options;
  const faults = createFaults();
  if (options.at) setClock(options.at);
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "countersign-"));
  mkdirSync(dataDir, { recursive: true });
  if (!options.dataDir) stops.push(() => rmSync(dataDir, { recursive: true, force: true }));

  let answer = async (_: WireRequest): Promise<Reply> => ({
    status: 503,
    headers: { "retry-after": "1" },
    body: "Starting",
  });
  const started = async <S extends { port: number; stop(): Promise<void> }>(
    name: string,
    service: Promise<S>,
  ) => {
    const it = await service;
    ports[name] = it.port;
    stops.push(it.stop);
    return it;
  };
  const site = await started(
    "site",
    serve((r) => answer(r), { port: options.port || ports.site, limit: MAX_BODY }),
  );
  if (!options.bundles) say("Building the functions");
  const bundles = options.bundles ?? (await buildFunctions({ from: options.functions }));
  say("Starting the database and the stand-ins");
  process.env.AWS_REGION = "eu-west-2";
  process.env.AWS_ACCESS_KEY_ID = CREDENTIALS.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = CREDENTIALS.secretAccessKey;
  const mailbox = openMailbox(join(dataDir, "mail"));
  const common = { credentials: CREDENTIALS, faults };
  const file = options.dataDir && join(dataDir, "records.sqlite");
  const dynamo = await started("dynamodb", startDynamo({ file, port: ports.dynamodb, faults }));
  const s3 = await started(
    "s3",
    startS3({ folder: join(dataDir, "files"), buckets: Object.values(BUCKETS), port: ports.s3, ...common }),
  );
  const ses = await started(
    "ses",
    startSes({ mailbox, port: ports.ses, quota: options.mailQuota, ...common }),
  );
  const kms = await started(
    "kms",
    startKms({ file: join(dataDir, "seal-key.json"), port: ports.kms, ...common }),
  );

  const addresses = {
    site: site.origin,
    dynamodb: dynamo.origin,
    s3: s3.origin,
    ses: ses.origin,
    kms: kms.origin,
  };
  setEnvironment(dataDir, addresses, { keyId: kms.keyId, certificate: kms.certificate });
  const functions = await loadFunctions(bundles);
  say("Building styles and scripts");
  await uploadAssets(s3.disk, BUCKETS.public, options.freshAssets ?? false);
  if (options.offices !== "") await publishOffices(options.offices, say);

  const streams = await followStream({
    endpoint: dynamo.direct,
    table: "records",
    subscriptions: subscriptions(functions),
    file: join(dataDir, "stream-places.json"),
  });
  const events = publishEvents(mailbox, (event: SQSEvent) => functions.invoke("ses-events", event));
  stops.push(streams.stop);
  const drain = async () => (await streams.drain()) + (await events.drain());
  const tick = async () => {
    await functions.invoke("sweep", {});
    await functions.invoke("document", {});
    await functions.invoke("fan-out", {});
  };
  const follow = (tickMs: number) => {
    stops.push(repeat("streams", 200, drain), repeat("tick", tickMs, tick));
  };
  if (options.tickMs) follow(options.tickMs);
  answer = frontDoor({ functions, disk: s3.disk, publicBucket: BUCKETS.public, mailbox });

  return {
    origin: site.origin,
    dataDir,
    inbox: mailbox.inbox,
    async settle() {
      for (let round = 0; round < 100; round++) {
        if ((await drain()) > 0) continue;
        const writes = dynamo.writesTaken();
        await tick();
        if (dynamo.writesTaken() === writes) return;
      }
      throw new Error("The system does not come to rest: something writes at every tick");
    },
    invoke: functions.invoke,
    invocations: functions.invocations,
    setClock,
    advance: advanceClock,
    resetClock,
    follow,
    journey: dynamo.meter.journey,
    units: dynamo.meter.totals,
    faults,
    stop,
  };
}

/** As infra/events.ts subscribes the functions. */
function subscriptions(functions: Functions) {
  const to = (name: "notify" | "document", batchSize: number) => ({
    name,
    filter: STREAM_FILTERS[name],
    batchSize,
    handle: (event: unknown) => functions.invoke<undefined>(name, event),
  });
  return [to("notify", 10), to("document", 5)];
}
