/**
 * Two offices with everyone who could come to a door: nobody, the author, another author, a publisher,
 * governance, and an officer of the other office who is all of these there; and records in each state.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepFile } from "#core/attachment/attachment.store.ts";
import type { Answers } from "#core/form/answers.ts";
import type { Office } from "#core/form/office.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import * as Managing from "#core/record/managing.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import * as Records from "#core/record/records.ts";
import { eventsOf } from "#core/record/status.ts";
import { requestLink, signIn } from "#core/session/sign-in.store.ts";
import { receive } from "#core/signoff/on-paper.ts";
import { ask } from "#core/signoff/signing.ts";
import { linkKeys, makeToken } from "#core/signoff/token.ts";
import { startS3 } from "#infra/local/s3.ts";
import { answerInProcess } from "#tests/support/in-process.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { publishBare } from "#tests/support/published.ts";
import { actorOf, requestOf, sign, submitted } from "#tests/support/signing.ts";
import { CREDENTIALS, cmd, setStoreEnvironment } from "#tests/support/store.ts";

export const ORIGIN = "https://countersign.example";
export const ROLES = ["nobody", "author", "colleague", "publisher", "governance", "stranger"] as const;
export type Role = (typeof ROLES)[number];
/** "two": two are asked at once. "plan": any one of a board is enough. "other": the content is another. "copied": a signed copy waits to be confirmed. */
export type Situation =
  | "draft"
  | "review"
  | "two"
  | "plan"
  | "other"
  | "confidential"
  | "question"
  | "copied"
  | "paused"
  | "decided"
  | "published";

const [form] = TESTSHIRE.forms;
/** Testshire with a second author, a publisher, and a question that takes files. */
export const OFFICE: Office = {
  ...TESTSHIRE,
  people: [
    ...(TESTSHIRE.people ?? []),
    { id: "art", name: "Art Author", email: "art@testshire.example", roles: ["author"] },
    { id: "pip", name: "Pip Publisher", email: "pip@testshire.example", roles: ["publisher"] },
  ],
  withholding: [{ id: "crime", label: "Would prejudice the prevention of crime" }],
  publication: { review: "publisher" },
  forms: [
    {
      ...form!,
      fields: {
        ...form!.fields,
        files: { type: "attachments", label: "Files" },
        secret: { type: "withholding", label: "Confidential", means: "withholding" },
      },
      sections: [{ ...form!.sections[0]!, fields: [...form!.sections[0]!.fields, "files", "secret"] }],
    },
  ],
};
const ELSEWHERE: Office = {
  ...OFFICE,
  office: "elsewhere",
  people: [
    {
      id: "eve",
      name: "Eve Elsewhere",
      email: "eve@elsewhere.example",
      roles: ["author", "publisher", "governance"],
    },
  ],
};
const PERSON: Record<Exclude<Role, "nobody">, string> = {
  author: "ada",
  colleague: "art",
  publisher: "pip",
  governance: "ced",
  stranger: "eve",
};
const BYTES = new TextEncoder().encode("An appendix");
export const FILE = {
  name: "appendix.txt",
  sha256: sha256(BYTES),
  size: BYTES.length,
  type: "text/plain",
  public: false,
};
export const ANSWERS = {
  files: [FILE],
  title: "A grant",
  category: "grant",
  amount: 0,
  maker: "pcc",
  recommendations: ["Pay"],
};

const DIFFERENT: Partial<Record<Situation, Answers>> = {
  two: { amount: 1_000_000 },
  plan: { category: "plan" },
  other: { title: "Another grant" },
  confidential: {
    secret: { withheld: "yes", parts: "whole", ground: "crime", reason: "It would", safeTitle: "A matter" },
  },
};

export interface House {
  /** The whole database, item by item. */
  everything(): string[];
  emails(): number;
  cookies: Map<Role, string>;
  record(situation: Situation): Promise<string>;
  stop(): Promise<void>;
}

export async function openHouse(): Promise<House> {
  setStoreEnvironment();
  const { dynamo, emails, faults } = answerInProcess(CREDENTIALS);
  const folder = mkdtempSync(join(tmpdir(), "countersign-files-"));
  const s3 = await startS3({ folder, buckets: ["private", "public"], credentials: CREDENTIALS, faults });
  const links = JSON.parse(process.env.SST_RESOURCES_JSON ?? "{}");
  process.env.SST_RESOURCES_JSON = JSON.stringify({
    ...links,
    PrivateBucket: { name: "private" },
    PublicBucket: { name: "public" },
  });
  process.env.AWS_ENDPOINT_URL_S3 = s3.origin;
  for (const office of [OFFICE, ELSEWHERE]) await publishDefinition(office);
  await keepFile(OFFICE.office, FILE, BYTES);
  const cookies = new Map<Role, string>();
  for (const role of ROLES) if (role !== "nobody") cookies.set(role, await sessionOf(role));
  return {
    everything: () =>
      ["records", "ledger", "bulkmail"]
        .flatMap((table) => dynamo.items(table))
        .map((item) => JSON.stringify(item)),
    emails: () => emails.length,
    cookies,
    record,
    async stop() {
      await s3.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const now = () => new Date().toISOString();

/** A link to sign in, not used yet. */
export async function signInLink(role: Exclude<Role, "nobody"> = "author"): Promise<string> {
  const office = role === "stranger" ? ELSEWHERE : OFFICE;
  const { email } = actorOf(office, PERSON[role]);
  const before = new Set((await dueKeys(now())).map((k) => k.pk));
  await requestLink(email, now());
  const key = (await dueKeys(now())).find((k) => k.pk.startsWith("OBX#signin") && !before.has(k.pk));
  const entry = key && (await findEntry(key));
  return makeToken("sign-in", entry?.token ?? "", linkKeys());
}

async function sessionOf(role: Exclude<Role, "nobody">): Promise<string> {
  const { session } = await signIn(await signInLink(role), now());
  return `__Host-session=${session}`;
}

/** A new record of ada's. */
async function record(situation: Situation): Promise<string> {
  const actor = actorOf(OFFICE, "ada");
  if (situation === "draft") {
    const base = { office: OFFICE.office, form: form!.id, actor, now: now() };
    const { id } = await Records.create({ ...base, cmdId: cmd() });
    await Records.saveDraft({ id, answers: ANSWERS, saveNo: 1, actor, now: now() });
    return id;
  }
  const id = await submitted(OFFICE, "ada", { ...ANSWERS, ...DIFFERENT[situation] }, now());
  if (situation === "paused")
    await Managing.pause({ id, cmdId: cmd(), actor, now: now(), reason: "Election" });
  if (situation === "copied") {
    const { task, hash } = await requestOf(id, "legal");
    const copy = {
      signedBy: "mo",
      on: now().slice(0, 10),
      hash,
      fingerprint: hash.slice(0, 8),
      outcome: "approve",
    };
    await receive({ id, task, cmdId: cmd(), actor, now: now() }, { ...copy, file: FILE });
  }
  if (situation === "question") {
    const { link, hash } = await requestOf(id, "legal");
    await ask(link, { cmdId: cmd(), hash, question: "Why?" }, now());
  }
  if (situation === "decided" || situation === "published")
    for (const stage of ["legal", "decider"]) await sign(id, stage, now());
  if (situation === "published") await publishBare(id, OFFICE, now());
  return id;
}

/** Everything that a refusal must leave as it was. */
export async function standing(id: string): Promise<string> {
  const { rev, seq, head, state, tasks } = await loadRecord(id);
  const draft = await Records.getDraft(id, actorOf(OFFICE, "ada"));
  const events = (await eventsOf(id)).length;
  return JSON.stringify([rev, seq, head, state, [...tasks], draft.saveNo, draft.view.answers, events]);
}

/** A form post as a page of ours would send it. */
export function post(values: Record<string, string>, cookie = "", origin = ORIGIN): RequestInit {
  return { method: "POST", body: new URLSearchParams(values), headers: { origin, cookie } };
}
