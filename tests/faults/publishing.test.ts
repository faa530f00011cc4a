/**
 * What the service does by itself once a record is decided, by two workers at once and by one that dies
 * after any of its writes: each document, publication and entry in the register comes once. Its own
 * conditions are held by themselves, since the revision would catch most of what two workers do.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { database } from "#core/aws/clients.ts";
import { registerKey } from "#core/aws/keys.ts";
import { Transaction } from "#core/aws/tx.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import { addEntry } from "#core/notice/entering.store.ts";
import { entryOf, yearOf } from "#core/notice/entry.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import { commit } from "#core/record/commit.store.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import type { Renderer } from "#core/record/projecting.ts";
import { advance } from "#core/record/publishing.ts";
import { publicationFacts } from "#core/record/renditions.ts";
import { eventsOf } from "#core/record/status.ts";
import { getView } from "#core/record/view.store.ts";
import { startKms } from "#infra/local/kms.ts";
import { startS3 } from "#infra/local/s3.ts";
import { startChaos, under } from "#tests/model/chaos.ts";
import { answerInProcess, type InProcess } from "#tests/support/in-process.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { sign, submitted } from "#tests/support/signing.ts";
import { CREDENTIALS, setStoreEnvironment } from "#tests/support/store.ts";

const NOW = "2025-03-03T09:00:00.000Z";
const GRANT = { title: "A grant", category: "grant", amount: 0, maker: "pcc", recommendations: ["Pay"] };
const ALL = ["Created", "Submitted", "TaskOpened", "SignedOff", "TaskOpened", "SignedOff", "Decided"];
const ONCE = [...ALL, "Sealed", "Sealed", "Published", "Projected"];
const folder = mkdtempSync(join(tmpdir(), "countersign-publishing-"));
const stops: (() => Promise<void>)[] = [];
let stand: InProcess;

/** The pages are not what is looked at here. */
const renderer: Renderer = {
  files: () => [],
  notice: () => {
    throw new Error("Nothing is linked");
  },
  listings: () => [],
  version: () => {
    throw new Error("Nothing is corrected");
  },
  imported: () => {
    throw new Error("Nothing is imported");
  },
  year: () => [],
  front: () => [],
  programme: () => {
    throw new Error("Nothing is carried on");
  },
};

beforeAll(async () => {
  setStoreEnvironment();
  stand = answerInProcess(CREDENTIALS);
  const { faults } = stand;
  const common = { credentials: CREDENTIALS, faults };
  const s3 = await startS3({ folder, buckets: ["private", "public"], ...common });
  const kms = await startKms({ file: join(folder, "key.json"), ...common });
  stops.push(s3.stop, kms.stop);
  process.env.AWS_ENDPOINT_URL_S3 = s3.origin;
  process.env.AWS_ENDPOINT_URL_KMS = kms.origin;
  process.env.SST_RESOURCES_JSON = JSON.stringify({
    ...JSON.parse(process.env.SST_RESOURCES_JSON ?? "{}"),
    PrivateBucket: { name: "private" },
    PublicBucket: { name: "public" },
    SealKey: { keyId: kms.keyId, certificate: kms.certificate },
  });
  await publishDefinition(TESTSHIRE);
  startChaos();
});
afterAll(async () => {
  for (const stop of stops) await stop();
  rmSync(folder, { recursive: true, force: true });
});

async function decided(): Promise<string> {
  const id = await submitted(TESTSHIRE, "ada", GRANT, NOW);
  for (const stage of ["legal", "decider"]) await sign(id, stage, NOW);
  return id;
}

async function typesOf(id: string): Promise<string[]> {
  return (await eventsOf(id)).map(({ body }) => (JSON.parse(body) as LedgerEvent).type);
}

const registered = (id: string) =>
  stand.dynamo.items("records").filter((i) => i.pk?.S?.startsWith("R#") && i.entry?.S?.includes(id)).length;

it("is done once by two workers at once, and by a third that comes later", async () => {
  const id = await decided();
  await Promise.all([advance(id, NOW, renderer), advance(id, NOW, renderer)]);
  await advance(id, NOW, renderer);
  expect(await typesOf(id)).toEqual(ONCE);
  expect(registered(id)).toBe(1);
});

it("is finished by the next worker, whichever of its writes the first died after", async () => {
  let writes = 0;
  for (let nth = 1; ; nth++) {
    const id = await decided();
    const died = await under({ fault: "crash-after", nth }, () => advance(id, NOW, renderer)).then(
      () => false,
      () => true,
    );
    await advance(id, NOW, renderer);
    expect(await typesOf(id), `died after write ${nth}`).toEqual(ONCE);
    expect(registered(id)).toBe(1);
    if (!died) break;
    writes = nth;
  }
  expect(writes).toBeGreaterThanOrEqual(4);
});

it("is refused where the register has its entry already", async () => {
  const id = await decided();
  const { view, loaded } = await getView(id);
  const entry = entryOf({ ...view, state: "published" }, publicationFacts(loaded.state, 1, NOW));
  await database().send(
    new PutCommand({
      TableName: "records",
      Item: { ...registerKey(entry.office.slug, yearOf(entry), sortOf(entry)) },
    }),
  );
  const outcome = await commit(
    loaded,
    { id, office: TESTSHIRE.office },
    {
      events: [{ type: "Published", data: { publication: 1 } }],
      actor: "system",
      cmdId: "publication-1",
      now: NOW,
      office: TESTSHIRE,
      title: "",
      also: (tx) => addEntry(tx, entry),
    },
  );
  expect(outcome).toMatchObject({ ok: false, failed: "register" });
});

it("is refused where the register has a later publication already", async () => {
  const id = await decided();
  const { view, loaded } = await getView(id);
  const published = (n: number) => {
    const facts = { ...publicationFacts(loaded.state, 1, NOW), n };
    const tx = new Transaction();
    addEntry(tx, entryOf({ ...view, state: "published" }, facts));
    return tx.commit();
  };
  expect(await published(1)).toEqual({ ok: true });
  expect(await published(3)).toEqual({ ok: true });
  for (const n of [2, 3]) expect(await published(n)).toEqual({ ok: false, failed: "register" });
});
