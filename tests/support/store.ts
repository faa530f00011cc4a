/**
 * The real store for tests of the centre: a database of its own in memory, with the shipped offices
 * published, and the shortest way to a record that waits for signatures.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ulid } from "ulid";
import type { Answers } from "#core/form/answers.ts";
import type { Example } from "#core/form/example.ts";
import type { Office } from "#core/form/office.ts";
import { startDynamo } from "#infra/local/dynamo.ts";
import type { Meter } from "#infra/local/dynamo-pass.ts";
import { createFaults, type Faults } from "#infra/local/faults.ts";
import { type Mailbox, openMailbox } from "#infra/local/mailbox.ts";
import { startSes } from "#infra/local/ses.ts";

export interface Store {
  faults: Faults;
  /** What SES accepted. */
  mailbox: Mailbox;
  /** The database itself: calls there are quicker, and pass the planned faults by. */
  direct: string;
  /** The units that the calls consume. */
  meter: Meter;
  stop(): Promise<void>;
}

const OFFICES = join(import.meta.dirname, "../../core/offices");

export const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };

/** What the functions find in their environment, without any address. */
export function setStoreEnvironment(): void {
  Object.assign(process.env, {
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    SST_RESOURCES_JSON: JSON.stringify({
      App: { name: "countersign", stage: "test" },
      RecordsTable: { name: "records" },
      LedgerTable: { name: "ledger" },
      BulkmailTable: { name: "bulkmail" },
      LinkKeys: {
        value: JSON.stringify({ current: "a", keys: { a: Buffer.alloc(32, 7).toString("base64") } }),
      },
      Mailer: { sender: "countersign@example.org", configSet: "test" },
      Site: { origin: "https://countersign.example" },
    }),
  });
}

/** Starts a database and points the SDK at it. Once per test file: clients are kept for the process. */
export async function openStore(): Promise<Store> {
  setStoreEnvironment();
  const faults = createFaults();
  const dynamo = await startDynamo({ faults });
  const folder = mkdtempSync(join(tmpdir(), "countersign-mail-"));
  const mailbox = openMailbox(folder);
  const ses = await startSes({ mailbox, credentials: CREDENTIALS, faults });
  process.env.AWS_ENDPOINT_URL_DYNAMODB = dynamo.origin;
  process.env.AWS_ENDPOINT_URL_SES = ses.origin;
  const stop = async () => {
    await ses.stop();
    await dynamo.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { faults, mailbox, direct: dynamo.direct, meter: dynamo.meter, stop };
}

export function officeOf(slug: string): Office {
  return JSON.parse(readFileSync(join(OFFICES, slug, "office.json"), "utf8")) as Office;
}

export function exampleOf(slug: string, name: string): Example & { answers: Answers } {
  return JSON.parse(readFileSync(join(OFFICES, slug, "examples", `${name}.json`), "utf8"));
}

/** A command id made of real time: unique whatever the clock of the test says. */
export function cmd(): string {
  return ulid();
}
