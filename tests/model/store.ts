/**
 * The two databases that the model runs over: in this process's memory, which makes a thousand sequences
 * a matter of minutes, and the local one, which is slower and made by others.
 */
import { DeleteCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { database } from "#core/aws/clients.ts";
import type { Faults } from "#infra/local/faults.ts";
import type { Accepted } from "#infra/local/mailbox.ts";
import { answerInProcess, type Witness } from "#tests/support/in-process.ts";
import type { Value } from "#tests/support/memory-expressions.ts";
import { CREDENTIALS, openStore, setStoreEnvironment } from "#tests/support/store.ts";

export type Item = Record<string, unknown> & { pk: string; sk: string };

export interface ModelStore {
  faults: Faults;
  /** What SES accepted, newest last. */
  emails(): Accepted[];
  /** Every item of a table. */
  items(table: "records" | "ledger"): Promise<Item[]>;
  /** Whether a record may have changed since this answered with the same number. */
  version(record: string): number;
  /** Empties the tables, but for the office and its people. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

const isOffice = (pk: string) => /^(O#|U#|OFFICES)/.test(pk);

export function openInMemory(witness?: Witness): ModelStore {
  setStoreEnvironment();
  const { dynamo, faults, emails } = answerInProcess(CREDENTIALS, witness);
  return {
    faults,
    emails: () => emails,
    items: async (table) => dynamo.items(table).map((item) => native({ M: item }) as Item),
    version: (record) => dynamo.version("records", `D#${record}`),
    wipe: async () => {
      dynamo.wipe(isOffice);
      emails.length = 0;
    },
    stop: async () => {},
  };
}

export async function openLocal(): Promise<ModelStore> {
  const store = await openStore();
  process.env.AWS_ENDPOINT_URL_DYNAMODB = store.direct;
  let version = 0;
  let before = 0;
  return {
    faults: store.faults,
    emails: () => store.mailbox.all().slice(before),
    items: scan,
    version: () => ++version,
    async wipe() {
      for (const table of ["records", "ledger"] as const)
        for (const { pk, sk } of await scan(table))
          if (!isOffice(pk)) await database().send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
      before = store.mailbox.all().length;
    },
    stop: store.stop,
  };
}

async function scan(TableName: "records" | "ledger"): Promise<Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await database().send(
      new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey }),
    );
    items.push(...((page.Items ?? []) as Item[]));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}

/** A value of the wire as JavaScript has it. */
function native({ S, N, BOOL, B, SS, M, L }: Value): unknown {
  if (N !== undefined) return Number(N);
  if (B !== undefined) return Buffer.from(B, "base64");
  if (SS) return new Set(SS);
  if (L) return L.map(native);
  if (M) return Object.fromEntries(Object.entries(M).map(([name, value]) => [name, native(value)]));
  return S ?? BOOL ?? null;
}
